//! A form that was left belongs to whoever left it: nobody else at the same desk reads it, is told of it or loses it.

use crate::ground::{At, for_three};

const HERS: &str = "The LADO rang about Quernstone";
const LEFT: &str = "left unfinished";

fn enter(at: &mut At, name: &str, phrase: &str) {
    at.keys(&format!("'{name}' Enter '{phrase}' Enter"));
    at.moment();
}

/// The form for a note about the same visitor, opened by whoever is at the desk.
fn note(at: &mut At) {
    at.keys("2 / 'joan b' Enter N").says("Note");
}

#[test]
fn two_people_leave_the_same_form_and_each_finds_their_own_words_again() {
    let mut at = for_three(100, 30);
    enter(&mut at, demo::COORDINATOR, demo::PASSPHRASE);
    note(&mut at);
    at.keys(&format!("'{HERS}' Esc")).says("Your draft is kept");
    at.keys("L").moment();

    // The co-ordinator is not told that there is one, and finds the form as nobody had opened it.
    enter(&mut at, "Bo Lind", "the words of bo");
    at.silent(LEFT);
    note(&mut at);
    at.silent("Quernstone");
    at.keys("'Rang about the summer' Esc").says("Your draft is kept");
    at.keys("Esc L").moment();

    // Nor is the reader, who can begin none.
    enter(&mut at, "Rae Wells", "the words of rae");
    at.silent(LEFT);
    at.keys("L").moment();

    enter(&mut at, demo::COORDINATOR, demo::PASSPHRASE);
    at.says("One form was left unfinished.");
    note(&mut at);
    at.says(HERS).silent("the summer");
    // Saved, hers is gone and the other's is not.
    at.keys("F2").moment().keys("Esc L").moment();
    enter(&mut at, "Bo Lind", "the words of bo");
    at.says("One form was left unfinished.");
    note(&mut at);
    at.says("Rang about the summer");
}
