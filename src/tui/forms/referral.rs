//! The referral, from receipt to the waiting list and off it.

use super::fields::{
    as_on_record, day, done_on, line, list_line, long, must_choose, one_of, opt, past, pick_of, said_yes,
    several, some_of, ticked, worker_line, yes_no,
};
use super::{Amiss, Ground, gone};
use crate::engine::field::{Field, Values};
use crate::keys::Task;
use domain::command::{Command, NewReferral};
use domain::entry::date::Direction;
use domain::id::ReferralId;
use domain::record::{
    ChildView, Ground as Reason, Professional, ReferralCloseReason, ReferralOutcome, Said, Subject, Told,
    Wishes,
};

const TOLD: &[(Told, &str)] = &[(Told::Child, "the child"), (Told::SocialWorker, "the social worker")];

pub(super) fn fields(task: Task, subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    match task {
        Task::ReceiveReferral => receive_fields(subject, g),
        Task::Acknowledge => vec![done_on("on", "Acknowledged on", g)],
        Task::BookMeeting => vec![
            day("on", "Meeting on", g, Direction::Future).required(),
            line("note", "If one fell through").hint("why, in a few words"),
        ],
        Task::CancelMeeting => vec![line("note", "Why").hint("who said so, in a few words").required()],
        Task::RecordMeeting => met_fields(subject, g),
        Task::DecideReferral => vec![
            one_of("outcome", "Decision", ReferralOutcome::ALL).required(),
            line("reason", "Why").hint("needed when it is not accepted"),
            done_on("on", "On", g),
        ],
        Task::GiveUpdate => vec![
            some_of("to", "Told", TOLD).required().initial("0").initial("1"),
            line("note", "How, and what was said"),
            done_on("on", "On", g),
        ],
        _ => vec![
            pick_of("reason", "Why", &ReferralCloseReason::ALL[..5]).required().hint("type to find"),
            line("note", "In a few words"),
            done_on("on", "On", g),
        ],
    }
}

fn receive_fields(subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    let worker = match subject {
        Some(Subject::Child(id)) => g.world.child(id).and_then(|c| c.social_worker.as_ref()),
        _ => None,
    };
    let (mut referrer, mut team) =
        (worker_line("referrer", "Referred by", g).required(), line("team", "Role or team"));
    if let Some(worker) = worker {
        referrer = referrer.initial(&worker.name);
        team = team.initial(worker.team.as_deref().unwrap_or_default());
    }
    vec![
        done_on("received", "Received on", g)
            .help("The day it came, not the day it is typed: the three weeks count from here."),
        referrer,
        team,
        line("how", "How it came").hint("e-mail, telephone, form"),
        some_of("grounds", "Grounds", Reason::ALL),
        yes_no("child_agrees", "Child knows and agrees?"),
        yes_no("acknowledged", "Acknowledged today?").initial("no"),
        long("views", "What others say of it").rows(2).help(
            "The views of the child, the carer, the parents as appropriate, and the reviewing officer.",
        ),
    ]
}

fn met_fields(subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    let child = referral_of(subject, g).and_then(|r| g.world.child(r.child));
    let wishes = child.map(|c| c.wishes.clone()).unwrap_or_default();
    let set = |field: Field, value: &str| if value.is_empty() { field } else { field.initial(value) };
    vec![
        done_on("on", "Met on", g),
        Field::choice(
            "view",
            "Wants a visitor?",
            [
                ("wants", "wants one"),
                ("accepts", "goes along"),
                ("objects", "objects, not judged"),
                ("objects_understands", "objects, understands"),
                ("objects_without", "objects, does not understand"),
            ],
        )
        .required(),
        set(
            line("visitor_gender", "Would like").hint("a woman, a man, no preference"),
            wishes.visitor_gender.as_deref().unwrap_or_default(),
        ),
        set(list_line("interests", "Interests"), &wishes.interests.join(", ")),
        set(list_line("languages", "Languages"), &wishes.languages.join(", ")),
        set(line("background", "Faith or culture"), wishes.background.as_deref().unwrap_or_default()),
        set(line("when", "Free").hint("Saturdays, evenings"), wishes.when.as_deref().unwrap_or_default()),
        set(line("avoid", "Would make a bad match"), wishes.avoid.as_deref().unwrap_or_default()),
        set(long("own_words", "In own words"), wishes.own_words.as_deref().unwrap_or_default()),
        line("note", "In a few words"),
    ]
}

fn referral_of<'a>(subject: Option<Subject>, g: Ground<'a>) -> Option<&'a domain::record::Referral> {
    match subject {
        Some(Subject::Referral(id)) => g.world.referral(id),
        _ => None,
    }
}

fn id_of(subject: Option<Subject>) -> Result<ReferralId, Amiss> {
    match subject {
        Some(Subject::Referral(id)) => Ok(id),
        _ => Err(gone("on")),
    }
}

pub(super) fn command(
    task: Task,
    subject: Option<Subject>,
    v: &Values,
    g: Ground<'_>,
) -> Result<Command, Amiss> {
    if task == Task::ReceiveReferral {
        let Some(Subject::Child(child)) = subject else { return Err(gone("received")) };
        let received = past(v, "received", g)?;
        let typed = Professional {
            name: v.text("referrer").to_owned(),
            team: opt(v, "team"),
            ..Professional::default()
        };
        let referrer = as_on_record(g, typed);
        let acknowledged = (said_yes(v, "acknowledged") == Some(true)).then_some(g.today);
        return Ok(Command::ReceiveReferral {
            child,
            referral: Box::new(NewReferral {
                views: opt(v, "views"),
                received,
                how: opt(v, "how"),
                referrer,
                grounds: ticked(v, "grounds", Reason::ALL),
                child_agrees: said_yes(v, "child_agrees"),
                acknowledged,
            }),
        });
    }
    let referral = id_of(subject)?;
    Ok(match task {
        Task::Acknowledge => Command::AcknowledgeReferral { referral, on: past(v, "on", g)? },
        Task::BookMeeting => Command::BookMeeting {
            referral,
            on: super::fields::a_day(v, "on", g, Direction::Future)?,
            note: opt(v, "note"),
        },
        Task::CancelMeeting => Command::CancelMeeting { referral, note: opt(v, "note") },
        Task::RecordMeeting => {
            let on = past(v, "on", g)?;
            let said = Said::new(g.by, on);
            let view = match v.text("view") {
                "wants" => ChildView::Wants(said.clone()),
                "accepts" => ChildView::Accepts(said.clone()),
                "objects" => ChildView::Objects { understands: false, said: said.clone() },
                "objects_without" => ChildView::ObjectsWithout(said.clone()),
                _ => ChildView::Objects { understands: true, said: said.clone() },
            };
            let wishes = Wishes {
                when: opt(v, "when"),
                avoid: opt(v, "avoid"),
                driver: referral_of(subject, g)
                    .and_then(|r| g.world.child(r.child))
                    .and_then(|c| c.wishes.driver),
                languages: several(v, "languages"),
                visitor_gender: opt(v, "visitor_gender"),
                interests: several(v, "interests"),
                background: opt(v, "background"),
                own_words: opt(v, "own_words"),
                asked: Some(said),
            };
            Command::RecordMeeting {
                referral,
                on,
                wishes: Some(Box::new(wishes)),
                view: Some(view),
                note: opt(v, "note"),
            }
        }
        Task::DecideReferral => Command::DecideReferral {
            referral,
            on: past(v, "on", g)?,
            outcome: must_choose(v, "outcome", ReferralOutcome::ALL)?,
            reason: opt(v, "reason"),
        },
        Task::GiveUpdate => Command::GiveUpdate {
            referral,
            on: past(v, "on", g)?,
            to: ticked(v, "to", TOLD),
            note: opt(v, "note"),
        },
        _ => Command::CloseReferral {
            referral,
            on: past(v, "on", g)?,
            reason: must_choose(v, "reason", ReferralCloseReason::ALL)?,
            note: opt(v, "note"),
        },
    })
}
