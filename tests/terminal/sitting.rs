//! Somebody at a terminal.

use crate::stage::Place;
use domain::deadline::Deadline;
use domain::record::Subject;
use domain::rule::RuleId;
use domain::world::World;
use rustix::process::{Pid, Signal, kill_process};
use std::path::Path;
use std::time::Duration;
use termlens::{Key, Screen, Terminal};

/// Long enough for a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// Starts the program under a shell that notes its process, tells how it ended and whether the terminal's modes
/// are what they were, and then waits, so that the screen can be looked at.
const SHELL: &str = r#"
    before=$(stty -g)
    sh -c 'echo $$ > "$0"; exec "$@"' "$@"
    code=$?
    test "$before" = "$(stty -g)" && echo "modes as before" || echo "MODES CHANGED"
    echo "ended with $code"
    read -r line
"#;

pub struct Sitting<'a> {
    pub place: &'a Place,
    pub terminal: Terminal,
}

impl<'a> Sitting<'a> {
    /// Starts a program with arguments at a terminal of some size.
    pub fn at(place: &'a Place, (w, h): (u16, u16), program: &Path, args: &[&str]) -> Self {
        let terminal = Terminal::builder()
            .size(w, h)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", place.folder.path())
            .env("LANG", "C.UTF-8")
            .timeout(PATIENCE)
            .args(["-c", SHELL, "sh"])
            .arg(place.path("process"))
            .arg(program)
            .args(args)
            .spawn("/bin/sh")
            .expect("a terminal");
        Self { place, terminal }
    }

    /// Starts befriend on the file of the place.
    pub fn started(place: &'a Place, size: (u16, u16)) -> Self {
        let file = place.file.to_str().expect("UTF-8");
        Self::at(place, size, Path::new(env!("CARGO_BIN_EXE_befriend")), &["--file", file])
    }

    /// The same, and waits for the page that asks.
    pub fn asked(place: &'a Place, size: (u16, u16)) -> Self {
        let mut sitting = Self::started(place, size);
        sitting.see("Passphrase");
        sitting
    }

    /// Starts befriend, types the passphrase and waits for the deadlines.
    pub fn open(place: &'a Place, size: (u16, u16)) -> Self {
        let mut sitting = Self::asked(place, size);
        sitting.type_(demo::PASSPHRASE).press(Key::Enter).see("Last reviewed");
        sitting
    }

    #[track_caller]
    pub fn press(&mut self, key: Key) -> &mut Self {
        self.terminal.send(key).expect("the program takes keys");
        self
    }

    #[track_caller]
    pub fn type_(&mut self, text: &str) -> &mut Self {
        self.terminal.send_str(text).expect("the program takes keys");
        self
    }

    #[track_caller]
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.terminal.paste(text).expect("the program takes what is pasted");
        self
    }

    #[track_caller]
    pub fn until(&mut self, what: impl FnMut(&Screen) -> bool) -> &mut Self {
        if let Err(error) = self.terminal.wait_until(what) {
            panic!("{error}");
        }
        self
    }

    #[track_caller]
    pub fn see(&mut self, text: &str) -> &mut Self {
        self.until(|screen| screen.contains(text))
    }

    /// The screen once it has come to rest.
    #[track_caller]
    pub fn rest(&mut self) -> Screen {
        self.terminal.wait_stable(Duration::from_millis(250)).expect("it comes to rest")
    }

    /// Sends a signal to befriend itself.
    pub fn signal(&mut self, signal: Signal) -> &mut Self {
        let noted = std::fs::read_to_string(self.place.path("process")).expect("noted");
        let pid = noted.trim().parse().ok().and_then(Pid::from_raw).expect("a process");
        kill_process(pid, signal).expect("it is there");
        self
    }

    /// Waits for the end, holds the terminal against what it was before, and gives back all that it shows.
    #[track_caller]
    pub fn ended(&mut self, code: i32) -> String {
        self.see("ended with ");
        let screen = self.rest();
        let all = screen.full_text();
        assert!(all.contains(&format!("ended with {code}\n")), "{all}");
        assert!(all.contains("modes as before"), "{all}");
        assert!(!screen.alternate_screen(), "{all}");
        assert!(!screen.bracketed_paste(), "{all}");
        assert!(screen.cursor_visible(), "{all}");
        assert_eq!(screen.mouse_mode(), termlens::MouseMode::None, "{all}");
        all
    }

    /// Opens the visit report of a match from the list of matches.
    pub fn report_on(&mut self, reference: &str) -> &mut Self {
        self.type_("3").see("the year").type_("/").type_(reference).see(&format!("/{reference}"));
        self.press(Key::Enter).type_("v").see("Visit report").see("own words")
    }
}

/// A match whose report is overdue, and the visit that its form is filled in with: the last of those that await one.
pub fn overdue(world: &World) -> (String, String) {
    let (today, now) = crate::stage::moment();
    let is_report = |d: &Deadline| d.rule == RuleId::R33 && d.days > 0;
    let line = domain::deadline::all(world, today, now).into_iter().find(is_report);
    let line = line.expect("the demonstration has a report that is overdue");
    let id = line.related.iter().chain([&line.subject]).find_map(|s| match s {
        Subject::Match(id) => Some(*id),
        _ => None,
    });
    let m = id.and_then(|id| world.match_(id)).expect("it is of a match");
    let ledger = world.ledger(m.id).expect("it has visits");
    let last = ledger.visits.iter().rev().find(|v| v.date <= today && v.awaits_report(today));
    let visit = last.expect("one is overdue").id;
    let visit = world.reference(Subject::Visit(visit)).expect("it is a visit");
    (m.reference().to_string(), visit.to_string())
}

/// Every name of a child or a visitor that stands in the text as a word of its own.
pub fn names_in<'a>(world: &World, text: &'a str) -> Vec<&'a str> {
    let children = world.children().map(|c| &c.name);
    let names: std::collections::BTreeSet<&str> = children
        .chain(world.visitors().map(|v| &v.name))
        .flat_map(|name| [name.first.as_str(), name.last.as_str()])
        .filter(|name| name.chars().count() > 2)
        .collect();
    text.split(|c: char| !c.is_alphabetic()).filter(|word| names.contains(word)).collect()
}
