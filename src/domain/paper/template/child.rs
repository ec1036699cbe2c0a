//! Letters to the child: plain words, nothing about anybody else, and nothing of what was left out.

use super::super::Head;
use super::super::layout::Sheet;
use super::super::reading::Reading;
use super::day;
use crate::disclose::{Datum, Shown};
use crate::record::{EndReason, ReferralOutcome, ReferralState, Subject};
use chrono::NaiveDate;

fn greet(sheet: &mut Sheet, reading: &Reading<'_>) {
    match reading.called(1) {
        Some(name) => sheet.say(&format!("Hello {name},")),
        None => sheet.say("Hello,"),
    }
}

/// Who could visit (R88): row 12, and that the child chooses.
pub(super) fn profile(reading: &Reading<'_>, head: &Head) -> Result<Sheet, &'static str> {
    let name =
        reading.called(12).ok_or("The child may not be told who the visitor is. Choose another paper.")?;
    let mut sheet = Sheet::new(head, "Somebody who could visit you");
    greet(&mut sheet, reading);
    sheet.say(&format!(
        "This is {name}. {name} would like to be your visitor: somebody who comes to see you, does things with you that \
         you like, and listens. Visitors are not paid. They come because they want to."
    ));
    if let Some(interests) = reading.text(12, "interests") {
        sheet.say(&format!("{name} likes: {interests}."));
    }
    if let Some(languages) = reading.text(12, "languages") {
        sheet.say(&format!("{name} speaks: {languages}."));
    }
    sheet.say(&format!(
        "You choose. You can say yes, you can say no, and you can ask to meet {name} first. Nobody minds if you say no."
    ));
    sheet.say(
        "What you tell a visitor is not passed on unless you agree. Only if you or somebody else might get hurt does a \
         visitor have to tell.",
    );
    sheet.say("Is there anything you would like to know first? Ask us.");
    sheet.sign(head);
    Ok(sheet)
}

/// Where the request is up to (R40): row 11.
pub(super) fn request(reading: &Reading<'_>, head: &Head) -> Result<Sheet, &'static str> {
    let referral = latest(reading).ok_or("No referral of this child is on record. Enter it first.")?;
    let (line, state) = referral;
    let mine = Mine { reading, subject: line.thing().thing.subject };
    reading.take(line);
    let mut sheet = Sheet::new(head, "Where your request is up to");
    greet(&mut sheet, reading);
    if let Some(on) = mine.text("received") {
        sheet.say(&format!("On {on} we were asked to find a visitor for you."));
    }
    match reading.current(head.on) {
        Some(told) => {
            let began = reading.began(&told).unwrap_or_default();
            let who = reading.visitor().unwrap_or("your visitor");
            sheet.say(&format!("You have a visitor now: {who}. Your visits began on {began}."));
        }
        None => where_it_is(&mut sheet, &mine, state, head.on),
    }
    sheet.say("You can ask us at any time how it is going, and you can always change your mind.");
    sheet.sign(head);
    Ok(sheet)
}

/// The referral that counts: the last that is not closed, or else the last.
fn latest<'d>(reading: &Reading<'d>) -> Option<(&'d Shown, ReferralState)> {
    let all: Vec<_> = reading
        .all(11, "state")
        .into_iter()
        .filter_map(|line| match line.datum() {
            Some(Datum::State(state)) => Some((line, state)),
            _ => None,
        })
        .collect();
    let open = all.iter().rev().find(|(_, state)| *state != ReferralState::Closed);
    open.or(all.last()).copied()
}

/// The lines of row 11 of one referral.
struct Mine<'r, 'd> {
    reading: &'r Reading<'d>,
    subject: Subject,
}

impl<'d> Mine<'_, 'd> {
    fn last(&self, name: &str) -> Option<&'d Shown> {
        let all = self.reading.all(11, name);
        all.into_iter().rev().find(|line| line.thing().thing.subject == self.subject)
    }

    fn text(&self, name: &str) -> Option<&'d str> {
        self.last(name).map(|line| self.reading.take(line))
    }

    /// The day of the meeting that is arranged.
    fn meeting(&self) -> Option<NaiveDate> {
        let line = self.last("meeting")?;
        let Some(Datum::Day(on)) = line.datum() else { return None };
        self.reading.take(line);
        Some(on)
    }

    fn decided(&self) -> Option<(ReferralOutcome, NaiveDate)> {
        let line = self.last("decision")?;
        let Some(Datum::Decided { outcome, on }) = line.datum() else { return None };
        self.reading.take(line);
        Some((outcome, on))
    }
}

fn where_it_is(sheet: &mut Sheet, mine: &Mine<'_, '_>, state: ReferralState, today: NaiveDate) {
    let meeting = mine.meeting().filter(|on| *on >= today);
    match (state, mine.decided()) {
        (ReferralState::Received | ReferralState::Acknowledged, _) => {
            sheet.say("Next we would like to meet you, to hear what you would like.");
        }
        (ReferralState::MeetingBooked, _) => match meeting {
            Some(on) => sheet.say(&format!(
                "Somebody from us comes to meet you on {}, to hear what you would like.",
                day(on)
            )),
            None => sheet.say("Somebody from us comes to meet you, to hear what you would like."),
        },
        (ReferralState::Met, _) => {
            sheet.say("We have met you. Thank you for telling us what you would like. Soon we tell you what happens next.");
        }
        (ReferralState::Waiting, decided) => {
            let since = decided.map(|(_, on)| format!(" since {}", day(on))).unwrap_or_default();
            sheet.say(&format!(
                "You are on our list{since}, and we are looking for somebody who suits you. We tell you as soon as \
                 there is somebody, and you choose."
            ));
        }
        (ReferralState::Declined, Some((ReferralOutcome::ChildSaysNo, _))) => {
            sheet.say("You told us that you do not want a visitor. That is all right.");
        }
        (ReferralState::Declined, _) => {
            sheet.say("We are sorry that we cannot find a visitor for you. Your social worker can tell you more.");
        }
        (ReferralState::Closed, _) => sheet.say(
            "You are not on our list at the moment. If you would like a visitor, tell us or your social worker.",
        ),
    }
}

/// That visiting has ended, truthfully and kindly (row 31).
pub(super) fn ending(reading: &Reading<'_>, head: &Head) -> Result<Sheet, &'static str> {
    let ended = reading.all(31, "ended").into_iter().find_map(|line| match line.datum() {
        Some(Datum::Ended { on, why, .. }) => Some((line, on, why)),
        _ => None,
    });
    let (line, on, why) = ended.ok_or("No ending is on record here. Record the end of the match first.")?;
    if why == Some(EndReason::Death) {
        return Err("There is no letter for this ending. Whoever knows the child best tells them in person.");
    }
    reading.take(line);
    let who = reading.visitor().unwrap_or("your visitor");
    let mut sheet = Sheet::new(head, "Your visits");
    greet(&mut sheet, reading);
    let tense = if on <= head.on { "ended" } else { "end" };
    sheet.say(&format!("Your visits with {who} {tense} on {}.", day(on)));
    sheet.say(&because(why, who));
    sheet.say(
        "Endings can feel sad, or strange, or fine. If you would like to talk about it, tell us: we listen.",
    );
    match rematch(reading) {
        Some(true) => {
            sheet.say("You would like another visitor. We are looking for one, and you choose again.")
        }
        _ => sheet.say("If you would like another visitor, now or later, tell us or your social worker."),
    }
    sheet.sign(head);
    Ok(sheet)
}

/// Whether another visitor is wanted.
fn rematch(reading: &Reading<'_>) -> Option<bool> {
    reading.text(11, "ended.rematch").map(|text| text == "yes")
}

const NOT_YOURS: &str = "It is not because of anything you did.";

/// Why, in words for a child. Where the reason is not told, the letter reads as for one that the scheme has ended.
fn because(why: Option<EndReason>, who: &str) -> String {
    let Some(why) = why else { return NOT_YOURS.to_owned() };
    match why {
        EndReason::Eighteen => {
            "You are eighteen then, and visits of this kind are for children and young people up to eighteen. If you two \
             want to stay in touch, that is for you to decide: it is then nothing that we arrange or check any more."
                .to_owned()
        }
        EndReason::NotLookedAfter => {
            "You are not looked after by the council any more, and these visits are for those who are.".to_owned()
        }
        EndReason::ChildStopped | EndReason::ChildDeclinedEarly => {
            "You told us that you want to stop. That is your choice, and it is a good thing to say so.".to_owned()
        }
        EndReason::VisitorResigned => {
            format!("{} cannot be a visitor any more. It is not because of you.", capital(who))
        }
        EndReason::TooFar => "It is too far to travel now. It is not because of you.".to_owned(),
        EndReason::SchemeEnded
        | EndReason::Rematched
        | EndReason::ContractEnded
        | EndReason::VisitorRemoved
        | EndReason::Death => NOT_YOURS.to_owned(),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
