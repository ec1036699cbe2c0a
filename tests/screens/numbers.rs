//! Whom a visitor rings in an emergency (R42, R61): recorded for the scheme or for an authority, and on the card.

use crate::ground::{At, opened};

fn card(at: &mut At) {
    at.keys("Esc Esc Esc 3 / 'leila' Enter Enter B").says("Preview: the visitor's briefing card");
    at.keys("G");
}

#[test]
fn the_number_of_the_scheme_is_on_the_card_and_a_card_without_one_says_so() {
    for (w, h) in [(80, 24), (120, 40), (60, 18)] {
        let mut at = opened(w, h);
        card(&mut at);
        at.says("Emergency numbers").says("999 first").says("01632 960100, day and night");
        at.keys("r").moment();
        at.silent("no number of a duty team");
        // Taken away, it is missed; put back, the card is another one.
        at.keys("Esc Alt-n").says("Number of the duty team").says("the scheme's own");
        at.keys("F2").moment().says("Number of the duty team recorded.");
        card(&mut at);
        at.says("not on record yet; ask the co-ordinator for it before the first outing").silent("999 first");
        at.keys("r").moment().says("The card has no number of a duty team.");
        at.keys("Esc Alt-n Tab '01632 960555' F2").moment();
        card(&mut at);
        at.says("01632 960555").says("It has changed since");
        at.holds_what_was_shown();
    }
}

#[test]
fn an_authority_has_a_number_of_its_own_for_its_children_only() {
    let mut at = opened(100, 40);
    let authority = at.match_of("Leila").child;
    let authority = at.world().child(authority).unwrap().authority.clone();
    let other = at.world().children().find(|c| c.authority != authority).map(|c| c.authority.clone());
    at.keys(&format!("Alt-n Space '{authority}' Enter '01632 960777' F2")).moment();
    at.says("Number of the duty team recorded.");
    if let Some(other) = other {
        at.keys(&format!("Alt-n Space '{other}' Enter '01632 960888' F2")).moment();
    }
    card(&mut at);
    at.says("01632 960100").says(&format!("01632 960777 ({authority})")).silent("01632 960888");
    at.keys("Esc Alt-o").says("01632 960777").says("(Alt-n)");
    at.is_kept_as_if_made_anew();
}
