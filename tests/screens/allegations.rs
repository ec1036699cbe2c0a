//! An allegation told in keys, by a team manager; and what a co-ordinator sees meanwhile: an ordinary pause.

use crate::ground::{At, flat, moment, opened, opened_by_a_coordinator, today};
use domain::command::{AllegationStep, Command, NewAllegation};
use domain::deadline::Band;
use domain::record::{AdviceKind, HarmNature, OutcomeWord, Party, Pause, Subject};
use domain::rule::RuleId;
use domain::world::World;

/// Does something, and holds that it was said to be done.
#[track_caller]
fn done(at: &mut At, keys: &str, said: &str) {
    at.keys(keys).moment();
    at.says(said).silent("Not saved").silent("This stands against it");
}

/// A visitor of the demonstration who visits a child and has a visit booked.
fn visitor_with_a_visit(world: &World) -> (domain::id::VisitorId, String) {
    let booked = |id| domain::judge::booked_while_paused(world, id, today());
    let serving = world.visitors().filter(|v| v.is_serving() && !v.is_suspended(today()));
    let found = serving.filter(|v| world.open_matches_of_visitor(v.id).count() == 1);
    let v = found.into_iter().find(|v| !booked(v.id).is_empty()).expect("somebody with a visit booked");
    (v.id, v.reference().to_string())
}

/// An allegation comes in, on the page of a visitor with a visit booked.
fn come_in(at: &mut At) {
    let (_, reference) = visitor_with_a_visit(at.world());
    at.keys(&format!("2 / '{reference}' Enter Enter"));
    done(at, "A 'He shouted.' Tab 'The carer' Tab 'n' Tab Tab '8:00' F2", "Allegation AL-0001 received.");
}

/// An allegation that has come as far as its outcome, so that every step can be begun; only once in a file.
pub fn received(at: &mut At) {
    if at.world().allegations().count() > 0 {
        return;
    }
    come_in(at);
    done(at, "Z l 'Olwen' F2", "the LADO was told.");
    done(at, "c 'the manager' F2", "the internal complaint procedure is open.");
    done(at, "o 'uu' Tab 'Olwen' F2", "the outcome is recorded.");
    done(at, "E F2", "the appointment is ended.");
    at.keys("Esc Esc / Esc");
}

#[track_caller]
fn due(at: &At, rule: RuleId) -> usize {
    let of_it =
        |d: &&domain::deadline::Deadline| d.rule == rule && matches!(d.subject, Subject::Allegation(_));
    at.desk().deadlines.iter().filter(of_it).count()
}

/// Whether a line of the allegation stands on Deadlines.
#[track_caller]
fn stands(at: &At, what: &str) -> bool {
    let of_it = |d: &domain::deadline::Deadline| matches!(d.subject, Subject::Allegation(_));
    at.desk().deadlines.iter().any(|d| of_it(d) && d.what == what)
}

/// From the first call to the closing, with the keys of a team manager.
#[test]
fn an_allegation_from_the_first_call_to_its_closing() {
    let mut at = opened(80, 24);
    let (id, reference) = visitor_with_a_visit(at.world());
    at.keys(&format!("2 / '{reference}' Enter Enter")).says(&reference);
    at.keys("A").says("New allegation").says("What was alleged, in the words used");
    let said = "'He grabbed my arm.' Tab 'Jo Barker, the carer' Tab 'n' Tab Tab '8:00' F2";
    done(&mut at, said, "Allegation AL-0001 received. Visits are paused, and the LADO's clock is running.");
    // Everybody reads the neutral words; the manager finds her way to the rest.
    at.says("visits are paused; see team manager");
    at.keys("Z")
        .says("Allegation about")
        .says("AL-0001")
        .says("Do not speak to the visitor or the child about it");
    at.says("LADO not told: by 08:00 Tue 24 Nov").says("still booked");
    // The clock is on top of the list, cannot be put off, and leads to its form.
    at.keys("5 g");
    assert_eq!(at.desk().deadlines.iter().next().unwrap().band, Band::Clock);
    at.keys("/ 'LADO not told' Enter").says("LADO not told");
    at.keys("s").says("cannot be put off");
    at.keys("Enter").says("LADO told");
    done(&mut at, "'Ola Grant' Tab 'L-77' Tab Tab '8:05' F2", "Allegation AL-0001: the LADO was told.");
    assert_eq!((due(&at, RuleId::R71), due(&at, RuleId::R73)), (0, 1));
    // The visits are seen before they are cancelled, and one undo brings them back.
    at.keys(&format!("Esc Esc 2 / '{reference}' Enter Enter Z B")).says("Cancel what is booked");
    done(&mut at, "F2", "Visits are paused:");
    assert!(!stands(&at, "Visits still booked") && stands(&at, "Pause not told"));
    at.keys("u").moment().says("Taken back: Visits are paused:");
    assert!(stands(&at, "Visits still booked"));
    done(&mut at, "B F2", "Visits are paused:");
    // Step by step: n is always the next.
    at.keys("n").says("Is the child safe?");
    done(&mut at, "'y' Tab 'Sal Moss' F2", "whether the child is safe is recorded.");
    at.keys("n").says("Team manager told");
    done(&mut at, "'Maya Stone' Tab 'Jo Barker' F2", "the team manager was told.");
    done(
        &mut at,
        "d Space Tab 'Do not speak to him yet.' Tab 'Ola Grant' F2",
        "what the LADO advised is recorded.",
    );
    for who in ["'c'", "'cc'", "'s'"] {
        assert!(stands(&at, "Pause not told"));
        done(&mut at, &format!("w {who} Tab 'Maya Stone' F2"), "that visits are paused was passed on.");
    }
    assert!(!stands(&at, "Pause not told"));
    // R104: a step is not taken back, and the grey key says why.
    at.keys("u").moment().says("What is recorded about an allegation is kept, and not taken back.");
    done(&mut at, "c 'Maya Stone' F2", "the internal complaint procedure is open.");
    // A call with the visitor is recorded, and she is reminded.
    at.keys("x").says("closed with its outcome");
    done(&mut at, "a 'Ola Grant' F2", "the LADO agrees that the visitor is told.");
    at.silent("Do not speak to the visitor or the child");
    assert!(stands(&at, "Visitor not told"));
    done(&mut at, "T 'Maya Stone' Tab Tab 'Bo Lind' F2", "the visitor was told.");
    assert!(!stands(&at, "Visitor not told") && stands(&at, "Outcome awaited"));
    done(&mut at, "o 'uu' Tab 'Ola Grant' F2", "the outcome is recorded.");
    done(&mut at, "b 'Lifts are agreed beforehand.' Tab Tab '20 12' F2", "the visitor may visit again.");
    assert!(!at.world().visitor(id).unwrap().is_suspended(today()));
    done(&mut at, "X 'answered' F2", "the internal complaint procedure has ended.");
    done(&mut at, "S 'Maya Stone' F2", "the summary was given.");
    done(&mut at, "K 'Maya Stone' F2", "the child was offered a talk and another visitor.");
    done(&mut at, "r 'Lifts are agreed.' F2", "what was learned is recorded.");
    assert!(stands(&at, "Allegation not closed"));
    done(&mut at, "n 'Back with a plan.' F2", "Allegation AL-0001: closed.");
    assert!(at.desk().deadlines.iter().all(|d| !matches!(d.subject, Subject::Allegation(_))));
    at.keys("Alt-a").says("Allegations, for team managers").says("AL-0001").says("closed");
    at.keys("Enter").says("outcome: unfounded");
    at.is_kept_as_if_made_anew();
    at.holds_what_was_shown();
}

/// What each reader would get of an allegation is looked at, and the referral to the LADO leaves and is written down, where
/// only team managers read it.
#[test]
fn the_referral_to_the_lado_leaves_by_the_door() {
    let mut at = opened(80, 24);
    come_in(&mut at);
    at.keys("Z : 'preview as' Enter").says("Visits are paused.").silent("He shouted.");
    for _ in 0..9 {
        if !flat(&at.screen()).contains("what the LADO would get") {
            at.keys("l");
        }
    }
    at.says("what the LADO would get").says("He shouted.");
    done(&mut at, "r 'Ola Grant' Tab 'referral' F2", "Released to the LADO and logged.");
    let told: Vec<_> = at.world().releases().filter(|r| r.is_of_allegation()).cloned().collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].things.iter().any(|t| t.row == 24) && told[0].things.iter().any(|t| t.row == 25));
    assert_eq!(
        at.world().clone().without_restricted().releases().filter(|r| r.is_of_allegation()).count(),
        0
    );
    at.keys("Esc u").moment().says("cannot be taken back");
}

/// Stands in every text of the allegation, with a number of its own.
const MARKER: &str = "Quernstone";

struct Marks(u32);

impl Marks {
    fn next(&mut self) -> String {
        self.0 += 1;
        format!("{MARKER} {}", self.0)
    }
}

/// An allegation with a word in every field, and every step that leaves the visits paused.
fn everything(world: &World, visitor: domain::id::VisitorId) -> Vec<Command> {
    let mut mark = Marks(0);
    let open = world.open_matches_of_visitor(visitor).last();
    let (at, on) = (moment(), today());
    let new = NewAllegation {
        visitor,
        match_id: open.map(|m| m.id),
        children: open.map(|m| m.child).into_iter().collect(),
        received: at,
        from: mark.next(),
        natures: vec![HarmNature::Physical],
        significant_harm: true,
        happened: Some(mark.next()),
        what: mark.next(),
    };
    let id = domain::id::AllegationId([0; 16]);
    let steps = [
        AllegationStep::ChildSafe { safe: true, by: mark.next(), at, note: Some(mark.next()) },
        AllegationStep::ManagerTold { at, who: mark.next(), by: mark.next() },
        AllegationStep::LadoTold { at, name: mark.next(), reference: Some(mark.next()) },
        AllegationStep::Advised {
            at,
            by: mark.next(),
            kinds: vec![AdviceKind::Meeting],
            threshold: Some(true),
            words: mark.next(),
        },
        AllegationStep::PauseTold { who: Party::Child, by: mark.next(), on },
        AllegationStep::Met { on, what: mark.next(), decided: None },
        AllegationStep::ComplaintOpened { by: mark.next(), on, note: Some(mark.next()) },
        AllegationStep::Ended { word: OutcomeWord::Unfounded, by: mark.next(), on },
        AllegationStep::Learned { words: mark.next() },
    ];
    let steps = steps.map(|step| Command::TakeAllegationStep { allegation: id, step: Box::new(step) });
    std::iter::once(Command::ReceiveAllegation { allegation: Box::new(new) }).chain(steps).collect()
}

fn ordinary(_: &World, visitor: domain::id::VisitorId) -> Vec<Command> {
    let reason = Some(Pause::SEE_MANAGER.to_owned());
    vec![Command::SuspendVisitor { visitor, on: today(), reason, by_manager: true }]
}

/// Where a co-ordinator may look, and what she may press there.
fn ways(reference: &str, match_ref: &str) -> Vec<String> {
    let visitor = format!("Esc Esc 2 / '{reference}' Enter Enter");
    let mut ways: Vec<String> =
        ["1", "2", "3", "4", "5", "5 G", "5 ?", "2 B", "2 B B", "Alt-o", "Esc Esc 5 o", "i", "i"]
            .map(str::to_owned)
            .into();
    ways.extend(["", "?", "Esc H", "Esc A", "Z", "Alt-a", "Esc Esc"].map(str::to_owned));
    for keys in [
        "",
        "?",
        "H",
        "A",
        "Z",
        "Alt-a",
        "W F2",
        "S",
        "w",
        "x",
        "N",
        ": 'alleg'",
        ": 'LADO'",
        ": 'manager'",
        "u",
        "y",
        "!",
    ] {
        ways.push(format!("{visitor} {keys}"));
        ways.push("Esc Esc Esc Esc".to_owned());
    }
    for keys in ["", "p 'sat' F2", "Esc H", "Esc R", "r"] {
        ways.push(format!("Esc Esc Esc 3 / '{match_ref}' Enter Enter {keys}"));
    }
    for sought in [MARKER, "AL-0001", "allegation", "LADO"] {
        ways.extend((1..=5).map(|tab| format!("Esc Esc Esc Esc {tab} / '{sought}' Enter Esc")));
    }
    ways
}

/// The real loop twice, over the file with the allegation and over one with an ordinary pause: every screen is the same,
/// and none holds a word of it.
#[test]
fn a_coordinator_sees_an_ordinary_pause_on_every_screen() {
    let mut alleged = opened_by_a_coordinator(&visitor_with_a_visit, &everything);
    let mut paused = opened_by_a_coordinator(&visitor_with_a_visit, &ordinary);
    assert_eq!(alleged.world().allegations().count(), 0);
    let visitor =
        alleged.world().visitors().find(|v| v.is_paused_by_manager(today())).expect("somebody is paused");
    let open = alleged.world().open_matches_of_visitor(visitor.id).last().expect("a match");
    let ways = ways(&visitor.reference().to_string(), &open.reference().to_string());
    // Ids tell the number of their change, and letting her in was a later one there; everything else is the same.
    let (a, b) = (alleged.world(), paused.world());
    assert!(a.visitors().eq(b.visitors()) && a.children().eq(b.children()) && a.matches().eq(b.matches()));
    assert!(a.ledgers().eq(b.ledgers()) && a.notes().eq(b.notes()) && a.counters() == b.counters());
    let mut said = false;
    for keys in ways {
        let screens = [&mut alleged, &mut paused].map(|at| {
            if !keys.is_empty() {
                at.keys(&keys);
            }
            at.moment();
            at.screen()
        });
        let typed =
            keys.contains(MARKER) || keys.contains("alleg") || keys.contains("AL-") || keys.contains("LADO");
        // How many changes there were is no secret of a file: its number is shown at every opening.
        let number = |screen: &String| {
            screen.lines().filter(|l| !l.contains(" change ")).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(number(&screens[0]), number(&screens[1]), "after {keys}");
        // The published procedures, by which a concern's clock runs, tell of no allegation.
        let shown = flat(&screens[0]).replace("LADO procedures (North Yorkshire", "");
        for word in [MARKER, "llegation", "AL-0001", "LADO"] {
            let mine = typed && shown.matches(word).count() <= 2;
            assert!(mine || !shown.contains(word), "{word} after {keys}\n{}", screens[0]);
        }
        said |= shown.contains(Pause::SEE_MANAGER);
    }
    assert!(said, "the neutral words are read somewhere");
}

/// The test of the test: opened by the manager, the same file shows it.
#[test]
fn the_manager_sees_what_the_coordinator_does_not() {
    let mut at = opened(80, 24);
    let (_, reference) = visitor_with_a_visit(at.world());
    let said = format!("2 / '{reference}' Enter Enter A '{MARKER}' Tab 'carer' Tab 'n' Tab Tab '8:00' F2");
    at.keys(&said).moment();
    at.keys("Z").says(MARKER);
    at.keys("Esc : 'alleg'").says("Go to the allegation against this visitor");
}

/// Who reads an allegation is written down in the sealed half of the journal: each opening, and once in a sitting that
/// its line was looked at.
#[test]
fn whoever_opens_an_allegation_is_written_down() {
    let mut at = opened(80, 24);
    come_in(&mut at);
    let changes = |at: &At| at.desk().head.seq;
    let before = changes(&at);
    at.keys("Alt-a").says("AL-0001");
    at.keys("Esc").moment();
    assert_eq!(changes(&at), before + 1, "the list names the visitor");
    at.keys("Alt-a Esc").moment();
    assert_eq!(changes(&at), before + 1, "once a sitting");
    at.keys("Z").moment().says("Allegation about");
    assert_eq!(changes(&at), before + 2);
    at.keys("Esc Z").moment();
    assert_eq!(changes(&at), before + 3, "each time");
    // A note of what was read stands in nobody's way: what is taken back is the change before.
    at.keys("Esc u").silent("was read");
    at.holds_what_was_shown();
}

/// The reasons of an allegation's deadline name the visitor, and its form goes straight from there: both are read.
#[test]
fn the_line_of_an_allegation_on_deadlines_is_a_read_once_a_sitting() {
    let mut at = opened(120, 40);
    let notes = |at: &At| {
        let (file, _) = crate::ground::reread(&at.path);
        let journal = file.journal(None, 40).unwrap();
        file.close().unwrap();
        journal.iter().filter(|entry| entry.command == "note-access").count()
    };
    come_in(&mut at);
    let changes = |at: &At| at.desk().head.seq;
    let before = changes(&at);
    at.keys("Esc 5").moment();
    let on = |at: &At| at.desk().deadline().is_some_and(|d| matches!(d.subject, Subject::Allegation(_)));
    at.keys("G").moment();
    assert!(!on(&at), "the last line is another");
    let seen = changes(&at) - before;
    at.keys("Home j j").moment();
    assert!(on(&at), "the clock stands third: {}", at.screen());
    assert_eq!((seen, changes(&at) - before), (seen, 1));
    at.keys("G Home j j Enter").moment().says("LADO");
    at.keys("Esc").moment();
    assert_eq!(changes(&at), before + 1, "once");
    // In the next sitting anew, and not when nothing can be written down: then it is not read either.
    at.again();
    at.keys("j j").moment();
    assert!(on(&at));
    assert_eq!(changes(&at), before + 2);
    at.keys("q");
    at.runner.close().unwrap();
    assert_eq!(notes(&at), 2);
}
