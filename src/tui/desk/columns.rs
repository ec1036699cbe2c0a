//! The columns of the five lists.

use crate::engine::Column;
use crate::keys::Tab;

/// The columns of a tab, in so many cells; of the visitors as a list, or as the board of stages.
#[must_use]
pub fn columns(tab: Tab, width: u16, board: bool) -> &'static [Column] {
    const CHILDREN: &[Column] = &[
        Column::new("child", 15).grow(22),
        Column::new("", 6).drop(4),
        Column::new("age", 3).right().drop(2),
        Column::new("where they stand", 19).grow(26),
        Column::new("visitor", 12).grow(24).drop(1),
        Column::new("social worker", 13).grow(22).drop(3),
    ];
    const VISITORS: &[Column] = &[
        Column::new("visitor", 16).grow(30),
        Column::new("", 6).drop(4),
        Column::new("where they stand", 18).grow(20),
        Column::new("since", 11).drop(2),
        Column::new("child", 12).grow(22).drop(1),
        Column::new("DBS to", 13).drop(3),
    ];
    const BOARD: &[Column] = &[
        Column::new("visitor", 14).grow(26),
        Column::new("", 6).drop(4),
        Column::new("days", 6).right(),
        Column::new("", 9).drop(2),
        Column::new("what is next", 24).grow(60),
    ];
    const MATCHES: &[Column] = &[
        Column::new("child", 12).grow(22),
        Column::new("visitor", 12).grow(22),
        Column::new("", 6).drop(4),
        // Where it stands stays, however narrow the list is.
        Column::new("state", 9).grow(13),
        Column::new("last", 10).grow(11).drop(1),
        Column::new("next", 10).drop(3),
        Column::new("the year", 12),
    ];
    const REPORTS: &[Column] = &[
        Column::new("visit", 11),
        Column::new("child", 12).grow(22),
        Column::new("visitor", 12).grow(22).drop(2),
        Column::new("", 7).drop(4),
        Column::new("what", 14).grow(30).drop(1),
        Column::new("report", 15).grow(24),
    ];
    // What, who and since when always stay; the rule's number is in the panel, and has a column where there is room.
    const DEADLINES: &[Column] = &[
        Column::new("", 1),
        Column::new("", 15).grow(19),
        Column::new("", 17).grow(20),
        Column::new("", 20).grow(44),
        Column::new("", 9).right(),
    ];
    const DEADLINES_NARROW: &[Column] = &[
        Column::new("", 1),
        Column::new("", 15),
        Column::new("", 13),
        Column::new("", 14).grow(30),
        Column::new("", 8).right(),
    ];
    const DEADLINES_WIDE: &[Column] = &[
        Column::new("", 1),
        Column::new("", 22).grow(38),
        Column::new("", 24).grow(40),
        Column::new("", 30).grow(60),
        Column::new("", 9).right(),
    ];
    match tab {
        Tab::Children => CHILDREN,
        Tab::Visitors if board => BOARD,
        Tab::Visitors => VISITORS,
        Tab::Matches => MATCHES,
        Tab::Reports => REPORTS,
        Tab::Deadlines if width < 72 => DEADLINES_NARROW,
        Tab::Deadlines if width < 110 => DEADLINES,
        Tab::Deadlines => DEADLINES_WIDE,
    }
}
