//! A visit, and the report on it.

use super::{BOTH, Item, P, Page, belongs_to_concern, choice, day, yes_no};
use crate::calendar::{local, words};
use crate::record::{
    ChosenBy, Claim, Match, ReportState, Subject, Transport, VisitLine, VisitReport, VisitState,
};
use crate::record::{LookedAt, ReportField};
use crate::status::paragraphs;
use crate::world::World;
use chrono::NaiveDate;

pub(super) fn of(
    world: &World,
    m: &Match,
    line: &VisitLine,
    report: Option<&VisitReport>,
    today: NaiveDate,
) -> Vec<Item> {
    let VisitLine {
        id,
        number: _,
        date,
        start,
        state,
        report: reported,
        booked,
        at_home,
        overnight,
        what,
        note,
        transport,
        claim,
    } = line;
    let mut p = Page::new(today, Subject::Visit(*id), "Visits").of_child(m.child).of_visitor(m.visitor);
    let when = start.map_or(String::new(), |at| format!(", {}", words::time(at)));
    p.whole((18, P), "date", "Visit", format!("{}{when}: {}", day(*date), became(*state)));
    p.may((18, P), "what", "Where, or what", what.as_ref());
    if let Some(by) = transport {
        p.say((18, P), "transport", "Getting about", choice(Transport::ALL, by));
    }
    p.say((18, P), "at_home", "At home", yes_no(*at_home));
    p.say((18, P), "overnight", "With a night away", yes_no(*overnight));
    if let Some(on) = booked {
        p.say((18, P), "booked", "Arranged on", day(*on));
    }
    if let VisitState::Cancelled { by, reason, notice_days: _, rearranged: _ } = state {
        p.say((19, P), "cancelled", "Why", format!("{}, by {}", reason.words(), by.words()));
    }
    if let VisitState::Missed { by } = state {
        p.say((19, P), "missed", "Who did not come", by.words());
    }
    p.may((19, P), "note", "Note", note.as_ref());
    arrived(&mut p, *reported);
    if let Some(Claim { filed, paid }) = claim {
        let paid = paid.map_or("not paid".to_owned(), |on| format!("paid {}", day(on)));
        p.whole((30, P), "claim", "Expenses claimed", format!("{}, {paid}", day(*filed)));
    }
    if let Some(report) = report {
        of_report(world, &mut p, report);
    }
    p.items
}

const fn became(state: VisitState) -> &'static str {
    match state {
        VisitState::Planned => "planned",
        VisitState::Confirmed => "confirmed",
        VisitState::Completed => "took place",
        VisitState::Cancelled { .. } => "cancelled",
        VisitState::Missed { .. } => "did not take place",
    }
}

fn arrived(p: &mut Page, reported: ReportState) {
    let Some(on) = reported.received() else { return };
    p.say((19, P), "report.received", "Report received", day(on));
    if let ReportState::Read { received: _, read, acted } = reported {
        p.say((19, P), "report.read", "Read", format!("{}, acted on: {}", day(read), yes_no(acted)));
    }
}

fn of_report(world: &World, p: &mut Page, report: &VisitReport) {
    let VisitReport {
        visit,
        match_id: _,
        filed,
        filed_by,
        minutes,
        activity,
        chosen_by,
        child_words,
        visitor_view,
        concern,
        concern_id: _,
        expenses,
        support_wanted,
        looked_at,
    } = report;
    p.section = "Visit report";
    p.say((19, P), "filed", "Filed by", format!("{filed_by}, {}", day(local(*filed).date())));
    if let Some(minutes) = minutes {
        p.part(
            (19, P),
            "minutes",
            "Length",
            words::duration(u32::from(*minutes)),
            words::duration(u32::from(*minutes)),
        );
    }
    if let Some(by) = chosen_by {
        p.say((19, P), "chosen_by", "Chosen by", choice(ChosenBy::ALL, by));
    }
    let support = support_wanted.as_deref().unwrap_or_default();
    let told = [
        (19, ReportField::Activity, "activity", "What they did", activity.as_str()),
        (20, ReportField::ChildWords, "child_words", "In the child's own words", child_words.as_str()),
        (21, ReportField::VisitorView, "visitor_view", "The visitor's view", visitor_view.as_str()),
        (21, ReportField::SupportWanted, "support_wanted", "Support wanted", support),
    ];
    for (row, field, name, label, text) in told {
        for (paragraph, n) in paragraphs(text).zip(0..) {
            // What belongs to a concern is read only by those who may read both.
            let told = belongs_to_concern(world, *visit, field, n);
            p.also = told.then_some(22);
            p.say((row, if told { BOTH } else { P }), format!("{name}.{}", n + 1), label, paragraph);
        }
    }
    p.also = None;
    if *concern {
        p.say((22, P), "concern", "Concern", "The report raised a concern.");
    }
    if let Some(LookedAt { by, at, words }) = looked_at {
        p.say((22, P), "looked_at", "Looked at, no concern", format!("{by}, {}", day(local(*at).date())));
        p.say((22, P), "looked_at.words", "Because of", words.join(", "));
    }
    if let Some(expenses) = expenses {
        p.whole((30, P), "expenses", "Expenses", expenses.to_string());
    }
}
