//! One thing done for several marked lines, and the board of stages.

use crate::day::on_line;
use crate::ground::{At, opened};
use domain::record::Subject;
use domain::rule::RuleId;

/// Three children who wait, marked.
fn marked() -> (At, Vec<Subject>) {
    let mut at = opened(100, 40);
    at.keys("1 / 'waiting' Enter g");
    let mut who = Vec::new();
    for _ in 0..3 {
        who.extend(at.desk().subject());
        at.keys("Space");
    }
    assert_eq!(at.desk().marked().len(), 3, "{}", at.screen());
    (at, who)
}

/// How often somebody was told where the referral of a child is up to.
fn told(at: &At, child: Subject) -> usize {
    let Subject::Child(id) = child else { panic!("no child") };
    at.world().referrals_of_child(id).map(|r| r.updates.len()).sum()
}

#[test]
fn one_form_is_done_for_all_that_are_marked_and_taken_back_as_one() {
    let (mut at, who) = marked();
    let (before, head): (Vec<usize>, _) = (who.iter().map(|c| told(&at, *c)).collect(), at.desk().head.seq);
    at.keys("t").says("3 marked:").says("Told where it is up to");
    at.keys("Tab 'All still wait.' F2").says("for these 3?").says("y do it for all of them");
    // Enter alone does not do it.
    at.keys("Enter").says("for these 3?");
    assert_eq!(at.desk().head.seq, head);
    at.keys("y").moment();
    at.says(" ✓ ");
    assert_eq!(at.desk().head.seq, head + 1, "it is one change");
    assert!(who.iter().zip(&before).all(|(c, before)| told(&at, *c) > *before));
    assert!(at.desk().marked().is_empty(), "the marks are gone");
    at.is_kept_as_if_made_anew();
    at.keys("u").moment();
    at.says("Taken back");
    assert!(who.iter().zip(&before).all(|(c, before)| told(&at, *c) == *before));
    at.is_kept_as_if_made_anew();
    at.holds_what_was_shown();
}

#[test]
fn a_no_goes_back_to_the_form_with_nothing_lost_and_nothing_written() {
    let (mut at, who) = marked();
    let head = at.desk().head.seq;
    at.keys("t Tab 'All still wait.' F2 Esc").says("3 marked:").says("All still wait.");
    at.keys("Esc").says("Your draft is kept");
    assert_eq!((at.desk().head.seq, at.desk().marked().len()), (head, 3));
    // What was typed for several is about none of them alone.
    at.keys("Esc Esc / 'waiting' Enter g");
    assert_eq!(at.desk().subject(), Some(who[0]));
    at.keys("t").says("Told where it is up to").silent("marked").silent("All still wait.");
}

#[test]
fn what_is_done_for_one_record_only_says_so() {
    let (mut at, _) = marked();
    for key in ["e", "P", "s", "d"] {
        at.keys(key).says("This is done for one record at a time.").silent("F2 save");
    }
    at.keys("Esc").silent("one record at a time");
    assert!(at.desk().marked().is_empty(), "Esc takes the marks off first: {}", at.screen());
    at.keys("e").says("Details of the child");
}

#[test]
fn the_one_for_which_it_cannot_be_done_is_named_and_nothing_is_written() {
    let mut at = opened(100, 40);
    let head = at.desk().head.seq;
    at.keys("1");
    for who in ["Keziah", "Leila"] {
        on_row(&mut at, who);
        at.keys("Space");
    }
    at.keys("A").says("✗ Leila H.: This child has no referral.").silent("F2 save");
    // Of these two one is on hold; that the other is not, is seen when both are looked at.
    at.keys("2");
    for who in ["Ruth Pryce", "Carla Moreno"] {
        on_row(&mut at, who);
        at.keys("Space");
    }
    at.keys("b").says("2 marked:");
    at.keys("F2").moment();
    at.says("for 1 of 2? What cannot be done is left out.").says("✗ Carla M.: ").says("✓ Ruth P.");
    // Nothing is written by looking.
    at.keys("Esc");
    assert_eq!(at.desk().head.seq, head, "{}", at.screen());
    at.keys("F2 y").moment();
    at.says(" ✓ ").silent("✗ Carla M.");
    assert_eq!(at.desk().head.seq, head + 1, "{}", at.screen());
}

#[test]
fn several_lines_are_put_off_at_once_but_never_the_clock_of_a_concern() {
    let mut at = opened(100, 60);
    let before = at.count("Deadlines");
    on_line(&mut at, RuleId::R50, "Ravi");
    at.keys("Space");
    on_line(&mut at, RuleId::R87, "Wendy");
    at.keys("Space s").says("2 marked:");
    at.keys("'both are away' Tab '+7d' F2 y").moment();
    at.says(" ✓ ");
    assert_eq!(at.count("Deadlines"), before - 2, "{}", at.screen());
    at.keys("g Space j Space s 'later' Tab '+7d' F2").moment();
    at.says(" ✗ ").says("concern").silent("Sure?");
    assert_eq!(at.count("Deadlines"), before - 2, "nothing more is put off: {}", at.screen());
    assert!(at.desk().deadlines.iter().any(|d| d.rule == RuleId::R32 && d.snoozed.is_none()));
}

#[test]
fn visitors_go_to_the_next_stage_together() {
    let mut at = opened(100, 60);
    at.keys("2 B / 'enquiry' Enter");
    at.keys("Esc").says("ENQUIRY").says("PACK SENT");
    on_row(&mut at, "Stephen");
    at.keys("Space");
    on_row(&mut at, "Yusuf");
    at.keys("Space s 'applied' Enter F2").says("for these 2?");
    at.keys("y").moment();
    at.says(" ✓ ");
    for who in ["Stephen", "Yusuf"] {
        let Subject::Visitor(id) = at.visitor(who) else { panic!("no visitor") };
        assert_eq!(at.world().visitor(id).unwrap().stage(), domain::record::Stage::Applied, "{who}");
    }
    at.holds_what_was_shown();
}

fn on_row(at: &mut At, who: &str) {
    at.keys("g");
    for _ in 0..60 {
        if at.cursor().contains(who) {
            return;
        }
        at.keys("j");
    }
    panic!("no line of {who}\n{}", at.screen());
}

#[test]
fn the_board_has_the_stages_in_their_order_and_says_what_is_next_and_what_stalls() {
    let mut at = opened(100, 100);
    at.keys("2 B").says("Everybody by stage, the longest there on top. B goes back to the list.");
    let screen = at.screen();
    let order = [
        "ENQUIRY",
        "PACK SENT",
        "APPLIED",
        "INTERVIEW PASSED",
        "IN TRAINING",
        "CHECKS",
        "READY FOR DECISION",
        "APPROVED AND FREE",
    ];
    let places: Vec<usize> = order
        .iter()
        .map(|stage| {
            screen
                .lines()
                .position(|l| l.trim().starts_with(stage))
                .unwrap_or_else(|| panic!("{stage}\n{screen}"))
        })
        .collect();
    assert!(places.is_sorted(), "{screen}");
    let row = |who: &str| screen.lines().find(|l| l.contains(who)).unwrap().to_owned();
    assert!(row("Kwame").contains("! stalled") && row("Kwame").contains("enhanced DBS"), "{screen}");
    assert!(row("Oliver").contains("core training"), "{screen}");
    // Every visitor who has not left stands on it once.
    for v in at.world().visitors().filter(|v| !v.stage().is_over()) {
        let reference = v.reference().to_string();
        assert_eq!(
            screen.lines().filter(|l| l.contains(&reference) && l.contains(" d")).count(),
            1,
            "{reference}\n{screen}"
        );
    }
    // A step taken moves the line, and the keys are those of the list.
    on_row(&mut at, "Oliver");
    at.keys("s 'training' Enter F2").moment();
    at.says("is now: in training.").says("IN TRAINING 2").silent("INTERVIEW PASSED 1");
    at.keys("B").says("The list of visitors.").silent("APPROVED AND FREE");
    at.holds_what_was_shown();
}
