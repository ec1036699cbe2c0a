//! The child: details and the safe-outing card.

use super::tidy::is_blank;
use super::{Draft, Outcome, placements};
use crate::alike;
use crate::calendar::words;
use crate::command::{ChildDetails, NewPlacement};
use crate::finding::{Cure, Finding};
use crate::id::{ChildId, Prefix};
use crate::judge;
use crate::record::{
    Card, CardAnswer, CardQuestion, CaseReview, Ceased, Child, PastWorker, PhotoStatus, Professional, Said,
    Subject,
};
use crate::rule::{Level, ParamId, RuleId};
use crate::status;
use chrono::NaiveDate;

pub(super) fn add(d: &mut Draft<'_>, details: &ChildDetails, placement: Option<&NewPlacement>) -> Outcome {
    let id = ChildId(d.fresh());
    let number = d.number(Prefix::Child);
    let mut child = from_details(d, id, number, details);
    age(d, &child);
    already_there(d, &child);
    if let Some(new) = placement {
        let first = placements::open(d, Subject::Child(id), new);
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
    child.case_reviews = old.case_reviews;
    child.past_workers = old.past_workers;
    let today = d.ctx.today;
    follow_consent(d, &mut child, old.photos);
    keep_past_worker(&mut child, old.social_worker, today);
    if child.born != old.born {
        age(d, &child);
    }
    if let Some(m) = d.world.live_match_of_child(id, d.ctx.today) {
        let changed = child.view != old.view || child.ceased != old.ceased;
        // R18, R52: what ends an appointment is said at once, with the match that it ends.
        d.find_all(
            judge::ends(&child, m, d.ctx.today).into_iter().filter(|_| changed).map(|f| f.level(Level::Warn)),
        );
    }
    runs_again(d, &child);
    let reference = child.reference();
    d.put(child);
    Ok((format!("Details of {reference} changed."), Subject::Child(id)))
}

/// R19: by what is corrected a match runs again that the law had ended, and its visitor has another child since. A fact,
/// which is said. A match that begins now waits until such an end is recorded, so this is of matches from before.
fn runs_again(d: &mut Draft<'_>, child: &Child) {
    let (w, today) = (d.world, d.ctx.today);
    if status::law_ends(w, child, today).is_some() {
        return;
    }
    let allowed = w.policy().get(ParamId::MatchesPerVisitor);
    let again = w.matches_of_child(child.id).filter(|m| m.is_live_after(today));
    for m in again.filter(|m| status::ended_by_law(w, m, today).is_some()) {
        let beside = status::running_of_visitor(w, m.visitor, today).count();
        if i64::try_from(beside).unwrap_or(i64::MAX) >= allowed {
            let sentence = format!(
                "{} runs again by this correction, and its visitor has another child. End one of the two.",
                m.reference()
            );
            let finding = Finding::new(RuleId::R19, Subject::Match(m.id), sentence).level(Level::Warn);
            d.find(finding.at("born").cure(Cure::EndMatch(m.id)));
        }
    }
}

/// R13: where a consent to photographs is on record, the child's page says what that says, and no more than whether
/// there are limits is typed there.
fn follow_consent(d: &mut Draft<'_>, child: &mut Child, before: PhotoStatus) {
    let Some(consent) = status::photo_consent(d.world, child.id, d.ctx.today) else { return };
    let typed = child.photos;
    child.photos = status::by_consent(consent, typed, d.ctx.today);
    if typed != child.photos && typed != before {
        let sentence = format!(
            "What is said of photographs follows the answer of {} that is on record. Record a new consent to change it.",
            words::short_with_year(consent.on)
        );
        d.find(Finding::new(RuleId::R13, Subject::Child(child.id), sentence).level(Level::Warn).at("photos"));
    }
}

/// H5: somebody very like this child is on record; a named person may say that it is another.
fn already_there(d: &mut Draft<'_>, child: &Child) {
    let found = alike::children(d.world, &child.name, Some(child.born), child.case_number.as_deref());
    let Some((id, why)) = found.first() else { return };
    let Some(other) = d.world.child(*id) else { return };
    let todo = match why {
        alike::Alike::NameOtherBirth => "If it is the same child, take this one back and open that one.",
        _ => "Open that child instead, or say why this is another.",
    };
    let sentence = format!(
        "{} is on record already ({}: {}). {todo}",
        other.name.short(),
        other.reference(),
        why.words()
    );
    let finding = Finding::new(RuleId::H5, Subject::Child(*id), sentence).at("first");
    let level = why.level(finding.level);
    d.find(finding.level(level));
}

/// R4: the usual ages; a warning, because schemes differ (R92).
fn age(d: &mut Draft<'_>, child: &Child) {
    let unusual = judge::unusual_age(d.world.policy(), child.born, d.ctx.today);
    d.find_all(unusual.map(|(age, sentence)| {
        Finding::new(RuleId::R4, Subject::Child(child.id), sentence).at("born").fact("age", age)
    }));
}

fn from_details(d: &mut Draft<'_>, id: ChildId, number: u32, new: &ChildDetails) -> Child {
    let subject = Subject::Child(id);
    d.not_ahead(subject, "born", new.born);
    d.need(subject, "authority", &new.authority, "Say which authority looks after the child.");
    if let Some(since) = new.looked_after_since {
        d.not_ahead(subject, "looked_after_since", since);
        d.not_before(subject, "looked_after_since", since, new.born, "the date of birth");
    }
    if let Some(ceased) = &new.ceased {
        let (floor, is) = match new.looked_after_since {
            Some(since) => (since, "the day since which the child was looked after"),
            None => (new.born, "the date of birth"),
        };
        d.not_before(subject, "ceased", ceased.on, floor, is);
    }
    Child {
        id,
        number,
        name: d.name(subject, &new.name),
        born: new.born,
        authority: d.line(subject, "authority", Some(&new.authority)).unwrap_or_default(),
        case_number: d.line(subject, "case_number", new.case_number.as_deref()),
        gender: d.line(subject, "gender", new.gender.as_deref()),
        pronouns: d.line(subject, "pronouns", new.pronouns.as_deref()),
        looked_after_since: new.looked_after_since,
        ceased: new
            .ceased
            .as_ref()
            .map(|c| Ceased { on: c.on, reason: d.long(subject, "ceased", &c.reason) }),
        legal_status: d.line(subject, "legal_status", new.legal_status.as_deref()),
        area_authority: d.line(subject, "area_authority", new.area_authority.as_deref()),
        social_worker: d.somebody(subject, "social_worker", new.social_worker.as_ref()),
        past_workers: Vec::new(),
        iro: d.somebody(subject, "iro", new.iro.as_ref()),
        next_case_review: new.next_case_review,
        case_reviews: Vec::new(),
        ethnicity: d.line(subject, "ethnicity", new.ethnicity.as_deref()),
        language: d.line(subject, "language", new.language.as_deref()),
        religion: d.line(subject, "religion", new.religion.as_deref()),
        needs: d.line(subject, "needs", new.needs.as_deref()),
        school: d.line(subject, "school", new.school.as_deref()),
        family_contact: d.line(subject, "family_contact", new.family_contact.as_deref()),
        placements: Vec::new(),
        card: Card::default(),
        risk: new.risk.as_ref().map(|risk| d.risk(subject, risk)),
        wishes: d.wishes(subject, &new.wishes),
        view: d.view(subject, &new.view),
        photos: new.photos,
    }
}

/// The social worker before stays on record when another name takes the place.
fn keep_past_worker(child: &mut Child, before: Option<Professional>, until: NaiveDate) {
    let Some(before) = before else { return };
    if child.social_worker.as_ref().is_none_or(|now| now.name != before.name) {
        child.past_workers.push(PastWorker { worker: before, until });
    }
}

pub(super) fn change_worker(d: &mut Draft<'_>, id: ChildId, worker: &Professional, on: NaiveDate) -> Outcome {
    let mut child = d.child(id)?;
    let subject = Subject::Child(id);
    d.need(subject, "worker", &worker.name, "Say who the social worker is now.");
    d.not_ahead(subject, "on", on);
    if let Some(since) = child.social_worker.as_ref().and_then(|before| before.since) {
        d.not_before(subject, "on", on, since, "the day the social worker before took over");
    }
    if let Some(m) = d.world.live_match_of_child(id, d.ctx.today) {
        d.find(placements::constant(m));
    }
    let before = child.social_worker.take();
    let mut now = d.professional(subject, "worker", worker);
    now.since = Some(on);
    child.social_worker = Some(now);
    keep_past_worker(&mut child, before, on);
    let reference = child.reference();
    d.put(child);
    Ok((format!("Social worker of {reference} changed."), subject))
}

/// R60: a review of the child's case, and whether a visitor was considered there.
pub(super) fn case_review(
    d: &mut Draft<'_>,
    id: ChildId,
    on: NaiveDate,
    considered: Option<bool>,
    next: Option<NaiveDate>,
) -> Outcome {
    let mut child = d.child(id)?;
    let subject = Subject::Child(id);
    d.not_ahead(subject, "on", on);
    if let Some(next) = next {
        d.not_before(subject, "next", next, on, "the day of this review");
    }
    if considered != Some(true) {
        let sentence =
            "A visitor is considered at every review of the child's case. Ask the reviewing officer.";
        d.find(Finding::new(RuleId::R60, subject, sentence).at("considered"));
    }
    child.case_reviews.retain(|r| r.on != on);
    child.case_reviews.push(CaseReview { on, considered });
    child.case_reviews.sort_by_key(|r| r.on);
    // What an older review had planned next is not ahead any more.
    let latest = child.case_reviews.last().is_some_and(|r| r.on == on);
    if next.is_some() && latest {
        child.next_case_review = next;
    } else if child.next_case_review.is_some_and(|planned| planned <= on) {
        child.next_case_review = None;
    }
    let reference = child.reference();
    d.put(child);
    Ok((format!("Case review of {reference} recorded."), subject))
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
    if !all_confirmed && answers.iter().all(|(_, text)| is_blank(text)) {
        let sentence =
            "Nothing is answered yet. Type an answer, or confirm the whole card; \"none\" is an answer.";
        d.find(Finding::new(RuleId::H1, subject, sentence).at("answer"));
    }
    let source = d.long(subject, "source", source);
    for (question, text) in answers {
        let Some(text) = d.line(subject, "answer", Some(text)) else { continue };
        // What stands as it was keeps who said it and when; that the whole was gone through is said once, below.
        if child.card.answer(*question).is_some_and(|a| a.text == text) {
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
                .level(Level::Warn),
            );
        }
        child.card.confirmed = Some(Said::new(source, on));
    }
    let reference = child.reference();
    d.put(child);
    Ok((format!("Safe-outing card of {reference} updated."), subject))
}
