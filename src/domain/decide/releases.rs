//! Consents, and the release ledger: what is told to whom, on which basis (R30, R80a).

use super::ledger::{Told, told};
use super::{Draft, Outcome};
use crate::calendar::words;
use crate::command::{NewConsent, NewRelease};
use crate::disclose::{
    self, Audience, Class, Item, Judged, Period, Request, briefing, column, emergency, figures, fingerprint,
    items, lacks_number,
};
use crate::finding::Finding;
use crate::id::{ConsentId, MatchId, ReleaseId};
use crate::judge;
use crate::record::{
    Basis, CardIssued, Child, Consent, ConsentTo, OverrideTest, Reader, Release, Released, Said, Subject,
    Thing,
};
use crate::rule::{Level, RuleId};
use crate::status;
use chrono::NaiveDate;

pub(super) fn consent(d: &mut Draft<'_>, new: &NewConsent) -> Outcome {
    let subject = new.about;
    match subject {
        Subject::Child(id) => _ = d.child(id)?,
        Subject::Visitor(id) => _ = d.visitor(id)?,
        _ => {
            let sentence = "Say whose consent it is: the child's, or the visitor's.";
            return Err(Finding::new(RuleId::H1, subject, sentence).at("about"));
        }
    }
    d.not_ahead(subject, "on", new.on);
    d.need(subject, "by", &new.by, "Say by name who gave or refused it.");
    d.need(subject, "how", &new.how, "Say how: in writing, or said to whom.");
    if let Some(until) = new.until {
        d.not_before(subject, "until", until, new.on, "the day on which it was given");
    }
    let consent = Consent {
        id: ConsentId(d.fresh()),
        about: subject,
        what: new.what.clone(),
        given: new.given,
        by: d.long(subject, "by", &new.by),
        how: d.long(subject, "how", &new.how),
        on: new.on,
        until: new.until,
        withdrawn: None,
        recorded_by: d.ctx.by.clone(),
    };
    let (what, answer) = (consent.what.words(), if consent.given { "Consent" } else { "Refusal" });
    note_photos(d, &consent);
    d.put(consent);
    Ok((format!("{answer} recorded: {what}."), subject))
}

/// R13: a consent to photographs, its refusal or its end is what the child's page says of them, in the same change;
/// unless another was recorded since.
fn note_photos(d: &mut Draft<'_>, consent: &Consent) {
    let (Subject::Child(id), ConsentTo::Photographs) = (consent.about, &consent.what) else { return };
    let later = status::photo_consent(d.world, id, d.ctx.today)
        .is_some_and(|other| other.id != consent.id && (other.on, other.id) > (consent.on, consent.id));
    let Ok(child) = d.child(id) else { return };
    let photos = status::by_consent(consent, child.photos, d.ctx.today);
    if !later && child.photos != photos {
        d.put(Child { photos, ..child });
    }
}

pub(super) fn withdraw(d: &mut Draft<'_>, id: ConsentId, by: &str, on: NaiveDate) -> Outcome {
    let Some(mut consent) = d.world.consent(id).cloned() else {
        let sentence = "This consent is not in the scheme any more. Go back and look for it there.";
        return Err(Finding::new(RuleId::H3, Subject::Scheme, sentence));
    };
    let subject = consent.about;
    d.not_ahead(subject, "on", on);
    d.not_before(subject, "on", on, consent.on, "the day on which it was given");
    d.need(subject, "by", by, "Say by name who takes it back.");
    if !consent.given || consent.withdrawn.is_some() {
        let sentence = "There is no consent here to take back: it was refused, or taken back before.";
        return Err(Finding::new(RuleId::H3, subject, sentence));
    }
    consent.withdrawn = Some(Said::new(d.long(subject, "by", by), on));
    let what = consent.what.words();
    note_photos(d, &consent);
    d.put(consent);
    Ok((format!("Consent taken back: {what}. Nothing more is told on it."), subject))
}

/// A finding of the ledger: nothing leaves without it.
fn ledger(subject: Subject, field: &'static str, sentence: impl Into<String>) -> Finding {
    Finding::new(RuleId::R80a, subject, sentence).at(field)
}

pub(super) fn release(d: &mut Draft<'_>, new: &NewRelease) -> Outcome {
    let subject = new.about;
    let Some(audience) = Audience::of(d.world, new.to, subject, d.ctx.today) else {
        let sentence = format!("There is nobody here who is {}. Choose another reader.", new.to.words());
        return Err(ledger(subject, "to", sentence));
    };
    if new.purpose.trim().is_empty() {
        d.find(ledger(subject, "purpose", "Say for what it is told: nothing leaves without a purpose."));
    }
    if new.recipient.trim().is_empty() {
        d.find(ledger(subject, "recipient", "Say by name to whom it is told."));
    }
    if new.basis.is_none() {
        d.find(ledger(subject, "basis", "Say on which basis it is told: nothing leaves without one."));
    }
    if new.things.is_empty() {
        d.find(ledger(subject, "things", "Say what is told."));
    }
    if let Some(Basis::Safeguarding(test)) = &new.basis {
        for (field, words) in test.missing() {
            d.find(ledger(subject, field, format!("The override needs its whole test. Say {words}.")));
        }
    }
    if let Some(visitor) = audience.as_visitor().filter(|_| !of_the_allegation(d, new)) {
        d.find_all(judge::nothing_told(d.world, visitor, d.ctx.today, subject));
    }
    let withheld = withheld(d, new, audience);
    let basis = new.basis.clone().map(|basis| tidied(d, subject, basis));
    record(d, new, basis, withheld)
}

/// Whether a team manager tells of the allegation itself, and of nothing else: its own rows say when that may be (R73).
fn of_the_allegation(d: &Draft<'_>, new: &NewRelease) -> bool {
    let alleged = |told: &Released| matches!(told.row, 24 | 25);
    d.ctx.role.may_see_restricted() && !new.things.is_empty() && new.things.iter().all(alleged)
}

/// Finds against everything that is to be told and may not be; counts what is left out of the rows that are told.
fn withheld(d: &mut Draft<'_>, new: &NewRelease, audience: Audience) -> Vec<(u8, u32)> {
    let world = d.world;
    let request = Request {
        audience,
        subject: new.about,
        purpose: &new.purpose,
        reports: &new.reports,
        today: d.ctx.today,
        release: None,
    };
    let mut all = items(world, new.about, &new.reports, d.ctx.today);
    // The numbers on the visitor's card are no record of the child's.
    let asked_for = |item: &Item| new.things.iter().any(|t| t.row == item.row && t.thing == item.thing);
    all.extend(emergency(world, audience).into_iter().filter(asked_for));
    let mut left_out = std::collections::BTreeMap::<u8, u32>::new();
    let mut against = Vec::new();
    let mut given = Vec::new();
    for thing in &new.things {
        if !all.iter().any(|item| item.row == thing.row && thing.thing.covers(&item.thing)) {
            against.push(ledger(
                new.about,
                "things",
                "What is to be told is not on record here. Choose it again.",
            ));
        }
    }
    let judged: Vec<(&Item, Judged)> =
        all.iter().map(|item| (item, disclose::judge(world, &request, item))).collect();
    // Of several of one name, such as the certificates of a visitor, the one that may be told is the one that is meant.
    let namesake = |item: &Item| {
        let same = |other: &Item| other.row == item.row && other.thing == item.thing;
        judged.iter().any(|(other, judged)| matches!(judged, Judged::Shown(_)) && same(other))
    };
    for (item, answer) in &judged {
        let item = *item;
        let asked = new.things.iter().any(|t| t.row == item.row && t.thing.covers(&item.thing));
        match answer {
            Judged::Shown(_) => given.extend(asked.then_some(item)),
            Judged::Withheld(row, _) if !asked => *left_out.entry(*row).or_default() += 1,
            Judged::Unspoken if !asked => {}
            Judged::Withheld(..) | Judged::Unspoken => {
                let opened = matches!(new.basis, Some(Basis::Safeguarding(_)))
                    && column(world, audience, item, d.ctx.today)
                        .is_some_and(|c| disclose::Row::of(item.row).is_some_and(|r| r.cell(c).by_override));
                if opened {
                    given.push(item);
                } else if !namesake(item) {
                    against.push(refused(new, item.row));
                } else if let Judged::Withheld(row, _) = answer {
                    *left_out.entry(*row).or_default() += 1;
                }
            }
        }
    }
    against.dedup_by(|a, b| a.rule == b.rule && a.sentence == b.sentence);
    against.extend(without_policy_document(d, new, &given));
    d.find_all(against);
    left_out.into_iter().collect()
}

/// R102: what needs a condition of its own leaves the house, and nobody has noted where the document is that says which.
fn without_policy_document(d: &Draft<'_>, new: &NewRelease, told: &[&Item]) -> Option<Finding> {
    let outside = !matches!(new.to, Reader::Coordinator | Reader::TeamManager);
    let noted = d.world.scheme().is_some_and(|scheme| scheme.evidence.contains_key(&RuleId::R102));
    let classes = told.iter().map(|item| item.class);
    let missing = outside && !noted && classes.into_iter().any(Class::needs_a_condition);
    missing.then(|| {
        let sentence = "Special category or criminal offence data is told. Note where the appropriate policy document \
                        for it is kept, as the evidence for R102.";
        Finding::new(RuleId::R102, new.about, sentence).at("things")
    })
}

/// Why something asked for does not leave: what the child said by R30, anything else by R80a.
fn refused(new: &NewRelease, row: u8) -> Finding {
    let title = disclose::Row::of(row).map_or("", |r| r.title);
    let whom = new.to.words();
    if matches!(row, 20 | 26) {
        let sentence = format!(
            "What the child says is confidential and is not told to {whom} without the child's consent. Record the \
             consent first, or the safeguarding override where the matrix allows one."
        );
        return Finding::new(RuleId::R30, new.about, sentence).at("things");
    }
    let sentence = format!(
        "\"{title}\" (row {row}) is withheld from {whom}. Record the consent that it needs, or the safeguarding override \
         with its whole test where the matrix allows one."
    );
    ledger(new.about, "things", sentence)
}

fn tidied(d: &mut Draft<'_>, subject: Subject, basis: Basis) -> Basis {
    let Basis::Safeguarding(test) = basis else { return basis };
    Basis::Safeguarding(OverrideTest {
        risk: d.long(subject, "risk", &test.risk),
        necessary: d.long(subject, "necessary", &test.necessary),
        proportionate: d.long(subject, "proportionate", &test.proportionate),
        relevant: d.long(subject, "relevant", &test.relevant),
        accurate: d.line(subject, "accurate", test.accurate.as_deref()),
        timely: d.line(subject, "timely", test.timely.as_deref()),
        secure: d.line(subject, "secure", test.secure.as_deref()),
        decided_by: d.long(subject, "decided_by", &test.decided_by),
        child_told: test.child_told,
        why_not_told: d.line(subject, "why_not_told", test.why_not_told.as_deref()),
    })
}

fn record(d: &mut Draft<'_>, new: &NewRelease, basis: Option<Basis>, withheld: Vec<(u8, u32)>) -> Outcome {
    let subject = new.about;
    let release = Release {
        id: ReleaseId(d.fresh()),
        about: subject,
        to: new.to,
        recipient: d.long(subject, "recipient", &new.recipient),
        purpose: d.long(subject, "purpose", &new.purpose),
        basis,
        things: new.things.clone(),
        withheld,
        by: d.ctx.by.clone(),
        at: d.ctx.now,
        refused: None,
        card: None,
    };
    d.put(release.kept());
    Ok((format!("Released to {} and logged.", new.to.words()), subject))
}

/// A request that is turned down stands in the ledger as well.
pub(super) fn refuse(d: &mut Draft<'_>, new: &NewRelease, reason: &str) -> Outcome {
    let subject = new.about;
    d.need(subject, "reason", reason, "Say why it is refused.");
    d.need(subject, "recipient", &new.recipient, "Say by name who asked.");
    if new.things.is_empty() {
        d.find(Finding::new(RuleId::H1, subject, "Say what was asked for.").at("things"));
    }
    if new.things.iter().any(|asked| disclose::Row::of(asked.row).is_none()) {
        let sentence = "What was asked for is no kind of information that there is. Choose it again.";
        d.find(Finding::new(RuleId::H1, subject, sentence).at("things"));
    }
    let release = Release {
        id: ReleaseId(d.fresh()),
        about: subject,
        to: new.to,
        recipient: d.long(subject, "recipient", &new.recipient),
        purpose: d.long(subject, "purpose", &new.purpose),
        basis: None,
        things: new.things.clone(),
        withheld: Vec::new(),
        by: d.ctx.by.clone(),
        at: d.ctx.now,
        refused: Some(d.long(subject, "reason", reason)),
        card: None,
    };
    d.put(release.kept());
    Ok((format!("Refusal to {} logged.", new.to.words()), subject))
}

/// The visitor of a match is given the card as it stands today (R44, R12).
pub(super) fn issue_card(d: &mut Draft<'_>, id: MatchId) -> Outcome {
    let m = d.match_(id)?;
    let subject = Subject::Match(id);
    if !m.is_live_after(d.ctx.today) {
        let sentence = "The match has ended, so no card is given out. Record that the pack came back.";
        return Err(Finding::new(RuleId::H3, subject, sentence));
    }
    let Some(visitor) = d.world.visitor(m.visitor) else {
        return Err(Finding::new(RuleId::H3, subject, "The visitor of this match is not on record."));
    };
    d.find_all(judge::nothing_told(d.world, m.visitor, d.ctx.today, subject));
    let card = briefing(d.world, m.child, m.visitor, d.ctx.today);
    if lacks_number(&card) {
        let sentence =
            "The card has no number of a duty team. Record it for the scheme, then give the card again.";
        d.find(Finding::new(RuleId::R42, subject, sentence).level(Level::Warn));
    }
    let mut rows: Vec<u8> = card.sections().iter().flat_map(|s| s.lines()).map(|line| line.row()).collect();
    rows.sort_unstable();
    rows.dedup();
    let about = Subject::Child(m.child);
    let before = d.world.releases_about(subject).filter_map(|r| r.card).map(|c| c.version).max();
    let release = Release {
        id: ReleaseId(d.fresh()),
        // The deadline on a card that has changed, and the next version, look for it on the match.
        about: subject,
        to: Reader::Visitor,
        recipient: visitor.name.full(),
        purpose: "briefing before outings".to_owned(),
        basis: Some(Basis::Matrix),
        things: rows
            .into_iter()
            .map(|row| Released { row, thing: Thing { subject: about, name: None } })
            .collect(),
        withheld: card.withheld().iter().map(|w| (w.row(), w.count())).collect(),
        by: d.ctx.by.clone(),
        at: d.ctx.now,
        refused: None,
        card: Some(CardIssued {
            version: before.unwrap_or(0).saturating_add(1),
            fingerprint: fingerprint(&card),
        }),
    };
    let version = before.unwrap_or(0).saturating_add(1);
    d.put(release);
    let on = words::short(d.ctx.today, d.ctx.today);
    Ok((format!("{}: card version {version} given to the visitor, {on}.", m.reference()), subject))
}

/// Figures are given to management (R80a). That small counts are hidden in them is said, so that nobody adds them up
/// again by hand (R109).
pub(super) fn give_figures(d: &mut Draft<'_>, period: Period, recipient: &str, purpose: &str) -> Outcome {
    let subject = Subject::Scheme;
    d.not_ahead(subject, "until", period.until);
    d.not_before(subject, "until", period.until, period.from, "the first day of the period");
    if recipient.trim().is_empty() {
        d.find(ledger(subject, "recipient", "Say by name to whom the figures are given."));
    }
    if purpose.trim().is_empty() {
        d.find(ledger(subject, "purpose", "Say for what they are given: nothing leaves without a purpose."));
    }
    let counted = figures(d.world, period, d.ctx.role);
    let hidden = counted.hidden();
    let n: u32 = hidden.iter().map(|(_, n)| n).sum();
    if n > 0 {
        let numbers =
            if n == 1 { "1 number is hidden".to_owned() } else { format!("{n} numbers are hidden") };
        let sentence = format!(
            "In these figures {numbers}: fewer than {}, or one that would give such a number away. Do not fill in by \
             hand what is hidden.",
            counted.least()
        );
        d.find(Finding::new(RuleId::R109, subject, sentence).at("until"));
    }
    let thing = Thing { subject, name: Some(format!("figures {} {}", period.from, period.until)) };
    let release = Release {
        id: ReleaseId(d.fresh()),
        about: subject,
        to: Reader::Management,
        recipient: d.long(subject, "recipient", recipient),
        purpose: d.long(subject, "purpose", purpose),
        basis: Some(Basis::Matrix),
        things: counted.rows().into_iter().map(|row| Released { row, thing: thing.clone() }).collect(),
        withheld: hidden,
        by: d.ctx.by.clone(),
        at: d.ctx.now,
        refused: None,
        card: None,
    };
    d.put(release);
    Ok((format!("Figures from {} given and logged.", period.words()), subject))
}

/// What left by a step of its own stands in the ledger as well (R80a): the visitor's details that the child was
/// given, a briefing.
pub(super) fn handed_out(
    d: &mut Draft<'_>,
    about: Subject,
    to: Reader,
    (recipient, purpose): (String, &str),
    (basis, things): (Basis, Vec<Released>),
) {
    let (recipient, at) = (Some(recipient), d.ctx.now);
    told(d, Told { about, to, recipient, purpose, basis, things, withheld: Vec::new(), at });
}
