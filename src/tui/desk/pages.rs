//! Panels of lines: the past of a record, a comparison, a reason.

use super::Desk;
use super::candidates::About;
use super::told::{self, Told};
use crate::engine::chord::Key;
use crate::engine::event::Event;
use crate::engine::layers::LayerOutcome;
use domain::calendar::{local, words};
use domain::id::VisitId;
use domain::matching::{self, Candidate};
use domain::record::{Kind, Record, Subject, VisitLine};
use std::collections::BTreeMap;
use store::{Changed, HistoryEntry};

/// A panel of lines to be read.
pub struct Panel {
    /// What it is.
    pub title: &'static str,
    /// Its lines; a heading is marked.
    pub lines: Vec<(bool, String)>,
    /// Two columns beside a name, where two are compared: the name, and what is said of either.
    pub columns: Vec<[String; 3]>,
    /// Whose past it is, if it is one.
    pub past_of: Option<Subject>,
    /// The first line shown.
    pub top: usize,
    /// The first line shown when the last one stands at the foot.
    most: usize,
}

impl Panel {
    /// A panel of these lines.
    #[must_use]
    pub const fn new(title: &'static str, lines: Vec<(bool, String)>) -> Self {
        Self { title, lines, columns: Vec::new(), past_of: None, top: 0, most: usize::MAX }
    }

    /// Two candidates side by side; what differs is marked with a sign before it.
    #[must_use]
    pub fn comparison(desk: &Desk, about: About, a: &Candidate, b: &Candidate) -> Self {
        let name = |c: &Candidate| match about {
            About::Child(_) => desk.world.visitor(c.visitor).map(|v| desk.names.visitor_full(v)),
            _ => desk.world.child(c.child).map(|c| desk.names.child_full(c)),
        };
        let people = [a, b].map(|c| [Subject::Child(c.child), Subject::Visitor(c.visitor)]).concat();
        let say = |text: &str| desk.names.sentence(&desk.world, &people, text);
        let mut columns = vec![[String::new(), name(a).unwrap_or_default(), name(b).unwrap_or_default()]];
        // What differs first: it is what the choice is made by.
        let (differ, same): (Vec<_>, Vec<_>) =
            matching::compare(a, b).into_iter().partition(matching::Row::differs);
        for row in differ.into_iter().chain(same) {
            let sign = if row.differs() { "\u{2260} " } else { "  " };
            let sign =
                if desk.theme.signs.line == "-" { sign.replace('\u{2260}', "*") } else { sign.to_owned() };
            columns.push([format!("{sign}{}", row.what), say(&row.left), say(&row.right)]);
        }
        Self { columns, ..Self::new("Two side by side", Vec::new()) }
    }

    /// The past of a record told by these entries, newest first; or the part of it that is known. Where there are `more`
    /// of them, that is said: what is not shown does not look as if it were not there.
    #[must_use]
    pub fn past(
        of: Option<Subject>,
        entries: &[HistoryEntry],
        (whole, more): (bool, bool),
        desk: &Desk,
    ) -> Self {
        let mut lines = Vec::new();
        for entry in entries {
            let at = local(entry.at);
            let day = words::short(at.date(), desk.today);
            lines.push((true, format!("{day} {}  {}: {}", words::time(at.time()), entry.by, entry.done)));
            for changed in &entry.changes {
                lines.extend(differences(changed).into_iter().map(|line| (false, format!("  {line}"))));
            }
            for noted in &entry.findings {
                let how = if noted.overridden { "overridden" } else { "warned" };
                lines.push((false, format!("  {how}: {} ({})", noted.sentence, noted.rule)));
            }
            if let Some(taken) = &entry.taken_on {
                lines.push((false, format!("  taken on by {}: {}", taken.by, taken.reason)));
            }
        }
        if !whole {
            // On top, where it is seen however long the part is that is known.
            lines.insert(
                0,
                (false, "What is older is still being read, and stands below in a moment.".to_owned()),
            );
        } else if lines.is_empty() {
            lines.push((false, "Nothing is recorded about this yet.".to_owned()));
        }
        if more {
            let text = format!("These are the last {} changes; older ones are not shown.", entries.len());
            lines.push((false, text));
        }
        if desk.names.hidden {
            // The past is full of names; initials cannot be told from words there.
            lines =
                vec![(false, "Names are hidden. Press i to show them, then look at the past.".to_owned())];
        }
        Self { past_of: of, ..Self::new("Who changed what, when and why", lines) }
    }

    /// Of so many rows on the screen, and so many that each line takes: never scrolls past the last line.
    pub fn fit(&mut self, rows: usize, high: &[usize]) {
        let mut left = rows;
        let fitting = high.iter().rev().take_while(|high| {
            left = left.checked_sub(**high).unwrap_or(usize::MAX);
            left != usize::MAX
        });
        // One line that is higher than the screen is shown from its beginning.
        let fitting = fitting.count().max(1);
        self.most = high.len().saturating_sub(fitting);
        self.top = self.top.min(self.most);
    }

    /// Whether there are lines below those that are shown.
    #[must_use]
    pub const fn has_more(&self) -> bool {
        self.top < self.most
    }

    /// Scrolls, or closes.
    pub fn event<A>(&mut self, event: &Event) -> LayerOutcome<A> {
        let Event::Key(chord) = event else { return LayerOutcome::Ignored };
        let last = self.lines.len().max(self.columns.len()).saturating_sub(1).min(self.most);
        self.top = match chord.key {
            Key::Esc | Key::Enter | Key::Char('q' | 'H') => return LayerOutcome::Close,
            Key::Up | Key::Char('k') => self.top.saturating_sub(1),
            Key::Down | Key::Char('j') => self.top + 1,
            Key::PgUp => self.top.saturating_sub(10),
            Key::PgDn | Key::Char(' ') => self.top + 10,
            Key::Home | Key::Char('g') => 0,
            Key::End | Key::Char('G') => last,
            _ => self.top,
        }
        .min(last);
        LayerOutcome::Handled
    }
}

/// Which fields changed, from what to what. Opaque ids say nothing and are left out; the counters follow from the rest.
fn differences(changed: &Changed) -> Vec<String> {
    if matches!(changed.kind, Kind::Counters | Kind::MorningReview) {
        return Vec::new();
    }
    if changed.kind == Kind::Ledger {
        return visits_that_changed(changed);
    }
    let told = |record: &Option<Record>| record.as_ref().map_or(Told::Nothing, Told::of);
    fields_that_changed(&told(&changed.before), &told(&changed.after))
}

/// A line for each field. The number is the reference, which stands in the heading.
fn fields_that_changed(before: &Told, after: &Told) -> Vec<String> {
    let number = format!("{}: ", told::named("", "number"));
    let mut lines = told::changes(before, after);
    lines.retain(|line| !line.starts_with(&number));
    lines
}

/// What changed in the visits of a match: a line for each field, with the reference of the visit before it. What its
/// report says stands in the report.
fn visits_that_changed(changed: &Changed) -> Vec<String> {
    let mut before: BTreeMap<VisitId, &VisitLine> =
        visits_of(changed.before.as_ref()).map(|line| (line.id, line)).collect();
    let mut out = Vec::new();
    for line in visits_of(changed.after.as_ref()) {
        let was = before.remove(&line.id);
        if was == Some(line) {
            continue;
        }
        let told = fields_that_changed(&was.map_or(Told::Nothing, Told::of), &Told::of(line));
        out.extend(told.into_iter().map(|what| format!("{} {what}", line.reference())));
    }
    out.extend(before.values().map(|old| format!("{} taken away", old.reference())));
    out
}

fn visits_of(record: Option<&Record>) -> impl Iterator<Item = &VisitLine> {
    let ledger = match record {
        Some(Record::Ledger(ledger)) => Some(ledger),
        _ => None,
    };
    ledger.into_iter().flat_map(|ledger| &ledger.visits)
}
