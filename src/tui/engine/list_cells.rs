//! What a row of a list is, and its cells.

use super::{list_rows::Place, theme::Role};

/// One cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// The same in fewer letters, for where the whole does not fit: words cut off in the middle may be another word's
    /// beginning.
    pub short: Option<String>,
    /// How it looks.
    pub role: Role,
    /// What it is sorted by, if not by its text: a day number, a count.
    pub order: Option<i64>,
}

impl Cell {
    /// A cell of that role.
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), short: None, role, order: None }
    }

    /// What it says where the whole does not fit.
    pub fn or(mut self, short: impl Into<String>) -> Self {
        self.short = Some(short.into());
        self
    }

    /// What it says in so many cells.
    pub(super) fn said_in(&self, cells: u16) -> &str {
        match &self.short {
            Some(short) if super::text::width(&self.text) > usize::from(cells) => short,
            _ => &self.text,
        }
    }

    /// Sorted by a number.
    pub fn by(mut self, order: i64) -> Self {
        self.order = Some(order);
        self
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::new(text, Role::Normal)
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<Id> {
    /// Its identity.
    pub id: Id,
    /// Where it stands in the usual order. Only a list whose rows are kept one by one goes by it (`List::patch`).
    pub place: Place,
    /// The heading that it stands under. Rows of a group come together, groups in order of appearance.
    pub group: Option<String>,
    /// Its cells, one for each column.
    pub cells: Vec<Cell>,
    /// More words by which it is found, not shown: other names, references.
    pub find: String,
}
