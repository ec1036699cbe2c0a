//! Lines of a page or a pane, wrapped to its width: headings, labelled facts, running text.

use crate::engine::text::{pad_right, truncate, wrap};
use crate::engine::theme::{Role, Theme};
use ratatui::text::{Line, Span};

/// Lines in the making.
pub struct Lines {
    /// The look.
    pub theme: Theme,
    width: usize,
    out: Vec<Line<'static>>,
    cursor: Option<usize>,
}

/// How wide the labels of facts are.
const LABEL: usize = 14;

impl Lines {
    /// Lines of so many cells.
    #[must_use]
    pub fn new(theme: Theme, width: u16) -> Self {
        Self { theme, width: usize::from(width).max(20), out: Vec::new(), cursor: None }
    }

    /// The lines.
    #[must_use]
    pub fn done(self) -> Vec<Line<'static>> {
        self.out
    }

    /// The next line is where the cursor stands.
    pub const fn cursor_here(&mut self) {
        self.cursor = Some(self.out.len());
    }

    /// The line on which the cursor stands, if it stands on one.
    #[must_use]
    pub const fn cursor(&self) -> Option<usize> {
        self.cursor
    }

    /// How wide a line is.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width
    }

    /// A line as it is.
    pub fn push(&mut self, line: Line<'static>) -> &mut Self {
        self.out.push(line);
        self
    }

    /// An empty line, unless there is one already.
    pub fn gap(&mut self) -> &mut Self {
        if self.out.last().is_some_and(|l| !l.spans.is_empty()) {
            self.out.push(Line::default());
        }
        self
    }

    /// Running text.
    pub fn text(&mut self, text: &str, role: Role) -> &mut Self {
        for line in wrap(text, self.width) {
            self.out.push(Line::styled(line, self.theme.style(role)));
        }
        self
    }

    /// Text that has one line, and is cut where that ends.
    pub fn cut_text(&mut self, text: &str, role: Role) -> &mut Self {
        let line = truncate(text, self.width, self.theme.signs.ellipsis);
        self.out.push(Line::styled(line, self.theme.style(role)));
        self
    }

    /// A title at the left, something small at the right.
    pub fn title(&mut self, title: &str, right: &str) -> &mut Self {
        let room = self.width.saturating_sub(crate::engine::text::width(right) + 1);
        let title = pad_right(title, room, self.theme.signs.ellipsis);
        self.out.push(Line::from(vec![
            Span::styled(title, self.theme.style(Role::Strong)),
            Span::styled(format!(" {right}"), self.theme.style(Role::Dim)),
        ]));
        self
    }

    /// A heading of a part.
    pub fn heading(&mut self, heading: &str) -> &mut Self {
        self.gap();
        self.out.push(Line::styled(heading.to_owned(), self.theme.style(Role::Heading)));
        self
    }

    /// A labelled fact, wrapped beside its label.
    pub fn fact(&mut self, label: &str, value: &str) -> &mut Self {
        self.styled_fact(label, value, Role::Normal)
    }

    /// A labelled fact, if it is known.
    pub fn known(&mut self, label: &str, value: Option<&str>) -> &mut Self {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            self.fact(label, value);
        }
        self
    }

    /// A labelled fact of a role.
    pub fn styled_fact(&mut self, label: &str, value: &str, role: Role) -> &mut Self {
        // A label that is longer than its column pushes its own value along, and none is ever cut: a colon parts them.
        let long = crate::engine::text::width(label) > LABEL;
        let label = if long { format!("{label}:") } else { label.to_owned() };
        let column = crate::engine::text::width(&label).max(LABEL);
        let lines = wrap(value, self.width.saturating_sub(column + 1).max(8));
        for (n, line) in lines.into_iter().enumerate() {
            let label = if n == 0 { label.as_str() } else { "" };
            self.out.push(Line::from(vec![
                Span::styled(pad_right(label, column, ""), self.theme.style(Role::Dim)),
                Span::raw(" "),
                Span::styled(line, self.theme.style(role)),
            ]));
        }
        self
    }

    /// A sentence with a sign in front: what is wrong, what is well.
    pub fn sign(&mut self, sign: &str, sentence: &str, role: Role) -> &mut Self {
        for (n, line) in wrap(sentence, self.width.saturating_sub(2)).into_iter().enumerate() {
            let sign = if n == 0 { sign } else { " " };
            self.out.push(Line::styled(format!("{sign} {line}"), self.theme.style(role)));
        }
        self
    }
}
