//! Small things that make work smooth: where one is after a filter, what stands first in the palette, what is said and
//! what is copied.

use crate::ground::{At, flat, long, opened};
use domain::record::Subject;

#[test]
fn a_filter_that_fits_nothing_leaves_everything_where_it_was() {
    for (keys, (w, h)) in
        [("4 PgDn PgDn j j", (80, 24)), ("5 PgDn PgDn", (60, 18)), ("1 PgDn", (120, 40)), ("2 G", (80, 24))]
    {
        let mut at = opened(w, h);
        at.keys(keys);
        let before = at.screen();
        at.keys("/ 'a' 'zzqqx'").says("Nothing fits the filter. Esc ends it.");
        at.keys("Esc");
        assert_eq!(at.screen(), before, "{keys}");
        // The same when the filter was kept before it is ended.
        at.keys("/ 'a' 'zzqqx' Enter Esc");
        assert_eq!(at.screen(), before, "{keys}");
    }
    let mut at = long(80, 24);
    at.keys("4 PgDn PgDn j").moment();
    let before = at.screen();
    at.keys("/ 'zzqqx'").moment();
    at.keys("Esc").moment();
    at.moment();
    assert_eq!(at.screen(), before);
}

#[test]
fn with_marked_lines_the_palette_begins_with_what_can_be_done_for_them() {
    let mut at = opened(80, 24);
    let first = |at: &mut At| {
        at.keys(":");
        let screen = at.screen();
        let top = screen.lines().skip_while(|l| !l.contains("What to do")).find(|l| l.contains("> "));
        let top = top.unwrap_or_else(|| panic!("{screen}")).trim().trim_start_matches("> ").to_owned();
        at.keys("Esc");
        top
    };
    at.keys("1 / 'waiting' Enter g");
    assert!(first(&mut at).starts_with("Enter a new child"));
    at.keys("Space Space");
    let top = first(&mut at);
    assert!(top.starts_with("Record that the referral was acknowledged"), "{top}");
    // What is done for one record at a time stands below all of it; and the first is done for the marked.
    at.keys(":");
    let screen = at.screen();
    let place = |words: &str| screen.lines().position(|l| l.contains(words)).unwrap_or(usize::MAX);
    for words in
        ["Record that child or social worker was told", "Note a call", "Record a review of the child"]
    {
        assert!(place(words) < place("Enter a new child"), "{words}\n{screen}");
        assert!(place(words) < place("Take the last change back"), "{words}\n{screen}");
    }
    at.keys("Enter").says("2 marked:");
    at.keys("Esc Esc");
    assert!(at.desk().marked().is_empty());
    assert!(first(&mut at).starts_with("Enter a new child"));
}

#[test]
fn going_back_where_one_began_is_no_error() {
    let mut at = opened(80, 24);
    at.keys("Esc").says("· This is where you began.").silent("✗ This is where you began.");
}

#[test]
fn how_many_lines_one_change_can_hold_is_said_while_they_are_marked() {
    let mut at = opened(80, 24);
    at.keys("4 g").keys(&"Space ".repeat(59)).silent("60 lines");
    at.keys("Space").says("60 lines are marked. One change can hold no more of them.");
    at.keys("Space").says("61 lines are marked. More than 60 lines cannot be done as one change.");
    at.keys("N").says("✗ More than 60 lines cannot be done as one change.").silent("F2 save");
    at.keys("k Space");
    assert_eq!(at.desk().marked().len(), 60);
    at.keys("N").says("60 marked").says("F2 save");
}

#[test]
fn a_pair_has_the_same_points_in_every_list() {
    let mut at = opened(100, 50);
    at.keys("1 W g").says("PROPOSED TOGETHER");
    let mut pairs: Vec<(String, String, String)> = Vec::new();
    loop {
        let row = at.cursor();
        let list = row.trim_end_matches(['↓', '↑', ' ']);
        let cells: Vec<&str> =
            list.trim_start_matches('>').split("  ").map(str::trim).filter(|c| !c.is_empty()).collect();
        let [child, visitor, .., points] = cells.as_slice() else { break };
        if points.parse::<i32>().is_err() || pairs.iter().any(|(c, ..)| c == child) {
            break;
        }
        at.says(&format!("Points, this program's own: {points} = "));
        pairs.push(((*child).to_owned(), (*visitor).to_owned(), (*points).to_owned()));
        at.keys("j");
    }
    assert!(pairs.len() > 3, "{}", at.screen());
    at.says("for places on the list.");
    at.keys("g r").says("And in the whole list, for the place on it: ");
    at.keys("Esc Esc");
    for (child, visitor, points) in pairs {
        at.keys(&format!("Esc 1 / '{child}' Enter m / '{visitor}' Enter")).says("Who could visit");
        let row = at.cursor();
        assert!(
            row.contains(&visitor) && row.split_whitespace().any(|word| word == points),
            "{child} {points}: {row}"
        );
        at.says(&format!("Points, this program's own: {points} = ")).silent("for the place on it");
        at.keys("Esc Esc Esc");
    }
}

#[test]
fn with_names_hidden_initials_are_copied_as_they_are_shown() {
    let mut at = opened(100, 40);
    let (child, reference) = (at.child("Leila"), at.child_ref("Leila"));
    at.keys("3 / 'leila' Enter B y").silent("Names are hidden");
    at.keys("F2").moment();
    assert!(at.terminal.copied[0].contains("Leila"), "{}", at.terminal.copied[0]);
    at.keys("Esc i B y").says("Names are hidden, so initials and references are copied, as they stand here.");
    at.keys("F2").moment();
    let text = at.terminal.copied[1].clone();
    let Subject::Child(id) = child else { unreachable!() };
    let name = at.world().child(id).unwrap().name.clone();
    for never in [&name.first, &name.last] {
        assert!(!text.contains(never.as_str()), "{text}");
    }
    for line in text.lines().map(str::trim).filter(|l| l.contains(": ")) {
        assert!(flat(&at.screen()).contains(line) || at.screen().contains('↓'), "{line}\n{}", at.screen());
    }
    at.keys("Esc 1 / 'leila' Enter y");
    assert_eq!(at.terminal.copied[2], reference);
}
