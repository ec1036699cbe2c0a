//! Two stories from beginning to end, told as keys and read from the screen: how a visitor comes to a child, and what
//! becomes of the two until the eighteenth birthday. Both begin in a file in which nothing has happened yet.

use crate::day::nothing_yet;
use crate::ground::{At, to_field, told};
use domain::rule::RuleId;
use std::time::Duration;

/// Nobody is at the desk for some days: the screen is locked, the clock goes on, the passphrase opens it again.
fn days(at: &mut At, days: u64) {
    at.keys("L").wait(Duration::from_secs(86_400 * days));
    at.keys("'demonstration' Enter").moment();
}

/// Does something, and holds that it was said to be done.
#[track_caller]
fn done(at: &mut At, keys: &str, said: &str) {
    at.keys(keys).moment();
    at.says(said).silent("Not saved").silent("This stands against it");
}

/// Finds a line of Deadlines by its words, and opens the form that puts it right.
#[track_caller]
fn cure(at: &mut At, words: &str, form: &str) {
    at.keys(&format!("Esc Esc 5 Esc g / '{words}' Enter")).says("1 of ");
    at.keys("Enter");
    assert!(at.row(1).contains(form), "{words} leads elsewhere\n{}", at.screen());
}

#[track_caller]
fn due(at: &At, rule: RuleId) -> usize {
    at.desk().deadlines.iter().filter(|d| d.rule == rule).count()
}

/// A child is entered, referred, acknowledged, asked about, met, and waits.
fn a_child_waits(at: &mut At, born: &str) {
    let enter = format!("1 n 'Ada' Tab 'Birch' Tab '{born}' Tab 'Ruth Dale' Tab 'Mrs Bell' Tab 'f' F2");
    done(at, &enter, "Child C-0001 entered.");
    done(
        at,
        "f Tab Tab 'Looked After Team' Tab 'telephone' Tab Space Tab 'y' F2",
        "Referral of C-0001 entered.",
    );
    at.says("received, received Mon 23 Nov");
    done(at, "A F2", "Referral of C-0001 acknowledged.");
    // What is asked for is what is missing, from whom it is missing.
    at.keys("c").says("Missing information asked for").says("risk answer of Ruth Dale");
    done(at, "F2", "What is missing for C-0001 was asked for.");
    at.says("asked for: places to avoid");
    done(at, "b 'tomorrow' F2", "Meeting with C-0001 booked.");
    at.says("meeting booked");
    // Until it has taken place it cannot be recorded as held, nor the referral taken on without it in silence.
    days(at, 1);
    let met = "1 g w Tab 'w' Tab 'a woman' Tab 'football, baking' Tab Tab Tab 'Saturdays' Tab Tab 'A good listener.' F2";
    done(at, met, "Meeting with C-0001 recorded.");
    at.says("wants a visitor (Nora Fielding, Tue 24 Nov)").says("a woman");
    done(at, "d 'a' F2", "Referral of C-0001 decided.");
    let card = "a 'none' Tab 'none' Tab 'none' Tab 'nuts' Tab 'none' Tab 'none' Tab 'none' Tab 'Ruth Dale' Tab Tab 'y' F2";
    done(at, card, "Safe-outing card of C-0001 updated.");
    done(
        at,
        "K 'Ruth Dale' Tab Tab '1 Mill Lane, Westerby' Tab '01632 960777' F2",
        "Contact details of C-0001 confirmed.",
    );
    at.keys("e");
    to_field(at, "Reviewing officer");
    at.keys("'Peter Lanyon'");
    to_field(at, "Photographs");
    done(at, "'n' Tab 'none known' Tab 'Ruth Dale' Tab 'today' F2", "Details of C-0001 changed.");
    at.keys("Esc 1").says("waiting 1 day").says("complete, confirmed Tue 24 Nov");
    assert_eq!(at.count("Deadlines"), 0, "{}", at.screen());
}

/// Somebody asks, and becomes a visitor.
fn a_visitor_is_approved(at: &mut At) {
    done(at, "2 n 'Maud' Tab 'Frost' F2", "Visitor V-0001 entered.");
    // Whoever asks is answered within three working days.
    cure(at, "enquiry", "Stage");
    done(at, "'pack' Enter F2", "V-0001 is now: pack sent.");
    days(at, 2);
    done(at, "Esc Esc 2 Esc g s 'applied' Enter F2", "V-0001 is now: applied.");
    done(at, "f 'Joy Lane' Tab 'work' Tab '6' Tab Tab 'today' F2", "Reference of V-0001 recorded.");
    at.keys("Enter").says("Before approval: 0 of 10 met").keys_of_gates();
    at.keys("e");
    to_field(at, "Born");
    at.keys("'3 5 1980' Tab 'woman'");
    to_field(at, "Named worker");
    at.keys("'Nora Fielding'");
    to_field(at, "Interests");
    at.keys("'baking, football'");
    to_field(at, "Identity seen on");
    done(at, "'today' Tab 'passport' F2", "Details of V-0001 changed.");
    at.says("Before approval: 3 of 10 met");
    days(at, 3);
    done(at, "s 'interview' Enter F2", "V-0001 is now: interview passed.");
    // The stage says it: the gate of the interview is open with it.
    at.says("Before approval: 4 of 10 met");
    done(at, "s 'training' Enter F2", "V-0001 is now: in training.");
    days(at, 5);
    let all = "t Space Right Space Right Space Right Space Right Space Right Space Right Space F2";
    done(at, all, "Training of V-0001 recorded.");
    done(at, "s 'checks' Enter F2", "V-0001 is now: checks.");
    done(at, "D Tab 'EB-1' F2", "DBS application of V-0001 begun.");
    // The reference that was asked for is completed where it stands.
    at.keys("f").says("Joy Lane");
    to_field(at, "Came on");
    done(at, "'today' Tab 'y' F2", "Reference of V-0001 recorded.");
    done(
        at,
        "f 'Ed Moss' Tab 'choir' Tab '9' Tab Tab 'today' Tab 'today' Tab 'y' F2",
        "Reference of V-0001 recorded.",
    );
    done(at, "I 'n' Tab 'n' Tab 'Frost and Sons' F2", "Declaration of V-0001 recorded.");
    at.says("Before approval: 7 of 10 met");
    days(at, 10);
    done(
        at,
        "d '001234567890' Tab 'yesterday' Tab 'e' Tab 'c' Tab 'today' Tab 'y' F2",
        "DBS certificate of V-0001 recorded.",
    );
    done(at, "s 'ready' Enter F2", "V-0001 is now: ready for decision.");
    // One gate is still shut: nobody is approved over it in silence.
    at.keys("s 'approved' Enter Tab 'Nora Fielding' F2").moment();
    at.says("This stands against it").says("The volunteering agreement is not recorded as signed. (R16)");
    at.keys("Esc Esc e");
    to_field(at, "Emergency contacts");
    at.keys("'today' Tab '2026'");
    to_field(at, "Agreement signed on");
    done(at, "'today' Tab '3' Tab '24' F2", "Details of V-0001 changed.");
    done(at, "s 'approved' Enter Tab 'Nora Fielding' F2", "V-0001 is now: approved.");
    at.keys("Esc Esc 2").says("free").says("approved since Mon 14 Dec").says("DBS to Wed 12 Dec 2029");
}

impl At {
    /// Each gate that is not met names the key that records it.
    #[track_caller]
    fn keys_of_gates(&self) {
        for said in ["(R57) I records it", "(R85d) t records it", "(R85b) f records it", "(R2) d records it"]
        {
            self.says(said);
        }
    }
}

/// Proposed, talked over, briefed, introduced, begun, and seen for the first time.
fn they_are_matched(at: &mut At) {
    at.keys("1 Esc g m")
        .says("Who could visit Ada B.")
        .says("1 can be proposed")
        .says("wish, gender: a woman");
    at.keys("Enter").says("Propose a visitor").says("both football, baking");
    done(at, "F2", "Proposal P-0001 made.");
    at.keys("p n");
    assert!(at.row(1).contains("Talked over with the visitor"), "{}", at.screen());
    done(at, "'y' Tab 'Likes the idea.' F2", "P-0001: talked over with the visitor.");
    at.keys("n");
    assert!(at.row(1).contains("Talked over with the child"), "{}", at.screen());
    done(at, "'y' Tab 'y' Tab '2' Tab 'Yes please.' F2", "P-0001: talked over with the child.");
    at.says("Yes please.").says("profile shown, choice of 2");
    done(at, "n 'y' F2", "P-0001: social worker informed.");
    at.keys("n").says("Visitor briefed").says("[✓] safe-outing card").says("[ ] surname, date of birth");
    done(at, "F2", "P-0001: visitor briefed.");
    done(at, "n '18 12' F2", "P-0001: joint visit arranged.");
    days(at, 4);
    at.keys("Esc 3 Esc g n").says("Joint matching visit").says("Friday 18 December 2026 · today");
    done(at, "Tab Tab Tab 'y' Tab 'y' F2", "P-0001: they have met.");
    at.keys("n").says("Begin a match").says("both football, baking");
    done(at, "F2", "Match M-0001 begun.");
    at.keys("Esc Esc 1").says("matched");
    at.keys("3").says("trial since Fri 18 Dec").says("the child decides after the first visits");
    done(at, "p 'sun 2pm' Tab 'baking' F2", "Visit VR-0001 of M-0001 planned.");
    done(at, "K", "Visit VR-0001 confirmed with carer and child.");
    days(at, 3);
    cure(at, "visit report", "Visit report");
    let report = "Tab Tab '2h' Tab Tab 'b' Tab 'I ate three.' Tab 'She laughed.' Tab 'n' Tab '10 1' F2";
    done(at, report, "Visit report VR-0001 filed.");
    at.keys("Esc Esc 3 Esc g Enter").says("next Sun 10 Jan").says("Sun 20 Dec baking · read");
}

#[test]
fn from_an_enquiry_to_the_first_visit() {
    let mut at = told(nothing_yet(), 100, 50);
    a_child_waits(&mut at, "3 2 2013");
    a_visitor_is_approved(&mut at);
    they_are_matched(&mut at);
    // The past tells all of it, newest first.
    at.keys("H").says_beside("Match M-0001 begun.").says_beside("Visit report VR-0001 filed.");
    at.silent("a night away");
    at.keys("Esc Esc 4 g G Enter").says("I ate three.").says("She laughed.");
    at.keys("H").says_beside("the child's own words: I ate three.");
    at.keys("Esc");
    at.again().silent("left unfinished");
    at.is_kept_as_if_made_anew();
    at.holds_what_was_shown();
}

#[test]
fn from_the_referral_to_the_eighteenth_birthday() {
    let mut at = told(nothing_yet(), 100, 50);
    a_child_waits(&mut at, "20 3 2009");
    a_visitor_is_approved(&mut at);
    they_are_matched(&mut at);
    the_child_moves(&mut at);
    the_match_is_reviewed(&mut at);
    eighteen_and_the_end(&mut at);
    at.again().silent("left unfinished");
    at.is_kept_as_if_made_anew();
    at.holds_what_was_shown();
}

/// A move, and everything that has to go along with it.
fn the_child_moves(at: &mut At) {
    days(at, 14);
    let moved = "Esc Esc 1 Esc g P 'yesterday' Tab 'f' Tab 'The Osmans' Tab '9 Weir Row, Kettleby' Tab Tab Tab 'y' Tab \
                 Tab 'Ruth Dale' Tab Tab 'y' F2";
    done(at, moved, "Move of C-0001 recorded. M-0001 goes on as it is");
    at.says("A visit is planned for Sun 10 Jan. Confirm the new address before it. (R25)");
    let list = [RuleId::R12, RuleId::R25, RuleId::R27, RuleId::R28, RuleId::R58];
    for rule in list {
        assert!(due(at, rule) > 0, "{rule} is not asked for\n{}", at.screen());
    }
    at.keys("5 g").says("UNSAFE OUTINGS 1");
    cure(at, "outing address", "Contact details confirmed");
    done(at, "'Ruth Dale' Tab Tab Tab '01632 960888' F2", "Contact details of C-0001 confirmed.");
    at.keys("Esc").silent("UNSAFE OUTINGS");
    cure(at, "card", "Safe-outing card");
    // The cursor stands where something is missing: the answers of before are still there.
    at.says("Allergies nuts").says(" > Answered by");
    done(at, "'the carer' Tab Tab 'y' F2", "Safe-outing card of C-0001 updated.");
    cure(at, "carer visitor", "Carer told");
    done(at, "Tab 'me' F2", "Carer of C-0001 told.");
    cure(at, "look at new home", "New home looked at");
    done(at, "'y' Tab 'g' F2", "New home of C-0001 looked at.");
    for rule in list {
        assert_eq!(due(at, rule), 0, "{rule} is still asked for\n{}", at.screen());
    }
    days(at, 7);
    // The visitor has been there: with the report nothing about the move is open.
    let report = "Esc Esc 3 Esc g v Tab Tab '3h' Tab 'a walk' Tab 'b' Tab 'The dog is fast.' Tab Tab 'n' Tab '31 1' F2";
    done(at, report, "Visit report VR-0002 filed.");
    assert_eq!(due(at, RuleId::R29), 0);
}

/// A formal review with all four voices, fed into the plan and to the reviewing officer; and the child decides.
fn the_match_is_reviewed(at: &mut At) {
    assert_eq!(due(at, RuleId::R86a), 1, "nobody has asked yet how it goes");
    at.keys("r Tab 'r' Tab 'y' Tab Tab 'y' Tab Tab 'y' Tab Tab 'y' Tab Tab 'g' Tab 'All four wish it to go on.' F2");
    at.moment();
    at.says("Review of M-0001 recorded.").says("in private. (R36)");
    assert_eq!(due(at, RuleId::R86a), 0);
    at.keys("f").says("[✓] the child's plan [✓] the IRO");
    done(at, "F2", "Review of M-0001 is in the child's plan and with the IRO.");
    done(at, "D 'y' Tab 'It is good.' F2", "What the child decided about M-0001 is recorded.");
    // The child goes on; a review after three months will confirm it (R86).
    at.says("active since Mon 11 Jan; matched since Fri 18 Dec");
    cure(at, "update service", "Update Service");
    done(at, "'y' F2", "Update Service of V-0001 recorded.");
}

/// The steps towards the birthday, each when its time has come; the end on the very day; what closes it.
fn eighteen_and_the_end(at: &mut At) {
    days(at, 22);
    // The step of six months ahead was still to be taken when the match began: it stays until it is.
    cure(at, "ask both", "Step towards eighteen");
    done(at, "F2", "Step towards eighteen of M-0001 recorded.");
    cure(at, "plan for", "Step towards eighteen");
    at.says("plan made");
    done(at, "F2", "Step towards eighteen of M-0001 recorded.");
    let report =
        "Esc Esc 3 Esc g v Tab Tab '3h' Tab 'bowling' Tab 'b' Tab 'I won.' Tab Tab 'n' Tab '27 2' F2";
    done(at, report, "Visit report VR-0003 filed.");
    days(at, 26);
    done(at, &report.replace("bowling", "cinema").replace("27 2", "19 3"), "Visit report VR-0004 filed.");
    cure(at, "final", "Step towards eighteen");
    at.says("final visit arranged");
    done(at, "F2", "Step towards eighteen of M-0001 recorded.");
    days(at, 22);
    at.keys("Esc Esc 5 Esc g").says(
        "A match formally ends on the day on which the child becomes 18, and this one is still open: Ada B. became 18 on Sat 20 Mar.",
    );
    // After the birthday no visit is planned any more, by nobody.
    at.keys("Esc Esc 3 Esc g p 'sat' F2").moment();
    at.says("Ada B. turns 18 on Sat 20 Mar 2027. The match formally ends then. (R6)")
        .silent("A named person may");
    at.keys("Ctrl-d y Esc").moment();
    done(
        at,
        "v Tab Tab '3h' Tab 'a last walk' Tab 'b' Tab 'Goodbye.' Tab Tab 'n' F2",
        "Visit report VR-0005 filed.",
    );
    cure(at, "ended by", "End the match");
    at.says("turned eighteen").says("Saturday 20 March 2027");
    done(at, "F2", "Match M-0001 ended.");
    cure(at, "ending", "What was closed");
    at.says("[ ] last meeting held, or why not").says("[ ] visitor thanked");
    let all = "Space Right Space Right Space Right Space Right Space Right Space Right Space Right Space Right Space F2";
    done(at, all, "✓");
    assert_eq!(due(at, RuleId::R98), 0, "{}", at.screen());
    assert_eq!(due(at, RuleId::R6), 0, "{}", at.screen());
    at.keys("Esc Esc 3 Esc g Enter").says("turned eighteen");
    at.keys("Esc Esc 1 Esc g").silent("waiting");
    at.keys("2").says("free");
}
