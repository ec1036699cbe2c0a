//! How a list looks: columns that give way when it gets narrow, headings with counts, the rows in the
//! window and no others.

use ratatui::{
    Frame,
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};

use super::{
    list::{Line, List},
    text::{pad_left, pad_right, truncate, width},
    theme::{Role, Theme},
};

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading; with no headings at all there is no heading row.
    pub title: &'static str,
    /// The cells that it needs.
    pub least: u16,
    /// The cells that it takes where there is room. Room is given to the columns from left to right.
    pub most: u16,
    /// 0 stays always; the higher, the sooner it goes when it gets narrow.
    pub drop: u8,
    /// Numbers stand at the right.
    pub right: bool,
}

impl Column {
    /// A column of fixed width.
    pub const fn new(title: &'static str, cells: u16) -> Self {
        Self { title, least: cells, most: cells, drop: 0, right: false }
    }

    /// Grows up to so many cells.
    pub const fn grow(mut self, most: u16) -> Self {
        self.most = most;
        self
    }

    /// Goes when it gets narrow: the highest first.
    pub const fn drop(mut self, rank: u8) -> Self {
        self.drop = rank;
        self
    }

    /// At the right of its place.
    pub const fn right(mut self) -> Self {
        self.right = true;
        self
    }
}

/// The columns that fit into so many cells, each with its width: `(column, x, cells)`.
///
/// There is one cell between columns. If even what stays always does not fit, the last are cut.
pub fn fit_columns(columns: &[Column], cells: u16) -> Vec<(usize, u16, u16)> {
    let mut kept: Vec<usize> = (0..columns.len()).collect();
    let needs = |kept: &[usize]| -> u16 {
        kept.iter().map(|at| columns[*at].least).sum::<u16>() + kept.len().saturating_sub(1) as u16
    };
    while needs(&kept) > cells {
        let worst = kept.iter().enumerate().filter(|(_, at)| columns[**at].drop > 0);
        match worst.max_by_key(|(place, at)| (columns[**at].drop, *place)).map(|(place, _)| place) {
            Some(place) => drop(kept.remove(place)),
            None => break,
        }
    }
    let mut room = cells.saturating_sub(needs(&kept));
    let mut x = 0u16;
    let mut out = Vec::new();
    for at in kept {
        let extra = columns[at].most.saturating_sub(columns[at].least).min(room);
        room -= extra;
        let wide = (columns[at].least + extra).min(cells.saturating_sub(x));
        if wide == 0 {
            break;
        }
        out.push((at, x, wide));
        x += wide + 1;
    }
    out
}

/// The part of the list that is on the screen.
#[derive(Default)]
pub(super) struct Window {
    area: Rect,
    offset: usize,
    pub(super) rows: u16,
    pub(super) follow: bool,
}

impl Window {
    pub(super) fn contains(&self, x: u16, y: u16) -> bool {
        self.area.contains(Position { x, y })
    }

    pub(super) fn top(&self) -> usize {
        self.offset
    }

    /// Shows the list from that line on, as it once was shown.
    pub(super) fn go_back_to(&mut self, top: usize) {
        (self.offset, self.follow) = (top, true);
    }

    pub(super) fn line_at(&self, x: u16, y: u16) -> Option<usize> {
        self.contains(x, y).then(|| self.offset + usize::from(y - self.area.y))
    }

    pub(super) fn wheel(&mut self, up: bool, lines: usize) {
        self.follow = false;
        let last = lines.saturating_sub(self.rows.into());
        self.offset = if up { self.offset.saturating_sub(3) } else { (self.offset + 3).min(last) };
    }
}

impl<Id: Clone + Ord> List<Id> {
    /// Draws the list, and while the filter is typed puts the terminal's cursor on its caret.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, columns: &[Column], theme: Theme) {
        if let Some(caret) = self.render(area, columns, frame.buffer_mut(), theme) {
            frame.set_cursor_position(caret);
        }
    }

    /// Draws into a buffer, and answers where the caret is.
    pub fn render(
        &mut self,
        area: Rect,
        columns: &[Column],
        buf: &mut Buffer,
        theme: Theme,
    ) -> Option<Position> {
        let mut area = area.intersection(buf.area);
        if area.width < 4 || area.height == 0 {
            self.window.area = Rect::default();
            return None;
        }
        let mut caret = None;
        if self.typing || !self.filter.is_empty() {
            area.height -= 1;
            caret = self.draw_filter(Rect { y: area.bottom(), height: 1, ..area }, buf, theme);
        }
        let marked = !self.marks().is_empty();
        // The margin holds the cursor, and where rows are marked the mark.
        let margin = if marked { 3 } else { 1 };
        // The last cell is kept for the arrows, which must not lie over a figure.
        let fitted = fit_columns(columns, area.width - margin - 1);
        if columns.iter().any(|column| !column.title.is_empty()) && area.height > 1 {
            for (at, x, cells) in &fitted {
                let title = self.title(columns, *at, theme);
                let text = lay(&title, *cells, columns[*at].right, theme);
                buf.set_string(area.x + margin + x, area.y, text, theme.style(Role::Dim));
            }
            area.y += 1;
            area.height -= 1;
        }
        self.place_window(area);
        let more = self.lines.len().saturating_sub(self.window.offset + usize::from(area.height));
        let lines: Vec<Line> =
            self.lines.iter().skip(self.window.offset).take(area.height.into()).copied().collect();
        for (line, y) in lines.iter().zip(area.y..) {
            match line {
                Line::Head(group) => {
                    let name = self.rows.heading(*group).unwrap_or_default();
                    let count = self.heads.get(*group).copied().unwrap_or_default();
                    let text = truncate(
                        &format!("{name} {count}"),
                        usize::from(area.width) - 1,
                        theme.signs.ellipsis,
                    );
                    buf.set_string(area.x + 1, y, &text, theme.style(Role::Heading));
                    let words =
                        self.beside.filter(|(heading, _)| *heading == name).map_or("", |(_, words)| words);
                    let x = width(&text) + 3;
                    if !words.is_empty() && x + width(words) < usize::from(area.width) {
                        buf.set_string(area.x + x as u16, y, words, theme.style(Role::Dim));
                    }
                }
                Line::Row(at) => {
                    let row = self.rows.row(*at);
                    let selected = self.is_selected(*at);
                    let whole = if selected { theme.style(Role::Selected) } else { Style::new() };
                    for (column, x, cells) in &fitted {
                        let Some(cell) = row.cells.get(*column) else { continue };
                        let text = lay(cell.said_in(*cells), *cells, columns[*column].right, theme);
                        buf.set_string(area.x + margin + x, y, text, theme.style(cell.role));
                    }
                    if marked && self.marks().contains(&row.id) {
                        buf.set_string(area.x + 1, y, theme.signs.check, theme.style(Role::Strong));
                    }
                    buf.set_style(Rect { y, height: 1, ..area }, whole);
                    if selected {
                        buf.set_string(area.x, y, theme.signs.cursor, whole);
                    }
                }
            }
        }
        let edge = area.right() - 1;
        if self.window.offset > 0 && area.height > 0 {
            buf.set_string(edge, area.y, theme.signs.up, theme.style(Role::Dim));
        }
        if more > 0 && area.height > 0 {
            buf.set_string(edge, area.bottom() - 1, theme.signs.down, theme.style(Role::Dim));
        }
        caret
    }

    fn title(&self, columns: &[Column], at: usize, theme: Theme) -> String {
        match self.sorted_by() {
            Some((column, down)) if column == at => {
                format!("{} {}", columns[at].title, if down { theme.signs.down } else { theme.signs.up })
            }
            _ => columns[at].title.to_owned(),
        }
    }

    /// Moves the window as little as shows the selected row, and its heading if it is the first.
    fn place_window(&mut self, area: Rect) {
        let rows = usize::from(area.height);
        let resized = self.window.area != area;
        self.window.area = area;
        self.window.rows = area.height;
        let last = self.lines.len().saturating_sub(rows);
        if let Some(line) = self.selected_line().filter(|_| self.window.follow || resized) {
            let head = line > 0 && rows > 1 && matches!(self.lines[line - 1], Line::Head(..));
            let top = line - usize::from(head);
            if line >= self.window.offset + rows {
                self.window.offset = (line + 1).saturating_sub(rows);
            }
            if top < self.window.offset {
                self.window.offset = top;
            }
        }
        self.window.offset = self.window.offset.min(last);
    }

    fn draw_filter(&mut self, area: Rect, buf: &mut Buffer, theme: Theme) -> Option<Position> {
        let (all, fitting) = self.counts();
        let count = format!("{fitting} of {all}");
        let right = area.right().saturating_sub(width(&count) as u16 + 1).max(area.x);
        buf.set_stringn(right, area.y, &count, area.width.into(), theme.style(Role::Dim));
        buf.set_string(area.x, area.y, "/", theme.style(Role::Key));
        let room = Rect { x: area.x + 1, width: right.saturating_sub(area.x + 2), ..area };
        let caret = self.filter.draw(room, buf, Style::new(), theme.style(Role::Selection));
        caret.filter(|_| self.typing)
    }
}

fn lay(text: &str, cells: u16, right: bool, theme: Theme) -> String {
    let ellipsis = theme.signs.ellipsis;
    if right { pad_left(text, cells.into(), ellipsis) } else { pad_right(text, cells.into(), ellipsis) }
}
