//! Papers on the screens: chosen from a record, shown as their reader would get them, and given out by clipboard or file.

use crate::ground::{At, flat, for_three, looking_only, opened};
use domain::record::{Reader, Release};

fn last(at: &At) -> Release {
    at.world().releases().max_by_key(|r| (r.at, r.id)).expect("a release").clone()
}

fn releases(at: &At) -> usize {
    at.world().releases().count()
}

fn at_match(w: u16, h: u16) -> At {
    let mut at = opened(w, h);
    at.keys("3 / 'leila' Enter Enter");
    at
}

#[test]
fn a_paper_is_chosen_and_shown_and_showing_it_is_no_release() {
    let mut at = at_match(100, 40);
    let before = releases(&at);
    at.keys("Alt-d").says("a visitor sees this child");
    at.keys("'leaflet' Enter").moment();
    at.says("Paper: a visitor sees this child, for the carer").says("For the carer, Mrs Bell: ");
    at.says("section 23ZB of the Children Act 1989").says("never a reward");
    assert_eq!(releases(&at), before);
    at.keys("l").says("A paper is for its own reader.");
    at.keys("G").says("left out");
    at.keys("o").says("A paper holds what its reader is given as a rule.");
    at.keys("Esc").silent("Paper: ");
    // From a preview as well, and back to it.
    at.keys("l d 'status' Enter").moment().says("Paper: a status update, for the social worker");
    at.keys("Esc").says("Preview: what the child would get");
}

#[test]
fn a_paper_that_there_is_not_says_what_is_missing() {
    let mut at = at_match(100, 40);
    at.keys("Alt-d 'ending' Enter").says("No ending is on record here.");
    at.keys("Esc Esc 5 Alt-d").silent("Sure?");
}

#[test]
fn a_paper_is_copied_after_asking_and_is_a_release_of_what_stands_on_it() {
    let mut at = at_match(100, 40);
    at.keys("Alt-d 'status' Enter").moment();
    let before = releases(&at);
    at.keys("y").says("Copy what the social worker may see to the clipboard?");
    at.keys("F2").moment();
    assert_eq!((at.terminal.copied.len(), releases(&at)), (1, before + 1));
    let text = flat(&at.terminal.copied[0]);
    assert!(
        text.contains("Visits made: ") && text.contains("Left out of what the scheme has on record"),
        "{text}"
    );
    let release = last(&at);
    assert_eq!(release.to, Reader::SocialWorker);
    assert_eq!(release.purpose, "a status update, for the social worker, copied to the clipboard");
    assert!(
        release.things.iter().all(|t| [1, 2, 11, 12, 13, 18].contains(&t.row)),
        "nothing else stands on it"
    );
}

#[test]
fn a_paper_is_written_to_a_file_that_is_not_there_yet_and_only_then_is_it_a_release() {
    let mut at = at_match(100, 40);
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("notice.txt");
    std::fs::write(&to, "before").unwrap();
    at.keys("Alt-d 'match-notice' Enter").moment();
    let before = releases(&at);
    at.keys("w").says("Write to a file").says("match-notice-M-");
    at.keys(&format!("Ctrl-u paste:'{}' F2", to.display())).moment();
    at.says("There is a file of that name already");
    assert_eq!(releases(&at), before, "nothing left");
    assert_eq!(std::fs::read_to_string(&to).unwrap(), "before");
    let free = folder.path().join("free.txt");
    at.keys(&format!("Ctrl-u paste:'{}' F2", free.display())).moment();
    at.says("Released and logged. Written to");
    assert_eq!(releases(&at), before + 1);
    let text = std::fs::read_to_string(&free).unwrap();
    assert!(text.contains("Notice of a match") && text.contains("Enhanced DBS"), "{text}");
    assert_eq!(last(&at).purpose, "the notice of a match, for the social worker, written to a file");
}

/// The briefing of a match is given by version, whichever way it leaves.
#[test]
fn the_briefing_as_a_paper_is_a_version_of_the_card() {
    let mut at = at_match(100, 120);
    at.keys("Alt-d 'briefing' Enter").moment().says("call 999 first").says("Safe-outing card");
    at.keys("y F2").moment();
    assert_eq!(last(&at).card.map(|c| c.version), Some(1));
    let folder = tempfile::tempdir().unwrap();
    at.keys(&format!("w Ctrl-u paste:'{}' F2", folder.path().display())).moment();
    assert_eq!(last(&at).card.map(|c| c.version), Some(2));
    let names: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert!(names.len() == 1 && names[0].starts_with("briefing-"), "{names:?}");
}

#[test]
fn while_names_are_hidden_a_paper_is_not_shown() {
    let mut at = at_match(100, 40);
    at.keys("Alt-d 'iro' Enter").moment().says("Visits made: ");
    at.keys("i").says("A paper names people.").silent("Visits made: ");
    let all = crate::names::of(at.world());
    assert_eq!(crate::names::found(&all, &at.screen()), None);
    at.keys("i").says("Visits made: ");
}

#[test]
fn a_paper_is_readable_on_a_small_screen() {
    let mut at = at_match(60, 18);
    at.keys("Alt-d 'leaflet' Enter").moment().says("Paper: a visitor sees this child");
    at.keys("Down Down Down Down Down Down Down Down Down Down Down Down Down Down PgDn PgDn")
        .says("sanction");
}

#[test]
fn who_only_looks_gives_nothing_out() {
    let mut at = looking_only(100, 40);
    at.keys("3 / 'leila' Enter Enter Alt-d 'status' Enter").moment();
    for key in ["w", "y", "r"] {
        at.keys(key).says("open for looking only");
    }
    let mut at = for_three(100, 40);
    at.keys("'Rae Wells' Enter 'the words of rae' Enter").moment();
    at.keys("3 / 'leila' Enter Enter Alt-d 'status' Enter").moment().says("Paper: a status update");
    for key in ["w", "y", "r"] {
        at.keys(key).says("You may look at the scheme and not change it.");
    }
    assert!(at.terminal.copied.is_empty());
}
