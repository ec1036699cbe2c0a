//! The negative table for roles, through the screens: every key on every record of the demonstration, whatever state it
//! is in, for each role. The same for the command line is in `tests/cli/roles.rs`, for the commands themselves in the
//! crate that judges.

use crate::ground::{At, for_three};
use domain::people::Role;
use domain::record::{Pause, Subject};
use domain::world::World;
use std::collections::BTreeMap;
use tui::desk::Page;
use tui::keys::{Action, KEYS, Scope, Task};

const READERS: &str =
    "You may look at the scheme and not change it. Ask a co-ordinator or a team manager to do this.";
const PAUSED: &str = "Visits are paused; see team manager. Only a team manager allows them again.";

fn opened_by(name: &str, phrase: &str) -> At {
    let mut at = for_three(120, 40);
    at.keys(&format!("'{name}' Enter '{phrase}' Enter"));
    at.moment();
    at
}

/// Every record that a page can be opened on.
fn records(world: &World) -> Vec<Subject> {
    let mut all: Vec<Subject> = world.children().map(|c| Subject::Child(c.id)).collect();
    all.extend(world.visitors().map(|v| Subject::Visitor(v.id)));
    all.extend(world.matches().map(|m| Subject::Match(m.id)));
    all.extend(world.proposals().map(|p| Subject::Proposal(p.id)));
    all.extend(world.concerns().map(|c| Subject::Concern(c.id)));
    let visits =
        world.matches().filter_map(|m| world.ledger(m.id)).flat_map(|l| l.visits.iter().map(|v| v.id));
    all.extend(visits.step_by(7).map(Subject::Visit));
    all
}

/// What would be written by a key.
fn writes(action: Action) -> bool {
    matches!(action, Action::Do(_) | Action::Undo | Action::AllSeen | Action::CorrectReport)
}

fn actions() -> Vec<Action> {
    let mut all: Vec<Action> = KEYS.rows().iter().map(|row| row.action).filter(|a| writes(*a)).collect();
    all.dedup();
    all
}

/// Whether each key can be used on each record.
fn table(at: &mut At) -> BTreeMap<(Subject, String), Result<(), String>> {
    let subjects = records(at.world());
    let mut all = BTreeMap::new();
    let desk = at.app.desk_mut().expect("open");
    for subject in subjects {
        desk.pages = vec![Page { subject, top: 0, paragraph: None }];
        for action in actions() {
            all.insert((subject, format!("{action:?}")), desk.enabled(action));
        }
    }
    desk.pages.clear();
    all
}

#[test]
fn a_reader_uses_no_key_that_writes_on_any_record() {
    let mut at = opened_by("Rae Wells", "the words of rae");
    let table = table(&mut at);
    assert!(table.len() > 10_000, "{} lines", table.len());
    for ((subject, action), enabled) in &table {
        let Err(why) = enabled else { panic!("a reader may do {action} on {subject:?}") };
        // That there is nothing to be corrected here is true for everybody.
        assert!(why == READERS || action == "CorrectReport", "{action} on {subject:?}: {why}");
    }
    // And by force, past the greyed keys: the file refuses what the screens would not have sent.
    let before = at.world().clone();
    for action in actions() {
        at.app.desk_mut().unwrap().act(action);
        at.moment();
    }
    assert!(*at.world() == before, "a reader changed something");
}

/// A co-ordinator works as a team manager does, but for what is the manager's: nothing of that has a key, and a pause
/// that is the manager's stays.
#[test]
fn a_coordinator_has_every_key_of_a_manager_but_those_that_are_the_managers() {
    let mut manager = opened_by(demo::COORDINATOR, demo::PASSPHRASE);
    assert_eq!(manager.desk().role, Role::TeamManager);
    let paused = |world: &World, subject| match subject {
        Subject::Visitor(id) => {
            world.visitor(id).is_some_and(|v| v.is_paused_by_manager(crate::ground::today()))
        }
        _ => false,
    };
    // One visitor is paused by the manager, who says no more than that.
    let visitor = manager.world().visitors().find(|v| v.is_serving()).unwrap();
    let (reference, id) = (visitor.reference().to_string(), Subject::Visitor(visitor.id));
    manager
        .keys(&format!("2 / '{reference}' Enter Enter S Tab '{}' Tab Right F2", Pause::SEE_MANAGER))
        .moment();
    assert!(paused(manager.world(), id), "{}", manager.screen());
    let theirs = table(&mut manager);
    manager.keys("q");
    manager.runner.close().unwrap();
    let mut bo = crate::ground::opened_again(&manager.path, "Bo Lind", "the words of bo");
    let hers = table(&mut bo);
    assert_eq!(theirs.len(), hers.len());
    let stays = Err(PAUSED.to_owned());
    for ((subject, action), enabled) in &hers {
        let managers = &theirs[&(*subject, action.clone())];
        if *enabled == stays {
            // Of the visitor, and of the child and the match that the pause is about.
            assert_eq!((action.as_str(), managers), ("Do(UnsuspendVisitor)", &Ok(())), "{subject:?}");
        } else {
            assert_eq!(enabled, managers, "{action} on {subject:?}");
        }
    }
    assert_eq!(hers[&(id, "Do(UnsuspendVisitor)".to_owned())], stays);
    // The keys that are the manager's are not there, on any page and any tab.
    for at in [None, Some(id)] {
        let desk = bo.app.desk_mut().unwrap();
        desk.pages = at.map(|subject| Page { subject, top: 0, paragraph: None }).into_iter().collect();
        let scopes = desk.scopes();
        assert!(
            !scopes.iter().any(|s| matches!(s, Scope::Manager | Scope::VisitorOfManager | Scope::Allegation))
        );
    }
    // By force they are refused by the file, and written down.
    let before = bo.world().clone();
    let desk = bo.app.desk_mut().unwrap();
    desk.pages = vec![Page { subject: id, top: 0, paragraph: None }];
    desk.act(Action::Do(Task::ReceiveAllegation));
    bo.keys("'He shouted.' Tab 'The carer' Tab 'n' Tab Tab '8:00' F2").moment();
    bo.says("Only a team manager may do this.");
    assert!(*bo.world() == before);
    bo.keys("Esc q");
    bo.runner.close().unwrap();
    let (file, _) = crate::ground::reread_by(&bo.path, "Bo Lind", "the words of bo");
    assert_eq!(file.journal(None, 1).unwrap()[0].command, "note-denial");
}
