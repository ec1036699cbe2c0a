//! An edit box of one line or many: the text area with a key map of its own. Its shortcuts are not
//! used (there, Ctrl-u means undo and Ctrl-n the next line); a pasted text comes in whole.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
    widgets::Widget as _,
};
use tui_textarea::{CursorMove, Input, Key as AreaKey, TextArea, WrapMode};
use unicode_normalization::UnicodeNormalization as _;

use super::{
    chord::{Chord, Key},
    text::one_line,
};

/// What became of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edited {
    /// The text is another now.
    Changed,
    /// The caret or the selection moved, or there was nothing to do.
    Moved,
    /// Not a key of the edit box, or one that goes out of it (Up on the first row).
    Ignored,
    /// Refused: there is no room for more. A whole sentence.
    Full(String),
}

/// An edit box.
pub struct EditBox {
    area: TextArea<'static>,
    many: bool,
    /// The largest number of characters that it holds.
    max: usize,
}

impl EditBox {
    /// An empty box: of `many` lines, or of one.
    pub fn new(many: bool, max: usize) -> Self {
        let mut edit = Self { area: TextArea::default(), many, max };
        edit.set_text("");
        edit
    }

    /// The text in composed form (NFC), lines joined by `\n`.
    pub fn text(&self) -> String {
        self.area.lines().join("\n").nfc().collect()
    }

    /// True if nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.area.is_empty()
    }

    /// Replaces the text; the caret goes to its end; what was before cannot be had back by undo.
    pub fn set_text(&mut self, text: &str) {
        let text = self.fit(text);
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.set_cursor_line_style(Style::new());
        area.set_cursor_style(Style::new());
        area.set_max_histories(1000);
        area.set_wrap_mode(if self.many { WrapMode::WordOrGlyph } else { WrapMode::None });
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        self.area = area;
    }

    /// Selects all: the next letter takes the place of what stands there.
    pub fn select_all(&mut self) {
        self.area.select_all();
    }

    /// Nothing is selected any more.
    pub fn deselect(&mut self) {
        self.area.cancel_selection();
        self.area.move_cursor(CursorMove::End);
    }

    /// Makes a text from outside fit: composed, without control characters, on one line if need be.
    fn fit(&self, text: &str) -> String {
        let text: String = text.nfc().collect();
        if !self.many {
            return one_line(&text);
        }
        text.replace("\r\n", "\n")
            .chars()
            .map(|c| match c {
                '\r' => '\n',
                '\t' => ' ',
                c => c,
            })
            .filter(|c| *c == '\n' || !c.is_control())
            .collect()
    }

    fn room(&self) -> usize {
        let used: usize = self.area.lines().iter().map(|line| line.chars().count() + 1).sum();
        self.max.saturating_sub(used.saturating_sub(1))
    }

    /// Inserts a pasted text whole, or refuses it whole: half a note would pass for all of it.
    pub fn paste(&mut self, text: &str) -> Edited {
        let max = self.max;
        // Counted before anything is done with it: a megabyte is refused as fast as a word is taken.
        let count = text.chars().count();
        if count > self.room().saturating_mul(2).max(64) || self.fit(text).chars().count() > self.room() {
            return Edited::Full(format!(
                "Nothing was pasted: the text has {count} characters, this field holds {max}."
            ));
        }
        let text = self.fit(text);
        let text = if self.many { text.as_str() } else { text.trim() };
        if text.is_empty() || !self.area.insert_str(text) { Edited::Moved } else { Edited::Changed }
    }

    fn insert(&mut self, c: char) -> Edited {
        if self.room() == 0 && self.area.selection_range().is_none() {
            return Edited::Full(format!("This field holds {} characters and is full.", self.max));
        }
        self.area.insert_char(c);
        Edited::Changed
    }

    /// Takes a key.
    pub fn key(&mut self, chord: Chord) -> Edited {
        use CursorMove as To;
        if let Some(c) = chord.typed() {
            return self.insert(c);
        }
        let changed = |yes: bool| if yes { Edited::Changed } else { Edited::Moved };
        let area = &mut self.area;
        match (chord.ctrl, chord.alt, chord.key) {
            (_, true, _) => Edited::Ignored,
            (false, _, Key::Backspace) => changed(area.input_without_shortcuts(bare(AreaKey::Backspace))),
            (false, _, Key::Delete) => changed(area.input_without_shortcuts(bare(AreaKey::Delete))),
            (true, _, Key::Backspace | Key::Char('w')) => changed(area.delete_word()),
            (true, _, Key::Delete) => changed(area.delete_next_word()),
            (true, _, Key::Char('u')) => changed(area.delete_line_by_head()),
            (true, _, Key::Char('k')) => changed(area.delete_line_by_end()),
            (true, _, Key::Char('z')) => changed(area.undo()),
            (true, _, Key::Char('y')) => changed(area.redo()),
            (true, _, Key::Char('a')) => {
                area.select_all();
                Edited::Moved
            }
            (false, _, Key::Enter) if self.many => self.insert('\n'),
            (false, _, Key::Left) => self.go(chord, To::Back),
            (false, _, Key::Right) => self.go(chord, To::Forward),
            (true, _, Key::Left) => self.go(chord, To::WordBack),
            (true, _, Key::Right) => self.go(chord, To::WordForward),
            (false, _, Key::Home) => self.go(chord, To::Head),
            (false, _, Key::End) => self.go(chord, To::End),
            (true, _, Key::Home) => self.go(chord, To::Top),
            (true, _, Key::End) => {
                self.go(chord, To::Bottom);
                self.go(chord, To::End)
            }
            (false, _, Key::Up) if self.many => self.vertical(chord, To::Up),
            (false, _, Key::Down) if self.many => self.vertical(chord, To::Down),
            _ => Edited::Ignored,
        }
    }

    /// Moves; with shift the selection grows, without it ends.
    fn go(&mut self, chord: Chord, to: CursorMove) -> Edited {
        if !chord.shift {
            self.area.cancel_selection();
        } else if !self.area.is_selecting() {
            self.area.start_selection();
        }
        self.area.move_cursor(to);
        Edited::Moved
    }

    /// Up or down a row. At the edge the key is not ours: it leaves the field.
    fn vertical(&mut self, chord: Chord, to: CursorMove) -> Edited {
        let before = self.area.screen_cursor().row;
        self.go(chord, to);
        if self.area.screen_cursor().row == before && !chord.shift { Edited::Ignored } else { Edited::Moved }
    }

    /// How many rows the text takes at that width, counted up to `most`.
    pub fn rows(&self, cells: u16, most: u16) -> u16 {
        let mut rows = 0usize;
        for line in self.area.lines() {
            // One more cell than the text: the caret stands behind the last letter.
            rows += (super::text::width(line) + 1).div_ceil(usize::from(cells.max(1))).max(1);
            // Wrapping at words wastes the ends of rows: a line of several rows may take one more.
            if rows >= usize::from(most) {
                return most;
            }
        }
        u16::try_from(rows).unwrap_or(most).min(most)
    }

    /// Draws the box, and answers where the caret is.
    pub fn draw(&mut self, area: Rect, buf: &mut Buffer, style: Style, selection: Style) -> Option<Position> {
        if area.is_empty() {
            return None;
        }
        self.area.set_style(style);
        self.area.set_selection_style(selection);
        (&self.area).render(area, buf);
        let caret = self.area.screen_cursor();
        let (top, left) = self.area.scroll_offset();
        let x = caret.col.saturating_sub(left.into()).min(usize::from(area.width) - 1) as u16;
        let y = caret.row.saturating_sub(top.into()).min(usize::from(area.height) - 1) as u16;
        Some(Position { x: area.x + x, y: area.y + y })
    }

    /// Puts the caret where the box was clicked, in cells from its upper left corner.
    pub fn click(&mut self, x: u16, y: u16) {
        let (top, left) = self.area.scroll_offset();
        let at = self.area.screen_to_data(usize::from(y + top), usize::from(x + left));
        let clamp = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        self.area.cancel_selection();
        self.area.move_cursor(CursorMove::Jump(clamp(at.0), clamp(at.1)));
    }
}

fn bare(key: AreaKey) -> Input {
    Input { key, ctrl: false, alt: false, shift: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{event::Event, script};

    fn typed(edit: &mut EditBox, keys: &str) {
        for event in script::parse(keys).unwrap() {
            match event {
                Event::Key(chord) => edit.key(chord),
                Event::Paste(text) => edit.paste(&text),
                _ => continue,
            };
        }
    }

    #[test]
    fn keys_edit_as_expected() {
        let mut edit = EditBox::new(true, 1000);
        typed(&mut edit, "'one two three' Ctrl-w");
        assert_eq!(edit.text(), "one two ");
        typed(&mut edit, "Ctrl-z");
        assert_eq!(edit.text(), "one two three");
        typed(&mut edit, "Ctrl-y Enter 'x' Up Home 'a'");
        assert_eq!(edit.text(), "aone two \nx");
        typed(&mut edit, "Ctrl-u");
        assert_eq!(edit.text(), "one two \nx");
        typed(&mut edit, "Home S-Right S-Right S-Right 'six'");
        assert_eq!(edit.text(), "six two \nx");
    }

    #[test]
    fn a_letter_and_its_accent_become_one() {
        let mut edit = EditBox::new(false, 100);
        typed(&mut edit, "paste:'Zoe\u{308}'");
        assert_eq!(edit.text(), "Zoë");
        typed(&mut edit, "'e' '\u{301}'");
        assert_eq!(edit.text(), "Zoëé");
    }

    #[test]
    fn a_paste_keeps_to_one_line_or_many_and_to_the_size() {
        let mut line = EditBox::new(false, 20);
        assert_eq!(line.paste("12 Mill\r\nLane\tA\u{7}"), Edited::Changed);
        assert_eq!(line.text(), "12 Mill Lane A");
        assert!(matches!(line.paste(&"x".repeat(1_000_000)), Edited::Full(_)));
        assert_eq!(line.text(), "12 Mill Lane A");
        let mut many = EditBox::new(true, 20);
        assert_eq!(many.paste("a\r\nb\rc"), Edited::Changed);
        assert_eq!(many.text(), "a\nb\nc");
    }

    #[test]
    fn a_full_box_says_so() {
        let mut edit = EditBox::new(false, 3);
        typed(&mut edit, "'abc'");
        assert!(matches!(edit.key(Chord::char('d')), Edited::Full(_)));
        assert_eq!(edit.text(), "abc");
    }
}
