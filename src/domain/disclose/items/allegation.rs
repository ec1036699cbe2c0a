//! An allegation, in the order in which a LADO's form asks for it (3.8). Only a team manager's world holds one, so nobody
//! else's preview, page or paper has any of these.

use super::{CO, Item, P, Page, SC, choice, day, visitor::PAUSED, yes_no};
use crate::calendar::{local, words};
use crate::record::{
    AdviceKind, Allegation, AllegationMeeting, AllegationOutcome, ChildSafe, Complaint, DbsReferral,
    HarmNature, LadoAdvice, PassedOn, PauseTold, Said, Settled, Stage, Subject, ToldAt,
};
use crate::world::World;
use chrono::{DateTime, NaiveDate, Utc};

pub(super) fn of(world: &World, allegation: &Allegation, today: NaiveDate) -> Vec<Item> {
    let Allegation {
        id,
        number: _,
        visitor,
        match_id: _,
        children,
        other_children,
        received,
        received_by,
        from,
        natures,
        happened,
        what,
        elsewhere,
        aware,
        child_safe,
        manager_told,
        lado,
        advice,
        form_asked,
        form_sent,
        may_tell_visitor,
        visitor_told,
        supporter,
        pause_told,
        significant_harm,
        social_care,
        police,
        meetings,
        complaint,
        outcome,
        dbs_referral,
        summary_given,
        child_offered,
        learned,
        closed,
        removed_from_record,
        notice,
        review_by,
    } = allegation;
    let mut p = Page::new(today, Subject::Allegation(*id), "The allegation").of_visitor(*visitor);
    that_there_is_one(&mut p, world, allegation);
    before(&mut p, world, allegation);
    let natures: Vec<_> = natures.iter().map(|nature| choice(HarmNature::ALL, nature)).collect();
    p.whole((25, CO), "natures", "Kind of harm", natures.join(", "));
    p.say((25, CO), "significant_harm", "Significant harm or injury is said", yes_no(*significant_harm));
    p.may((25, CO), "happened", "When and where", happened.as_ref());
    p.paragraphs((25, CO), "what", "What was alleged", what);
    p.say((25, CO), "from", "From", from.as_str());
    let named = children.iter().filter_map(|id| world.child(*id)).map(|c| c.name.full());
    p.say((25, CO), "children", "Children", named.collect::<Vec<_>>().join(", "));
    p.may((25, CO), "other_children", "Other children", other_children.as_ref());
    p.may((25, CO), "elsewhere", "Contact with children elsewhere", elsewhere.as_ref());
    if let Some(aware) = aware {
        p.say((25, CO), "aware", "The visitor knows of it", yes_no(*aware));
    }
    p.section = "What was done";
    p.say((25, CO), "received_by", "Received by", format!("{received_by}, {}", moment(*received)));
    first_steps(&mut p, child_safe.as_ref(), manager_told.as_ref());
    for (name, label, passed) in [
        ("lado", "LADO told", lado),
        ("social_care", "Children's social care told", social_care),
        ("police", "Police told", police),
    ] {
        passed_on(&mut p, name, label, passed.as_ref());
    }
    advised(&mut p, advice);
    for (name, label, at) in
        [("form_asked", "Form asked for", form_asked), ("form_sent", "Form sent", form_sent)]
    {
        if let Some(at) = at {
            p.say((25, CO), name, label, moment(*at));
        }
    }
    for PauseTold { who, said: Said { by, on } } in pause_told {
        let text = format!("{}, by {by}, {}", who.words(), day(*on));
        p.say((25, CO), "pause_told", "Told that visits are paused", text);
    }
    p.said((25, CO), "may_tell", "The LADO agrees that the visitor is told", may_tell_visitor.as_ref());
    p.said((25, CO), "visitor_told", "The visitor was told", visitor_told.as_ref());
    p.may((25, CO), "supporter", "Supports the visitor", supporter.as_ref());
    met(&mut p, meetings);
    complained(&mut p, complaint.as_ref());
    p.section = "What came of it";
    ended(&mut p, outcome.as_ref(), *notice, *review_by);
    if let Some(DbsReferral { referred, on, by, reason }) = dbs_referral {
        p.say((25, CO), "dbs", "DBS told", format!("{}, {by}, {}", yes_no(*referred), day(*on)));
        p.may((25, CO), "dbs.reason", "Why", reason.as_ref());
    }
    for (name, label, said) in [
        ("summary", "Summary given to the visitor", summary_given),
        ("removed", "Taken out of the personnel record", removed_from_record),
        ("offered", "The child was offered a talk and another visitor", child_offered),
    ] {
        p.said((25, CO), name, label, said.as_ref());
    }
    p.may((25, CO), "learned", "What was learned", learned.as_ref());
    settled(&mut p, "closed", "Closed", closed.as_ref());
    p.items
}

/// Row 24. Whoever is told only a part hears of the pause, under words that any other pause has (R74).
fn that_there_is_one(p: &mut Page, world: &World, a: &Allegation) {
    let visitor = world.visitor(a.visitor);
    let name = visitor.map_or_else(|| "a visitor".to_owned(), |v| v.name.full());
    let text = format!("{} against {name}, received {}", a.reference(), moment(a.received));
    p.say((24, CO), "exists", "Allegation", text);
    if visitor.is_some_and(|v| v.is_suspended(p.today)) {
        p.section = "Paused";
        p.whole((24, P), "paused", "Visits", PAUSED);
    }
}

/// What the form asks of the visitor: who and where stand in row 14, which the LADO is given by the override alone.
fn before(p: &mut Page, world: &World, a: &Allegation) {
    let Some(v) = world.visitor(a.visitor) else { return };
    p.section = "The visitor";
    let approved = v.stages.iter().find(|step| step.stage == Stage::Approved);
    let since = approved.map_or(String::new(), |step| format!(", approved {}", day(step.on)));
    p.say((25, CO), "role", "Role", format!("independent visitor, a volunteer{since}"));
    let allegation = std::mem::replace(&mut p.subject, Subject::Visitor(v.id));
    for (name, label, class, text) in [
        ("gender", "Gender", SC, &v.gender),
        ("ethnicity", "Ethnicity", SC, &v.ethnicity),
        ("address", "Address", P, &v.address),
        ("postcode", "Postcode", P, &v.postcode),
        ("household", "At home", P, &v.household),
    ] {
        p.may((14, class), name, label, text.as_ref());
    }
    if let Some(born) = v.born {
        p.say((14, P), "born", "Born", day(born));
    }
    p.say((14, P), "employers", "Employers", v.employers.join(", "));
    p.subject = allegation;
    for other in world.allegations_of_visitor(v.id).filter(|other| other.id != a.id) {
        let ended = other.outcome.as_ref().map_or("no outcome yet", |o| o.word.words());
        let text = format!("{}, received {}: {ended}", other.reference(), moment(other.received));
        p.say((25, CO), "another", "Another allegation", text);
    }
    p.section = "The allegation";
}

fn first_steps(p: &mut Page, safe: Option<&ChildSafe>, told: Option<&ToldAt>) {
    if let Some(ChildSafe { safe, by, at, note }) = safe {
        let safe = if *safe { "yes" } else { "not yet" };
        let part = format!("{safe}, {}", moment(*at));
        p.part((25, CO), "child_safe", "The child is safe", format!("{safe}, {by}, {}", moment(*at)), part);
        p.may((25, CO), "child_safe.note", "How", note.as_ref());
    }
    if let Some(ToldAt { at, who, by }) = told {
        p.say((25, CO), "manager", "Team manager told", format!("{who}, by {by}, {}", moment(*at)));
    }
}

fn passed_on(p: &mut Page, name: &'static str, label: &'static str, passed: Option<&PassedOn>) {
    if let Some(PassedOn { at, to, name: who, reference }) = passed {
        let reference = reference.as_ref().map_or(String::new(), |r| format!(", {r}"));
        p.part((25, CO), name, label, format!("{to}, {who}, {}{reference}", moment(*at)), moment(*at));
    }
}

fn advised(p: &mut Page, advice: &[LadoAdvice]) {
    for LadoAdvice { at, by, kinds, threshold, words } in advice {
        let kinds: Vec<_> = kinds.iter().map(|kind| choice(AdviceKind::ALL, kind)).collect();
        let met = threshold.map_or("not decided", yes_no);
        let kinds = kinds.join(", ");
        p.say((25, CO), "advice", "The LADO advised", format!("{words} ({by}, {})", moment(*at)));
        p.say((25, CO), "advice.kinds", "To follow", kinds);
        p.say((25, CO), "advice.threshold", "Threshold met", met);
    }
}

fn met(p: &mut Page, meetings: &[AllegationMeeting]) {
    for AllegationMeeting { on, what, decided } in meetings {
        p.part((25, CO), "meeting", "Meeting", format!("{what}, {}", day(*on)), day(*on));
        p.may((25, CO), "meeting.decided", "Decided there", decided.as_ref());
    }
}

fn complained(p: &mut Page, complaint: Option<&Complaint>) {
    let Some(Complaint { opened, note, closed }) = complaint else { return };
    p.said((25, CO), "complaint", "Internal complaint opened", Some(opened));
    p.may((25, CO), "complaint.note", "Where it stands", note.as_ref());
    settled(p, "complaint.closed", "Internal complaint ended", closed.as_ref());
}

fn ended(
    p: &mut Page,
    outcome: Option<&AllegationOutcome>,
    notice: Option<NaiveDate>,
    review: Option<NaiveDate>,
) {
    if let Some(AllegationOutcome { word, by, on, reinstated, note }) = outcome {
        let part = format!("{}, {}", word.words(), day(*on));
        p.part((25, CO), "outcome", "Outcome", format!("{part}, {by}"), part.clone());
        if let Some(back) = reinstated {
            p.whole((25, CO), "reinstated", "The visitor visits again", yes_no(*back));
        }
        p.may((25, CO), "outcome.note", "Plan, or how it ended", note.as_ref());
    }
    for (name, label, on) in [("notice", "Written notice", notice), ("review_by", "Reviewed by", review)] {
        if let Some(on) = on {
            p.say((25, CO), name, label, day(on));
        }
    }
}

fn settled(p: &mut Page, name: &'static str, label: &'static str, settled: Option<&Settled>) {
    if let Some(Settled { at, by, reason }) = settled {
        p.say((25, CO), name, label, format!("{reason} ({by}, {})", moment(*at)));
    }
}

fn moment(at: DateTime<Utc>) -> String {
    let at = local(at);
    format!("{}, {}", day(at.date()), words::time(at.time()))
}
