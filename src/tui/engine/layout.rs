//! The parts that every screen shares: the tab bar, a rule, list and detail, the strip of a year.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{
    text::{truncate, width},
    theme::{Role, Theme},
};

/// The least size in which the program can be used.
pub const LEAST: (u16, u16) = (60, 18);

/// One tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tab<'a> {
    /// Its name.
    pub title: &'a str,
    /// How much is in it.
    pub count: Option<usize>,
}

/// The tab bar: names with counts, the date at the right. When it gets narrow the date goes first,
/// then the counts but for the active tab's, then all counts (and the date is back if it fits); at the
/// last the names are cut.
pub fn tab_bar(tabs: &[Tab<'_>], active: usize, right: &str, cells: u16, theme: Theme) -> Line<'static> {
    let cells = usize::from(cells);
    let words = |counts: Counts, name: usize| -> Vec<String> {
        let cut = |tab: &Tab<'_>| truncate(tab.title, name, "");
        let shown = |(at, tab): (usize, &Tab<'_>)| match tab.count {
            Some(count) if counts == Counts::All || (counts == Counts::Active && at == active) => {
                format!("{} {count}", cut(tab))
            }
            _ => cut(tab),
        };
        tabs.iter().enumerate().map(shown).collect()
    };
    let total = |words: &[String]| words.iter().map(|word| width(word) + 2).sum::<usize>();
    let tries = [
        (Counts::All, true),
        (Counts::All, false),
        (Counts::Active, true),
        (Counts::None, true),
        (Counts::Active, false),
        (Counts::None, false),
    ];
    let fit = tries.into_iter().find_map(|(counts, dated)| {
        let words = words(counts, usize::MAX);
        let date = if dated { width(right) + 1 } else { 0 };
        (total(&words) + date <= cells).then_some((words, dated))
    });
    let (words, dated) = fit.unwrap_or_else(|| {
        let each = (cells / tabs.len().max(1)).saturating_sub(2).max(1);
        (words(Counts::None, each), false)
    });
    let mut spans: Vec<Span<'static>> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let role = if at == active { Role::Tab } else { Role::Normal };
        spans.push(Span::styled(format!(" {word} "), theme.style(role)));
    }
    if dated {
        let gap = cells - total(&words) - width(right) - 1;
        spans.push(Span::raw(" ".repeat(gap)));
        spans.push(Span::styled(right.to_owned(), theme.style(Role::Dim)));
    }
    Line::from(spans)
}

/// Which tabs show their count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counts {
    All,
    Active,
    None,
}

/// A level line over the whole width.
pub fn rule(cells: u16, theme: Theme) -> Line<'static> {
    Line::styled(theme.signs.line.repeat(cells.into()), theme.style(Role::Dim))
}

/// From this width on the detail stands at the right of the list.
pub const WIDE: u16 = 120;

/// Where list and detail stand, and the rule between them: the detail below with `rows` rows, or from
/// [`WIDE`] on at the right. Below twelve rows there is no detail.
pub fn list_and_detail(area: Rect, rows: u16) -> (Rect, Option<Rect>, Option<Rect>) {
    if area.width >= WIDE {
        // Beside its detail a list shows no less than it does on eighty columns.
        let list = (area.width * 6 / 10).max(81);
        let bar = Rect { x: area.x + list, width: 1, ..area };
        let detail = Rect { x: bar.x + 2, width: area.width - list - 2, ..area };
        return (Rect { width: list - 1, ..area }, Some(bar), Some(detail));
    }
    if area.height < 12 || rows == 0 {
        return (area, None, None);
    }
    let rows = rows.min(area.height / 2);
    let list = Rect { height: area.height - rows - 1, ..area };
    let bar = Rect { y: list.bottom(), height: 1, ..area };
    (list, Some(bar), Some(Rect { y: bar.bottom(), height: rows, ..area }))
}

/// Draws what [`list_and_detail`] put between list and detail: level or upright as the place is.
pub fn draw_rule(area: Rect, buf: &mut ratatui::buffer::Buffer, theme: Theme) {
    let area = area.intersection(buf.area);
    let sign = if area.width == 1 { theme.signs.bar } else { theme.signs.line };
    for position in area.positions() {
        buf.set_string(position.x, position.y, sign, theme.style(Role::Dim));
    }
}

/// One cell of a strip: a letter above, a sign below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StripCell {
    /// The letter of the month.
    pub head: char,
    /// What became of it: one cell wide.
    pub sign: String,
    /// How the sign looks.
    pub role: Role,
}

/// A year in two lines: letters and signs, three cells each; in less room, the latest months.
pub fn strip(cells: &[StripCell], room: u16, theme: Theme) -> [Line<'static>; 2] {
    let fit = usize::from(room / 3).min(cells.len());
    let shown = &cells[cells.len() - fit..];
    let head = shown.iter().map(|cell| Span::styled(format!("{}  ", cell.head), theme.style(Role::Dim)));
    let signs = shown.iter().map(|cell| {
        let text = super::text::pad_right(&cell.sign, 3, theme.signs.ellipsis);
        Span::styled(text, theme.style(cell.role))
    });
    [head.collect(), signs.collect()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABS: [Tab<'static>; 5] = [
        Tab { title: "Children", count: Some(38) },
        Tab { title: "Visitors", count: Some(31) },
        Tab { title: "Matches", count: Some(24) },
        Tab { title: "Reports", count: Some(412) },
        Tab { title: "Deadlines", count: Some(17) },
    ];

    #[test]
    fn the_tab_bar_gives_way_gracefully() {
        let bar = |cells| tab_bar(&TABS, 4, "Mon 23 Nov", cells, Theme::default()).to_string();
        assert_eq!(
            bar(80).trim_end(),
            " Children 38  Visitors 31  Matches 24  Reports 412  Deadlines 17     Mon 23 Nov"
        );
        assert_eq!(bar(60), " Children  Visitors  Matches  Reports  Deadlines Mon 23 Nov");
        for cells in 15..200 {
            assert!(width(&bar(cells)) <= usize::from(cells), "{cells}: {}", bar(cells));
        }
    }

    #[test]
    fn the_detail_goes_to_the_right_when_there_is_room() {
        let (list, _, detail) = list_and_detail(Rect::new(0, 2, 80, 20), 5);
        assert_eq!((list.height, detail), (14, Some(Rect::new(0, 17, 80, 5))));
        let (list, _, detail) = list_and_detail(Rect::new(0, 2, 120, 20), 5);
        assert_eq!((list.width, detail), (80, Some(Rect::new(83, 2, 37, 20))));
        let (list, _, detail) = list_and_detail(Rect::new(0, 2, 119, 20), 5);
        assert_eq!((list.width, detail.map(|d| d.width)), (119, Some(119)), "else beneath");
    }

    #[test]
    fn the_strip_shows_the_latest_months_that_fit() {
        let cells: Vec<StripCell> = "DJFMAMJJASON"
            .chars()
            .map(|head| StripCell { head, sign: "●".into(), role: Role::Good })
            .collect();
        let [head, signs] = strip(&cells, 36, Theme::default());
        assert_eq!(head.to_string().trim_end(), "D  J  F  M  A  M  J  J  A  S  O  N");
        assert_eq!(signs.width(), 36);
        assert_eq!(strip(&cells, 7, Theme::default())[0].to_string().trim_end(), "O  N");
    }
}
