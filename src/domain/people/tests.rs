//! What readers see, held against the table of which field stands in which row (disclose/tests/leak.rs).

use super::*;
use crate::disclose::tests::fill::{Marker, Source};
use crate::disclose::tests::leak::{ROWS, entry};
use crate::record::*;
use proptest::prelude::*;

/// The rows of section 4 that the notes call confidential or restricted and that hold what somebody said, judged or
/// raised: the risk assessment in full, certificates, references and notes, reports and reviews, concerns, allegations.
const KEPT: &[u8] = &[7, 16, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27];

/// Kinds that tell nothing of a child or a visitor in confidence; an allegation is sealed under a key that no reader
/// has.
const OTHERS: &[Kind] = &[
    Kind::Scheme,
    Kind::Counters,
    Kind::MorningReview,
    Kind::Snooze,
    Kind::Staff,
    Kind::WordList,
    Kind::Allegation,
];

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
    ]
}

fn read_by(role: Role, records: &[Record]) -> String {
    let read = records.iter().map(|record| serde_json::to_string(&readable(role, record.clone())).unwrap());
    read.collect()
}

fn is_kept(marker: &Marker) -> bool {
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

fn is_of_safeguarding(record: &Record) -> bool {
    matches!(record, Record::Release(r) if matches!(r.basis, Some(Basis::Safeguarding(_))))
}

proptest! {
    #[test]
    fn a_reader_sees_what_is_not_kept_and_nothing_that_is(seed in any::<u64>()) {
        let source = Source::new(seed);
        let records = records(&source);
        let kinds: Vec<Kind> = records.iter().map(Record::kind).chain(OTHERS.iter().copied()).collect();
        for kind in Kind::ALL {
            let told = [Kind::Consent, Kind::Release].contains(kind);
            prop_assert_eq!(kinds.contains(kind), !told, "{:?}", kind);
        }
        let (reader, writer) = (read_by(Role::Reader, &records), read_by(Role::CoOrdinator, &records));
        for marker in source.markers.into_inner() {
            prop_assert!(writer.contains(&marker.text), "{} is there", marker.path);
            prop_assert_eq!(reader.contains(&marker.text), !is_kept(&marker), "{}", marker.path);
        }
    }

    #[test]
    fn a_reader_sees_no_word_of_a_release_of_what_is_kept(seed in any::<u64>(), row in 1_u8..34) {
        let source = Source::new(seed);
        let told = told(&source, row);
        let kept = KEPT.contains(&row);
        for record in &told {
            let shown = !kept && !is_of_safeguarding(record);
            let (reader, writer) = (read_by(Role::Reader, std::slice::from_ref(record)),
                read_by(Role::TeamManager, std::slice::from_ref(record)));
            for marker in source.markers.borrow().iter().filter(|marker| writer.contains(&marker.text)) {
                prop_assert_eq!(reader.contains(&marker.text), shown, "{} of row {}", marker.path, row);
            }
        }
    }
}
