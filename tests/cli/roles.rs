//! The negative table for roles, through the command line: every command for each role, with what the file says of it
//! afterwards. The same for the screens is in `tests/screens/roles.rs`.

use super::people::{HERS, OTHER, as_who, three, write};
use super::stage::{CANARY, PHRASE, Place};
use store::{Access, SchemeFile};

/// What a role gets: it is done, or refused with a word of the sentence and whether that stands in the journal.
#[derive(Clone, Copy, Debug)]
enum Gets {
    Done,
    /// It is done, and stands in the journal and in the release ledger.
    Given,
    /// There is nothing of the kind in this file, which is said, and nothing is written.
    Nothing,
    Denied(&'static str),
}

use Gets::{Denied, Done, Given, Nothing};

const MANAGERS: Gets = Denied("Only a team manager may do this");
const WRITERS: Gets = Denied("You may look at the scheme and not change it");

/// Commands, and what the co-ordinator and the reader get; the team manager gets all of them. `NEW` stands for a file
/// with a new passphrase, `COPY` for a place that is free.
const TABLE: &[(&[&str], Gets, Gets)] = &[
    (&["due"], Done, Done),
    (&["due", "--format", "json"], Done, Done),
    (&["rules"], Done, Done),
    (&["keys"], Done, Done),
    (&["verify"], Done, Done),
    (&["backup", "COPY"], Done, Done),
    (&["people", "list"], Done, Done),
    (&["show", "C-0001"], Done, Done),
    (&["show", "V-0001", "--format", "json"], Done, Done),
    (&["preview", "C-0001", "--as", "child"], Done, Done),
    (&["preview", "C-0001", "--as", "team-manager", "--format", "json"], Done, Done),
    (&["figures"], Done, Done),
    (&["figures", "--give-to", "The panel", "--purpose", "annual report"], Given, WRITERS),
    (&["document", "iro-update", "C-0001"], Given, WRITERS),
    (&["export", "C-0001", "--as", "iro", "--purpose", "review"], Given, WRITERS),
    (&["calendar", "--as", "co-ordinator"], Nothing, Nothing),
    (&["show", "AL-0001"], MANAGERS, MANAGERS),
    (&["show", "AL-0099"], MANAGERS, MANAGERS),
    (&["preview", "AL-0001", "--as", "lado"], MANAGERS, MANAGERS),
    (&["export", "AL-0001", "--as", "lado", "--purpose", "referral"], MANAGERS, MANAGERS),
    (&["people", "add", "Cy", "--role", "reader", "--new-passphrase-file", "NEW"], MANAGERS, MANAGERS),
    (
        &["people", "add", "Di", "--role", "team-manager", "--own", "--new-passphrase-file", "NEW"],
        MANAGERS,
        MANAGERS,
    ),
    (&["people", "change", "Bo", "--new-passphrase-file", "NEW"], MANAGERS, MANAGERS),
    (&["people", "change", "Bo", "--role", "co-ordinator"], MANAGERS, MANAGERS),
    (&["people", "change", "Bo", "--role", "team-manager"], MANAGERS, MANAGERS),
    (&["people", "change", "Bo", "--role", "reader"], MANAGERS, MANAGERS),
    (&["people", "revoke", "Bo"], MANAGERS, MANAGERS),
];

/// The table's commands, in its order: the manager's own change of the people is seen by the next line.
fn call(place: &Place, (name, phrase): (&str, &str), args: &[&str], n: usize) -> super::stage::Told {
    let new = write(place, "new", "quilt ember saddle prairie");
    let copy = place.path(&format!("copy-{n}.befriend"));
    let copy = copy.to_str().unwrap().to_owned();
    let args: Vec<&str> = args
        .iter()
        .map(|arg| match *arg {
            "NEW" => new.as_str(),
            "COPY" => copy.as_str(),
            other => other,
        })
        .collect();
    as_who(place, name, phrase, &args)
}

#[test]
fn every_command_for_every_role() {
    let place = three();
    // Somebody to be changed by those who may not.
    let new = write(&place, "new", "quilt ember saddle prairie");
    as_who(
        &place,
        CANARY,
        PHRASE,
        &["people", "add", "Bo", "--role", "reader", "--own", "--new-passphrase-file", &new],
    )
    .done();
    super::people::an_allegation(&place);
    let state = || {
        let opened = SchemeFile::open(&place.file, CANARY, PHRASE, Access::ReadOnly).unwrap();
        let entry = opened.file.journal(None, 1).unwrap().remove(0);
        (opened.world, opened.file.head().seq, entry)
    };
    let (mut world, ..) = state();
    for (n, (args, coordinator, reader)) in TABLE.iter().enumerate() {
        for (who, gets) in [(("Priya Nandakumar", HERS), coordinator), (("Rae", OTHER), reader)] {
            let (_, seq, _) = state();
            let told = call(&place, who, args, n * 3 + who.0.len());
            let (now, change, entry) = state();
            let before = std::mem::replace(&mut world, now);
            let released = world.releases().count() - before.releases().count();
            assert!(world == before || released == 1, "{args:?} by {} changed a record", who.0);
            match gets {
                Given => {
                    assert_eq!(told.code, Some(0), "{args:?} by {}", who.0);
                    assert_eq!((change, released), (seq + 1, 1), "{args:?} by {}", who.0);
                }
                Nothing => assert_eq!((told.code, change), (Some(1), seq), "{args:?} by {}", who.0),
                Done => {
                    told.done();
                    assert_eq!(change, seq, "{args:?} by {} wrote something", who.0);
                }
                Denied(part) => {
                    told.refused(1, part);
                    assert_eq!(
                        (change, entry.command.as_str(), entry.by.as_str()),
                        (seq + 1, "note-denial", who.0)
                    );
                }
            }
        }
    }
    // The other side: the team manager gets each of them, as far as there is such a record.
    let mut manager = Vec::new();
    for (n, (args, ..)) in TABLE.iter().enumerate() {
        let told = call(&place, (CANARY, PHRASE), args, 1_000 + n);
        manager.push((args, told.code));
    }
    let failed: Vec<_> =
        manager.iter().filter(|(_, code)| *code != Some(0)).map(|(args, _)| args[1]).collect();
    assert_eq!(failed, ["--as", "AL-0099"], "no visit is planned, and there is none of that reference");
}

/// What needs nobody's passphrase, or has one of its own, is every command that the table does not name.
#[test]
fn the_table_names_every_command() {
    let help = Place::real().call(&["--help"]).done();
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.len() > 8, "{help}");
    let apart = ["init", "demo", "recover", "help"];
    for command in commands {
        let there = TABLE.iter().any(|(args, ..)| args[0] == command);
        assert!(there != apart.contains(&command), "{command}");
    }
}
