//! Where the child lives: moves, contact details, what the carer was told (5.4).

use super::{Draft, Outcome};
use crate::calendar::words;
use crate::command::NewPlacement;
use crate::finding::{Cure, Finding};
use crate::id::{ChildId, VisitorId};
use crate::judge;
use crate::record::{Child, Distance, DistanceCheck, Independence, Match, Placement, Said, Subject};
use crate::rule::{ParamId, RuleId};
use chrono::NaiveDate;

/// A placement as it is heard of, tidied.
pub(super) fn open(d: &mut Draft<'_>, subject: Subject, new: &NewPlacement) -> Placement {
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
        confirmed: d.said_so(subject, "confirmed", new.confirmed.as_ref()),
        carer_told: None,
        pattern_told: None,
        independence: None,
        distance: None,
    }
}

/// One action closes the old span and opens the new (5.4); the match goes on (R17). A move that is heard of after
/// a later one takes its place between the spans.
pub(super) fn record_move(d: &mut Draft<'_>, id: ChildId, new: &NewPlacement) -> Outcome {
    let mut child = d.child(id)?;
    let subject = Subject::Child(id);
    let mut placement = open(d, subject, new);
    let at = child.placements.partition_point(|p| p.from <= new.from);
    placement.to = child.placements.get(at).map(|next| next.from);
    if let Some(before) = at.checked_sub(1).and_then(|i| child.placements.get_mut(i))
        && before.to.is_none_or(|to| to > new.from)
    {
        before.to = Some(new.from);
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
    if let Some(m) = d.world.live_match_of_child(id, d.ctx.today) {
        d.find(constant(m));
        for line in d.world.ledger(m.id).into_iter().flat_map(|l| &l.visits) {
            let lives_there = line.date >= new.from && placement.to.is_none_or(|to| line.date < to);
            if line.state.is_planned() && lives_there && line.date >= d.ctx.today {
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
    child.placements.insert(at, placement);
    // R58: held against the new home at every move.
    if let Some(m) = d.world.live_match_of_child(id, d.ctx.today) {
        let visitor = d.world.visitor(m.visitor);
        d.find_all(visitor.and_then(|v| judge::employed_there(&child, v, new.from)));
    }
    let reference = child.reference();
    d.put(child);
    Ok((format!("Move of {reference} recorded."), subject))
}

/// The home that what is said is about, and words for it when the child is still to move there: the one that begins
/// on the day that is named, else that of the day on which it is said or, when none covers it, the last.
fn home_of(
    child: &mut Child,
    (on, named): (NaiveDate, Option<NaiveDate>),
) -> Result<(&mut Placement, String), Finding> {
    let subject = Subject::Child(child.id);
    let at = match named {
        Some(from) => child.placements.iter().rposition(|p| p.from == from),
        None => child.placement_index_on(on).or_else(|| child.placements.len().checked_sub(1)),
    };
    let Some(placement) = at.and_then(|at| child.placements.get_mut(at)) else {
        let sentence = match named {
            Some(from) => format!("No home from {} on is recorded.", words::short_with_year(from)),
            None => "No placement is recorded. Record where the child lives first.".to_owned(),
        };
        return Err(Finding::new(RuleId::H3, subject, sentence).cure(Cure::AmendChild(child.id)));
    };
    let about = if placement.from > on {
        format!(" for the home from {} on", words::short(placement.from, on))
    } else {
        String::new()
    };
    Ok((placement, about))
}

pub(super) fn confirm_contact(
    d: &mut Draft<'_>,
    id: ChildId,
    with: &str,
    (on, home): (NaiveDate, Option<NaiveDate>),
    address: Option<&str>,
    phone: Option<&str>,
) -> Outcome {
    let mut child = d.child(id)?;
    let subject = Subject::Child(id);
    d.need(subject, "with", with, "Say with whom you confirmed it.");
    d.not_ahead(subject, "on", on);
    let with = d.long(subject, "with", with);
    let (address, phone) = (d.line(subject, "address", address), d.line(subject, "phone", phone));
    let (placement, about) = home_of(&mut child, (on, home))?;
    if address.is_some() {
        placement.address = address;
    }
    if phone.is_some() {
        placement.phone = phone;
    }
    // It may be about a move that is planned, before the child is there.
    let heard = placement.from.min(placement.learned);
    placement.confirmed = Some(Said::new(with, on));
    d.not_before(subject, "on", on, heard, "the day this placement was heard of");
    let reference = child.reference();
    d.put(child);
    Ok((format!("Contact details of {reference} confirmed{about}."), subject))
}

/// R17: neither a move nor another social worker ends or resets a match.
pub(super) fn constant(m: &Match) -> Finding {
    let began = words::short_with_year(m.started);
    let sentence = format!("{} goes on as it is: it began on {began}.", m.reference());
    Finding::new(RuleId::R17, Subject::Match(m.id), sentence)
}

/// 5.4: after a move, whether visitor and home are independent of each other (R58), and what the distance means.
pub(super) fn check(
    d: &mut Draft<'_>,
    id: ChildId,
    (on, home): (NaiveDate, Option<NaiveDate>),
    independent: Option<bool>,
    distance: Option<Distance>,
) -> Outcome {
    let mut child = d.child(id)?;
    let subject = Subject::Child(id);
    d.not_ahead(subject, "on", on);
    if independent.is_none() && distance.is_none() {
        let sentence = "Say what was looked at: independence, distance, or both.";
        d.find(Finding::new(RuleId::H1, subject, sentence).at("independent"));
    }
    if independent == Some(false) {
        let sentence = "Somebody of the visitor's works for this home. Talk it over with the social worker; it stands until \
                        another answer is recorded.";
        d.find(Finding::new(RuleId::R58, subject, sentence).at("independent"));
    }
    let said = Said::new(d.ctx.by.clone(), on);
    let visitor = asked_about(d, id);
    let (placement, about) = home_of(&mut child, (on, home))?;
    if independent.is_some() {
        placement.independence = Some(Independence { said: said.clone(), independent, visitor });
    }
    if let Some(outcome) = distance {
        placement.distance = Some(DistanceCheck { said, outcome });
    }
    let reference = child.reference();
    d.put(child);
    Ok((format!("New home of {reference} looked at{about}."), subject))
}

/// Of which visitor it is asked whether home and visitor are independent: the child's, or the one who is proposed.
fn asked_about(d: &Draft<'_>, id: ChildId) -> Option<VisitorId> {
    let open = d.world.live_match_of_child(id, d.ctx.today).map(|m| m.visitor);
    open.or_else(|| d.world.open_proposal_of_child(id).map(|p| p.visitor))
}

pub(super) fn tell_carer(
    d: &mut Draft<'_>,
    id: ChildId,
    by: &str,
    (on, home): (NaiveDate, Option<NaiveDate>),
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
    let (placement, about) = home_of(&mut child, (on, home))?;
    if of_visitor {
        placement.carer_told = Some(Said::new(by.clone(), on));
    }
    if of_pattern {
        placement.pattern_told = Some(Said::new(by, on));
    }
    let reference = child.reference();
    d.put(child);
    Ok((format!("Carer of {reference} told{about}."), subject))
}
