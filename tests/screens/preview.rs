//! A record as another reader would get it, and what leaves from there: release, copy, refusal, consent, override, the
//! visitor's contact details, the briefing card.

use crate::ground::{At, flat, opened};
use domain::disclose::OVERRIDE_TEST;
use domain::record::{Basis, Reader, Release, Subject};

/// The visit report about which the tests ask: what a child said, that no concern quotes.
fn at_reported(at: &mut At) -> Subject {
    at.keys("4 / 'leila' Enter g");
    for _ in 0..60 {
        at.keys("l Esc");
        let told = |at: &mut At| {
            at.keys("l l l l G");
            let told = flat(&at.screen()).contains("(row 20): The child has not agreed to it.");
            at.keys("Esc");
            told
        };
        if told(at) {
            return at.desk().subject().expect("a visit");
        }
        at.keys("j");
    }
    panic!("no report in which the child speaks\n{}", at.screen());
}

/// To the withheld row of that number.
fn to_row(at: &mut At, row: u8) {
    at.keys("G");
    for _ in 0..60 {
        let marked = at
            .screen()
            .lines()
            .skip_while(|l| !l.trim_start().starts_with("> "))
            .take(4)
            .collect::<Vec<_>>()
            .join(" ");
        if flat(&marked).split(" left out ").next().unwrap_or_default().contains(&format!("(row {row})"))
            || flat(&marked)
                .trim_start_matches("> left out ")
                .split(" left out ")
                .next()
                .unwrap_or_default()
                .contains(&format!("(row {row})"))
        {
            return;
        }
        at.keys("k");
    }
    panic!("row {row} is not left out\n{}", at.screen());
}

fn last(at: &At) -> Release {
    at.world().releases().max_by_key(|r| (r.at, r.id)).expect("a release").clone()
}

fn releases(at: &At) -> usize {
    at.world().releases().count()
}

#[test]
fn the_key_goes_round_the_readers_that_there_are() {
    let mut at = opened(100, 40);
    at.keys("1 / 'leila' Enter Enter");
    let page = at.screen();
    for whom in [
        "the child",
        "the visitor",
        "the carer",
        "the social worker",
        "the reviewing officer",
        "the LADO",
        "management",
        "the team manager",
        "the co-ordinator",
        "the child",
    ] {
        at.keys("l").says(&format!("Preview: what {whom} would get"));
    }
    at.keys("S-Tab").says("Preview: what the co-ordinator would get");
    at.keys("Esc");
    assert_eq!(at.screen(), page);
}

#[test]
fn of_a_visitor_without_a_child_there_is_no_child_and_no_carer() {
    let mut at = opened(100, 40);
    let free = at
        .world()
        .visitors()
        .find(|v| {
            at.world().matches_of_visitor(v.id).next().is_none()
                && at.world().proposals_of_visitor(v.id).next().is_none()
        })
        .expect("somebody free")
        .reference();
    at.keys(&format!("2 / '{free}' Enter Enter"));
    for whom in
        ["the visitor", "the LADO", "management", "the team manager", "the co-ordinator", "the visitor"]
    {
        at.keys("l").says(&format!("Preview: what {whom} would get"));
    }
}

#[test]
fn the_head_counts_what_the_page_shows_and_leaves_out() {
    let mut at = opened(120, 400);
    at.keys("1 / 'leila' Enter l l l").says("For the carer, Mrs Bell: ");
    let screen = at.screen();
    let head = screen.lines().find(|l| l.contains("For the carer")).expect("the head").to_owned();
    let numbers: Vec<usize> =
        head.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
    let margin =
        |word: &str| screen.lines().filter(|l| l.get(3..).is_some_and(|l| l.starts_with(word))).count();
    let shown = ["shared", "need to know", "confidential", "restricted"].map(margin).iter().sum::<usize>();
    let left: usize = screen
        .lines()
        .filter_map(|l| l.get(3..)?.strip_prefix("left out")?.trim().split(' ').next()?.parse::<usize>().ok())
        .sum();
    assert_eq!(numbers, [shown, left], "{screen}");
}

/// Whatever is shown to a reader can be released to that reader as it stands: nothing that the page shows is refused.
#[test]
fn what_is_shown_can_be_told_to_every_reader() {
    for keys in [
        "1 / 'leila' Enter",
        "3 / 'leila' Enter",
        "2 / 'joan' Enter",
        "3 / 'marnie' Enter",
        "1 / 'bella' Enter",
    ] {
        let mut at = opened(100, 40);
        at.keys(keys).keys("l");
        for _ in 0..9 {
            let before = releases(&at);
            let reader = at.row(2);
            at.keys("y");
            if at.screen().contains("Nothing is shown to this reader") {
                at.silent("Sure?");
            } else {
                at.keys("F2").moment();
                assert_eq!(releases(&at), before + 1, "{keys} {reader}\n{}", at.screen());
                at.says("and logged.");
            }
            at.keys("l");
        }
    }
}

#[test]
fn a_release_asks_for_whom_and_for_what_and_stands_in_the_ledger() {
    let mut at = opened(100, 40);
    at.keys("1 / 'leila' Enter l l l r").says("Release what is shown").says("Mrs Bell");
    let before = releases(&at);
    at.keys("F2").says("Not saved");
    assert_eq!(releases(&at), before);
    at.keys("paste:'planning outings' F2").moment().says("Released to the carer and logged.");
    let release = last(&at);
    assert_eq!(
        (release.to, release.recipient.as_str(), release.purpose.as_str()),
        (Reader::Carer, "Mrs Bell", "planning outings")
    );
    assert!(release.basis == Some(Basis::Matrix) && release.about == at.child("Leila"));
    assert!(
        !release.things.is_empty() && release.things.iter().all(|t| t.row != 20),
        "nothing withheld is in it"
    );
    at.says("Preview: what the carer would get");
    at.keys("J").says("told to the carer, Mrs Bell").says("For: planning outings.");
    at.keys("Esc Esc Enter G").says("Told to whom:").says("told to the carer, Mrs Bell");
}

#[test]
fn nothing_is_released_in_a_file_that_is_only_looked_at() {
    let mut at = crate::ground::looking_only(100, 40);
    for key in ["r", "y", "x"] {
        at.keys("1 / 'leila' Enter l").keys(key).says("open for looking only");
        at.keys("Esc Esc Esc");
    }
    assert!(at.terminal.copied.is_empty());
}

#[test]
fn a_copy_is_asked_about_and_is_a_release_in_one_change() {
    let mut at = opened(100, 40);
    at.keys("1 / 'leila' Enter l l l y")
        .says("Copy what the carer may see to the clipboard?")
        .says("It is written down as a release.");
    let (before, change) = (releases(&at), at.desk().head.seq);
    at.keys("Esc");
    assert!(at.terminal.copied.is_empty() && releases(&at) == before, "not asked for");
    at.keys("y y").says("Copy what the carer may see");
    assert!(at.terminal.copied.is_empty(), "the key that asks does not answer");
    at.keys("F2").moment();
    assert_eq!((at.terminal.copied.len(), releases(&at)), (1, before + 1));
    assert_eq!(at.desk().head.seq, change + 1, "one change");
    let text = at.terminal.copied[0].clone();
    assert!(text.contains("First name: Leila") && text.contains("Left out: "), "{text}");
    assert!(!text.contains("brilliant") && !text.contains("(row "), "{text}");
    assert_eq!(last(&at).purpose, "copied to the clipboard");
}

#[test]
fn a_request_is_turned_down_with_its_reason() {
    let mut at = opened(100, 40);
    at.keys("1 / 'leila' Enter l l l x").says("Request turned down");
    let before = releases(&at);
    at.keys("Tab Tab paste:'to talk to the school' Tab paste:'Leila said no.' F2").says("tick at least one");
    assert_eq!(releases(&at), before);
    // By its kind: the first two that there are here.
    at.keys("Space Right Space F2").moment().says("Refusal to the carer logged.");
    let refused = last(&at);
    assert_eq!(refused.refused.as_deref(), Some("Leila said no."));
    assert_eq!(
        refused.things.iter().map(|t| (t.row, t.thing.name.as_deref())).collect::<Vec<_>>(),
        [(1, None), (2, None)]
    );
    at.keys("J").says("refused to the carer, Mrs Bell").says("Refused: Leila said no.");
}

#[test]
fn what_the_child_said_is_shown_with_the_childs_consent_and_no_longer_without() {
    let mut at = opened(100, 40);
    let visit = at_reported(&mut at);
    at.keys("l l l").silent("In the child's own words:");
    at.keys("c").says("choose one line of it.");
    to_row(&mut at, 20);
    at.keys("o").says("The safeguarding override does not open this. The child has not agreed to it.");
    at.keys("c").says("Consent").says("all of it");
    at.keys("Tab 'g' Tab paste:'Leila' F2").says("Not saved");
    at.keys("paste:'said to Priya' F2").moment().says("Consent recorded: telling the carer.");
    at.says("In the child's own words:");
    let consent = at.world().consents().last().expect("a consent").clone();
    assert!(consent.given && consent.about == at.child("Leila"));
    let reader = |at: &mut At, keys: &str| {
        at.keys(keys);
        at.screen().contains("In the child's own words:")
    };
    assert!(!reader(&mut at, "l l"), "not for another reader: {}", at.screen());
    at.keys("Esc C X").says("Consent taken back").says("telling the carer");
    at.keys("Tab paste:'Leila' F2").moment().says("Consent taken back");
    at.keys("G").says("taken back by Leila");
    at.keys("X").says("There is no consent on record here that could be taken back.");
    at.keys("Esc");
    assert_eq!(at.desk().subject(), Some(visit));
    at.keys("l l l").silent("In the child's own words:");
}

#[test]
fn the_override_prints_its_test_and_wants_all_of_it() {
    let mut at = opened(80, 24);
    let visit = at_reported(&mut at);
    at.keys("l l l l").says("the social worker").silent("In the child's own words:");
    at.keys("o").says("choose one line of it.");
    to_row(&mut at, 20);
    at.keys("o");
    for words in OVERRIDE_TEST {
        at.says(words);
    }
    let before = releases(&at);
    at.keys("Tab Tab paste:'strategy meeting' Tab paste:'Leila may be hurt' Tab paste:'nobody else knows' Tab paste:'one line' Tab paste:'it names the place' Tab paste:'the school saw it as well' Tab paste:'the meeting is today' Tab paste:'by telephone to the number on file' Tab paste:'Priya Nandakumar' Tab 'n' F2")
        .moment()
        .says("Say whether the child was told, or why not.");
    assert_eq!(releases(&at), before);
    at.keys("paste:'it would raise the risk' F2").moment().says("Released to the social worker and logged.");
    let release = last(&at);
    assert!(matches!(&release.basis, Some(Basis::Safeguarding(test)) if test.missing().is_empty()));
    assert!(release.about == visit && release.things.iter().all(|t| t.row == 20));
    at.says("In the child's own words:");
    at.keys("J").says("a safeguarding override");
    at.says("Accurate: the school saw it as well").says("Timely: the meeting is today");
    at.says("Secure: by telephone to the number on file")
        .says("The child was not told: it would raise the risk");
    at.keys("Esc l S-Tab").silent("In the child's own words:");
}

/// Several things under one test, of more than one kind: what is ticked is released, and nothing beside it.
#[test]
fn one_override_releases_several_things_with_one_test() {
    let mut at = opened(80, 40);
    at_reported(&mut at);
    at.keys("l l l l l l").says("what the LADO would get");
    to_row(&mut at, 20);
    at.keys("o").says("What");
    // As it opens, all of the line's record is ticked; what is of another kind stands beside it.
    at.keys("Space");
    let rest = "Tab paste:'Ann Lowe' Tab paste:'strategy meeting' Tab paste:'Leila may be hurt' Tab paste:'nobody else knows' Tab paste:'one line' Tab paste:'it names the place' Tab paste:'the school saw it as well' Tab paste:'the meeting is today' Tab paste:'by telephone to the number on file' Tab paste:'Priya Nandakumar' Tab 'y'";
    at.keys(rest).keys("F2").moment().says("tick at least one");
    let before = releases(&at);
    at.keys("Space Left Space F2").moment().says("Released to the LADO and logged.");
    assert_eq!(releases(&at), before + 1, "one release");
    let release = last(&at);
    let rows: std::collections::BTreeSet<u8> = release.things.iter().map(|t| t.row).collect();
    assert!(rows.len() == 2 && rows.contains(&20), "{rows:?}");
    assert!(matches!(&release.basis, Some(Basis::Safeguarding(test)) if test.missing().is_empty()));
}

fn phone(at: &At, name: &str) -> String {
    let v = at.match_of(name).visitor;
    at.world().visitor(v).and_then(|v| v.phone.clone()).expect("a telephone")
}

/// Whether the child's preview of the match shows the visitor's telephone.
fn child_has(at: &mut At, number: &str) -> bool {
    at.keys("l resize:100x400").says("Preview: what the child would get");
    let has = at.screen().contains(number);
    at.keys("resize:100x40 Esc");
    has
}

/// Three agreements gathered, details released, one withdrawn (R34, R35).
#[test]
fn contact_details_reach_the_child_with_three_agreements_until_one_is_withdrawn() {
    let mut at = opened(100, 40);
    let number = phone(&at, "Dylan");
    at.keys("3 / 'dylan' Enter Enter G").says("missing: visitor").says("visiting is established");
    assert!(!child_has(&mut at, &number), "two have agreed");
    at.keys("c Tab paste:'Sofia Marsh' F2").moment().says("recorded.");
    at.silent("missing:");
    assert!(child_has(&mut at, &number), "all three have agreed");
    let before = releases(&at);
    at.keys("c Tab F2").moment().says("were given to the child.");
    assert_eq!(releases(&at), before + 1, "the ledger knows");
    let release = last(&at);
    assert_eq!((release.to, release.things[0].row), (Reader::Child, 13));
    assert!(release.basis == Some(Basis::ThreeAgreements));
    at.keys("G").says("given to the child");
    assert!(child_has(&mut at, &number));
    at.keys("c 'withdrawn' Enter paste:'Sofia Marsh' F2").moment().says("are withdrawn from the child.");
    at.keys("G").says("withdrawn, Sofia Marsh").says("missing: co-ordinator, social worker, visitor");
    assert!(!child_has(&mut at, &number), "withdrawn");
}

#[test]
fn the_card_is_given_by_version_and_says_when_it_has_changed() {
    let mut at = opened(100, 40);
    at.keys("3 / 'leila' Enter Enter B")
        .says("Preview: the visitor's briefing card")
        .says("No card has been given");
    at.silent("In the child's own words");
    at.keys("l").says("The card is for the visitor.");
    at.keys("r")
        .moment()
        .says("card version 1 given to the visitor")
        .says("Version 1 was given on")
        .says("Nothing has changed since.");
    at.keys("Esc C a 'honey' Tab Tab Tab Tab Tab Tab Tab paste:'Ruth Dale' Tab Tab 'y' F2").moment();
    at.keys("Esc G").says("It has changed since: give the new one before the next outing.");
    at.keys("B r").moment().says("card version 2 given to the visitor");
    assert_eq!(last(&at).card.map(|c| c.version), Some(2));
    at.keys("y").says("Copy what the visitor may see to the clipboard?");
    at.keys("F2").moment();
    assert_eq!((at.terminal.copied.len(), last(&at).card.map(|c| c.version)), (1, Some(3)));
}

#[test]
fn the_card_of_a_proposal_holds_first_facts_only_and_leads_to_the_briefing() {
    let mut at = opened(100, 40);
    at.keys("3 / 'marnie' Enter B").says("Preview: the visitor's briefing card").says("First name: Marnie");
    at.silent("need to know");
    at.keys("r").says("Visitor briefed");
    let before = releases(&at);
    at.keys("F2").moment().says("visitor briefed");
    assert_eq!((releases(&at), last(&at).to), (before + 1, Reader::Visitor));
}

#[test]
fn of_a_match_that_has_ended_the_card_comes_back_and_is_not_given_again() {
    let mut at = opened(100, 40);
    at.keys("3 / 'leila' Enter Enter B r").moment().says("version 1 given");
    at.keys("Esc d 'moved' Enter F2").moment();
    let over = at
        .world()
        .matches()
        .find(|m| !m.is_live_after(at.desk().today) && Subject::Child(m.child) == at.child("Leila"));
    assert!(over.is_some(), "{}", at.screen());
    at.keys("B").says("It is to come back now: the match has ended.").says("Please return the briefing");
    let before = releases(&at);
    at.keys("r").moment().says("The match has ended, so no card is given out.");
    assert_eq!(releases(&at), before);
}

#[test]
fn consents_are_listed_with_who_how_and_until_when() {
    let mut at = opened(100, 40);
    at.keys("1 / 'leila' Enter Enter Y").says("Consent");
    at.keys("'meetings' Enter 'r' Tab paste:'Leila' Tab paste:'said to Priya' Tab Tab '+6w' F2")
        .moment()
        .says("Refusal recorded: the visitor at meetings.");
    at.keys("G").says("refused: the visitor at meetings; by Leila, said to Priya, until");
    at.keys("X").says("There is no consent on record here that could be taken back.");
    at.keys("Y 'telling' Enter 'lado' Enter 'said' Enter 'g' Tab paste:'Leila' Tab paste:'in writing' F2")
        .says("No consent is asked for telling this to the LADO.");
}

#[test]
fn the_lock_holds_over_every_layer_and_the_preview_is_gone_with_it() {
    for keys in ["l", "B", "l y Esc", "l J Esc"] {
        let mut at = opened(100, 40);
        let all = crate::names::of(at.world());
        at.keys("3 / 'leila' Enter Enter").keys(keys).keys("L").says("Locked. Nothing is lost.");
        assert_eq!(crate::names::found(&all, &at.screen()), None, "{keys}");
    }
}

/// The lines of Deadlines lead to the card and to the consent themselves.
#[test]
fn a_card_that_has_changed_and_a_consent_that_runs_out_lead_to_their_own_screens() {
    let mut at = opened(100, 40);
    at.keys("3 / 'leila' Enter Enter B r").moment().says("card version 1 given");
    at.keys("Esc C a 'honey' Tab Tab Tab Tab Tab Tab Tab paste:'Ruth Dale' Tab Tab 'y' F2").moment();
    at.keys("Y Tab 'g' Tab paste:'Leila' Tab paste:'said to Priya' Tab Tab '+2d' F2").moment();
    at.says("Consent recorded: photographs.");
    at.keys("5");
    crate::day::on_line(&mut at, domain::rule::RuleId::R44, "Leila");
    at.keys("Enter").says("Preview: the visitor's briefing card").says("It has changed since");
    at.keys("r").moment().says("card version 2 given");
    at.keys("Esc");
    crate::day::on_line(&mut at, domain::rule::RuleId::R30, "Leila");
    at.keys("Enter").says("Consent").says("photographs").says("How");
}

/// A consent that runs out is asked for again with the very same thing chosen: of a kind, or of one paragraph.
#[test]
fn the_line_of_a_consent_that_runs_out_opens_with_that_consent_chosen() {
    let mut at = opened(100, 40);
    at.keys("5 / 'florence' Enter");
    let line = |at: &At| at.desk().deadline().is_some_and(|d| d.what == "Consent runs out");
    for _ in 0..20 {
        if line(&at) {
            break;
        }
        at.keys("j");
    }
    assert!(line(&at), "{}", at.screen());
    at.keys("Enter").says("review feedback for").silent("photographs");
    at.keys("Esc Esc Esc");

    // One paragraph of what the child said, for one reader.
    at_reported(&mut at);
    at.keys("l l l");
    to_row(&mut at, 20);
    at.keys("c Tab 'g' Tab paste:'Leila' Tab paste:'said to Priya' Tab Tab '+2d' F2").moment();
    at.says("Consent recorded: telling the carer.");
    let before = at.world().consents().last().unwrap().clone();
    at.keys("Esc Esc Esc 5 / 'leila' Enter g");
    for _ in 0..20 {
        if line(&at) {
            break;
        }
        at.keys("j");
    }
    at.keys("Enter").says("The same as").says("telling the carer: VR-").silent("To what");
    at.keys("Tab 'g' Tab paste:'Leila' Tab paste:'said to Priya' F2").moment();
    at.says("Consent recorded: telling the carer.");
    let after = at.world().consents().last().unwrap();
    assert!(after.id != before.id && after.what == before.what, "the very same");
    at.keys("5");
    let lapses =
        at.desk().deadlines.iter().any(|d| d.what == "Consent runs out" && d.subject == before.about);
    assert!(!lapses, "it is asked no more");
}

/// R13: what the child says of photographs is what the page and the carer's view say, both ways.
#[test]
fn a_consent_to_photographs_is_the_childs_photo_status_on_every_page() {
    let mut at = opened(100, 400);
    let shown = |at: &mut At, status: &str, told: &str| {
        at.keys("1 / 'leila' Enter Enter").says(&format!("photographs {status}"));
        at.keys("l l l").says(told);
        at.keys("Esc Esc Esc");
    };
    let say = |at: &mut At, answer: &str| {
        at.keys(&format!(
            "1 / 'leila' Enter Enter Y Tab '{answer}' Tab paste:'Leila' Tab paste:'said to Priya' F2"
        ));
        at.moment();
        at.keys("Esc Esc");
    };
    say(&mut at, "g");
    shown(&mut at, "allowed", "Photographs may be taken.");
    say(&mut at, "r");
    shown(&mut at, "not allowed", "No photographs are taken.");
}
