//! The quieter commands by chance: what is acknowledged, noted, arranged and agreed, the scheme's own, and allegations.

use super::super::allegations::{receive_allegation, steps, take};
use super::*;
use crate::id::{AllegationId, NoteId, SnoozeId};

impl Roll<'_> {
    pub(super) fn of_the_rest(&self, kind: u8) -> Command {
        match kind {
            85..=91 => self.of_a_referral(kind),
            92..=99 => self.of_a_visitor(kind),
            100..=104 => self.of_a_living_match(kind),
            105..=109 => self.of_words(kind),
            _ => self.of_the_scheme(kind),
        }
    }

    fn of_a_referral(&self, kind: u8) -> Command {
        use Command as C;
        let (_, a, _, _, _, odd) = self.dice;
        let (on, text, referral) = (self.day(), self.text(), self.referral(a));
        match kind {
            85 => C::AcknowledgeReferral { referral, on },
            86 | 87 => C::BookMeeting { referral, on, note: Some(text) },
            88 => C::CancelMeeting { referral, note: Some(text) },
            89 | 90 => {
                let to = if odd { vec![Told::Child, Told::SocialWorker] } else { vec![Told::Child] };
                C::GiveUpdate { referral, on, to, note: None }
            }
            _ => C::TellCarer {
                child: self.child(a),
                by: text,
                on,
                of_visitor: self.flag(1) || odd,
                of_pattern: self.flag(2),
                home: None,
            },
        }
    }

    fn of_a_visitor(&self, kind: u8) -> Command {
        use Command as C;
        let (_, a, _, _, small, odd) = self.dice;
        let (on, text, visitor) = (self.day(), self.text(), self.visitor(a));
        match kind {
            92 => C::StartDbs { visitor, on, reference: odd.then_some(text) },
            93 => {
                let details = VisitorDetails { name: self.name(), ..VisitorDetails::default() };
                C::AmendVisitor { visitor, details: Box::new(details) }
            }
            94 => C::BookAnnualReview { visitor, on: (!odd).then_some(on) },
            95 | 96 => {
                C::HoldAnnualReview { visitor, held: on, wishes_to_go_on: self.answer(1), summary: text }
            }
            97 => {
                let how = SupervisionKind::ALL[usize::from(small) % 3].0;
                C::RecordSupervision { visitor, on, how, summary: text }
            }
            98 => {
                let minutes = odd.then_some(text);
                C::HoldGroup { held: on, attended: vec![visitor], minutes, topics: None }
            }
            _ => C::CancelPausedVisits { visitor, told: on },
        }
    }

    fn of_a_living_match(&self, kind: u8) -> Command {
        use Command as C;
        let (_, a, _, _, small, odd) = self.dice;
        let (on, text, match_id) = (self.day(), self.text(), self.match_id(a));
        match kind {
            100 => C::ResumeMatch { match_id, on },
            101 => {
                let every = if odd { Interval::Monthly } else { Interval::Weeks(small % 30) };
                C::AgreePattern { match_id, every, with: text, on, reason: None }
            }
            102 => {
                let step = EighteenStep::ALL[usize::from(small) % 4].0;
                C::TakeEighteenStep { match_id, step, on, note: None }
            }
            103 => C::ConfirmVisit { visit: self.visit(a) },
            _ => C::MissVisit { visit: self.visit(a), by: Party::Visitor, note: Some(text) },
        }
    }

    fn of_words(&self, kind: u8) -> Command {
        use Command as C;
        let (_, a, b, _, small, _) = self.dice;
        let (on, text) = (self.day(), self.text());
        match kind {
            105 => {
                let about = vec![Subject::Child(self.child(a)), Subject::Visitor(self.visitor(b))];
                C::TakeNote { on, about, text }
            }
            106 => {
                let note = self.one(a, self.world.notes().map(|n| n.id), NoteId([1; 16]));
                C::AmendNote { note, text }
            }
            107 | 108 => {
                let learned = at("2026-11-22T09:00:00Z");
                let mut concern = NewConcern::new(self.child(a), learned, "Jo Barker", text);
                concern.details.kind = Incident::ALL[usize::from(small) % 3].0;
                C::RaiseConcern { concern: Box::new(concern) }
            }
            _ => C::CloseConcern { concern: self.concern(a), by: self.text(), reason: text },
        }
    }

    fn of_the_scheme(&self, kind: u8) -> Command {
        use Command as C;
        let (_, a, _, _, small, odd) = self.dice;
        match kind {
            110 => {
                let (param, value) = match small % 4 {
                    0 => (ParamId::MatchesPerVisitor, 1 + i64::from(odd)),
                    1 => (ParamId::ChildAgeMax, 17 + i64::from(small % 5)),
                    _ => (ParamId::ReportDays, i64::from(small % 30)),
                };
                C::ChangeSetting { param, value: Some(value) }
            }
            111 if odd => {
                C::RecordDutyTeam { authority: self.flag(1).then(|| self.text()), number: self.text() }
            }
            111 => C::ProclaimHoliday { day: self.day() },
            112 => receive_allegation(self.visitor(a), "2026-11-22T09:00:00Z"),
            113 | 114 => {
                let all = self.world.allegations().map(|a| a.id);
                let allegation = self.one(a, all, AllegationId([1; 16]));
                let mut steps = steps();
                steps.push(AllegationStep::Closed { reason: self.text() });
                let at = usize::from(small) % steps.len();
                take(allegation, steps.swap_remove(at))
            }
            115 => match small % 4 {
                0 => C::Wake { snooze: self.one(a, self.world.snoozes().map(|s| s.id), SnoozeId([1; 16])) },
                1 => C::MarkReviewed {},
                2 => {
                    C::NoteDenial { asked: odd.then(|| self.text()), subject: Subject::Child(self.child(a)) }
                }
                _ => C::ChangePassphrase {},
            },
            _ if odd => C::NoteAccess {
                subject: Subject::Allegation(self.one(
                    a,
                    self.world.allegations().map(|a| a.id),
                    AllegationId([1; 16]),
                )),
            },
            _ => C::SetUpScheme {
                name: self.text(),
                coordinator: self.text(),
                authority: self.text(),
                demonstration: false,
            },
        }
    }
}
