//! Who could visit this child, whom this visitor could visit, and the whole list at once: the lists over the desk.

use super::bulk::Marked;
use super::cures::Remedy;
use super::names::Names;
use super::pages::Panel;
use super::rows::RowId;
use super::{Desk, Layer};
use crate::engine::Column;
use crate::engine::event::Event;
use crate::engine::keytable::Lookup;
use crate::engine::layers::Layers;
use crate::engine::layers::message::Severity;
use crate::engine::list::{Cell, List, ListAction, ListOutcome, Place, Row};
use crate::engine::theme::Role;
use crate::keys::{Action, KEYS, Scope, Tab, Task};
use crate::msg::Effect;
use domain::id::{ChildId, VisitorId};
use domain::matching::{
    Accord, Assignment, Candidate, Standing, Verdict, best_set, candidates, children_for, why_not,
};
use domain::record::Subject;

/// Who, whether, the wishes as signs, the points, for how long free or waiting.
pub const COLUMNS: &[Column] = &[
    Column::new("", 14).grow(24),
    Column::new("", 6).drop(2),
    Column::new("can be proposed?", 20).grow(44),
    Column::new("wishes", 13).grow(15).drop(1),
    Column::new("points", 6).right().drop(4),
    Column::new("days", 5).right().drop(3),
];

/// The whole list: who, with whom, the points, and whether an answer is missing.
pub const WHOLE: &[Column] = &[
    Column::new("child", 16).grow(24),
    Column::new("visitor", 14).grow(24),
    Column::new("", 19).grow(60),
    Column::new("points", 6).right().drop(1),
];

/// Whom a list of candidates is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
    /// Visitors for a child.
    Child(ChildId),
    /// Children for a visitor.
    Visitor(VisitorId),
    /// The best set for everybody who waits and everybody who is free.
    WholeList,
}

/// Candidates, the best first; or the whole list.
pub struct Candidates {
    /// About whom.
    pub about: About,
    /// All candidates. Of the whole list, the pairs of the best set.
    pub all: Vec<Candidate>,
    /// The best set, for the whole list.
    pub set: Option<Assignment>,
    /// The list of them.
    pub list: List<RowId>,
}

impl Candidates {
    /// The candidates as things stand.
    #[must_use]
    pub fn new(desk: &Desk, about: About) -> Option<Self> {
        let mut new = Self { about, all: Vec::new(), set: None, list: List::default() };
        new.renew(desk).then_some(new)
    }

    /// Judges everybody anew; cursor, filter and marks stay. False if whom it is about is gone.
    #[must_use]
    pub fn renew(&mut self, desk: &Desk) -> bool {
        let world = &desk.world;
        let rows = match self.about {
            About::WholeList => {
                let best = best_set(world, desk.today);
                self.all = best.proposals.iter().map(|p| p.candidate.clone()).collect();
                let rows = whole_rows(desk, &best);
                self.set = Some(best);
                rows
            }
            about => {
                let all = match about {
                    About::Visitor(id) => world.visitor(id).map(|v| children_for(world, v, desk.today)),
                    About::Child(id) => world.child(id).map(|c| candidates(world, c, desk.today)),
                    About::WholeList => None,
                };
                let Some(all) = all else { return false };
                self.all = all;
                self.all.iter().enumerate().filter_map(|(at, c)| row(desk, about, c, at)).collect()
            }
        };
        self.list.set_rows(rows);
        self.list.finish();
        true
    }

    /// The candidate of a row.
    pub(super) fn of_row(&self, id: RowId) -> Option<&Candidate> {
        let RowId::Record(subject) = id else { return None };
        self.all.iter().find(|c| match (self.about, subject) {
            (About::Child(_), Subject::Visitor(id)) => c.visitor == id,
            (About::Visitor(_) | About::WholeList, Subject::Child(id)) => c.child == id,
            _ => false,
        })
    }

    /// The candidate under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<&Candidate> {
        self.of_row(*self.list.selected()?)
    }

    /// How many can be proposed, lack an answer, cannot.
    #[must_use]
    pub fn counts(&self) -> [usize; 3] {
        [Standing::Yes, Standing::Missing, Standing::No]
            .map(|standing| self.all.iter().filter(|c| c.standing == standing).count())
    }

    /// The two to be compared: those that are marked, else the one under the cursor and the next.
    fn two(&self) -> Option<(&Candidate, &Candidate)> {
        let ids: Vec<RowId> = self.list.ids().copied().collect();
        let mut marked = ids.iter().filter(|id| self.list.marks().contains(id)).copied();
        let selected = self.list.selected().copied()?;
        let (a, b) = match (marked.next(), marked.next()) {
            (Some(a), Some(b)) => (a, b),
            (Some(a), None) if a != selected => (a, selected),
            _ => {
                let at = ids.iter().position(|id| *id == selected)?;
                (selected, *ids.get(at + 1).or_else(|| at.checked_sub(1).and_then(|at| ids.get(at)))?)
            }
        };
        Some((self.of_row(a)?, self.of_row(b)?))
    }
}

/// Whether a candidate can be proposed, in a few words; whose names begin the reason stand on the screen already.
fn verdict(desk: &Desk, c: &Candidate) -> Cell {
    let signs = desk.theme.signs;
    match c.standing {
        Standing::Yes => Cell::new(format!("{} yes", signs.check), Role::Good),
        Standing::Missing if c.missing.len() == 1 => Cell::new("? 1 answer missing", Role::Warn),
        Standing::Missing => Cell::new(format!("? {} answers missing", c.missing.len()), Role::Warn),
        Standing::No => {
            let first = c.against.first().map(|f| f.sentence.as_str()).unwrap_or_default();
            let people = [Subject::Visitor(c.visitor), Subject::Child(c.child)];
            let why = desk.names.sentence(&desk.world, &people, first);
            let whose = people.map(|subject| desk.names.subject(&desk.world, subject));
            let why =
                whose.iter().find_map(|name| why.strip_prefix(name.as_str())).unwrap_or(&why).trim_start();
            let cell = Cell::new(format!("{} {why}", signs.cross), Role::Dim);
            // What was looked at, where the sentence has no room.
            let failed = c.checks.iter().find(|check| matches!(check.verdict, Verdict::Fail(_)));
            match failed {
                Some(check) => cell.or(format!("{} {}", signs.cross, check.what)),
                None => cell,
            }
        }
    }
}

fn row(desk: &Desk, about: About, c: &Candidate, at: usize) -> Option<Row<RowId>> {
    let (child, visitor) = (desk.world.child(c.child)?, desk.world.visitor(c.visitor)?);
    let wishes: String = c
        .wishes
        .iter()
        .map(|w| match w.accord {
            Accord::Agrees => desk.theme.signs.check,
            Accord::Differs => "-",
            Accord::NotKnown => "?",
        })
        .collect();
    let (subject, name, reference, find, days) = match about {
        About::Child(_) => {
            let reference = visitor.reference().to_string();
            let name = Cell::from(desk.names.visitor_full(visitor)).or(Names::visitor_brief(visitor));
            (Subject::Visitor(c.visitor), name, reference, visitor.name.full(), c.free_days)
        }
        _ => {
            let waiting = domain::status::of_child(&desk.world, child, desk.today);
            let days = match waiting {
                domain::status::ChildStatus::Waiting(days) => Some(days),
                _ => None,
            };
            let name = Cell::from(desk.names.child_full(child)).or(Names::child_brief(child));
            (Subject::Child(c.child), name, child.reference().to_string(), child.name.full(), days)
        }
    };
    Some(Row {
        id: RowId::Record(subject),
        place: Place { numbers: [i64::try_from(at).unwrap_or(i64::MAX), 0], words: String::new() },
        group: None,
        cells: vec![
            name,
            Cell::new(reference, Role::Dim),
            verdict(desk, c),
            Cell::from(wishes),
            Cell::from(c.total().to_string()).by(i64::from(c.total())),
            days.map_or_else(|| Cell::new("-", Role::Dim), |d| Cell::from(d.to_string()).by(d)),
        ],
        find,
    })
}

fn whole_rows(desk: &Desk, set: &Assignment) -> Vec<Row<RowId>> {
    let nobody = || Cell::from("");
    let child = |id| {
        let cell = |c| Cell::from(desk.names.child_full(c)).or(Names::child_brief(c));
        desk.world.child(id).map_or_else(nobody, cell)
    };
    let visitor = |id| {
        let cell = |v| Cell::from(desk.names.visitor_full(v)).or(Names::visitor_brief(v));
        desk.world.visitor(id).map_or_else(nobody, cell)
    };
    let mut at = 0;
    let mut make = |id: Subject, group: &str, cells: Vec<Cell>| {
        at += 1;
        let find = cells.iter().map(|c| c.text.clone()).collect::<Vec<_>>().join(" ");
        Row {
            id: RowId::Record(id),
            place: Place { numbers: [at, 0], words: String::new() },
            group: Some(group.to_owned()),
            cells,
            find,
        }
    };
    let mut rows = Vec::new();
    for p in &set.proposals {
        let cells = vec![
            child(p.child),
            visitor(p.visitor),
            verdict(desk, &p.candidate),
            // As beside the two in any other list: the place on the waiting list is no merit of the pair.
            Cell::from(p.candidate.total().to_string()).by(i64::from(p.candidate.total())),
        ];
        rows.push(make(Subject::Child(p.child), "PROPOSED TOGETHER", cells));
    }
    for (id, why) in &set.left_children {
        let why = desk.names.sentence(&desk.world, &[Subject::Child(*id)], why);
        let cells = vec![child(*id), Cell::new("-", Role::Dim), Cell::from(why), Cell::from("")];
        rows.push(make(Subject::Child(*id), "NOBODY FOR THEM", cells));
    }
    for id in &set.left_visitors {
        let cells = vec![Cell::new("-", Role::Dim), visitor(*id), Cell::from(""), Cell::from("")];
        rows.push(make(Subject::Visitor(*id), "NO CHILD FOR THEM", cells));
    }
    rows
}

impl Desk {
    /// Shows who could visit the child under the cursor, or whom the visitor under it could visit.
    pub(super) fn who_could_visit(&mut self) -> Vec<Effect> {
        let focus = self.focus();
        let about = match (focus.subject, focus.child) {
            (Some(Subject::Visitor(id)), _) => About::Visitor(id),
            (_, Some(child)) => About::Child(child),
            _ => return Vec::new(),
        };
        self.show_candidates(about)
    }

    pub(super) fn show_candidates(&mut self, about: About) -> Vec<Effect> {
        if let Some(layer) = Candidates::new(self, about) {
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
            Some(Action::List(ListAction::Mark)) => {
                layer.list.act(ListAction::Mark);
                self.say_how_many_are_marked();
                return Vec::new();
            }
            Some(action) => action,
            None => {
                let outcome = layer.list.event(event);
                // They are no more than the visitors, all of whom were judged to make this list.
                layer.list.finish();
                match outcome {
                    ListOutcome::Open => Action::Propose,
                    ListOutcome::Handled | ListOutcome::Ignored => return Vec::new(),
                }
            }
        };
        self.act_over_candidates(action)
    }

    pub(super) fn act_on_candidates(&mut self, action: Action) -> Vec<Effect> {
        let Some(Layer::Candidates(layer)) = self.layers.top() else { return Vec::new() };
        let chosen = layer.selected();
        let pair = chosen.map(|c| (c.child, c.visitor));
        // What only warns comes last: it hinders no proposal, but can be put right from here as well.
        let remedy = chosen
            .and_then(|c| c.missing.iter().chain(&c.against).chain(&c.notes).find_map(Remedy::of_finding));
        let under = layer.list.selected().map(|id| id.subject());
        match action {
            Action::Back => self.leave_candidates(),
            Action::WholeList => return self.show_candidates(About::WholeList),
            Action::Reasons => self.show_reasons(),
            Action::Compare => self.compare_candidates(),
            Action::WhyNot => self.say_why_not(pair),
            Action::Propose => return self.propose(pair, under),
            Action::Cure => match remedy {
                // The form lies over the list: saved or left, one is back on the same line.
                Some(remedy) => return self.remedy(remedy),
                None => self.say(Severity::Refusal, "Nothing is missing here that a form could put right."),
            },
            Action::GoVisitor | Action::GoChild => {
                let subject = match (action, pair, under) {
                    (Action::GoVisitor, Some((_, visitor)), _) => Some(Subject::Visitor(visitor)),
                    (Action::GoChild, Some((child, _)), _) => Some(Subject::Child(child)),
                    (_, None, under) => under,
                    _ => None,
                };
                return self.go_from_layers(subject);
            }
            _ => {}
        }
        Vec::new()
    }

    /// Esc leaves one thing at a time: the filter, the marks, the list.
    fn leave_candidates(&mut self) {
        let Some(Layer::Candidates(layer)) = self.layers.top_mut() else { return };
        if !layer.list.query().is_empty() {
            layer.list.end_filter();
            layer.list.finish();
        } else if !layer.list.marks().is_empty() {
            layer.list.clear_marks();
        } else {
            self.layers.pop();
        }
    }

    /// After a change, the candidates that lie beneath are judged anew: cursor and filter stay.
    pub(super) fn renew_candidates(&mut self) {
        let mut kept = Layers::default();
        let mut layers = std::mem::take(&mut self.layers);
        for layer in layers.drain() {
            match layer {
                Layer::Candidates(mut candidates) => {
                    if candidates.renew(self) {
                        kept.push(Layer::Candidates(candidates));
                    }
                }
                other => kept.push(other),
            }
        }
        self.layers = kept;
    }

    /// A proposal has been made: back to the whole list if it came from there, else to the proposal's own page.
    pub(super) fn after_proposal(&mut self, made: Subject) -> Vec<Effect> {
        let whole = |layer: &Layer| matches!(layer, Layer::Candidates(c) if c.about == About::WholeList);
        let from_whole_list = self.layers.iter_mut().any(|layer| whole(layer));
        while self.layers.top().is_some_and(|layer| !(from_whole_list && whole(layer))) {
            self.layers.pop();
        }
        if from_whole_list || self.tab == Tab::Deadlines {
            return Vec::new();
        }
        self.go(Some(made))
    }

    /// Opens the form of a proposal for the pair under the cursor; for a child with nobody, the candidates. With marks
    /// in the whole list, one form for all that are marked.
    fn propose(&mut self, pair: Option<(ChildId, VisitorId)>, under: Option<Subject>) -> Vec<Effect> {
        if let Some(Layer::Candidates(layer)) = self.layers.top()
            && layer.about == About::WholeList
            && !layer.list.marks().is_empty()
        {
            return self.propose_marked();
        }
        let Some((child, visitor)) = pair else {
            return match under {
                Some(Subject::Child(id)) => self.show_candidates(About::Child(id)),
                Some(Subject::Visitor(id)) => self.show_candidates(About::Visitor(id)),
                _ => Vec::new(),
            };
        };
        let because = self.because(child, visitor).unwrap_or_default();
        let effects = self.begin(Task::Propose, Some(Subject::Child(child)));
        let reference = self.world.visitor(visitor).map(|v| v.reference().to_string());
        if let (Some(Layer::Sheet(sheet)), Some(reference)) = (self.layers.top_mut(), reference) {
            let mut values = sheet.form.draft();
            values.set("visitor", reference);
            if values.text("rationale").is_empty() {
                values.set("rationale", because);
            }
            sheet.form.set_values(&values);
            sheet.form.focus("rationale");
        }
        effects
    }

    /// One form for all that are marked in the whole list.
    fn propose_marked(&mut self) -> Vec<Effect> {
        let Some(Layer::Candidates(layer)) = self.layers.top() else { return Vec::new() };
        let marked: Vec<_> = layer.list.marked().collect();
        if let Some(sentence) = domain::decide::too_many_together(marked.len()) {
            self.say(Severity::Refusal, sentence);
            return Vec::new();
        }
        let pairs: Vec<Marked> =
            marked.iter().filter_map(|id| layer.of_row(**id)).map(Marked::pair).collect();
        if pairs.len() < marked.len() {
            let why =
                "A marked line has nobody to propose. Take its mark off with Space, or all marks with Esc.";
            self.say(Severity::Refusal, why);
            return Vec::new();
        }
        if let Some(sheet) = self.sheet_for_marked(Task::Propose, pairs) {
            self.lay_sheet(sheet);
        }
        Vec::new()
    }

    /// What speaks for these two, if they stand in the list on top.
    pub(super) fn because(&self, child: ChildId, visitor: VisitorId) -> Option<String> {
        let Some(Layer::Candidates(layer)) = self.layers.top() else { return None };
        let found = layer.all.iter().find(|c| (c.child, c.visitor) == (child, visitor));
        found.map(reasons).filter(|words| !words.is_empty())
    }

    /// All that is said of the pair under the cursor, however low the screen.
    fn show_reasons(&mut self) {
        let Some(Layer::Candidates(layer)) = self.layers.top() else { return };
        let lines = self.reasons_in_full(layer);
        self.layers.push(Layer::Past(Panel::new("These two, rule by rule", lines)));
    }

    fn compare_candidates(&mut self) {
        let Some(Layer::Candidates(layer)) = self.layers.top() else { return };
        let Some((a, b)) = layer.two() else {
            self.say(Severity::Refusal, "There is nobody else here to compare with.");
            return;
        };
        let panel = Panel::comparison(self, layer.about, a, b);
        self.layers.push(Layer::Past(panel));
    }

    fn say_why_not(&mut self, pair: Option<(ChildId, VisitorId)>) {
        let Some((child, visitor)) = pair else {
            self.say(Severity::Refusal, "Choose a pair first: a line with a child and a visitor.");
            return;
        };
        let people = [Subject::Child(child), Subject::Visitor(visitor)];
        let mut circle: Vec<Subject> = self.world.visitors().map(|v| Subject::Visitor(v.id)).collect();
        circle.extend(self.world.children().map(|c| Subject::Child(c.id)));
        let subjects = if self.names.hidden { circle } else { people.to_vec() };
        let lines = why_not(&self.world, child, visitor, self.today)
            .into_iter()
            .map(|sentence| (false, self.names.sentence(&self.world, &subjects, &sentence)))
            .collect();
        self.layers.push(Layer::Past(Panel::new("These two, and the whole list", lines)));
    }
}

/// What speaks for a pair, as a beginning for the words that say why these two.
fn reasons(c: &Candidate) -> String {
    let agreed = c.wishes.iter().filter(|w| w.accord == Accord::Agrees).map(|w| w.words.as_str());
    agreed.collect::<Vec<_>>().join(", ")
}
