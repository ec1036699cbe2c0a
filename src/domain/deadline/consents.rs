//! Consents that run out (R30, R86c), and the card that has changed since the visitor was given it (R44, R12).

use super::Deadline;
use super::build::{Day, Line, plus};
use super::matches::Pair;
use crate::calendar::local;
use crate::disclose::{briefing, fingerprint};
use crate::finding::Cure;
use crate::record::{Child, Consent, Subject, Visitor};
use crate::rule::{ParamId, RuleId};

/// R30: what a child consents to.
pub(super) fn of_child(day: &Day, child: &Child, out: &mut Vec<Deadline>) {
    if child.is_looked_after(day.today) {
        lapsing(day, Subject::Child(child.id), &child.name.short(), out);
    }
}

/// R30, R35: what a visitor consents to about their own details.
pub(super) fn of_visitor(day: &Day, visitor: &Visitor, out: &mut Vec<Deadline>) {
    lapsing(day, Subject::Visitor(visitor.id), &visitor.name.short(), out);
}

/// A consent with a last day is asked for again before it, unless a later answer to the same is on record. After that
/// day it is no longer relied on, and the line stays until somebody has asked.
fn lapsing(day: &Day, subject: Subject, name: &str, out: &mut Vec<Deadline>) {
    let all: Vec<&Consent> = day.world.consents_about(subject).collect();
    for consent in &all {
        let Some(until) = consent.until.filter(|_| consent.given && consent.withdrawn.is_none()) else {
            continue;
        };
        let later = |c: &&Consent| c.what == consent.what && (c.on, c.id) > (consent.on, consent.id);
        if all.iter().any(later) {
            continue;
        }
        let warn = plus(until, -day.policy.get(ParamId::ConsentWarnDays));
        let Some(band) = day.band_from(until, warn) else { continue };
        let what = consent.what.words();
        let line = Line {
            rule: RuleId::R30,
            subject,
            related: Vec::new(),
            due: until,
            what: "Consent runs out",
            detail: format!("until {}", day.brief(until)),
            why: format!(
                "{name}'s consent ({what}) holds until {}, and as nothing more is told on it after that, it is asked \
                 for again from {} before.",
                day.say(until),
                day.policy.say(ParamId::ConsentWarnDays)
            ),
            cure: Cure::RecordConsent(subject, consent.id),
        };
        out.push(day.deadline(band, line));
    }
}

/// R44: the card that the visitor was given last shows something else than it would show today. It is due on the day
/// of which that is noticed, because an outing with an old card is what the card is there to prevent. While the team
/// manager's pause runs there is no outing, and no card is given (R74).
pub(super) fn card(day: &Day, pair: &Pair) -> Option<Deadline> {
    if pair.visitor.is_paused_by_manager(day.today) {
        return None;
    }
    let m = pair.match_;
    let subject = Subject::Match(m.id);
    let issued = day.world.releases_about(subject).rfind(|r| r.card.is_some())?;
    let then = issued.card?;
    let now = fingerprint(&briefing(day.world, m.child, m.visitor, day.today));
    if then.fingerprint == now {
        return None;
    }
    let due = day.today;
    let given = local(issued.at).date();
    let line = Line {
        rule: RuleId::R44,
        subject,
        related: vec![Subject::Child(m.child), Subject::Visitor(m.visitor)],
        due,
        what: "Card has changed",
        detail: format!("version {} of {}", then.version, day.brief(given)),
        why: format!(
            "{} was given version {} of the card about {} on {}, and it would show something else today, so give the new \
             one before the next outing.",
            pair.visitor.name.short(),
            then.version,
            pair.child.name.short(),
            day.say(given)
        ),
        cure: Cure::IssueCard(m.id),
    };
    Some(day.deadline(day.band(due)?, line))
}
