//! The rows of the five lists, made from the world when it has changed and not when a key is pressed. Each row says
//! itself where it stands, so that one can be made anew without the others.

use super::names::Names;
use super::short;
use crate::engine::list::{Cell, Place, Row};
use crate::engine::theme::{Role, Signs};
use chrono::NaiveDate;
use domain::calendar::{age_on, words};
use domain::deadline::{self, Band, Deadline};
use domain::entry::name::fold;
use domain::judge;
use domain::record::{Child, Match, Proposal, ReportState, Stage, Subject, VisitLine, VisitState, Visitor};
use domain::rule::RuleId;
use domain::status::{self, ChildStatus, MatchStatus, VisitorStatus};
use domain::world::World;

/// What a row of a list stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum RowId {
    /// A record.
    Record(Subject),
    /// A deadline, by its name: what one rule asks for about one subject, due on a day.
    Deadline(RuleId, Subject, NaiveDate, &'static str, u8),
}

impl RowId {
    /// The row of a deadline.
    #[must_use]
    pub const fn due((rule, subject, due, what, nth): deadline::Name) -> Self {
        Self::Deadline(rule, subject, due, what, nth)
    }

    /// The record behind the row.
    #[must_use]
    pub const fn subject(self) -> Subject {
        match self {
            Self::Record(subject) | Self::Deadline(_, subject, ..) => subject,
        }
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
        Some(day) => Cell::from(brief_day(day, today)).by(day_number(day)),
        None => Cell::new("-", Role::Dim).by(i64::MAX),
    }
}

/// What all rows are made with.
#[derive(Clone, Copy)]
pub struct Maker<'w> {
    /// The scheme.
    pub world: &'w World,
    /// Today.
    pub today: NaiveDate,
    /// How names are shown.
    pub names: Names,
    /// The signs of the theme.
    pub signs: &'static Signs,
    /// Whether visitors stand by stage.
    pub board: bool,
    /// The role of who looks.
    pub who: domain::people::Role,
}

fn day_number(day: NaiveDate) -> i64 {
    day.signed_duration_since(NaiveDate::MIN).num_days()
}

impl Maker<'_> {
    /// The row of a record; `None` if it has none.
    #[must_use]
    pub fn record(self, subject: Subject) -> Option<Row<RowId>> {
        let world = self.world;
        match subject {
            Subject::Child(id) => world.child(id).map(|c| self.child(c)),
            Subject::Visitor(id) => world.visitor(id).map(|v| self.visitor(v)),
            Subject::Match(id) => world.match_(id).map(|m| self.match_(m)),
            // Only open proposals stand beside the matches.
            Subject::Proposal(id) => world.proposal(id).filter(|p| p.is_open()).map(|p| self.proposal(p)),
            Subject::Visit(id) => world.visit(id).and_then(|(m, line)| self.report(m, line)),
            Subject::Referral(_) | Subject::Concern(_) | Subject::Allegation(_) | Subject::Scheme => None,
        }
    }

    /// A row of the Children tab. Those who wait stand first, the longest on top.
    #[must_use]
    pub fn child(self, c: &Child) -> Row<RowId> {
        let Self { world, today, names, .. } = self;
        let status = status::of_child(world, c, today);
        let open = world.live_match_of_child(c.id, today);
        let visitor = open.and_then(|m| world.visitor(m.visitor)).map(|v| names.visitor(v));
        let role = match status {
            ChildStatus::Referred(_) | ChildStatus::Waiting(_) => Role::Strong,
            ChildStatus::Matched(_) | ChildStatus::EndedByLaw(_) | ChildStatus::Proposed(_) => Role::Normal,
            ChildStatus::Past | ChildStatus::Known => Role::Dim,
        };
        let age = age_on(c.born, today);
        Row {
            id: RowId::Record(Subject::Child(c.id)),
            place: Place { numbers: self.child_order(c, status), words: fold(&c.name.sort_key()) },
            group: None,
            cells: vec![
                Cell::from(names.child_full(c)).or(Names::child_brief(c)),
                Cell::new(c.reference().to_string(), Role::Dim),
                Cell::from(age.to_string()).by(age.into()),
                short::state(self.standing(c, status), role).by(status.order()),
                Cell::from(visitor.unwrap_or_else(|| "-".to_owned())),
                Cell::from(
                    c.social_worker.as_ref().map_or_else(|| "-".to_owned(), |w| names.person(&w.name)),
                ),
            ],
            find: format!(
                "{} {} {}",
                c.name.first,
                c.name.last,
                c.case_number.as_deref().unwrap_or_default()
            ),
        }
    }

    /// Those who wait stand in the order that matters: rematches, older teenagers (R5), then the longest waiting.
    fn child_order(self, c: &Child, status: ChildStatus) -> [i64; 2] {
        match status {
            ChildStatus::Referred(_) => [0, 0],
            ChildStatus::Waiting(days) => {
                let first = domain::status::works_first(self.world, c, self.today);
                [if first.is_some() { 1 } else { 2 }, -days]
            }
            other => [3, other.order()],
        }
    }

    /// Where a child stands, with what puts it before others.
    fn standing(self, c: &Child, status: ChildStatus) -> String {
        match status {
            ChildStatus::Waiting(days) => match domain::status::works_first(self.world, c, self.today) {
                Some(why) => format!("waits {} d {why}", days),
                None => status.words(),
            },
            _ => status.words(),
        }
    }

    /// A row of the Visitors tab. Whoever needs something stands first.
    #[must_use]
    pub fn visitor(self, v: &Visitor) -> Row<RowId> {
        let Self { world, today, names, .. } = self;
        let s = status::of_visitor(world, v, today).told(self.who);
        if self.board {
            return self.on_the_board(v, s);
        }
        let order = match s {
            VisitorStatus::At(stage) if stage.is_over() => 5,
            VisitorStatus::At(_) => 3,
            VisitorStatus::Free => 1,
            VisitorStatus::Proposed => 2,
            VisitorStatus::Suspended => 0,
            VisitorStatus::OnHold => 2,
            VisitorStatus::Matched => 4,
        };
        let children: Vec<_> = world
            .live_matches_of_visitor(v.id, today)
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
            let day = words::short(lapses.unwrap_or(today), today);
            // The day of the week says nothing any more.
            let day = day.split_once(' ').map_or(day.as_str(), |(_, day)| day);
            dbs.text = format!("lapsed {day}");
            dbs = dbs.or("lapsed");
        }
        let since = status::since_of_visitor(world, v, today);
        Row {
            id: RowId::Record(Subject::Visitor(v.id)),
            place: Place {
                numbers: [order, since.map_or(i64::MIN, day_number)],
                words: fold(&v.name.sort_key()),
            },
            group: None,
            cells: vec![
                Cell::from(names.visitor_full(v)).or(Names::visitor_brief(v)),
                Cell::new(v.reference().to_string(), Role::Dim),
                short::state(s.words(), role).by(order),
                day_cell(since, today),
                Cell::from(if children.is_empty() { "-".to_owned() } else { children.join(", ") }),
                dbs,
            ],
            find: format!("{} {}", v.name.first, v.name.last),
        }
    }

    /// A visitor on the board of stages: for how long there, whether stalled, and what is next.
    fn on_the_board(self, v: &Visitor, s: VisitorStatus) -> Row<RowId> {
        let Self { world, today, names, .. } = self;
        let (order, heading) = match s {
            VisitorStatus::At(stage) if stage.is_over() => (99, "GONE".to_owned()),
            VisitorStatus::At(stage) => {
                let place = Stage::ALL.iter().position(|(other, _)| *other == stage).unwrap_or(0);
                (i64::try_from(place).unwrap_or(0), stage.words().to_uppercase())
            }
            VisitorStatus::Free => (30, "APPROVED AND FREE".to_owned()),
            VisitorStatus::Proposed => (31, "PROPOSED".to_owned()),
            VisitorStatus::Matched => (32, "MATCHED".to_owned()),
            VisitorStatus::OnHold | VisitorStatus::Suspended => (33, "ON HOLD OR PAUSED".to_owned()),
        };
        let days = status::since_of_visitor(world, v, today).map_or(0, |since| (today - since).num_days());
        let stalled = status::stalled(world, v, today);
        let missing: Vec<_> = match s {
            VisitorStatus::At(stage) if !stage.is_over() => judge::gates(world, v, today)
                .into_iter()
                .filter_map(|gate| gate.met.is_err().then_some(gate.what))
                .collect(),
            _ => Vec::new(),
        };
        let next = missing.iter().take(3).copied().collect::<Vec<_>>().join(", ");
        let next = match missing.as_slice() {
            [first, rest @ ..] if !rest.is_empty() => Cell::from(next).or(format!("{first} +{}", rest.len())),
            _ => Cell::from(next),
        };
        Row {
            id: RowId::Record(Subject::Visitor(v.id)),
            place: Place { numbers: [order, -days], words: fold(&v.name.sort_key()) },
            group: Some(heading),
            cells: vec![
                Cell::from(names.visitor_full(v)).or(Names::visitor_brief(v)),
                Cell::new(v.reference().to_string(), Role::Dim),
                Cell::from(format!("{days} d")).by(days),
                if stalled { Cell::new("! stalled", Role::Warn) } else { Cell::new("", Role::Dim) },
                next,
            ],
            find: format!("{} {}", v.name.first, v.name.last),
        }
    }

    /// A row of the Matches tab. Open ones stand by child, ended ones after them.
    #[must_use]
    pub fn match_(self, m: &Match) -> Row<RowId> {
        let Self { world, today, names, signs, .. } = self;
        let s = status::of_match(world, m, today);
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
        let ended = matches!(s, MatchStatus::Ended(_));
        let words = child.map(|c| fold(&c.name.full())).unwrap_or_default();
        Row {
            id: RowId::Record(Subject::Match(m.id)),
            place: Place { numbers: [i64::from(ended), 0], words },
            group: None,
            cells: vec![
                child
                    .map(|c| Cell::from(names.child(c)).or(Names::child_brief(c)))
                    .unwrap_or_else(|| Cell::from("")),
                visitor
                    .map(|v| Cell::from(names.visitor(v)).or(Names::visitor_brief(v)))
                    .unwrap_or_else(|| Cell::from("")),
                Cell::new(m.reference().to_string(), Role::Dim),
                short::state(state, role),
                day_cell(last, today),
                if ended { Cell::new("", Role::Dim) } else { day_cell(next, today) },
                Cell::from(crate::view::strip::short(world, m, today, signs)),
            ],
            find: [child.map(|c| c.name.full()), visitor.map(|v| v.name.full())]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" "),
        }
    }

    /// A proposal stands before the matches; where it is up to stands where the year of a match does.
    #[must_use]
    pub fn proposal(self, p: &Proposal) -> Row<RowId> {
        let Self { world, names, .. } = self;
        let (child, visitor) = (world.child(p.child), world.visitor(p.visitor));
        let words = child.map(|c| fold(&c.name.full())).unwrap_or_default();
        Row {
            id: RowId::Record(Subject::Proposal(p.id)),
            place: Place { numbers: [-1, 0], words },
            group: None,
            cells: vec![
                child
                    .map(|c| Cell::from(names.child(c)).or(Names::child_brief(c)))
                    .unwrap_or_else(|| Cell::from("")),
                visitor
                    .map(|v| Cell::from(names.visitor(v)).or(Names::visitor_brief(v)))
                    .unwrap_or_else(|| Cell::from("")),
                Cell::new(p.reference().to_string(), Role::Dim),
                Cell::new("proposed", Role::Strong),
                Cell::new("", Role::Dim),
                Cell::new("", Role::Dim),
                Cell::new(p.state().brief(), Role::Info),
            ],
            find: [child.map(|c| c.name.full()), visitor.map(|v| v.name.full())]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" "),
        }
    }

    /// A row of the Reports tab.
    #[must_use]
    pub fn report(self, m: &Match, line: &VisitLine) -> Option<Row<RowId>> {
        let Self { world, today, names, .. } = self;
        let (report, role) = report_words(line, today);
        let (child, visitor) = (world.child(m.child)?, world.visitor(m.visitor)?);
        let people = [Subject::Child(m.child), Subject::Visitor(m.visitor)];
        let what = line.what.as_deref().or(line.note.as_deref()).unwrap_or("-");
        Some(Row {
            id: RowId::Record(Subject::Visit(line.id)),
            place: Place { numbers: report_place(line, today), words: String::new() },
            group: None,
            cells: vec![
                day_cell(Some(line.date), today),
                Cell::from(names.child(child)).or(Names::child_brief(child)),
                Cell::from(names.visitor(visitor)).or(Names::visitor_brief(visitor)),
                Cell::new(line.reference().to_string(), Role::Dim),
                Cell::from(names.sentence(world, &people, what)),
                short::state(report, role),
            ],
            find: format!("{} {} {}", child.name.last, visitor.name.last, m.reference()),
        })
    }
}

/// Work comes first: what is to be read, what is awaited, each with the oldest first; then what is planned, the next
/// first; then the past, the last first.
fn report_place(line: &VisitLine, today: NaiveDate) -> [i64; 2] {
    let part = match (line.state, line.report) {
        (VisitState::Planned | VisitState::Confirmed, _) if line.date >= today => 2,
        (VisitState::Cancelled { .. } | VisitState::Missed { .. }, _) => 3,
        (_, ReportState::Received(_)) => 0,
        (_, ReportState::Read { .. }) if line.reads_like_concern => 0,
        (_, ReportState::Awaited) => 1,
        (_, ReportState::Read { .. }) => 3,
    };
    // Visits of one day stand in the order of their numbers.
    const OF_A_DAY: i64 = 10_000_000;
    let at = day_number(line.date) * OF_A_DAY + i64::from(line.number);
    [part, if part == 3 { -at } else { at }]
}

/// What a visit's line says of its report.
#[must_use]
pub fn report_words(line: &VisitLine, today: NaiveDate) -> (String, Role) {
    match (line.state, line.report) {
        _ if line.reads_like_concern => ("reads like a concern".to_owned(), Role::Warn),
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

/// How far a deadline is off, in a few letters: `3 d`, `in 5 d`, `today`, `now`, `6 h late`.
#[must_use]
pub fn off(deadline: &Deadline, now: chrono::DateTime<chrono::Utc>) -> String {
    match (deadline.at, deadline.days) {
        (Some(at), _) if at >= now => short::left(at - now),
        (Some(_), _) if deadline.is_at_once() => "now".to_owned(),
        (Some(at), _) => short::late(now - at),
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
            Subject::Proposal(id) => {
                let p = world.proposal(*id);
                names.extend(p.and_then(|p| world.child(p.child)).map(|c| c.name.full()));
                names.extend(p.and_then(|p| world.visitor(p.visitor)).map(|v| v.name.full()));
            }
            Subject::Allegation(id) => {
                let visitor = world.allegation(*id).and_then(|a| world.visitor(a.visitor));
                names.extend(visitor.map(|v| v.name.full()));
            }
            Subject::Scheme | Subject::Match(_) | Subject::Visit(_) => {}
        }
    }
    names.join(" ")
}

/// A row of the Deadlines tab. They stand in the order of the bands, and under these in that of the list.
#[must_use]
pub fn deadline(
    maker: Maker<'_>,
    place: deadline::Place,
    d: &Deadline,
    now: chrono::DateTime<chrono::Utc>,
) -> Row<RowId> {
    let (numbers, words) = place.in_numbers();
    let Maker { world, names, signs, .. } = maker;
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
        id: RowId::due(place.name()),
        place: Place { numbers, words },
        group: Some(d.band.heading().to_owned()),
        cells: vec![
            Cell::new(sign, role),
            short::due(d.what),
            match names.subject_brief(world, d.subject) {
                Some(brief) => Cell::new(who, Role::Strong).or(brief),
                None => Cell::new(who, Role::Strong),
            },
            short::detail(detail),
            match off(d, now) {
                left if left.ends_with(" left") => Cell::new(&*left, role).or(left.trim_end_matches(" left")),
                off => Cell::new(off, role),
            },
        ],
        find: format!("{reference} {} {} {}", d.rule, d.band.heading(), whole_names(world, &people)),
    }
}
