//! Random schemes in which every text is marked, and which field belongs to which row, written here a second time, by
//! hand. What leaves such a scheme is looked through in `leaving`.

use super::fill::{Marker, Source};
use super::{Column, signs};
use crate::id::{ChildId, ConcernId, MatchId, ProposalId, ReferralId, VisitId, VisitorId};
use crate::record::*;
use crate::world::World;
use chrono::NaiveDate;

/// The rows that a field may stand in; none for what never leaves at all.
pub(crate) const ROWS: &[(&str, &[u8])] = &[
    ("Child.name.first", &[1]),
    ("Child.name.last", &[2]),
    ("Child.name.known_as", &[1]),
    ("Child.pronouns", &[2]),
    ("Child.gender", &[9]),
    ("Child.case_number", &[4]),
    ("Child.ceased.reason", &[4]),
    ("Child.legal_status", &[4]),
    ("Child.authority", &[4]),
    ("Child.area_authority", &[4]),
    ("Child.family_contact", &[4]),
    ("Child.past_workers", &[4]),
    ("Child.iro", &[4]),
    ("Child.social_worker", &[3]),
    ("Child.school", &[3]),
    ("Child.ethnicity", &[9]),
    ("Child.religion", &[9]),
    ("Child.language", &[5]),
    ("Child.needs", &[5]),
    ("Child.placements.carer", &[3, 4]),
    ("Child.placements.address", &[3, 4]),
    ("Child.placements.postcode", &[3, 4]),
    ("Child.placements.phone", &[3, 4]),
    ("Child.placements.provider", &[4]),
    ("Child.placements", &[10]),
    ("Child.card.answers.text", &[5, 6]),
    ("Child.card.other", &[5]),
    ("Child.card", &[10]),
    ("Child.risk.headline", &[8]),
    ("Child.risk.controls", &[8]),
    ("Child.risk.said", &[7]),
    ("Child.wishes.background", &[9]),
    ("Child.wishes.avoid", &[20]),
    ("Child.wishes.own_words", &[20]),
    ("Child.wishes.asked", &[10]),
    ("Child.wishes", &[1]),
    ("Child.view", &[10]),
    ("Referral", &[10]),
    ("Visitor.name.first", &[12]),
    ("Visitor.name.known_as", &[12]),
    ("Visitor.name.last", &[13]),
    ("Visitor.interests", &[12]),
    ("Visitor.languages", &[12]),
    ("Visitor.phone", &[13]),
    ("Visitor.email", &[13]),
    ("Visitor.dbs", &[15]),
    ("Visitor.dbs_application", &[15]),
    ("Visitor.stages", &[17, 25]),
    ("Visitor.references", &[17]),
    ("Visitor.identity.by", &[17]),
    ("Visitor.interview", &[17]),
    ("Visitor.agreement.by", &[17]),
    ("Visitor.holds", &[21]),
    ("Visitor.suspensions", &[24]),
    ("Visitor", &[14]),
    ("Match.rationale", &[17]),
    ("Match.patterns", &[21]),
    ("Match.holds", &[21]),
    ("Match.suspensions", &[24]),
    ("Match.eighteen", &[27]),
    // Of a visitor who was removed these tell of an allegation.
    ("Match.ended.note", &[17, 25]),
    ("Match.ended.decided_by", &[25, 31]),
    ("Match.ended.child_words", &[20]),
    ("Match.ended.closing", &[21]),
    ("Match.ended.informal_after", &[33]),
    ("Match.trial", &[20]),
    ("Match.sanction_talks", &[27]),
    ("Match.meetings.what", &[28]),
    ("Match.meetings.asked", &[33]),
    ("Match.contact", &[33]),
    ("Proposal.proposed", &[17]),
    ("Proposal.rationale", &[17]),
    ("Proposal.visitor_answer.note", &[27]),
    ("Proposal.visitor_answer.said", &[33]),
    ("Proposal.child_answer.answer.note", &[20]),
    ("Proposal.child_answer.answer.said", &[33]),
    ("Proposal.worker_answer.note", &[27]),
    ("Proposal.worker_answer.said", &[33]),
    ("Proposal.briefings", &[33]),
    ("Proposal.joint.held.note", &[19]),
    ("Proposal.closed", &[17]),
    ("Ledger.visits.what", &[18, 19]),
    ("Ledger.visits.note", &[19]),
    ("VisitReport.filed_by", &[19]),
    ("VisitReport.looked_at", &[22]),
    ("VisitReport.activity", &[19]),
    ("VisitReport.child_words", &[20]),
    ("VisitReport.visitor_view", &[21]),
    ("VisitReport.support_wanted", &[21]),
    ("MatchReview.heard", &[26, 27]),
    ("MatchReview.summary", &[26]),
    ("AnnualReview", &[21]),
    ("Supervision", &[21]),
    ("SupportGroup", &[21]),
    ("Concern", &[22]),
    ("LowLevel", &[23]),
    ("Note", &[17]),
    ("Allegation", &[25]),
    ("Consent", &[33]),
    ("Release", &[33]),
];

/// The texts that are themselves the part that is needed, and for which columns.
const PARTS: &[(&str, &[Column])] = &[
    ("Child.name.last", &[Column::Matched]),
    ("Child.pronouns", &[Column::Matched]),
    ("Child.ceased.reason", &[Column::Coordinator, Column::TeamManager]),
    ("Child.legal_status", &[Column::Coordinator, Column::TeamManager]),
    ("Child.family_contact", &[Column::Coordinator, Column::TeamManager]),
    ("Visitor.name.first", &[Column::Carer, Column::Iro]),
    ("Visitor.name.known_as", &[Column::Carer, Column::Iro]),
    ("Visitor.name.last", &[Column::SocialWorker]),
    ("Visitor.phone", &[Column::SocialWorker]),
    ("Proposal.visitor_answer.note", &[Column::Matched]),
    ("Proposal.worker_answer.note", &[Column::SocialWorker]),
    // Their own words, and nobody else's: held by a test of its own.
    ("MatchReview.heard", &[Column::Child, Column::Matched, Column::Carer, Column::SocialWorker]),
];

pub(super) fn today() -> NaiveDate {
    "2026-11-22".parse().unwrap()
}

/// The longest entry that a field begins with.
pub(crate) fn entry<T: Copy>(table: &[(&str, T)], path: &str) -> Option<T> {
    let fits = |key: &str| path == key || path.strip_prefix(key).is_some_and(|rest| rest.starts_with('.'));
    table.iter().filter(|(key, _)| fits(key)).max_by_key(|(key, _)| key.len()).map(|(_, value)| *value)
}

pub(crate) struct Random {
    pub(crate) world: World,
    pub(crate) reports: Vec<VisitReport>,
    pub(crate) markers: Vec<Marker>,
    /// What there is to ask for about the people of each set.
    pub(crate) subjects: [Vec<Subject>; 2],
}

/// Two children with their visitors, everything about them by chance. Nobody has agreed to anything.
pub(crate) fn random(seed: u64) -> Random {
    let source = Source::new(seed);
    let (mut records, mut reports): (Vec<Record>, Vec<VisitReport>) = (Vec::new(), Vec::new());
    for set in [1, 2] {
        let mut m: Match = source.record("Match", set);
        m.contact = ContactRelease::default();
        let mut review: MatchReview = source.record("MatchReview", set);
        review.child_agrees = None;
        let mut concern: Concern = source.record("Concern", set);
        (concern.passed, concern.kind) = (None, Incident::Concern);
        let mut ledger: Ledger = source.record("Ledger", set);
        ledger.visits.truncate(1);
        records.extend([m.into(), review.into(), concern.into(), ledger.into()]);
        records.push(source.record::<Child>("Child", set).into());
        records.push(source.record::<Visitor>("Visitor", set).into());
        records.push(source.record::<Referral>("Referral", set).into());
        records.push(source.record::<Proposal>("Proposal", set).into());
        records.push(source.record::<AnnualReview>("AnnualReview", set).into());
        records.push(source.record::<Supervision>("Supervision", set).into());
        records.push(source.record::<SupportGroup>("SupportGroup", set).into());
        records.push(source.record::<Note>("Note", set).into());
        // Nobody has looked at it yet.
        let low = source.record::<LowLevel>("LowLevel", set);
        records.push(LowLevel { outcome: None, ..low }.into());
        reports.push(source.record("VisitReport", set));
    }
    let subjects = [1, 2].map(|set| subjects(set).to_vec());
    Random { world: World::from_records(records), reports, markers: source.markers.into_inner(), subjects }
}

pub(crate) fn subjects(set: u8) -> [Subject; 7] {
    let id = [set; 16];
    [
        Subject::Child(ChildId(id)),
        Subject::Visitor(VisitorId(id)),
        Subject::Referral(ReferralId(id)),
        Subject::Match(MatchId(id)),
        Subject::Visit(VisitId(id)),
        Subject::Concern(ConcernId(id)),
        Subject::Proposal(ProposalId(id)),
    ]
}

/// Where the visitor of a set stands with its child.
pub(super) fn standing(world: &World, set: u8) -> Column {
    let m = world.match_(MatchId([set; 16])).unwrap();
    let over = m.ended.as_ref().is_some_and(|e| e.on <= today());
    let proposed = world.proposal(ProposalId([set; 16])).unwrap().closed.is_none();
    match (m.started <= today() && !over, proposed || !over) {
        (true, _) => Column::Matched,
        (false, true) => Column::Potential,
        (false, false) => Column::Former,
    }
}

/// Whether the notes let a text be seen in a column.
pub(super) fn allowed(marker: &Marker, column: Column) -> bool {
    let rows = entry(ROWS, &marker.path).unwrap_or_else(|| panic!("{} has no row", marker.path));
    // What is the visitor's own is so whatever became of the match.
    let own = ["Visitor", "AnnualReview", "Supervision", "SupportGroup"];
    let own = own.iter().any(|o| marker.path.starts_with(&format!("{o}.")));
    let column = if own && column.reader() == Reader::Visitor { Column::Matched } else { column };
    rows.iter().any(|row| {
        let part = || entry(PARTS, &marker.path).is_some_and(|columns| columns.contains(&column));
        signs(*row, column).iter().any(|sign| ["Y", "h", "a"].contains(sign) || (*sign == "P" && part()))
    })
}
