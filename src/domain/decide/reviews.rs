//! Reviews, supervision and support groups: facts, entered after they took place.

use super::tidy::is_blank;
use super::{Draft, Outcome};
use crate::finding::Finding;
use crate::id::{AnnualReviewId, GroupId, MatchId, MatchReviewId, SupervisionId, VisitorId};
use crate::record::{
    AnnualReview, Heard, MatchReview, Party, ReviewOutcome, Subject, Supervision, SupervisionKind,
    SupportGroup,
};
use crate::rule::RuleId;
use chrono::NaiveDate;

/// The four voices of a review (R86b).
const VOICES: [Party; 4] = [Party::Child, Party::Visitor, Party::Carer, Party::SocialWorker];

pub(super) fn of_match(
    d: &mut Draft<'_>,
    match_id: MatchId,
    held: NaiveDate,
    formal: bool,
    (heard, outcome): (&[Heard], ReviewOutcome),
    summary: &str,
    to_plan: Option<NaiveDate>,
) -> Outcome {
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
    };
    d.put(review);
    let kind = if formal { "Review" } else { "Check-in" };
    Ok((format!("{kind} of {} recorded.", m.reference()), subject))
}

pub(super) fn feed(d: &mut Draft<'_>, id: MatchReviewId, on: NaiveDate) -> Outcome {
    let mut review = d.world.match_review(id).cloned().ok_or_else(|| {
        Finding::new(
            RuleId::H3,
            Subject::Scheme,
            "This review is not in the scheme any more. Look for it on its match.",
        )
    })?;
    let subject = Subject::Match(review.match_id);
    d.not_ahead(subject, "on", on);
    d.not_before(subject, "on", on, review.held, "the day of the review");
    review.to_plan = Some(on);
    let reference = d.match_(review.match_id)?.reference();
    d.put(review);
    Ok((format!("Review of {reference} is in the child's plan."), subject))
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
    let review = AnnualReview { id: AnnualReviewId(d.fresh()), visitor, held, wishes_to_go_on, summary };
    d.put(review);
    Ok((format!("Annual review of {} recorded.", v.reference()), subject))
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
