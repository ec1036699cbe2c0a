//! The schemes, made step by step: every text that is typed is a mark of its own.

use super::super::fill::Source;
use crate::command::*;
use crate::decide::tests::desk::Desk;
use crate::decide::tests::{begun, child, day, planned, report, visitor};
use crate::id::{ChildId, MatchId, VisitId, VisitorId};
use crate::record::*;
use std::collections::BTreeSet;

/// A child, the visitor, and their match.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    pub child: ChildId,
    pub visitor: VisitorId,
    pub id: MatchId,
}

pub(super) struct Steps {
    pub desk: Desk,
    pairs: [Pair; 2],
    pub source: Source,
    /// The texts that were quoted into a concern, or stand in a report that opened one.
    pub quoted: BTreeSet<String>,
    pub taken: Vec<&'static str>,
}

/// How many kinds of step there are.
const KINDS: u64 = 33;

impl Steps {
    fn new(seed: u64) -> Self {
        let mut desk = Desk::new();
        let pairs = ["Zebulon", "Quillonia"].map(|first| {
            let (child, visitor) = (child(&mut desk, first), visitor(&mut desk, first));
            let id = begun(&mut desk, child, visitor, "2026-04-01");
            desk.today = day("2026-11-10");
            for on in ["2026-11-15", "2026-11-28"] {
                planned(&mut desk, id, on);
            }
            desk.today = day("2026-11-22");
            Pair { child, visitor, id }
        });
        Self { desk, pairs, source: Source::new(seed), quoted: BTreeSet::new(), taken: Vec::new() }
    }

    /// Everything in order: each kind of step once or more, about one pair or the other.
    pub fn random(seed: u64) -> Self {
        let mut steps = Self::new(seed);
        for _ in 0..50 {
            let set = 1 + u8::try_from(steps.source.roll(2)).unwrap();
            let kind = steps.source.roll(KINDS);
            let command = steps.command(kind, set);
            if steps.take(&command) {
                steps.take_back(&command, set);
            }
        }
        steps
    }

    /// Carries a command out, unless it is refused.
    fn take(&mut self, command: &Command) -> bool {
        let quoted = self.quoted_by(command);
        let Ok(decision) = self.desk.ask(command) else { return false };
        self.desk.commit(&decision);
        self.quoted.extend(quoted);
        self.taken.push(command.name());
        true
    }

    /// Nobody's consent holds in the end: what was agreed to is taken back, so that all of it is withheld again.
    fn take_back(&mut self, command: &Command, set: u8) {
        let on = self.desk.today;
        let match_id = self.pair(set).id;
        match command {
            Command::RecordConsent { consent } if consent.given => {
                let consent = self.desk.world.consents().last().unwrap().id;
                let by = self.text("Consent.withdrawn", set);
                assert!(self.take(&Command::WithdrawConsent { consent, by, on }));
            }
            Command::AgreeContact { .. } => {
                for who in [Party::SocialWorker, Party::Visitor] {
                    let by = self.text("Match.contact.visitor.by", set);
                    self.take(&Command::AgreeContact { match_id, who, by, on });
                }
                let by = self.text("Match.contact.withdrawn", set);
                self.take(&Command::WithdrawContact { match_id, by, on });
            }
            _ => {}
        }
    }

    pub fn pair(&self, set: u8) -> Pair {
        self.pairs[usize::from(set) - 1]
    }

    fn text(&self, path: &str, set: u8) -> String {
        self.source.text(path, set)
    }

    fn visit(&self, set: u8) -> VisitId {
        let ledger = self.desk.world.ledger(self.pair(set).id).unwrap();
        let n = self.source.roll(ledger.visits.len() as u64);
        ledger.visits[usize::try_from(n).unwrap()].id
    }

    pub fn reports(&self) -> Vec<VisitReport> {
        let keys = self.desk.keys(Kind::VisitReport);
        let kept = |id| match self.desk.kept(Kind::VisitReport, id) {
            Some(Record::VisitReport(report)) => Some((**report).clone()),
            _ => None,
        };
        keys.into_iter().filter_map(kept).collect()
    }

    /// The marks that from then on belong to a concern.
    fn quoted_by(&self, command: &Command) -> Vec<String> {
        match command {
            Command::RaiseConcern { concern } => concern.quoted.iter().map(|q| q.text.clone()).collect(),
            Command::FileVisitReport { report } if report.concern.is_some() => {
                vec![report.activity.clone(), report.child_words.clone(), report.visitor_view.clone()]
            }
            _ => Vec::new(),
        }
    }

    fn report(&self, set: u8) -> NewReport {
        let made: VisitReport = self.source.record("VisitReport", set);
        let odd = self.source.roll(3);
        let happened = match odd {
            0 => Happened::Missed { by: Party::Child },
            1 => Happened::Cancelled { by: Party::Carer, reason: CancelReason::Illness },
            _ => Happened::Yes,
        };
        let worried = self.source.roll(4) == 0;
        let what = self.text("Concern.what", set);
        let on = ["2026-11-07", "2026-11-14", "2026-11-20"][usize::try_from(self.source.roll(3)).unwrap()];
        let planned = self.visit(set);
        NewReport {
            visit: (self.source.roll(2) == 0).then_some(planned),
            happened,
            activity: made.activity,
            child_words: made.child_words,
            visitor_view: made.visitor_view,
            support_wanted: made.support_wanted,
            concern: worried.then_some(ReportConcern { learned: None, heard: None, what, danger_now: false }),
            ..report(self.pair(set).id, on)
        }
    }

    fn concern(&self, set: u8) -> NewConcern {
        let made: Concern = self.source.record("Concern", set);
        let pair = self.pair(set);
        let reports: Vec<_> = self.reports().into_iter().filter(|r| r.match_id == pair.id).collect();
        let quoted = reports.first().into_iter().flat_map(|r| {
            let parts = [ReportField::Activity, ReportField::ChildWords, ReportField::VisitorView];
            let part = |field| Quoted { visit: r.visit, field, paragraph: 0, text: r.part(field).to_owned() };
            let n = usize::try_from(self.source.roll(4)).unwrap();
            parts.into_iter().take(n).map(part).filter(|q| !q.text.is_empty()).collect::<Vec<_>>()
        });
        NewConcern {
            match_id: (self.source.roll(2) == 0).then_some(pair.id),
            quoted: quoted.collect(),
            details: ConcernDetails {
                account: Account { on: None, ..made.account },
                ..ConcernDetails::default()
            },
            ..NewConcern::new(pair.child, self.desk.now, made.raised_by, made.what)
        }
    }

    fn child_details(&self, set: u8) -> Box<ChildDetails> {
        let c: Child = self.source.record("Child", set);
        let born = self.desk.world.child(self.pair(set).child).unwrap().born;
        let mut details = ChildDetails::new(c.name, born, c.authority);
        (details.case_number, details.gender, details.pronouns) = (c.case_number, c.gender, c.pronouns);
        (details.legal_status, details.area_authority) = (c.legal_status, c.area_authority);
        (details.social_worker, details.iro) = (c.social_worker, c.iro);
        (details.ethnicity, details.language, details.religion) = (c.ethnicity, c.language, c.religion);
        (details.needs, details.school, details.family_contact) = (c.needs, c.school, c.family_contact);
        details.risk = c.risk;
        details.wishes = c.wishes;
        details.view = c.view;
        Box::new(details)
    }

    fn visitor_details(&self, set: u8) -> Box<VisitorDetails> {
        let v: Visitor = self.source.record("Visitor", set);
        Box::new(VisitorDetails {
            name: v.name,
            gender: v.gender,
            address: v.address,
            postcode: v.postcode,
            phone: v.phone,
            email: v.email,
            emergency_contact: v.emergency_contact,
            ethnicity: v.ethnicity,
            languages: v.languages,
            faith: v.faith,
            interests: v.interests,
            availability: v.availability,
            household: v.household,
            source: v.source,
            employers: v.employers,
            named_worker: v.named_worker,
            ..VisitorDetails::default()
        })
    }

    fn home(&self, set: u8) -> Box<NewPlacement> {
        let day = self.desk.today;
        let text = |part: &str| Some(self.text(&format!("Child.placements.{part}"), set));
        let home = NewPlacement::new(day, PlacementKind::Foster, text("carer").unwrap(), day);
        Box::new(NewPlacement {
            address: text("address"),
            postcode: text("postcode"),
            phone: text("phone"),
            provider: text("provider"),
            learned_from: text("learned_from"),
            ..home
        })
    }

    fn command(&self, kind: u64, set: u8) -> Command {
        use Command as C;
        let Pair { child, visitor, id } = self.pair(set);
        let today = self.desk.today;
        let visit = self.visit(set);
        let text = |path: &str| self.text(path, set);
        let some = |path: &str| Some(self.text(path, set));
        match kind {
            0..=3 => C::FileVisitReport { report: Box::new(self.report(set)) },
            4..=6 => C::RaiseConcern { concern: Box::new(self.concern(set)) },
            7 => C::AmendChild { child, details: self.child_details(set) },
            8 => C::AmendVisitor { visitor, details: self.visitor_details(set) },
            9 => C::RecordMove { child, placement: self.home(set) },
            10 | 30 | 31 => {
                let date = today + chrono::Duration::days(3 + i64::try_from(self.source.roll(20)).unwrap());
                let plan = VisitPlan { what: some("Ledger.visits.what"), ..VisitPlan::on(date, None) };
                C::PlanVisit { match_id: id, plan: Box::new(plan) }
            }
            11 => {
                let (by, reason, note) = (Party::Carer, CancelReason::Illness, some("Ledger.visits.note"));
                C::CancelVisit { visit, by, reason, told: today, note, instead: None }
            }
            12 => C::MissVisit { visit, by: Party::Child, note: some("Ledger.visits.note") },
            13 => C::ReadReport { visit, acted: some("Note.text") },
            14 => {
                let about = vec![Subject::Child(child), Subject::Match(id)];
                C::TakeNote { on: today, about, text: text("Note.text") }
            }
            15 => self.review(set),
            16 => C::RecordSupervision {
                visitor,
                on: today,
                how: SupervisionKind::Call,
                summary: text("Supervision.summary"),
            },
            17 => {
                let what = text("LowLevel.what");
                let low = crate::decide::tests::concerns::low_level(visitor, today, &what);
                let (raised_by, done) = (text("LowLevel.raised_by"), some("LowLevel.done"));
                C::RecordLowLevel { low_level: Box::new(NewLowLevel { raised_by, done, ..low }) }
            }
            18 => C::SuspendVisitor {
                visitor,
                on: today,
                reason: some("Visitor.suspensions.reason"),
                by_manager: self.source.roll(2) == 0,
            },
            19 => C::CancelPausedVisits { visitor, told: today },
            20 => C::HoldMatch { match_id: id, from: today, until: None, reason: text("Match.holds.reason") },
            21 => {
                let what = ConsentTo::Photographs;
                let (by, how) = (text("Consent.by"), text("Consent.how"));
                let about = Subject::Child(child);
                let consent = NewConsent { about, what, given: false, by, how, on: today, until: None };
                C::RecordConsent { consent: Box::new(consent) }
            }
            22 => self.release(set),
            23 => self.consent(set),
            24 => {
                let by = text("Match.contact.coordinator.by");
                C::AgreeContact { match_id: id, who: Party::Scheme, by, on: today }
            }
            25 => C::ReceiveAllegation { allegation: Box::new(self.allegation(set)) },
            26 => self.step_of_an_allegation(set),
            27 => C::ConfirmContact {
                child,
                with: text("Child.placements.contact"),
                on: today,
                address: some("Child.placements.address"),
                phone: some("Child.placements.phone"),
                home: None,
            },
            28 => {
                let summary = text("AnnualReview.summary");
                C::HoldAnnualReview { visitor, held: today, wishes_to_go_on: Some(true), summary }
            }
            29 => C::SuspendVisitor { visitor, on: today, reason: None, by_manager: false },
            _ => C::EndMatch {
                match_id: id,
                on: today,
                reason: if self.source.roll(2) == 0 { EndReason::TooFar } else { EndReason::VisitorRemoved },
                decided_by: some("Match.ended.decided_by"),
                notice: None,
                note: some("Match.ended.note"),
                child_words: some("Match.ended.child_words"),
                rematch: None,
                informal_after: None,
            },
        }
    }

    fn review(&self, set: u8) -> Command {
        let heard = [Party::Child, Party::Carer, Party::Visitor].map(|who| {
            let note = Some(self.text("MatchReview.heard.note", set));
            Heard { who, heard: true, note }
        });
        Command::HoldMatchReview {
            match_id: self.pair(set).id,
            held: self.desk.today,
            formal: true,
            heard: heard.to_vec(),
            outcome: ReviewOutcome::GoesOn,
            summary: self.text("MatchReview.summary", set),
            to_plan: None,
            private: None,
            child_agrees: None,
        }
    }

    /// That something of a report may be told to the carer: by one who then takes it back.
    fn consent(&self, set: u8) -> Command {
        let pair = self.pair(set);
        let visit = self.visit(set);
        let name =
            ["child_words.1", "activity", "visitor_view.1"][usize::try_from(self.source.roll(3)).unwrap()];
        let thing = Thing { subject: Subject::Visit(visit), name: Some(name.to_owned()) };
        let to =
            [Reader::Carer, Reader::SocialWorker, Reader::Iro][usize::try_from(self.source.roll(3)).unwrap()];
        let what = match self.source.roll(3) {
            0 => ConsentTo::Feedback,
            1 => ConsentTo::Photographs,
            _ => ConsentTo::Disclosure { row: 20, thing, to },
        };
        let (by, how) = (self.text("Consent.by", set), self.text("Consent.how", set));
        let (about, on) = (Subject::Child(pair.child), self.desk.today);
        Command::RecordConsent {
            consent: Box::new(NewConsent { about, what, given: true, by, how, on, until: None }),
        }
    }

    fn allegation(&self, set: u8) -> NewAllegation {
        let Pair { child, visitor, id } = self.pair(set);
        let text = |path: &str| self.text(path, set);
        NewAllegation {
            visitor,
            match_id: Some(id),
            children: vec![child],
            received: self.desk.now,
            from: text("Allegation.from"),
            natures: vec![HarmNature::Physical],
            significant_harm: false,
            happened: Some(text("Allegation.happened")),
            what: text("Allegation.what"),
        }
    }

    fn step_of_an_allegation(&self, set: u8) -> Command {
        use AllegationStep as S;
        let visitor = self.pair(set).visitor;
        let found = self.desk.world.allegations().find(|a| a.visitor == visitor && a.is_open());
        let allegation = found.map_or(crate::id::AllegationId([1; 16]), |a| a.id);
        let text = |path: &str| self.text(path, set);
        let (at, on) = (self.desk.now, self.desk.today);
        let step = match self.source.roll(5) {
            0 => S::LadoTold { at, name: text("Allegation.lado.name"), reference: None },
            1 => S::ChildSafe { safe: true, by: text("Allegation.child_safe.by"), at, note: None },
            2 => S::Met { on, what: text("Allegation.meetings.what"), decided: None },
            3 => S::Learned { words: text("Allegation.learned") },
            _ => S::ComplaintOpened { by: text("Allegation.complaint.by"), on, note: None },
        };
        Command::TakeAllegationStep { allegation, step: Box::new(step) }
    }

    fn release(&self, set: u8) -> Command {
        let about = Subject::Child(self.pair(set).child);
        let row = 1 + u8::try_from(self.source.roll(33)).unwrap();
        let release = NewRelease {
            about,
            to: Reader::Carer,
            recipient: self.text("Release.recipient", set),
            purpose: self.text("Release.purpose", set),
            basis: None,
            things: vec![Released { row, thing: Thing { subject: about, name: None } }],
            reports: Vec::new(),
        };
        Command::RefuseRelease { release: Box::new(release), reason: self.text("Release.refused", set) }
    }
}
