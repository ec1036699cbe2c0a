//! The child: details, moves, contact details, the safe-outing card.

use super::{Draft, Outcome};
use crate::calendar::{age_on, words};
use crate::command::{ChildDetails, NewPlacement};
use crate::entry::name;
use crate::finding::{Cure, Finding};
use crate::id::{ChildId, Prefix};
use crate::record::{Card, CardAnswer, CardQuestion, Child, Name, Placement, Said, Subject};
use crate::rule::{ParamId, RuleId};
use chrono::NaiveDate;

pub(super) fn add(d: &mut Draft<'_>, details: &ChildDetails, placement: Option<&NewPlacement>) -> Outcome {
    let id = ChildId(d.fresh());
    let number = d.number(Prefix::Child);
    let mut child = from_details(d, id, number, details);
    age(d, &child);
    if let Some(new) = placement {
        let first = open_placement(d, Subject::Child(id), new);
        child.placements.push(first);
    }
    let reference = child.reference();
    d.put(child);
    Ok((format!("Child {reference} entered."), Subject::Child(id)))
}

pub(super) fn amend(d: &mut Draft<'_>, id: ChildId, details: &ChildDetails) -> Outcome {
    let old = d.child(id)?;
    let mut child = from_details(d, id, old.number, details);
    child.placements = old.placements;
    child.card = old.card;
    if child.born != old.born {
        age(d, &child);
    }
    let reference = child.reference();
    d.put(child);
    Ok((format!("Details of {reference} changed."), Subject::Child(id)))
}

/// R4: the usual ages; a warning, because schemes differ (R92).
fn age(d: &mut Draft<'_>, child: &Child) {
    let subject = Subject::Child(child.id);
    let policy = d.world.policy();
    let (min, max) = (policy.get(ParamId::ChildAgeMin), policy.get(ParamId::ChildAgeMax));
    let age = i64::from(age_on(child.born, d.ctx.today));
    if age < min || age >= max {
        d.find(
            Finding::new(
                RuleId::R4,
                subject,
                format!("The child is {age}. A child here is usually from {min} up to {max}. Check the date of birth."),
            )
            .at("born")
            .fact("age", age),
        );
    }
}

fn from_details(d: &mut Draft<'_>, id: ChildId, number: u32, new: &ChildDetails) -> Child {
    let subject = Subject::Child(id);
    d.not_ahead(subject, "born", new.born);
    d.need(subject, "authority", &new.authority, "Say which authority looks after the child.");
    Child {
        id,
        number,
        name: tidy_name(d, subject, &new.name),
        born: new.born,
        authority: d.line(subject, "authority", Some(&new.authority)).unwrap_or_default(),
        case_number: d.line(subject, "case_number", new.case_number.as_deref()),
        gender: d.line(subject, "gender", new.gender.as_deref()),
        pronouns: d.line(subject, "pronouns", new.pronouns.as_deref()),
        looked_after_since: new.looked_after_since,
        ceased: new.ceased.clone(),
        legal_status: d.line(subject, "legal_status", new.legal_status.as_deref()),
        area_authority: d.line(subject, "area_authority", new.area_authority.as_deref()),
        social_worker: new.social_worker.clone().filter(|p| !p.name.trim().is_empty()),
        iro: new.iro.clone().filter(|p| !p.name.trim().is_empty()),
        next_case_review: new.next_case_review,
        ethnicity: d.line(subject, "ethnicity", new.ethnicity.as_deref()),
        language: d.line(subject, "language", new.language.as_deref()),
        religion: d.line(subject, "religion", new.religion.as_deref()),
        needs: d.line(subject, "needs", new.needs.as_deref()),
        school: d.line(subject, "school", new.school.as_deref()),
        family_contact: d.line(subject, "family_contact", new.family_contact.as_deref()),
        placements: Vec::new(),
        card: Card::default(),
        risk: new.risk.clone(),
        wishes: new.wishes.clone(),
        view: new.view.clone(),
        photos: new.photos,
    }
}

/// First name needed; a family name is not, because one-word names are names.
pub(super) fn tidy_name(d: &mut Draft<'_>, subject: Subject, new: &Name) -> Name {
    let first = d.tidy(subject, "first", name::clean(&new.first));
    let last = match new.last.trim() {
        "" => String::new(),
        last => d.tidy(subject, "last", name::clean(last)),
    };
    let known_as = match new.known_as.as_deref().map(str::trim) {
        None | Some("") => None,
        Some(called) => Some(d.tidy(subject, "known_as", name::clean(called))),
    };
    Name { first, last, known_as }
}

fn open_placement(d: &mut Draft<'_>, subject: Subject, new: &NewPlacement) -> Placement {
    d.need(subject, "carer", &new.carer, "Say with whom the child lives: the carer or the home.");
    d.not_ahead(subject, "learned", new.learned);
    Placement {
        from: new.from,
        to: None,
        kind: new.kind,
        carer: d.long(subject, "carer", &new.carer),
        provider: d.line(subject, "provider", new.provider.as_deref()),
        address: d.line(subject, "address", new.address.as_deref()),
        postcode: d.line(subject, "postcode", new.postcode.as_deref()),
        phone: d.line(subject, "phone", new.phone.as_deref()),
        planned: new.planned,
        out_of_area: new.out_of_area,
        learned: new.learned,
        learned_from: d.line(subject, "learned_from", new.learned_from.as_deref()),
        confirmed: new.confirmed.clone(),
        carer_told: None,
        pattern_told: None,
    }
}

/// One action closes the old span and opens the new (5.4); the match goes on (R17).
pub(super) fn record_move(d: &mut Draft<'_>, id: ChildId, new: &NewPlacement) -> Outcome {
    let mut child = d.child(id)?;
    let subject = Subject::Child(id);
    let placement = open_placement(d, subject, new);
    if let Some(last) = child.placements.last_mut() {
        d.not_before(subject, "from", new.from, last.from, "the day the last placement began");
        if last.to.is_none_or(|to| to > new.from) {
            last.to = Some(new.from);
        }
    }
    let allowed = d.world.policy().get(ParamId::MoveHeardDays);
    let lag = d.world.working_days().count_between(new.from, new.learned);
    if lag > allowed && !child.placements.is_empty() {
        d.find(
            Finding::new(
                RuleId::R26,
                subject,
                format!(
                    "The scheme learned of this move {lag} working days after it; {allowed} is the most. Tell the \
                     social worker that moves are to be passed on at once."
                ),
            )
            .at("learned")
            .fact("working days", lag),
        );
    }
    if let Some(m) = d.world.open_match_of_child(id) {
        for line in d.world.ledger(m.id).into_iter().flat_map(|l| &l.visits) {
            if line.state.is_planned() && line.date >= new.from && line.date >= d.ctx.today {
                let day = words::short(line.date, d.ctx.today);
                d.find(
                    Finding::new(
                        RuleId::R25,
                        Subject::Visit(line.id),
                        format!("A visit is planned for {day}. Confirm the new address before it."),
                    )
                    .cure(Cure::ConfirmContact(id)),
                );
            }
        }
    }
    child.placements.push(placement);
    let reference = child.reference();
    d.put(child);
    Ok((format!("Move of {reference} recorded."), subject))
}

pub(super) fn confirm_contact(
    d: &mut Draft<'_>,
    id: ChildId,
    with: &str,
    on: NaiveDate,
    address: Option<&str>,
    phone: Option<&str>,
) -> Outcome {
    let mut child = d.child(id)?;
    let subject = Subject::Child(id);
    d.need(subject, "with", with, "Say with whom you confirmed it.");
    d.not_ahead(subject, "on", on);
    let with = d.long(subject, "with", with);
    let (address, phone) = (d.line(subject, "address", address), d.line(subject, "phone", phone));
    let Some(placement) = child.placements.last_mut() else {
        return Err(Finding::new(
            RuleId::H3,
            subject,
            "No placement is recorded. Record where the child lives first.",
        )
        .cure(Cure::AmendChild(id)));
    };
    if address.is_some() {
        placement.address = address;
    }
    if phone.is_some() {
        placement.phone = phone;
    }
    let from = placement.from;
    placement.confirmed = Some(Said::new(with, on));
    d.not_before(subject, "on", on, from, "the day the placement began");
    let reference = child.reference();
    d.put(child);
    Ok((format!("Contact details of {reference} confirmed."), subject))
}

pub(super) fn tell_carer(
    d: &mut Draft<'_>,
    id: ChildId,
    by: &str,
    on: NaiveDate,
    of_visitor: bool,
    of_pattern: bool,
) -> Outcome {
    let mut child = d.child(id)?;
    let subject = Subject::Child(id);
    d.not_ahead(subject, "on", on);
    d.need(subject, "by", by, "Say who told the carer.");
    if !of_visitor && !of_pattern {
        d.find(
            Finding::new(
                RuleId::H1,
                subject,
                "Say what the carer was told: of the visitor, of the pattern, or both.",
            )
            .at("told"),
        );
    }
    let by = d.long(subject, "by", by);
    let Some(placement) = child.placements.last_mut() else {
        return Err(Finding::new(
            RuleId::H3,
            subject,
            "No placement is recorded. Record where the child lives first.",
        ));
    };
    if of_visitor {
        placement.carer_told = Some(Said::new(by.clone(), on));
    }
    if of_pattern {
        placement.pattern_told = Some(Said::new(by, on));
    }
    let reference = child.reference();
    d.put(child);
    Ok((format!("Carer of {reference} told."), subject))
}

pub(super) fn answer_card(
    d: &mut Draft<'_>,
    id: ChildId,
    answers: &[(CardQuestion, String)],
    source: &str,
    on: NaiveDate,
    all_confirmed: bool,
) -> Outcome {
    let mut child = d.child(id)?;
    let subject = Subject::Child(id);
    d.not_ahead(subject, "on", on);
    d.need(subject, "source", source, "Say who answered.");
    let source = d.long(subject, "source", source);
    for (question, text) in answers {
        let Some(text) = d.line(subject, "answer", Some(text)) else { continue };
        let unchanged = child.card.answer(*question).is_some_and(|a| a.text == text);
        if unchanged && !all_confirmed {
            continue;
        }
        child.card.answers.retain(|a| a.question != *question);
        child.card.answers.push(CardAnswer {
            question: *question,
            text,
            said: Said::new(source.clone(), on),
        });
    }
    child.card.answers.sort_by_key(|a| a.question);
    if all_confirmed {
        let missing: Vec<_> = child.card.unanswered().into_iter().map(CardQuestion::words).collect();
        if !missing.is_empty() {
            d.find(
                Finding::new(
                    RuleId::R11,
                    subject,
                    format!(
                        "The card is confirmed as far as it goes. Still unanswered: {}.",
                        missing.join(", ")
                    ),
                )
                .level(crate::rule::Level::Warn),
            );
        }
        child.card.confirmed = Some(Said::new(source, on));
    }
    let reference = child.reference();
    d.put(child);
    Ok((format!("Safe-outing card of {reference} updated."), subject))
}
