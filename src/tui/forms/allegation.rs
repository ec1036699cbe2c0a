//! Allegations: received, the steps, and the neutral cancellation of what is booked. Only a team manager reaches the first
//! two; the last says nothing of why.

use super::fields::{
    chosen, day, done_on, known_by, line, long, must_choose, one_of, opt, opt_day, past, said_yes, some_of,
    ticked, time_line, yes_no,
};
use super::{Amiss, Ground, gone};
use crate::engine::field::{Field, PickRow, Values};
use crate::keys::Task;
use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::{local, to_utc, words};
use domain::command::{AllegationFacts, AllegationStep as Step, Command, NewAllegation};
use domain::entry::date::Direction;
use domain::entry::time;
use domain::id::{Reference, VisitorId};
use domain::record::{
    AdviceKind, Allegation, AllegationTask as T, Concern, HarmNature, OutcomeWord, Party, Subject,
};

pub(super) fn fields(task: Task, subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    match task {
        Task::ReceiveAllegation => received(subject, g),
        Task::Allegation(step) => of_step(step, allegation(subject, g), g),
        _ => vec![done_on("told", "Child and carer are told on", g)],
    }
}

fn allegation(subject: Option<Subject>, g: Ground<'_>) -> Option<&Allegation> {
    match subject? {
        Subject::Allegation(id) => g.world.allegation(id),
        _ => None,
    }
}

/// Short first: whom, when, from whom, what. What else the LADO's form asks for follows as a step of its own.
fn received(subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    let mut fields = Vec::new();
    let concern = concern(subject, g);
    if visitor_of(subject, g).is_none() {
        let rows = g.world.visitors().map(|v| PickRow {
            key: v.reference().to_string(),
            label: g.names.visitor_full(v),
            detail: v.reference().to_string(),
            find: known_by(&v.name),
        });
        let pick = Field::pick("visitor", "Visitor", rows.collect());
        fields.push(pick.required().hint("type any part of the name"));
    }
    let said = |words: Option<&str>| words.unwrap_or_default().to_owned();
    fields.extend([
        long("what", "What was alleged, in the words used")
            .required()
            .rows(3)
            .initial(&said(concern.map(|c| c.what.as_str()))),
        line("from", "From whom it came, and who that is to the child")
            .required()
            .initial(&said(concern.map(|c| c.raised_by.as_str()))),
        yes_no("harm", "Is significant harm or injury said?").required(),
    ]);
    // The clock runs from the minute at which anybody in the scheme learned of it (2.H 4).
    let learned = concern.map_or(g.now, |c| c.heard.unwrap_or(c.learned).min(c.learned));
    let label = "Anybody in the scheme learned of it on";
    fields.extend([
        day("received", label, g, Direction::Past).required().initial(&words::numeric(local(learned).date())),
        time_line("time", "At").required().initial(&words::time(local(learned).time())),
    ]);
    fields.extend([
        some_of("natures", "What kind of harm, as far as it is said", HarmNature::ALL),
        line("happened", "When and where"),
    ]);
    fields
}

/// The concern from which an allegation is made.
fn concern(subject: Option<Subject>, g: Ground<'_>) -> Option<&Concern> {
    match subject? {
        Subject::Concern(id) => g.world.concern(id),
        _ => None,
    }
}

/// Whom it is about, as far as what it is made from says: the visitor, or the one of the concern's match.
fn visitor_of(subject: Option<Subject>, g: Ground<'_>) -> Option<VisitorId> {
    match subject? {
        Subject::Visitor(id) => Some(id),
        _ => concern(subject, g)?.match_id.and_then(|id| g.world.match_(id)).map(|m| m.visitor),
    }
}

/// A day and a time that have been, with now to begin with.
fn moment(id: &'static str, label: &str, g: Ground<'_>) -> [Field; 2] {
    let now = words::time(local(g.now).time());
    [done_on(id, label, g), time_line("time", "At").required().initial(&now)]
}

/// Who, and on which day.
fn who(label: &str, g: Ground<'_>) -> Vec<Field> {
    vec![line("by", label).required(), done_on("on", "On", g)]
}

fn told(label: &str, to: Option<&str>, g: Ground<'_>) -> Vec<Field> {
    let service = to.map(|to| line("to", "Which service").required().initial(to));
    let rest = [line("name", label).required(), line("reference", "Their reference")];
    service.into_iter().chain(rest).chain(moment("at", "On", g)).collect()
}

fn of_step(step: T, a: Option<&Allegation>, g: Ground<'_>) -> Vec<Field> {
    let with = |mut fields: Vec<Field>, more: Vec<Field>| {
        fields.extend(more);
        fields
    };
    match step {
        T::ChildSafe => with(
            vec![yes_no("safe", "Is the child safe?").required(), line("by", "Who made sure").required()],
            with(moment("at", "On", g).into(), vec![line("note", "How")]),
        ),
        T::TellManager => with(
            vec![line("who", "Which manager").required(), line("by", "Told by").required()],
            moment("at", "On", g).into(),
        ),
        T::TellLado => told("Whom you spoke to", None, g),
        T::TellPolice => told("Whom you spoke to", None, g),
        T::TellSocialCare => told("Whom you spoke to", Some("front door (MASH)"), g),
        T::Advice => with(
            vec![
                some_of("kinds", "What is to follow", AdviceKind::ALL),
                long("words", "What was advised, in the words used").required().rows(3),
                line("by", "Advised by").required(),
                yes_no("threshold", "Is the threshold met?").hint("blank while that is open"),
            ],
            moment("at", "On", g).into(),
        ),
        T::AskForm | T::SendForm => moment("at", "On", g).into(),
        T::TellPause => with(
            vec![
                one_of("who", "Who heard it", Party::ALL)
                    .required()
                    .help("Only these words: visits are paused. Nothing of why."),
            ],
            who("Passed on by", g),
        ),
        T::MayTell => who("Agreed with, at the LADO's", g),
        T::TellVisitor => with(who("Told by", g), vec![line("supporter", "Who supports the visitor")]),
        T::Meeting => vec![
            line("what", "Which meeting: strategy, evaluation, review").required().initial("strategy"),
            day("on", "On", g, Direction::Future).required(),
            long("decided", "What was decided, and who is to do what").hint("blank for one to come").rows(3),
        ],
        T::OpenComplaint => with(who("Opened by", g), vec![line("note", "Where it stands")]),
        T::CloseComplaint => vec![long("reason", "What came of it").required().rows(2)],
        T::Outcome => {
            with(vec![one_of("word", "Outcome", OutcomeWord::ALL).required()], who("Who decided", g))
        }
        T::Reinstate => vec![
            long("plan", "The plan with which the visitor comes back").required().rows(3),
            done_on("on", "Visits are allowed from", g),
            day("review_by", "The match is reviewed afresh by", g, Direction::Future),
        ],
        T::EndAppointment => vec![
            day("notice", "Day of the written notice", g, Direction::Past).hint("blank while it is awaited"),
            line("note", "How"),
        ],
        T::TellDbs => with(
            vec![
                yes_no("referred", "Is the DBS told?").required(),
                line("reason", "Why, or their reference"),
            ],
            who("Who decided", g),
        ),
        T::GiveSummary => who("Given by", g),
        T::ClearRecord => who("Taken out by", g),
        T::OfferChild => who("Offered by", g),
        T::Learn => vec![long("words", "What was learned").required().rows(3)],
        T::Close => vec![long("reason", "What came of it").required().rows(2)],
        T::Details => known(a),
    }
}

/// What else the LADO's form asks for, with what is known of it.
fn known(a: Option<&Allegation>) -> Vec<Field> {
    let text = |of: fn(&Allegation) -> Option<&String>| a.and_then(of).cloned().unwrap_or_default();
    let yes = |said: Option<bool>| said.map_or("", |yes| if yes { "yes" } else { "no" });
    let natures = a.map(|a| a.natures.clone()).unwrap_or_default();
    let boxes = natures.iter().fold(some_of("natures", "What kind of harm", HarmNature::ALL), |boxes, n| {
        boxes.initial(&super::fields::key_of(HarmNature::ALL, n))
    });
    vec![
        boxes,
        yes_no("harm", "Is significant harm or injury said?").initial(yes(a.map(|a| a.significant_harm))),
        line("other_children", "Other children, by name and age")
            .initial(&text(|a| a.other_children.as_ref())),
        line("elsewhere", "Children elsewhere: work, own children").initial(&text(|a| a.elsewhere.as_ref())),
        yes_no("aware", "Does the visitor know of it?").initial(yes(a.and_then(|a| a.aware))),
    ]
}

pub(super) fn command(
    task: Task,
    subject: Option<Subject>,
    v: &Values,
    g: Ground<'_>,
) -> Result<Command, Amiss> {
    match (task, subject) {
        (Task::ReceiveAllegation, _) => receive(subject, v, g),
        (Task::Allegation(step), Some(Subject::Allegation(allegation))) => {
            Ok(Command::TakeAllegationStep { allegation, step: Box::new(the_step(step, v, g)?) })
        }
        (Task::CancelPaused, Some(Subject::Visitor(visitor))) => {
            Ok(Command::CancelPausedVisits { visitor, told: past(v, "told", g)? })
        }
        _ => Err(gone("by")),
    }
}

fn receive(subject: Option<Subject>, v: &Values, g: Ground<'_>) -> Result<Command, Amiss> {
    let visitor = match visitor_of(subject, g) {
        Some(id) => id,
        None => picked(v, g)?,
    };
    let raised = concern(subject, g);
    let open = g.world.open_matches_of_visitor(visitor).last();
    let child = raised.map(|c| c.child).or(open.map(|m| m.child));
    let allegation = NewAllegation {
        visitor,
        match_id: raised.and_then(|c| c.match_id).or(open.map(|m| m.id)),
        children: child.into_iter().collect(),
        received: instant(v, "received", g)?,
        from: v.text("from").to_owned(),
        natures: ticked(v, "natures", HarmNature::ALL),
        significant_harm: said_yes(v, "harm") == Some(true),
        happened: opt(v, "happened"),
        what: v.text("what").to_owned(),
    };
    Ok(Command::ReceiveAllegation { allegation: Box::new(allegation) })
}

fn picked(v: &Values, g: Ground<'_>) -> Result<VisitorId, Amiss> {
    match Reference::parse(v.text("visitor")).and_then(|r| g.world.find(r)) {
        Some(Subject::Visitor(id)) => Ok(id),
        _ => Err(("visitor", "Choose the visitor: type any part of the name, then Enter.".to_owned())),
    }
}

/// Day and time of the place, as an instant.
fn instant(v: &Values, id: &'static str, g: Ground<'_>) -> Result<DateTime<Utc>, Amiss> {
    let day = past(v, id, g)?;
    let at = time::parse(v.text("time")).map_err(|e| ("time", e.to_string()))?;
    Ok(to_utc(day.and_time(at)))
}

fn the_step(step: T, v: &Values, g: Ground<'_>) -> Result<Step, Amiss> {
    let text = |id: &str| v.text(id).to_owned();
    let at = || instant(v, "at", g);
    let by_on = || -> Result<(String, NaiveDate), Amiss> { Ok((text("by"), past(v, "on", g)?)) };
    let (name, reference, note) = (text("name"), opt(v, "reference"), opt(v, "note"));
    Ok(match step {
        T::ChildSafe => {
            Step::ChildSafe { safe: said_yes(v, "safe") == Some(true), by: text("by"), at: at()?, note }
        }
        T::TellManager => Step::ManagerTold { at: at()?, who: text("who"), by: text("by") },
        T::TellLado => Step::LadoTold { at: at()?, name, reference },
        T::TellSocialCare => Step::SocialCareTold { at: at()?, to: text("to"), name, reference },
        T::TellPolice => Step::PoliceTold { at: at()?, name, reference },
        T::Advice => Step::Advised {
            at: at()?,
            by: text("by"),
            kinds: ticked(v, "kinds", AdviceKind::ALL),
            threshold: said_yes(v, "threshold"),
            words: text("words"),
        },
        T::AskForm => Step::FormAsked { at: at()? },
        T::SendForm => Step::FormSent { at: at()? },
        T::TellPause => {
            let (by, on) = by_on()?;
            Step::PauseTold { who: must_choose(v, "who", Party::ALL)?, by, on }
        }
        T::MayTell => {
            let (by, on) = by_on()?;
            Step::MayTell { by, on }
        }
        T::TellVisitor => {
            let (by, on) = by_on()?;
            Step::VisitorTold { by, on, supporter: opt(v, "supporter") }
        }
        T::Meeting => {
            let on = super::fields::a_day(v, "on", g, Direction::Future)?;
            Step::Met { on, what: text("what"), decided: opt(v, "decided") }
        }
        T::OpenComplaint => {
            let (by, on) = by_on()?;
            Step::ComplaintOpened { by, on, note }
        }
        _ => from_the_outcome(step, v, g)?,
    })
}

fn from_the_outcome(step: T, v: &Values, g: Ground<'_>) -> Result<Step, Amiss> {
    let text = |id: &str| v.text(id).to_owned();
    let by_on = || -> Result<(String, NaiveDate), Amiss> { Ok((text("by"), past(v, "on", g)?)) };
    Ok(match step {
        T::CloseComplaint => Step::ComplaintClosed { reason: text("reason") },
        T::Outcome => {
            let (by, on) = by_on()?;
            let word = chosen(v, "word", OutcomeWord::ALL).ok_or(("word", "Choose one.".to_owned()))?;
            Step::Ended { word, by, on }
        }
        T::Reinstate => Step::Reinstated {
            on: past(v, "on", g)?,
            plan: text("plan"),
            review_by: opt_day(v, "review_by", g, Direction::Future)?,
        },
        T::EndAppointment => {
            Step::AppointmentEnded { notice: opt_day(v, "notice", g, Direction::Past)?, note: opt(v, "note") }
        }
        T::TellDbs => {
            let (by, on) = by_on()?;
            let referred = said_yes(v, "referred") == Some(true);
            Step::DbsAnswered { referred, on, by, reason: opt(v, "reason") }
        }
        T::GiveSummary => {
            let (by, on) = by_on()?;
            Step::SummaryGiven { by, on }
        }
        T::ClearRecord => {
            let (by, on) = by_on()?;
            Step::Cleared { by, on }
        }
        T::OfferChild => {
            let (by, on) = by_on()?;
            Step::ChildOffered { by, on }
        }
        T::Learn => Step::Learned { words: text("words") },
        T::Close => Step::Closed { reason: text("reason") },
        _ => {
            let facts = AllegationFacts {
                natures: ticked(v, "natures", HarmNature::ALL),
                significant_harm: said_yes(v, "harm") == Some(true),
                other_children: opt(v, "other_children"),
                elsewhere: opt(v, "elsewhere"),
                aware: said_yes(v, "aware"),
            };
            Step::Known { facts: Box::new(facts) }
        }
    })
}

/// The title of a step's form.
pub(super) const fn title(step: T) -> &'static str {
    match step {
        T::ChildSafe => "Is the child safe?",
        T::TellManager => "Team manager told",
        T::TellLado => "LADO told",
        T::TellSocialCare => "Social care told",
        T::TellPolice => "Police told",
        T::Advice => "What the LADO advised",
        T::AskForm => "Form asked for",
        T::SendForm => "Form sent",
        T::TellPause => "Told that visits are paused",
        T::MayTell => "LADO agrees that the visitor is told",
        T::TellVisitor => "Visitor told",
        T::Meeting => "Meeting",
        T::OpenComplaint => "Complaint procedure opened",
        T::CloseComplaint => "Complaint procedure ended",
        T::Outcome => "Outcome",
        T::Reinstate => "Visits allowed again",
        T::EndAppointment => "Appointment ended",
        T::TellDbs => "DBS referral",
        T::GiveSummary => "Summary given",
        T::ClearRecord => "Out of the personnel record",
        T::OfferChild => "Child offered a talk and another visitor",
        T::Learn => "What was learned",
        T::Close => "Close the allegation",
        T::Details => "What else is known",
    }
}
