//! `befriend people`: who opens the file. Without a terminal, with passphrases in files.

use super::stage::{CANARY, PHRASE, Place, Told};
use domain::command::{Command, NewAllegation};
use store::{Access, SchemeFile};

pub const HERS: &str = "walnut harbour cricket moss";
pub const OTHER: &str = "pebble orchard violin tram";

pub fn write(place: &Place, name: &str, phrase: &str) -> String {
    let path = place.path(name);
    std::fs::write(&path, format!("{phrase}\n")).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Calls the program as somebody with a passphrase.
pub fn as_who(place: &Place, name: &str, phrase: &str, args: &[&str]) -> Told {
    std::fs::write(place.phrase(), format!("{phrase}\n")).unwrap();
    place.call(&[&["--person", name], args].concat())
}

/// A file with a co-ordinator and a reader beside its first person, who all chose their passphrases.
pub fn three() -> Place {
    let place = Place::real();
    let (hers, other) = (write(&place, "hers", HERS), write(&place, "other", OTHER));
    let add = |name, role, file: &str| {
        ["people", "add", name, "--role", role, "--own", "--new-passphrase-file", file].map(str::to_owned)
    };
    let call = |args: [String; 8]| {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        as_who(&place, CANARY, PHRASE, &args).done()
    };
    assert!(call(add("Priya Nandakumar", "co-ordinator", &hers)).contains("asks for a name"));
    assert!(!call(add("Rae", "reader", &other)).contains("asks for a name"));
    place
}

#[test]
fn a_file_for_one_person_asks_for_no_name_and_says_who_it_is() {
    let place = Place::real();
    let listed = place.call(&["people", "list"]).done();
    assert!(listed.starts_with(CANARY) && listed.contains("team manager"), "{listed}");
    assert_eq!(listed.lines().count(), 1);
    place.call(&["people", "change", "--role", "reader"]).refused(1, "to yourself");
}

#[test]
fn each_opens_it_with_name_and_passphrase_and_as_what_they_are() {
    let place = three();
    place.call(&["due"]).refused(2, "--person");
    let listed = as_who(&place, "priya nandakumar", HERS, &["people", "list"]).done();
    for (name, role) in [(CANARY, "team manager"), ("Priya Nandakumar", "co-ordinator"), ("Rae", "reader")] {
        assert!(listed.lines().any(|line| line.starts_with(name) && line.contains(role)), "{listed}");
    }
    let wrong = "That name and passphrase do not open this file.";
    as_who(&place, "Rae", HERS, &["due"]).refused(1, wrong);
    as_who(&place, "Nobody", HERS, &["due"]).refused(1, wrong);
    as_who(&place, "Rae", OTHER, &["due"]).done();
    let mut program = place.program(&["people", "list", "--format", "json"]);
    let told: Told = program.env("BEFRIEND_PERSON", "Rae").output().unwrap().into();
    let all: serde_json::Value = serde_json::from_str(&told.done()).unwrap();
    assert_eq!(all.as_array().unwrap().len(), 3);
    let rae = all.as_array().unwrap().iter().find(|one| one["name"] == "Rae").unwrap();
    assert_eq!((&rae["role"], &rae["must_choose_passphrase"]), (&"reader".into(), &false.into()));
}

#[test]
fn only_a_team_manager_lets_others_in_and_out() {
    let place = three();
    let hers = write(&place, "new", "quilt ember saddle prairie");
    for (name, phrase) in [("Priya Nandakumar", HERS), ("Rae", OTHER)] {
        for args in [
            &["people", "add", "Bo", "--role", "reader", "--new-passphrase-file", &hers][..],
            &["people", "change", CANARY, "--role", "reader", "--new-passphrase-file", &hers],
            &["people", "revoke", CANARY],
        ] {
            as_who(&place, name, phrase, args).refused(1, "Only a team manager may do this");
        }
    }
    let listed = as_who(&place, CANARY, PHRASE, &["people", "list"]).done();
    assert_eq!(listed.lines().count(), 3);
    assert!(as_who(&place, CANARY, PHRASE, &["verify"]).done().contains("Nothing is wrong."));
}

#[test]
fn a_passphrase_of_somebody_elses_making_is_changed_first() {
    let place = three();
    let made = write(&place, "made", "quilt ember saddle prairie");
    let args = ["people", "change", "Rae", "--role", "co-ordinator", "--new-passphrase-file", &made];
    as_who(&place, CANARY, PHRASE, &args).done();
    as_who(&place, "Rae", OTHER, &["due"]).refused(1, "do not open this file");
    for args in [&["due"][..], &["show", "C-0001"], &["people", "list"]] {
        as_who(&place, "Rae", "quilt ember saddle prairie", args).refused(1, "Choose your own first");
    }
    let own = write(&place, "own", "tulip marble anchor drum");
    let args = ["people", "change", "--new-passphrase-file", &own];
    as_who(&place, "Rae", "quilt ember saddle prairie", &args).done();
    as_who(&place, "Rae", "tulip marble anchor drum", &["due"]).done();
    let short = write(&place, "short", "short");
    let args = ["people", "change", "--new-passphrase-file", &short];
    as_who(&place, "Rae", "tulip marble anchor drum", &args).refused(1, "at least 12 characters");
    place.call(&["--person", "Rae", "people", "change"]).refused(2, "--new-passphrase-file");
}

#[test]
fn the_last_team_manager_stays() {
    let place = three();
    let new = write(&place, "new", "quilt ember saddle prairie");
    let step_down = ["people", "change", "--role", "co-ordinator"];
    as_who(&place, CANARY, PHRASE, &step_down).refused(1, "last team manager");
    as_who(&place, CANARY, PHRASE, &["people", "revoke", CANARY]).refused(1, "Nobody shuts themselves out");
    let promote =
        ["people", "change", "Rae", "--role", "team-manager", "--own", "--new-passphrase-file", &new];
    as_who(&place, CANARY, PHRASE, &promote).done();
    as_who(&place, CANARY, PHRASE, &step_down).refused(1, "from themselves");
    let Told { code, err, .. } = as_who(
        &place,
        "Rae",
        "quilt ember saddle prairie",
        &["people", "change", CANARY, "--role", "reader"],
    );
    assert_eq!(code, Some(0), "{err}");
}

/// A role is given with one plain command, and nobody has to think of a passphrase for another.
#[test]
fn another_role_comes_with_a_passphrase_made_up_and_changed_first() {
    let place = three();
    let own = write(&place, "own", "tulip marble anchor drum");
    let out = as_who(&place, CANARY, PHRASE, &["people", "change", "Rae", "--role", "team-manager"]).done();
    assert!(out.contains("Rae opens the file as team manager from now on."), "{out}");
    let line = out.lines().find_map(|line| line.strip_prefix("Rae: ")).expect("a passphrase");
    assert_eq!(line.split(' ').count(), 8);
    as_who(&place, "Rae", OTHER, &["due"]).refused(1, "do not open this file");
    as_who(&place, "Rae", line, &["due"]).refused(1, "Choose your own first");
    let given = write(&place, "given", line);
    let change = |file: &str| ["people", "change", "--new-passphrase-file", file].map(str::to_owned);
    let call = |phrase: &str, file: &str| {
        let args = change(file);
        as_who(&place, "Rae", phrase, &args.iter().map(String::as_str).collect::<Vec<_>>())
    };
    call(line, &given).refused(1, "the one you were given");
    call(line, &own).done();
    // With --own and the passphrase that they have, nothing changes for them but the role.
    let (hers, priya) = (write(&place, "hers", HERS), "Priya Nandakumar");
    let promote = ["people", "change", priya, "--role", "reader", "--own", "--new-passphrase-file", &hers];
    as_who(&place, "Rae", "tulip marble anchor drum", &promote).done();
    as_who(&place, priya, HERS, &["due"]).done();
    let args = ["people", "change", CANARY, "--role", "reader", "--own", "--new-passphrase-file", &own];
    as_who(&place, "Rae", "tulip marble anchor drum", &args)
        .refused(2, "Leave --own and --new-passphrase-file out");
}

/// Taking the team manager's role away: new keys for everything, a new recovery key, and passphrases for the others.
#[test]
fn taking_the_managers_role_away_seals_everything_anew() {
    let place = three();
    let hers = write(&place, "hers", HERS);
    let priya = "Priya Nandakumar";
    let promote =
        ["people", "change", priya, "--role", "team-manager", "--own", "--new-passphrase-file", &hers];
    as_who(&place, CANARY, PHRASE, &promote).done();
    let (others, key) = (place.path("others.txt"), place.path("key.txt"));
    let (others, key) = (others.to_str().unwrap(), key.to_str().unwrap());
    let args = [
        "people",
        "change",
        priya,
        "--role",
        "co-ordinator",
        "--invitations-file",
        others,
        "--recovery-file",
        key,
    ];
    std::fs::write(others, "in the way").unwrap();
    as_who(&place, CANARY, PHRASE, &args).refused(1, "Nothing was changed");
    std::fs::remove_file(others).unwrap();
    let Told { code, out, err } = as_who(&place, CANARY, PHRASE, &args);
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(err.contains("Sealing anew"), "{err}");
    assert!(out.contains("opens the file as co-ordinator from now on, and its keys are new"), "{out}");
    as_who(&place, priya, HERS, &["due"]).refused(1, "do not open this file");
    as_who(&place, "Rae", OTHER, &["due"]).refused(1, "do not open this file");
    let invitations = std::fs::read_to_string(others).unwrap();
    let phrase = invitations.lines().find_map(|line| line.strip_prefix("Priya Nandakumar: ")).unwrap();
    as_who(&place, priya, phrase, &["people", "change", "--new-passphrase-file", &hers]).done();
    as_who(&place, priya, HERS, &["show", "AL-0001"]).refused(1, "Only a team manager");
    assert_eq!(std::fs::read_to_string(key).unwrap().lines().count(), 1);
    assert!(as_who(&place, CANARY, PHRASE, &["verify"]).done().contains("Nothing is wrong."));
}

#[test]
fn shutting_somebody_out_says_how_far_it_is_and_hands_over_what_is_new() {
    let place = three();
    let (others, key) = (place.path("others.txt"), place.path("key.txt"));
    let args = [
        "people",
        "revoke",
        "rae",
        "--invitations-file",
        others.to_str().unwrap(),
        "--recovery-file",
        key.to_str().unwrap(),
    ];
    std::fs::write(&key, "in the way").unwrap();
    as_who(&place, CANARY, PHRASE, &args).refused(1, "Nothing was changed");
    std::fs::remove_file(&key).unwrap();
    let Told { code, out, err } = as_who(&place, CANARY, PHRASE, &args);
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(err.contains("Sealing anew") && err.contains("done"), "{err}");
    assert!(out.contains("Rae no longer opens the file"), "{out}");
    as_who(&place, "Rae", OTHER, &["due"]).refused(1, "do not open this file");
    as_who(&place, "Priya Nandakumar", HERS, &["due"]).refused(1, "do not open this file");
    let invitation = std::fs::read_to_string(&others).unwrap();
    let (name, phrase) = invitation.trim().split_once(": ").unwrap();
    assert_eq!((name, phrase.split(' ').count()), ("Priya Nandakumar", 8));
    let hers = place.path("hers");
    let args = ["people", "change", "--new-passphrase-file", hers.to_str().unwrap()];
    as_who(&place, name, phrase, &args).done();
    as_who(&place, name, HERS, &["due"]).done();
    // The envelope holds another key now, and gives a named person another passphrase.
    std::fs::write(place.phrase(), "tulip marble anchor drum\n").unwrap();
    let recover = ["recover", "--recovery-file", key.to_str().unwrap()];
    place.call(&recover).refused(2, "--person");
    place.call(&[&["--person", "priya nandakumar"], &recover[..]].concat()).done();
    assert!(
        as_who(&place, name, "tulip marble anchor drum", &["verify"]).done().contains("Nothing is wrong.")
    );
}

/// The manager has received an allegation.
pub fn an_allegation(place: &Place) {
    let (today, now) = super::stage::moment();
    let mut opened = SchemeFile::open(&place.file, CANARY, PHRASE, Access::ReadWrite).unwrap();
    let allegation = Box::new(NewAllegation {
        visitor: opened.world.visitors().next().unwrap().id,
        match_id: None,
        children: Vec::new(),
        received: now,
        from: "The carer".to_owned(),
        natures: Vec::new(),
        significant_harm: false,
        happened: None,
        what: "He shouted.".to_owned(),
    });
    let context = opened.file.context(today, now, CANARY).unwrap();
    let command = Command::ReceiveAllegation { allegation };
    opened.file.run(&mut opened.world, &command, &context).unwrap();
}

#[test]
fn who_reads_an_allegation_or_asks_for_one_is_written_down() {
    let place = three();
    let change = |place: &Place| {
        let opened = SchemeFile::open(&place.file, CANARY, PHRASE, Access::ReadOnly).unwrap();
        (opened.file.head().seq, opened.file.journal(None, 1).unwrap().remove(0))
    };
    an_allegation(&place);
    let (before, _) = change(&place);
    assert!(as_who(&place, CANARY, PHRASE, &["show", "AL-0001"]).done().contains("He shouted."));
    let (seq, entry) = change(&place);
    assert_eq!((seq, entry.command.as_str(), entry.by.as_str()), (before + 1, "note-access", CANARY));
    assert_eq!(entry.done, "Allegation AL-0001 was read.");
    as_who(&place, CANARY, PHRASE, &["--read-only", "show", "AL-0001"]).refused(2, "written down");
    assert_eq!(change(&place).0, before + 1);

    // So does a list of what is due with its lines in it, in either form; without them, or where nothing can be written
    // down, nobody is read of.
    let due = |args: &[&str]| as_who(&place, CANARY, PHRASE, args).done();
    for (n, format) in ["text", "json"].into_iter().enumerate() {
        let out = due(&["due", "--format", format]);
        assert!(out.contains("LADO"), "{out}");
        let (seq, entry) = change(&place);
        assert_eq!((seq, entry.done.as_str()), (before + 2 + n as u64, "Allegation AL-0001 was read."));
    }
    let out = due(&["--read-only", "due"]);
    assert!(!out.contains("LADO") && !out.contains("AL-0001"), "{out}");
    assert!(!as_who(&place, "Priya Nandakumar", HERS, &["due"]).done().contains("LADO"));
    assert_eq!(change(&place).0, before + 3);
    let before = before + 2;

    // Whether or not there is one of that reference, the answer is the same.
    let told = |reference| {
        as_who(&place, "Priya Nandakumar", HERS, &["show", reference]).refused(1, "Only a team manager")
    };
    told("AL-0001");
    let (seq, entry) = change(&place);
    assert_eq!(
        (seq, entry.command.as_str(), entry.by.as_str()),
        (before + 2, "note-denial", "Priya Nandakumar")
    );
    told("AL-0099");
    assert_eq!(change(&place).0, before + 3);
    as_who(&place, "Rae", OTHER, &["show", "AL-0001"]).refused(1, "Only a team manager");
    let (seq, entry) = change(&place);
    assert_eq!((seq, entry.by.as_str()), (before + 4, "Rae"));
}
