//! A visit, and the report on it.

use super::super::datum::{Became, Datum};
use super::{BOTH, Item, P, Page, belongs_to_concern, choice, day, yes_no};
use crate::calendar::{local, words};
use crate::id::VisitId;
use crate::record::{
    ChosenBy, Claim, Concern, Match, ReportState, Subject, Transport, VisitLine, VisitReport, VisitState,
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
        // A question to the co-ordinator, and no answer yet.
        reads_like_concern: _,
    } = line;
    let mut p = Page::new(today, Subject::Visit(*id), "Visits").of_child(m.child).of_visitor(m.visitor);
    let when = start.map_or(String::new(), |at| format!(", {}", words::time(at)));
    let became = Became::of(*state);
    // Social worker and reviewing officer are told the day and whether it took place: not the hour, and not where.
    let shorter = format!("{}: {}", day(*date), became.words());
    p.part((18, P), "date", "Visit", format!("{}{when}: {}", day(*date), became.words()), shorter);
    let of = m.reference();
    p.meaning(Datum::Visit { visit: line.reference(), of, on: *date, at: *start, became });
    // Once a report is in, both hold a copy of what it says was done.
    let copied = reported.received().is_some();
    p.also = (copied && is_in_a_concern(world, m, *id)).then_some(22);
    p.may((if copied { 19 } else { 18 }, P), "what", "Where, or what", what.as_ref());
    p.also = None;
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
    p.also = (copied && is_in_a_concern(world, m, *id)).then_some(22);
    p.may((19, P), "note", "Note", note.as_ref());
    p.also = None;
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

/// Whether a concern has taken anything of what the report says was done: then no copy of it goes where the concern may
/// not, whatever paragraph it was.
fn is_in_a_concern(world: &World, m: &Match, visit: VisitId) -> bool {
    let takes = |c: &Concern| c.quoted.iter().any(|q| q.visit == visit && q.field == ReportField::Activity);
    world.concerns_of_child(m.child).any(takes) || belongs_to_concern(world, visit, ReportField::Activity, 0)
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
