//! Reviews, supervision and support groups: facts, entered after they took place.

use super::ledger::{Told, of_review, sometime, told};
use super::tidy::is_blank;
use super::{Draft, Outcome};
use crate::disclose::lets_visitor_hear;
use crate::finding::Finding;
use crate::id::{AnnualReviewId, GroupId, MatchId, MatchReviewId, SupervisionId, VisitorId};
use crate::record::{
    AnnualReview, Basis, Heard, Kind, Match, MatchReview, Party, Reader, ReviewOutcome, Subject, Supervision,
    SupervisionKind, SupportGroup,
};
use crate::rule::{Level, RuleId};
use crate::world::Change;
use chrono::NaiveDate;

/// The four voices of a review (R86b).
const VOICES: [Party; 4] = [Party::Child, Party::Visitor, Party::Carer, Party::SocialWorker];

/// A review as it was held.
pub(super) struct Held<'a> {
    pub on: NaiveDate,
    pub formal: bool,
    pub heard: &'a [Heard],
    pub outcome: ReviewOutcome,
    pub summary: &'a str,
    pub to_plan: Option<NaiveDate>,
    pub private: Option<bool>,
    pub child_agrees: Option<bool>,
}

pub(super) fn of_match(d: &mut Draft<'_>, match_id: MatchId, new: &Held<'_>) -> Outcome {
    let &Held { on: held, formal, heard, outcome, summary, to_plan, private, child_agrees } = new;
    let m = d.match_(match_id)?;
    let subject = Subject::Match(match_id);
    d.not_ahead(subject, "held", held);
    d.not_before(subject, "held", held, m.started, "the day the match began");
    d.need(subject, "summary", summary, "Write in a line what came of the review.");
    if let Some(day) = to_plan {
        d.not_ahead(subject, "to_plan", day);
    }
    if formal {
        let silent: Vec<_> = VOICES
            .iter()
            .filter(|who| {
                !heard
                    .iter()
                    .any(|h| h.who == **who && (h.heard || h.note.as_deref().is_some_and(|n| !is_blank(n))))
            })
            .map(|who| who.words())
            .collect();
        if !silent.is_empty() {
            d.find(
                Finding::new(
                    RuleId::R86b,
                    subject,
                    format!(
                        "A review hears all four. Not heard, and no reason given: {}.",
                        silent.join(", ")
                    ),
                )
                .at("heard"),
            );
        }
    }
    if formal && private != Some(true) {
        let sentence = match private {
            Some(false) => {
                "The child cannot be in touch with the visitor in private. Take it up with the carer."
            }
            _ => "Nobody asked whether the child can be in touch with the visitor in private.",
        };
        d.find(Finding::new(RuleId::R36, subject, sentence).at("private"));
    }
    let review = MatchReview {
        id: MatchReviewId(d.fresh()),
        match_id,
        held,
        formal,
        heard: heard
            .iter()
            .map(|h| Heard { note: d.line(subject, "heard", h.note.as_deref()), ..h.clone() })
            .collect(),
        outcome,
        summary: d.long(subject, "summary", summary),
        to_plan,
        to_iro: None,
        private,
        child_agrees,
        feedback_given: None,
    };
    d.put(review);
    let kind = if formal { "Review" } else { "Check-in" };
    Ok((format!("{kind} of {} recorded.", m.reference()), subject))
}

fn review_of(d: &mut Draft<'_>, id: MatchReviewId, on: NaiveDate) -> Result<(MatchReview, Subject), Finding> {
    let review = d.world.match_review(id).cloned().ok_or_else(|| {
        Finding::new(
            RuleId::H3,
            Subject::Scheme,
            "This review is not in the scheme any more. Look for it on its match.",
        )
    })?;
    let subject = Subject::Match(review.match_id);
    d.not_ahead(subject, "on", on);
    d.not_before(subject, "on", on, review.held, "the day of the review");
    Ok((review, subject))
}

pub(super) fn feed(
    d: &mut Draft<'_>,
    id: MatchReviewId,
    on: NaiveDate,
    (plan, iro): (bool, bool),
) -> Outcome {
    let (mut review, subject) = review_of(d, id, on)?;
    if plan {
        review.to_plan = Some(on);
    }
    let m = d.match_(review.match_id)?;
    if iro {
        review.to_iro = Some(on);
        to_the_iro(d, &m, &review, on);
    }
    let done = match (plan, iro) {
        (true, true) => "is in the child's plan and with the IRO",
        (true, false) => "is in the child's plan",
        (false, true) => "is with the IRO",
        (false, false) => {
            let sentence = "Say where it went: into the child's plan, to the IRO, or both.";
            return Err(Finding::new(RuleId::H1, subject, sentence).at("to"));
        }
    };
    let reference = m.reference();
    d.put(review);
    Ok((format!("Review of {reference} {done}."), subject))
}

/// What the reviewing officer is given of a review: what the child said only with the child's consent (row 26), or by a
/// safeguarding override, which is a release of its own.
fn to_the_iro(d: &mut Draft<'_>, m: &Match, review: &MatchReview, on: NaiveDate) {
    let of = of_review(d, m, review, Reader::Iro, on);
    let child_heard = review.heard.iter().any(|h| h.who == Party::Child && h.heard);
    if child_heard && of.withheld.iter().any(|left| left.row == 26) {
        let sentence = "It is not on record that the child agrees that the reviewing officer hears what the child said at \
                        this review, so that is not among what is given. Record the consent first if it is to be.";
        d.find(Finding::new(RuleId::R30, Subject::Match(m.id), sentence).at("to").level(Level::Warn));
    }
    let consented = of.things.iter().any(|told| told.row == 26);
    let basis = if consented { Basis::ChildConsent } else { Basis::Matrix };
    let (withheld, at) = (of.counted(), sometime(d, on));
    let (about, purpose, things) = (Subject::Match(m.id), "the review of the child's case", of.things);
    told(d, Told { about, to: Reader::Iro, recipient: None, purpose, basis, things, withheld, at });
}

/// R86c: the visitor hears how the match is going; what the child said only if the child agrees.
pub(super) fn give_feedback(d: &mut Draft<'_>, id: MatchReviewId, on: NaiveDate) -> Outcome {
    let (mut review, subject) = review_of(d, id, on)?;
    // Where the child was not heard, nothing of the child's is told.
    let child_heard = review.heard.iter().any(|h| h.who == Party::Child && h.heard);
    let agrees = lets_visitor_hear(d.world, &review, on);
    if child_heard && agrees != Some(true) {
        let sentence = match agrees {
            Some(false) => "The child does not want the visitor to hear what came up at the review.",
            _ => "Nobody has asked whether the child agrees that the visitor hears what was said.",
        };
        d.judge_step(on, [Finding::new(RuleId::R86c, subject, sentence).at("child_agrees")]);
    }
    review.feedback_given = Some(on);
    let m = d.match_(review.match_id)?;
    let unasked = child_heard && agrees != Some(true);
    tell_the_visitor(d, &m, &review, on, unasked);
    let reference = m.reference();
    d.put(review);
    Ok((format!("The visitor of {reference} was told how the match is going."), subject))
}

/// What the visitor heard stands in the ledger. Where somebody took upon themselves that the child does not agree, what
/// the child said was told all the same, and that is its basis.
fn tell_the_visitor(d: &mut Draft<'_>, m: &Match, review: &MatchReview, on: NaiveDate, unasked: bool) {
    let mut of = of_review(d, m, review, Reader::Visitor, on);
    let taken_on = d.ctx.overriding.as_ref().filter(|o| unasked && o.rules.contains(&RuleId::R86c));
    let basis = match taken_on {
        Some(o) => Basis::TakenOn { by: o.by.clone(), reason: o.reason.clone() },
        None if of.things.iter().any(|told| told.row == 26) => Basis::ChildConsent,
        None => Basis::Matrix,
    };
    if taken_on.is_some() {
        of.things.extend(of.withheld.extract_if(.., |left| left.row == 26));
    }
    let (withheld, at) = (of.counted(), sometime(d, on));
    let recipient = d.world.visitor(m.visitor).map(|v| v.name.full());
    let (about, purpose, things) = (Subject::Match(m.id), "how the match is going", of.things);
    told(d, Told { about, to: Reader::Visitor, recipient, purpose, basis, things, withheld, at });
}

pub(super) fn of_visitor(
    d: &mut Draft<'_>,
    visitor: VisitorId,
    held: NaiveDate,
    wishes_to_go_on: Option<bool>,
    summary: &str,
) -> Outcome {
    let v = d.visitor(visitor)?;
    let subject = Subject::Visitor(visitor);
    d.not_ahead(subject, "held", held);
    d.need(subject, "summary", summary, "Write in a line what came of the review.");
    let summary = d.long(subject, "summary", summary);
    let id = the_booked_or_a_new_one(d, visitor);
    d.put(AnnualReview { id, visitor, held, wishes_to_go_on, summary, booked: false });
    Ok((format!("Annual review of {} recorded.", v.reference()), subject))
}

/// What was arranged becomes what was held.
fn the_booked_or_a_new_one(d: &mut Draft<'_>, visitor: VisitorId) -> AnnualReviewId {
    let booked = d.world.booked_review_of_visitor(visitor).map(|r| r.id);
    booked.unwrap_or_else(|| AnnualReviewId(d.fresh()))
}

/// The annual review is arranged for a day, or what was arranged falls through.
pub(super) fn book_of_visitor(d: &mut Draft<'_>, visitor: VisitorId, on: Option<NaiveDate>) -> Outcome {
    let reference = d.visitor(visitor)?.reference();
    let subject = Subject::Visitor(visitor);
    let Some(on) = on else {
        let Some(booked) = d.world.booked_review_of_visitor(visitor) else {
            let sentence = "No annual review is arranged, so none can fall through.";
            return Err(Finding::new(RuleId::H3, subject, sentence).at("on"));
        };
        d.change(Change::Remove(Kind::AnnualReview, booked.id.0));
        return Ok((
            format!("The annual review of {reference} that was arranged has fallen through."),
            subject,
        ));
    };
    if on < d.ctx.today {
        let sentence = "That day has passed. If the review was held on it, record that instead.";
        d.find(Finding::new(RuleId::H2, subject, sentence).at("on"));
    }
    let id = the_booked_or_a_new_one(d, visitor);
    d.put(AnnualReview {
        id,
        visitor,
        held: on,
        wishes_to_go_on: None,
        summary: String::new(),
        booked: true,
    });
    Ok((format!("Annual review of {reference} arranged."), subject))
}

pub(super) fn supervision(
    d: &mut Draft<'_>,
    visitor: VisitorId,
    on: NaiveDate,
    how: SupervisionKind,
    summary: &str,
) -> Outcome {
    let v = d.visitor(visitor)?;
    let subject = Subject::Visitor(visitor);
    d.not_ahead(subject, "on", on);
    let summary = d.long(subject, "summary", summary);
    let entry = Supervision { id: SupervisionId(d.fresh()), visitor, on, how, summary };
    d.put(entry);
    Ok((format!("Supervision of {} recorded.", v.reference()), subject))
}

pub(super) fn group(
    d: &mut Draft<'_>,
    held: NaiveDate,
    attended: &[VisitorId],
    minutes: Option<&str>,
    topics: Option<&str>,
) -> Outcome {
    let subject = Subject::Scheme;
    d.not_ahead(subject, "held", held);
    for visitor in attended {
        d.visitor(*visitor)?;
    }
    let (minutes, topics) = (d.line(subject, "minutes", minutes), d.line(subject, "topics", topics));
    if minutes.is_none() {
        d.find(
            Finding::new(
                RuleId::R43,
                subject,
                "A support group has minutes. Say where they are kept as soon as they are written.",
            )
            .at("minutes"),
        );
    }
    let group = SupportGroup { id: GroupId(d.fresh()), held, attended: attended.to_vec(), minutes, topics };
    d.put(group);
    Ok(("Support group recorded.".to_owned(), subject))
}
