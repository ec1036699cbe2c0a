//! The steps of an allegation for which no source gives a day (5.7): each stands under today from its turn on until it is
//! on record, so that an allegation that is open always has a line.

use super::Deadline;
use super::allegation::About;
use crate::calendar::{local, local_date};
use crate::judge;
use crate::record::{AllegationOutcome, AllegationTask as Task, Party, Stage};
use crate::rule::RuleId;

/// What waits of an allegation, in the order of its steps.
pub(super) fn undated(about: &About<'_>, out: &mut Vec<Deadline>) {
    at_once(about, out);
    advised(about, out);
    told(about, out);
    complaint(about, out);
    match &about.a.outcome {
        None => awaited(about, out),
        Some(outcome) => after(about, outcome, out),
    }
}

/// Before the LADO is called: the child, and the team manager who owns it.
fn at_once(about: &About<'_>, out: &mut Vec<Deadline>) {
    if about.to_do(Task::ChildSafe) {
        let (what, why) = match &about.a.child_safe {
            None => (
                "Child's safety not recorded",
                "Before anything else somebody makes sure that the child is safe, and that is not on record yet.".to_owned(),
            ),
            Some(then) => (
                "Child not safe yet",
                format!(
                    "On {} the child was not safe yet: make sure, and record it as soon as the child is.",
                    about.day.say(local(then.at).date())
                ),
            ),
        };
        out.push(about.under_today(RuleId::R61, Task::ChildSafe, what, "at once", why));
    }
    if about.to_do(Task::TellManager) {
        let why = "An allegation belongs to the team manager, who is told at once, and when that was is not on record.";
        let what = "Team manager not told";
        out.push(about.under_today(RuleId::R49, Task::TellManager, what, "at once", why.to_owned()));
    }
}

/// What the LADO says, and what the LADO asks for.
fn advised(about: &About<'_>, out: &mut Vec<Deadline>) {
    let a = about.a;
    // As long as nobody speaks to the visitor, the line on that says that the advice is awaited.
    if a.lado.is_some() && a.advice.is_empty() && !a.holds_contact() {
        let why = "The LADO was told, and what the LADO advised is not on record.";
        let what = "LADO's advice not recorded";
        out.push(about.under_today(RuleId::R73, Task::Advice, what, "no record", why.to_owned()));
    }
    let last = a.advice.last().map_or_else(String::new, |advice| about.day.brief(local(advice.at).date()));
    let since = format!("advised {last}");
    if about.to_do(Task::TellPolice) {
        let why = "The LADO advised that the police are told, and that they were is not on record.";
        out.push(about.under_today(RuleId::R72, Task::TellPolice, "Police not told", &since, why.to_owned()));
    }
    if about.to_do(Task::Meeting) {
        let why = "The LADO advised a meeting, and none is on record.";
        out.push(about.under_today(
            RuleId::R76,
            Task::Meeting,
            "Meeting not arranged",
            &since,
            why.to_owned(),
        ));
    }
}

/// Who is to hear that visits are paused, and the visitor, once the LADO agrees.
fn told(about: &About<'_>, out: &mut Vec<Deadline>) {
    let a = about.a;
    let paused = about.day.world.visitor(a.visitor).is_some_and(|v| v.is_suspended(about.day.today));
    if paused && about.to_do(Task::TellPause) {
        let to_hear = [Party::Child, Party::Carer, Party::SocialWorker];
        let unheard = to_hear.into_iter().filter(|who| a.pause_told.iter().all(|told| told.who != *who));
        let whom = unheard.map(Party::words).collect::<Vec<_>>().join(", ");
        let why = format!(
            "Visits are paused, and child, carer and social worker are told that and no more; not on record as told: {whom}."
        );
        out.push(about.under_today(RuleId::R74, Task::TellPause, "Pause not told", &whom, why));
    }
    if let Some(agreed) = a.may_tell_visitor.as_ref().filter(|_| about.to_do(Task::TellVisitor)) {
        let day = about.day.brief(agreed.on);
        let why = format!(
            "Since {day} the LADO agrees that the visitor is told, with a named person for support, and that it was done is not \
             on record."
        );
        let detail = format!("agreed {day}");
        out.push(about.under_today(RuleId::R73, Task::TellVisitor, "Visitor not told", &detail, why));
    }
}

/// The scheme's own procedure beside the LADO's (R49).
fn complaint(about: &About<'_>, out: &mut Vec<Deadline>) {
    if about.to_do(Task::OpenComplaint) {
        let why = "An allegation goes to the LADO and through the internal complaint procedure, and that it was opened is \
                   not on record.";
        let what = "Internal complaint not opened";
        out.push(about.under_today(RuleId::R49, Task::OpenComplaint, what, "no record", why.to_owned()));
    } else if about.to_do(Task::CloseComplaint) && about.a.outcome.is_some() {
        let why = "The outcome is recorded, and the internal complaint procedure is still open: record how it ended.";
        let what = "Internal complaint open";
        out.push(about.under_today(RuleId::R49, Task::CloseComplaint, what, "still open", why.to_owned()));
    }
}

/// R76: from the day on which the LADO was told, the outcome is awaited.
fn awaited(about: &About<'_>, out: &mut Vec<Deadline>) {
    if about.a.lado.is_none() {
        return;
    }
    let since = format!("since {}", about.day.brief(local_date(about.a.received)));
    let why = "An allegation ends with one of five words, with its day and who decided, and none is on record: ask the LADO \
               where it stands.";
    out.push(about.under_today(RuleId::R76, Task::Outcome, "Outcome awaited", &since, why.to_owned()));
}

/// What follows from the outcome, until it is closed.
fn after(about: &About<'_>, outcome: &AllegationOutcome, out: &mut Vec<Deadline>) {
    let a = about.a;
    let since = format!("outcome {}", about.day.brief(outcome.on));
    let mut say = |rule, task, what, why: String| out.push(about.under_today(rule, task, what, &since, why));
    let left = about.day.world.visitor(a.visitor).is_some_and(|v| v.stage() == Stage::Left);
    let undecided = outcome.reinstated.is_none() && !left;
    if undecided {
        let why = "The outcome is recorded, and it is not decided whether the visitor visits again with a plan, or whether the \
                   appointment is ended in writing.";
        say(RuleId::R74, Task::Reinstate, "Return not decided", why.to_owned());
    }
    if outcome.reinstated == Some(false) && a.notice.is_none() {
        let why = "The appointment is ended, and as it ends by written notice, none is on record.";
        say(RuleId::R53, Task::EndAppointment, "Written notice awaited", why.to_owned());
    }
    if about.to_do(Task::TellDbs) {
        let duty = if judge::was_regulated(about.day.world, a.visitor) {
            "by the records this was regulated activity, and then it is a legal duty, even if the LADO is told"
        } else {
            "by the records this was not regulated activity, and then it is a power and no duty"
        };
        let why =
            format!("When somebody is removed, whether the DBS is told is answered with its day: {duty}.");
        say(RuleId::R77, Task::TellDbs, "DBS referral not answered", why);
    }
    if about.to_do(Task::GiveSummary) {
        let why =
            "The outcome is recorded, so a full summary is kept, and the visitor is given a copy of it.";
        say(RuleId::R78, Task::GiveSummary, "Summary not given", why.to_owned());
    } else if about.to_do(Task::ClearRecord) {
        let why = "It was found malicious or false, so it leaves the visitor's personnel record.";
        say(RuleId::R78, Task::ClearRecord, "Still in the personnel record", why.to_owned());
    }
    if !undecided {
        say(RuleId::R76, Task::Close, "Allegation not closed", to_close(about));
    }
}

/// That it is still open, and what is to be done before it is closed.
fn to_close(about: &About<'_>) -> String {
    let last = [Task::OfferChild, Task::Learn].into_iter().filter(|task| about.to_do(*task));
    let first = last.map(Task::words).collect::<Vec<_>>().join(", and ");
    if first.is_empty() {
        return "The outcome and what comes of it are decided, and the allegation is not closed.".to_owned();
    }
    format!("The outcome and what comes of it are decided: {first}, and then close the allegation.")
}
