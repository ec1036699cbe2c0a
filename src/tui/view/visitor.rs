//! A visitor: where they stand, what is in order, the way here.

use super::lines::Lines;
use super::person::{notes, said, strip_of};
use crate::desk::Desk;
use crate::engine::theme::Role;
use domain::calendar::words;
use domain::id::VisitorId;
use domain::judge;
use domain::people;
use domain::record::{DriverDocuments, Module, Said, Subject, UpdateService, Visitor};
use domain::status;

/// A visitor. `None` if there is none of that id.
pub(super) fn visitor(desk: &Desk, id: VisitorId, lines: &mut Lines, short: bool) -> Option<()> {
    let v = desk.world.visitor(id)?;
    let today = desk.today;
    let state = status::of_visitor(&desk.world, v, today).told(desk.role).words();
    lines.title(&format!("{}  {state}", desk.names.visitor_full(v)), &v.reference().to_string());
    for m in desk.world.live_matches_of_visitor(id, today) {
        let child = desk.world.child(m.child).map(|c| desk.names.child(c)).unwrap_or_default();
        lines.fact("visits", &format!("{child}, {} since {}", m.reference(), words::short(m.started, today)));
        strip_of(desk, m, lines, short);
    }
    desk.due_lines(lines, &[Subject::Visitor(id)]);
    let stage = v.stage_since().map(|d| words::short(d, today)).unwrap_or_default();
    lines.fact("stage", &format!("{} since {stage}", people::stage_shown(desk.role, v.stage()).words()));
    if !v.stage().is_over() {
        conditions(desk, v, lines);
    }
    if let Some(hold) = v.hold_on(today) {
        let until = hold.until.map(|d| format!(" until {}", words::short(d, today))).unwrap_or_default();
        lines.styled_fact("on hold", &format!("{}{until}", hold.reason), Role::Warn);
    }
    for pause in v.suspensions.iter().filter(|s| s.covers(today)) {
        let since = words::short(pause.from, today);
        lines.styled_fact("paused", &format!("{} (since {since})", pause.reason), Role::Warn);
    }
    match judge::dbs_on(&desk.world, v, today) {
        None => {
            let lapse = judge::dbs_lapses(&desk.world, v).and_then(|d| d.pred_opt()).unwrap_or(today);
            lines.sign(
                desk.theme.signs.check,
                &format!("DBS to {}", words::short_with_year(lapse)),
                Role::Good,
            );
        }
        Some(f) => {
            let sentence = desk.names.sentence(&desk.world, &[Subject::Visitor(id)], &f.sentence);
            lines.sign(desk.theme.signs.cross, &sentence, Role::Warn);
        }
    }
    let missing = judge::missing_modules(v);
    let done = Module::CORE.len() - missing.len();
    if missing.is_empty() {
        lines.sign(desk.theme.signs.check, &format!("{done} of {} modules", Module::CORE.len()), Role::Good);
    } else {
        let names: Vec<_> = missing.iter().map(|m| m.words()).collect();
        let text = format!("{done} of {} modules; not done: {}", Module::CORE.len(), names.join(", "));
        lines.sign(desk.theme.signs.cross, &text, Role::Warn);
    }
    lines.known("worker", v.named_worker.as_deref());
    lines.known("interests", Some(&v.interests.join(", ")));
    if short {
        return Some(());
    }
    if !v.is_approved() && !v.stage().is_over() {
        gates(desk, v, lines);
    }
    full_visitor(desk, v, lines);
    Some(())
}

/// The conditions of a decision that are not met, with the key that records that they are (H11).
fn conditions(desk: &Desk, v: &Visitor, lines: &mut Lines) {
    let key = crate::desk::cures::key_of(domain::finding::Cure::MeetCondition(v.id));
    let key = key.map(|key| format!("  {key} records it")).unwrap_or_default();
    for (_, condition) in v.open_conditions() {
        let text = format!("not met yet: {} (H11){key}", condition.what.trim_end_matches('.'));
        lines.sign(desk.theme.signs.cross, &text, Role::Warn);
    }
}

/// Every gate between here and approval: met, with what shows it, or missing, with the key that records it.
fn gates(desk: &Desk, v: &Visitor, lines: &mut Lines) {
    let gates = judge::gates(&desk.world, v, desk.today);
    let met = gates.iter().filter(|g| g.met.is_ok()).count();
    lines.heading(&format!("Before approval: {met} of {} met", gates.len()));
    for gate in gates {
        match gate.met {
            Ok(proof) => {
                lines.sign(desk.theme.signs.check, &format!("{}: {proof}", gate.what), Role::Good);
            }
            Err(f) => {
                let sentence = desk.names.sentence(&desk.world, &[Subject::Visitor(v.id)], &f.sentence);
                let key = f.cure.and_then(crate::desk::cures::key_of).map(|k| format!("  {k} records it"));
                let text = format!("{}: {sentence} ({}){}", gate.what, gate.rule, key.unwrap_or_default());
                lines.sign(desk.theme.signs.cross, &text, Role::Warn);
            }
        }
    }
}

fn driver_words(desk: &Desk, d: &DriverDocuments) -> String {
    let mut parts = vec![if d.licence { "licence seen".to_owned() } else { "licence not seen".to_owned() }];
    parts.push(if d.insurer_told { "insurer told" } else { "insurer not told" }.to_owned());
    for (what, until) in [("insured", d.insured_until), ("MOT", d.mot_until), ("tax", d.tax_until)] {
        parts.extend(until.map(|day| format!("{what} to {}", words::short(day, desk.today))));
    }
    parts.push(said(desk, &d.said));
    parts.join(" \u{b7} ")
}

fn references(desk: &Desk, v: &Visitor, lines: &mut Lines) {
    if v.references.is_empty() {
        return;
    }
    lines.heading("References");
    for r in &v.references {
        let known = r.years_known.map(|y| format!(", {y} years")).unwrap_or_default();
        let state = match (r.received, r.satisfactory) {
            (Some(on), Some(true)) => format!("came {}, good", words::short(on, desk.today)),
            (Some(on), _) => format!("came {}, not good enough", words::short(on, desk.today)),
            (None, _) => match r.requested {
                Some(on) => format!("asked for {}", words::short(on, desk.today)),
                None => "not asked for".to_owned(),
            },
        };
        let relative = if r.relative { ", a relative" } else { "" };
        lines.fact(&desk.names.person(&r.name), &format!("{}{known}{relative}: {state}", r.context));
    }
}

fn full_visitor(desk: &Desk, v: &Visitor, lines: &mut Lines) {
    let today = desk.today;
    let on = |s: &Option<Said>| s.as_ref().map(|s| said(desk, s));
    lines.heading("Who they are");
    let reach = |text: &Option<String>| desk.names.reach(text.as_deref());
    lines.known("telephone", reach(&v.phone).as_deref()).known("e-mail", reach(&v.email).as_deref());
    lines.known("address", reach(&v.address).as_deref());
    lines.known("postcode", desk.names.postcode(v.postcode.as_deref()).as_deref());
    lines.known("emergency", reach(&v.emergency_contact).as_deref()).known("gender", v.gender.as_deref());
    lines.known("languages", Some(&v.languages.join(", "))).known("faith", v.faith.as_deref());
    lines.known("free", v.availability.as_deref()).known("at home", v.household.as_deref());
    lines.known("travels", v.radius_miles.map(|m| format!("up to {m} miles")).as_deref());
    lines.known("interview", on(&v.interview).as_deref()).known("identity", on(&v.identity).as_deref());
    lines.known("document", v.identity_document.as_deref());
    if let Some(d) = &v.declaration {
        let answer = |connected: bool, details: &Option<String>| {
            let state = if connected { "connected with the authority" } else { "not connected" };
            format!("{state}{}", details.as_ref().map(|how| format!(": {how}")).unwrap_or_default())
        };
        let own = answer(d.connected, &d.details);
        lines.fact("independence", &format!("{own} ({})", said(desk, &d.said)));
        match &d.household {
            Some(home) => lines.fact("at home", &answer(home.connected, &home.details)),
            None => lines.fact("at home", "asked together with the visitor"),
        };
    }
    lines.known("work for", Some(&desk.names.person(&v.employers.join(", "))));
    lines.known("agreement", on(&v.agreement).as_deref());
    lines.known("commits for", v.commitment_months.map(|m| format!("{m} months")).as_deref());
    if let Some(d) = &v.driver {
        lines.fact("driving", &driver_words(desk, d));
    }
    references(desk, v, lines);
    lines.known(
        "pack",
        v.pack.as_ref().map(|p| format!("{}, {}", p.version, words::short(p.on, today))).as_deref(),
    );
    lines.heading("DBS, metadata only");
    for c in v.dbs.iter().rev() {
        let service = match &c.update_service {
            UpdateService::NotRecorded => "Update Service not recorded".to_owned(),
            UpdateService::Joined(d) => format!("Update Service since {}", words::short(*d, today)),
            UpdateService::NotJoining(_) => "not on the Update Service".to_owned(),
        };
        let accepted = if c.accepted { "accepted" } else { "not accepted" };
        lines.fact(&words::short(c.issued, today), &format!("{} {accepted}, {service}", c.certificate));
    }
    if let Some(a) = &v.dbs_application {
        let chased = a.chased.map(|d| format!(", chased {}", words::short(d, today))).unwrap_or_default();
        lines.fact("applied", &format!("{}{chased}", words::short(a.applied, today)));
    }
    lines.heading("The way here");
    for step in &v.stages {
        let told = people::stage_shown(desk.role, step.stage);
        let (noted, decided) = (&step.note, &step.by);
        let [noted, decided] = [noted, decided].map(|text| text.as_ref().filter(|_| told == step.stage));
        let note = noted.map(|n| format!(": {n}")).unwrap_or_default();
        let by = decided.map(|by| format!(", {by}")).unwrap_or_default();
        lines.fact(&words::short(step.on, today), &format!("{}{by}{note}", told.words()));
        for condition in step.conditions.iter() {
            let met = match condition.met {
                Some(on) => format!("met {}", words::short(on, today)),
                None => "not met".to_owned(),
            };
            lines.fact("condition", &format!("{}, {met}", condition.what));
        }
    }
    for h in &v.holds {
        let to = h.ended.map_or_else(|| "now".to_owned(), |d| words::short(d, today));
        lines.fact(&words::short(h.from, today), &format!("on hold to {to}: {}", h.reason));
    }
    let reviews = desk.world.reviews_of_visitor(v.id);
    let arranged = desk.world.booked_review_of_visitor(v.id);
    if !reviews.is_empty() || arranged.is_some() {
        lines.heading("Annual reviews");
        if let Some(r) = arranged {
            lines.fact(&words::short(r.held, today), "arranged");
        }
        for r in reviews.into_iter().rev() {
            lines.fact(&words::short(r.held, today), &r.summary);
        }
    }
    let talks = desk.world.supervisions_of_visitor(v.id);
    if !talks.is_empty() {
        lines.heading("Supervision");
        for s in talks.into_iter().rev().take(6) {
            lines.fact(&words::short(s.on, today), &s.summary);
        }
    }
    super::told::consents(desk, Subject::Visitor(v.id), lines);
    super::told::ledger(desk, Subject::Visitor(v.id), lines);
    notes(desk, Subject::Visitor(v.id), lines);
}
