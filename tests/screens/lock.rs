//! The lock: nobody's name stays on the screen, nothing that was typed is lost, and one comes back to where one was.

use crate::ground::{At, opened};
use crate::names;
use std::time::Duration;
use tui::engine::app::App as _;
use tui::engine::event::Event;
use tui::keys::Tab;

const MINUTES: Duration = Duration::from_secs(5 * 60);

fn unlock(at: &mut At) {
    at.keys("'demonstration' Enter");
    at.moment();
}

#[test]
fn after_the_idle_minutes_no_name_is_on_the_screen() {
    for keys in [
        "",
        "1",
        "2",
        "3",
        "4",
        "1 / 'leila' Enter Enter",
        "3 / 'leila' Enter v",
        "?",
        ":",
        "1 n 'Zorro'",
        "1 / 'leila' Enter Enter l",
        "3 / 'leila' Enter l y",
        "3 / 'leila' Enter l r paste:'Zorro'",
        "3 / 'leila' Enter B",
        "1 / 'leila' Enter J",
        "1 / 'leila' Enter Y",
    ] {
        let mut at = opened(120, 40);
        let all = names::of(at.world());
        at.keys(keys);
        at.wait(MINUTES - Duration::from_secs(1));
        assert!(at.app.desk().is_some(), "not yet");
        at.wait(Duration::from_secs(1));
        assert!(at.app.desk().is_none(), "{keys}");
        at.says("Locked, because no key was pressed for a while. Nothing is lost.").says("Passphrase");
        assert_eq!(names::found(&all, &at.screen()), None, "after {keys}");
        at.silent("Zorro");
    }
}

#[test]
fn any_key_puts_the_lock_off() {
    let mut at = opened(80, 24);
    at.wait(MINUTES - Duration::from_secs(10));
    at.keys("j").wait(MINUTES - Duration::from_secs(10));
    assert!(at.app.desk().is_some());
    at.keys("wheel:down").wait(MINUTES - Duration::from_secs(10));
    assert!(at.app.desk().is_some());
    at.wait(Duration::from_secs(11));
    assert!(at.app.desk().is_none());
}

#[test]
fn l_locks_at_once_and_unlocking_comes_back_to_tab_and_page() {
    let mut at = opened(80, 24);
    let all = names::of(at.world());
    at.keys("3 / 'leila' Enter Enter C");
    let page = at.screen();
    at.keys("L").says("Locked. Nothing is lost.");
    assert_eq!(names::found(&all, &at.screen()), None);
    at.keys("'wrong' Enter");
    at.moment().says("does not open this file");
    unlock(&mut at);
    assert_eq!(at.desk().tab, Tab::Matches);
    assert_eq!(at.screen().lines().take(10).collect::<Vec<_>>(), page.lines().take(10).collect::<Vec<_>>());
    at.keys("Esc");
    assert_eq!(at.desk().tab, Tab::Matches);
}

#[test]
fn a_form_that_was_open_at_the_lock_is_a_draft_afterwards() {
    let mut at = opened(80, 24);
    at.keys("1 / 'zoe' Enter N 'rang the school' L");
    // `L` is a letter while one types.
    at.says("rang the schoolL");
    at.wait(MINUTES * 2).screen();
    unlock(&mut at);
    at.says("One form was left unfinished.");
    assert_eq!(at.desk().tab, Tab::Children);
    at.keys("/ 'zoe' Enter N").says("rang the schoolL");
}

#[test]
fn while_it_is_locked_the_file_is_closed() {
    let mut at = opened(80, 24);
    at.keys("L");
    let (file, world) = crate::ground::reread(&at.path);
    assert!(world.children().len() > 30);
    file.close().unwrap();
    unlock(&mut at);
    at.says("Opened at change");
}

#[test]
fn esc_on_the_lock_page_leaves_without_a_word_lost() {
    use tui::engine::app::App as _;
    let mut at = opened(80, 24);
    at.keys("L Esc");
    assert!(at.app.done());
}

#[test]
fn a_program_that_stood_still_is_drawn_anew_and_locks_if_it_stood_too_long() {
    let mut at = opened(80, 24);
    let before = at.keys("1").wait(Duration::from_secs(20)).screen();
    for minutes in [1, 20] {
        at.event(Event::Stop);
        assert_eq!(at.terminal.suspended, if minutes == 1 { 1 } else { 2 });
        // Nothing about anybody is shown before it is known how long it was.
        assert_eq!(at.screen().trim(), "");
        assert!(at.app.wake_at() <= Some(at.now().instant));
        at.stand_still(Duration::from_secs(minutes * 60)).batch([]);
        if minutes == 1 {
            assert_eq!(at.screen(), before);
        }
    }
    at.says("Locked, because no key was pressed").silent("Leila");
}

#[test]
fn what_is_being_typed_is_kept_before_the_program_stands_still() {
    let mut at = opened(80, 24);
    at.keys("1 / 'leila' Enter e Ctrl-u 'Lola the heron'").event(Event::Stop);
    at.killed();
    at.keys("1 / 'leila' Enter e").says("Lola the heron");
}

/// What somebody else had opened, filtered and typed is not what one comes back to: one begins on Deadlines.
#[test]
fn somebody_else_does_not_come_back_to_it() {
    let mut at = crate::ground::for_three(100, 40);
    let enter = |at: &mut At, name: &str, phrase: &str| {
        at.keys(&format!("'{name}' Enter '{phrase}' Enter"));
        at.moment();
    };
    enter(&mut at, "Bo Lind", "the words of bo");
    at.keys("1 / 'zoe' Enter Enter");
    at.moment();
    let page = at.desk().subject();
    at.keys("N 'rang the school' Esc L");
    at.moment();
    enter(&mut at, "Rae Wells", "the words of rae");
    assert_eq!((at.desk().tab, at.desk().pages.len()), (Tab::Deadlines, 0));
    at.silent("rang the school").silent("left unfinished").silent("not in the scheme any more");
    at.keys("1").silent("Filter: zoe");
    at.keys("L");
    at.moment();
    // Who was there before somebody else finds what everybody finds; who comes back at once is where they were.
    enter(&mut at, "Bo Lind", "the words of bo");
    assert_eq!((at.desk().tab, at.desk().pages.len()), (Tab::Deadlines, 0));
    at.keys("1 / 'zoe' Enter Enter L");
    at.moment();
    enter(&mut at, "bo lind", "the words of bo");
    assert_eq!((at.desk().tab, at.desk().subject()), (Tab::Children, page));
    at.keys("N").says("rang the school");
}
