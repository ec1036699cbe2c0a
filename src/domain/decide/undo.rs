//! Taking back the last change by its inverse.

use super::nearby::nearby;
use super::{Draft, Outcome};
use crate::command::Undoable;
use crate::finding::Finding;
use crate::id::RawId;
use crate::people;
use crate::record::{Kind, Record, Subject, Visitor};
use crate::rule::{ParamId, RuleId};
use crate::world::{Change, World};

/// Why what a change did to records of these kinds stays on record, and is neither taken back nor done again by a key:
/// a concern, an allegation or a low-level concern that was recorded is not unsaid (R104), and what was told is told
/// (R80a). `None` where an undo may go back over it.
#[must_use]
pub fn stays_on_record(kinds: impl IntoIterator<Item = Kind>) -> Option<&'static str> {
    let kinds: Vec<Kind> = kinds.into_iter().collect();
    // A status update or a review that was told is a record of its own, of which the ledger only takes note: who typed it
    // for the wrong child takes back both. The journal keeps them.
    let noted = kinds.iter().any(|kind| matches!(kind, Kind::Referral | Kind::MatchReview));
    let kept = |kind: &Kind| kinds.contains(kind) && !(noted && *kind == Kind::Release);
    KEPT.iter().find(|(kind, _)| kept(kind)).map(|(_, why)| *why)
}

/// What is kept, and why; what weighs most comes first.
const KEPT: &[(Kind, &str)] = &[
    (Kind::Concern, CONCERN),
    (Kind::Allegation, ALLEGATION),
    (Kind::LowLevel, LOW_LEVEL),
    (Kind::Release, RELEASE),
    (Kind::AllegationRelease, RELEASE),
];

const ALLEGATION: &str = "What is recorded about an allegation is kept, and not taken back. Record the step again as it \
                          was, and what was there before stays in its history.";
const LOW_LEVEL: &str =
    "A low-level concern that is recorded is kept, and not taken back. Take a note of what was wrong in it.";
const RELEASE: &str = "What was released cannot be taken back, and the ledger keeps it. Write what was done about it as a note.";
const CONCERN: &str = "A concern was recorded with this, and what is recorded about a concern is not taken back. Correct \
                       the report, or settle the concern with a reason.";

/// The kinds of the records that a change touched.
pub(super) fn kinds(what: &Undoable) -> impl Iterator<Item = Kind> {
    let about_concern = what.concern.map(|_| Kind::Concern);
    about_concern.into_iter().chain(what.after.iter().map(|change| change.key().0))
}

/// Takes the last change back by its inverse. Numbers given out stay given out.
pub(super) fn undo(d: &mut Draft<'_>, what: &Undoable) -> Outcome {
    let refuse = |sentence: &str| Err(Finding::new(RuleId::H3, Subject::Scheme, sentence));
    if let Some(sentence) = stays_on_record(kinds(what)) {
        return refuse(sentence);
    }
    if what.command == "set-up-scheme" {
        return refuse("The setting up of the scheme cannot be taken back.");
    }
    if what.after.iter().any(|change| change.key().0 == Kind::Staff) {
        return refuse("Who opens the file is not taken back. Change it again with befriend people.");
    }
    if what.command == "undo" {
        return refuse("The last change was itself an undo. Make the change again instead.");
    }
    for change in &what.after {
        if let Change::Put(record) = change
            && !is_still(d, record)
        {
            return refuse(
                "It has been changed again since, so it cannot be taken back. Correct it instead.",
            );
        }
    }
    let back: Vec<_> = what.before.iter().filter(|(kind, ..)| *kind != Kind::Counters).map(inverse).collect();
    if let Some(finding) = back.iter().find_map(|change| lifts_a_managers_pause(d, change)) {
        return Err(finding);
    }
    if let Some(sentence) = stands_against(&nearby(d.world, &back), &back, what.change) {
        return refuse(sentence);
    }
    back.into_iter().for_each(|change| d.change(change));
    Ok((format!("Taken back: {}", what.done), Subject::Scheme))
}

/// H8: going back over a pause that is the team manager's, or over its end, is the team manager's too.
fn lifts_a_managers_pause(d: &Draft<'_>, change: &Change) -> Option<Finding> {
    let Change::Put(Record::Visitor(then)) = change else { return None };
    let now = d.world.visitor(then.id)?;
    let managers = |v: &Visitor| v.suspensions.iter().filter(|s| s.by_manager).cloned().collect::<Vec<_>>();
    if managers(now) == managers(then) { None } else { people::may_not_lift(d.ctx.role, then.id) }
}

/// Why a world cannot go back by these changes, which take back a change of that number.
pub(super) fn stands_against(before: &World, back: &[Change], change: u64) -> Option<&'static str> {
    let mut after = before.clone();
    after.apply(back);
    if loose_ends(&after) > loose_ends(before) {
        return Some("Something entered since refers to it, so it cannot be taken back. Correct it instead.");
    }
    (crowded(&after, change) > crowded(before, change)).then_some(
        "A match, proposal or referral begun since stands in its place, so it cannot be taken back. Correct that one first.",
    )
}

pub(super) fn inverse((kind, id, before): &(Kind, RawId, Option<Record>)) -> Change {
    before.as_ref().map_or(Change::Remove(*kind, *id), |record| Change::Put(record.clone()))
}

/// How many records refer to something that is not there.
fn loose_ends(w: &World) -> usize {
    let there = |subject: Subject| match subject {
        Subject::Scheme => true,
        Subject::Child(id) => w.child(id).is_some(),
        Subject::Visitor(id) => w.visitor(id).is_some(),
        Subject::Referral(id) => w.referral(id).is_some(),
        Subject::Match(id) => w.match_(id).is_some(),
        Subject::Visit(id) => w.visit(id).is_some(),
        Subject::Concern(id) => w.concern(id).is_some(),
        Subject::Proposal(id) => w.proposal(id).is_some(),
        Subject::Allegation(id) => w.allegation(id).is_some(),
    };
    let matches = w.matches().flat_map(|m| {
        [
            Some(Subject::Child(m.child)),
            Some(Subject::Visitor(m.visitor)),
            m.referral.map(Subject::Referral),
            m.proposal.map(Subject::Proposal),
        ]
    });
    let proposals = w.proposals().flat_map(|p| {
        [
            Some(Subject::Child(p.child)),
            Some(Subject::Visitor(p.visitor)),
            p.referral.map(Subject::Referral),
            p.closed.as_ref().and_then(|c| c.matched).map(Subject::Match),
        ]
    });
    let concerns = w.concerns().flat_map(|c| {
        [Some(Subject::Child(c.child)), c.match_id.map(Subject::Match), c.visit.map(Subject::Visit)]
    });
    let alleged = w.allegations().flat_map(|a| {
        let children = a.children.iter().copied().map(Subject::Child);
        children.chain([Subject::Visitor(a.visitor)]).chain(a.match_id.map(Subject::Match))
    });
    let others = w.referrals().map(|r| Subject::Child(r.child));
    let others = others.chain(w.ledgers().map(|l| Subject::Match(l.match_id)));
    let others = others.chain(w.match_reviews().map(|r| Subject::Match(r.match_id)));
    let others = others.chain(w.annual_reviews().map(|r| Subject::Visitor(r.visitor)));
    let others = others.chain(w.supervisions().map(|s| Subject::Visitor(s.visitor)));
    let others = others.chain(w.low_levels().map(|l| Subject::Visitor(l.visitor)));
    let others = others.chain(w.concerns().flat_map(|c| c.quoted.iter().map(|q| Subject::Visit(q.visit))));
    let others = others.chain(w.groups().flat_map(|g| g.attended.iter().copied().map(Subject::Visitor)));
    let others = others.chain(w.consents().map(|c| c.about)).chain(w.releases().map(|r| r.about));
    let others = others.chain(w.notes().flat_map(|n| n.about.iter().copied()));
    matches
        .chain(concerns)
        .chain(proposals)
        .flatten()
        .chain(alleged)
        .chain(others)
        .filter(|subject| !there(*subject))
        .count()
}

/// How many matches, proposals and referrals there are beyond what a child or a visitor may have at a time (R19), for
/// those with whom something has begun since that change. What was so before it was taken on by name then.
fn crowded(w: &World, change: u64) -> usize {
    let over = |n: usize, most: usize| n.saturating_sub(most);
    let children = w.children().filter(|c| {
        let matched = w.matches_of_child(c.id).any(|m| is_since(m.id.0, change));
        let proposed = w.proposals_of_child(c.id).any(|p| is_since(p.id.0, change));
        matched || proposed || w.referrals_of_child(c.id).any(|r| is_since(r.id.0, change))
    });
    let children = children.map(|c| {
        let referred = w.referrals_of_child(c.id).filter(|r| r.is_open()).count();
        let beside = w.matches_of_child(c.id).flat_map(|m| {
            let later = w.matches_of_child(c.id).filter(|o| o.id != m.id && o.started >= m.started);
            later.filter(|o| m.is_live_after(o.started))
        });
        let proposed = w.proposals_of_child(c.id).filter(|p| p.is_open()).count();
        over(referred, 1) + over(proposed, 1) + beside.count()
    });
    let allowed = usize::try_from(w.policy().get(ParamId::MatchesPerVisitor)).unwrap_or(usize::MAX);
    let visitors = w.visitors().filter(|v| {
        let proposed = w.proposals_of_visitor(v.id).any(|p| is_since(p.id.0, change));
        proposed || w.matches_of_visitor(v.id).any(|m| is_since(m.id.0, change))
    });
    let visitors = visitors.map(|v| {
        let proposed = w.proposals_of_visitor(v.id).filter(|p| p.is_open()).count();
        let proposed = if allowed > 1 { 0 } else { over(proposed, 1) };
        // The most that run at a time, those in their notice period among them.
        let beside = |day| w.matches_of_visitor(v.id).filter(|m| m.is_live(day)).count();
        let most = w.matches_of_visitor(v.id).map(|m| beside(m.started)).max().unwrap_or(0);
        over(most, allowed) + proposed
    });
    children.chain(visitors).sum()
}

/// Whether a record was made after that change: ids begin with the number of theirs.
fn is_since(id: RawId, change: u64) -> bool {
    id[..5] > change.to_be_bytes()[3..]
}

/// Whether the world still holds the record as it was left. What is not in memory is held against the file by
/// its revision when the change is written.
pub(super) fn is_still(d: &Draft<'_>, record: &Record) -> bool {
    let w = d.world;
    match record {
        Record::Scheme(r) => w.scheme() == Some(r),
        Record::MorningReview(r) => w.morning() == Some(r),
        Record::Counters(_) | Record::VisitReport(_) => true,
        Record::Child(r) => w.child(r.id) == Some(r),
        Record::Visitor(r) => w.visitor(r.id) == Some(r),
        Record::Referral(r) => w.referral(r.id) == Some(r),
        Record::Match(r) => w.match_(r.id) == Some(r),
        Record::Ledger(r) => w.ledger(r.match_id) == Some(r),
        Record::MatchReview(r) => w.match_review(r.id) == Some(r),
        Record::AnnualReview(r) => w.annual_review(r.id) == Some(r),
        Record::Supervision(r) => w.supervision(r.id) == Some(r),
        Record::SupportGroup(r) => w.group(r.id) == Some(r),
        Record::Concern(r) => w.concern(r.id) == Some(r),
        Record::Snooze(r) => w.snooze(r.id) == Some(r),
        Record::Note(r) => w.note(r.id) == Some(r),
        Record::Proposal(r) => w.proposal(r.id) == Some(r),
        Record::Staff(r) => w.member(r.id) == Some(r),
        Record::Allegation(r) => w.allegation(r.id) == Some(r),
        Record::Consent(r) => w.consent(r.id) == Some(r),
        Record::Release(r) => w.release(r.id) == Some(r),
        Record::AllegationRelease(r) => w.release(r.0.id) == Some(&r.0),
        Record::LowLevel(r) => w.low_level(r.id) == Some(r),
        Record::WordList(r) => w.word_list() == Some(r),
    }
}
