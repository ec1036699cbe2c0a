//! The rules of the key table.

use super::{
    chord::Chord,
    keytable::{ALWAYS, Binding, HIDDEN, KeyTable, Lookup, Scope},
    theme::Theme,
};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Where {
    Everywhere,
    List,
}

impl Scope for Where {
    fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::List => "List",
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Act {
    Help,
    Quit,
    Cure,
    Open,
    GoChild,
    Snooze,
}

const fn row(
    scope: Where,
    chords: &'static [&'static str],
    action: Act,
    short: &'static str,
    rank: u8,
) -> Binding<Act, Where> {
    Binding { scope, chords, action, short, long: short, rank }
}

fn rows() -> Vec<Binding<Act, Where>> {
    vec![
        row(Where::List, &["Enter"], Act::Cure, "cure", 2),
        row(Where::List, &["s"], Act::Snooze, "snooze", 3),
        row(Where::List, &["o"], Act::Open, "open", 4),
        row(Where::List, &["g c"], Act::GoChild, "child", 5),
        row(Where::Everywhere, &["?", "F1"], Act::Help, "help", ALWAYS),
        row(Where::Everywhere, &["q", "o"], Act::Quit, "quit", 9),
    ]
}

const BOTH: &[Where] = &[Where::List, Where::Everywhere];

fn all(_: &Act) -> Result<(), String> {
    Ok(())
}

#[test]
fn help_is_never_pruned_and_the_footer_never_too_wide() {
    let table = KeyTable::new(rows());
    for cells in 20..120 {
        let footer = table.footer(BOTH, cells, Theme::default(), &all);
        assert!(footer.to_string().ends_with("? help"), "{cells}: {footer}");
        assert!(footer.width() <= cells, "{cells}: {footer}");
    }
    let wide = table.footer(BOTH, 80, Theme::default(), &all).to_string();
    assert_eq!(wide, " Enter cure  s snooze  o open  g c child  q quit  ? help");
    let narrow = table.footer(BOTH, 40, Theme::default(), &all).to_string();
    assert_eq!(narrow, " Enter cure  s snooze  o open  ? help");
}

#[test]
fn the_footer_names_only_what_works_and_the_palette_says_why_not() {
    let table = KeyTable::new(rows());
    let no = |act: &Act| if *act == Act::Snooze { Err("A clock cannot be snoozed.".into()) } else { Ok(()) };
    assert!(!table.footer(BOTH, 80, Theme::default(), &no).to_string().contains("snooze"));
    let palette = table.palette(BOTH, &no);
    let snooze = palette.iter().find(|row| row.action == Act::Snooze).unwrap();
    assert_eq!(snooze.why_not.as_deref(), Some("A clock cannot be snoozed."));
    let help = table.help(BOTH, &no);
    assert_eq!(help.iter().map(|group| group.title).collect::<Vec<_>>(), ["List", "Everywhere"]);
}

#[test]
fn the_inner_scope_goes_first_and_its_keys_vanish_from_the_outer() {
    let table = KeyTable::new(rows());
    assert_eq!(table.action(BOTH, Chord::char('o')), Some(&Act::Open));
    assert_eq!(table.action(&[Where::Everywhere], Chord::char('o')), Some(&Act::Quit));
    let palette = table.palette(BOTH, &all);
    assert_eq!(palette.iter().find(|row| row.action == Act::Quit).unwrap().keys, "q");
    assert_eq!(table.key_of(&Act::Help), Some("?"));
}

#[test]
fn a_sequence_waits_and_shows_what_may_follow() {
    let table = KeyTable::new(rows());
    let g = Chord::char('g');
    let Lookup::Prefix(follow) = table.lookup(BOTH, &[g]) else { panic!("g begins a sequence") };
    assert_eq!(table.footer_after(&[g], &follow, Theme::default()).to_string(), " g then c child");
    assert!(
        matches!(table.lookup(BOTH, &[g, Chord::char('c')]), Lookup::Hit(row) if row.action == Act::GoChild)
    );
    assert!(matches!(table.lookup(BOTH, &[g, Chord::char('x')]), Lookup::Nothing));
}

#[test]
fn a_sound_table_has_no_problems() {
    assert_eq!(KeyTable::new(rows()).problems(), Vec::<String>::new());
}

#[test]
fn each_fault_of_a_table_is_told() {
    let faulty = |extra: Binding<Act, Where>| {
        let mut all = rows();
        all.push(extra);
        KeyTable::new(all).problems().join("\n")
    };
    assert!(faulty(row(Where::List, &["s"], Act::Quit, "x", 2)).contains("also a key of"));
    assert!(faulty(row(Where::List, &["g"], Act::Quit, "x", 2)).contains("also a key of"));
    assert!(faulty(row(Where::List, &["Ctrl-h"], Act::Quit, "x", 2)).contains("another key"));
    assert!(faulty(row(Where::List, &["1"], Act::Quit, "x", 2)).contains("second key"));
    assert!(faulty(row(Where::List, &["]", "}"], Act::Quit, "x", 2)).contains("second key"));
    assert!(faulty(row(Where::List, &["enter"], Act::Quit, "x", 2)).contains("names no key"));
    assert!(faulty(row(Where::List, &[], Act::Quit, "x", 2)).contains("no key"));
    assert!(faulty(row(Where::List, &["x"], Act::Quit, "", 2)).contains("no word"));
    assert_eq!(faulty(row(Where::List, &["]", "x"], Act::Quit, "", HIDDEN)), "");
}

#[test]
fn the_readme_has_every_row() {
    let text = KeyTable::new(rows()).markdown();
    assert!(
        text.starts_with("### List\n\n| key | what it does |\n|---|---|\n| `Enter` | cure |\n"),
        "{text}"
    );
    assert!(text.contains("| `?`, `F1` | help |"));
}

#[test]
fn the_keys_of_forms_and_lists_are_sound() {
    let mut all = super::form::bindings(Where::List, |_| Act::Open);
    all.extend(super::list::bindings(Where::Everywhere, |_| Act::Open));
    assert_eq!(KeyTable::new(all).problems(), Vec::<String>::new());
}
