//! The fields of a form, as a table: what each asks, what it takes, and what it answers.

use std::collections::BTreeMap;

use super::{
    edit::EditBox,
    fuzzy::{Finder, fold},
    text::one_line,
};

/// The values of a form by field: one text, or for boxes any number of keys. What a draft holds.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<String, Vec<String>>);

impl Values {
    /// The value of a field; empty if it has none or there is no such field.
    pub fn text(&self, id: &str) -> &str {
        self.0.get(id).and_then(|all| all.first()).map_or("", String::as_str)
    }

    /// All values of a field of boxes.
    pub fn many(&self, id: &str) -> &[String] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }

    /// True if a box is ticked.
    pub fn has(&self, id: &str, key: &str) -> bool {
        self.many(id).iter().any(|value| value == key)
    }

    /// Sets the value of a field.
    pub fn set(&mut self, id: &str, value: impl Into<String>) -> &mut Self {
        self.set_many(id, vec![value.into()])
    }

    /// Sets all values of a field.
    pub fn set_many(&mut self, id: &str, values: Vec<String>) -> &mut Self {
        self.0.insert(id.to_owned(), values);
        self
    }

    /// Field by field, in the order of their ids: to store a draft.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(id, values)| (id.as_str(), values.as_slice()))
    }

    /// True if no field has a value.
    pub fn is_empty(&self) -> bool {
        self.0.values().flatten().all(String::is_empty)
    }
}

impl FromIterator<(String, Vec<String>)> for Values {
    fn from_iter<I: IntoIterator<Item = (String, Vec<String>)>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}

/// What a value was understood as, shown beside it: `Sat 24 October 2026 · 30 days ago`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Echo {
    /// The words.
    pub text: String,
    /// True for what needs care though it can be saved.
    pub warn: bool,
}

impl Echo {
    /// An echo that warns.
    pub fn warn(text: impl Into<String>) -> Self {
        Self { text: text.into(), warn: true }
    }

    /// Nothing to say.
    pub fn none() -> Self {
        Self::default()
    }
}

impl<T: Into<String>> From<T> for Echo {
    fn from(text: T) -> Self {
        Self { text: text.into(), warn: false }
    }
}

/// Judges a value that is not empty, in view of the others; the error is a whole sentence.
pub type Check = Box<dyn Fn(&str, &Values) -> Result<Echo, String>>;
/// Says whether a field is to be seen, in view of the values.
pub type Visible = Box<dyn Fn(&Values) -> bool>;

/// One of several answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its value.
    pub key: String,
    /// Its words.
    pub label: String,
}

impl<K: Into<String>, L: Into<String>> From<(K, L)> for Answer {
    fn from((key, label): (K, L)) -> Self {
        Self { key: key.into(), label: label.into() }
    }
}

/// A row to pick.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PickRow {
    /// Its value.
    pub key: String,
    /// What stands in the field once picked.
    pub label: String,
    /// More about it, shown beside.
    pub detail: String,
    /// What else it is found by, and what is not shown: the whole name behind a short one.
    pub find: String,
}

/// What a field takes.
pub(super) enum Kind {
    Line { width: u16, edit: EditBox },
    Text { rows: u16, edit: EditBox },
    Choice { answers: Vec<Answer>, chosen: Option<usize> },
    Multi { answers: Vec<Answer>, on: Vec<bool>, at: usize },
    Pick(Picker),
}

/// One field.
pub struct Field {
    pub(super) id: &'static str,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) help: String,
    pub(super) required: bool,
    pub(super) beside: bool,
    pub(super) rest: bool,
    pub(super) check: Option<Check>,
    pub(super) visible: Option<Visible>,
    pub(super) kind: Kind,
}

/// How many characters a line holds, unless said otherwise.
pub const LINE_MAX: usize = 300;
/// How many characters a text holds, unless said otherwise.
pub const TEXT_MAX: usize = 20_000;

impl Field {
    fn new(id: &'static str, label: impl Into<String>, kind: Kind) -> Self {
        Self {
            id,
            label: one_line(&label.into()),
            hint: String::new(),
            help: String::new(),
            required: false,
            beside: false,
            rest: false,
            check: None,
            visible: None,
            kind,
        }
    }

    /// Its name among the values.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// A single line. Dates, times, lengths and sums are lines with a check that echoes.
    pub fn line(id: &'static str, label: impl Into<String>) -> Self {
        Self::new(id, label, Kind::Line { width: 18, edit: EditBox::new(false, LINE_MAX) })
    }

    /// A text of many lines, which grows with what is in it.
    pub fn text(id: &'static str, label: impl Into<String>) -> Self {
        Self::new(id, label, Kind::Text { rows: 2, edit: EditBox::new(true, TEXT_MAX) })
    }

    /// One of several answers; none is chosen unless [`Field::initial`] says so.
    pub fn choice<A: Into<Answer>>(
        id: &'static str,
        label: impl Into<String>,
        answers: impl IntoIterator<Item = A>,
    ) -> Self {
        let answers = answers.into_iter().map(Into::into).collect();
        Self::new(id, label, Kind::Choice { answers, chosen: None })
            .help("Space, Left and Right choose; so does the first letter.")
    }

    /// Any number of answers.
    pub fn multi<A: Into<Answer>>(
        id: &'static str,
        label: impl Into<String>,
        answers: impl IntoIterator<Item = A>,
    ) -> Self {
        let answers: Vec<Answer> = answers.into_iter().map(Into::into).collect();
        let on = vec![false; answers.len()];
        Self::new(id, label, Kind::Multi { answers, on, at: 0 }).help("Left and Right move, Space marks.")
    }

    /// One row of a list, found by typing.
    pub fn pick(id: &'static str, label: impl Into<String>, rows: Vec<PickRow>) -> Self {
        Self::new(id, label, Kind::Pick(Picker::new(rows)))
            .help("Type any part of it, Up and Down go through what fits, Enter takes it.")
    }

    /// Dim words beside the field while nothing else stands there.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// A sentence at the foot of the form while the field has the focus.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// The field must not be empty when saved.
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Stands on the row of the field before it, where there is room.
    pub fn beside(mut self) -> Self {
        self.beside = true;
        self
    }

    /// Stands with the rest, which is shown when all fields are asked for. Unseen, its value counts as it is.
    pub fn rest(mut self) -> Self {
        self.rest = true;
        self
    }

    /// How a value is judged and echoed. Called at each key, only with a value that is not empty.
    pub fn check(mut self, check: impl Fn(&str, &Values) -> Result<Echo, String> + 'static) -> Self {
        self.check = Some(Box::new(check));
        self
    }

    /// When the field is to be seen. A field not seen is neither judged nor saved, but its value is
    /// kept in the draft, in case the person changes her mind.
    pub fn visible(mut self, visible: impl Fn(&Values) -> bool + 'static) -> Self {
        self.visible = Some(Box::new(visible));
        self
    }

    /// The value to begin with. For boxes, call it once for each that is ticked.
    pub fn initial(mut self, value: &str) -> Self {
        let mut values = if matches!(self.kind, Kind::Multi { .. }) { self.values() } else { Vec::new() };
        values.push(value.to_owned());
        self.set_values(&values);
        self
    }

    /// How wide a line is, in cells, where there is room.
    pub fn width(mut self, cells: u16) -> Self {
        if let Kind::Line { width, .. } = &mut self.kind {
            *width = cells.max(1);
        }
        self
    }

    /// How many rows a text has at least.
    pub fn rows(mut self, least: u16) -> Self {
        if let Kind::Text { rows, .. } = &mut self.kind {
            *rows = least.max(1);
        }
        self
    }

    /// How many characters a line or text holds. Call it before [`Field::initial`].
    pub fn max(mut self, max: usize) -> Self {
        match &mut self.kind {
            Kind::Line { edit, .. } => *edit = EditBox::new(false, max),
            Kind::Text { edit, .. } => *edit = EditBox::new(true, max),
            _ => {}
        }
        self
    }

    /// The values: always one for a line, text, choice or pick (empty if nothing is said).
    pub(super) fn values(&self) -> Vec<String> {
        match &self.kind {
            Kind::Line { edit, .. } => vec![edit.text().trim().to_owned()],
            Kind::Text { edit, .. } => vec![edit.text().trim_end().to_owned()],
            Kind::Choice { answers, chosen } => {
                vec![chosen.and_then(|at| answers.get(at)).map(|a| a.key.clone()).unwrap_or_default()]
            }
            Kind::Multi { answers, on, .. } => {
                answers.iter().zip(on).filter(|(_, on)| **on).map(|(a, _)| a.key.clone()).collect()
            }
            Kind::Pick(picker) => vec![picker.key().to_owned()],
        }
    }

    /// Puts values in; what a choice or list does not know is left unsaid.
    pub(super) fn set_values(&mut self, values: &[String]) {
        let first = values.first().map_or("", String::as_str);
        match &mut self.kind {
            Kind::Line { edit, .. } | Kind::Text { edit, .. } => edit.set_text(first),
            Kind::Choice { answers, chosen } => *chosen = answers.iter().position(|a| a.key == first),
            Kind::Multi { answers, on, at } => {
                for (answer, on) in answers.iter().zip(on.iter_mut()) {
                    *on = values.contains(&answer.key);
                }
                // The cursor stands at what is ticked: there one looks first.
                *at = on.iter().position(|on| *on).unwrap_or(0);
            }
            Kind::Pick(picker) => picker.choose_key(first),
        }
    }

    /// What is said of an empty field that must not be empty.
    pub(super) fn missing(&self) -> &'static str {
        match self.kind {
            Kind::Choice { .. } => "must be said",
            Kind::Multi { .. } => "tick at least one",
            Kind::Pick(_) => "must be chosen",
            Kind::Line { .. } | Kind::Text { .. } => "must be filled in",
        }
    }
}

/// The state of a field that picks from a list by typing.
pub(super) struct Picker {
    rows: Vec<PickRow>,
    folded: Vec<String>,
    finder: Finder,
    /// What is typed, while the list is open.
    pub(super) edit: EditBox,
    pub(super) open: bool,
    chosen: Option<usize>,
    /// The rows that fit what is typed, best first.
    pub(super) found: Vec<usize>,
    /// The row under the cursor, in `found`.
    pub(super) at: usize,
}

impl Picker {
    fn new(rows: Vec<PickRow>) -> Self {
        let folded = rows
            .iter()
            .map(|row| fold(&format!("{} {} {} {}", row.label, row.find, row.detail, row.key)))
            .collect();
        Self {
            rows,
            folded,
            finder: Finder::default(),
            edit: EditBox::new(false, 100),
            open: false,
            chosen: None,
            found: Vec::new(),
            at: 0,
        }
    }

    pub(super) fn key(&self) -> &str {
        self.chosen().map_or("", |row| row.key.as_str())
    }

    pub(super) fn chosen(&self) -> Option<&PickRow> {
        self.chosen.and_then(|at| self.rows.get(at))
    }

    pub(super) fn row(&self, found: usize) -> Option<&PickRow> {
        self.found.get(found).and_then(|at| self.rows.get(*at))
    }

    fn choose_key(&mut self, key: &str) {
        self.chosen = self.rows.iter().position(|row| row.key == key);
        self.close();
    }

    /// Opens the list, or narrows it to what is typed.
    pub(super) fn search(&mut self) {
        let typed = fold(&self.edit.text());
        let mut scored: Vec<(u32, usize)> = self
            .folded
            .iter()
            .enumerate()
            .filter_map(|(at, key)| Some((self.finder.score(key, &typed)?, at)))
            .collect();
        scored.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
        self.found = scored.into_iter().map(|(_, at)| at).collect();
        self.at = 0;
        self.open = true;
    }

    /// Takes the row under the cursor. False if there is none.
    pub(super) fn accept(&mut self) -> bool {
        let Some(at) = self.found.get(self.at).copied() else { return false };
        self.chosen = Some(at);
        self.close();
        true
    }

    /// Unsays the choice.
    pub(super) fn clear(&mut self) {
        self.chosen = None;
        self.close();
    }

    /// Closes the list; what was chosen before stays.
    pub(super) fn close(&mut self) {
        self.open = false;
        self.edit.set_text("");
        self.found.clear();
    }
}
