//! The co-ordinator's desk: the scheme itself, support groups, notes, snoozes and the morning list.

use crate::days::{last, months, plus};
use crate::people::Roll;
use crate::teller::Script;
use crate::{AUTHORITY, COORDINATOR, SCHEME};
use chrono::Weekday;
use domain::command::Command;
use domain::deadline::for_visitor;
use domain::record::Subject;
use domain::rule::{ParamId, RuleId};

/// The scheme is set up.
pub(crate) fn set_up(s: &mut Script) {
    s.on(s.since, |_| Command::SetUpScheme {
        name: SCHEME.to_owned(),
        coordinator: COORDINATOR.to_owned(),
        authority: AUTHORITY.to_owned(),
        demonstration: true,
    });
    // R42: what stands on every visitor's card.
    s.on(s.since, |_| Command::RecordDutyTeam {
        authority: None,
        number: "01632 960100, day and night".to_owned(),
    });
    // R90: the co-ordinator works half a week, and wishes to hear of a full list early.
    for (param, value) in [(ParamId::WorkersTenths, 5), (ParamId::CapacityAmber, 27)] {
        s.on(s.since, move |_| Command::ChangeSetting { param, value: Some(value) });
    }
}

/// R50b, R50c: the scheme's own standards, and where the evidence for them is kept.
fn standards(s: &mut Script) {
    let on = plus(months(s.today, -12), 5);
    s.on(on, move |_| Command::ReviewStandards { on });
    for (rule, place) in [
        (RuleId::R39, "this file: referrals, day of the meeting"),
        (RuleId::R43, "shared drive, groups: minutes and lists of who came"),
        (RuleId::R48, "this file: certificates; the log of who has seen them is with the team manager"),
        (RuleId::R50a, "paper forms, locked cabinet 2"),
        (RuleId::R47, "Mosaic, match reviews under the child's plan"),
    ] {
        s.on(plus(on, 2), move |_| Command::RecordEvidence { rule, place: place.to_owned() });
    }
}

/// What happens beside children, visitors and matches.
pub(crate) fn tell(s: &mut Script, roll: &Roll) {
    groups(s);
    standards(s);
    notes(s, roll);
    super::concerns::earlier(s, roll);
    let (carla, until) = (roll.visitor("carla"), s.ago(-10));
    let on = s.ago(4);
    s.on(on, move |t| {
        let (rule, who) = (RuleId::R50, t.visitor(carla));
        let mut list = Vec::new();
        t.world.visitor(who).into_iter().for_each(|v| for_visitor(&t.world, v, on, &mut list));
        Command::Snooze {
            rule,
            subject: Subject::Visitor(who),
            due: list.iter().find(|d| d.rule == rule).map_or(on, |d| d.due),
            until,
            reason: "Refresher booked; the certificate of it comes a week later.".to_owned(),
        }
    });
    s.on(s.ago(3), |_| Command::MarkReviewed {});
}

/// A support group three times a year, on Thursday evenings; the next one will soon be called for.
fn groups(s: &mut Script) {
    let topics = [
        "endings, and how to prepare for them",
        "what to do with other people's birthdays",
        "safeguarding: what happens after you tell us",
        "winter outings for little money",
    ];
    for (n, ago) in [470, 350, 250, 140].into_iter().enumerate() {
        let held = last(Weekday::Thu, s.ago(ago));
        s.on(plus(held, 1), move |t| Command::HoldGroup {
            held,
            attended: t.world.visitors().filter(|v| v.is_approved()).map(|v| v.id).step_by(2).collect(),
            minutes: Some(format!("shared drive, groups, {held}")),
            topics: Some(topics[n].to_owned()),
        });
    }
}

/// Calls and letters, against everyone whom they touch.
fn notes(s: &mut Script, roll: &Roll) {
    for (child, ago, text) in [
        ("leila", 410, "Carer asks for texts rather than calls before nine."),
        (
            "sam",
            5,
            "Social worker rang: moved at short notice, the new carer is kind. Address to follow by e-mail.",
        ),
        (
            "ryan",
            14,
            "Ryan rang himself to say sorry about Saturday. Told him that being ill needs no sorry.",
        ),
        (
            "ryan",
            105,
            "Spoke to the social worker and the supervising social worker about the cancelled visit. It will not be \
          done again; the carer has the leaflet now.",
        ),
        (
            "kofi",
            60,
            "Grace asks whether match tickets can be claimed. Yes, up to the agreed limit, with the stub.",
        ),
        (
            "jay",
            200,
            "Calls came late at night. Ann asks that her number is taken back; they arrange through the carer again, and \
             Jay was told why.",
        ),
        ("maya", 44, "School confirms the dates of the mock examinations."),
        ("tyler", 33, "Personal adviser named; will come to the next review."),
        ("florence", 205, "New carer has read the leaflet and likes the fortnightly pattern."),
        ("li", 21, "The home has put up a table tennis table. Mei offers to bring bats."),
        ("aoife", 90, "Colin sent the route beforehand; carer pleased."),
        ("kofi", 12, "Reviewing officer asks for a page before the next review."),
        (
            "tyler",
            8,
            "Heard of the move only when Patrick found the house empty. Wrote to the team manager about it.",
        ),
    ] {
        let who = roll.child(child);
        let on = s.ago(ago);
        s.on(on, move |t| Command::TakeNote {
            on,
            about: vec![Subject::Child(t.child(who)), Subject::Match(t.match_of(who))],
            text: text.to_owned(),
        });
    }
    let kofi = roll.child("kofi");
    s.on(s.ago(11), move |t| Command::AmendNote {
        note: t.note_about(kofi),
        text: "Reviewing officer asks for a page, and a drawing if Kofi likes, before the next review."
            .to_owned(),
    });
}
