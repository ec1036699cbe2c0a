//! What is due for a child: the referral's clocks (R39, R40, R98a) and the safe-outing card (R12). What a
//! move of home brings is in [`super::placement`], what others are asked in [`super::care`].

use super::Horizon;
use super::build::{Day, Line, WEEK_DAYS, between, plus};
use super::{Band, Deadline, booked, care, consents, endings, placement};
use crate::finding::Cure;
use crate::record::{Child, MeetingOutcome, Referral, ReferralState, Subject, Told};
use crate::rule::{ParamId, RuleId};
use crate::world::World;
use chrono::NaiveDate;

/// The deadlines of one child and of its referrals. They rest on the child, its referrals, proposals and concerns, its
/// matches with their visits, and on the visitors of its open match and proposals.
pub fn for_child(world: &World, child: &Child, at: impl Into<Horizon>, out: &mut Vec<Deadline>) {
    let day = Day::new(world, at.into());
    let open = world.live_match_of_child(child.id, day.today);
    let mut waiting = false;
    for referral in world.referrals_of_child(child.id).filter(|r| r.is_open()) {
        waiting |= referral.state() == ReferralState::Waiting;
        out.extend(first_meeting(&day, child, referral));
        out.extend(booked::meeting(&day, child, referral));
        // In the notice period of a match the child does not wait for the next visitor yet.
        if open.is_none_or(|m| !m.is_live(day.today)) {
            out.extend(status_update(&day, child, referral));
            out.extend(waiting_too_long(&day, child, referral));
        }
    }
    if waiting || open.is_some() {
        out.extend(card(&day, child));
    }
    if let Some(open) = open {
        placement::push(&day, child, open, out);
    }
    for proposal in world.proposals_of_child(child.id).filter(|p| p.is_open()) {
        out.extend(booked::joint_visit(&day, child, proposal));
        out.extend(booked::standing_still(&day, child, proposal));
    }
    consents::of_child(&day, child, out);
    out.extend(care::risk(&day, child));
    out.extend(care::case_review(&day, child));
    out.extend(endings::new_visitor(&day, child));
}

/// R39: met within 21 days of the day the referral came; warned of from a week before.
fn first_meeting(day: &Day, child: &Child, referral: &Referral) -> Option<Deadline> {
    if !referral.awaits_first_meeting() {
        return None;
    }
    let due = day.days_after(referral.received, ParamId::MeetDays);
    let band = day.band_from(due, plus(due, -WEEK_DAYS))?;
    let by = match referral.referrer.name.as_str() {
        "" => String::new(),
        name => format!(" by {name}"),
    };
    let meeting = match (
        referral.booked(),
        referral.meetings.iter().rev().find(|m| m.outcome == MeetingOutcome::Cancelled),
    ) {
        (Some(booked), _) if booked.on >= day.today => format!("one is booked for {}", day.say(booked.on)),
        (Some(booked), _) => {
            format!("one was booked for {}, and nobody has said what became of it", day.say(booked.on))
        }
        (None, Some(off)) => {
            let note = off.note.as_ref().map_or_else(String::new, |n| format!(" ({n})"));
            format!("one booked for {} was cancelled{note}", day.say(off.on))
        }
        (None, None) => "none is booked".to_owned(),
    };
    let line = Line {
        rule: RuleId::R39,
        subject: Subject::Referral(referral.id),
        related: vec![Subject::Child(child.id)],
        due,
        what: "First meeting",
        detail: format!(
            "day {} of {}",
            between(referral.received, day.today),
            day.policy.get(ParamId::MeetDays)
        ),
        why: format!(
            "{} was referred on {}{by}, and a child is met within {} of the day the referral came, so by {}; no \
             meeting is recorded, and {meeting}.",
            child.name.short(),
            day.say(referral.received),
            day.policy.say(ParamId::MeetDays),
            day.say(due),
        ),
        cure: Cure::RecordMeeting(referral.id),
    };
    Some(day.deadline(band, line))
}

/// R40: the child and the social worker are each told every 28 days where it is up to.
fn status_update(day: &Day, child: &Child, referral: &Referral) -> Option<Deadline> {
    let every = ParamId::UpdateDays;
    let (to_child, to_worker) = (referral.last_told(Told::Child), referral.last_told(Told::SocialWorker));
    let oldest = to_child.min(to_worker);
    let due = day.days_after(oldest, every);
    let band = day.band(due)?;
    let told = |whom: Told, on: NaiveDate| {
        if referral.updates.iter().any(|u| u.to == whom) {
            format!("was last told on {}", day.say(on))
        } else {
            format!("has not been told anything since the referral came on {}", day.say(on))
        }
    };
    // Both, when the second is due as well by the day that counts.
    let by = due.max(day.today);
    let name = child.name.short();
    let (whom, who) = match (day.days_after(to_child, every) <= by, day.days_after(to_worker, every) <= by) {
        (true, true) => (format!("{name} and the social worker are"), "child and social worker"),
        (true, false) => (format!("{name} is"), "child"),
        _ => ("the social worker is".to_owned(), "social worker"),
    };
    let line = Line {
        rule: RuleId::R40,
        subject: Subject::Referral(referral.id),
        related: vec![Subject::Child(child.id)],
        due,
        what: "Status update",
        detail: format!("{who}, {}", day.due(due)),
        why: format!(
            "While a child waits, the child and the social worker are each told every {} where the referral \
             is up to: {name} {}, the social worker {}, and {} after {}, so by {}, {whom} due to hear again.",
            day.policy.say(every),
            told(Told::Child, to_child),
            told(Told::SocialWorker, to_worker),
            day.policy.say(every),
            day.say(oldest),
            day.say(due),
        ),
        cure: Cure::GiveUpdate(referral.id),
    };
    Some(day.deadline(band, line))
}

/// R98a: waiting for longer than six months.
fn waiting_too_long(day: &Day, child: &Child, referral: &Referral) -> Option<Deadline> {
    let due = day.months_after(referral.received, ParamId::WaitingMonths);
    if day.today <= due {
        return None;
    }
    let line = Line {
        rule: RuleId::R98a,
        subject: Subject::Referral(referral.id),
        related: vec![Subject::Child(child.id)],
        due,
        what: "Waiting for a visitor",
        detail: format!(
            "since {}, {} d",
            day.brief(referral.received),
            between(referral.received, day.today)
        ),
        why: format!(
            "{} has waited for a visitor since {}, {} days, and longer than {} is too long: they were over on \
             {}.",
            child.name.short(),
            day.say(referral.received),
            between(referral.received, day.today),
            day.policy.say(ParamId::WaitingMonths),
            day.say(due),
        ),
        cure: Cure::StartMatch(child.id),
    };
    Some(day.deadline(Band::Quiet, line))
}

/// R12: the card is confirmed again every six months, and after a move.
fn card(day: &Day, child: &Child) -> Option<Deadline> {
    let since = child.card.stands_since()?;
    let by_age = day.months_after(since, ParamId::CardMonths);
    let first = child.placements.first().map(|p| p.from);
    let moved =
        child.placement_on(day.today).map(|p| p.from).filter(|from| *from > since && first < Some(*from));
    let moved = moved.filter(|from| *from <= by_age);
    let due = moved.unwrap_or(by_age);
    let band = day.band(due)?;
    let sum = match moved {
        Some(from) => format!("the child moved on {}, and nobody has gone through it since", day.say(from)),
        None => {
            format!("{} after that is {}", day.policy.say(ParamId::CardMonths), day.say(due))
        }
    };
    let line = Line {
        rule: RuleId::R12,
        subject: Subject::Child(child.id),
        related: Vec::new(),
        due,
        what: "Safe-outing card",
        detail: match moved {
            Some(from) => format!("not confirmed since move {}", day.brief(from)),
            None => format!("confirmed {}, {}", day.brief(since), day.due(due)),
        },
        why: format!(
            "The safe-outing card is confirmed again every {} and after every move; what {}'s says has stood \
             since {}, and {sum}.",
            day.policy.say(ParamId::CardMonths),
            child.name.short(),
            day.say(since),
        ),
        cure: Cure::AnswerCard(child.id),
    };
    Some(day.deadline(band, line))
}
