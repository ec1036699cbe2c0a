//! Children: entered, referred and met, and kept up to date while they wait or are visited.

use crate::days::plus;
use crate::people::{ChildRow, Roll, child_details, next_review, placement, wishes, worker};
use crate::teller::Script;
use crate::{COORDINATOR, chance};
use chrono::NaiveDate;
use domain::command::{ChildDetails, Command, NewReferral};
use domain::record::{CardQuestion, Child, ChildView, Ground, ReferralOutcome, RiskAnswer, Said, Told};

/// Answers that are often given on a card.
const ANSWERS: &[(CardQuestion, &[&str])] = &[
    (CardQuestion::Places, &["none", "not the bus station", "not Abbey Park", "not the market on Saturdays"]),
    (CardQuestion::People, &["none", "an uncle, named to the visitor", "nobody but the carer collects"]),
    (
        CardQuestion::Culture,
        &["none", "no pork; prayers are not needed on outings", "no meat on Fridays", "none"],
    ),
    (CardQuestion::Allergies, &["none known", "nuts, carries a pen", "none known", "cats"]),
    (CardQuestion::Fears, &["none", "dogs off the lead", "lifts", "loud hand dryers"]),
    (CardQuestion::Diet, &["none", "vegetarian", "halal", "none"]),
    (CardQuestion::Medical, &["none", "asthma, brown inhaler", "none", "glasses for distance"]),
];

/// What is particular about a child of the told scheme.
#[derive(Clone, Copy, Default)]
pub(crate) struct About {
    /// Born on this day.
    pub born: Option<NaiveDate>,
    /// Visits at home only.
    pub home_only: bool,
    /// Questions of the card that nobody has answered.
    pub unanswered: &'static [CardQuestion],
}

fn details(row: &ChildRow, who: usize, about: About, said: NaiveDate, today: NaiveDate) -> ChildDetails {
    let mut d = child_details(row, who, said, today);
    d.born = about.born.unwrap_or(d.born);
    d.risk = Some(RiskAnswer {
        no_match: false,
        said: Said::new(worker(who).name, said),
        headline: if about.home_only {
            "Has lashed out when surprised in crowds. Calm at home."
        } else {
            chance::pick(
                &["none known", "may wander off when upset", "none known", "none known"],
                chance::two(6, who),
            )
        }
        .to_owned(),
        controls: about.home_only.then(|| "Staff within call.".to_owned()),
        home_only: about.home_only,
    });
    d
}

/// A child known before the scheme was set up in this program: everything about them is entered with it.
pub(crate) fn long_known(s: &mut Script, roll: &Roll, who: usize, placed: NaiveDate, about: About) {
    let row = &roll.children[who];
    let mut d = details(row, who, about, s.since, s.today);
    d.wishes = wishes(row, placed);
    d.view = ChildView::Wants(Said::new(COORDINATOR, placed));
    let mut home = placement(who, 0, placed, placed);
    home.confirmed = Some(Said::new(worker(who).name, s.since));
    s.child(who, s.since, Command::AddChild { details: Box::new(d), placement: Some(Box::new(home)) });
    card(s, who, s.since, about.unanswered);
}

/// The card is filled in, but for some questions.
pub(crate) fn card(s: &mut Script, who: usize, on: NaiveDate, but: &'static [CardQuestion]) {
    let asked = ANSWERS.iter().filter(|(q, _)| !but.contains(q));
    let answers =
        asked.map(|(q, a)| (*q, chance::pick(a, chance::two(*q as usize, who)).to_owned())).collect();
    let source = worker(who).name;
    let all_confirmed = but.is_empty();
    s.on(s.office(on), move |t| Command::AnswerCard {
        child: t.child(who),
        answers,
        source,
        on,
        all_confirmed,
    });
}

/// How far a referral has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Upto {
    Acknowledged,
    Booked,
    Met,
    Decided,
}

/// The child comes with the referral.
pub(crate) fn comes(s: &mut Script, roll: &Roll, who: usize, received: NaiveDate, about: About) {
    comes_on(s, roll, who, s.office(received), received, about);
}

/// Child and referral came on one day and are typed in on another; nothing else has been done.
pub(crate) fn came_late(s: &mut Script, roll: &Roll, who: usize, received: NaiveDate, typed: NaiveDate) {
    comes_on(s, roll, who, typed, received, About::default());
    let referral = Box::new(referral(who, received));
    s.on(typed, move |t| Command::ReceiveReferral { child: t.child(who), referral });
}

fn comes_on(s: &mut Script, roll: &Roll, who: usize, typed: NaiveDate, received: NaiveDate, about: About) {
    let row = &roll.children[who];
    let mut home = placement(who, 0, plus(received, -200 - (who as i64 * 13) % 300), received);
    home.confirmed = Some(Said::new(worker(who).name, received));
    let details = Box::new(details(row, who, about, received, s.today));
    s.child(who, typed, Command::AddChild { details, placement: Some(Box::new(home)) });
}

fn referral(who: usize, received: NaiveDate) -> NewReferral {
    let grounds = [Ground::LittleContact, Ground::Distance, Ground::ChildAsked, Ground::Relationships];
    NewReferral {
        views: (who % 3 == 1)
            .then(|| "Carer and reviewing officer think it would help; parents were told.".to_owned()),
        received,
        how: Some(chance::pick(&["e-mail", "referral form", "telephone"], chance::two(3, who)).to_owned()),
        referrer: worker(who),
        grounds: vec![grounds[who % 4], grounds[(who + 2) % 4]],
        child_agrees: Some(true),
        acknowledged: None,
    }
}

/// A referral of a child who has come, as far as it goes. The child is met ten days after it came.
pub(crate) fn referred(
    s: &mut Script,
    roll: &Roll,
    who: usize,
    received: NaiveDate,
    upto: Upto,
    about: About,
) {
    let referral = Box::new(referral(who, received));
    s.on(s.office(received), move |t| Command::ReceiveReferral { child: t.child(who), referral });
    let on = plus(received, 1);
    s.on(s.office(on), move |t| Command::AcknowledgeReferral { referral: t.referral_of(who), on });
    if upto < Upto::Booked {
        return;
    }
    let meeting = plus(received, 10);
    booked(s, who, plus(received, 3), meeting, None);
    if upto < Upto::Met {
        return;
    }
    met(s, roll, who, meeting);
    card(s, who, plus(received, 12), about.unanswered);
    if upto == Upto::Decided {
        let outcome =
            if about.home_only { ReferralOutcome::AcceptedHomeOnly } else { ReferralOutcome::Accepted };
        decided(s, who, plus(received, 14), outcome, None);
    }
}

/// A meeting is arranged, perhaps instead of one that fell through.
pub(crate) fn booked(
    s: &mut Script,
    who: usize,
    on: NaiveDate,
    meeting: NaiveDate,
    note: Option<&'static str>,
) {
    // A meeting is not booked for a day that has passed, so this day does not roll on beyond it.
    let day = s.office(on).min(meeting);
    s.on(day, move |t| Command::BookMeeting {
        referral: t.referral_of(who),
        on: meeting,
        note: note.map(str::to_owned),
    });
}

/// The child was met, and says what they would like.
pub(crate) fn met(s: &mut Script, roll: &Roll, who: usize, on: NaiveDate) {
    let wishes = Some(Box::new(wishes(&roll.children[who], on)));
    let view = Some(ChildView::Wants(Said::new(COORDINATOR, on)));
    s.on(on, move |t| Command::RecordMeeting {
        referral: t.referral_of(who),
        on,
        wishes,
        view,
        note: Some("met at home, with the carer for the first ten minutes".to_owned()),
    });
}

/// A referral is decided.
pub(crate) fn decided(
    s: &mut Script,
    who: usize,
    on: NaiveDate,
    outcome: ReferralOutcome,
    reason: Option<&'static str>,
) {
    s.on(s.office(on), move |t| Command::DecideReferral {
        referral: t.referral_of(who),
        on,
        outcome,
        reason: reason.map(str::to_owned),
    });
}

/// Child and social worker are told where it is up to, every 26 days back from `last`.
pub(crate) fn updates(s: &mut Script, who: usize, from: NaiveDate, last: NaiveDate) {
    let mut days: Vec<_> = (0..).map(|n| plus(last, -26 * n)).take_while(|d| *d > from).collect();
    days.reverse();
    for (n, on) in days.into_iter().enumerate() {
        let note =
            ["by telephone: still looking, and why", "card to the child, e-mail to the social worker"][n % 2];
        s.on(s.office(on), move |t| Command::GiveUpdate {
            referral: t.referral_of(who),
            on,
            to: vec![Told::Child, Told::SocialWorker],
            note: Some(note.to_owned()),
        });
    }
}

/// When what is known of a child was last asked for again.
#[derive(Clone, Copy)]
pub(crate) struct Kept {
    /// Contact details, confirmed every 80 days before that.
    pub contact: NaiveDate,
    /// The card, confirmed every 150 days before that.
    pub card: NaiveDate,
    /// The social worker's answer on risk, asked for every 150 days before that.
    pub risk: NaiveDate,
}

/// The days every so often back from a last one, oldest first.
fn back(from: NaiveDate, last: NaiveDate, step: i64) -> Vec<NaiveDate> {
    let mut days: Vec<_> = (0..).map(|n| plus(last, -step * n)).take_while(|d| *d > from).collect();
    days.reverse();
    days
}

/// What is known is asked for again and again while there is a visitor.
pub(crate) fn upkeep(s: &mut Script, who: usize, from: NaiveDate, kept: Kept) {
    let from = from.max(s.since);
    for on in back(from, kept.contact, 80) {
        s.on(s.office(on), move |t| Command::ConfirmContact {
            home: None,
            child: t.child(who),
            with: "the carer".to_owned(),
            on,
            address: None,
            phone: None,
        });
    }
    for on in back(from, kept.card, 150) {
        confirm_card(s, who, on);
    }
    risk_asked(s, who, from, kept.risk);
    // Every third child's reviews are on record here; of the others only the next one is known.
    let review = plus(next_review(who, s.today), -182);
    if who % 3 == 1 && review > plus(from, 30) {
        case_review(s, who, review, Some(true), Some(next_review(who, s.today)));
    }
}

/// R38: the social worker is asked about risk again, every 150 days back from a last time.
pub(crate) fn risk_asked(s: &mut Script, who: usize, from: NaiveDate, last: NaiveDate) {
    for on in back(from.max(s.since), last, 150) {
        amended(s, who, s.office(on), move |d| {
            let by = d.social_worker.as_ref().map(|w| w.name.clone()).unwrap_or_default();
            if let Some(risk) = &mut d.risk {
                risk.said = Said::new(by, on);
            }
        });
    }
}

/// A review of the child's case was held.
pub(crate) fn case_review(
    s: &mut Script,
    who: usize,
    on: NaiveDate,
    considered: Option<bool>,
    next: Option<NaiveDate>,
) {
    s.on(s.office(on), move |t| Command::HoldCaseReview { child: t.child(who), on, considered, next });
}

/// Another social worker takes over.
pub(crate) fn another_worker(s: &mut Script, who: usize, on: NaiveDate) {
    let next = Box::new(worker(who + 1));
    s.on(s.office(on), move |t| Command::ChangeSocialWorker { child: t.child(who), worker: next, on });
}

/// What is missing is asked of the social worker.
pub(crate) fn chased(s: &mut Script, who: usize, on: NaiveDate, what: &'static str) {
    s.on(s.office(on), move |t| Command::ChaseInformation {
        referral: t.referral_of(who),
        on,
        what: what.to_owned(),
    });
}

/// The whole card is gone through with the carer.
pub(crate) fn confirm_card(s: &mut Script, who: usize, on: NaiveDate) {
    s.on(s.office(on), move |t| Command::AnswerCard {
        child: t.child(who),
        answers: Vec::new(),
        source: "the carer".to_owned(),
        on,
        all_confirmed: true,
    });
}

/// What is known of a child, as a form that is opened to change one thing.
pub(crate) fn as_known(c: &Child) -> ChildDetails {
    ChildDetails {
        name: c.name.clone(),
        born: c.born,
        authority: c.authority.clone(),
        case_number: c.case_number.clone(),
        gender: c.gender.clone(),
        pronouns: c.pronouns.clone(),
        looked_after_since: c.looked_after_since,
        ceased: c.ceased.clone(),
        legal_status: c.legal_status.clone(),
        area_authority: c.area_authority.clone(),
        social_worker: c.social_worker.clone(),
        iro: c.iro.clone(),
        next_case_review: c.next_case_review,
        ethnicity: c.ethnicity.clone(),
        language: c.language.clone(),
        religion: c.religion.clone(),
        needs: c.needs.clone(),
        school: c.school.clone(),
        family_contact: c.family_contact.clone(),
        risk: c.risk.clone(),
        wishes: c.wishes.clone(),
        view: c.view.clone(),
        photos: c.photos,
    }
}

/// One thing about a child is changed.
pub(crate) fn amended(
    s: &mut Script,
    who: usize,
    on: NaiveDate,
    change: impl FnOnce(&mut ChildDetails) + 'static,
) {
    s.on(on, move |t| {
        let child = t.child(who);
        let mut details = Box::new(as_known(t.world.child(child).expect("the child has entered")));
        change(&mut details);
        Command::AmendChild { child, details }
    });
}
