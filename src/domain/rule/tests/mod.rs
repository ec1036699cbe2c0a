//! Every row of the rule table on both sides of its edge: a history in which the rule speaks, and one that differs from
//! it as little as can be in which it does not. What is expected is written from section 2 of the field notes, with the
//! numbers and the date arithmetic (2.H) that stand there.
//!
//! A row without a case, a case that is right on one side only, another level than the notes give, or another subject
//! fails [`every_row_speaks_on_one_side_of_its_edge_and_not_on_the_other`].

mod alleged;
mod children;
mod concerns;
mod house;
mod law;
mod outings;
mod playing;
mod practice;
mod recruiting;
mod standards;
mod telling;

use super::{Level, RuleId, TABLE};
use crate::deadline::Band;
use crate::record::Subject;
use playing::Seen;

/// The two sides of an edge.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Side {
    /// Where the rule speaks.
    Over,
    /// Where it does not.
    Within,
}

impl Side {
    /// What is so over the edge, or else what is so within it.
    fn of<T>(self, over: T, within: T) -> T {
        match self {
            Self::Over => over,
            Self::Within => within,
        }
    }
}

/// How a rule shows itself.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Shown {
    /// As a finding of this level, against a command.
    Found(Level),
    /// As a deadline in this band, on the list of a day.
    Due(Band),
    /// In a place of its own, which the case asks itself.
    InItsPlace,
}

/// What a case holds of its rule within the edge.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Within {
    /// It says nothing at all: no finding and no deadline.
    Nothing,
    /// It is not yet as urgent: a day that has not passed, warned of already.
    Less,
}

/// One rule at one edge.
struct Case {
    rule: RuleId,
    /// The level that the field notes give.
    level: Level,
    shown: Shown,
    within: Within,
    /// The edge, in the words of the notes; of a rule that shows itself in its own place, also why.
    edge: &'static str,
    play: fn(Side) -> Seen,
}

/// A finding at the level of the notes on one side, nothing on the other.
const fn found(rule: RuleId, level: Level, edge: &'static str, play: fn(Side) -> Seen) -> Case {
    Case { rule, level, shown: Shown::Found(level), within: Within::Nothing, edge, play }
}

/// A finding where the notes give a second, lower level beside that of the row.
const fn found_lower(
    rule: RuleId,
    (level, here): (Level, Level),
    edge: &'static str,
    play: fn(Side) -> Seen,
) -> Case {
    Case { rule, level, shown: Shown::Found(here), within: Within::Nothing, edge, play }
}

/// A finding at the level of the notes on one side; on the other a lesser one, or a deadline that is there on both.
const fn found_less(rule: RuleId, level: Level, edge: &'static str, play: fn(Side) -> Seen) -> Case {
    Case { within: Within::Less, ..found(rule, level, edge, play) }
}

/// A deadline on one side, nothing on the other.
const fn due(rule: RuleId, level: Level, band: Band, edge: &'static str, play: fn(Side) -> Seen) -> Case {
    Case { rule, level, shown: Shown::Due(band), within: Within::Nothing, edge, play }
}

/// A deadline in one band on one side, in a lesser band on the other.
const fn turns(rule: RuleId, level: Level, band: Band, edge: &'static str, play: fn(Side) -> Seen) -> Case {
    Case { rule, level, shown: Shown::Due(band), within: Within::Less, edge, play }
}

/// A rule that is neither found nor due anywhere, asked where it shows.
const fn in_its_place(rule: RuleId, level: Level, edge: &'static str, play: fn(Side) -> Seen) -> Case {
    Case { rule, level, shown: Shown::InItsPlace, within: Within::Nothing, edge, play }
}

/// Every case, section by section.
fn cases() -> impl Iterator<Item = &'static Case> {
    [
        house::CASES,
        children::CASES,
        outings::CASES,
        standards::CASES,
        law::CASES,
        alleged::CASES,
        recruiting::CASES,
        practice::CASES,
        telling::CASES,
        concerns::CASES,
    ]
    .into_iter()
    .flatten()
}

/// What is wrong with a case, if anything.
fn judged(case: &Case) -> Result<(), String> {
    let wrong = |what: String| Err(format!("{}, {}: {what}", case.rule, case.edge));
    if case.rule.row().level != case.level {
        return wrong(format!("the row says {:?}, the notes {:?}", case.rule.row().level, case.level));
    }
    let over = (case.play)(Side::Over);
    let about = over.about;
    let said: Vec<_> = over.of(case.rule, case.shown).collect();
    if said.is_empty() {
        return wrong(format!("over the edge it says nothing; said is {:?}", over.said));
    }
    if let Some((_, other, _)) = said.iter().find(|(_, shown, _)| *shown != case.shown) {
        return wrong(format!("it shows as {other:?}, not as {:?}", case.shown));
    }
    if !said.iter().any(|(.., subject)| *subject == about) {
        return wrong(format!("it is about {said:?}, not about {about:?}"));
    }
    let within = (case.play)(Side::Within);
    let left = within.said.iter().filter(|(rule, ..)| *rule == case.rule);
    let left: Vec<_> =
        left.filter(|(_, shown, _)| case.within == Within::Nothing || *shown == case.shown).collect();
    if left.is_empty() { Ok(()) } else { wrong(format!("within the edge it still says {left:?}")) }
}

/// What the table asks of a row and the cases do not have.
fn missing(rule: RuleId, of_rule: &[&Case]) -> Option<&'static str> {
    let row = rule.row();
    let has = |is: fn(&Case) -> bool| of_rule.iter().any(|case| is(case));
    let place = has(|c| c.shown == Shown::InItsPlace);
    if !has(|c| c.within == Within::Nothing) {
        return Some("no case in which it falls silent");
    }
    if row.clock && !has(|c| matches!(c.shown, Shown::Due(_))) {
        return Some("a clock, and no case with a deadline");
    }
    if !row.clock && !place && !has(|c| matches!(c.shown, Shown::Found(_))) {
        return Some("a check, and no case with a finding");
    }
    if !row.clock && has(|c| matches!(c.shown, Shown::Due(_))) {
        return Some("no clock, and a case with a deadline");
    }
    if row.level >= Level::Override && !has(|c| c.shown == Shown::Found(c.level)) {
        return Some("it refuses, and no case in which it does");
    }
    None
}

#[test]
fn every_row_speaks_on_one_side_of_its_edge_and_not_on_the_other() {
    let wrong: Vec<String> = cases().filter_map(|case| judged(case).err()).collect();
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_row_has_the_cases_that_its_level_and_its_clock_ask_for() {
    let gaps: Vec<String> = TABLE
        .iter()
        .filter_map(|row| {
            let of_rule: Vec<&Case> = cases().filter(|case| case.rule == row.id).collect();
            missing(row.id, &of_rule).map(|gap| format!("{}: {gap}", row.id))
        })
        .collect();
    assert!(gaps.is_empty(), "{}", gaps.join("\n"));
}

/// Few rules are shown only where they are looked for, and each says why.
#[test]
fn hardly_any_rule_is_neither_found_nor_due() {
    let quiet: Vec<&Case> = cases().filter(|case| case.shown == Shown::InItsPlace).collect();
    let rules: Vec<RuleId> = quiet.iter().map(|case| case.rule).collect();
    assert_eq!(rules, [RuleId::R50c, RuleId::R82a, RuleId::R91]);
    assert!(quiet.iter().all(|case| case.edge.contains("; ") && case.edge.len() > 60));
}

/// The judge of the cases, held against cases that are wrong.
#[test]
fn a_case_that_is_wrong_is_told_from_one_that_is_right() {
    fn seen(side: Side, within: bool, about: u8) -> Seen {
        let subject = Subject::Child(crate::id::ChildId([1; 16]));
        let said = (RuleId::R14, Shown::Found(Level::Warn), subject);
        let said = if side == Side::Over || within { vec![said] } else { Vec::new() };
        Seen { about: Subject::Child(crate::id::ChildId([about; 16])), said }
    }
    let right = |play| found(RuleId::R14, Level::Warn, "a ground", play);
    assert_eq!(judged(&right(|side| seen(side, false, 1))), Ok(()));
    let told = |case: Case, words: &str| {
        let told = judged(&case).unwrap_err();
        assert!(told.contains(words) && told.starts_with("R14, a ground: "), "{told}");
    };
    told(right(|side| seen(side, true, 1)), "within the edge it still says");
    told(right(|side| seen(side, false, 2)), "not about");
    told(right(|side| Seen { said: Vec::new(), ..seen(side, false, 1) }), "over the edge it says nothing");
    let level = |level| Case { level, ..right(|side| seen(side, false, 1)) };
    told(level(Level::Info), "the row says Warn, the notes Info");
    let shown = |shown| Case { shown, ..right(|side| seen(side, false, 1)) };
    told(shown(Shown::Found(Level::Override)), "it shows as Found(Warn)");
    told(shown(Shown::Due(Band::Overdue)), "over the edge it says nothing");
    assert_eq!(missing(RuleId::R14, &[]), Some("no case in which it falls silent"));
    let due = shown(Shown::Due(Band::Overdue));
    assert_eq!(missing(RuleId::R14, &[&due]), Some("a check, and no case with a finding"));
}
