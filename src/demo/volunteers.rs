//! What is known of those who visit, or would like to, as far as they have come.

use crate::days::{months, plus};
use crate::people::{VisitorRow, born, letter, several, some, street};
use crate::{COORDINATOR, chance};
use chrono::NaiveDate;
use domain::command::VisitorDetails;
use domain::record::{Declaration, DriverDocuments, Pack, PersonalReference, Said};

/// Those who drive the child, and whose documents are seen again and again.
pub(crate) const DRIVERS: &[&str] = &["emeka", "grace", "tom", "carol", "patrick", "ivor", "beth"];

/// What is known of a visitor: at the enquiry little, from the interview on more, and from the checks on everything.
pub(crate) fn details(
    row: &VisitorRow,
    who: usize,
    interviewed: Option<NaiveDate>,
    checked: Option<NaiveDate>,
    today: NaiveDate,
) -> VisitorDetails {
    let c = &row.cells;
    let mail = format!("{}.{}@post.example", row.name.first, row.name.last).to_lowercase();
    let mut d = VisitorDetails {
        name: row.name.clone(),
        born: Some(born(row.age, chance::two(2, who), today)),
        gender: some(c[3]),
        phone: Some(format!("07700 900{:03}", 100 + who % 900)),
        email: Some(mail.replace(' ', "")),
        ethnicity: some(c[5]),
        languages: several(c[6]),
        faith: some(c[7]),
        interests: several(c[8]),
        availability: some(c[9]),
        radius_miles: c[10].parse().ok(),
        drives: (!c[11].is_empty()).then(|| c[11] == "yes"),
        source: some(c[12]),
        ..VisitorDetails::default()
    };
    let Some(on) = interviewed else { return d };
    d.interview = Some(Said::new(COORDINATOR, on));
    d.declaration = Some(independent(row, on));
    d.employers = employers(row);
    d.household = some(c[14]);
    d.address = Some(format!("{} {}, Westerby", 2 + who * 5 % 120, street(who + 2)));
    d.postcode =
        some(c[13]).map(|area| format!("{area} {}{}{}", 1 + who % 9, letter(who * 3), letter(who + 4)));
    let Some(on) = checked else { return d };
    d.emergency_contact = Some(format!("partner or friend, 07700 900{:03}", 500 + who % 400));
    d.references = (0..2)
        .map(|n| PersonalReference {
            received: Some(plus(on, -12)),
            satisfactory: Some(true),
            ..referee(row, n, plus(on, -30))
        })
        .collect();
    d.identity = Some(Said::new(COORDINATOR, plus(on, -14)));
    d.identity_document =
        Some(chance::pick(&["passport", "driving licence", "birth certificate"], who as u64).to_owned());
    d.declaration = Some(independent(row, plus(on, -14)));
    d.interview = Some(Said::new(COORDINATOR, months(on, -3)));
    d.agreement = Some(Said::new(row.name.full(), on));
    d.agreement_version = Some("3".to_owned());
    d.commitment_months = Some(if who % 4 == 1 { 24 } else { 12 });
    d.named_worker = Some(COORDINATOR.to_owned());
    d.pack = Some(Pack { version: "4".to_owned(), on });
    d
}

/// For whom they work; nobody is asked what retirement is like.
pub(crate) fn employers(row: &VisitorRow) -> Vec<String> {
    several(row.cells[15]).into_iter().filter(|work| work != "retired" && work != "freelance").collect()
}

/// The declaration that every visitor of the scheme could make.
pub(crate) fn independent(row: &VisitorRow, on: NaiveDate) -> Declaration {
    Declaration { said: Said::new(row.name.full(), on), connected: false, details: None, household: None }
}

/// Somebody who is asked for a reference: one from work, one from next door.
pub(crate) fn referee(row: &VisitorRow, which: usize, requested: NaiveDate) -> PersonalReference {
    let (name, context, years) =
        [("Former colleague", "a colleague of six years", 6), ("Neighbour", "a neighbour", 11)][which % 2];
    PersonalReference {
        name: format!("{name} of {}", row.name.called()),
        context: context.to_owned(),
        years_known: Some(years),
        relative: false,
        requested: Some(requested),
        received: None,
        satisfactory: None,
    }
}

/// What a driver shows: everything runs for a year, but for a MOT that may run out on a day of its own.
pub(crate) fn documents(who: usize, on: NaiveDate, mot_until: Option<NaiveDate>) -> DriverDocuments {
    DriverDocuments {
        said: Said::new(COORDINATOR, on),
        licence: true,
        insurer_told: true,
        evidence: Some(format!("insurer's letter of {on}, reference {}", 70_000 + who * 113)),
        insured_until: Some(plus(on, 364)),
        mot_until: Some(mot_until.unwrap_or_else(|| plus(on, 362))),
        tax_until: Some(plus(on, 364)),
    }
}
