//! The rows of the five lists, made from the world when it has changed and not when a key is pressed.

use super::names::Names;
use crate::engine::Column;
use crate::engine::list::{Cell, Row};
use crate::engine::theme::Role;
use crate::keys::Tab;
use chrono::NaiveDate;
use domain::calendar::{age_on, words};
use domain::deadline::{Band, Deadline};
use domain::record::{ReportState, Subject, VisitLine, VisitState};
use domain::rule::RuleId;
use domain::status::{self, ChildStatus, MatchStatus, VisitorStatus};
use domain::world::World;

/// What a row of a list stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum RowId {
    /// A record.
    Record(Subject),
    /// A deadline: one rule about one subject, due on a day.
    Deadline(RuleId, Subject, NaiveDate),
}

impl RowId {
    /// The record behind the row.
    #[must_use]
    pub const fn subject(self) -> Subject {
        match self {
            Self::Record(subject) | Self::Deadline(_, subject, _) => subject,
        }
    }
}

/// The columns of a tab, in so many cells.
#[must_use]
pub fn columns(tab: Tab, width: u16) -> &'static [Column] {
    const CHILDREN: &[Column] = &[
        Column::new("child", 16).grow(22),
        Column::new("", 6).drop(4),
        Column::new("age", 3).right().drop(2),
        Column::new("where they stand", 17).grow(26),
        Column::new("visitor", 12).grow(24).drop(1),
        Column::new("social worker", 14).grow(22).drop(3),
    ];
    const VISITORS: &[Column] = &[
        Column::new("visitor", 16).grow(30),
        Column::new("", 6).drop(4),
        Column::new("where they stand", 18).grow(20),
        Column::new("since", 11).drop(2),
        Column::new("child", 12).grow(22).drop(1),
        Column::new("DBS to", 11).drop(3),
    ];
    const MATCHES: &[Column] = &[
        Column::new("child", 12).grow(22),
        Column::new("visitor", 12).grow(22),
        Column::new("", 6).drop(4),
        Column::new("state", 9).grow(13).drop(2),
        Column::new("last", 10).grow(11).drop(1),
        Column::new("next", 10).drop(3),
        Column::new("the year", 12),
    ];
    const REPORTS: &[Column] = &[
        Column::new("visit", 11),
        Column::new("child", 12).grow(22),
        Column::new("visitor", 12).grow(22).drop(2),
        Column::new("", 7).drop(4),
        Column::new("what", 14).grow(30).drop(1),
        Column::new("report", 14).grow(24),
    ];
    // What, who and since when always stay; the rule's number is in the panel, and has a column where there is room.
    const DEADLINES: &[Column] = &[
        Column::new("", 1),
        Column::new("", 15).grow(19),
        Column::new("", 17).grow(20),
        Column::new("", 20).grow(44),
        Column::new("", 9).right(),
    ];
    const DEADLINES_NARROW: &[Column] = &[
        Column::new("", 1),
        Column::new("", 13).grow(15),
        Column::new("", 13).grow(17),
        Column::new("", 13).grow(20),
        Column::new("", 9).right(),
    ];
    const DEADLINES_WIDE: &[Column] = &[
        Column::new("", 1),
        Column::new("", 22).grow(38),
        Column::new("", 24).grow(40),
        Column::new("", 30).grow(60),
        Column::new("", 9).right(),
    ];
    match tab {
        Tab::Children => CHILDREN,
        Tab::Visitors => VISITORS,
        Tab::Matches => MATCHES,
        Tab::Reports => REPORTS,
        Tab::Deadlines if width < 72 => DEADLINES_NARROW,
        Tab::Deadlines if width < 110 => DEADLINES,
        Tab::Deadlines => DEADLINES_WIDE,
    }
}

/// A day as a list shows it: with its weekday while it is near, with its year when it is not.
fn brief_day(day: NaiveDate, today: NaiveDate) -> String {
    let near = words::short(day, today);
    // Ten cells hold a weekday and a day; a year takes the weekday's place.
    if near.len() <= 10 {
        near
    } else {
        near.split_once(' ').map_or(near.clone(), |(_, rest)| rest.to_owned())
    }
}

fn day_cell(day: Option<NaiveDate>, today: NaiveDate) -> Cell {
    match day {
        Some(day) => {
            Cell::from(brief_day(day, today)).by(day.signed_duration_since(NaiveDate::MIN).num_days())
        }
        None => Cell::new("-", Role::Dim).by(i64::MAX),
    }
}

/// The rows of the Children tab: those who wait first, the longest first.
pub fn children(world: &World, today: NaiveDate, names: Names) -> Vec<Row<RowId>> {
    let mut all: Vec<_> = world.children().map(|c| (status::of_child(world, c, today), c)).collect();
    all.sort_by_cached_key(|(status, c)| (status.order(), domain::entry::name::fold(&c.name.sort_key())));
    all.into_iter()
        .map(|(status, c)| {
            let open = world.open_match_of_child(c.id);
            let visitor = open.and_then(|m| world.visitor(m.visitor)).map(|v| names.visitor(v));
            let role = match status {
                ChildStatus::Referred(_) | ChildStatus::Waiting(_) => Role::Strong,
                ChildStatus::Matched(_) => Role::Normal,
                ChildStatus::Past | ChildStatus::Known => Role::Dim,
            };
            let age = age_on(c.born, today);
            Row {
                id: RowId::Record(Subject::Child(c.id)),
                group: None,
                cells: vec![
                    Cell::from(names.child_full(c)),
                    Cell::new(c.reference().to_string(), Role::Dim),
                    Cell::from(age.to_string()).by(age.into()),
                    Cell::new(status.words(), role).by(status.order()),
                    Cell::from(visitor.unwrap_or_else(|| "-".to_owned())),
                    Cell::from(c.social_worker.as_ref().map_or("-", |w| w.name.as_str())),
                ],
                find: format!(
                    "{} {} {}",
                    c.name.first,
                    c.name.last,
                    c.case_number.as_deref().unwrap_or_default()
                ),
            }
        })
        .collect()
}

/// The rows of the Visitors tab: whoever needs something first.
pub fn visitors(world: &World, today: NaiveDate, names: Names) -> Vec<Row<RowId>> {
    let mut all: Vec<_> = world.visitors().map(|v| (status::of_visitor(world, v, today), v)).collect();
    let order = |s: VisitorStatus| match s {
        VisitorStatus::At(stage) if stage.is_over() => 5,
        VisitorStatus::At(_) => 3,
        VisitorStatus::Free => 1,
        VisitorStatus::Suspended => 0,
        VisitorStatus::OnHold => 2,
        VisitorStatus::Matched => 4,
    };
    all.sort_by_cached_key(|(s, v)| {
        (order(*s), v.stage_since(), domain::entry::name::fold(&v.name.sort_key()))
    });
    all.into_iter()
        .map(|(s, v)| {
            let children: Vec<_> = world
                .open_matches_of_visitor(v.id)
                .filter_map(|m| world.child(m.child))
                .map(|c| names.child(c))
                .collect();
            let lapses = domain::judge::dbs_lapses(world, v);
            let role = match s {
                VisitorStatus::Suspended => Role::Error,
                VisitorStatus::At(stage) if stage.is_over() => Role::Dim,
                VisitorStatus::Free => Role::Strong,
                _ => Role::Normal,
            };
            let mut dbs = day_cell(lapses.and_then(|d| d.pred_opt()), today);
            if lapses.is_some_and(|d| d <= today) {
                dbs.role = Role::Error;
                dbs.text = format!("lapsed {}", brief_day(lapses.unwrap_or(today), today));
            }
            Row {
                id: RowId::Record(Subject::Visitor(v.id)),
                group: None,
                cells: vec![
                    Cell::from(names.visitor_full(v)),
                    Cell::new(v.reference().to_string(), Role::Dim),
                    Cell::new(s.words(), role).by(order(s)),
                    day_cell(v.stage_since(), today),
                    Cell::from(if children.is_empty() { "-".to_owned() } else { children.join(", ") }),
                    dbs,
                ],
                find: format!("{} {}", v.name.first, v.name.last),
            }
        })
        .collect()
}

/// The rows of the Matches tab: open ones by child, ended ones after them.
pub fn matches(
    world: &World,
    today: NaiveDate,
    names: Names,
    strip: impl Fn(&domain::record::Match) -> String,
) -> Vec<Row<RowId>> {
    let mut all: Vec<_> = world.matches().map(|m| (status::of_match(world, m, today), m)).collect();
    let child_key = |m: &domain::record::Match| {
        world.child(m.child).map(|c| domain::entry::name::fold(&c.name.full())).unwrap_or_default()
    };
    all.sort_by_cached_key(|(s, m)| (matches!(s, MatchStatus::Ended(_)), child_key(m)));
    all.into_iter()
        .map(|(s, m)| {
            let child = world.child(m.child);
            let visitor = world.visitor(m.visitor);
            let ledger = world.ledger(m.id);
            let last = ledger.and_then(|l| l.last_completed(today)).map(|v| v.date);
            let next = ledger.and_then(|l| l.next_planned(today)).map(|v| v.date);
            let risk = status::at_risk(world, m, today);
            let (state, role) = match (&risk, s) {
                (Some(_), _) => ("! at risk", Role::Warn),
                (None, MatchStatus::Suspended) => (s.words(), Role::Error),
                (None, MatchStatus::Ended(_)) => (s.words(), Role::Dim),
                (None, _) => (s.words(), Role::Normal),
            };
            Row {
                id: RowId::Record(Subject::Match(m.id)),
                group: None,
                cells: vec![
                    Cell::from(child.map(|c| names.child(c)).unwrap_or_default()),
                    Cell::from(visitor.map(|v| names.visitor(v)).unwrap_or_default()),
                    Cell::new(m.reference().to_string(), Role::Dim),
                    Cell::new(state, role),
                    day_cell(last, today),
                    if matches!(s, MatchStatus::Ended(_)) {
                        Cell::new("", Role::Dim)
                    } else {
                        day_cell(next, today)
                    },
                    Cell::from(strip(m)),
                ],
                find: [child.map(|c| c.name.full()), visitor.map(|v| v.name.full())]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" "),
            }
        })
        .collect()
}

/// What a visit's line says of its report.
#[must_use]
pub fn report_words(line: &VisitLine, today: NaiveDate) -> (String, Role) {
    match (line.state, line.report) {
        (VisitState::Planned, _) if line.date >= today => ("planned".to_owned(), Role::Info),
        (VisitState::Confirmed, _) if line.date >= today => ("planned, confirmed".to_owned(), Role::Info),
        (VisitState::Cancelled { by, .. }, _) => (format!("cancelled, {}", by.words()), Role::Dim),
        (VisitState::Missed { by }, _) => (format!("missed, {}", by.words()), Role::Warn),
        (_, ReportState::Awaited) => (format!("awaited {} d", (today - line.date).num_days()), Role::Warn),
        (_, ReportState::Received(_)) => ("to read".to_owned(), Role::Strong),
        (_, ReportState::Read { acted: true, .. }) => ("read, acted on".to_owned(), Role::Normal),
        (_, ReportState::Read { .. }) => ("read".to_owned(), Role::Normal),
    }
}

/// The rows of the Reports tab: newest first, planned ones on top.
pub fn reports(world: &World, today: NaiveDate, names: Names) -> Vec<Row<RowId>> {
    world
        .visits_by_date()
        .rev()
        .filter_map(|(_, id)| {
            let (m, line) = world.visit(id)?;
            let (report, role) = report_words(line, today);
            let (child, visitor) = (world.child(m.child)?, world.visitor(m.visitor)?);
            Some(Row {
                id: RowId::Record(Subject::Visit(id)),
                group: None,
                cells: vec![
                    day_cell(Some(line.date), today),
                    Cell::from(names.child(child)),
                    Cell::from(names.visitor(visitor)),
                    Cell::new(line.reference().to_string(), Role::Dim),
                    Cell::from(names.sentence(
                        world,
                        &[Subject::Child(m.child), Subject::Visitor(m.visitor)],
                        line.what.as_deref().or(line.note.as_deref()).unwrap_or("-"),
                    )),
                    Cell::new(report, role),
                ],
                find: format!("{} {} {}", child.name.last, visitor.name.last, m.reference()),
            })
        })
        .collect()
}

/// Hours while there are many, then minutes: `6 h left`, `25 min`.
fn brief_left(left: chrono::TimeDelta) -> String {
    match left.num_minutes() {
        minutes if minutes >= 120 => format!("{} h left", minutes / 60),
        minutes => format!("{minutes} min"),
    }
}

/// How far a deadline is off, in a few letters: `3 d`, `in 5 d`, `today`.
#[must_use]
pub fn off(deadline: &Deadline, now: chrono::DateTime<chrono::Utc>) -> String {
    match (deadline.at, deadline.days) {
        (Some(at), _) if at >= now => brief_left(at - now),
        (Some(_), _) => "too late".to_owned(),
        (None, 0) => "today".to_owned(),
        (None, days) if days > 0 => format!("{days} d"),
        (None, days) => format!("in {} d", -days),
    }
}

/// The whole names of people, by which a line is found though it shows less.
fn whole_names(world: &World, people: &[Subject]) -> String {
    let mut names = Vec::new();
    for person in people {
        match person {
            Subject::Child(id) => names.extend(world.child(*id).map(|c| c.name.full())),
            Subject::Visitor(id) => names.extend(world.visitor(*id).map(|v| v.name.full())),
            Subject::Referral(id) => {
                names.extend(world.referral(*id).and_then(|r| world.child(r.child)).map(|c| c.name.full()));
            }
            Subject::Concern(id) => {
                names.extend(world.concern(*id).and_then(|c| world.child(c.child)).map(|c| c.name.full()));
            }
            Subject::Scheme | Subject::Match(_) | Subject::Visit(_) => {}
        }
    }
    names.join(" ")
}

/// The rows of the Deadlines tab, in the order of the bands.
pub fn deadlines(
    world: &World,
    all: &[Deadline],
    now: chrono::DateTime<chrono::Utc>,
    names: Names,
    snoozed_too: bool,
    signs: &crate::engine::theme::Signs,
) -> Vec<Row<RowId>> {
    all.iter()
        .filter(|d| snoozed_too || d.snoozed.is_none())
        .map(|d| {
            let (sign, role) = match d.band {
                Band::Clock => (signs.bang, Role::Error),
                Band::Unsafe | Band::Overdue => (signs.cross, Role::Error),
                Band::Today => (signs.bang, Role::Warn),
                Band::Week => (signs.dot, Role::Normal),
                Band::Quiet => (signs.dot, Role::Warn),
            };
            let who = names.subject(world, d.subject);
            let reference = world.reference(d.subject).map(|r| r.to_string()).unwrap_or_default();
            let mut people: Vec<Subject> = d.related.clone();
            people.push(d.subject);
            let detail = names.sentence(world, &people, &d.detail);
            let detail = match d.snoozed {
                Some(until) => format!("put off until {}", words::short(until, now.date_naive())),
                None => detail,
            };
            Row {
                id: RowId::Deadline(d.rule, d.subject, d.due),
                group: Some(d.band.heading().to_owned()),
                cells: vec![
                    Cell::new(sign, role),
                    Cell::from(d.what),
                    Cell::new(who, Role::Strong),
                    Cell::from(detail),
                    Cell::new(off(d, now), role),
                ],
                find: format!("{reference} {} {} {}", d.rule, d.band.heading(), whole_names(world, &people)),
            }
        })
        .collect()
}
