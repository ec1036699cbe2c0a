//! The ten most common tasks, each with the keys that it takes. The table in the README is held against this one.
//!
//! What is pasted in a script stands for what is written in words, for names and for addresses; it is not counted.

use crate::day::on_line;
use crate::ground::{At, opened};
use domain::record::Subject;
use domain::rule::RuleId;
use std::fmt::Write as _;
use tui::engine::event::Event;
use tui::engine::script;

/// Where a task begins.
enum From {
    /// On its line in Deadlines.
    Line(RuleId, &'static str),
    /// On the record in its tab.
    Row(&'static str, &'static str),
    /// On the record in its tab, after what comes before the task.
    After(&'static str, &'static str, &'static str),
}

struct Task {
    /// Its place in the list of the field notes.
    number: u8,
    title: &'static str,
    from: From,
    keys: &'static str,
    /// What the screen says when it is done.
    said: &'static str,
}

const fn line(
    number: u8,
    title: &'static str,
    rule: RuleId,
    who: &'static str,
    keys: &'static str,
    said: &'static str,
) -> Task {
    Task { number, title, from: From::Line(rule, who), keys, said }
}

const fn row(
    number: u8,
    title: &'static str,
    (tab, who): (&'static str, &'static str),
    keys: &'static str,
    said: &'static str,
) -> Task {
    Task { number, title, from: From::Row(tab, who), keys, said }
}

const TASKS: &[Task] = &[
    line(
        1,
        "File a visit report, with the next visit",
        RuleId::R33,
        "Jay P.",
        "Enter Tab Tab '3h' Tab paste:'cinema' Tab 'b' Tab paste:'He laughed.' Tab paste:'At ease.' Tab 'n' Tab '12 12' F2",
        "filed.",
    ),
    line(
        2,
        "Chase a late report, and note the call",
        RuleId::R33,
        "Jay P.",
        "N paste:'Rang: it comes tonight.' F2",
        " ✓ ",
    ),
    line(2, "Give a match its next visit", RuleId::R89, "Mia D.", "Enter 'sat 2pm' F2", "planned."),
    row(
        3,
        "Note a call on record of child, visitor and match",
        ("1", "leila"),
        "N paste:'The carer rang.' F2",
        " ✓ ",
    ),
    row(
        4,
        "Take a cancelled visit and rearrange it",
        ("3", "linh"),
        "x 'c' Tab 'ill' Enter Tab Tab Tab '19 12' F2",
        " ✓ ",
    ),
    row(
        5,
        "Record a placement move",
        ("1", "bella"),
        "P Tab 'f' Tab paste:'The Osmans' Tab paste:'9 Weir Row' Tab Tab Tab 'y' F2",
        "Move of",
    ),
    row(5, "Another social worker takes over", ("1", "bella"), "S paste:'Dana Roe' F2", "Social worker of"),
    row(
        6,
        "Take a referral of a new child, acknowledge it, book the meeting",
        ("1", "freddie"),
        "n paste:'Ada' Tab paste:'Birch' Tab '3 2 2014' F2 f Tab paste:'Ruth Dale' Tab Tab Tab Space Tab 'y' Tab 'y' F2 b '+10d' F2",
        "booked.",
    ),
    line(
        7,
        "Tell child and social worker where they are on the list",
        RuleId::R40,
        "Zoë M.",
        "Enter F2",
        " ✓ ",
    ),
    row(8, "See who could visit a child, and propose the best", ("1", "tomek"), "m Enter F2", "made."),
    row(9, "Record the briefing of a visitor", ("3", "yasmin"), "b F2", "visitor briefed"),
    Task {
        number: 10,
        title: "Arrange the joint visit",
        from: From::After("3", "yasmin", "b F2"),
        keys: "t '+5d' F2",
        said: "joint visit arranged",
    },
    row(
        10,
        "Record the joint visit, and that both want to go on",
        ("3", "zoë"),
        "m Tab Tab Tab 'y' Tab 'y' F2",
        "they have met",
    ),
];

fn begin(task: &Task) -> At {
    let mut at = opened(100, 40);
    match task.from {
        From::Line(rule, who) => on_line(&mut at, rule, who),
        From::Row(tab, who) => drop(at.keys(&format!("{tab} / '{who}' Enter"))),
        From::After(tab, who, before) => drop(at.keys(&format!("{tab} / '{who}' Enter {before}")).moment()),
    }
    at
}

/// Keys are counted; what is pasted is words.
fn count(keys: &str) -> usize {
    script::parse(keys).expect("a script").iter().filter(|event| matches!(event, Event::Key(_))).count()
}

fn table() -> String {
    let mut table = "\n| | task | from | keys | number |\n|--:|---|---|---|--:|\n".to_owned();
    for task in TASKS {
        let from = match task.from {
            From::Line(..) => "its line in Deadlines",
            From::Row("1", _) if task.number == 6 => "any child",
            From::Row("1", _) => "the child",
            From::Row(..) | From::After(..) if task.number > 8 => "the proposal",
            From::Row(..) | From::After(..) => "the match",
        };
        let keys: Vec<&str> = task.keys.split("paste:").collect();
        // What is written in words is shown as three dots.
        let shown = keys.iter().enumerate().map(|(at, part)| match (at, part.split_once("' ")) {
            (0, _) => (*part).to_owned(),
            (_, Some((_, rest))) => format!("… {rest}"),
            (_, None) => "…".to_owned(),
        });
        let shown: String = shown.collect();
        let _ = writeln!(
            table,
            "| {} | {} | {from} | `{}` | {} |",
            task.number,
            task.title,
            shown.replace('\'', ""),
            count(task.keys)
        );
    }
    table
}

#[test]
fn each_of_the_most_common_tasks_is_done_with_its_keys() {
    for task in TASKS {
        let mut at = begin(task);
        let before = at.desk().head.seq;
        at.keys(task.keys).moment();
        at.says(task.said).silent("Not saved").silent("This stands against it");
        assert!(at.desk().head.seq > before, "{}: nothing was written\n{}", task.title, at.screen());
        at.silent("F2 save");
        assert!(count(task.keys) <= 35, "{} takes {} keys", task.title, count(task.keys));
    }
}

#[test]
fn a_call_that_is_noted_stands_with_child_visitor_and_match() {
    let mut at = opened(100, 40);
    at.keys("1 / 'leila' Enter N paste:'The carer rang.' F2").moment();
    let wanted = [at.child("Leila"), at.visitor("Barlow"), Subject::Match(at.match_of("Leila").id)];
    let note = at.world().notes().find(|n| n.text == "The carer rang.").expect("the note").about.clone();
    assert!(wanted.iter().all(|subject| note.contains(subject)), "{note:?}");
}

#[test]
fn the_readme_has_the_table_of_counts() {
    let readme = include_str!("../../README.md");
    let there =
        readme.split_once("<!-- counts -->").and_then(|(_, rest)| rest.split_once("<!-- /counts -->"));
    let there = there.map(|(table, _)| table);
    assert!(
        there == Some(&table()),
        "the README lacks this table between <!-- counts --> and <!-- /counts -->:\n<!-- counts -->{}<!-- /counts -->",
        table()
    );
}
