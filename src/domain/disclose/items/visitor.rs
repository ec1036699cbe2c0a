//! What is known of a visitor.

use super::{CO, Item, P, Page, SC, choice, day, yes_no};
use crate::judge;
use crate::record::{
    AtHome, Condition, DbsApplication, DbsCheck, DbsLevel, Declaration, DriverDocuments, Hold, Name, Pack,
    Pause, PersonalReference, Said, Stage, StageStep, StatusCheck, Subject, Training, UpdateService, Visitor,
    Workforce,
};
use crate::world::World;
use chrono::NaiveDate;

/// What is told of a certificate where only that it was checked is needed.
const CHECKED: &str = "checked";
/// What is told of a pause, whatever its reason (R74).
pub(super) const PAUSED: &str = "Visits are paused.";

pub(super) fn of(world: &World, visitor: &Visitor, today: NaiveDate) -> Vec<Item> {
    let Visitor {
        id,
        number: _,
        name: Name { first, last, known_as },
        born,
        gender,
        address,
        postcode,
        phone,
        email,
        emergency_contact,
        ethnicity,
        languages,
        faith,
        interests,
        availability,
        radius_miles,
        drives,
        household,
        source,
        stages,
        references,
        identity,
        identity_document,
        dbs,
        dbs_application,
        declaration,
        employers,
        training,
        interview,
        agreement,
        agreement_version,
        commitment_months,
        driver,
        named_worker,
        pack,
        holds,
        suspensions,
    } = visitor;
    let mut p = Page::new(today, Subject::Visitor(*id), "The visitor").of_visitor(*id);
    p.whole((12, P), "first", "First name", first.as_str());
    if let Some(known_as) = known_as {
        p.whole((12, P), "known_as", "Known as", known_as.as_str());
    }
    p.say((12, P), "interests", "Interests", interests.join(", "));
    p.say((12, SC), "languages", "Languages", languages.join(", "));
    p.whole((13, P), "last", "Family name", last.as_str());
    if let Some(phone) = phone {
        p.whole((13, P), "phone", "Telephone", phone.as_str());
    }
    p.may((13, P), "email", "E-mail", email.as_ref());
    let private = [
        ("address", "Address", P, address),
        ("postcode", "Postcode", P, postcode),
        ("emergency_contact", "In an emergency", P, emergency_contact),
        ("gender", "Gender", SC, gender),
        ("ethnicity", "Ethnicity", SC, ethnicity),
        ("faith", "Faith", SC, faith),
        ("availability", "Can visit", P, availability),
        ("household", "At home", P, household),
        ("source", "Heard of the scheme", P, source),
        ("identity_document", "Identity document", P, identity_document),
        ("agreement_version", "Agreement", P, agreement_version),
        ("named_worker", "Worker", P, named_worker),
    ];
    for (name, label, class, text) in private {
        p.may((14, class), name, label, text.as_ref());
    }
    p.say((14, P), "employers", "Employers", employers.join(", "));
    if let Some(born) = born {
        p.say((14, P), "born", "Born", day(*born));
    }
    if let Some(miles) = radius_miles {
        p.say((14, P), "radius", "Travels", format!("{miles} miles"));
    }
    if let Some(drives) = drives {
        p.say((14, P), "drives", "Drives", yes_no(*drives));
    }
    if let Some(months) = commitment_months {
        p.say((14, P), "commitment", "Commitment", format!("{months} months"));
    }
    // Who is told only that it was checked reads it as good today: of one that has lapsed nothing is said.
    let good = judge::dbs_on(world, visitor, today).is_none();
    let counts = visitor.dbs_on(today).filter(|_| good);
    certificates(&mut p, dbs, counts, dbs_application.as_ref());
    taken_on(
        &mut p,
        stages,
        references,
        [("identity", identity), ("interview", interview), ("agreement", agreement)],
    );
    if let Some(Declaration { said, connected, details, household }) = declaration {
        p.said((14, P), "declaration", "Independence declared", Some(said));
        p.say((14, P), "declaration.connected", "Connected", yes_no(*connected));
        p.may((14, P), "declaration.details", "How", details.as_ref());
        if let Some(AtHome { connected, details }) = household {
            p.say((14, P), "declaration.household", "Connected at home", yes_no(*connected));
            p.may((14, P), "declaration.household.details", "How", details.as_ref());
        }
    }
    for Training { module, on, expires, note } in training {
        p.say((14, P), "training", module.words(), day(*on));
        p.may((14, P), "training.note", "Course", note.as_ref());
        if let Some(on) = expires {
            p.say((14, P), "training.expires", "To be refreshed by", day(*on));
        }
    }
    driving(&mut p, driver.as_ref());
    if let Some(Pack { version, on }) = pack {
        p.say((14, P), "pack", "Emergency pack", format!("{version}, {}", day(*on)));
    }
    for Hold { from, until, reason, ended } in holds {
        p.section = "Away";
        p.say((21, P), "hold", "On hold", span(*from, ended.or(*until)));
        p.say((21, P), "hold.reason", "Why", reason.as_str());
    }
    p.section = "Paused";
    for Pause { from, ended, reason, by_manager: _ } in suspensions {
        paused(&mut p, (*from, *ended), reason);
    }
    p.items
}

/// From one day, or to another.
pub(super) fn span(from: NaiveDate, to: Option<NaiveDate>) -> String {
    let to = to.map_or(String::new(), |to| format!(" to {}", day(to)));
    format!("from {}{to}", day(from))
}

/// Visits that are paused: why is told to nobody who is not to know. What is over is told to nobody outside the house.
pub(super) fn paused(p: &mut Page, (from, ended): (NaiveDate, Option<NaiveDate>), reason: &str) {
    p.facts.over = p.today < from || ended.is_some_and(|end| end <= p.today);
    let text = format!("Visits are paused {}: {reason}", span(from, ended));
    p.part((24, P), "paused", "Visits", text, PAUSED);
    p.facts.over = false;
}

fn certificates(
    p: &mut Page,
    dbs: &[DbsCheck],
    counts: Option<&DbsCheck>,
    application: Option<&DbsApplication>,
) {
    p.section = "DBS";
    for check in dbs {
        let DbsCheck {
            certificate,
            issued,
            level,
            eligibility,
            seen,
            accepted,
            update_service,
            checks,
            workforce,
        } = check;
        p.say((15, CO), "dbs.certificate", "Certificate", certificate.as_str());
        p.say((15, CO), "dbs.level", "Level", choice(DbsLevel::ALL, level));
        if let Some(workforce) = workforce {
            p.say((15, CO), "dbs.workforce", "Workforce", choice(Workforce::ALL, workforce));
        }
        let refused = if *accepted { "" } else { ", not accepted" };
        if let Some(item) = p.say((15, CO), "dbs.issued", "DBS", format!("issued {}{refused}", day(*issued)))
            && counts == Some(check)
        {
            item.part = Some(CHECKED.to_owned());
        }
        p.may((15, CO), "dbs.eligibility", "Why the barred list", eligibility.as_ref());
        p.said((15, CO), "dbs.seen", "Seen by", seen.as_ref());
        match update_service {
            UpdateService::NotRecorded => {}
            UpdateService::Joined(on) => {
                _ = p.say((15, CO), "dbs.service", "Update Service joined", day(*on))
            }
            UpdateService::NotJoining(said) => {
                p.said((15, CO), "dbs.service", "Update Service refused", Some(said))
            }
        }
        for StatusCheck { on, unchanged } in checks {
            p.say(
                (15, CO),
                "dbs.status",
                "Looked at",
                format!("{}, unchanged: {}", day(*on), yes_no(*unchanged)),
            );
        }
    }
    if let Some(DbsApplication { applied, reference, chased }) = application {
        p.say((15, CO), "dbs.applied", "Applied for", span(*applied, *chased));
        p.may((15, CO), "dbs.reference", "Reference", reference.as_ref());
    }
}

fn taken_on(
    p: &mut Page,
    stages: &[StageStep],
    references: &[PersonalReference],
    said: [(&'static str, &Option<Said>); 3],
) {
    p.section = "Recruitment";
    for StageStep { stage, on, by, note, conditions } in stages {
        // That somebody was removed tells of an allegation.
        let place = if *stage == Stage::Removed { (25, CO) } else { (17, P) };
        p.say(place, "stage", stage.words(), day(*on));
        p.may(place, "stage.by", "Decided by", by.as_ref());
        p.may(place, "stage.note", "Note", note.as_ref());
        for Condition { what, met } in conditions {
            let met = met.map_or_else(|| "not met yet".to_owned(), |on| format!("met {}", day(on)));
            p.say((17, P), "stage.condition", "Condition", format!("{what}: {met}"));
        }
    }
    for reference in references {
        let PersonalReference { name, context, years_known, relative, requested, received, satisfactory } =
            reference;
        p.say((17, P), "reference.name", "Reference", name.as_str());
        p.say((17, P), "reference.context", "Knows them from", context.as_str());
        let years = years_known.map_or("not said".to_owned(), |n| n.to_string());
        p.say((17, P), "reference.years", "Years", format!("{years}, relative: {}", yes_no(*relative)));
        for (label, on) in [("Asked for", requested), ("Received", received)] {
            if let Some(on) = on {
                p.say((17, P), "reference.on", label, day(*on));
            }
        }
        if let Some(good) = satisfactory {
            p.say((17, P), "reference.good", "Good enough", yes_no(*good));
        }
    }
    for (name, said) in said {
        p.said((17, P), name, "Seen or held by", said.as_ref());
    }
}

fn driving(p: &mut Page, driver: Option<&DriverDocuments>) {
    let Some(documents) = driver else { return };
    let DriverDocuments { said, licence, insurer_told, evidence, insured_until, mot_until, tax_until } =
        documents;
    p.section = "Driving";
    p.said((14, P), "driver", "Documents seen", Some(said));
    p.say((14, P), "driver.licence", "Licence seen", yes_no(*licence));
    p.say((14, P), "driver.insurer", "Insurer told", yes_no(*insurer_told));
    p.may((14, P), "driver.evidence", "Evidence", evidence.as_ref());
    for (label, until) in
        [("Insured until", insured_until), ("MOT until", mot_until), ("Tax until", tax_until)]
    {
        if let Some(on) = until {
            p.say((14, P), "driver.until", label, day(*on));
        }
    }
}
