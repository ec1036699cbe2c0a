//! A match with its year, a visit with its report, a concern, the scheme.

use super::lines::Lines;
use super::person::notes;
use super::strip;
use crate::desk::Desk;
use crate::desk::rows::report_words;
use crate::engine::theme::Role;
use domain::calendar::{age_on, local, months_between, words};
use domain::id::{MatchId, VisitId};
use domain::judge;
use domain::record::{ChosenBy, EndReason, ReviewOutcome, Subject, VisitState};
use domain::rule::ParamId;
use domain::status;

/// A match. `None` if there is none of that id.
pub(super) fn match_(desk: &Desk, id: MatchId, lines: &mut Lines, short: bool) -> Option<()> {
    let m = desk.world.match_(id)?;
    let (child, visitor) = (desk.world.child(m.child)?, desk.world.visitor(m.visitor)?);
    let today = desk.today;
    let state = status::of_match(&desk.world, m, today);
    let months = months_between(m.started, status::over_since(&desk.world, m, today).unwrap_or(today));
    lines.title(
        &format!(
            "{} ({}) and {}",
            desk.names.child(child),
            age_on(child.born, today),
            desk.names.visitor(visitor)
        ),
        &m.reference().to_string(),
    );
    let length = if months == 1 { "1 month".to_owned() } else { format!("{months} months") };
    let began = words::short(m.started, today);
    let line = match (state, status::since_of_match(&desk.world, m, today)) {
        (status::MatchStatus::ToBegin, _) => format!("{} on {began}", state.words()),
        (_, Some(since)) if since == m.started => format!("{} since {began}, {length}", state.words()),
        (_, Some(since)) => {
            let since = words::short(since, today);
            format!("{} since {since}; matched since {began}, {length}", state.words())
        }
        (_, None) => format!("{}; matched since {began}, {length}", state.words()),
    };
    lines.text(&line, Role::Dim);
    if let Some(risk) = status::at_risk(&desk.world, m, today) {
        lines.sign(
            desk.theme.signs.bang,
            &format!("At risk: {risk}. Call visitor, carer and child."),
            Role::Warn,
        );
    }
    if let Some(e) = &m.ended {
        let told = domain::people::end_reason_shown(desk.role, e.reason);
        let why = EndReason::ALL.iter().find(|(r, _)| *r == told).map_or("", |(_, w)| w);
        let word = match state {
            status::MatchStatus::NoticeAwaited => "stopped",
            _ if e.on > today => "ends",
            _ => "ended",
        };
        lines.fact(word, &format!("{}: {why}", words::short(e.on, today)));
        lines
            .known("", e.note.as_deref().filter(|_| told == e.reason))
            .known("own words", e.child_words.as_deref());
        let left: Vec<_> = e.outstanding().iter().map(|s| s.words()).collect();
        if !left.is_empty() {
            lines.styled_fact("to close", &format!("{}  (X records it)", left.join(", ")), Role::Warn);
        }
    }
    if m.is_trial() && m.is_live_after(today) {
        lines.fact("trial", "the child decides after the first visits  (D records it)");
    }
    let room = u16::try_from(lines.width()).unwrap_or(60).min(36);
    let [head, signs] = strip::long(&desk.world, m, today, room, desk.theme);
    if !short {
        lines.gap();
    }
    lines.push(head).push(signs);
    if !short {
        lines.text(&strip::legend(desk.theme.signs), Role::Dim);
    }
    let mut rhythm = format!("{}, agreed", m.interval().words());
    if m.patterns.is_empty() {
        rhythm = "monthly".to_owned();
    }
    let ledger = desk.world.ledger(id);
    if let Some(last) = ledger.and_then(|l| l.last_completed(today)) {
        rhythm.push_str(&format!(
            " · last {} ({})",
            words::short(last.date, today),
            words::relative(last.date, today)
        ));
    }
    if let Some(next) = ledger.and_then(|l| l.next_planned(today)) {
        let at = next.start.map(|t| format!(" {}", words::time(t))).unwrap_or_default();
        let what = next.what.as_ref().map(|w| format!(" {w}")).unwrap_or_default();
        rhythm.push_str(&format!(" · next {}{at}{what}", words::short(next.date, today)));
    }
    lines.text(&rhythm, Role::Normal);
    if let Some(hold) = m.hold_on(today) {
        let until = hold.until.map(|d| format!(" until {}", words::short(d, today))).unwrap_or_default();
        lines.styled_fact("on hold", &format!("{}{until}", hold.reason), Role::Warn);
    }
    about_next_outing(desk, m, lines);
    desk.due_lines(lines, &[Subject::Match(id)]);
    if short {
        return Some(());
    }
    full_match(desk, m, lines);
    Some(())
}

/// Whether the next outing may go ahead, said on the match itself.
fn about_next_outing(desk: &Desk, m: &domain::record::Match, lines: &mut Lines) {
    let Some(next) = desk.world.ledger(m.id).and_then(|l| l.next_planned(desk.today)) else { return };
    if !m.is_live_after(desk.today) {
        return;
    }
    let against = judge::outing(&desk.world, m, next.into());
    if against.is_empty() {
        return;
    }
    let day = words::short(next.date, desk.today);
    lines.sign(
        desk.theme.signs.cross,
        &format!("Do not let the outing on {day} go ahead as it stands:"),
        Role::Error,
    );
    let people = [Subject::Child(m.child), Subject::Visitor(m.visitor)];
    for f in against {
        let sentence = desk.names.sentence(&desk.world, &people, &f.sentence);
        lines.sign(" ", &format!("{sentence} ({})", f.rule), Role::Normal);
    }
}

fn full_match(desk: &Desk, m: &domain::record::Match, lines: &mut Lines) {
    let today = desk.today;
    lines.heading("Visits");
    for line in desk.world.ledger(m.id).into_iter().flat_map(|l| l.visits.iter().rev()).take(14) {
        let (report, _) = report_words(line, today);
        let what = line.what.as_deref().or(line.note.as_deref()).unwrap_or("-");
        lines.fact(&words::short(line.date, today), &format!("{what} · {report} · {}", line.reference()));
    }
    let reviews = desk.world.reviews_of_match(m.id);
    if !reviews.is_empty() {
        lines.heading("Reviews");
        for r in reviews.into_iter().rev() {
            let kind = if r.formal { "review" } else { "check-in" };
            let outcome = ReviewOutcome::ALL.iter().find(|(o, _)| *o == r.outcome).map_or("", |(_, w)| w);
            let heard: Vec<_> = r.heard.iter().filter(|h| h.heard).map(|h| h.who.words()).collect();
            let heard =
                if heard.is_empty() { String::new() } else { format!(", heard {}", heard.join(", ")) };
            let iro = if r.to_iro.is_some() { " With the IRO." } else { "" };
            lines
                .fact(&words::short(r.held, today), &format!("{kind}: {outcome}{heard}. {}{iro}", r.summary));
        }
    }
    lines.heading("Agreed");
    for p in &m.patterns {
        let reason = p.reason.as_ref().map(|r| format!(": {r}")).unwrap_or_default();
        lines.fact(
            &words::short(p.agreed.on, today),
            &format!("{} with {}{reason}", p.every.words(), desk.names.person(&p.agreed.by)),
        );
    }
    lines.known("why these two", m.rationale.as_deref());
    if let Some(t) = &m.trial {
        let words = t.words.as_ref().map(|w| format!(": {w}")).unwrap_or_default();
        let goes_on = if t.goes_on { "goes on" } else { "does not go on" };
        lines.fact("child said", &format!("{goes_on}, {}{words}", words::short(t.on, today)));
    }
    contact(desk, m, lines);
    for meeting in m.meetings.iter().rev() {
        let wants = match domain::disclose::wants_visitor_at(&desk.world, m, meeting) {
            Some(true) => "the child wants the visitor there",
            Some(false) => "the child does not want the visitor there",
            None => "the child has not been asked",
        };
        let came = match meeting.attended {
            Some(true) => "; the visitor comes",
            Some(false) => "; the visitor does not come",
            None => "",
        };
        lines.fact(&words::short(meeting.on, today), &format!("{}: {wants}{came}", meeting.what));
    }
    for h in &m.holds {
        let to = h.ended.map_or_else(|| "now".to_owned(), |d| words::short(d, today));
        lines.fact(&words::short(h.from, today), &format!("on hold to {to}: {}", h.reason));
    }
    if let Some(child) = desk.world.child(m.child) {
        lines.fact("eighteen", &status::eighteenth_words(&desk.world, child, today));
        let missing = judge::unanswered_words(child);
        if missing.is_empty() {
            let card: Vec<_> = child
                .card
                .answers
                .iter()
                .filter(|a| !a.text.eq_ignore_ascii_case("none"))
                .map(|a| format!("{}: {}", a.question.words(), a.text))
                .collect();
            lines.fact(
                "card",
                &if card.is_empty() { "nothing to watch for".to_owned() } else { card.join(" · ") },
            );
        } else {
            lines.styled_fact("card", &format!("not answered: {}", missing.join(", ")), Role::Warn);
        }
    }
    lines.fact("briefing card", &format!("{}  (B shows it)", desk.card_line(m)));
    super::told::ledger(desk, Subject::Match(m.id), lines);
    notes(desk, Subject::Match(m.id), lines);
}

/// Who agrees that the child may have the visitor's contact details, who is missing, and whether visiting is
/// established (R34, R35).
fn contact(desk: &Desk, m: &domain::record::Match, lines: &mut Lines) {
    let c = &m.contact;
    let all =
        [(&c.coordinator, "co-ordinator"), (&c.social_worker, "social worker"), (&c.visitor, "visitor")];
    let (agreed, missing): (Vec<_>, Vec<_>) = all.into_iter().partition(|(said, _)| said.is_some());
    let list = |who: &[(&Option<domain::record::Said>, &str)]| {
        who.iter().map(|(_, who)| *who).collect::<Vec<_>>().join(", ")
    };
    let visits = desk.world.ledger(m.id).into_iter().flat_map(|l| &l.visits);
    let made = visits.filter(|v| v.state == VisitState::Completed && v.date <= desk.today).count();
    let needed = desk.world.policy().get(ParamId::ContactVisits);
    let mut parts = Vec::new();
    match (&c.released, &c.withdrawn) {
        (Some(given), _) => parts.push(format!("given to the child, {}", super::person::said(desk, given))),
        (None, Some(back)) => parts.push(format!("withdrawn, {}", super::person::said(desk, back))),
        (None, None) => parts.push("nothing given to the child".to_owned()),
    }
    if !agreed.is_empty() {
        parts.push(format!("agreed: {}", list(&agreed)));
    }
    if c.released.is_none() {
        if !missing.is_empty() {
            parts.push(format!("missing: {}", list(&missing)));
        }
        let established = i64::try_from(made).unwrap_or(i64::MAX) >= needed;
        let not = if established { "" } else { "not " };
        parts.push(format!("visiting is {not}established ({made} of {needed} visits)"));
    }
    lines.fact("contact", &format!("{}  (c records it)", parts.join("; ")));
}

/// A visit with its report. `None` if there is none of that id.
pub(super) fn visit(desk: &Desk, id: VisitId, lines: &mut Lines) -> Option<()> {
    let (m, line) = desk.world.visit(id)?;
    let today = desk.today;
    let at = line.start.map(|t| format!(", {}", words::time(t))).unwrap_or_default();
    lines.title(
        &format!("{}  {}{at}", desk.names.pair(&desk.world, m), words::short(line.date, today)),
        &format!("{} of {}", line.reference(), m.reference()),
    );
    let (report, role) = report_words(line, today);
    lines.styled_fact("report", &report, role);
    lines.known("what", line.what.as_deref()).known("why not", line.note.as_deref());
    if let VisitState::Cancelled { by, reason, notice_days, rearranged } = line.state {
        let notice = match notice_days {
            Some(1) => ", 1 day before".to_owned(),
            Some(n) => format!(", {n} days before"),
            None => String::new(),
        };
        let again = if rearranged { ", rearranged" } else { "" };
        lines.fact("cancelled", &format!("by {}, {}{notice}{again}", by.words(), reason.words()));
    }
    desk.due_lines(lines, &[Subject::Visit(id)]);
    let Some((_, Some(r))) = desk.report.as_ref().filter(|(known, _)| *known == id) else { return Some(()) };
    if let Some(minutes) = r.minutes {
        lines.fact("length", &words::duration(u32::from(minutes)));
    }
    if let Some(by) = r.chosen_by {
        lines.fact("chosen by", ChosenBy::ALL.iter().find(|(c, _)| *c == by).map_or("", |(_, w)| w));
    }
    if r.concern {
        let what = r.concern_id.and_then(|c| desk.world.concern(c)).map(|c| c.reference().to_string());
        lines.styled_fact("concern", &format!("yes, {}", what.unwrap_or_default()), Role::Error);
    }
    super::paragraphs::parts(desk, m, r, lines);
    lines.gap();
    lines.known("expenses", r.expenses.map(|e| e.to_string()).as_deref());
    if let Some(looked) = &r.looked_at {
        let on = words::short(local(looked.at).date(), today);
        lines.fact("looked at", &format!("no concern, {}, {on}: {}", looked.by, looked.words.join(", ")));
    }
    let filed = local(r.filed);
    lines.fact(
        "filed",
        &format!("{}, {} {}", r.filed_by, words::short(filed.date(), today), words::time(filed.time())),
    );
    Some(())
}

pub(super) fn hide(desk: &Desk, m: &domain::record::Match, text: &str) -> String {
    desk.names.sentence(&desk.world, &[Subject::Child(m.child), Subject::Visitor(m.visitor)], text)
}

/// The scheme as a whole.
pub(super) fn scheme(desk: &Desk, lines: &mut Lines) -> Option<()> {
    let s = desk.world.scheme()?;
    lines.title(&s.name, "");
    lines.fact("co-ordinator", &s.coordinator).fact("since", &words::short(s.since, desk.today));
    let at = chrono::DateTime::from_timestamp_millis(desk.head.at_ms).map(local);
    let at = at
        .map(|a| format!(" · {} {}", words::short(a.date(), desk.today), words::time(a.time())))
        .unwrap_or_default();
    let policy = desk.world.policy();
    let open = desk.deadlines.running().len();
    let target = policy.get(ParamId::MatchTarget);
    let wanted =
        if target > 0 { format!(", of {target} that the scheme is to hold (R91)") } else { String::new() };
    lines.fact("matches", &format!("{open}{wanted}"));
    let tenths = policy.get(ParamId::WorkersTenths).max(1);
    let each = i64::try_from(open).unwrap_or(0) * 10 / tenths;
    lines.fact("for a worker", &format!("{each}, {} at most (R90)", policy.get(ParamId::CapacityRed)));
    let gone_through = s.standards_reviewed.map(|on| words::short(on, desk.today));
    lines
        .fact("standards", &format!("gone through: {}  (Alt-r)", gone_through.as_deref().unwrap_or("never")));
    lines.fact("duty team", &format!("{}  (Alt-n)", s.duty_team.as_deref().unwrap_or("no number yet")));
    for (authority, number) in &s.duty_teams {
        lines.fact("", &format!("{number}, {authority}"));
    }
    if !s.evidence.is_empty() {
        lines.heading("Where the evidence is  (Alt-e)");
        for (rule, place) in &s.evidence {
            lines.fact(rule.label(), place);
        }
        lines.gap();
    }
    lines.fact("file", &format!("change {}{at} · {}", desk.head.seq, desk.head.witness_words.join("-")));
    Some(())
}
