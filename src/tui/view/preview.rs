//! A preview on the screen: only from what was disclosed, with how carefully each line is kept and which class of data
//! it is in the margin, and what was left out at the foot.

use super::lines::Lines;
use crate::desk::Desk;
use crate::desk::names::Names;
use crate::desk::preview::{Kind, Preview};
use crate::engine::text::{pad_right, truncate, wrap};
use crate::engine::theme::Role;
use domain::disclose::{Shown, Withheld};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// How wide the margin is: the longest word for a level, and air.
const MARGIN: usize = 13;

/// The rows whose texts are names, addresses and numbers through and through: nothing of them stands there while
/// names are hidden.
const REACH: [u8; 5] = [2, 3, 13, 14, 32];

/// The lines that name somebody outright.
const FIRST: [&str; 2] = ["First name", "Known as"];

impl Desk {
    pub(super) fn draw_preview(&self, frame: &mut Frame<'_>, body: Rect, preview: &mut Preview) {
        let theme = self.theme;
        let width = body.width.saturating_sub(2);
        let head = self.preview_head(preview, width);
        let room = usize::from(body.height).saturating_sub(head.len());
        let (lines, spans) = self.preview_lines(preview, width.into());
        if let Some((from, to)) = spans.get(preview.cursor).copied().filter(|_| preview.follow) {
            // What is higher than the page is read from its beginning.
            if from < preview.top || to - from > room {
                preview.top = from;
            } else if to > preview.top + room {
                preview.top = to - room;
            }
            // The heading above the first line stays with it.
            if preview.cursor == 0 {
                preview.top = 0;
            }
        }
        preview.top = preview.top.min(lines.len().saturating_sub(room));
        (preview.spans, preview.high) = (spans, room);
        let rows = head.iter().chain(lines.iter().skip(preview.top).take(room));
        for (y, line) in (body.y..body.bottom()).zip(rows) {
            frame.buffer_mut().set_line(body.x + 1, y, line, width);
        }
        if preview.top + room < lines.len() && body.width > 2 && body.height > 0 {
            let place = (body.right() - 1, body.bottom() - 1);
            frame.buffer_mut().set_string(place.0, place.1, theme.signs.down, theme.style(Role::Dim));
        }
    }

    /// That it is a preview, of what, for whom, and how much was left out.
    fn preview_head(&self, preview: &Preview, width: u16) -> Vec<Line<'static>> {
        let mut lines = Lines::new(self.theme, width);
        let whom = preview.reader().words();
        let title = match preview.kind {
            Kind::As(_) => format!("Preview: what {whom} would get"),
            Kind::Card(..) => "Preview: the visitor's briefing card".to_owned(),
            Kind::Paper(kind) => format!("Paper: {}", kind.title()),
        };
        let reference = self.world.reference(preview.subject).map(|r| r.to_string()).unwrap_or_default();
        lines.title(&title, &reference);
        if preview.awaited() > 0 {
            lines.text(&format!("Reports still being read: {}.", preview.awaited()), Role::Dim);
            return lines.done();
        }
        let name = preview.recipient.as_ref().map(|n| format!(", {}", self.names.person(n)));
        let d = &preview.disclosure;
        let (shown, left) = (d.shown(), d.left_out());
        lines.text(
            &format!("For {whom}{}: {shown} shown, {left} left out.", name.unwrap_or_default()),
            Role::Dim,
        );
        if let Some(card) = &preview.card {
            lines.text(card, Role::Warn);
        }
        lines.done()
    }

    /// Every line, and where each entry begins and ends among them.
    fn preview_lines(&self, preview: &Preview, width: usize) -> (Vec<Line<'static>>, Vec<(usize, usize)>) {
        let (mut out, mut spans) = (Vec::new(), Vec::new());
        let heading = |out: &mut Vec<Line<'static>>, text: &str| {
            out.push(Line::default());
            out.push(Line::styled(text.to_owned(), self.theme.style(Role::Heading)));
        };
        if preview.awaited() > 0 {
            return (out, spans);
        }
        let circle = Names::circle(&self.world, preview.subject);
        let d = &preview.disclosure;
        if let Some(paper) = &preview.paper {
            self.paper_lines(&mut out, &mut spans, (preview.cursor, width), paper);
        }
        if d.shown() == 0 && preview.paper.is_none() {
            out.push(Line::default());
            let none = "Nothing of this is for this reader.";
            out.extend(wrap(none, width).into_iter().map(Line::raw));
        }
        let sections = if preview.paper.is_some() { &[] } else { d.sections() };
        for section in sections {
            heading(&mut out, section.title());
            for line in section.lines() {
                let text = format!("{}: {}", line.label(), self.shown_text(line, &circle));
                // How carefully it is kept, and under it which class of data it is (R102).
                let margin = [&[line.level()], line.class().words()].concat();
                self.entry(&mut out, &mut spans, preview.cursor, &margin, &text, width);
            }
        }
        if !d.withheld().is_empty() {
            heading(&mut out, "Left out");
        }
        for withheld in d.withheld() {
            let text = left_out_words(withheld);
            self.entry(&mut out, &mut spans, preview.cursor, &["left out"], &text, width);
        }
        if !d.unspoken().is_empty() {
            heading(&mut out, "Not spoken of: this reader is not told that it is left out");
        }
        for unspoken in d.unspoken() {
            let text = left_out_words(unspoken);
            self.entry(&mut out, &mut spans, preview.cursor, &["unspoken"], &text, width);
        }
        (out, spans)
    }

    /// A paper as it would be printed, line by line; nothing of it while names are hidden.
    fn paper_lines(
        &self,
        out: &mut Vec<Line<'static>>,
        spans: &mut Vec<(usize, usize)>,
        (cursor, width): (usize, usize),
        paper: &Result<domain::paper::Paper, String>,
    ) {
        out.push(Line::default());
        let text = match paper {
            Ok(paper) if self.names.hidden => {
                let lines = paper.text().lines().count();
                spans.extend(std::iter::repeat_n((out.len(), out.len() + 1), lines));
                out.push(Line::raw(
                    "  A paper names people. Press i to show names, and the paper with them.",
                ));
                return;
            }
            Ok(paper) => paper.text(),
            Err(why) => {
                out.extend(wrap(why, width).into_iter().map(Line::raw));
                return;
            }
        };
        for line in text.lines() {
            let (from, here) = (out.len(), cursor == spans.len());
            let role = if here { Role::Strong } else { Role::Normal };
            let mut pieces = wrap(line, width.saturating_sub(2).max(8));
            if pieces.is_empty() {
                pieces.push(String::new());
            }
            for (n, piece) in pieces.into_iter().enumerate() {
                let mark = if here && n == 0 { "> " } else { "  " };
                out.push(Line::from(vec![
                    Span::styled(mark, self.theme.style(Role::Key)),
                    Span::styled(piece, self.theme.style(role)),
                ]));
            }
            spans.push((from, out.len()));
        }
    }

    /// One entry with its margin; a mark stands before the one under the cursor.
    fn entry(
        &self,
        out: &mut Vec<Line<'static>>,
        spans: &mut Vec<(usize, usize)>,
        cursor: usize,
        margin: &[&str],
        text: &str,
        width: usize,
    ) {
        let (from, here) = (out.len(), cursor == spans.len());
        let role = if here { Role::Strong } else { Role::Normal };
        let mut lines = wrap(text, width.saturating_sub(MARGIN + 2).max(8));
        lines.resize(lines.len().max(margin.len()), String::new());
        for (n, line) in lines.into_iter().enumerate() {
            let mark = if here && n == 0 { "> " } else { "  " };
            let margin = margin.get(n).copied().unwrap_or_default();
            out.push(Line::from(vec![
                Span::styled(mark, self.theme.style(Role::Key)),
                Span::styled(pad_right(margin, MARGIN, ""), self.theme.style(Role::Dim)),
                Span::styled(line, self.theme.style(role)),
            ]));
        }
        spans.push((from, out.len()));
    }

    /// A text as it may stand there while somebody looks over her shoulder.
    pub(crate) fn shown_text(&self, line: &Shown, circle: &[domain::record::Subject]) -> String {
        if !self.names.hidden {
            return line.text().to_owned();
        }
        if REACH.contains(&line.row()) {
            return "(hidden)".to_owned();
        }
        let text = self.names.sentence(&self.world, circle, line.text());
        // Whoever has no record of their own is told from other words by the capital alone.
        let prose = matches!(line.row(), 19..=22 | 26 | 27);
        if prose && !FIRST.contains(&line.label()) { text } else { without_names(&text) }
    }
}

/// Every word that begins like a name gives way to its letter; months stay.
fn without_names(text: &str) -> String {
    let month = |word: &str| {
        let word = word.trim_end_matches(|c: char| !c.is_alphabetic());
        (1..=12).any(|n| domain::calendar::words::month_name(n) == word)
    };
    let initial = |word: &str| match word.chars().next() {
        Some(first) if first.is_uppercase() && !month(word) && word.chars().count() > 1 => {
            // What is a reference, such as C-0042, names nobody.
            if word.chars().any(|c| c.is_ascii_digit()) { word.to_owned() } else { format!("{first}.") }
        }
        _ => word.to_owned(),
    };
    text.split_whitespace().map(initial).collect::<Vec<_>>().join(" ")
}

/// What was left out of one row, why, and what could open it.
fn left_out_words(w: &Withheld) -> String {
    let opens = w.opens();
    let ways = match (opens.consent.is_some(), opens.by_override) {
        (true, true) => "  (c consent, o override)",
        (true, false) => "  (c consent)",
        (false, true) => "  (o override)",
        (false, false) => "",
    };
    truncate(&format!("{} of \"{}\" (row {}): {}{ways}", w.count(), w.title(), w.row(), w.why()), 400, "")
}
