//! What readers see, held against the table of which field stands in which row (disclose/tests/leak.rs).

use super::*;
use crate::disclose::tests::fill::{Marker, Source};
use crate::disclose::tests::leak::{ROWS, entry};
use crate::record::*;
use proptest::prelude::*;

/// The rows of section 4 that go to nobody but those who run the scheme, those around the child and the person
/// themselves, or that hold what somebody said, judged or raised: care history, the risk assessment in full, monitoring,
/// the referral, the visitor's home and employer, certificates, references and notes, reports and reviews, concerns,
/// allegations, the audit.
const KEPT: &[u8] = &[4, 7, 9, 10, 14, 16, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27, 33];

/// Row 3 while the child lives there and row 4 from then on: held by a test of its own.
const HOME: &[&str] = &["carer", "address", "postcode", "phone"];

/// Kinds that tell nothing of a child or a visitor in confidence; an allegation is sealed under a key that no reader
/// has.
const OTHERS: &[Kind] =
    &[Kind::Scheme, Kind::Counters, Kind::MorningReview, Kind::Staff, Kind::WordList, Kind::Allegation];

/// Where a visit is to go is shown; once its report is in, it is a copy of what the report says was done.
fn reported(mut ledger: Ledger) -> Ledger {
    let received = "2026-11-20".parse().unwrap();
    ledger.visits.iter_mut().for_each(|v| v.report = ReportState::Received(received));
    ledger
}

/// A record of every kind that stands in the table.
fn records(source: &Source) -> Vec<Record> {
    vec![
        source.record::<Child>("Child", 1).into(),
        source.record::<Visitor>("Visitor", 1).into(),
        source.record::<Referral>("Referral", 1).into(),
        source.record::<Match>("Match", 1).into(),
        reported(source.record("Ledger", 1)).into(),
        source.record::<VisitReport>("VisitReport", 1).into(),
        source.record::<MatchReview>("MatchReview", 1).into(),
        source.record::<AnnualReview>("AnnualReview", 1).into(),
        source.record::<Supervision>("Supervision", 1).into(),
        source.record::<SupportGroup>("SupportGroup", 1).into(),
        source.record::<Concern>("Concern", 1).into(),
        source.record::<LowLevel>("LowLevel", 1).into(),
        source.record::<Note>("Note", 1).into(),
        source.record::<Proposal>("Proposal", 1).into(),
        source.record::<Snooze>("Snooze", 1).into(),
    ]
}

fn read_by(role: Role, records: &[Record]) -> String {
    let read = records.iter().map(|record| serde_json::to_string(&readable(role, record.clone())).unwrap());
    read.collect()
}

fn is_of_a_home(path: &str) -> bool {
    path.strip_prefix("Child.placements.").is_some_and(|field| HOME.contains(&field))
}

fn is_kept(marker: &Marker) -> bool {
    // Why somebody put a line off is nobody's information but the scheme's own: the audit.
    if marker.path.starts_with("Snooze.") {
        return true;
    }
    let rows = entry(ROWS, &marker.path).unwrap_or_else(|| panic!("{} has no row", marker.path));
    rows.iter().any(|row| KEPT.contains(row))
}

/// A consent to telling one row, and its release; both with every text marked.
fn told(source: &Source, row: u8) -> [Record; 2] {
    let mut consent: Consent = source.record("Consent", 1);
    let thing: Thing = source.record("Thing", 1);
    consent.what = ConsentTo::Disclosure { row, thing: thing.clone(), to: Reader::Carer };
    let mut release: Release = source.record("Release", 1);
    release.things = vec![Released { row, thing }];
    release.withheld = Vec::new();
    [consent.into(), release.into()]
}

proptest! {
    #[test]
    fn a_reader_sees_what_is_not_kept_and_nothing_that_is(seed in any::<u64>()) {
        let source = Source::new(seed);
        let records = records(&source);
        let kinds: Vec<Kind> = records.iter().map(Record::kind).chain(OTHERS.iter().copied()).collect();
        for kind in Kind::ALL {
            let told = [Kind::Consent, Kind::Release, Kind::AllegationRelease].contains(kind);
            prop_assert_eq!(kinds.contains(kind), !told, "{:?}", kind);
        }
        let (reader, writer) = (read_by(Role::Reader, &records), read_by(Role::CoOrdinator, &records));
        for marker in source.markers.into_inner().into_iter().filter(|marker| !is_of_a_home(&marker.path)) {
            prop_assert!(writer.contains(&marker.text), "{} is there", marker.path);
            prop_assert_eq!(reader.contains(&marker.text), !is_kept(&marker), "{}", marker.path);
        }
    }

    #[test]
    fn a_reader_sees_no_word_of_a_consent_or_a_release(seed in any::<u64>(), row in 1_u8..34) {
        let source = Source::new(seed);
        for record in &told(&source, row) {
            let one = std::slice::from_ref(record);
            let (reader, writer) = (read_by(Role::Reader, one), read_by(Role::TeamManager, one));
            let told: Vec<_> = source.markers.borrow().iter().filter(|m| writer.contains(&m.text)).cloned().collect();
            prop_assert!(!told.is_empty());
            for marker in told {
                prop_assert!(!reader.contains(&marker.text), "{} of row {}", marker.path, row);
            }
        }
    }

    /// Row 3: where the child lives. Row 4: where they lived.
    #[test]
    fn a_reader_sees_where_the_child_lives_and_not_where_they_lived(seed in any::<u64>(), ends in any::<bool>()) {
        let source = Source::new(seed);
        let mut child: Child = source.record("Child", 1);
        let until = ends.then(|| "2026-11-01".parse().unwrap());
        child.placements.iter_mut().for_each(|home| home.to = until);
        let record = [Record::from(child)];
        let (reader, writer) = (read_by(Role::Reader, &record), read_by(Role::CoOrdinator, &record));
        for marker in source.markers.into_inner().into_iter().filter(|marker| is_of_a_home(&marker.path)) {
            prop_assert!(writer.contains(&marker.text), "{} is there", marker.path);
            prop_assert_eq!(reader.contains(&marker.text), !ends, "{}", marker.path);
        }
    }
}

/// What is not text: the referral says where it is up to, and not on which grounds it came.
#[test]
fn a_reader_sees_where_a_referral_is_up_to_and_no_answer_in_it() {
    let source = Source::new(1);
    let mut referral: Referral = source.record("Referral", 1);
    (referral.grounds, referral.child_agrees) = (vec![Ground::PeerRisk], Some(true));
    let state = referral.state();
    let read = |role| match readable(role, referral.clone().into()) {
        Record::Referral(read) => read,
        _ => panic!("another kind"),
    };
    let (hers, theirs) = (read(Role::CoOrdinator), read(Role::Reader));
    assert_eq!((&hers.grounds[..], hers.child_agrees), (&[Ground::PeerRisk][..], Some(true)));
    assert_eq!((&theirs.grounds[..], theirs.child_agrees, theirs.state()), (&[][..], None, state));
}

/// Row 24: whether a concern is about a visitor is for nobody who only looks.
#[test]
fn a_reader_does_not_see_that_a_concern_is_about_a_visitor() {
    use crate::deadline::tests::followed::{passed, with};
    let step = [(ConcernStep::ManagerTold, "2026-11-20 10:05"), (ConcernStep::Written, "2026-11-20 11:00")];
    for kind in [Incident::AboutVisitor, Incident::AboutWorker] {
        let concern = Concern { kind, ..with(passed(1, "2026-11-20 10:00"), &step) };
        let reads = |role| match readable(role, concern.clone().into()) {
            Record::Concern(c) => (c.kind, c.steps.iter().map(|s| s.step).collect::<Vec<_>>()),
            _ => panic!("another record"),
        };
        let all = (kind, vec![ConcernStep::ManagerTold, ConcernStep::Written]);
        assert_eq!(reads(Role::CoOrdinator), all);
        let hidden = (Incident::Concern, vec![ConcernStep::Written]);
        assert_eq!(reads(Role::Reader), if kind == Incident::AboutVisitor { hidden } else { all });
    }
}

/// Row 25: that a visitor was removed, who decided it and what was noted is shown to team managers; to others the ending
/// and the stage are like any other of the scheme's own.
#[test]
fn that_a_visitor_was_removed_is_shown_to_team_managers_alone() {
    use crate::deadline::tests::world::{ending, pair, stage};
    let text = || Some("after a hearing".to_owned());
    let made = |reason, at| {
        let mut s = pair(1);
        let (note, decided_by) = (text(), text());
        s.match_.ended = Some(Ending { reason, note, decided_by, ..ending("2026-11-01") });
        s.visitor.stages.push(StageStep { note: text(), by: text(), ..stage(at, "2026-11-02") });
        (s.match_, s.visitor)
    };
    let seen = |role, reason, at| {
        let (m, v) = made(reason, at);
        let (Record::Match(m), Record::Visitor(v)) = (shown(role, m.into()), shown(role, v.into())) else {
            panic!("other records")
        };
        let (e, step) = (m.ended.unwrap(), v.stages.last().unwrap().clone());
        let texts = [e.note, e.decided_by, step.note, step.by];
        (e.reason, step.stage, texts.iter().flatten().filter(|text| **text == "after a hearing").count())
    };
    let (removed, ended) = (EndReason::VisitorRemoved, EndReason::SchemeEnded);
    assert_eq!(seen(Role::TeamManager, removed, Stage::Removed), (removed, Stage::Removed, 4));
    assert_eq!(seen(Role::CoOrdinator, removed, Stage::Removed), (ended, Stage::Left, 0));
    assert_eq!(seen(Role::Reader, removed, Stage::Removed), (ended, Stage::Left, 0));
    // What is no secret stays what it is.
    let resigned = (EndReason::VisitorResigned, Stage::Left, 4);
    assert_eq!(seen(Role::CoOrdinator, EndReason::VisitorResigned, Stage::Left), resigned);
    // It is not lost: a co-ordinator's world holds it, and what she writes keeps it.
    let (m, _) = made(removed, Stage::Removed);
    let Record::Match(kept) = readable(Role::CoOrdinator, m.into()) else { panic!("another record") };
    assert_eq!(kept.ended.unwrap().reason, removed);
}

/// Row 24: a reader sees that visits are paused; whose the pause is, co-ordinators read as well (R74).
#[test]
fn whose_a_pause_is_is_not_shown_to_readers() {
    use crate::deadline::tests::world::{managers_pause, pair};
    let mut v = pair(1).visitor;
    v.suspensions = vec![managers_pause("2026-11-20", None)];
    let seen = |role| match shown(role, v.clone().into()) {
        Record::Visitor(v) => (v.suspensions[0].by_manager, v.suspensions[0].reason.clone()),
        _ => panic!("another record"),
    };
    for role in [Role::TeamManager, Role::CoOrdinator] {
        assert_eq!(seen(role), (true, Pause::SEE_MANAGER.to_owned()));
    }
    let (managers, reason) = seen(Role::Reader);
    assert!(!managers && reason != Pause::SEE_MANAGER);
}

/// That the words of a report read like a concern is told to readers as little as the concern itself.
#[test]
fn readers_are_not_told_that_a_report_reads_like_a_concern() {
    let source = Source::new(7);
    let mut ledger = reported(source.record("Ledger", 1));
    ledger.visits.iter_mut().for_each(|v| v.reads_like_concern = true);
    assert!(!ledger.visits.is_empty());
    for role in [Role::CoOrdinator, Role::TeamManager, Role::Reader] {
        let Record::Ledger(read) = readable(role, ledger.clone().into()) else { panic!("a ledger") };
        assert!(read.visits.iter().all(|v| v.reads_like_concern == (role != Role::Reader)));
    }
}
