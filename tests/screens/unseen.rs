//! What is restricted is invisible to a co-ordinator on every screen: two files made by the same random commands, one
//! with allegations and one without, opened by a co-ordinator and driven by the same keys, show the same.

use crate::chance::{Chance, event};
use crate::ground::{At, moment, opened_again, today};
use crate::twins::{COORDINATOR, MARKER, READER, seal, twins};
use domain::record::Subject;
use domain::world::World;
use tui::engine::app::App as _;

/// The two, side by side.
struct Pair {
    both: [At; 2],
    who: (&'static str, &'static str),
    /// What was typed: a word that was looked for stands on the screen as well.
    typed: String,
}

impl Pair {
    fn opened(seed: u64, steps: usize, who: (&'static str, &'static str)) -> Self {
        let made = twins(seed, steps, today(), moment());
        assert!(made.world.allegations().count() > 0, "seed {seed} tells of none");
        let folder = tempfile::tempdir().unwrap();
        let both = [("alleged", made.alleged), ("ordinary", made.ordinary)].map(|(name, steps)| {
            let path = folder.path().join(name);
            seal(&path, &made.base, &steps, (today(), moment()));
            opened_again(&path, who.0, who.1)
        });
        let pair = Self { both, who, typed: String::new() };
        assert!(!made.world.allegations().eq(pair.world().allegations()), "they are kept from her");
        pair
    }

    fn world(&self) -> &World {
        self.both[0].world()
    }

    /// The same keys for both, and the same screen after them.
    #[track_caller]
    fn keys(&mut self, keys: &str) -> &mut Self {
        self.typed.push_str(keys);
        for at in &mut self.both {
            at.keys(keys).moment();
        }
        self.same(keys)
    }

    #[track_caller]
    fn same(&mut self, after: &str) -> &mut Self {
        let [alleged, ordinary] = [0, 1].map(|n| told(&self.both[n].screen()));
        assert_eq!(alleged, ordinary, "after {after}");
        for word in [MARKER, "llegation"].iter().filter(|word| !self.typed.contains(**word)) {
            assert!(!alleged.contains(word), "{word} after {after}\n{alleged}");
        }
        self
    }

    /// Both begun again, where the program was left or locked.
    fn again(&mut self) {
        for at in &mut self.both {
            at.runner.close().unwrap();
            *at = opened_again(&at.path, self.who.0, self.who.1);
        }
    }
}

/// A screen without the three words that stand for the bytes of a file.
fn told(screen: &str) -> String {
    let line = |line: &str| match line.split_once("change ").filter(|_| line.contains('-')) {
        Some((before, rest)) => format!("{before}{}", rest.split([' ', ':']).next().unwrap_or_default()),
        None => line.to_owned(),
    };
    screen.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Every record that has a page, with the tab on which it is found.
fn records(world: &World) -> Vec<(&'static str, String)> {
    let named = |tab, subject| world.reference(subject).map(|r| (tab, r.to_string()));
    let children = world.children().filter_map(|c| named("1", Subject::Child(c.id)));
    let visitors = world.visitors().filter_map(|v| named("2", Subject::Visitor(v.id)));
    let matches = world.matches().filter_map(|m| named("3", Subject::Match(m.id)));
    children.chain(visitors).chain(matches).collect()
}

/// What is looked at from a page: help, the past, the ledger, card, previews, papers, and keys that are not hers.
const LOOKS: [&str; 15] = [
    "PgDn",
    "? Esc",
    "H Esc",
    "J Esc",
    "B Esc",
    "A Esc",
    "Z Esc",
    "Alt-a Esc",
    "Alt-d Esc Esc",
    "l",
    "l",
    "l l",
    "l",
    "l l",
    "Esc",
];

#[test]
fn every_page_and_search_shows_the_same() {
    let mut pair = Pair::opened(3, 150, COORDINATOR);
    pair.same("the opening");
    for keys in ["1", "2", "3", "4", "5", "5 G", "i", "1", "2", "i", "Alt-o", "PgDn Esc", "Alt-f", "PgDn Esc"]
    {
        pair.keys(keys);
    }
    for (tab, reference) in records(pair.world()) {
        pair.keys(&format!("Esc Esc Esc {tab} / '{reference}' Enter Enter"));
        for keys in LOOKS {
            pair.keys(keys);
        }
        pair.keys("Esc Esc Esc Esc");
    }
    for sought in [MARKER, "AL-0001", "allegation", "LADO", "manager", "paused"] {
        for tab in 1..=5 {
            pair.keys(&format!("Esc Esc Esc Esc {tab} / '{sought}'")).keys("Enter").keys("Esc");
        }
        pair.keys(&format!(": '{sought}'")).keys("Esc Esc");
    }
}

/// Keys, texts, clicks and sizes by chance, with everything that they write: the same on both.
#[test]
fn keys_by_chance_show_the_same() {
    let mut pair = Pair::opened(4, 120, COORDINATOR);
    let mut chance = Chance(19);
    for n in 0..1_200 {
        let next = event(&mut chance);
        for at in &mut pair.both {
            at.event(next.clone());
            at.moment();
        }
        pair.same(&format!("event {n}"));
        let gone = [0, 1].map(|n| pair.both[n].app.done() || pair.both[n].app.desk().is_none());
        assert_eq!(gone[0], gone[1], "event {n}");
        if gone[0] {
            pair.again();
            pair.same("opened again");
        }
    }
}

/// What can be taken back does not tell that something unseen was done since.
#[test]
fn what_can_be_taken_back_is_the_same() {
    for seed in 20..28 {
        for who in [COORDINATOR, READER] {
            let mut pair = Pair::opened(seed, 40, who);
            pair.keys("u").keys("Esc Ctrl-r").keys("Esc u").keys("Esc u");
        }
    }
}

/// The test of the test: to the team manager the two files are not the same.
#[test]
fn a_team_manager_sees_that_they_differ() {
    let made = twins(3, 150, today(), moment());
    let folder = tempfile::tempdir().unwrap();
    let screens = [("alleged", made.alleged), ("ordinary", made.ordinary)].map(|(name, steps)| {
        let path = folder.path().join(name);
        seal(&path, &made.base, &steps, (today(), moment()));
        let mut at = opened_again(&path, demo::COORDINATOR, demo::PASSPHRASE);
        at.keys("5 g").moment();
        told(&at.screen())
    });
    assert_ne!(screens[0], screens[1]);
    assert!(screens[0].contains("LADO not told"), "{}", screens[0]);
}
