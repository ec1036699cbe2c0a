//! Who could visit this child, and why not: the list over the desk.

use super::rows::RowId;
use super::{Desk, Layer};
use crate::engine::Column;
use crate::engine::event::Event;
use crate::engine::keytable::Lookup;
use crate::engine::list::{Cell, List, ListOutcome, Row};
use crate::engine::theme::Role;
use crate::keys::{Action, KEYS, Scope, Task};
use crate::msg::Effect;
use domain::id::ChildId;
use domain::matching::{Accord, Candidate, Standing, candidates};
use domain::record::Subject;

/// The columns: who, whether, the wishes as signs, for how long free.
pub const COLUMNS: &[Column] = &[
    Column::new("visitor", 14).grow(24),
    Column::new("", 6).drop(2),
    Column::new("can be proposed?", 20).grow(46),
    Column::new("wishes", 9).grow(11).drop(1),
    Column::new("free", 6).right().drop(3),
];

/// The candidates for one child.
pub struct Candidates {
    /// The child.
    pub child: ChildId,
    /// All candidates, best first.
    pub all: Vec<Candidate>,
    /// The list of them.
    pub list: List<RowId>,
}

impl Candidates {
    /// The candidates of a child as things stand.
    #[must_use]
    pub fn new(desk: &Desk, child: ChildId) -> Option<Self> {
        let record = desk.world.child(child)?;
        let all = candidates(&desk.world, record, desk.today);
        let mut list = List::default();
        list.set_rows(all.iter().filter_map(|c| row(desk, c)).collect());
        Some(Self { child, all, list })
    }

    /// The candidate under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<&Candidate> {
        let Some(RowId::Record(Subject::Visitor(id))) = self.list.selected().copied() else { return None };
        self.all.iter().find(|c| c.visitor == id)
    }

    /// How many can be proposed, lack an answer, cannot.
    #[must_use]
    pub fn counts(&self) -> [usize; 3] {
        [Standing::Yes, Standing::Missing, Standing::No]
            .map(|standing| self.all.iter().filter(|c| c.standing == standing).count())
    }
}

fn row(desk: &Desk, c: &Candidate) -> Option<Row<RowId>> {
    let visitor = desk.world.visitor(c.visitor)?;
    let signs = desk.theme.signs;
    let (verdict, role) = match c.standing {
        Standing::Yes => (format!("{} yes", signs.check), Role::Good),
        Standing::Missing if c.missing.len() == 1 => ("? 1 answer missing".to_owned(), Role::Warn),
        Standing::Missing => (format!("? {} answers missing", c.missing.len()), Role::Warn),
        Standing::No => {
            let first = c.against.first().map(|f| f.sentence.as_str()).unwrap_or_default();
            let people = [Subject::Visitor(c.visitor)];
            (format!("{} {}", signs.cross, desk.names.sentence(&desk.world, &people, first)), Role::Dim)
        }
    };
    let wishes: Vec<&str> = c
        .wishes
        .iter()
        .map(|w| match w.accord {
            Accord::Agrees => signs.check,
            Accord::Differs => "-",
            Accord::NotKnown => "?",
        })
        .collect();
    let free = c.free_days.map_or_else(|| "-".to_owned(), |d| format!("{d} d"));
    Some(Row {
        id: RowId::Record(Subject::Visitor(c.visitor)),
        group: None,
        cells: vec![
            Cell::from(desk.names.visitor_full(visitor)),
            Cell::new(visitor.reference().to_string(), Role::Dim),
            Cell::new(verdict, role),
            Cell::from(wishes.join(" ")),
            Cell::from(free),
        ],
        find: visitor.name.full(),
    })
}

impl Desk {
    /// Shows who could visit the child under the cursor.
    pub(super) fn who_could_visit(&mut self) -> Vec<Effect> {
        if let Some(layer) = self.focus().child.and_then(|child| Candidates::new(self, child)) {
            self.layers.push(Layer::Candidates(Box::new(layer)));
        }
        Vec::new()
    }

    /// Gives an event to the list of candidates.
    pub(super) fn candidates_event(&mut self, event: &Event) -> Vec<Effect> {
        let Some(Layer::Candidates(layer)) = self.layers.top_mut() else { return Vec::new() };
        let typing = layer.list.is_typing();
        let action = match event {
            Event::Key(chord) if !typing => match KEYS.lookup(&[Scope::Candidates], &[*chord]) {
                Lookup::Hit(row) => Some(row.action),
                _ => None,
            },
            _ => None,
        };
        let action = match action {
            Some(action) => action,
            None => match layer.list.event(event) {
                ListOutcome::Open => Action::Propose,
                ListOutcome::Handled | ListOutcome::Ignored => return Vec::new(),
            },
        };
        let child = layer.child;
        if let Err(why) = self.enabled(action) {
            self.say(crate::engine::layers::message::Severity::Refusal, why);
            return Vec::new();
        }
        let Some(Layer::Candidates(layer)) = self.layers.top() else { return Vec::new() };
        let chosen =
            layer.selected().map(|c| (c.visitor, c.missing.iter().chain(&c.against).find_map(|f| f.cure)));
        match (action, chosen) {
            (Action::Propose, Some((visitor, _))) => {
                self.layers.pop();
                let effects = self.begin(Task::StartMatch, Some(Subject::Child(child)));
                let reference = self.world.visitor(visitor).map(|v| v.reference().to_string());
                if let (Some(Layer::Sheet(sheet)), Some(reference)) = (self.layers.top_mut(), reference) {
                    let mut values = sheet.form.draft();
                    values.set("visitor", reference);
                    sheet.form.set_values(&values);
                }
                effects
            }
            (Action::Cure, Some((_, Some(cure)))) => {
                self.layers.pop();
                let (task, subject) = super::act::task_of(cure);
                self.begin(task, subject)
            }
            (Action::Cure, _) => {
                self.say(
                    crate::engine::layers::message::Severity::Refusal,
                    "Nothing is missing here that a form could put right.",
                );
                Vec::new()
            }
            (Action::GoVisitor, Some((visitor, _))) => {
                self.layers.pop();
                self.go(Some(Subject::Visitor(visitor)))
            }
            (Action::Back, _) => {
                self.layers.pop();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
}
