//! A decision in the making: collects changes and findings, gives out ids and numbers.

use crate::command::{Context, Decision, Refusal};
use crate::entry::EntryError;
use crate::finding::Finding;
use crate::id::{ChildId, ConcernId, MatchId, Prefix, RawId, ReferralId, VisitId, VisitorId};
use crate::record::{Child, Concern, Counters, Ledger, Match, Record, Referral, Subject, VisitLine, Visitor};
use crate::rule::{Level, RuleId};
use crate::world::{Change, World};
use chrono::NaiveDate;

/// What a command comes to: the sentence that says what was done and whom it is about, or the one finding that
/// left nothing to judge.
pub(crate) type Outcome = Result<(String, Subject), Finding>;

pub(crate) struct Draft<'w> {
    pub world: &'w World,
    pub ctx: &'w Context,
    changes: Vec<Change>,
    findings: Vec<Finding>,
    counters: Counters,
    ids: u8,
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
            ids: 0,
        }
    }

    getters! {
        child: ChildId => Child, child, "child", Child;
        visitor: VisitorId => Visitor, visitor, "visitor", Visitor;
        referral: ReferralId => Referral, referral, "referral", Referral;
        match_: MatchId => Match, match_, "match", Match;
        concern: ConcernId => Concern, concern, "concern", Concern;
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

    /// Writes a record; one drafted before under the same key gives way.
    pub fn put(&mut self, record: impl Into<Record>) {
        let change = Change::Put(record.into());
        self.changes.retain(|c| c.key() != change.key());
        self.changes.push(change);
    }

    pub fn change(&mut self, change: Change) {
        self.changes.retain(|c| c.key() != change.key());
        self.changes.push(change);
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

    /// A forward step that lies before the scheme's time in this program is a fact: it warns and goes on.
    pub fn judge_step(&mut self, day: NaiveDate, findings: impl IntoIterator<Item = Finding>) {
        let history = self.is_history(day);
        for finding in findings {
            let level = if history { finding.level.min(Level::Warn) } else { finding.level };
            self.findings.push(finding.level(level));
        }
    }

    /// The finding of a field that must be filled in.
    pub fn need(&mut self, subject: Subject, field: &'static str, text: &str, sentence: &str) {
        if text.trim().is_empty() {
            self.find(Finding::new(RuleId::H1, subject, sentence).at(field));
        }
    }

    /// What was typed, tidied; or a finding beside its field, and the text as it came.
    pub fn tidy(
        &mut self,
        subject: Subject,
        field: &'static str,
        tidied: Result<String, EntryError>,
    ) -> String {
        match tidied {
            Ok(text) => text,
            Err(error) => {
                self.find(Finding::new(RuleId::H1, subject, error.sentence()).at(field));
                String::new()
            }
        }
    }

    /// Long text, tidied; empty stays empty.
    pub fn long(&mut self, subject: Subject, field: &'static str, text: &str) -> String {
        if text.trim().is_empty() {
            return String::new();
        }
        self.tidy(subject, field, crate::entry::text::clean(text))
    }

    /// An optional line, tidied; blank becomes `None`.
    pub fn line(&mut self, subject: Subject, field: &'static str, text: Option<&str>) -> Option<String> {
        let text = text.map(str::trim).filter(|t| !t.is_empty())?;
        Some(self.tidy(subject, field, crate::entry::text::clean(text)))
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
        let taken_on = |f: &Finding| {
            self.ctx.overriding.as_ref().is_some_and(|o| {
                o.rules.contains(&f.rule) && !o.reason.trim().is_empty() && !o.by.trim().is_empty()
            })
        };
        let refused =
            findings.iter().any(|f| f.level == Level::Block || (f.level == Level::Override && !taken_on(f)));
        if refused {
            return Err(Refusal { findings });
        }
        Ok(Decision { changes: self.changes, findings, done, subject })
    }
}
