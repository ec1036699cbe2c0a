//! Whether one item may be shown to one reader, and how much of it.

use super::matrix::{Cell, Column, Row, Shows, When};
use super::siblings::names_another_home;
use super::{Audience, Item, Request};
use crate::record::{Basis, Consent, ConsentTo, PhotoStatus, Reader, Release, Subject, VisitState};
use crate::rule::ParamId;
use crate::status;
use crate::world::World;
use chrono::NaiveDate;

/// What becomes of an item.
#[derive(Clone, PartialEq, Eq)]
pub enum Judged {
    /// This much of it is shown.
    Shown(String),
    /// It is left out: under which row, and why.
    Withheld(u8, &'static str),
    /// It is left out, and not even that is said.
    Unspoken,
}

/// The column of the matrix in which a reader stands towards an item. `None` when it is about somebody else.
#[must_use]
pub fn column(world: &World, audience: Audience, item: &Item, today: NaiveDate) -> Option<Column> {
    let theirs = |mine: bool| mine.then_some(());
    match audience.reader() {
        Reader::Coordinator => Some(Column::Coordinator),
        Reader::TeamManager => Some(Column::TeamManager),
        Reader::Lado => Some(Column::Lado),
        Reader::Management => Some(Column::Management),
        Reader::Visitor => {
            // Of a concern the visitor is the one of its match; of anything else it is that visitor's own.
            theirs(item.visitor.is_none() || item.visitor == audience.visitor)?;
            match item.child {
                None => Some(Column::Matched),
                Some(child) => standing(world, audience, child, today),
            }
        }
        reader => {
            theirs(item.child.is_none() || item.child == audience.child)?;
            if item.child.is_none() {
                theirs(is_their_visitor(world, audience, item, today))?;
            }
            Some(match reader {
                Reader::Child => Column::Child,
                Reader::Carer => Column::Carer,
                Reader::SocialWorker => Column::SocialWorker,
                _ => Column::Iro,
            })
        }
    }
}

/// Where the visitor of an audience stands with a child.
fn standing(
    world: &World,
    audience: Audience,
    child: crate::id::ChildId,
    today: NaiveDate,
) -> Option<Column> {
    let visitor = audience.visitor?;
    let mine = || world.matches_of_child(child).filter(|m| m.visitor == visitor);
    if mine().any(|m| m.is_live(today)) {
        return Some(Column::Matched);
    }
    let proposed = world.proposals_of_child(child).any(|p| p.visitor == visitor && p.is_open());
    if proposed || mine().any(|m| m.is_live_after(today)) {
        return Some(Column::Potential);
    }
    mine().next().map(|_| Column::Former)
}

/// Whether an item is about the visitor who visits the child of the audience, or is proposed.
fn is_their_visitor(world: &World, audience: Audience, item: &Item, today: NaiveDate) -> bool {
    let (Some(child), Some(visitor)) = (audience.child, item.visitor) else { return false };
    let visits = world.matches_of_child(child).any(|m| m.visitor == visitor && m.is_live_after(today));
    visits || world.proposals_of_child(child).any(|p| p.visitor == visitor && p.is_open())
}

/// Judges one item.
#[must_use]
pub fn judge(world: &World, request: &Request<'_>, item: &Item) -> Judged {
    let Some(column) = column(world, request.audience, item, request.today) else { return Judged::Unspoken };
    if let Some(also) = item.also
        && !matches!(by_row(world, request, item, also, column), Judged::Shown(_))
    {
        // That there is a concern is not told to whoever may not read it.
        let unspoken = Row::of(also).is_some_and(Row::is_unspoken);
        return if unspoken { Judged::Unspoken } else { Judged::Withheld(also, NEEDED) };
    }
    by_row(world, request, item, item.row, column)
}

const NOT_FOR: &str = "It is not for this reader.";
const COUNTED: &str = "It is only counted together with others.";
const SUBJECT_ACCESS: &str =
    "It is given only when they ask for their own data, with what is about others taken out.";
const NEEDED: &str = "Only the part that is needed may be told, and there is no shorter form of it.";
const CHILD: &str = "The child has not agreed to it.";
const VISITOR: &str = "The visitor has not agreed to it.";
const THREE: &str =
    "Co-ordinator, social worker and visitor have not all agreed, or visiting is not established.";
const NOT_HOME: &str = "It is not the home where the child lives now.";
const PHOTOS: &str = "The child may not be photographed.";
const OVERRIDE: &str = "It is told only by a safeguarding override, with its test and who decided on record.";
const ELSEWHERE: &str = "It names where another child lives.";

fn by_row(world: &World, request: &Request<'_>, item: &Item, row: u8, column: Column) -> Judged {
    // What was known of the address is, after the match, what is given back.
    let number = if column == Column::Former && row == 3 { 32 } else { row };
    let Some(row) = Row::of(number) else { return Judged::Withheld(number, NOT_FOR) };
    let cell = row.cell(column);
    let refuse = |why| if row.is_unspoken() { Judged::Unspoken } else { Judged::Withheld(number, why) };
    let overridden = cell.by_override && is_released(world, request, item, number);
    if !overridden && let Err(why) = met(world, request, item, cell, number) {
        return refuse(why);
    }
    let text = match cell.shows {
        Shows::All => Some(&item.text),
        Shows::Part if item.own == Some(column.reader()) => Some(&item.text),
        Shows::Part => item.part.as_ref(),
        Shows::Nothing | Shows::NotApplicable | Shows::Aggregate | Shows::SubjectAccess => None,
    };
    let Some(text) = text else { return refuse(NEEDED) };
    let own_house = matches!(column, Column::Coordinator | Column::TeamManager);
    if !own_house && item.child.is_some_and(|c| names_another_home(world, c, text)) {
        return refuse(ELSEWHERE);
    }
    Judged::Shown(text.clone())
}

/// Whether the condition of a cell is met; otherwise why not.
fn met(world: &World, request: &Request<'_>, item: &Item, cell: Cell, row: u8) -> Result<(), &'static str> {
    match cell.shows {
        Shows::Nothing | Shows::NotApplicable => return Err(NOT_FOR),
        Shows::Aggregate => return Err(COUNTED),
        Shows::SubjectAccess => return Err(SUBJECT_ACCESS),
        Shows::All | Shows::Part => {}
    }
    let holds = |yes: bool, why| if yes { Ok(()) } else { Err(why) };
    match cell.when {
        When::Always => Ok(()),
        When::ChildConsents => holds(child_consents(world, request, item, row), CHILD),
        When::VisitorConsents => {
            let about = item.visitor.map(Subject::Visitor);
            holds(
                about.is_some_and(|about| consents(world, request, item, row, about) == Some(true)),
                VISITOR,
            )
        }
        When::ThreeAgree => holds(three_agree(world, request, item), THREE),
        When::LivesThere => holds(item.facts.lives_there, NOT_HOME),
        When::PhotosAllowed => holds(photos_allowed(world, item, request.today), PHOTOS),
        When::PassedOn => holds(item.facts.passed_on, NOT_FOR),
        When::AboutWorker => holds(item.facts.about_worker, OVERRIDE),
        When::OwnReport => holds(item.facts.own_report, NOT_FOR),
        When::Decided => holds(is_released(world, request, item, row), OVERRIDE),
    }
}

/// R30, R86c: the child's own consent to this item and this reader. The last answer counts; one about the very item
/// goes before one about all of its row.
fn child_consents(world: &World, request: &Request<'_>, item: &Item, row: u8) -> bool {
    let Some(about) = item.child.map(Subject::Child) else { return false };
    let on_record = consents(world, request, item, row, about);
    on_record
        .unwrap_or(row == 26 && reader(request) == Reader::Visitor && item.facts.child_agrees == Some(true))
}

const fn reader(request: &Request<'_>) -> Reader {
    request.audience.reader()
}

/// The answer on record: yes, no, or none.
fn consents(world: &World, request: &Request<'_>, item: &Item, row: u8, about: Subject) -> Option<bool> {
    let fits = |c: &&Consent| match &c.what {
        ConsentTo::Disclosure { row: of, thing, to } => {
            *of == row && *to == reader(request) && thing.covers(&item.thing)
        }
        ConsentTo::Feedback => row == 26 && reader(request) == Reader::Visitor,
        ConsentTo::Photographs | ConsentTo::Meetings => false,
    };
    let named = |c: &Consent| match &c.what {
        ConsentTo::Disclosure { thing, .. } => thing.name.is_some(),
        _ => false,
    };
    let known = world.consents_about(about).filter(fits).filter(|c| c.on <= request.today);
    let last = known.max_by_key(|c| (named(c), c.on, c.id))?;
    Some(last.allows(request.today))
}

/// R34, R35: three dated agreements, none taken back, and visiting well established; and the match lives.
fn three_agree(world: &World, request: &Request<'_>, item: &Item) -> bool {
    let (Some(child), Some(visitor)) = (request.audience.child, item.visitor) else { return false };
    let today = request.today;
    let by_now = |said: &Option<crate::record::Said>| said.as_ref().is_some_and(|s| s.on <= today);
    world.matches_of_child(child).filter(|m| m.visitor == visitor && m.is_live(today)).any(|m| {
        let c = &m.contact;
        let agreed = by_now(&c.coordinator) && by_now(&c.social_worker) && by_now(&c.visitor);
        let visits = world.ledger(m.id).into_iter().flat_map(|l| &l.visits);
        let made = visits.filter(|v| v.state == VisitState::Completed && v.date <= today).count();
        let needed = usize::try_from(world.policy().get(ParamId::ContactVisits)).unwrap_or(usize::MAX);
        let paused = m.is_suspended(today) || world.visitor(visitor).is_some_and(|v| v.is_suspended(today));
        agreed && c.withdrawn.is_none() && made >= needed && !paused
    })
}

fn photos_allowed(world: &World, item: &Item, today: NaiveDate) -> bool {
    let child = item.child.and_then(|c| world.child(c));
    child.is_some_and(|c| status::photos(world, c, today) == PhotoStatus::Allowed)
}

/// Whether the release that the request is for records the safeguarding override of this item for this reader.
fn is_released(world: &World, request: &Request<'_>, item: &Item, row: u8) -> bool {
    let Some(release) = request.release.and_then(|id| world.release(id)) else { return false };
    let Release { to, basis, things, refused, .. } = release;
    let tested = matches!(basis, Some(Basis::Safeguarding(test)) if test.missing().is_empty());
    let named = || things.iter().any(|t| t.row == row && t.thing.covers(&item.thing));
    tested && refused.is_none() && *to == reader(request) && named()
}
