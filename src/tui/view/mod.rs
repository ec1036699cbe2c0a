//! Drawing: what the desk holds, on the screen. Nothing here changes the desk but for what was drawn where.

mod allegation;
mod candidates;
mod concern;
pub mod detail;
pub mod lines;
mod paragraphs;
mod past;
mod person;
mod preview;
mod proposal;
pub mod reason;
mod records;
mod referral;
pub mod strip;
mod told;
mod visitor;

use crate::desk::columns::columns;
use crate::desk::{Desk, Layer};
use crate::engine::layers::small;
use crate::engine::layout::{Tab as BarTab, draw_rule, list_and_detail, rule, tab_bar};
use crate::engine::text::wrap;
use crate::engine::theme::{ASCII, Role};
use crate::keys::{KEYS, Tab};
use domain::calendar::words;
use domain::deadline::Band;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Below this width the lines above the morning's list are said in fewer words.
const NARROW: u16 = 76;

impl Desk {
    /// Draws everything.
    pub fn draw(&mut self, frame: &mut Frame<'_>) {
        let area = frame.area();
        if small::too_small(area) {
            small::draw(frame, area, self.theme);
            return;
        }
        // A message never takes the place of the keys.
        let foot = self.messages.rows(area.width) + 1;
        let body = Rect { y: area.y + 2, height: area.height - 2 - foot, ..area };
        self.draw_tabs(frame, area);
        match self.layers.top() {
            Some(Layer::Sheet(_) | Layer::Override(_)) => self.draw_sheet(frame, body),
            Some(Layer::Candidates(_)) => {
                // Taken out while it is drawn, because drawing asks the desk for names and dates.
                if let Some(Layer::Candidates(mut layer)) = self.layers.pop() {
                    self.draw_candidates(frame, body, &mut layer);
                    self.layers.push(Layer::Candidates(layer));
                }
            }
            Some(Layer::Preview(_)) => {
                if let Some(Layer::Preview(mut layer)) = self.layers.pop() {
                    self.draw_preview(frame, body, &mut layer);
                    self.layers.push(Layer::Preview(layer));
                }
            }
            Some(Layer::Past(panel)) if past::fits_beside(panel, body.width) => {
                if let Some(Layer::Past(mut panel)) = self.layers.pop() {
                    self.draw_past_beside(frame, body, &mut panel);
                    self.layers.push(Layer::Past(panel));
                }
            }
            // A panel has the body to itself: no half words beside it.
            Some(_) => {}
            None if self.pages.is_empty() => self.draw_list(frame, body),
            None => self.draw_page(frame, body),
        }
        self.draw_foot(frame, Rect { y: area.bottom() - foot, height: foot, ..area });
        let theme = self.theme;
        for layer in self.layers.iter_mut() {
            match layer {
                Layer::Help(help) => help.draw(frame, body, theme),
                Layer::Palette(palette) => palette.draw(frame, body, theme),
                Layer::Confirm(confirm) => confirm.draw(frame, body, theme),
                Layer::Past(panel) if past::fits_beside(panel, body.width) => {}
                Layer::Past(panel) => past::draw_over(frame, body, panel, theme),
                Layer::Allegations(list) => list.draw(frame, body, theme),
                Layer::Sheet(_) | Layer::Override(_) | Layer::Candidates(_) | Layer::Preview(_) => {}
            }
        }
        if theme.signs == &ASCII {
            for cell in &mut frame.buffer_mut().content {
                match cell.symbol() {
                    // Sentences are joined by a middle dot; where it cannot be shown, by a stroke.
                    "·" => drop(cell.set_symbol("-")),
                    "\u{a0}" => drop(cell.set_symbol(" ")),
                    _ => {}
                }
            }
        }
    }

    fn draw_tabs(&mut self, frame: &mut Frame<'_>, area: Rect) {
        self.tab_row = area.y;
        let counts = self.counts();
        let tabs = Tab::ALL.map(|tab| BarTab { title: tab.title(), count: Some(counts[tab as usize]) });
        let mut right = words::short(self.today, self.today);
        if self.read_only {
            right = format!("looking only  {right}");
        }
        let bar = tab_bar(&tabs, self.tab as usize, &right, area.width, self.theme);
        let mut end = area.x;
        for (place, span) in self.tab_ends.iter_mut().zip(&bar.spans) {
            end = end.saturating_add(u16::try_from(span.width()).unwrap_or(u16::MAX));
            *place = end;
        }
        frame.buffer_mut().set_line(area.x, area.y, &bar, area.width);
    }

    fn draw_foot(&mut self, frame: &mut Frame<'_>, area: Rect) {
        let above = Rect { height: area.height.saturating_sub(1), ..area };
        self.messages.draw(frame, above, self.theme);
        let footer = match self.layers.top() {
            Some(Layer::Help(_) | Layer::Past(_)) => {
                Line::styled(" Up Down scroll  Esc back", self.theme.style(Role::Dim))
            }
            Some(Layer::Allegations(_)) => {
                Line::styled(" Up Down choose  Enter open  Esc back", self.theme.style(Role::Dim))
            }
            Some(Layer::Palette(_)) => {
                Line::styled(" type to find  Enter does it  Esc back", self.theme.style(Role::Dim))
            }
            _ => KEYS.footer(&self.scopes(), area.width.into(), self.theme, &|a| self.enabled(*a)),
        };
        frame.buffer_mut().set_line(area.x, area.bottom() - 1, &footer, area.width);
    }

    fn draw_list(&mut self, frame: &mut Frame<'_>, body: Rect) {
        let (tab, theme) = (self.tab, self.theme);
        let mut area = body;
        if tab == Tab::Deadlines {
            let head = self.morning_lines(area.width);
            for line in head {
                frame.buffer_mut().set_line(area.x, area.y, &line, area.width);
                area.y += 1;
                area.height = area.height.saturating_sub(1);
            }
        }
        let wanted = if tab == Tab::Deadlines { 7 } else { 9 };
        let (list_area, bar, detail) = list_and_detail(area, wanted);
        if self.list_there(tab).awaits_rows() {
            self.reword(list_area.height);
        }
        let (rows, fitting) = self.list_there(tab).counts();
        if fitting == 0 {
            self.draw_empty(frame, list_area, rows);
            let typing = self.list_there(tab).is_typing() || !self.list_there(tab).query().is_empty();
            if typing {
                let foot = Rect { y: list_area.bottom().saturating_sub(1), height: 1, ..list_area };
                let columns = columns(tab, list_area.width, self.board);
                self.list_there(tab).draw(frame, foot, columns, theme);
            }
            return;
        }
        let columns = columns(tab, list_area.width, self.board);
        self.list_there(tab).draw(frame, list_area, columns, theme);
        if let (Some(bar), Some(detail)) = (bar, detail) {
            draw_rule(bar, frame.buffer_mut(), theme);
            let lines = self.detail_lines(detail.width.saturating_sub(1));
            draw_lines(
                frame,
                Rect { x: detail.x + 1, width: detail.width.saturating_sub(1), ..detail },
                &lines,
                0,
            );
        }
    }

    /// An empty list says what was looked at, and what to do.
    fn draw_empty(&mut self, frame: &mut Frame<'_>, area: Rect, rows: usize) {
        let text = if self.is_making() {
            "The list is being made.".to_owned()
        } else if rows > 0 {
            "Nothing fits the filter. Esc ends it.".to_owned()
        } else {
            match self.tab {
                Tab::Children => "No child is entered yet. Press n to enter the first.".to_owned(),
                Tab::Visitors => "No visitor is entered yet. Press n to enter the first.".to_owned(),
                Tab::Matches => {
                    "No match is entered yet. Enter a child and a visitor, then press n.".to_owned()
                }
                Tab::Reports if self.world.matches().len() == 0 => {
                    "No visit is planned or reported yet. Enter a match first: 3 goes there.".to_owned()
                }
                Tab::Reports => "No visit is planned or reported yet. Press v to file a report.".to_owned(),
                Tab::Deadlines => reason::nothing_due(self),
            }
        };
        for (n, line) in wrap(&text, usize::from(area.width.saturating_sub(4))).into_iter().enumerate() {
            let y = area.y + 1 + u16::try_from(n).unwrap_or(0);
            if y < area.bottom() {
                frame.buffer_mut().set_string(area.x + 2, y, line, self.theme.style(Role::Normal));
            }
        }
    }

    /// How many lines each band has, in the longest words for which there is room.
    fn counts_in_words(&self, narrow: bool, room: usize) -> String {
        let fits = |text: &String| crate::engine::text::width(text) <= room;
        let short = self.counts_said(true, true);
        let tries = [(!narrow).then(|| self.counts_said(false, true)), Some(short.clone())];
        let close = self.counts_said(true, false).replace(" · ", ", ");
        let closer = close.replace(" overdue", " late").replace(" today", " now");
        tries.into_iter().flatten().chain([close, closer]).find(fits).unwrap_or(short)
    }

    /// How many lines each band has, and if asked for how many are put off.
    fn counts_said(&self, narrow: bool, put_off: bool) -> String {
        let count = |band| self.in_band(band);
        let say = |n: usize, one: &str, many: &str| {
            (n > 0).then(|| format!("{n} {}", if n == 1 { one } else { many }))
        };
        let (clock, clocks) = if narrow { ("clock", "clocks") } else { ("clock running", "clocks running") };
        let soon = if narrow { "soon" } else { "coming up" };
        let parts: Vec<String> = [
            say(count(Band::Clock), clock, clocks),
            say(count(Band::Unsafe), "unsafe outing", "unsafe"),
            say(count(Band::Overdue), "overdue", "overdue"),
            say(count(Band::Today), "today", "today"),
            say(count(Band::Week), soon, soon),
            say(count(Band::Quiet), "quiet", "quiet"),
            say(if put_off { self.put_off() } else { 0 }, "put off", "put off"),
        ]
        .into_iter()
        .flatten()
        .collect();
        if parts.is_empty() { "Nothing is due.".to_owned() } else { parts.join(" · ") }
    }

    /// The two lines above the morning's list: what there is, and what fell due since it was last gone through.
    fn morning_lines(&self, width: u16) -> Vec<Line<'static>> {
        let count = |band| self.in_band(band);
        let narrow = width < NARROW;
        let room = usize::from(width.saturating_sub(4));
        let first = self.counts_in_words(narrow, room);
        let sign = if count(Band::Clock) + count(Band::Unsafe) > 0 { self.theme.signs.bang } else { " " };
        let reviewed = match self.world.morning() {
            None => "This list has not been gone through yet: m records it.".to_owned(),
            Some(last) => {
                let at = domain::calendar::local(last.at);
                let when = format!("{} {}", words::short(last.on, self.today), words::time(at.time()));
                match self.fell_due() {
                    n if narrow => format!("Reviewed {when}. Since then {n} fell due."),
                    0 => format!("Last reviewed {when}. Nothing has fallen due since."),
                    1 => format!("Last reviewed {when}. While you were away: 1 thing fell due."),
                    n => format!("Last reviewed {when}. While you were away: {n} things fell due."),
                }
            }
        };
        let cut = |text: String| crate::engine::text::truncate(&text, room, self.theme.signs.ellipsis);
        let first = if self.theme.signs.line == "-" { first.replace(" · ", ", ") } else { first };
        vec![
            Line::from(vec![
                Span::styled(format!(" {sign} "), self.theme.style(Role::Error)),
                Span::styled(cut(first), self.theme.style(Role::Strong)),
            ]),
            Line::from(Span::styled(cut(format!("   {reviewed}")), self.theme.style(Role::Dim))),
        ]
    }

    fn draw_page(&mut self, frame: &mut Frame<'_>, body: Rect) {
        let Some(page) = self.pages.last().copied() else { return };
        let width = body.width.saturating_sub(2);
        let (lines, cursor) = self.page_with_cursor(page.subject, width);
        let last = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_sub(body.height);
        let mut top = page.top.min(last);
        if let Some(at) = cursor.filter(|_| std::mem::take(&mut self.follow)) {
            // With the line above it, which may be the heading of its part, and what follows it as far as there is room.
            let at = u16::try_from(at).unwrap_or(u16::MAX);
            let (least, most) = ((at + SHOWN_BELOW).saturating_sub(body.height), at.saturating_sub(1));
            top = top.max(least).min(most).min(last);
        }
        if let Some(page) = self.pages.last_mut() {
            page.top = top;
        }
        draw_lines(frame, Rect { x: body.x + 1, width, ..body }, &lines, top);
        if last > 0 {
            let more = if top < last { self.theme.signs.down } else { self.theme.signs.up };
            frame.buffer_mut().set_string(
                body.right() - 2,
                body.bottom() - 1,
                more,
                self.theme.style(Role::Dim),
            );
        }
    }

    fn draw_sheet(&mut self, frame: &mut Frame<'_>, body: Rect) {
        let theme = self.theme;
        let Some(layer) = self.layers.top_mut() else { return };
        match layer {
            Layer::Sheet(sheet) => {
                let buf = frame.buffer_mut();
                buf.set_string(body.x + 1, body.y - 1, sheet.title, theme.style(Role::Strong));
                let room = usize::from(body.width).saturating_sub(sheet.title.len() + 5);
                let about = crate::engine::text::pad_left(&sheet.about, room, theme.signs.ellipsis);
                let x = body.right().saturating_sub(u16::try_from(room).unwrap_or(0) + 1);
                buf.set_string(x, body.y - 1, about, theme.style(Role::Dim));
                let mut y = body.y;
                for line in
                    sheet.notes.iter().flat_map(|note| wrap(note, usize::from(body.width).saturating_sub(2)))
                {
                    buf.set_string(body.x + 1, y, line, theme.style(Role::Warn));
                    y += 1;
                }
                sheet.form.draw(frame, Rect { y, height: body.bottom().saturating_sub(y), ..body }, theme);
            }
            Layer::Override(ask) => {
                let mut y = body.y;
                let buf = frame.buffer_mut();
                buf.set_string(body.x + 1, body.y - 1, "This stands against it", theme.style(Role::Strong));
                let width = usize::from(body.width).saturating_sub(6);
                for sentence in &ask.findings {
                    for (n, line) in wrap(sentence, width).iter().enumerate() {
                        if y + 8 < body.bottom() {
                            let sign = if n == 0 { theme.signs.cross } else { " " };
                            buf.set_string(body.x + 1, y, format!("{sign} {line}"), theme.style(Role::Warn));
                            y += 1;
                        }
                    }
                }
                let say = "A named person may go on all the same. Name and reason stand in the journal. Esc goes back.";
                for line in wrap(say, width) {
                    buf.set_string(body.x + 1, y + 1, line, theme.style(Role::Normal));
                    y += 1;
                }
                y += 2;
                ask.form.draw(frame, Rect { y, height: body.bottom().saturating_sub(y), ..body }, theme);
            }
            _ => {}
        }
    }
}

/// So many rows of a paragraph that was moved to are shown, from its first.
const SHOWN_BELOW: u16 = 3;

fn draw_lines(frame: &mut Frame<'_>, area: Rect, lines: &[Line<'static>], top: u16) {
    for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(top.into())) {
        frame.buffer_mut().set_line(area.x, y, line, area.width);
    }
}

/// A level line, for pages.
#[must_use]
pub fn level(width: u16, theme: crate::engine::theme::Theme) -> Line<'static> {
    rule(width, theme)
}
