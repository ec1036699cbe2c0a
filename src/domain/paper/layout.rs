//! A sheet of plain text: paragraphs, lists and facts, broken into lines that fit a page and a terminal.

use super::Head;
use crate::calendar::words;

/// The longest line, so that it fits a printed page and the narrowest terminal.
const WIDE: usize = 76;

/// A sheet that is being written.
pub(super) struct Sheet {
    lines: Vec<String>,
}

impl Sheet {
    /// Begins a sheet: scheme, day, title.
    pub fn new(head: &Head, title: &str) -> Self {
        let mut sheet = Self { lines: Vec::new() };
        sheet.lines.extend(wrap(&head.scheme, "", ""));
        sheet.lines.push(words::day_month_year(head.on));
        sheet.lines.push(String::new());
        sheet.lines.extend(wrap(title, "", ""));
        sheet.lines.push("=".repeat(title.chars().count().min(WIDE)));
        sheet
    }

    /// A paragraph.
    pub fn say(&mut self, text: &str) {
        self.lines.push(String::new());
        self.lines.extend(wrap(text, "", ""));
    }

    /// A heading.
    pub fn heading(&mut self, text: &str) {
        self.lines.push(String::new());
        self.lines.extend(wrap(text, "", ""));
        self.lines.push("-".repeat(text.chars().count().min(WIDE)));
    }

    /// A fact on a line of its own: `Visits made: 9`.
    pub fn fact(&mut self, label: &str, text: &str) {
        self.lines.extend(wrap(&format!("{label}: {text}"), "", "  "));
    }

    /// One of several things.
    pub fn item(&mut self, text: &str) {
        self.lines.extend(wrap(text, "- ", "  "));
    }

    /// Who wrote it.
    pub fn sign(&mut self, head: &Head) {
        self.say(&head.by);
        self.lines.extend(wrap(&head.scheme, "", ""));
    }

    /// What stands apart at the foot.
    pub fn small(&mut self, text: &str) {
        self.say("--");
        self.lines.extend(wrap(text, "", ""));
    }

    /// The text, each line ended.
    pub fn text(&self) -> String {
        self.lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
    }
}

/// Breaks a text into lines. What was typed as lines of its own stays so.
fn wrap(text: &str, first: &str, rest: &str) -> Vec<String> {
    let mut out = Vec::new();
    for line in text.lines() {
        let mut now = if out.is_empty() { first.to_owned() } else { rest.to_owned() };
        let mut empty = true;
        for word in line.split_whitespace() {
            if !empty && now.chars().count() + 1 + word.chars().count() > WIDE {
                out.push(std::mem::replace(&mut now, rest.to_owned()));
                empty = true;
            }
            if !empty {
                now.push(' ');
            }
            now.extend(word.chars().filter(|c| !c.is_control()));
            empty = false;
        }
        out.push(now);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words_and_hang_under_their_beginning() {
        let text = "word ".repeat(40);
        let lines = wrap(&text, "- ", "  ");
        assert!(lines.iter().all(|l| l.chars().count() <= WIDE), "{lines:?}");
        assert!(lines[0].starts_with("- word") && lines[1].starts_with("  word"), "{lines:?}");
        assert_eq!(lines.join(" ").matches("word").count(), 40);
    }

    #[test]
    fn a_word_longer_than_a_line_stays_whole_and_signs_that_steer_a_terminal_go() {
        let long = "x".repeat(100);
        assert_eq!(wrap(&format!("a {long} b"), "", ""), ["a", &long, "b"]);
        assert_eq!(wrap("one\x1b[31m two\nthree", "", ""), ["one[31m two", "three"]);
    }
}
