//! Text measured in cells: width, cutting, padding, wrapping. Counts clusters, not chars, so that a
//! name in any script keeps its columns.

use ratatui::{style::Style, text::Span};
use unicode_width::UnicodeWidthStr;

/// How many cells a text takes. Control characters are not drawn and take none.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|b| !b.is_ascii_control()).count();
    }
    clusters(text).map(|(_, cells)| cells).sum()
}

/// The visible clusters of a text, each with its width in cells.
pub fn clusters(text: &str) -> impl Iterator<Item = (&str, usize)> {
    // `Span` splits exactly as ratatui will when it draws. It borrows from the text for 'a, but its
    // own iterator borrows the span, hence the collected vector.
    let graphemes: Vec<&str> =
        Span::raw(text).styled_graphemes(Style::new()).map(|g| cut_from(text, g.symbol)).collect();
    graphemes.into_iter().map(|g| (g, UnicodeWidthStr::width(g)))
}

/// The same slice, borrowed from `text`.
fn cut_from<'a>(text: &'a str, part: &str) -> &'a str {
    let start = (part.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
    text.get(start..start + part.len()).unwrap_or("")
}

/// Cuts a text to at most `cells`, with `ellipsis` at its end if something was cut.
pub fn truncate(text: &str, cells: usize, ellipsis: &str) -> String {
    if width(text) <= cells {
        return text.chars().filter(|c| !c.is_control()).collect();
    }
    let mark = width(ellipsis);
    if cells < mark {
        // No room even for the mark: as much of the mark as fits, never a wrong-looking whole word.
        return ellipsis.chars().take(cells).collect();
    }
    let mut out = String::new();
    let mut used = 0;
    for (cluster, cells_of) in clusters(text) {
        if used + cells_of > cells - mark {
            break;
        }
        out.push_str(cluster);
        used += cells_of;
    }
    out.truncate(out.trim_end().len());
    out.push_str(ellipsis);
    out
}

/// Cuts or fills on the right to exactly `cells`: text that stands at the left of its column.
pub fn pad_right(text: &str, cells: usize, ellipsis: &str) -> String {
    let mut out = truncate(text, cells, ellipsis);
    out.extend(std::iter::repeat_n(' ', cells.saturating_sub(width(&out))));
    out
}

/// Cuts or fills on the left to exactly `cells`: text that stands at the right of its column.
pub fn pad_left(text: &str, cells: usize, ellipsis: &str) -> String {
    let cut = truncate(text, cells, ellipsis);
    let mut out: String = std::iter::repeat_n(' ', cells.saturating_sub(width(&cut))).collect();
    out.push_str(&cut);
    out
}

/// Wraps at spaces to lines of at most `cells`; a word longer than a line is broken. Line breaks in
/// the text are kept, and a no-break space holds two words together. There is always at least one line.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for word in
            paragraph.split(|c: char| c.is_whitespace() && c != '\u{a0}').filter(|word| !word.is_empty())
        {
            let needs = width(word);
            if used > 0 && used + 1 + needs <= cells {
                line.push(' ');
                line.push_str(word);
                used += 1 + needs;
                continue;
            }
            if used > 0 {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            if needs <= cells {
                line.push_str(word);
                used = needs;
                continue;
            }
            for (cluster, cells_of) in clusters(word) {
                if used + cells_of > cells && used > 0 {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push_str(cluster);
                used += cells_of;
            }
        }
        lines.push(line);
    }
    lines
}

/// Text from outside made fit for a cell: control characters out, line breaks and tabs to spaces.
pub fn one_line(text: &str) -> String {
    let text = text.replace("\r\n", " ");
    text.chars()
        .map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c })
        .filter(|c| !c.is_control())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn width_counts_cells() {
        assert_eq!(width("Zoë"), 3);
        assert_eq!(width("李明"), 4);
        assert_eq!(width("👩‍👧 a"), 4);
        assert_eq!(width("a\u{7}b"), 2);
    }

    #[test]
    fn cutting_marks_the_cut_and_keeps_wide_letters_whole() {
        assert_eq!(truncate("Leila Hassan", 8, "…"), "Leila H…");
        assert_eq!(truncate("李明李明", 4, "…"), "李…");
        assert_eq!(pad_right("李明李明", 4, "…"), "李… ");
        assert_eq!(pad_left("12", 4, "…"), "  12");
        assert_eq!(truncate("abc", 0, "…"), "");
        assert_eq!(truncate("abcdef", 2, "..."), "..");
    }

    #[test]
    fn wrapping_breaks_at_spaces() {
        assert_eq!(wrap("a child is met within 21 days", 12), ["a child is", "met within", "21 days"]);
        assert_eq!(wrap("", 10), [""]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("is  met\u{a0}soon", 8), ["is", "met\u{a0}soon"]);
    }

    proptest! {
        #[test]
        fn nothing_is_ever_wider_than_asked(text in any::<String>(), cells in 0usize..40) {
            prop_assert!(width(&truncate(&text, cells, "…")) <= cells);
            prop_assert_eq!(width(&pad_right(&text, cells, "...")), cells);
            prop_assert_eq!(width(&pad_left(&text, cells, "…")), cells);
            for line in wrap(&text, cells.max(2)) {
                prop_assert!(width(&line) <= cells.max(2) || clusters(&line).count() == 1);
            }
        }
    }
}
