//! Commands by chance, sensible and not, about what there is to choose from.

mod rest;
mod told;

use super::*;

const FIRST: [&str; 8] = ["Zebulon", "Quillonia", "Sin\u{e9}ad", "李", "Yevgenia", "", "Bell\u{7}", "123"];
const LAST: [&str; 6] =
    ["O'Brienovic", "Haddadian", "", "de la Cruzado", "Lowestoftian", "Turned\u{202e}about"];
/// How many steps there are to choose from.
pub(super) const KINDS: u8 = 117;
const TEXT: [&str; 12] = [
    "All well.",
    "",
    "  ",
    "\u{7}\u{202e}",
    "Said \u{1b}[31mno",
    "A longer text\nof two lines.",
    "Jo Barker",
    "Rang the carer.",
    "Agreed with everybody.",
    "The bus was late.",
    "Sal Moss",
    "Oak Homes",
];

/// One step, before it is known what there is to choose from.
pub(super) type Dice = (u8, u16, u16, i32, u8, bool);

pub(super) struct Roll<'w> {
    pub world: &'w World,
    pub today: NaiveDate,
    pub dice: Dice,
}

impl Roll<'_> {
    fn one<T>(&self, n: u16, mut all: impl ExactSizeIterator<Item = T>, gone: T) -> T {
        let len = all.len();
        // Now and then something that is not there.
        if len == 0 || n.is_multiple_of(23) { gone } else { all.nth(usize::from(n) % len).unwrap() }
    }

    fn child(&self, n: u16) -> ChildId {
        self.one(n, self.world.children().map(|c| c.id), ChildId([1; 16]))
    }

    fn visitor(&self, n: u16) -> VisitorId {
        self.one(n, self.world.visitors().map(|v| v.id), VisitorId([1; 16]))
    }

    fn match_id(&self, n: u16) -> MatchId {
        self.one(n, self.world.matches().map(|m| m.id), MatchId([1; 16]))
    }

    fn visit(&self, n: u16) -> VisitId {
        let visits: Vec<_> = self.world.visits_by_date().map(|(_, id)| id).collect();
        self.one(n, visits.into_iter(), VisitId([1; 16]))
    }

    fn referral(&self, n: u16) -> ReferralId {
        self.one(n, self.world.referrals().map(|r| r.id), ReferralId([1; 16]))
    }

    fn concern(&self, n: u16) -> crate::id::ConcernId {
        self.one(n, self.world.concerns().map(|c| c.id), crate::id::ConcernId([1; 16]))
    }

    fn day(&self) -> NaiveDate {
        self.today + chrono::Duration::days(i64::from(self.dice.3))
    }

    fn flag(&self, bit: u8) -> bool {
        self.dice.4 & (1 << bit) != 0
    }

    fn text(&self) -> String {
        TEXT[usize::from(self.dice.4) % TEXT.len()].to_owned()
    }

    fn said(&self) -> Said {
        Said::new(self.text(), self.day())
    }

    fn name(&self) -> Name {
        Name::new(FIRST[usize::from(self.dice.1) % FIRST.len()], LAST[usize::from(self.dice.2) % LAST.len()])
    }

    fn child_details(&self) -> Box<ChildDetails> {
        let years = chrono::Duration::days(365 * (i64::from(self.dice.1) % 20));
        let mut details = ChildDetails::new(self.name(), self.day() - years, "Northshire");
        details.view = match self.dice.4 % 5 {
            0 => ChildView::NotAsked,
            1 => ChildView::Objects { understands: self.flag(4), said: self.said() },
            _ => ChildView::Wants(self.said()),
        };
        if self.dice.4.is_multiple_of(11) {
            details.ceased = Some(Ceased { on: self.day(), reason: self.text() });
        }
        Box::new(details)
    }

    fn plan(&self) -> VisitPlan {
        VisitPlan { at_home: self.flag(1), what: Some(self.text()), ..VisitPlan::on(self.day(), None) }
    }

    fn report(&self) -> NewReport {
        let (_, a, b, _, _, odd) = self.dice;
        let visit = self.flag(2).then(|| self.visit(b));
        let of = visit.and_then(|v| self.world.visit(v)).map(|(m, _)| m.id);
        let concern = (a % 7 == 0).then(|| ReportConcern {
            learned: None,
            heard: None,
            what: self.text(),
            danger_now: odd,
        });
        let next = (b % 3 == 0).then(|| VisitPlan::on(self.day() + chrono::Duration::days(30), None));
        let happened = match a % 4 {
            0 => Happened::Missed { by: Party::Carer },
            1 => Happened::Cancelled { by: Party::Carer, reason: CancelReason::Sanction },
            _ => Happened::Yes,
        };
        let match_id = of.unwrap_or_else(|| self.match_id(a));
        NewReport {
            received: self.today.min(self.day().max(day("2020-01-01"))),
            visit,
            concern,
            next,
            happened,
            child_words: self.text(),
            minutes: Some(b % 900),
            expenses: odd.then(|| crate::entry::expenses::parse("14mi 12.40").unwrap()),
            date: self.day(),
            ..report(match_id, "2026-11-20")
        }
    }

    pub fn command(&self) -> Command {
        use Command as C;
        let (kind, a, b, _, small, odd) = self.dice;
        let (on, text) = (self.day(), self.text());
        let later = on + chrono::Duration::days(i64::from(small));
        match kind % KINDS {
            0 => C::AddChild { details: self.child_details(), placement: None },
            1 => C::AmendChild { child: self.child(a), details: self.child_details() },
            2 => {
                let home = NewPlacement::new(on, PlacementKind::Foster, text, self.today);
                C::RecordMove { child: self.child(a), placement: Box::new(home) }
            }
            3 => C::ConfirmContact {
                home: None,
                child: self.child(a),
                with: text,
                on,
                address: None,
                phone: None,
            },
            4 => {
                let answers = CardQuestion::ALL.iter().map(|(q, _)| (*q, "none".to_owned())).collect();
                C::AnswerCard { child: self.child(a), answers, source: text, on, all_confirmed: odd }
            }
            5 => receive(self.child(a), &on.to_string()),
            6 => C::DecideReferral {
                referral: self.referral(a),
                on,
                outcome: ReferralOutcome::ALL[usize::from(small) % 4].0,
                reason: Some(text),
            },
            7 => C::CloseReferral {
                referral: self.referral(a),
                on,
                reason: ReferralCloseReason::ALL[usize::from(small) % 6].0,
                note: None,
            },
            8 => C::RecordMeeting {
                referral: self.referral(a),
                on,
                wishes: None,
                view: None,
                note: Some(text),
            },
            9 => C::AddVisitor {
                details: Box::new(VisitorDetails { name: self.name(), ..VisitorDetails::default() }),
                stage: Stage::ALL[usize::from(small) % 9].0,
                on,
                by: odd.then(|| "panel".to_owned()),
            },
            10 | 11 => {
                let to = if odd { Stage::ALL[usize::from(small) % 16].0 } else { Stage::Approved };
                let by = (!b.is_multiple_of(5)).then(|| "panel".to_owned());
                let conditions = if b.is_multiple_of(2) { vec![text] } else { Vec::new() };
                // Whoever came last is hardly ever approved yet.
                let last = self.world.visitors().last().map(|v| v.id).filter(|_| kind % KINDS == 11);
                let visitor = last.unwrap_or_else(|| self.visitor(a));
                C::MoveStage { visitor, to, on, by, note: None, conditions }
            }
            12 => {
                let check = certificate(&format!("0{}", b % 3), &on.to_string());
                let check =
                    DbsCheck { accepted: odd, level: DbsLevel::ALL[usize::from(small) % 4].0, ..check };
                C::RecordDbs { visitor: self.visitor(a), check: Box::new(check) }
            }
            13 => C::RecordStatusCheck { visitor: self.visitor(a), on, unchanged: odd },
            14 => C::RecordUpdateService { visitor: self.visitor(a), on, joined: odd },
            15 => C::RecordTraining {
                visitor: self.visitor(a),
                modules: Module::CORE.to_vec(),
                on,
                expires: odd.then_some(later),
                note: None,
            },
            16 => C::HoldVisitor {
                visitor: self.visitor(a),
                from: on,
                until: odd.then_some(later),
                reason: text,
            },
            17 => C::ResumeVisitor { visitor: self.visitor(a), on },
            18 => C::SuspendVisitor {
                visitor: self.visitor(a),
                on,
                reason: odd.then_some(text),
                by_manager: a % 4 == 1,
            },
            19..=21 => start(self.child(a), self.visitor(b), &on.to_string()),
            22 => C::EndMatch {
                child_words: None,
                informal_after: None,
                rematch: Some(b % 2 == 0),
                match_id: self.match_id(a),
                on,
                reason: EndReason::ALL[usize::from(small) % 11].0,
                decided_by: None,
                notice: odd.then_some(on),
                note: None,
            },
            23 => C::HoldMatch { match_id: self.match_id(a), from: on, until: None, reason: text },
            24 => C::PlanVisit { match_id: self.match_id(a), plan: Box::new(self.plan()) },
            25 => C::MoveVisit { visit: self.visit(a), date: on, start: None },
            26 => C::CancelVisit {
                visit: self.visit(a),
                by: Party::Child,
                reason: CancelReason::ALL[usize::from(small) % 10].0,
                told: self.today,
                note: None,
                instead: odd.then(|| Box::new(self.plan())),
            },
            27..=29 => file(self.report()),
            30 => C::ReadReport { visit: self.visit(a), acted: odd.then_some(text) },
            31 => C::PassOnConcern {
                concern: self.concern(a),
                at: at("2026-11-22T11:00:00Z"),
                to: text.clone(),
                name: text,
                reference: None,
                with: None,
            },
            32 => C::SettleConcern { concern: self.concern(a), with: None, reason: text },
            33 => C::Snooze {
                rule: RuleId::ALL[usize::from(a) % RuleId::ALL.len()],
                subject: Subject::Visit(self.visit(b)),
                due: self.today,
                until: later,
                reason: text,
            },
            34..=44 => self.of_a_proposal(kind),
            45..=57 => self.of_a_match(kind),
            85.. => self.of_the_rest(kind % KINDS),
            _ => self.around(kind),
        }
    }

    fn proposal(&self, n: u16) -> ProposalId {
        self.one(n, self.world.proposals().map(|p| p.id), ProposalId([1; 16]))
    }

    fn review(&self, n: u16) -> crate::id::MatchReviewId {
        self.one(n, self.world.match_reviews().map(|r| r.id), crate::id::MatchReviewId([1; 16]))
    }

    /// Yes, no, or nobody knows.
    fn answer(&self, bit: u8) -> Option<bool> {
        self.flag(bit).then(|| !self.flag(bit + 1))
    }

    fn of_a_proposal(&self, kind: u8) -> Command {
        use Command as C;
        let (_, a, b, _, small, odd) = self.dice;
        let (on, note, yes, proposal) =
            (self.day(), Some(self.text()), !odd || small % 3 > 0, self.proposal(a));
        match kind % KINDS {
            34..=36 => {
                C::ProposeMatch { child: self.child(a), visitor: self.visitor(b), on, rationale: note }
            }
            37 => C::DiscussWithVisitor { proposal, on, yes, note },
            38 => C::DiscussWithChild { proposal, on, yes, profile_shown: odd, choice_of: small, note },
            39 => C::HearSocialWorker { proposal, on, yes, note },
            40 => {
                let shared = Shared::ALL.iter().map(|(s, _)| *s).take(usize::from(small % 5)).collect();
                C::IssueBriefing { proposal, on, shared }
            }
            41 => C::BookJointVisit { proposal, on },
            42 | 43 => C::HoldJointVisit {
                proposal,
                on,
                took_place: small % 5 > 0,
                present: vec![Party::Carer],
                child_yes: self.answer(2),
                visitor_yes: self.answer(4),
                note,
            },
            _ => C::CloseProposal { proposal, on, note },
        }
    }

    fn of_a_match(&self, kind: u8) -> Command {
        use Command as C;
        let (_, a, b, _, small, odd) = self.dice;
        let (on, text, match_id, visit) = (self.day(), self.text(), self.match_id(a), self.visit(a));
        let who = Party::ALL[usize::from(small) % 6].0;
        match kind % KINDS {
            45 => C::TakeClosingStep {
                match_id,
                steps: ClosingStep::ALL.iter().map(|(s, _)| *s).skip(usize::from(small % 9)).collect(),
                on,
                note: Some(text),
            },
            46 => C::DecideTrial { match_id, on, goes_on: odd, words: Some(text) },
            47 => C::TalkOverSanction { visit, on, with: text, note: None },
            48 => C::RecordMeetingAboutChild {
                match_id,
                on,
                what: text,
                child_wants: self.answer(2),
                attends: self.answer(4),
            },
            49 | 50 => C::AgreeContact { match_id, who, by: text, on },
            51 => C::ReleaseContact { match_id, on },
            52 => C::WithdrawContact { match_id, by: text, on },
            53 => C::PayClaim { visit, on },
            54 | 55 => C::HoldMatchReview {
                match_id,
                held: on,
                formal: odd,
                heard: vec![Heard { who, heard: self.flag(1), note: Some(text) }],
                outcome: ReviewOutcome::ALL[usize::from(small) % 3].0,
                summary: self.text(),
                to_plan: None,
                private: self.answer(3),
                child_agrees: self.answer(5),
            },
            56 => C::FeedReview { review: self.review(b), on, plan: odd, iro: self.flag(1) },
            _ => C::GiveFeedback { review: self.review(b), on },
        }
    }

    fn around(&self, kind: u8) -> Command {
        use Command as C;
        let (_, a, b, _, small, odd) = self.dice;
        let (on, text, child, visitor) = (self.day(), self.text(), self.child(a), self.visitor(a));
        match kind % KINDS {
            58 => C::ReviewStandards { on },
            59 => C::RecordEvidence { rule: RuleId::ALL[usize::from(b) % RuleId::ALL.len()], place: text },
            60 => C::ChangeSocialWorker { child, worker: Box::new(Professional::named(text)), on },
            61 => {
                let distance = self.flag(1).then(|| Distance::ALL[usize::from(small) % 4].0);
                C::CheckPlacement { home: None, child, on, independent: self.answer(3), distance }
            }
            62 => C::HoldCaseReview { child, on, considered: self.answer(2), next: odd.then_some(on) },
            63 => {
                let given = PersonalReference { received: odd.then_some(on), ..referee(&text, "work") };
                C::RecordReference { visitor, reference: Box::new(given) }
            }
            64 => {
                let declaration = Box::new(Declaration {
                    said: self.said(),
                    connected: odd,
                    details: Some(text.clone()),
                    household: self
                        .answer(2)
                        .map(|connected| AtHome { connected, details: Some(text.clone()) }),
                });
                C::Declare { visitor, declaration, employers: vec![text] }
            }
            65 => C::RecordDriver { visitor, documents: Box::new(documents(on)) },
            66 => C::ChaseInformation { referral: self.referral(a), on, what: text },
            67 => {
                let of = |v: &Visitor| v.open_conditions().next().map(|(_, c)| (v.id, c.what.clone()));
                let open = self.world.visitors().find_map(of).filter(|_| odd);
                let (visitor, what) = open.unwrap_or((visitor, text));
                C::MeetCondition { visitor, what, on }
            }
            68..=75 => self.of_a_concern(kind % KINDS - 1),
            77..=81 => self.of_the_door(kind % KINDS),
            82..=84 => self.of_the_people(kind % KINDS),
            // Two different steps, often about the same people.
            _ => {
                let (_, a, b, days, small, odd) = self.dice;
                let one = |kind, a| Roll { dice: (kind, a, b, days, small, odd), ..*self }.command();
                C::Together { commands: vec![one((a % 76) as u8, a), one((b % 76) as u8, a.rotate_left(3))] }
            }
        }
    }
}
