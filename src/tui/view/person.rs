//! A child.

use super::lines::Lines;
use crate::desk::Desk;
use crate::desk::names::Names;
use crate::engine::theme::Role;
use domain::calendar::{age_on, words};
use domain::finding::Cure;
use domain::id::ChildId;
use domain::judge;
use domain::record::{
    CardQuestion, Child, ChildView, Distance, PhotoStatus, PlacementKind, Professional, Referral, Said,
    Subject,
};
use domain::rule::ParamId;
use domain::status;

/// The year of a match: the signs beside a list, with the months' letters on a page.
pub(super) fn strip_of(desk: &Desk, m: &domain::record::Match, lines: &mut Lines, short: bool) {
    let [head, signs] = super::strip::long(&desk.world, m, desk.today, 36, desk.theme);
    if !short {
        lines.push(head);
    }
    lines.push(signs);
}

pub(super) fn worker(names: Names, p: &Professional) -> String {
    let (phone, email) = (names.reach(p.phone.as_deref()), names.reach(p.email.as_deref()));
    [Some(names.person(&p.name)), p.team.clone(), phone, email]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

pub(super) fn said(desk: &Desk, s: &Said) -> String {
    format!("{}, {}", desk.names.person(&s.by), words::short(s.on, desk.today))
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
    if let Some(m) = desk.world.live_match_of_child(id, today) {
        let visitor = desk.world.visitor(m.visitor).map(|v| desk.names.visitor(v)).unwrap_or_default();
        let since = words::short(m.started, today);
        lines.fact("visitor", &format!("{visitor}, {} since {since}", m.reference()));
        strip_of(desk, m, lines, short);
        about.push(Subject::Match(m.id));
    }
    desk.due_lines(lines, &about);
    after_move(desk, c, lines, short);
    if let Some(p) = desk.world.open_proposal_of_child(id) {
        let visitor = desk.world.visitor(p.visitor).map(|v| desk.names.visitor(v)).unwrap_or_default();
        lines.fact("proposed", &format!("{visitor}, {}: {}  (p opens it)", p.reference(), p.state().words()));
        about.push(Subject::Proposal(p.id));
    }
    if let Some(r) = desk.world.open_referral_of_child(id) {
        lines.fact("referral", &referral_words(desk, r));
        let missing = crate::forms::missing_words(c);
        if !missing.is_empty() {
            let asked = r.chases.last().map(|x| format!("; asked for {}", words::short(x.on, today)));
            let text = format!("still missing: {missing}{}", asked.unwrap_or_default());
            lines.styled_fact("", &text, Role::Warn);
        }
    }
    placement(desk, c, lines);
    lines.known("worker", c.social_worker.as_ref().map(|w| worker(desk.names, w)).as_deref());
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

/// What the last move asks for, while any of it is open: done, or the key that records it.
fn after_move(desk: &Desk, c: &Child, lines: &mut Lines, short: bool) {
    let Some(m) = desk.world.live_match_of_child(c.id, desk.today) else { return };
    let moves = [
        ("After the move of", judge::after_move(&desk.world, c, m, desk.today)),
        ("For the planned move of", judge::before_move(&desk.world, c, m, desk.today)),
    ];
    for (when, found) in moves {
        let Some((day, steps)) = found.filter(|_| !short) else { continue };
        let ahead = day > desk.today;
        move_steps(desk, lines, &format!("{when} {}", words::short(day, desk.today)), ahead, steps);
    }
}

/// The steps of one move, with the key for each.
fn move_steps(desk: &Desk, lines: &mut Lines, heading: &str, ahead: bool, steps: Vec<judge::AfterMove>) {
    let open = steps.iter().filter(|s| s.done.is_none()).count();
    if open == 0 {
        return;
    }
    lines.heading(&format!("{heading}: {open} of {} open", steps.len()));
    for s in steps {
        match s.done {
            Some(done) => {
                // By whom, and when.
                let done = match done.split_once(", ") {
                    Some((by, rest)) => format!("{}, {rest}", desk.names.person(by)),
                    None => done,
                };
                lines.sign(desk.theme.signs.check, &format!("{}: {done}", s.what), Role::Good);
            }
            None => {
                // A visit is planned on the match, one key away.
                let way = if matches!(s.cure, Cure::PlanVisit(_)) { "M, then " } else { "" };
                // The card is gone through from the day of the move on; all else can be prepared.
                let later = ahead && matches!(s.cure, Cure::AnswerCard(_));
                let key = crate::desk::cures::key_of(s.cure).filter(|_| !later);
                let key = key.map(|k| format!("  {way}{k} records it"));
                let text = format!("{} ({}){}", s.what, s.rule, key.unwrap_or_default());
                lines.sign(desk.theme.signs.cross, &text, Role::Warn);
            }
        };
    }
    lines.gap();
}

fn wishes(desk: &Desk, c: &Child, lines: &mut Lines) {
    let view = match &c.view {
        ChildView::NotAsked => "nobody has asked whether a visitor is wanted".to_owned(),
        ChildView::Wants(s) => format!("wants a visitor ({})", said(desk, s)),
        ChildView::Accepts(s) => format!("goes along with it ({})", said(desk, s)),
        ChildView::Objects { understands: true, said: s } => {
            format!("objects, and understands ({})", said(desk, s))
        }
        ChildView::Objects { said: s, .. } => format!("objects, not judged ({})", said(desk, s)),
        ChildView::ObjectsWithout(s) => format!("objects, does not understand ({})", said(desk, s)),
    };
    let mut wishes: Vec<String> = vec![view];
    wishes.extend(c.wishes.visitor_gender.clone());
    if !c.wishes.interests.is_empty() {
        wishes.push(c.wishes.interests.join(", "));
    }
    wishes.extend(c.wishes.languages.iter().cloned());
    wishes.extend(c.wishes.background.clone());
    wishes.extend(c.wishes.when.as_ref().map(|when| format!("free {when}")));
    lines.fact("wishes", &wishes.join(" · "));
}

fn placement(desk: &Desk, c: &Child, lines: &mut Lines) {
    let Some(p) = c.placement_on(desk.today).or_else(|| c.last_placement()) else {
        lines.styled_fact("lives", "not recorded", Role::Warn);
        return;
    };
    let kind = PlacementKind::ALL.iter().find(|(k, _)| *k == p.kind).map_or("", |(_, w)| w);
    let names = desk.names;
    let mut parts = vec![format!("{} ({kind})", names.person(&p.carer))];
    parts.extend(names.reach(p.address.as_deref()));
    parts.extend(names.postcode(p.postcode.as_deref()));
    parts.extend(names.reach(p.phone.as_deref()));
    let since = if p.from > desk.today { "from" } else { "since" };
    parts.push(format!("{since} {}", words::short(p.from, desk.today)));
    lines.fact("lives", &parts.join(" · "));
    match &p.confirmed {
        Some(s) => lines.fact("", &format!("confirmed: {}", said(desk, s))),
        None => lines.styled_fact("", "address and telephone not confirmed", Role::Warn),
    };
}

pub(super) fn referral_words(desk: &Desk, r: &Referral) -> String {
    let mut out = format!("{}, received {}", r.state().words(), words::short(r.received, desk.today));
    if r.awaits_first_meeting() {
        let day = (desk.today - r.received).num_days();
        out.push_str(&format!(", day {day} of {}", desk.world.policy().get(ParamId::MeetDays)));
    }
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
    lines.known("IRO", c.iro.as_ref().map(|w| worker(desk.names, w)).as_deref());
    lines.known("next review", c.next_case_review.map(|d| words::short(d, today)).as_deref());
    lines.known("school", c.school.as_deref()).known("language", c.language.as_deref());
    lines.known("religion", c.religion.as_deref()).known("ethnicity", c.ethnicity.as_deref());
    lines.known("needs", c.needs.as_deref()).known("family", c.family_contact.as_deref());
    lines.known("own words", c.wishes.own_words.as_deref()).known("not", c.wishes.avoid.as_deref());
    for past in c.past_workers.iter().rev() {
        let until = words::short(past.until, today);
        lines.fact("worker", &format!("{} until {until}", desk.names.person(&past.worker.name)));
    }
    for review in c.case_reviews.iter().rev().take(3) {
        let considered = match review.considered {
            Some(true) => "a visitor was considered",
            Some(false) => "a visitor was not considered",
            None => "nobody has said whether a visitor was considered",
        };
        lines.fact("case review", &format!("{}: {considered}", words::short(review.on, today)));
    }
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
    let photos = match domain::status::photos(&desk.world, c, desk.today) {
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
            if r.no_match {
                lines.styled_fact("", "no match for now", Role::Warn);
            }
        }
        None => {
            lines.styled_fact("risk", "the social worker has not answered", Role::Warn);
        }
    }
    if c.placements.len() > 1 {
        lines.heading("Where they have lived");
        for p in c.placements.iter().rev() {
            let to = p.until_words(today);
            let told = p
                .carer_told
                .as_ref()
                .map_or("carer not told of the visitor", |_| "carer told of the visitor");
            let checked = match p.independence.as_ref().map(|answer| answer.independent) {
                Some(Some(false)) => ", not independent of the visitor",
                Some(_) => ", independence looked at",
                None => "",
            };
            let far = p.distance.as_ref().and_then(|d| Distance::ALL.iter().find(|(o, _)| *o == d.outcome));
            let far = far.map(|(_, words)| format!(", distance: {words}")).unwrap_or_default();
            lines.fact(
                &words::short(p.from, today),
                &format!("{to}: {}, {told}{checked}{far}", desk.names.person(&p.carer)),
            );
        }
    }
    super::referral::referrals(desk, c, lines);
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
    let proposals: Vec<_> = desk.world.proposals_of_child(c.id).filter(|p| !p.is_open()).collect();
    if !proposals.is_empty() {
        lines.heading("Proposals before");
        for p in proposals.into_iter().rev() {
            let visitor = desk.world.visitor(p.visitor).map(|v| desk.names.visitor(v)).unwrap_or_default();
            lines.fact(&p.reference().to_string(), &format!("{visitor}, {}", p.state().words()));
        }
    }
    concerns(desk, c, lines);
    super::told::consents(desk, Subject::Child(c.id), lines);
    super::told::ledger(desk, Subject::Child(c.id), lines);
    notes(desk, Subject::Child(c.id), lines);
}

/// Every concern about the child, the newest first: nothing that was raised is ever out of sight.
fn concerns(desk: &Desk, c: &Child, lines: &mut Lines) {
    let mut all: Vec<_> = desk.world.concerns_of_child(c.id).collect();
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
        lines.fact(&words::short(n.on, desk.today), &format!("{}: {text}", desk.names.person(&n.by)));
    }
}
