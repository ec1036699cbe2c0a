//! Concerns from the first word to the last (5.6, R31, R80, R80b, R80c), and what is said of visitors (R1, R79).

use super::commands::{Full, pass_on};
use super::*;
use crate::finding::Cure;
use crate::id::ConcernId;
use crate::status;
use rstest::rstest;

pub(crate) fn low_level(visitor: VisitorId, on: NaiveDate, what: &str) -> NewLowLevel {
    NewLowLevel {
        visitor,
        on,
        heard: None,
        told: at("2026-11-22T10:00:00Z"),
        raised_by: "Ann Carer".to_owned(),
        what: what.to_owned(),
        done: None,
    }
}

/// For every command of this part: one that is taken, and one that is refused.
pub(super) fn samples_of_concerns(f: &Full) -> Vec<(Command, Command)> {
    use Command as C;
    let (concern, when) = (f.concern, at("2026-11-22T10:30:00Z"));
    let s = |text: &str| text.to_owned();
    let details = |on: &str| {
        let account = Account { on: Some(day(on)), ..Account::default() };
        Box::new(ConcernDetails { account, ..ConcernDetails::default() })
    };
    let decides = |at| C::DecideConcern { concern, choice: Choice::Advice, with: None, at, reason: None };
    let steps = |at| taken(concern, ConcernStep::Debriefed, at);
    let effect = |concern| C::DecideMatchEffect { concern, effect: MatchEffect::Continue, note: None };
    let says =
        |what: &str| C::RecordLowLevel { low_level: Box::new(low_level(f.free, day("2026-11-01"), what)) };
    let looks = |visitor| C::LookAtLowLevel { visitor, by: s("Tess Lead"), outcome: s("talked over") };
    vec![
        (
            C::AmendConcern { concern, details: details("2026-11-21") },
            C::AmendConcern { concern, details: details("2026-12-24") },
        ),
        (decides(when), decides(at("2026-11-22T08:00:00Z"))),
        (steps(when), steps(at("2027-01-01T08:00:00Z"))),
        (effect(concern), effect(ConcernId([9; 16]))),
        (says("Late again."), says(" ")),
        (looks(f.free), looks(f.pair.visitor)),
        (C::AddWord { word: s("spice") }, C::AddWord { word: s("bruise") }),
        (C::RemoveWord { word: s("hungry") }, C::RemoveWord { word: s("spice cake") }),
    ]
}

pub(crate) fn taken(concern: ConcernId, step: ConcernStep, at: DateTime<Utc>) -> Command {
    let note = step.needs_words().then(|| "The worker has visited.".to_owned());
    Command::TakeConcernStep { concern, step, at, with: Some("Sal Moss".to_owned()), note }
}

/// A scheme with one concern just raised, and its id.
fn raised(change: impl FnOnce(&mut NewConcern)) -> (Desk, Decision, ConcernId) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let mut new = NewConcern::new(p.child, at("2026-11-22T09:00:00Z"), "Jo Barker", "A bruise on the arm.");
    new.match_id = Some(p.id);
    change(&mut new);
    let made = desk.done(Command::RaiseConcern { concern: Box::new(new) });
    let id = desk.world.concerns().last().unwrap().id;
    (desk, made, id)
}

fn rules(made: &Decision) -> Vec<RuleId> {
    made.findings.iter().map(|f| f.rule).collect()
}

pub(crate) fn complete() -> ConcernDetails {
    let text = |text: &str| Some(text.to_owned());
    ConcernDetails {
        kind: Incident::Concern,
        heard: Some(at("2026-11-22T09:00:00Z")),
        account: Account {
            on: Some(day("2026-11-21")),
            at: None,
            place: text("the park"),
            by_whom: text("not said"),
            witnesses: text("none"),
            child_words: text("It just happened."),
            opinion: None,
            injuries: text("left forearm"),
            action: text("rang the co-ordinator"),
        },
        sexual_abuse: None,
    }
}

/// R80 names when, where, who, witnesses, what was done, the child's own words; an opinion need not be held, and "none"
/// is an answer.
#[test]
fn what_the_record_lacks_is_said_and_keeps_nobody_from_recording() {
    let (_, made, _) = raised(|_| ());
    assert_eq!(rules(&made), [RuleId::R80]);
    assert_eq!((made.findings[0].level, made.findings[0].field), (Level::Warn, Some("heard_on")));
    let (_, made, _) = raised(|new| new.details = complete());
    assert_eq!(rules(&made), []);
    type Without = (&'static str, fn(&mut ConcernDetails));
    let without: [Without; 8] = [
        ("heard_on", |d| d.heard = None),
        ("happened", |d| d.account.on = None),
        ("place", |d| d.account.place = None),
        ("whose", |d| d.account.by_whom = None),
        ("witnesses", |d| d.account.witnesses = Some(" ".to_owned())),
        ("child_words", |d| d.account.child_words = None),
        ("injuries", |d| d.account.injuries = None),
        ("action", |d| d.account.action = None),
    ];
    for (field, drop) in without {
        let (_, made, id) = raised(|new| {
            new.details = complete();
            drop(&mut new.details);
        });
        assert_eq!(rules(&made), [RuleId::R80], "{field}");
        assert_eq!(made.findings[0].field, Some(field));
        assert_eq!(made.findings[0].cure, Some(Cure::AmendConcern(id)));
    }
}

#[test]
fn completing_the_record_leaves_the_words_first_used_as_they_are() {
    let (mut desk, _, id) = raised(|_| ());
    let made = desk.done(Command::AmendConcern { concern: id, details: Box::new(complete()) });
    assert_eq!(rules(&made), []);
    let concern = desk.world.concern(id).unwrap();
    assert_eq!(concern.what, "A bruise on the arm.");
    assert_eq!(concern.account.child_words.as_deref(), Some("It just happened."));
}

/// R31: the gap is shown; over a night it warns.
#[rstest]
#[case("2026-11-22T09:00:00Z", None)]
#[case("2026-11-22T08:59:00Z", Some(Level::Info))]
#[case("2026-11-22T00:00:00Z", Some(Level::Info))]
#[case("2026-11-21T23:59:00Z", Some(Level::Warn))]
#[case("2026-11-15T09:00:00Z", Some(Level::Warn))]
fn the_gap_between_knowing_and_telling_is_shown(#[case] heard: &str, #[case] level: Option<Level>) {
    let (_, made, _) = raised(|new| new.details = ConcernDetails { heard: Some(at(heard)), ..complete() });
    let gap = made.findings.iter().find(|f| f.rule == RuleId::R31);
    assert_eq!(gap.map(|f| f.level), level);
}

#[test]
fn nobody_raises_what_they_learned_of_later() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let mut new = NewConcern::new(p.child, at("2026-11-22T09:00:00Z"), "Jo Barker", "A bruise.");
    new.details.heard = Some(at("2026-11-22T09:01:00Z"));
    let found = desk.refused(&Command::RaiseConcern { concern: Box::new(new) });
    assert!(found.iter().any(|f| f.rule == RuleId::H2 && f.field == Some("heard_on")));
}

#[rstest]
#[case(Incident::Concern, &[])]
#[case(Incident::Missing, &[RuleId::R80c])]
#[case(Incident::AboutWorker, &[RuleId::R32])]
fn the_kind_of_incident_says_whom_to_tell(#[case] kind: Incident, #[case] said: &[RuleId]) {
    let (_, made, _) = raised(|new| new.details = ConcernDetails { kind, ..complete() });
    assert_eq!(rules(&made), said);
}

/// R80b: a switch that is off.
#[test]
fn the_duty_to_report_abuse_is_shown_only_when_it_is_turned_on() {
    let abuse = ConcernDetails { sexual_abuse: Some(true), ..complete() };
    let (mut desk, made, id) = raised(|new| new.details = abuse.clone());
    assert_eq!(rules(&made), []);
    desk.done(Command::ChangeSetting { param: ParamId::AbuseDuty, value: Some(1) });
    let again = |details: ConcernDetails| Command::AmendConcern { concern: id, details: Box::new(details) };
    assert_eq!(rules(&desk.done(again(abuse.clone()))), [RuleId::R80b]);
    let no = ConcernDetails { sexual_abuse: Some(false), ..abuse };
    assert_eq!(rules(&desk.done(again(no))), []);
}

#[test]
fn advice_leaves_the_clock_running_and_passing_on_names_with_whom_it_was_decided() {
    let (mut desk, _, id) = raised(|_| ());
    let when = at("2026-11-22T09:30:00Z");
    let decide = |choice, with: Option<&str>, reason: Option<&str>| Command::DecideConcern {
        concern: id,
        choice,
        with: with.map(str::to_owned),
        at: when,
        reason: reason.map(str::to_owned),
    };
    let made = desk.done(decide(Choice::Advice, None, Some("Ask the school.")));
    let asked = made.findings.iter().find(|f| f.field == Some("with"));
    assert_eq!(asked.map(|f| f.level), Some(Level::Warn));
    assert!(desk.world.concern(id).unwrap().clock_runs());
    let close =
        Command::CloseConcern { concern: id, by: "Tess Lead".to_owned(), reason: "Nothing.".to_owned() };
    desk.refused(&close);
    desk.done(decide(Choice::PassOn, Some("Tess Lead"), None));
    desk.refused(&close);
    desk.done(pass_on(id, "2026-11-22T10:00:00Z"));
    let concern = desk.world.concern(id).unwrap();
    let decided = concern.decided.as_ref().unwrap();
    assert_eq!((decided.choice, decided.with.as_deref()), (Choice::PassOn, Some("Tess Lead")));
    desk.refused(&decide(Choice::Advice, None, None));
}

#[test]
fn not_a_concern_needs_its_reason() {
    let (mut desk, _, id) = raised(|_| ());
    let settle = |reason: &str| Command::DecideConcern {
        concern: id,
        choice: Choice::NotAConcern,
        with: Some("Tess Lead".to_owned()),
        at: at("2026-11-22T09:30:00Z"),
        reason: Some(reason.to_owned()),
    };
    desk.refused(&settle(" "));
    desk.done(settle("A football knock, as the carer saw."));
    let concern = desk.world.concern(id).unwrap();
    assert!(!concern.clock_runs() && concern.not_a_concern.is_some());
    assert_eq!(concern.decided.as_ref().map(|c| c.choice), Some(Choice::NotAConcern));
}

/// What is missing when it is closed is said, one by one; closing is by the team manager, by name.
#[test]
fn closing_says_what_is_not_on_record_and_a_complete_concern_closes_in_silence() {
    let (mut desk, _, id) = raised(|new| new.details = complete());
    desk.done(pass_on(id, "2026-11-22T10:00:00Z"));
    let close =
        |by: &str| Command::CloseConcern { concern: id, by: by.to_owned(), reason: "A knock.".to_owned() };
    assert!(desk.refused(&close(" ")).iter().any(|f| f.field == Some("by")));
    let cures =
        |desk: &Desk| desk.findings(&close("Tess Lead")).iter().map(|f| f.cure.unwrap()).collect::<Vec<_>>();
    let steps =
        [ConcernStep::Written, ConcernStep::FeedbackReceived, ConcernStep::Debriefed, ConcernStep::ChildTold];
    assert_eq!(cures(&desk), steps.map(|step| Cure::ConcernStep(id, step)));
    for step in steps {
        desk.done(taken(id, step, at("2026-11-22T11:00:00Z")));
    }
    assert_eq!(rules(&desk.done(close("Tess Lead"))), []);
    assert_eq!(desk.world.concern(id).unwrap().closed.as_ref().unwrap().by, "Tess Lead");
    desk.refused(&taken(id, ConcernStep::Debriefed, at("2026-11-22T11:00:00Z")));
}

#[rstest]
#[case(ConcernStep::ChildNotTold)]
#[case(ConcernStep::FeedbackReceived)]
#[case(ConcernStep::Escalated)]
fn a_step_that_says_nothing_without_words_asks_for_them(#[case] step: ConcernStep) {
    let (mut desk, _, id) = raised(|_| ());
    let at = at("2026-11-22T09:30:00Z");
    let bare = Command::TakeConcernStep { concern: id, step, at, with: None, note: None };
    assert!(desk.refused(&bare).iter().any(|f| f.field == Some("note")));
    desk.done(taken(id, step, at));
}

fn filed(desk: &mut Desk, p: &Pair, visit: crate::id::VisitId, view: &str) {
    let told = NewReport { visit: Some(visit), visitor_view: view.to_owned(), ..report(p.id, "2026-11-22") };
    desk.done(file(told));
}

/// A corrected report keeps the link: by text, else by number.
#[test]
fn a_quoted_paragraph_is_found_again_when_the_report_is_corrected() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let visit = planned(&mut desk, p.id, "2026-11-22");
    filed(&mut desk, &p, visit, "At ease.\nHe held his arm.\nFood was good.");
    let mut new = NewConcern::new(p.child, at("2026-11-22T10:00:00Z"), "Jo Barker", "He held his arm.");
    let field = ReportField::VisitorView;
    let of = |paragraph, text: &str| Quoted { visit, field, paragraph, text: text.to_owned() };
    new.quoted = vec![of(1, "He held his arm.")];
    desk.done(Command::RaiseConcern { concern: Box::new(new) });
    let concern = desk.world.concerns().last().unwrap();
    let id = concern.id;
    assert_eq!(concern.visit, Some(visit), "the quote says which visit");
    let held = |desk: &Desk| {
        (0..4)
            .filter(|n| status::quoted_into_concern(&desk.world, visit, field, *n) == Some(id))
            .collect::<Vec<_>>()
    };
    assert_eq!(held(&desk), [1]);
    assert_eq!(status::quoted_into_concern(&desk.world, visit, ReportField::Activity, 1), None);
    filed(&mut desk, &p, visit, "He came late.\n\nAt ease.\nHe held his arm.\nFood was good.");
    assert_eq!(held(&desk), [2], "by its text");
    filed(&mut desk, &p, visit, "He came late.\nAt ease.\nHe held his left arm.\nFood was good.");
    assert_eq!(held(&desk), [2], "by its number");
    filed(&mut desk, &p, visit, "He came late.");
    assert_eq!(held(&desk), [0], "by what is left");
    assert_eq!(desk.world.concern(id).unwrap().quoted[0].text, "He held his arm.", "as it stood then");
}

#[test]
fn a_quote_from_another_childs_visit_is_no_link() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let visit = planned(&mut desk, p.id, "2026-11-22");
    let other = child(&mut desk, "Ola");
    let mut new = NewConcern::new(other, at("2026-11-22T10:00:00Z"), "Jo Barker", "A bruise.");
    new.quoted = vec![Quoted { visit, field: ReportField::ChildWords, paragraph: 0, text: "x".to_owned() }];
    desk.done(Command::RaiseConcern { concern: Box::new(new) });
    let concern: &Concern = desk.world.concerns().last().unwrap();
    assert!(concern.quoted.is_empty() && concern.visit.is_none());
}

/// "No" and words that read like a concern: pointed out once, never in the way, and the answer is kept.
#[test]
fn words_that_read_like_a_concern_are_pointed_out_and_can_be_answered() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let told = |looked_at, words: &str| {
        let report = NewReport { child_words: words.to_owned(), looked_at, ..report(p.id, "2026-11-20") };
        file(report)
    };
    let said = |made: Decision| made.findings.into_iter().find(|f| f.field == Some("worry"));
    let kept = |made: &Decision| {
        made.changes.iter().find_map(|c| match c {
            crate::world::Change::Put(crate::record::Record::VisitReport(r)) => Some(r.looked_at.clone()),
            _ => None,
        })
    };
    assert!(said(desk.done(told(false, "We played chess."))).is_none());
    let found = said(desk.done(told(false, "He hits me when nobody is there."))).unwrap();
    assert_eq!((found.rule, found.level), (RuleId::R32, Level::Info));
    assert!(found.sentence.contains("hit me"), "{}", found.sentence);
    let made = desk.done(told(true, "He hits me at chess."));
    let looked = kept(&made).unwrap().unwrap();
    assert_eq!((looked.by, looked.words), (desk.context().by, vec!["hit me".to_owned()]));
    assert!(said(made).is_none());
    assert_eq!(kept(&desk.done(told(true, "We played chess."))), Some(None), "nothing stood there");
    let yes = NewReport {
        concern: Some(crate::command::ReportConcern {
            learned: None,
            heard: None,
            what: "He hits me.".to_owned(),
            danger_now: false,
        }),
        child_words: "He hits me.".to_owned(),
        ..report(p.id, "2026-11-21")
    };
    assert!(said(desk.done(file(yes))).is_none(), "it was said");
}

#[test]
fn the_scheme_edits_the_list_of_words() {
    let mut desk = Desk::new();
    let add = |word: &str| Command::AddWord { word: word.to_owned() };
    let remove = |word: &str| Command::RemoveWord { word: word.to_owned() };
    let on = |desk: &Desk, word: &str| crate::wording::in_force(desk.world.word_list()).contains(word);
    desk.done(add(" Smoked  SPICE "));
    assert!(on(&desk, "smoked spice"));
    desk.refused(&add("smoked spice"));
    desk.done(remove("Smoked spice"));
    assert!(!on(&desk, "smoked spice"));
    desk.done(remove("bruise"));
    assert!(!on(&desk, "bruise"));
    desk.refused(&remove("bruise"));
    desk.done(add("bruise"));
    assert!(on(&desk, "bruise"));
    assert_eq!(desk.world.word_list(), Some(&crate::record::WordList::default()));
    desk.refused(&add("?"));
}

/// R1: beyond 24 hours it is said. R79: two within twelve months, to the day.
#[rstest]
#[case("2026-11-21T10:00:00Z", false)]
#[case("2026-11-21T09:59:00Z", true)]
fn a_concern_about_a_visitor_is_told_within_a_day(#[case] heard: &str, #[case] late: bool) {
    let mut desk = Desk::new();
    let visitor = pair(&mut desk).visitor;
    let new = NewLowLevel { heard: Some(at(heard)), ..low_level(visitor, day("2026-11-20"), "Late again.") };
    let made = desk.done(Command::RecordLowLevel { low_level: Box::new(new) });
    assert_eq!(rules(&made).contains(&RuleId::R1), late);
}

#[rstest]
#[case("2026-11-20", true)] // the same day
#[case("2025-11-20", true)] // twelve months exactly
#[case("2025-11-19", false)] // a day more
fn two_within_twelve_months_are_looked_at_together(#[case] first: &str, #[case] together: bool) {
    let mut desk = Desk::new();
    let visitor = pair(&mut desk).visitor;
    let says =
        |on| Command::RecordLowLevel { low_level: Box::new(low_level(visitor, day(on), "Late again.")) };
    assert!(!rules(&desk.done(says(first))).contains(&RuleId::R79));
    let made = desk.done(says("2026-11-20"));
    let found = made.findings.iter().find(|f| f.rule == RuleId::R79);
    assert_eq!(found.map(|f| f.level), together.then_some(Level::Warn));
    assert_eq!(found.and_then(|f| f.cure), together.then_some(Cure::LookAtLowLevel(visitor)));
}
