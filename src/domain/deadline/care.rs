//! What is asked of those who look after the child: the answer on risk (R38) and the review of the child's case (R60).

use super::build::{COUNTED, Day, Line, plus};
use super::{Band, Deadline};
use crate::calendar::{add_months, birthday};
use crate::finding::Cure;
use crate::judge;
use crate::record::{Child, Referral, ReferralState, Subject};
use crate::rule::{ParamId, RuleId};
use chrono::NaiveDate;

/// How long before a review of the case what the child wishes is to be fed into it (this program's own).
const FEED_DAYS: i64 = 14;

/// How far apart reviews of a case usually are at most. From memory, not checked: never called law on a screen.
const REVIEWS_APART_MONTHS: i32 = 6;

/// Whether the child is one of whom these are asked: still looked after, and not too old.
fn is_asked_for(day: &Day, child: &Child) -> bool {
    let of_age = birthday(child.born, day.policy.steps(ParamId::ChildAgeMax));
    child.is_looked_after(day.today) && day.today < of_age
}

/// R38: the social worker is asked about risk before a match is proposed, and again every six months and after any
/// incident, while a child waits, is proposed or is matched. Of a child entered with a match and no answer nothing is asked.
pub(super) fn risk(day: &Day, child: &Child) -> Option<Deadline> {
    if !is_asked_for(day, child) {
        return None;
    }
    let (world, name) = (day.world, child.name.short());
    let referrals: Vec<&Referral> = world.referrals_of_child(child.id).filter(|r| r.is_open()).collect();
    let again = day.policy.say(ParamId::RiskMonths);
    let (due, detail, facts) = match &child.risk {
        Some(answer) => {
            let waits = referrals.iter().any(|r| r.state() == ReferralState::Waiting)
                || world.live_match_of_child(child.id, day.today).is_some()
                || world.open_proposal_of_child(child.id).is_some();
            let by_age = day.months_after(answer.said.on, ParamId::RiskMonths);
            // What has come up since is asked about when it is learned of, however new the answer is.
            let incident = judge::incident_since(world, child, answer.said.on, day.today);
            let due = incident.map_or(by_age, |incident| incident.on.min(by_age));
            let of = format!("the answer about {name} is of {}", day.say(answer.said.on));
            let facts = match incident.filter(|incident| incident.on == due) {
                Some(incident) => {
                    format!("{of}, and since then {} on {}: ask anew", incident.words(), day.say(incident.on))
                }
                None => format!("{of}, and {again} after that is {}", day.say(due)),
            };
            waits
                .then(|| (due, format!("answered {}, {}", day.brief(answer.said.on), day.due(due)), facts))?
        }
        None => {
            let due = referrals.iter().filter_map(|r| to_be_answered(r)).min()?;
            let from = day.counted_from(due);
            let facts = format!(
                "{name} was met or accepted on {}, and no answer is on record{}",
                day.say(due),
                day.before_the_file(due, COUNTED)
            );
            (from, "never answered".to_owned(), facts)
        }
    };
    let band = day.band(due)?;
    let line = Line {
        rule: RuleId::R38,
        subject: Subject::Child(child.id),
        related: Vec::new(),
        due,
        what: "Answer on risk",
        detail,
        why: format!(
            "The social worker says what risk there is before a match is proposed, and is asked again every {again} and \
             after any incident; {facts}."
        ),
        cure: Cure::AmendChild(child.id),
    };
    Some(day.deadline(band, line))
}

/// From which day the answer on risk is missing for a referral: the child was met, or it was decided without.
fn to_be_answered(referral: &Referral) -> Option<NaiveDate> {
    let late = matches!(referral.state(), ReferralState::Met | ReferralState::Waiting);
    referral.met().or(referral.decision.as_ref().map(|d| d.on)).filter(|_| late)
}

/// R60: a visitor is considered at every review of the child's case. Shown from two weeks ahead, to feed in what the
/// child wishes, and until it is recorded; gone quiet when none is known and the last was more than six months ago.
pub(super) fn case_review(day: &Day, child: &Child) -> Option<Deadline> {
    let waits = || {
        let waiting = |r: &Referral| r.is_open() && r.state() == ReferralState::Waiting;
        day.world.referrals_of_child(child.id).any(waiting)
    };
    let matched = day.world.live_match_of_child(child.id, day.today).is_some();
    if !is_asked_for(day, child) || !(matched || waits()) {
        return None;
    }
    let name = child.name.short();
    let last = child.case_reviews.iter().map(|r| r.on).max();
    let next = child.next_case_review.filter(|on| last.is_none_or(|last| last < *on));
    let rule = "A visitor is considered at every review of a child's case";
    let (due, band, detail, why) = match (next, last) {
        (Some(on), _) => {
            let band = day.band_from(on, plus(on, -FEED_DAYS))?;
            let (detail, facts) = if on < day.today {
                let detail = format!("was {}, not recorded", day.brief(on));
                (detail, format!("{name}'s was to be on {}, and nothing is recorded of it", day.say(on)))
            } else {
                let detail = format!("on {}", day.say(on));
                (
                    detail,
                    format!(
                        "{name}'s next is on {}, so feed in what the child wishes before it",
                        day.say(on)
                    ),
                )
            };
            (on, band, detail, format!("{rule}: {facts}."))
        }
        (None, Some(last)) => {
            let due = add_months(last, REVIEWS_APART_MONTHS);
            let late = day.today > due;
            let why = format!(
                "{rule}: {name}'s last on record was on {} and the day of the next is not known, and as reviews are usually \
                 at most six months apart, which was {}, ask for the day.",
                day.say(last),
                day.say(due)
            );
            late.then(|| (due, Band::Quiet, format!("last {}, next not known", day.brief(last)), why))?
        }
        (None, None) => return None,
    };
    let line = Line {
        rule: RuleId::R60,
        subject: Subject::Child(child.id),
        related: Vec::new(),
        due,
        what: "Case review",
        detail,
        why,
        cure: Cure::HoldCaseReview(child.id),
    };
    Some(day.deadline(band, line))
}
