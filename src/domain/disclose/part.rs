//! Whether one item may be shown to one reader, and how much of it.

use super::consenting::{answer, question};
use super::matrix::{Cell, Column, Row, Shows, When};
use super::siblings::{names_another_home, names_contact};
use super::{Audience, Item, Request};
use crate::id::VisitorId;
use crate::record::{Allegation, Basis, PhotoStatus, Reader, Release, Said, Subject, Thing, VisitState};
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
                let of_theirs = is_their_visitor(world, audience, item, today);
                theirs(of_theirs || is_about_their_child(world, audience, item))?;
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

/// The allegation that an item stands in, where it is one.
fn allegation_of<'w>(world: &'w World, item: &Item) -> Option<&'w Allegation> {
    match item.thing.subject {
        Subject::Allegation(id) => world.allegation(id),
        _ => None,
    }
}

/// Whether it is of an allegation that names the child of the reader, whoever visits that child by now.
fn is_about_their_child(world: &World, audience: Audience, item: &Item) -> bool {
    let child = audience.child;
    allegation_of(world, item).is_some_and(|a| child.is_some_and(|child| a.children.contains(&child)))
}

/// Judges one item.
#[must_use]
pub fn judge(world: &World, request: &Request<'_>, item: &Item) -> Judged {
    let Some(column) = column(world, request.audience, item, request.today) else { return Judged::Unspoken };
    if item.facts.over && !matches!(column, Column::Coordinator | Column::TeamManager | Column::Lado) {
        return Judged::Unspoken;
    }
    // Of an allegation a co-ordinator reads that visits are paused, and no more: the rest is the team manager's (R49).
    if column == Column::Coordinator && item.row != 24 && allegation_of(world, item).is_some() {
        return Judged::Unspoken;
    }
    if let Some(also) = item.also
        && !matches!(by_row(world, request, item, also, column), Judged::Shown(_))
    {
        // That there is a concern is not told to whoever may not read it: not even by a thing less that is left out.
        let unspoken = Row::of(also).is_some_and(Row::is_unspoken);
        // A release is there only because of it, so it is not counted either.
        if unspoken && item.row == AUDIT {
            return Judged::Unspoken;
        }
        return match by_row(world, request, item, item.row, column) {
            withheld @ Judged::Withheld(..) if unspoken => withheld,
            _ if unspoken => Judged::Unspoken,
            _ => Judged::Withheld(also, NEEDED),
        };
    }
    by_row(world, request, item, item.row, column)
}

const NOT_FOR: &str = "It is not for this reader.";
const COUNTED: &str = "It is only counted together with others.";
const SUBJECT_ACCESS: &str =
    "It is given only when they ask for their own data, with what is about others taken out.";
const NEEDED: &str = "Only the part that is needed may be told, and there is no shorter form of it.";
const CHECKED: &str = "Only that a DBS check is held, and is good today, is told.";
const DAYS: &str = "Only the days of visits are told, and whether they took place.";
const CHILD: &str = "The child has not agreed to it.";
const VISITOR: &str = "The visitor has not agreed to it.";
const NOT_MATCHED: &str = "There is no match of theirs that runs.";
const TAKEN_BACK: &str = "An agreement was taken back.";
const FEW_VISITS: &str = "Visiting is not established.";
const NOT_NOW: &str = "It is not given at present.";
const NOT_HOME: &str = "It is not the home where the child lives now.";
const PHOTOS: &str = "The child may not be photographed.";
pub(super) const OVERRIDE: &str =
    "It is told only by a safeguarding override, with its test and who decided on record.";
/// It names where another child lives: which is not said either.
const ELSEWHERE: &str = "It tells of more than this child.";
const REACHED: &str = "It tells how the visitor is reached.";

/// The row of consents and releases.
const AUDIT: u8 = 33;

/// The row of the visitor's telephone and e-mail.
const CONTACT: u8 = 13;

/// The row of where the child lives, and of who is called there.
const HOME: u8 = 3;

/// R74: whether a visitor reads whose visits the team manager has paused. Where the child lives is kept current for who
/// visits there, and nobody does meanwhile.
fn is_paused_visitor(world: &World, request: &Request<'_>) -> bool {
    let visitor = request.audience.as_visitor().and_then(|id| world.visitor(id));
    visitor.is_some_and(|v| v.is_paused_by_manager(request.today))
}

/// Why something has no place in the shorter form of its row.
const fn needed(row: u8) -> &'static str {
    match row {
        15 => CHECKED,
        18 => DAYS,
        _ => NEEDED,
    }
}

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
    if number == HOME && is_paused_visitor(world, request) {
        return refuse(NOT_NOW);
    }
    let for_visitor = item.for_visitor.filter(|_| column.reader() == Reader::Visitor);
    let text = match cell.shows {
        Shows::All => for_visitor.or(Some(item.text.as_str())),
        Shows::Part if item.own == Some(column.reader()) => Some(item.text.as_str()),
        Shows::Part => for_visitor.or(item.part.as_deref()),
        Shows::Nothing | Shows::NotApplicable | Shows::Aggregate | Shows::SubjectAccess => None,
    };
    let Some(text) = text else { return refuse(needed(number)) };
    let own_house = matches!(column, Column::Coordinator | Column::TeamManager);
    if !own_house && item.child.is_some_and(|c| names_another_home(world, c, item, text)) {
        return refuse(ELSEWHERE);
    }
    if number != CONTACT && tells_contact(world, request, column, text) {
        return refuse(REACHED);
    }
    Judged::Shown(text.to_owned())
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
            holds(about.is_some_and(|about| consents(world, request, item, row, about)), VISITOR)
        }
        When::ThreeAgree => three_agree(world, request, item.visitor),
        When::LivesThere => holds(item.facts.lives_there, NOT_HOME),
        When::PhotosAllowed => holds(photos_allowed(world, item, request.today), PHOTOS),
        When::PassedOn => holds(item.facts.passed_on, NOT_FOR),
        When::AboutWorker => holds(item.facts.about_worker, OVERRIDE),
        When::ChildAffected => holds(affects_the_child(world, request, item), NOT_FOR),
        When::LadoAgrees => holds(lado_agrees(world, request, item), NOT_FOR),
        When::Safe => holds(item.facts.safe, NOT_FOR),
        When::OwnReport => holds(item.facts.own_report, NOT_FOR),
        When::Decided => holds(is_released(world, request, item, row), OVERRIDE),
    }
}

/// R30, R86c: whether the child agrees to this item for this reader.
fn child_consents(world: &World, request: &Request<'_>, item: &Item, row: u8) -> bool {
    let about = item.child.map(Subject::Child);
    about.is_some_and(|about| consents(world, request, item, row, about))
}

fn consents(world: &World, request: &Request<'_>, item: &Item, row: u8, about: Subject) -> bool {
    let question = question(world, (&item.thing, row), about, item.facts.child_agrees, request);
    answer(world, &question, request.today) == Some(true)
}

const fn reader(request: &Request<'_>) -> Reader {
    request.audience.reader()
}

/// R34, R35: three dated agreements, none taken back, and visiting well established; and the match lives. Otherwise who
/// or what is missing.
fn three_agree(world: &World, request: &Request<'_>, visitor: Option<VisitorId>) -> Result<(), &'static str> {
    let (Some(child), Some(visitor)) = (request.audience.child, visitor) else { return Err(NOT_MATCHED) };
    let today = request.today;
    let by_now = |said: &Option<Said>| said.as_ref().is_some_and(|s| s.on <= today);
    let mut matches = world.matches_of_child(child);
    let m = matches.find(|m| m.visitor == visitor && m.is_live(today)).ok_or(NOT_MATCHED)?;
    let c = &m.contact;
    if c.withdrawn.is_some() {
        return Err(TAKEN_BACK);
    }
    if let Some(missing) = who_is_missing([&c.coordinator, &c.social_worker, &c.visitor].map(by_now)) {
        return Err(missing);
    }
    let visits = world.ledger(m.id).into_iter().flat_map(|l| &l.visits);
    let made = visits.filter(|v| v.state == VisitState::Completed && v.date <= today).count();
    let needed = usize::try_from(world.policy().get(ParamId::ContactVisits)).unwrap_or(usize::MAX);
    if made < needed {
        return Err(FEW_VISITS);
    }
    let paused = m.is_suspended(today) || world.visitor(visitor).is_some_and(|v| v.is_suspended(today));
    if paused { Err(NOT_NOW) } else { Ok(()) }
}

/// Who of co-ordinator, social worker and visitor has not agreed.
const fn who_is_missing(agreed: [bool; 3]) -> Option<&'static str> {
    Some(match agreed {
        [true, true, true] => return None,
        [false, true, true] => "The co-ordinator has not agreed.",
        [true, false, true] => "The social worker has not agreed.",
        [true, true, false] => "The visitor has not agreed.",
        [false, false, true] => "Co-ordinator and social worker have not agreed.",
        [false, true, false] => "Co-ordinator and visitor have not agreed.",
        [true, false, false] => "Social worker and visitor have not agreed.",
        [false, false, false] => "Co-ordinator, social worker and visitor have not agreed.",
    })
}

/// Whether a text tells a reader how a visitor of the child is reached before that is given to them: the child until the
/// three agree, the carer without the visitor's consent, the reviewing officer not at all.
fn tells_contact(world: &World, request: &Request<'_>, column: Column, text: &str) -> bool {
    if !matches!(column, Column::Child | Column::Carer | Column::Iro) {
        return false;
    }
    let Some(child) = request.audience.child else { return false };
    let mut visitors = (world.matches_of_child(child).map(|m| m.visitor))
        .chain(world.proposals_of_child(child).map(|p| p.visitor));
    let given = |visitor| match column {
        Column::Child => three_agree(world, request, Some(visitor)).is_ok(),
        Column::Carer => {
            let about = Subject::Visitor(visitor);
            let thing = Thing { subject: about, name: Some("phone".to_owned()) };
            answer(world, &question(world, (&thing, CONTACT), about, None, request), request.today)
                == Some(true)
        }
        _ => false,
    };
    visitors.any(|v| world.visitor(v).is_some_and(|known| names_contact(known, text)) && !given(v))
}

/// Whether the visitor whom it is about visits the child of the reader today, or the child is named in the allegation.
fn affects_the_child(world: &World, request: &Request<'_>, item: &Item) -> bool {
    let Some(child) = request.audience.child else { return false };
    if is_about_their_child(world, request.audience, item) {
        return true;
    }
    world.matches_of_child(child).any(|m| Some(m.visitor) == item.visitor && m.is_live(request.today))
}

/// Whether the LADO has agreed that the visitor hears of this allegation; of a pause, of every one that is open.
fn lado_agrees(world: &World, request: &Request<'_>, item: &Item) -> bool {
    let about = |a: &&Allegation| Some(a.visitor) == item.visitor && a.is_open();
    let told = |a: &Allegation| a.may_tell_visitor.as_ref().is_some_and(|said| said.on <= request.today);
    if let Some(this) = allegation_of(world, item) {
        return told(this);
    }
    let mut open = world.allegations().filter(about).peekable();
    open.peek().is_some() && open.all(told)
}

fn photos_allowed(world: &World, item: &Item, today: NaiveDate) -> bool {
    let child = item.child.and_then(|c| world.child(c));
    child.is_some_and(|c| status::photos(world, c, today) == PhotoStatus::Allowed)
}

/// Whether the release that the request is for records the safeguarding override of this item for this reader.
fn is_released(world: &World, request: &Request<'_>, item: &Item, row: u8) -> bool {
    let Some(release) = request.release.and_then(|id| world.release(id)) else { return false };
    let Release { to, basis, things, refused, .. } = release;
    let tested = matches!(basis, Some(Basis::Safeguarding(test)) if test.was_whole());
    let named = || things.iter().any(|t| t.row == row && t.thing.covers(&item.thing));
    tested && refused.is_none() && *to == reader(request) && named()
}
