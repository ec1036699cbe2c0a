//! The negative table for roles through the command line, by the state of the record: what each command says of an open
//! and a closed concern, an allegation, a pause, a report, a match and a consent to a team manager, a co-ordinator and a
//! reader. What may be done to a record in a state is a table of the pure crate; the keys are in `tests/screens`.

use super::people::as_who;
use super::stage::{Place, moment};
use super::told::in_states;
use super::twins::{COORDINATOR, MANAGER, READER, seal};
use store::{Access, SchemeFile};

/// What somebody gets: the word, everything but the word, or a refusal; one for the sake of the role is written down.
#[derive(Clone, Copy, Debug)]
enum Gets {
    Says(&'static str),
    Silent(&'static str),
    Denied(&'static str),
    Refused(&'static str),
}

use Gets::{Denied, Refused, Says, Silent};

const MANAGERS: Gets = Denied("Only a team manager may do this");
const READERS: Gets = Denied("You may look at the scheme and not change it");

/// A record by its state, as it stands in the commands, what is asked, and what manager, co-ordinator and reader get.
type Row = (&'static str, &'static str, [Gets; 3]);

const TABLE: &[Row] = &[
    // Row 22 and 5.6: a concern is worked on by manager and co-ordinator; the social worker must hear of it, the carer
    // does not, and a reader of the file reads no word of it.
    ("OPEN-CONCERN", "show OPEN-CONCERN", [Says("Openword"), Says("Openword"), Silent("Openword")]),
    (
        "OPEN-CONCERN",
        "show OPEN-CONCERN --format json",
        [Says("Openword"), Says("Openword"), Silent("Openword")],
    ),
    (
        "OPEN-CONCERN",
        "preview OPEN-CONCERN --as social-worker",
        [Says("Openword"), Says("Openword"), Silent("Openword")],
    ),
    ("OPEN-CONCERN", "preview OPEN-CONCERN --as carer", [Silent("Openword"); 3]),
    (
        "OPEN-CONCERN",
        "export OPEN-CONCERN --as social-worker --purpose referral",
        [Says("Openword"), Says("Openword"), READERS],
    ),
    ("OPEN-CONCERN", "due", [Says("Concern not passed on"); 3]),
    ("CLOSED-CONCERN", "show CLOSED-CONCERN", [Says("Closedword"), Says("Closedword"), Silent("Closedword")]),
    ("CLOSED-CONCERN", "preview CLOSED-CONCERN --as carer", [Silent("Closedword"); 3]),
    (
        "CLOSED-CONCERN",
        "export CLOSED-CONCERN --as social-worker --purpose referral",
        [Says("Closedword"), Says("Closedword"), READERS],
    ),
    ("CLOSED-CONCERN", "due --within 366d", [Silent("CLOSED-CONCERN"); 3]),
    // Rows 24 and 25, 5.7: the team manager's; to everybody else the visits are paused.
    ("OPEN-ALLEGATION", "show OPEN-ALLEGATION", [Says("Allegedword"), MANAGERS, MANAGERS]),
    ("OPEN-ALLEGATION", "show OPEN-ALLEGATION --format json", [Says("Allegedword"), MANAGERS, MANAGERS]),
    ("OPEN-ALLEGATION", "preview OPEN-ALLEGATION --as lado", [Says("Allegedword"), MANAGERS, MANAGERS]),
    ("OPEN-ALLEGATION", "preview OPEN-ALLEGATION --as carer", [Silent("Allegedword"), MANAGERS, MANAGERS]),
    ("OPEN-ALLEGATION", "due", [Says("LADO not told"), Silent("LADO"), Silent("LADO")]),
    ("OPEN-ALLEGATION", "show ALLEGED-VISITOR", [Silent("Allegedword"); 3]),
    ("OPEN-ALLEGATION", "show ALLEGED-VISITOR", [Says("paused"); 3]),
    ("OPEN-ALLEGATION", "preview ALLEGED-VISITOR --as team-manager", [Silent("Allegedword"); 3]),
    (
        "OPEN-ALLEGATION",
        "export ALLEGED-VISITOR --as social-worker --purpose planning",
        [Silent("Allegedword"), Silent("Allegedword"), READERS],
    ),
    ("CLOSED-ALLEGATION", "show CLOSED-ALLEGATION", [Says("Settledword"), MANAGERS, MANAGERS]),
    ("CLOSED-ALLEGATION", "due --within 366d", [Silent("CLOSED-ALLEGATION"); 3]),
    ("CLOSED-ALLEGATION", "show CLEARED-VISITOR --format json", [Silent("Settledword"); 3]),
    // Row 24: that visits are paused is seen in the house; why, by those who work there.
    ("PAUSED-VISITOR", "show PAUSED-VISITOR", [Says("Pauseword"), Says("Pauseword"), Silent("Pauseword")]),
    ("PAUSED-VISITOR", "preview PAUSED-VISITOR --as carer", [Silent("Pauseword"); 3]),
    (
        "RESUMED-VISITOR",
        "show RESUMED-VISITOR --format json",
        [Says("Overword"), Says("Overword"), Silent("Overword")],
    ),
    ("RESUMED-VISITOR", "preview RESUMED-VISITOR --as carer", [Silent("Overword"); 3]),
    // Rows 19 and 20: a report goes to the co-ordinator, read or not; the carer gets none of it.
    ("UNREAD-REPORT", "show UNREAD-REPORT", [Says("Unreadword"), Says("Unreadword"), Silent("Unreadword")]),
    (
        "UNREAD-REPORT",
        "preview UNREAD-REPORT --as visitor",
        [Says("Unreadword"), Says("Unreadword"), Silent("Unreadword")],
    ),
    ("UNREAD-REPORT", "preview UNREAD-REPORT --as carer", [Silent("Unreadword"); 3]),
    (
        "UNREAD-REPORT",
        "export UNREAD-REPORT --as carer --purpose planning",
        [Silent("Unreadword"), Silent("Unreadword"), READERS],
    ),
    (
        "READ-REPORT",
        "show READ-REPORT --format json",
        [Says("Readword"), Says("Readword"), Silent("Readword")],
    ),
    ("READ-REPORT", "preview READ-REPORT --as iro --format json", [Silent("Readword"); 3]),
    // R30: what the child said is told to whom the child agreed, while that holds.
    (
        "AGREED-REPORT",
        "preview AGREED-REPORT --as carer",
        [Says("Agreedword"), Says("Agreedword"), Silent("Agreedword")],
    ),
    ("AGREED-REPORT", "preview AGREED-REPORT --as iro", [Silent("Agreedword"); 3]),
    (
        "AGREED-REPORT",
        "export AGREED-REPORT --as carer --purpose planning",
        [Says("Agreedword"), Says("Agreedword"), READERS],
    ),
    ("WITHDRAWN-REPORT", "preview WITHDRAWN-REPORT --as carer", [Silent("Withdrawnword"); 3]),
    (
        "WITHDRAWN-REPORT",
        "export WITHDRAWN-REPORT --as carer --purpose planning",
        [Silent("Withdrawnword"), Silent("Withdrawnword"), READERS],
    ),
    // Rows 18, 20 and 31: what is planned leaves as a calendar, and an ending with what the child said of it by the child's leave.
    ("LIVE-MATCH", "calendar LIVE-MATCH --as visitor", [Says("Placeword"), Says("Placeword"), READERS]),
    (
        "LIVE-MATCH",
        "calendar LIVE-MATCH --as social-worker",
        [Silent("Placeword"), Silent("Placeword"), READERS],
    ),
    ("LIVE-MATCH", "document leaflet LIVE-MATCH", [Silent("Placeword"), Silent("Placeword"), READERS]),
    ("LIVE-MATCH", "document ending LIVE-MATCH", [Refused("No ending is on record"); 3]),
    (
        "ENDED-MATCH",
        "show ENDED-MATCH --format json",
        [Says("Endingword"), Says("Endingword"), Silent("Endingword")],
    ),
    ("ENDED-MATCH", "preview ENDED-MATCH --as carer", [Silent("Endingword"); 3]),
    ("ENDED-MATCH", "calendar ENDED-MATCH --as visitor", [Refused("No visit is planned"); 3]),
    ("ENDED-MATCH", "document ending ENDED-MATCH", [Silent("Noteword"), Silent("Noteword"), READERS]),
    ("the scheme", "figures", [Silent("word"), Silent("Allegedword"), Silent("Allegedword")]),
    (
        "the scheme",
        "figures --give-to Panel --purpose report",
        [Silent("Allegedword"), Silent("Allegedword"), READERS],
    ),
];

#[test]
fn every_state_for_every_role_through_every_command() {
    let (today, now) = moment();
    let telling = in_states(today, now);
    let place = Place::empty(MANAGER.1);
    seal(&place.file, &telling.base, &telling.steps, (telling.today, telling.now));
    let newest = || {
        let opened = SchemeFile::open(&place.file, MANAGER.0, MANAGER.1, Access::ReadOnly).unwrap();
        let entry = opened.file.journal(None, 1).unwrap().remove(0);
        (entry.change, entry.command, entry.by)
    };
    let resolved = |text: &str| {
        text.split(' ')
            .map(|word| telling.named.get(word).map_or(word, String::as_str).to_owned())
            .collect::<Vec<_>>()
    };
    let mut wrong = Vec::new();
    for (state, line, gets) in TABLE {
        for (who, gets) in [MANAGER, COORDINATOR, READER].into_iter().zip(gets) {
            let args = resolved(line);
            let before = newest().0;
            let told = as_who(&place, who.0, who.1, &args.iter().map(String::as_str).collect::<Vec<_>>());
            let (after, command, by) = newest();
            let holds = match gets {
                Says(word) => told.code == Some(0) && told.out.contains(&resolved(word).join(" ")),
                Silent(word) => {
                    let word = resolved(word).join(" ");
                    told.code == Some(0) && !told.out.contains(&word) && !told.err.contains(&word)
                }
                Denied(part) => {
                    let noted = (after, command.as_str(), by.as_str()) == (before + 1, "note-denial", who.0);
                    told.code == Some(1) && told.out.is_empty() && told.err.contains(part) && noted
                }
                Refused(part) => {
                    told.code == Some(1) && told.out.is_empty() && told.err.contains(part) && after == before
                }
            };
            if !holds {
                let part = told.out.lines().take(8).collect::<Vec<_>>().join("\n");
                wrong.push(format!("{state}, {line}, {}: not {gets:?}\n{part}\n{}", who.0, told.err));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of the table\n{}", wrong.len(), wrong.join("\n"));
}
