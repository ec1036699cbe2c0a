//! Finding somebody for somebody: from the child, from the visitor, for the whole list; compared, explained, proposed.

use crate::ground::{At, flat, looking_only, opened};
use crate::names::{found, of};
use domain::record::Subject;

/// A child that waits, and the list of who could visit.
fn for_kai() -> At {
    let mut at = opened(100, 50);
    at.keys("1 / 'kai' Enter m").says("Who could visit Kai L. (13), waiting");
    at
}

#[test]
fn the_counts_at_the_head_are_those_of_the_lines() {
    let mut at = opened(100, 120);
    at.keys("1 / 'kai' Enter m");
    let screen = at.screen();
    let rows = |part: &str| screen.lines().filter(|l| l.contains(" V-00") && l.contains(part)).count();
    let head = format!(
        "{} can be proposed, {} lack an answer, {} cannot.",
        rows(" ✓ yes"),
        rows(" missing"),
        rows(" ✗ ")
    );
    assert!(rows(" ✓ yes") > 2 && rows(" ✗ ") > 10, "{screen}");
    at.says(&head);
    let world = at.world();
    let is_held =
        |v: &&domain::record::Visitor| v.stage() >= domain::record::Stage::Ready && !v.stage().is_over();
    let left_out = world.visitors().len() - world.visitors().filter(is_held).count();
    assert!(left_out > 0);
    at.says(&format!("{left_out} not yet ready or gone."));
    // Whoever can be proposed stands before whoever cannot.
    let place = |part: &str| screen.lines().position(|l| l.contains(" V-00") && l.contains(part)).unwrap();
    assert!(place(" ✓ yes") < place(" ✗ "));
}

#[test]
fn every_line_says_what_speaks_for_it_and_what_against() {
    let mut at = for_kai();
    at.says("✓ wish, availability: weekends").says("11 = interests -10");
    at.keys("r").says("✓ DBS: to").says("✓ no other visitor");
    at.keys("Esc");
    at.keys("G");
    assert!(at.cursor().contains(" ✗ "), "{}", at.screen());
    let against = flat(&at.screen());
    let proof = against.split("──").last().unwrap().trim_start_matches('─').trim();
    assert!(proof.starts_with('✗') && proof.contains("(R") || proof.contains("(H"), "{}", at.screen());
}

#[test]
fn two_are_compared_the_marked_ones_or_this_and_the_next() {
    let mut at = for_kai();
    let rows: Vec<String> = at.screen().lines().filter(|l| l.contains(" V-00")).map(str::to_owned).collect();
    let name = |n: usize| rows[n].trim_start_matches('>').split(" V-").next().unwrap().trim().to_owned();
    at.keys("c")
        .says("Two side by side")
        .says(&name(0))
        .says(&name(1))
        .says("≠ approved")
        .says("core training");
    at.keys("Esc").says("Who could visit Kai L.");
    at.keys("g Space j Space c").says("Two side by side").says(&name(0)).says(&name(2)).silent(&name(1));
    // The marks first, then the list.
    at.keys("Esc Esc").says("Who could visit");
    at.keys("Esc").says("Kai Lindqvist").silent("Who could visit");
}

#[test]
fn a_visitor_is_proposed_with_the_wishes_as_reasons_and_is_free_no_more() {
    let mut at = for_kai();
    let best = at.cursor().trim_start_matches('>').split(" V-").next().unwrap().trim().to_owned();
    let before = at.world().proposals().count();
    at.keys("Enter").says("Propose a visitor").says(&best).says("both");
    at.keys("F2").moment();
    at.says("Proposal P-").says("made.");
    assert_eq!(at.world().proposals().count(), before + 1);
    let (kai, visitor) = (at.child("Kai"), at.visitor(&best));
    let made = at.world().proposals().max_by_key(|p| p.number).unwrap();
    assert_eq!((Subject::Child(made.child), Subject::Visitor(made.visitor)), (kai, visitor));
    assert!(made.rationale.as_deref().is_some_and(|why| why.contains("both")), "{:?}", made.rationale);
    // One lands on the proposal, where its next step is.
    at.says("proposed").says("talked over with the visitor: not yet");
    // Neither is offered to anybody else while it is open, nor to each other a second time.
    at.keys("Esc 1 Esc / 'scarlett' Enter m / 'part of a proposal'");
    at.keys(&format!("Esc / '{best}' Enter")).says("is part of a proposal already");
    at.keys("Enter F2").moment();
    assert_eq!(at.world().proposals().count(), before + 1, "{}", at.screen());
    at.says("Carry it on, or close it.");
}

#[test]
fn a_visitor_finds_the_children_who_wait_and_is_proposed_from_there() {
    let mut at = opened(100, 50);
    at.keys("2 / 'carver' Enter m").says("Whom Beth C. could visit, free");
    let waiting: Vec<_> = at.screen().lines().filter(|l| l.contains(" C-00")).map(str::to_owned).collect();
    assert!(waiting.len() > 3, "{}", at.screen());
    let who = at.cursor().trim_start_matches('>').split(" C-").next().unwrap().trim().to_owned();
    at.keys("C").says(&who);
    assert_eq!(at.desk().subject(), Some(at.child(&who)));
    at.keys("Esc m Enter").says("Propose a visitor").says("Beth Carver");
    at.keys("F2").moment();
    at.says("made.").says("Beth C., proposed");
    at.says(&format!("{} ", who.split(' ').next().unwrap())).says("talked over with the visitor");
    at.keys("Esc m").says("0 can be proposed");
    at.holds_after();
}

#[test]
fn the_whole_list_pairs_nobody_twice_and_says_who_is_left() {
    let mut at = opened(100, 50);
    at.keys("1 W").says("The whole waiting list at once").says("PROPOSED TOGETHER");
    let screen = at.screen();
    let pairs = screen.lines().skip_while(|l| !l.contains("PROPOSED TOGETHER")).skip(1);
    let pairs: Vec<(String, String)> = pairs
        .take_while(|l| l.contains("✓ yes") || l.contains('?'))
        .map(|l| {
            let cells: Vec<&str> =
                l.trim_start_matches('>').split("  ").filter(|c| !c.trim().is_empty()).collect();
            (cells[0].trim().to_owned(), cells[1].trim().to_owned())
        })
        .collect();
    at.says(&format!("PROPOSED TOGETHER {}", pairs.len())).says(&format!("{} proposals", pairs.len()));
    for (n, (child, visitor)) in pairs.iter().enumerate() {
        assert!(pairs[..n].iter().all(|(c, v)| c != child && v != visitor), "{screen}");
    }
    at.says("NOBODY FOR THEM").silent("NO CHILD FOR THEM");
    at.keys("n").says("are proposed to each other in this set");
    // Proposed from here, the pair is out of the set that is made afterwards.
    at.keys("Esc Enter").says("Propose a visitor");
    at.keys("F2").moment();
    at.says("made.");
    at.keys("Esc 1 Esc W").says(&format!("PROPOSED TOGETHER {}", pairs.len() - 1)).silent(&pairs[0].0);
    // With fewer children than visitors, somebody is left on the other side.
    at.keys("Esc");
    for name in ["'ethan'", "'kai'", "'idris'", "'rosie'"] {
        at.keys(&format!("1 Esc / {name} Enter x 'withdrawn' Enter 'not now' F2")).moment();
        at.says("closed");
    }
    at.keys("Esc 1 Esc W").says("NO CHILD FOR THEM").silent("NOBODY FOR THEM");
}

#[test]
fn why_a_pair_is_not_in_the_set_is_said_in_whole_sentences() {
    let mut at = for_kai();
    for _ in 0..4 {
        at.keys("n").says("These two, and the whole list");
        let said = flat(&at.screen());
        let said = said.split("whole list").nth(1).unwrap();
        assert!(said.contains('.') && said.contains("Kai L."), "{}", at.screen());
        at.keys("Esc j");
    }
    at.keys("n").says("is not an approved visitor");
    at.keys("Esc");
    at.keys("W G n").says("Choose a pair first: a line with a child and a visitor.");
    // For somebody who is left over Enter looks at the candidates, and Esc comes back.
    at.keys("Enter").says("Who could visit");
    at.keys("Esc").says("The whole waiting list at once");
}

#[test]
fn who_could_visit_is_looked_at_in_a_file_for_looking_only_and_nothing_is_proposed() {
    let mut at = looking_only(100, 40);
    at.keys("1 / 'kai' Enter m").says("can be proposed");
    at.keys("c").says("Two side by side");
    at.keys("Esc n").says("whole list");
    at.keys("Esc Enter").says("This file is open for looking only.").silent("Propose a visitor");
    at.keys("a").says("This file is open for looking only.");
    at.keys("W Enter").says("This file is open for looking only.");
}

#[test]
fn no_name_stands_in_any_of_these_lists_when_names_are_hidden() {
    let mut at = opened(120, 60);
    let staff: Vec<String> = at
        .world()
        .children()
        .flat_map(|c| c.social_worker.iter().chain(c.iro.iter()))
        .map(|w| w.name.clone())
        .chain([demo::COORDINATOR.to_owned(), demo::COLLEAGUE.to_owned()])
        .collect();
    let mut names = of(at.world());
    names.retain(|name| !staff.iter().any(|s| s.split(' ').any(|word| word == name)));
    let mut leaks = Vec::new();
    at.keys("i");
    for start in [
        "1 Esc / 'kai' Enter m",
        "1 Esc / 'scarlett' Enter m",
        "2 Esc / 'carver' Enter m",
        "1 Esc W",
        "2 Esc B",
        "3 Esc g Enter",
    ] {
        at.keys(start);
        for keys in ["c", "Esc", "n", "Esc", "j", "j", "n", "Esc", "PgDn", "G", "n", "Esc"] {
            // On the board and on a page some of these keys are others': leaving them is no matter.
            if start.starts_with("2 Esc B") && matches!(keys, "n" | "c")
                || start.starts_with('3') && keys == "n"
            {
                continue;
            }
            at.keys(keys);
            for row in at.screen().lines() {
                if let Some(name) = found(&names, row) {
                    leaks.push(format!("{start}, {keys}: {name:?} in {:?}", row.trim()));
                }
            }
        }
        at.keys("Esc Esc Esc Esc");
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}

impl At {
    /// After what was done here, lists and deadlines are what they would be if made anew.
    #[track_caller]
    fn holds_after(mut self) {
        self.is_kept_as_if_made_anew();
        self.holds_what_was_shown();
    }
}
