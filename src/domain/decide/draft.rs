//! A decision in the making: collects changes and findings, gives out ids and numbers.

use super::tidy::is_blank;
use crate::command::{Context, Decision, Open, Refusal};
use crate::finding::Finding;
use crate::id::{
    AllegationId, ChildId, ConcernId, MatchId, Prefix, ProposalId, RawId, ReferralId, VisitId, VisitorId,
};
use crate::record::{
    Allegation, Child, Concern, Counters, Kind, Ledger, Match, Proposal, Record, Referral, Subject,
    VisitLine, Visitor,
};
use crate::rule::{Level, RuleId};
use crate::world::{Change, World};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What a command comes to: the sentence that says what was done and whom it is about, or the one finding that
/// left nothing to judge.
pub(crate) type Outcome = Result<(String, Subject), Finding>;

pub(crate) struct Draft<'w> {
    pub world: &'w World,
    pub ctx: &'w Context,
    changes: Vec<Change>,
    findings: Vec<Finding>,
    counters: Counters,
    hints: Vec<(&'static str, &'static str)>,
    ids: u8,
    /// The records of the parts before, when several commands are done together.
    earlier: BTreeSet<(Kind, RawId)>,
    /// The records of all parts so far, and the people whom a new record is about.
    touched: BTreeSet<(Kind, RawId)>,
    twice: bool,
    open: Option<Box<Open>>,
}

/// Nothing to work on: the record has gone since the form was opened.
fn gone(what: &str, subject: Subject) -> Finding {
    Finding::new(
        RuleId::H3,
        subject,
        format!("This {what} is not in the scheme any more. Go back to the list and look for it there."),
    )
}

macro_rules! getters {
    ($($name:ident: $id:ty => $type:ty, $get:ident, $word:literal, $subject:ident;)*) => {$(
        /// The record to be changed, or a finding that it has gone.
        pub fn $name(&self, id: $id) -> Result<$type, Finding> {
            self.world.$get(id).cloned().ok_or_else(|| gone($word, Subject::$subject(id)))
        }
    )*};
}

impl<'w> Draft<'w> {
    pub fn new(world: &'w World, ctx: &'w Context) -> Self {
        Self {
            world,
            ctx,
            changes: Vec::new(),
            findings: Vec::new(),
            counters: world.counters().clone(),
            hints: Vec::new(),
            ids: 0,
            earlier: BTreeSet::new(),
            touched: BTreeSet::new(),
            twice: false,
            open: None,
        }
    }

    getters! {
        child: ChildId => Child, child, "child", Child;
        visitor: VisitorId => Visitor, visitor, "visitor", Visitor;
        referral: ReferralId => Referral, referral, "referral", Referral;
        match_: MatchId => Match, match_, "match", Match;
        concern: ConcernId => Concern, concern, "concern", Concern;
        proposal: ProposalId => Proposal, proposal, "proposal", Proposal;
        allegation: AllegationId => Allegation, allegation, "allegation", Allegation;
    }

    /// The visit's match and its line.
    pub fn visit(&self, id: VisitId) -> Result<(Match, VisitLine), Finding> {
        let (m, line) = self.world.visit(id).ok_or_else(|| gone("visit", Subject::Visit(id)))?;
        Ok((m.clone(), line.clone()))
    }

    /// The ledger of a match as this decision has it so far.
    pub fn ledger(&self, id: MatchId) -> Ledger {
        let drafted = self.changes.iter().rev().find_map(|c| match c {
            Change::Put(Record::Ledger(l)) if l.match_id == id => Some((**l).clone()),
            _ => None,
        });
        drafted.or_else(|| self.world.ledger(id).cloned()).unwrap_or_else(|| Ledger::new(id))
    }

    /// Puts one visit's line into its ledger.
    pub fn put_line(&mut self, match_id: MatchId, line: VisitLine) {
        let mut ledger = self.ledger(match_id);
        ledger.put(line);
        self.put(ledger);
    }

    pub fn fresh(&mut self) -> RawId {
        self.ids += 1;
        self.ctx.fresh(self.ids)
    }

    pub fn number(&mut self, prefix: Prefix) -> u32 {
        let number = self.counters.next(prefix);
        self.put(self.counters.clone());
        number
    }

    /// The next number of an allegation. It stands in no counter that others can read.
    pub fn allegation_number(&self) -> u32 {
        self.world.allegations().map(|a| a.number).max().unwrap_or_default() + 1
    }

    /// Writes a record; one drafted before under the same key gives way.
    pub fn put(&mut self, record: impl Into<Record>) {
        self.change(Change::Put(record.into()));
    }

    pub fn change(&mut self, change: Change) {
        let key = change.key();
        if key.0 != Kind::Counters {
            for key in self.people_of(&change).into_iter().chain([key]) {
                self.twice |= self.earlier.contains(&key);
                self.touched.insert(key);
            }
        }
        self.changes.retain(|c| c.key() != key);
        self.changes.push(change);
    }

    /// Whom a new match, proposal or referral is about: two of them for the same child or visitor must not be judged
    /// by the same world, or each would be taken for the only one.
    fn people_of(&self, change: &Change) -> Vec<(Kind, RawId)> {
        let w = self.world;
        match change {
            Change::Put(Record::Match(m)) if w.match_(m.id).is_none() => {
                vec![(Kind::Child, m.child.0), (Kind::Visitor, m.visitor.0)]
            }
            Change::Put(Record::Proposal(p)) if w.proposal(p.id).is_none() => {
                vec![(Kind::Child, p.child.0), (Kind::Visitor, p.visitor.0)]
            }
            Change::Put(Record::Referral(r)) if w.referral(r.id).is_none() => vec![(Kind::Child, r.child.0)],
            _ => Vec::new(),
        }
    }

    /// A part that everybody may read of a command that is for team managers only, as the ordinary command it looks like.
    pub fn in_the_open(
        &mut self,
        command: &'static str,
        part: impl FnOnce(&mut Self) -> Outcome,
    ) -> Result<(), Finding> {
        let before = self.findings.len();
        let (done, subject) = part(self)?;
        let findings = self.findings[before..].to_vec();
        self.open = Some(Box::new(Open { command, done, subject, findings }));
        Ok(())
    }

    /// One of several commands begins: what was written so far belongs to those before it.
    pub fn begin_part(&mut self) {
        self.earlier.clone_from(&self.touched);
    }

    /// Whether a command is about what one before it was about.
    pub const fn overlaps(&self) -> bool {
        self.twice
    }

    pub fn find(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    pub fn find_all(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
    }

    /// The scheme was set up in this program on this day; what lies before is entered as history.
    pub fn is_history(&self, day: NaiveDate) -> bool {
        self.world.scheme().is_some_and(|s| day < s.since)
    }

    /// A forward step that lies before the scheme's time in this program is a fact: it warns and goes on. What
    /// does not fit the records at all (H3) refuses then as well.
    pub fn judge_step(&mut self, day: NaiveDate, findings: impl IntoIterator<Item = Finding>) {
        let history = self.is_history(day);
        for finding in findings {
            let warns = history && finding.rule != RuleId::H3;
            let level = if warns { finding.level.min(Level::Warn) } else { finding.level };
            self.findings.push(finding.level(level));
        }
    }

    /// Words that go behind the last that refuses beside `field`, should the whole be refused for it.
    pub fn if_refused_at(&mut self, field: &'static str, words: &'static str) {
        self.hints.push((field, words));
    }

    /// A thing that has happened cannot lie ahead.
    pub fn not_ahead(&mut self, subject: Subject, field: &'static str, day: NaiveDate) {
        if day > self.ctx.today {
            let day = crate::calendar::words::long(day);
            self.find(
                Finding::new(
                    RuleId::H2,
                    subject,
                    format!(
                        "{day} lies ahead, so it cannot have happened yet. Check the day, or plan it instead."
                    ),
                )
                .at(field),
            );
        }
    }

    /// The later of two days cannot come first.
    pub fn not_before(
        &mut self,
        subject: Subject,
        field: &'static str,
        day: NaiveDate,
        floor: NaiveDate,
        floor_is: &str,
    ) {
        if day < floor {
            let (day, floor) = (crate::calendar::words::long(day), crate::calendar::words::long(floor));
            self.find(
                Finding::new(
                    RuleId::H2,
                    subject,
                    format!("{day} is before {floor}, {floor_is}. Check both days."),
                )
                .at(field),
            );
        }
    }

    /// Ends the draft: a decision, or a refusal with every finding that stands.
    pub fn finish(self, outcome: Outcome) -> Result<Decision, Refusal> {
        let mut findings = self.findings;
        let (done, subject) = match outcome {
            Ok(outcome) => outcome,
            Err(finding) => {
                findings.push(finding);
                return Err(Refusal { findings });
            }
        };
        let overriding = self.ctx.overriding.as_ref().filter(|o| !is_blank(&o.reason) && !is_blank(&o.by));
        let refuses = |f: &Finding| match f.level {
            Level::Block => true,
            Level::Override => overriding.is_none_or(|o| !o.rules.contains(&f.rule)),
            Level::Warn | Level::Info => false,
        };
        if !findings.iter().any(refuses) {
            let (changes, open) = (self.changes, self.open);
            return Ok(Decision { changes, findings, done, subject, open });
        }
        for (field, words) in self.hints {
            if let Some(finding) = findings.iter_mut().rfind(|f| f.field == Some(field) && refuses(f)) {
                finding.sentence.push(' ');
                finding.sentence.push_str(words);
            }
        }
        Err(Refusal { findings })
    }
}
