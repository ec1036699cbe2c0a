//! A child, and a visitor.

use super::lines::Lines;
use crate::desk::Desk;
use crate::engine::theme::Role;
use domain::calendar::{age_on, words};
use domain::id::{ChildId, VisitorId};
use domain::judge;
use domain::record::{
    CardQuestion, Child, ChildView, MeetingOutcome, Module, PhotoStatus, PlacementKind, Professional,
    Referral, Said, Subject, Told, UpdateService,
};
use domain::status;

/// The year of a match: the signs beside a list, with the months' letters on a page.
fn strip_of(desk: &Desk, m: &domain::record::Match, lines: &mut Lines, short: bool) {
    let [head, signs] = super::strip::long(&desk.world, m, desk.today, 36, desk.theme);
    if !short {
        lines.push(head);
    }
    lines.push(signs);
}

fn worker(p: &Professional) -> String {
    [Some(p.name.clone()), p.team.clone(), p.phone.clone(), p.email.clone()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

fn said(desk: &Desk, s: &Said) -> String {
    format!("{}, {}", s.by, words::short(s.on, desk.today))
}

/// A child. `None` if there is none of that id.
pub(super) fn child(desk: &Desk, id: ChildId, lines: &mut Lines, short: bool) -> Option<()> {
    let c = desk.world.child(id)?;
    let today = desk.today;
    let age = age_on(c.born, today);
    let status = status::of_child(&desk.world, c, today);
    lines.title(
        &format!("{} ({age})  {}", desk.names.child_full(c), status.words()),
        &c.reference().to_string(),
    );
    let mut about = vec![Subject::Child(id)];
    if let Some(m) = desk.world.open_match_of_child(id) {
        let visitor = desk.world.visitor(m.visitor).map(|v| desk.names.visitor(v)).unwrap_or_default();
        let since = words::short(m.started, today);
        lines.fact("visitor", &format!("{visitor}, {} since {since}", m.reference()));
        strip_of(desk, m, lines, short);
        about.push(Subject::Match(m.id));
    }
    desk.due_lines(lines, &about);
    if let Some(r) = desk.world.open_referral_of_child(id) {
        lines.fact("referral", &referral_words(desk, r));
    }
    placement(desk, c, lines);
    lines.known("worker", c.social_worker.as_ref().map(worker).as_deref());
    wishes(desk, c, lines);
    let missing = judge::unanswered_words(c);
    if missing.is_empty() {
        let since = c.card.stands_since().map(|d| words::short(d, today)).unwrap_or_default();
        lines.fact("card", &format!("complete, confirmed {since}"));
    } else {
        lines.styled_fact("card", &format!("not answered: {}", missing.join(", ")), Role::Warn);
    }
    if short {
        return Some(());
    }
    full_child(desk, c, lines);
    Some(())
}

fn wishes(desk: &Desk, c: &Child, lines: &mut Lines) {
    let view = match &c.view {
        ChildView::NotAsked => "nobody has asked whether a visitor is wanted".to_owned(),
        ChildView::Wants(s) => format!("wants a visitor ({})", said(desk, s)),
        ChildView::Accepts(s) => format!("goes along with it ({})", said(desk, s)),
        ChildView::Objects { understands: true, said: s } => {
            format!("objects, and understands ({})", said(desk, s))
        }
        ChildView::Objects { said: s, .. } => format!("objects ({})", said(desk, s)),
    };
    let mut wishes: Vec<String> = vec![view];
    wishes.extend(c.wishes.visitor_gender.clone());
    if !c.wishes.interests.is_empty() {
        wishes.push(c.wishes.interests.join(", "));
    }
    wishes.extend(c.wishes.background.clone());
    lines.fact("wishes", &wishes.join(" · "));
}

fn placement(desk: &Desk, c: &Child, lines: &mut Lines) {
    let Some(p) = c.placement_on(desk.today).or_else(|| c.last_placement()) else {
        lines.styled_fact("lives", "not recorded", Role::Warn);
        return;
    };
    let kind = PlacementKind::ALL.iter().find(|(k, _)| *k == p.kind).map_or("", |(_, w)| w);
    let mut parts = vec![format!("{} ({kind})", p.carer)];
    parts.extend(p.address.clone());
    parts.extend(p.postcode.clone());
    parts.extend(p.phone.clone());
    parts.push(format!("since {}", words::short(p.from, desk.today)));
    lines.fact("lives", &parts.join(" · "));
    match &p.confirmed {
        Some(s) => lines.fact("", &format!("confirmed: {}", said(desk, s))),
        None => lines.styled_fact("", "address and telephone not confirmed", Role::Warn),
    };
}

fn referral_words(desk: &Desk, r: &Referral) -> String {
    let day = (desk.today - r.received).num_days();
    let mut out =
        format!("{}, received {}, day {day}", r.state().words(), words::short(r.received, desk.today));
    if let Some(m) = r.booked() {
        out.push_str(&format!(", meeting on {}", words::short(m.on, desk.today)));
    }
    out
}

fn full_child(desk: &Desk, c: &Child, lines: &mut Lines) {
    let today = desk.today;
    lines.heading("Who they are");
    lines.fact(
        "born",
        &format!("{}, {}", words::day_month_year(c.born), status::eighteenth_words(&desk.world, c, today)),
    );
    lines.known("gender", c.gender.as_deref()).known("pronouns", c.pronouns.as_deref());
    lines.fact("authority", &c.authority).known("case", c.case_number.as_deref());
    lines.known("legal status", c.legal_status.as_deref());
    lines.known("IRO", c.iro.as_ref().map(worker).as_deref());
    lines.known("next review", c.next_case_review.map(|d| words::short(d, today)).as_deref());
    lines.known("school", c.school.as_deref()).known("language", c.language.as_deref());
    lines.known("religion", c.religion.as_deref()).known("ethnicity", c.ethnicity.as_deref());
    lines.known("needs", c.needs.as_deref()).known("family", c.family_contact.as_deref());
    lines.known("own words", c.wishes.own_words.as_deref());
    if let Some(ceased) = &c.ceased {
        lines.styled_fact(
            "ceased",
            &format!("{}: {}", words::short(ceased.on, today), ceased.reason),
            Role::Warn,
        );
    }
    lines.heading("Safe-outing card");
    for (question, label) in CardQuestion::ALL {
        match c.card.answer(*question) {
            Some(a) => lines.fact(label, &format!("{} ({})", a.text, said(desk, &a.said))),
            None => lines.styled_fact(label, "not answered", Role::Warn),
        };
    }
    let photos = match c.photos {
        PhotoStatus::NotAsked => "not asked, so none may be taken",
        PhotoStatus::Allowed => "allowed",
        PhotoStatus::Limited => "allowed within limits",
        PhotoStatus::NotAllowed => "not allowed",
    };
    lines.fact("photographs", photos);
    match &c.risk {
        Some(r) => {
            lines.fact("risk", &format!("{} ({})", r.headline, said(desk, &r.said)));
            lines.known("controls", r.controls.as_deref());
            if r.home_only {
                lines.styled_fact("", "visits at home only", Role::Warn);
            }
        }
        None => {
            lines.styled_fact("risk", "the social worker has not answered", Role::Warn);
        }
    }
    if c.placements.len() > 1 {
        lines.heading("Where they have lived");
        for p in c.placements.iter().rev() {
            let to = p.to.map_or_else(|| "now".to_owned(), |d| words::short(d, today));
            let told = p
                .carer_told
                .as_ref()
                .map_or("carer not told of the visitor", |_| "carer told of the visitor");
            lines.fact(&words::short(p.from, today), &format!("to {to}: {}, {told}", p.carer));
        }
    }
    referrals(desk, c, lines);
    let past: Vec<_> = desk.world.matches_of_child(c.id).collect();
    if !past.is_empty() {
        lines.heading("Matches");
        for m in past.into_iter().rev() {
            let visitor = desk.world.visitor(m.visitor).map(|v| desk.names.visitor(v)).unwrap_or_default();
            let state = status::of_match(&desk.world, m, today).words();
            lines.fact(
                &m.reference().to_string(),
                &format!("{visitor}, since {}, {state}", words::short(m.started, today)),
            );
        }
    }
    concerns(desk, c, lines);
    notes(desk, Subject::Child(c.id), lines);
}

/// Every concern about the child, the newest first: nothing that was raised is ever out of sight.
fn concerns(desk: &Desk, c: &Child, lines: &mut Lines) {
    let mut all: Vec<_> = desk.world.concerns().filter(|x| x.child == c.id).collect();
    if all.is_empty() {
        return;
    }
    all.sort_by_key(|x| std::cmp::Reverse(x.learned));
    lines.heading("Concerns  (O opens the last)");
    for x in all {
        let state = if x.closed.is_some() {
            "closed"
        } else if x.passed.is_some() {
            "passed on, not closed"
        } else if x.not_a_concern.is_some() {
            "not a safeguarding concern"
        } else {
            "not passed on"
        };
        let role = if x.clock_runs() { Role::Error } else { Role::Normal };
        let day = words::short(domain::calendar::local_date(x.learned), desk.today);
        lines.styled_fact(&x.reference().to_string(), &format!("{day}: {state}"), role);
    }
}

fn referrals(desk: &Desk, c: &Child, lines: &mut Lines) {
    let today = desk.today;
    for r in desk.world.referrals_of_child(c.id) {
        lines.heading("Referral");
        lines.fact("", &referral_words(desk, r)).fact("from", &worker(&r.referrer));
        for m in &r.meetings {
            let what = match m.outcome {
                MeetingOutcome::Booked => "meeting booked",
                MeetingOutcome::Held => "met",
                MeetingOutcome::Cancelled => "meeting cancelled",
            };
            let note = m.note.as_ref().map(|n| format!(": {n}")).unwrap_or_default();
            lines.fact(&words::short(m.on, today), &format!("{what}{note}"));
        }
        for u in &r.updates {
            let to = if u.to == Told::Child { "child told" } else { "social worker told" };
            let note = u.note.as_ref().map(|n| format!(": {n}")).unwrap_or_default();
            lines.fact(&words::short(u.on, today), &format!("{to}{note}"));
        }
    }
}

/// The notes about somebody, newest first.
pub(super) fn notes(desk: &Desk, subject: Subject, lines: &mut Lines) {
    let notes: Vec<_> = desk.world.notes_about(subject).take(20).collect();
    if notes.is_empty() {
        return;
    }
    lines.heading("Notes");
    for n in notes {
        let people = super::super::desk::focus::Focus::on(&desk.world, subject).people();
        let text = desk.names.sentence(&desk.world, &people, &n.text);
        lines.fact(&words::short(n.on, desk.today), &format!("{}: {text}", n.by));
    }
}

/// A visitor. `None` if there is none of that id.
pub(super) fn visitor(desk: &Desk, id: VisitorId, lines: &mut Lines, short: bool) -> Option<()> {
    let v = desk.world.visitor(id)?;
    let today = desk.today;
    let state = status::of_visitor(&desk.world, v, today).words();
    lines.title(&format!("{}  {state}", desk.names.visitor_full(v)), &v.reference().to_string());
    for m in desk.world.open_matches_of_visitor(id) {
        let child = desk.world.child(m.child).map(|c| desk.names.child(c)).unwrap_or_default();
        lines.fact("visits", &format!("{child}, {} since {}", m.reference(), words::short(m.started, today)));
        strip_of(desk, m, lines, short);
    }
    desk.due_lines(lines, &[Subject::Visitor(id)]);
    let stage = v.stage_since().map(|d| words::short(d, today)).unwrap_or_default();
    lines.fact("stage", &format!("{} since {stage}", v.stage().words()));
    if let Some(hold) = v.hold_on(today) {
        let until = hold.until.map(|d| format!(" until {}", words::short(d, today))).unwrap_or_default();
        lines.styled_fact("on hold", &format!("{}{until}", hold.reason), Role::Warn);
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
        lines.heading("Before approval");
        let gates = judge::approval(&desk.world, v, today);
        if gates.is_empty() {
            lines.sign(desk.theme.signs.check, "Nothing stands against approval.", Role::Good);
        }
        for gate in gates {
            lines.sign(desk.theme.signs.cross, &format!("{} ({})", gate.sentence, gate.rule), Role::Warn);
        }
    }
    full_visitor(desk, v, lines);
    Some(())
}

fn full_visitor(desk: &Desk, v: &domain::record::Visitor, lines: &mut Lines) {
    let today = desk.today;
    let on = |s: &Option<Said>| s.as_ref().map(|s| said(desk, s));
    lines.heading("Who they are");
    lines.known("telephone", v.phone.as_deref()).known("e-mail", v.email.as_deref());
    lines.known("address", v.address.as_deref()).known("postcode", v.postcode.as_deref());
    lines.known("emergency", v.emergency_contact.as_deref()).known("gender", v.gender.as_deref());
    lines.known("languages", Some(&v.languages.join(", "))).known("faith", v.faith.as_deref());
    lines.known("free", v.availability.as_deref()).known("at home", v.household.as_deref());
    lines.known("travels", v.radius_miles.map(|m| format!("up to {m} miles")).as_deref());
    lines.known("interview", on(&v.interview).as_deref()).known("identity", on(&v.identity).as_deref());
    lines
        .known("independence", on(&v.declaration).as_deref())
        .known("agreement", on(&v.agreement).as_deref());
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
        let note = step.note.as_ref().map(|n| format!(": {n}")).unwrap_or_default();
        lines.fact(&words::short(step.on, today), &format!("{}{note}", step.stage.words()));
    }
    for h in &v.holds {
        let to = h.ended.map_or_else(|| "now".to_owned(), |d| words::short(d, today));
        lines.fact(&words::short(h.from, today), &format!("on hold to {to}: {}", h.reason));
    }
    let reviews = desk.world.reviews_of_visitor(v.id);
    if !reviews.is_empty() {
        lines.heading("Annual reviews");
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
    notes(desk, Subject::Visitor(v.id), lines);
}
