//! No size of window stops any screen or any form; below the floor it says what is needed and what there is.

use crate::ground::{At, opened};
use crate::scenes::SCENES;
use tui::forms::title;
use tui::keys::{Action, KEYS, Scope, Task};

/// Forty sizes, from one cell to a wall.
pub const SIZES: [(u16, u16); 40] = [
    (1, 1),
    (2, 1),
    (1, 2),
    (3, 3),
    (5, 2),
    (10, 4),
    (20, 1),
    (1, 30),
    (59, 17),
    (59, 18),
    (60, 17),
    (60, 18),
    (60, 19),
    (60, 40),
    (61, 18),
    (64, 20),
    (70, 18),
    (72, 22),
    (79, 23),
    (79, 24),
    (80, 18),
    (80, 23),
    (80, 24),
    (80, 25),
    (80, 60),
    (90, 24),
    (90, 30),
    (99, 29),
    (100, 18),
    (100, 30),
    (100, 31),
    (110, 33),
    (119, 39),
    (120, 18),
    (120, 40),
    (132, 43),
    (160, 50),
    (200, 60),
    (250, 18),
    (300, 100),
];

fn at_every_size(at: &mut At) {
    for (w, h) in SIZES {
        at.keys(&format!("resize:{w}x{h}"));
        if w < 60 || h < 18 {
            if w >= 40 && h >= 3 {
                at.says(&format!("needs 60 x 18, has {w} x {h}"));
            }
        } else {
            at.silent("Too small");
        }
    }
}

#[test]
fn every_screen_stands_at_forty_sizes() {
    for (name, keys) in SCENES {
        let mut at = opened(80, 24);
        at.keys(keys).settle();
        let before = at.screen();
        at_every_size(&mut at);
        at.keys("resize:80x24");
        if !matches!(*name, "lock") {
            assert_eq!(before, at.screen(), "{name} is another after it was resized");
        }
    }
}

/// Goes to where a task can be begun, and begins it by its own key.
pub fn begin(at: &mut At, scope: Scope, task: Task, chord: &str) -> bool {
    let tab = match scope {
        Scope::Child => "1",
        Scope::Visitor | Scope::VisitorOfManager => "2",
        Scope::Match | Scope::Proposal | Scope::Preview | Scope::Everywhere => "3",
        Scope::Report => "4",
        _ => "5",
    };
    if scope == Scope::Allegation || task == Task::CancelPaused {
        crate::allegations::received(at);
        at.keys(if scope == Scope::Allegation { "Alt-a Enter" } else { "Alt-a Enter V" }).keys(chord);
        return true;
    }
    at.keys(tab).keys("g");
    if task == Task::CloseConcern {
        // What was passed on can be closed.
        at.keys("o p Space Enter 'Alys Morgan' F2").keys(chord);
        return true;
    }
    if scope == Scope::Preview {
        // As the social worker would get it: there both consent and override open something.
        for _ in 0..20 {
            at.keys("l l l l G");
            for _ in 0..20 {
                if at.desk().enabled(Action::Do(task)).is_ok() {
                    at.keys(chord);
                    return true;
                }
                at.keys("k");
            }
            at.keys("Esc j");
        }
        return false;
    }
    if scope == Scope::Candidates {
        at.keys("1 g");
        for _ in 0..60 {
            if at.desk().enabled(Action::WhoCouldVisit).is_ok() {
                at.keys("m").keys(chord);
                return true;
            }
            at.keys("j");
        }
        return false;
    }
    if task == Task::WithdrawConsent {
        let what = if scope == Scope::Child { "Tab" } else { "Tab 'carer' Enter 'tele' Enter" };
        at.keys(&format!("Y {what} 'g' Tab paste:'the worker' Tab paste:'in writing' F2")).keys(chord);
        return true;
    }
    if scope == Scope::Paragraphs {
        at.keys("Esc Esc 4 / 'youth show' Enter Enter j").keys(chord);
        return at.row(1).contains(title(task));
    }
    if scope == Scope::ConcernOfManager {
        // Something was heard about a visitor.
        at.keys("Esc Esc 2 g Enter Alt-t 'n' Tab 'He shouted.' Tab 'The carer' F2").moment();
        at.keys("Esc Esc Esc 5 / 'Tell the team' Enter o").keys(chord);
        return at.row(1).contains(title(task));
    }
    for _ in 0..120 {
        if scope == Scope::Concern {
            at.keys("o");
        }
        if at.desk().scopes().contains(&scope) && at.desk().enabled(Action::Do(task)).is_ok() {
            at.keys(chord);
            return true;
        }
        if scope == Scope::Concern {
            at.keys("Esc");
        }
        at.keys("j");
    }
    false
}

/// Every row of the key table that begins a form.
pub fn tasks() -> Vec<(Scope, Task, &'static str)> {
    let rows = KEYS.rows().iter().filter_map(|row| match row.action {
        // Confirming asks nothing: it is done at once.
        Action::Do(task) if task != Task::ConfirmVisit => Some((row.scope, task, row.chords[0])),
        _ => None,
    });
    rows.collect()
}

#[test]
fn every_form_stands_at_forty_sizes() {
    let mut at = opened(80, 24);
    for (scope, task, chord) in tasks() {
        at.keys("resize:80x24");
        assert!(begin(&mut at, scope, task, chord), "{task:?} can be begun nowhere in {scope:?}");
        assert!(at.row(1).contains(title(task)), "{task:?} by {chord}: {}", at.screen());
        at_every_size(&mut at);
        at.keys("resize:80x24 Esc");
        if matches!(scope, Scope::Preview | Scope::Candidates) {
            at.keys("Esc");
        }
        while !at.desk().pages.is_empty() {
            at.keys("Esc");
        }
    }
}
