//! Every rule of a pairing, met or not, with the record that shows it. What stands against two people is what
//! [`judge::propose`] finds, word for word; here it is put in a fixed order, and what is in order gets its proof.

use crate::calendar::{age_on, birthday, words};
use crate::finding::{Cure, Finding};
use crate::judge;
use crate::people::is_shown;
use crate::record::{Child, ChildView, Module, Said, Subject, Visitor};
use crate::rule::{Level, ParamId, RuleId};
use crate::status::{ended_word, running_of_visitor, runs};
use crate::world::World;
use chrono::NaiveDate;

/// What became of one rule.
#[derive(Clone, PartialEq)]
pub enum Verdict {
    /// Met; the words that show it: `approved Sun 2 Aug`.
    Pass(String),
    /// It does not stand in the way, and is to be looked at: a rule that warns.
    Note(Finding),
    /// It stands in the way.
    Fail(Finding),
    /// Nobody has answered. It stands in the way when its level is [`Level::Override`] or higher.
    Unknown(Finding),
}

impl Verdict {
    /// The verdict that a finding amounts to.
    #[must_use]
    pub fn of(finding: Finding) -> Self {
        match (finding.unknown, finding.level >= Level::Override) {
            (true, _) => Self::Unknown(finding),
            (false, true) => Self::Fail(finding),
            (false, false) => Self::Note(finding),
        }
    }

    /// The finding, when the rule is not simply met.
    #[must_use]
    pub const fn finding(&self) -> Option<&Finding> {
        match self {
            Self::Pass(_) => None,
            Self::Note(f) | Self::Fail(f) | Self::Unknown(f) => Some(f),
        }
    }

    /// The proof, or the sentence of the finding.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Pass(proof) => proof,
            Self::Note(f) | Self::Fail(f) | Self::Unknown(f) => &f.sentence,
        }
    }
}

/// One rule of a pairing, judged.
#[derive(Clone, PartialEq)]
pub struct Check {
    /// The rule.
    pub rule: RuleId,
    /// What it asks, in a few words: `DBS`.
    pub what: &'static str,
    /// What became of it. The finding carries the cure.
    pub verdict: Verdict,
}

crate::record::withheld!(Verdict, Check);

/// What the proofs are read from.
struct Pair<'a> {
    world: &'a World,
    child: &'a Child,
    visitor: &'a Visitor,
    today: NaiveDate,
}

/// One row of the list: its rule, its name, which findings are its own, and what it says when there is none.
struct Row {
    rule: RuleId,
    what: &'static str,
    takes: fn(&Finding) -> bool,
    otherwise: fn(&Pair<'_>) -> Verdict,
}

/// The order in which the rules are shown: the child first, then the visitor.
const ROWS: &[Row] = &[
    row(RuleId::R3, "looked after", |f| f.rule == RuleId::R3, looked_after),
    row(RuleId::R6, "age", |f| matches!(f.rule, RuleId::R4 | RuleId::R6), age),
    row(RuleId::R54, "the child's view", |f| f.rule == RuleId::R54, view),
    row(RuleId::R8, "asked", |f| f.rule == RuleId::R8, asked),
    row(RuleId::R38, "risk", |f| matches!(f.rule, RuleId::R38 | RuleId::R38a), risk),
    row(RuleId::H3, "no other visitor", is_other_match, no_other_visitor),
    row(RuleId::R16, "approved", |f| f.rule == RuleId::R16, approved),
    row(RuleId::R48, "DBS", |f| matches!(f.rule, RuleId::R2 | RuleId::R48), dbs),
    row(RuleId::R85d, "core training", |f| matches!(f.rule, RuleId::R50 | RuleId::R85d), trained),
    row(RuleId::R57, "independence", |f| f.rule == RuleId::R57, independent),
    row(RuleId::R58, "employer", |f| f.rule == RuleId::R58, employer),
    row(RuleId::R19, "free", |f| f.rule == RuleId::R19, free),
    row(RuleId::R74, "not paused", |f| f.rule == RuleId::R74, not_paused),
    row(RuleId::R95, "not on hold", |f| f.rule == RuleId::R95, not_on_hold),
    row(RuleId::H3, "no other proposal", |f| f.rule == RuleId::H3, no_proposal),
    row(RuleId::R42, "emergency contacts", |f| f.rule == RuleId::R42, contacts),
];

const fn row(
    rule: RuleId,
    what: &'static str,
    takes: fn(&Finding) -> bool,
    otherwise: fn(&Pair<'_>) -> Verdict,
) -> Row {
    Row { rule, what, takes, otherwise }
}

/// Every rule that bears on these two, in a fixed order, whatever it says. After them come those that only
/// sometimes have anything to say: driving (R85g) when the child is to be fetched, what came of these two before
/// (R45), and whatever else [`judge::propose`] finds.
#[must_use]
pub fn checks(world: &World, child: &Child, visitor: &Visitor, today: NaiveDate) -> Vec<Check> {
    checks_with(world, child, visitor, today, judge::capacity(world, today))
}

/// The same, where it is known what is to be said of the scheme as a whole (R90).
pub(super) fn checks_with(
    world: &World,
    child: &Child,
    visitor: &Visitor,
    today: NaiveDate,
    of_the_scheme: Option<Finding>,
) -> Vec<Check> {
    let pair = Pair { world, child, visitor, today };
    let mut found = judge::propose_two(world, child, visitor, today);
    found.extend(of_the_scheme);
    let mut checks = Vec::with_capacity(ROWS.len() + 2);
    for row in ROWS {
        let (own, rest): (Vec<_>, Vec<_>) = found.into_iter().partition(row.takes);
        found = rest;
        if own.is_empty() {
            let verdict = (row.otherwise)(&pair);
            let rule = verdict.finding().map_or(row.rule, |f| f.rule);
            checks.push(Check { rule, what: row.what, verdict });
        }
        checks.extend(own.into_iter().map(|f| Check {
            rule: f.rule,
            what: row.what,
            verdict: Verdict::of(f),
        }));
    }
    checks.extend(driving(&pair));
    checks.extend(before(&pair));
    checks.extend(found.into_iter().map(|f| Check {
        rule: f.rule,
        what: if f.rule == RuleId::R90 { "room in the scheme" } else { "also" },
        verdict: Verdict::of(f),
    }));
    checks
}

fn is_other_match(f: &Finding) -> bool {
    f.rule == RuleId::H2 || f.rule == RuleId::H3 && matches!(f.cure, Some(Cure::EndMatch(_)))
}

fn said(what: &str, said: &Said, today: NaiveDate) -> String {
    format!("{what} {} by {}", words::short(said.on, today), said.by)
}

fn about_child(p: &Pair<'_>, rule: RuleId, sentence: String) -> Finding {
    Finding::new(rule, Subject::Child(p.child.id), sentence).level(Level::Warn)
}

fn about_visitor(p: &Pair<'_>, rule: RuleId, sentence: String) -> Finding {
    Finding::new(rule, Subject::Visitor(p.visitor.id), sentence).level(Level::Warn)
}

fn looked_after(p: &Pair<'_>) -> Verdict {
    Verdict::Pass(match p.child.looked_after_since {
        Some(since) => format!("by {} since {}", p.child.authority, words::short(since, p.today)),
        None => format!("by {}", p.child.authority),
    })
}

/// R6, and the least usual age (R4), which only warns.
fn age(p: &Pair<'_>) -> Verdict {
    let policy = p.world.policy();
    let (age, least) = (age_on(p.child.born, p.today), policy.steps(ParamId::ChildAgeMin));
    if age < least {
        let sentence =
            format!("{} is {age}; children here are usually {least} or older.", p.child.name.short());
        return Verdict::Note(about_child(p, RuleId::R4, sentence));
    }
    let limit = policy.steps(ParamId::ChildAgeMax);
    let on = words::short_with_year(birthday(p.child.born, limit));
    Verdict::Pass(format!("{age} years old, {limit} on {on}"))
}

fn view(p: &Pair<'_>) -> Verdict {
    Verdict::Pass(match &p.child.view {
        ChildView::Wants(s) => said("wants a visitor, said", s, p.today),
        ChildView::Accepts(s) => said("goes along with it, said", s, p.today),
        // The rule itself speaks of these.
        ChildView::Objects { .. } | ChildView::ObjectsWithout(_) | ChildView::NotAsked => String::new(),
    })
}

fn asked(p: &Pair<'_>) -> Verdict {
    Verdict::Pass(p.child.wishes.asked.as_ref().map(|s| said("asked", s, p.today)).unwrap_or_default())
}

fn risk(p: &Pair<'_>) -> Verdict {
    let Some(answer) = &p.child.risk else { return Verdict::Pass(String::new()) };
    let home = if answer.home_only { ", visits at home only" } else { "" };
    Verdict::Pass(format!("{}{home} ({})", answer.headline, words::short(answer.said.on, p.today)))
}

fn no_other_visitor(p: &Pair<'_>) -> Verdict {
    let last = p
        .world
        .matches_of_child(p.child.id)
        .filter_map(|m| Some((m.ended.as_ref()?.on, m)))
        .max_by_key(|e| e.0);
    Verdict::Pass(match last {
        Some((on, m)) => {
            let word = ended_word(p.world, m, p.today);
            format!("none; {} {word} {}", m.reference(), words::short(on, p.today))
        }
        None => "none, and none before".to_owned(),
    })
}

fn approved(p: &Pair<'_>) -> Verdict {
    let since = p.visitor.stage_since().map(|on| words::short(on, p.today)).unwrap_or_default();
    Verdict::Pass(format!("approved {since}"))
}

fn dbs(p: &Pair<'_>) -> Verdict {
    let last = judge::dbs_lapses_as_of(p.world, p.visitor, p.today).and_then(|lapse| lapse.pred_opt());
    Verdict::Pass(last.map(|on| format!("to {}", words::short_with_year(on))).unwrap_or_default())
}

/// R85d, R50: the core modules, each done and not run out. Approval asks for them; here a gap warns, as the duty to
/// keep training up does.
fn trained(p: &Pair<'_>) -> Verdict {
    let missing = judge::missing_modules(p.visitor);
    let list = |modules: &[Module]| modules.iter().map(|m| m.words()).collect::<Vec<_>>().join(", ");
    let whom = p.visitor.name.short();
    if let Some(first) = missing.first() {
        let sentence = format!("Core training of {whom} is not recorded: {}.", list(&missing));
        let finding = about_visitor(p, RuleId::R85d, sentence);
        return Verdict::Note(finding.cure(Cure::RecordTraining(p.visitor.id, *first)));
    }
    let current = |module: &Module| {
        let done = p.visitor.training.iter().filter(|t| t.module == *module);
        done.into_iter().any(|t| t.expires.is_none_or(|until| p.today <= until))
    };
    let out: Vec<Module> = Module::CORE.iter().copied().filter(|m| !current(m)).collect();
    let Some(first) = out.first() else {
        let all = Module::CORE.len();
        return Verdict::Pass(format!("{all} of {all} modules"));
    };
    let sentence = format!("Core training of {whom} has run out: {}.", list(&out));
    Verdict::Note(about_visitor(p, RuleId::R50, sentence).cure(Cure::RecordTraining(p.visitor.id, *first)))
}

fn independent(p: &Pair<'_>) -> Verdict {
    let declared = p.visitor.declaration.as_ref().map(|d| said("declared", &d.said, p.today));
    Verdict::Pass(declared.unwrap_or_default())
}

/// R58: those for whom the visitor's household works were held against the home. When none was named it counts as
/// asked if independence was declared since the child moved there.
fn employer(p: &Pair<'_>) -> Verdict {
    let (who, whom) = (p.child.name.short(), p.visitor.name.short());
    let unknown = |sentence: String, cure| {
        let finding = about_visitor(p, RuleId::R58, sentence).unknown().cure(cure);
        Verdict::Unknown(finding)
    };
    let Some(home) = p.child.home(p.today) else {
        let sentence = format!("Where {who} lives is not recorded, so nobody can say who works there.");
        return unknown(sentence, Cure::ConfirmContact(p.child.id));
    };
    let places: Vec<&str> =
        [Some(home.carer.as_str()), home.provider.as_deref()].into_iter().flatten().collect();
    let places = places.join(", ");
    if !p.visitor.employers.iter().all(|e| is_shown(e)) {
        return unknown(
            format!("For whom {whom} works is not shown to readers. Ask a co-ordinator."),
            Cure::Declare(p.visitor.id),
        );
    }
    if !p.visitor.employers.is_empty() {
        return Verdict::Pass(format!("{}; not {places}", p.visitor.employers.join(", ")));
    }
    match p.visitor.declaration.as_ref().filter(|d| d.said.on >= home.from) {
        Some(d) => Verdict::Pass(format!("none named, asked {}", words::short(d.said.on, p.today))),
        None => unknown(
            format!(
                "Does {whom}, or anybody at home, work for {places}, where {who} lives? Not asked since the move."
            ),
            Cure::Declare(p.visitor.id),
        ),
    }
}

fn free(p: &Pair<'_>) -> Verdict {
    let running = running_of_visitor(p.world, p.visitor.id, p.today).count();
    let mut proof = match running {
        0 => "no child at present".to_owned(),
        n => format!("{n} of {} children", p.world.policy().get(ParamId::MatchesPerVisitor)),
    };
    // R6, R52: the law has ended these, and nobody has recorded it.
    let by_law = p.world.matches_of_visitor(p.visitor.id);
    for m in by_law.filter(|m| m.is_live(p.today) && !runs(p.world, m, p.today)) {
        proof.push_str(&format!("; {} is over by law and its end is not recorded yet", m.reference()));
    }
    Verdict::Pass(proof)
}

fn not_paused(_: &Pair<'_>) -> Verdict {
    Verdict::Pass("visits go on".to_owned())
}

fn not_on_hold(p: &Pair<'_>) -> Verdict {
    let ahead = p.visitor.holds.iter().filter(|h| h.from > p.today && h.ended.is_none_or(|end| h.from < end));
    Verdict::Pass(match ahead.map(|h| h.from).min() {
        Some(from) => format!("not now; on hold from {}", words::short(from, p.today)),
        None => "none".to_owned(),
    })
}

fn no_proposal(_: &Pair<'_>) -> Verdict {
    Verdict::Pass("none open".to_owned())
}

/// R42: given before the first visit, so that a proposal may go ahead without them.
fn contacts(p: &Pair<'_>) -> Verdict {
    match (judge::no_pack(p.visitor), &p.visitor.pack) {
        (None, Some(pack)) => {
            Verdict::Pass(format!("version {}, {}", pack.version, words::short(pack.on, p.today)))
        }
        (finding, _) => {
            finding.map_or_else(|| Verdict::Pass(String::new()), |f| Verdict::Note(f.level(Level::Warn)))
        }
    }
}

/// R85g: only when the child is to be fetched, and the visitor does not say no to that.
fn driving(p: &Pair<'_>) -> Option<Check> {
    if p.child.wishes.driver != Some(true) || p.visitor.drives == Some(false) {
        return None;
    }
    let verdict = match judge::driving(p.world, p.visitor, p.today) {
        Some(finding) => Verdict::Note(finding.level(Level::Warn)),
        None => Verdict::Pass(p.visitor.driver.as_ref().map(|d| said("papers seen", &d.said, p.today))?),
    };
    Some(Check { rule: RuleId::R85g, what: "driving", verdict })
}

/// R45: these two were proposed before, or had a match. No fault is recorded against either; it is only said.
fn before(p: &Pair<'_>) -> Option<Check> {
    let ended = p.world.matches_of_child(p.child.id).filter(|m| m.visitor == p.visitor.id);
    let matches = ended.filter_map(|m| {
        let word = ended_word(p.world, m, p.today);
        Some((m.ended.as_ref()?.on, format!("their match {} {word}", m.reference())))
    });
    let closed = p.world.proposals_of_child(p.child.id).filter(|r| r.visitor == p.visitor.id);
    let proposals = closed.filter_map(|r| {
        let closed = r.closed.as_ref().filter(|c| c.matched.is_none())?;
        let why = match (&r.child_answer, &r.visitor_answer) {
            (Some(a), _) if !a.answer.yes => ": the child said no",
            (_, Some(a)) if !a.yes => ": the visitor said no",
            _ => "",
        };
        Some((closed.on, format!("{} did not go ahead{why}", r.reference())))
    });
    let (on, what) = matches.chain(proposals).max_by_key(|(on, _)| *on)?;
    let (who, whom) = (p.child.name.short(), p.visitor.name.short());
    let sentence =
        format!("{who} and {whom} were thought of before: {what} on {}.", words::short_with_year(on));
    Some(Check {
        rule: RuleId::R45,
        what: TOGETHER_BEFORE,
        verdict: Verdict::Note(about_child(p, RuleId::R45, sentence)),
    })
}

/// Whether these two were proposed before, or had a match.
pub(super) fn were_thought_of(world: &World, child: &Child, visitor: &Visitor, today: NaiveDate) -> bool {
    before(&Pair { world, child, visitor, today }).is_some()
}

/// The name of the check that says that these two were thought of before.
pub(super) const TOGETHER_BEFORE: &str = "before";
