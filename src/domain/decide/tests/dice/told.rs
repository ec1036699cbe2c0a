//! Concerns, and what is told to whom, by chance.

use super::super::concerns::low_level;
use super::*;
use crate::id::StaffId;
use crate::people::Role;

const WORDS: [&str; 4] = ["spice", "hungry", "late again", ""];

impl Roll<'_> {
    pub(super) fn of_a_concern(&self, kind: u8) -> Command {
        use Command as C;
        let (_, a, b, _, small, odd) = self.dice;
        let (concern, text, visitor) = (self.concern(a), self.text(), self.visitor(b));
        let when = at("2026-11-22T11:00:00Z");
        let (with, note) = (odd.then(|| text.clone()), self.flag(1).then(|| text.clone()));
        match kind {
            67 => {
                let kind = Incident::ALL[usize::from(small) % 3].0;
                let account = Account { place: note, on: odd.then(|| self.day()), ..Account::default() };
                let details = ConcernDetails { kind, account, sexual_abuse: self.answer(2), heard: None };
                C::AmendConcern { concern, details: Box::new(details) }
            }
            68 => {
                let choice = Choice::ALL[usize::from(small) % 3].0;
                C::DecideConcern { concern, choice, with, at: when, reason: note }
            }
            69 => {
                let step = ConcernStep::ALL[usize::from(b) % ConcernStep::ALL.len()].0;
                C::TakeConcernStep { concern, step, at: when, with, note }
            }
            70 => C::DecideMatchEffect { concern, effect: MatchEffect::ALL[usize::from(small) % 3].0, note },
            71 => C::RecordLowLevel { low_level: Box::new(low_level(visitor, self.day(), &text)) },
            72 => C::LookAtLowLevel { visitor, by: text.clone(), outcome: text },
            73 => C::AddWord { word: WORDS[usize::from(small) % WORDS.len()].to_owned() },
            _ => C::RemoveWord { word: WORDS[usize::from(small) % WORDS.len()].to_owned() },
        }
    }

    /// A child, a visitor, a match, a visit or a concern.
    fn subject(&self, n: u16) -> Subject {
        match self.dice.4 % 5 {
            0 => Subject::Child(self.child(n)),
            1 => Subject::Visitor(self.visitor(n)),
            2 => Subject::Match(self.match_id(n)),
            3 => Subject::Visit(self.visit(n)),
            _ => Subject::Concern(self.concern(n)),
        }
    }

    /// Something that stands in one row of the matrix.
    fn released(&self) -> Released {
        let (_, a, b, ..) = self.dice;
        let name =
            self.flag(5).then(|| ["child_words.1", "view", "name.last"][usize::from(b) % 3].to_owned());
        Released { row: (a % 34) as u8, thing: Thing { subject: self.subject(a), name } }
    }

    fn consent(&self) -> NewConsent {
        let (_, a, b, _, small, odd) = self.dice;
        let told = self.released();
        let to = Reader::ALL[usize::from(b) % Reader::ALL.len()].0;
        let what = match small % 4 {
            0 => ConsentTo::Photographs,
            1 => ConsentTo::Feedback,
            2 => ConsentTo::Meetings,
            _ => ConsentTo::Disclosure { row: told.row, thing: told.thing, to },
        };
        let until = odd.then(|| self.day() + chrono::Duration::days(i64::from(small)));
        let (by, how) = (self.text(), self.text());
        NewConsent { about: self.subject(a), what, given: self.flag(3), by, how, on: self.day(), until }
    }

    fn release(&self) -> NewRelease {
        let (_, a, b, _, small, odd) = self.dice;
        let text = self.text();
        let test = OverrideTest {
            risk: text.clone(),
            necessary: text.clone(),
            proportionate: text.clone(),
            relevant: text.clone(),
            accurate: Some(text.clone()),
            timely: Some(text.clone()),
            secure: Some(text.clone()),
            decided_by: text.clone(),
            child_told: odd,
            why_not_told: None,
        };
        let bases = [Basis::Matrix, Basis::ChildConsent, Basis::VisitorConsent, Basis::Safeguarding(test)];
        NewRelease {
            about: self.subject(a),
            to: Reader::ALL[usize::from(b) % Reader::ALL.len()].0,
            recipient: "Sal Moss".to_owned(),
            purpose: text,
            basis: bases.into_iter().nth(usize::from(small) % 5),
            things: vec![self.released()],
            reports: Vec::new(),
        }
    }

    pub(super) fn of_the_door(&self, kind: u8) -> Command {
        use Command as C;
        let (_, a, .., odd) = self.dice;
        match kind {
            77 => C::RecordConsent { consent: Box::new(self.consent()) },
            78 => {
                let all = self.world.consents().map(|c| c.id).collect::<Vec<_>>();
                let consent = self.one(a, all.into_iter(), crate::id::ConsentId([1; 16]));
                C::WithdrawConsent { consent, by: self.text(), on: self.day() }
            }
            79 => C::ReleaseInformation { release: Box::new(self.release()) },
            80 => C::RefuseRelease { release: Box::new(self.release()), reason: self.text() },
            _ if odd => C::IssueCard { match_id: self.match_id(a) },
            _ => {
                let (from, until) = (self.day(), self.day());
                C::ReleaseFigures { from, until, recipient: self.text(), purpose: self.text() }
            }
        }
    }

    pub(super) fn of_the_people(&self, kind: u8) -> Command {
        use Command as C;
        let (_, a, _, _, small, invited) = self.dice;
        let role = Role::ALL[usize::from(small) % Role::ALL.len()].0;
        let all = self.world.current_staff().map(|s| s.id).collect::<Vec<_>>();
        let person = self.one(a, all.into_iter(), StaffId([1; 16]));
        match kind {
            82 => C::AddPerson { name: self.name().first, role, invited },
            83 => C::ChangePerson { person, role: self.flag(4).then_some(role), invited },
            _ => C::RevokePerson { person },
        }
    }
}
