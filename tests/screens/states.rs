//! The negative table for roles through the screens, by the state of the record: which keys work for a team manager, a
//! co-ordinator and a reader on a concern, a pause, a report and a match in each of their states, and what can be read
//! there. The same for the command line is in `tests/cli/states.rs`.

use crate::ground::{At, flat, moment, opened_again, today};
use crate::told::in_states;
use crate::twins::{COORDINATOR, MANAGER, READER, seal};
use domain::id::Reference;
use domain::record::Subject;
use tui::desk::Page;
use tui::keys::{Action, Scope, Task};

/// What a key does for somebody: it works, or is refused for the role, for a pause that is the manager's, or for the
/// state that the record is in.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Key {
    Works,
    Looks,
    Paused,
    State,
}

use Key::{Looks, Paused, State, Works};

const READERS: &str =
    "You may look at the scheme and not change it. Ask a co-ordinator or a team manager to do this.";
const STAYS: &str = "Visits are paused; see team manager. Only a team manager allows them again.";
/// Whoever runs the scheme, and not a reader.
const WRITERS: [Key; 3] = [Works, Works, Looks];
/// Closed by the state, and to a reader by the role.
const CLOSED: [Key; 3] = [State, State, Looks];

/// The record by its state, the key, and what manager, co-ordinator and reader get.
const TABLE: &[(&str, Task, [Key; 3])] = &[
    ("OPEN-CONCERN", Task::PassOnConcern, WRITERS),
    ("OPEN-CONCERN", Task::SettleConcern, WRITERS),
    ("OPEN-CONCERN", Task::TakeNote, WRITERS),
    ("CLOSED-CONCERN", Task::PassOnConcern, CLOSED),
    ("CLOSED-CONCERN", Task::SettleConcern, CLOSED),
    ("CLOSED-CONCERN", Task::CloseConcern, CLOSED),
    ("ALLEGED-VISITOR", Task::UnsuspendVisitor, [Works, Paused, Looks]),
    ("CLEARED-VISITOR", Task::UnsuspendVisitor, CLOSED),
    ("CLEARED-VISITOR", Task::SuspendVisitor, WRITERS),
    ("PAUSED-VISITOR", Task::UnsuspendVisitor, WRITERS),
    ("RESUMED-VISITOR", Task::UnsuspendVisitor, CLOSED),
    ("RESUMED-VISITOR", Task::SuspendVisitor, WRITERS),
    ("UNREAD-REPORT", Task::ReadReport, WRITERS),
    ("UNREAD-REPORT", Task::RaiseConcern, WRITERS),
    ("READ-REPORT", Task::RaiseConcern, WRITERS),
    ("LIVE-MATCH", Task::PlanVisit, WRITERS),
    ("LIVE-MATCH", Task::EndMatch, WRITERS),
    ("LIVE-MATCH", Task::VisitReport, WRITERS),
    ("ENDED-MATCH", Task::PlanVisit, CLOSED),
    ("ENDED-MATCH", Task::HoldMatch, CLOSED),
];

/// What is read on the page of a record, and whether manager, co-ordinator and reader read it.
const READ: &[(&str, &str, [bool; 3])] = &[
    ("OPEN-CONCERN", "Openword", [true, true, false]),
    ("CLOSED-CONCERN", "Closedword", [true, true, false]),
    ("ALLEGED-VISITOR", "see team manager", [true, true, false]),
    ("ALLEGED-VISITOR", "Allegedword", [false; 3]),
    ("CLEARED-VISITOR", "Settledword", [false; 3]),
    ("PAUSED-VISITOR", "Pauseword", [true, true, false]),
    ("RESUMED-VISITOR", "Overword", [false; 3]),
    ("UNREAD-REPORT", "Unreadword", [true, true, false]),
    ("READ-REPORT", "Readword", [true, true, false]),
    ("AGREED-REPORT", "Agreedword", [true, true, false]),
    ("WITHDRAWN-REPORT", "Withdrawnword", [true, true, false]),
    ("ENDED-MATCH", "Endingword", [true, true, false]),
];

fn three() -> [(At, &'static str); 3] {
    let telling = in_states(today(), moment());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scheme");
    seal(&path, &telling.base, &telling.steps, (telling.today, telling.now));
    [MANAGER, COORDINATOR, READER].map(|who| (opened_again(&path, who.0, who.1), who.0))
}

/// Opens the page of a record that stands in the table.
fn go(at: &mut At, name: &str) {
    let telling = in_states(today(), moment());
    let reference = &telling.named[name];
    let subject = at.world().find(Reference::parse(reference).unwrap()).expect("a record");
    at.keys("Esc Esc Esc Esc");
    if let Subject::Visit(_) = subject {
        // Its narrative is read from the file when it is opened by its key.
        at.keys(&format!("4 / '{reference}' Enter Enter")).moment();
        return;
    }
    at.app.desk_mut().unwrap().pages = vec![Page { subject, top: 0, paragraph: None }];
    at.keys("Home").moment();
}

#[test]
fn every_state_has_its_keys_for_every_role() {
    let mut wrong = Vec::new();
    for (n, (mut at, who)) in three().into_iter().enumerate() {
        for (name, task, keys) in TABLE {
            go(&mut at, name);
            let found = match at.desk().enabled(Action::Do(*task)) {
                Ok(()) => Works,
                Err(why) if why == READERS => Looks,
                Err(why) if why == STAYS => Paused,
                Err(_) => State,
            };
            if found != keys[n] {
                wrong.push(format!("{name}, {task:?}, {who}: {found:?} and not {:?}", keys[n]));
            }
        }
        // The keys of an allegation are there for the manager alone.
        go(&mut at, "ALLEGED-VISITOR");
        let scopes = at.desk().scopes();
        assert_eq!(
            scopes.iter().any(|s| matches!(s, Scope::Manager | Scope::VisitorOfManager)),
            n == 0,
            "{who}"
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_state_is_read_by_those_who_may() {
    let mut wrong = Vec::new();
    for (n, (mut at, who)) in three().into_iter().enumerate() {
        for (name, word, may) in READ {
            go(&mut at, name);
            let mut text = flat(&at.screen());
            for _ in 0..6 {
                at.keys("PgDn");
                text.push_str(&flat(&at.screen()));
            }
            if text.contains(word) != may[n] {
                wrong.push(format!("{name}, {word}, {who}: read {} and not {}", text.contains(word), may[n]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
