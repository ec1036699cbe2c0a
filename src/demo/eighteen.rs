//! The way to an eighteenth birthday, and what was done of it.

use crate::cases::Case;
use crate::children::About;
use crate::days::{months, plus, weekend_before};
use crate::people::{Roll, born_for_eighteen};
use crate::teller::Script;
use chrono::NaiveDate;
use domain::command::Command;
use domain::record::EighteenStep;

/// A birthday just past. Those ahead are told with their matches.
pub(crate) fn tell(s: &mut Script, roll: &Roll) {
    let birthday = s.ago(4);
    let jordan = Case {
        about: turned(birthday),
        last: weekend_before(s.ago(14)),
        next: None,
        ..Case::healthy(s, roll, "jordan", "sheila", 30)
    };
    jordan.tell(s, roll, |p| p);
    steps(s, jordan.child, birthday, 4);
}

/// Somebody who becomes eighteen on a day.
pub(crate) fn turned(on: NaiveDate) -> About {
    About { born: Some(born_for_eighteen(on)), ..About::default() }
}

/// The first steps towards a birthday, each taken a little after it was called for.
pub(crate) fn steps(s: &mut Script, child: usize, birthday: NaiveDate, taken: usize) {
    let notes = [
        "raised; both were glad that it was said early",
        "both would like to stay in touch",
        "plan written with the personal adviser",
        "last formal visit held, confirmed by letter",
    ];
    for (n, (step, ahead, _)) in EighteenStep::ALL.iter().take(taken).enumerate() {
        let on = plus(months(birthday, -ahead), 4).min(s.today);
        s.on(on, move |t| Command::TakeEighteenStep {
            match_id: t.match_of(child),
            step: *step,
            on,
            note: Some(notes[n].to_owned()),
        });
    }
}
