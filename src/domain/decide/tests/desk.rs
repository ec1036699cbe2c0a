//! The desk at which the decisions are made: every answer is checked, whatever the test is about.

use super::*;

/// A scheme at a desk: the world as committed, and every record that was ever written.
pub(crate) struct Desk {
    pub world: World,
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
    pub by: String,
    pub role: crate::people::Role,
    pub overriding: Option<Overriding>,
    change: u64,
    kept: BTreeMap<(Kind, crate::id::RawId), Record>,
}

impl Desk {
    /// A scheme set up on 5 January 2026, on Sunday 22 November 2026.
    pub fn new() -> Self {
        let mut desk = Self {
            world: World::default(),
            today: day("2026-01-05"),
            now: at("2026-11-22T11:00:00Z"),
            by: COORDINATOR.to_owned(),
            role: crate::people::Role::TeamManager,
            overriding: None,
            change: 0,
            kept: BTreeMap::new(),
        };
        desk.done(Command::SetUpScheme {
            name: "Northshire".to_owned(),
            coordinator: COORDINATOR.to_owned(),
            authority: "Northshire".to_owned(),
            demonstration: false,
        });
        desk.today = day("2026-11-22");
        desk
    }

    pub fn context(&self) -> Context {
        Context {
            today: self.today,
            now: self.now,
            by: self.by.clone(),
            role: self.role,
            change: self.change + 1,
            chance: [7; 10],
            overriding: self.overriding.clone(),
        }
    }

    /// What would be answered.
    pub fn ask(&self, command: &Command) -> Result<Decision, Refusal> {
        let answer = decide(&self.world, command, &self.context());
        assert!(answer == decide(&self.world, command, &self.context()), "{command:?} has two answers");
        let findings = match &answer {
            Ok(decision) => {
                self.shows_no_name(&decision.done);
                self.shows_no_name(&format!("{decision:?}"));
                plain(&decision.done);
                &decision.findings
            }
            Err(refusal) => {
                self.shows_no_name(&format!("{refusal:?}"));
                assert!(!refusal.findings.is_empty());
                assert!(refusal.findings.iter().any(|f| f.level >= Level::Override), "{refusal}");
                &refusal.findings
            }
        };
        findings.iter().for_each(|f| plain(&f.sentence));
        self.shows_no_name(&format!("{command:?} {:?}", self.world));
        answer
    }

    /// Carries a command out, which must be accepted.
    #[track_caller]
    pub fn done(&mut self, command: Command) -> Decision {
        let decision = self.ask(&command).unwrap_or_else(|refusal| panic!("{command:?}: {refusal}"));
        self.commit(&decision);
        decision
    }

    /// Writes a decision, as the store would.
    pub fn commit(&mut self, decision: &Decision) {
        self.change += 1;
        self.write(&decision.changes);
    }

    pub fn write(&mut self, changes: &[Change]) {
        self.world.apply(changes);
        for change in changes {
            match change {
                Change::Put(record) => drop(self.kept.insert(change.key(), record.clone())),
                Change::Remove(kind, id) => drop(self.kept.remove(&(*kind, *id))),
            }
        }
        assert!(
            self.world == World::from_records(self.kept.values().cloned()),
            "the world is not its records"
        );
        for ledger in self.world.ledgers() {
            let order: Vec<_> = ledger.visits.iter().map(|v| (v.date, v.number)).collect();
            assert!(order.is_sorted(), "a ledger is out of order");
        }
    }

    /// Everything that stands against a command, which must be refused.
    #[track_caller]
    pub fn refused(&self, command: &Command) -> Vec<Finding> {
        match self.ask(command) {
            Err(refusal) => refusal.findings,
            Ok(decision) => panic!("{command:?} was not refused: {}", decision.done),
        }
    }

    /// Every finding, refused or not.
    pub fn findings(&self, command: &Command) -> Vec<Finding> {
        self.ask(command).map_or_else(|refusal| refusal.findings, |decision| decision.findings)
    }

    /// What is needed to take a decision back.
    pub fn undoable(&self, command: &Command, decision: &Decision) -> Command {
        let before =
            decision.changes.iter().map(|c| (c.key().0, c.key().1, self.kept.get(&c.key()).cloned()));
        let what = Undoable {
            change: self.change + 1,
            command: command.name().to_owned(),
            done: decision.done.clone(),
            before: before.collect(),
            after: decision.changes.clone(),
            concern: None,
        };
        Command::Undo { what: Box::new(what) }
    }

    /// Writes what a decision changes, and goes on with the change number of another desk.
    pub fn commit_as(&mut self, decision: &Decision, other: &Self) {
        self.write(&decision.changes);
        self.change = other.change;
    }

    /// Leaves a change number out.
    pub fn skip(&mut self) {
        self.change += 1;
    }

    /// The ids of all records of a kind.
    pub fn keys(&self, kind: Kind) -> Vec<crate::id::RawId> {
        self.kept.keys().filter(|(of, _)| *of == kind).map(|(_, id)| *id).collect()
    }

    /// Any record by its key, reports too.
    pub fn kept(&self, kind: Kind, id: crate::id::RawId) -> Option<&Record> {
        self.kept.get(&(kind, id))
    }

    fn shows_no_name(&self, printed: &str) {
        let children = self.world.children().map(|c| &c.name);
        for name in children.chain(self.world.visitors().map(|v| &v.name)) {
            for part in [&name.first, &name.last] {
                assert!(part.chars().count() < 3 || !printed.contains(part.as_str()), "a name in: {printed}");
            }
        }
    }

    pub fn settings(&mut self, param: ParamId, value: i64) {
        self.done(Command::ChangeSetting { param, value: Some(value) });
    }

    pub fn override_with(&mut self, rules: &[RuleId]) {
        self.overriding = Some(Overriding {
            rules: rules.to_vec(),
            by: "Dana Whitlock".to_owned(),
            reason: "Agreed with the team manager on the telephone.".to_owned(),
        });
    }
}

/// Plain English: whole sentences, short enough for two lines, saying it calmly.
#[track_caller]
fn plain(sentence: &str) {
    assert!(sentence.ends_with('.'), "no full stop: {sentence}");
    assert!(!sentence.contains('!'), "an exclamation mark: {sentence}");
    assert!(!sentence.contains(".."), "two full stops: {sentence}");
    assert!(!sentence.contains("  ") && !sentence.contains('\n'), "loose spaces: {sentence}");
    assert!(sentence.chars().count() <= 240, "{} characters: {sentence}", sentence.chars().count());
    let first = sentence.chars().next().unwrap();
    assert!(!first.is_lowercase() && !first.is_ascii_digit(), "starts small: {sentence}");
    for jargon in ["entity", "null", "None", "invalid", "error", "record 7", "ICO"] {
        assert!(!sentence.contains(jargon) || sentence.contains("\"None\""), "{jargon} in: {sentence}");
    }
    // As a word of its own: what was said to somebody is plain English.
    let mut words = sentence.split(|c: char| !c.is_alphanumeric());
    assert!(!words.any(|word| word == "id"), "id in: {sentence}");
}

impl Desk {
    /// Puts a record as it should be for a test, past every rule.
    pub fn put(&mut self, record: impl Into<Record>) {
        self.write(&[Change::Put(record.into())]);
    }

    pub fn child(&mut self, id: ChildId, change: impl FnOnce(&mut Child)) {
        let mut child = self.world.child(id).unwrap().clone();
        change(&mut child);
        self.put(child);
    }

    pub fn visitor(&mut self, id: VisitorId, change: impl FnOnce(&mut Visitor)) {
        let mut visitor = self.world.visitor(id).unwrap().clone();
        change(&mut visitor);
        self.put(visitor);
    }

    pub fn proposal(&mut self, id: ProposalId, change: impl FnOnce(&mut Proposal)) {
        let mut proposal = self.world.proposal(id).unwrap().clone();
        change(&mut proposal);
        self.put(proposal);
    }

    pub fn match_(&mut self, id: MatchId, change: impl FnOnce(&mut Match)) {
        let mut m = self.world.match_(id).unwrap().clone();
        change(&mut m);
        self.put(m);
    }
}
