//! The program as the loop sees it: locked, or a desk. Time, lock and leaving are decided here.

use crate::choosing::{Choosing, Chosen};
use crate::desk::Desk;
use crate::desk::names::Names;
use crate::engine::app::App;
use crate::engine::event::{Event, Now};
use crate::engine::layers::message::Severity;
use crate::engine::layers::secret::{Secret, SecretOutcome};
use crate::engine::layers::small;
use crate::engine::theme::Theme;
use crate::keys::Tab;
use crate::msg::{Effect, Msg, Opening};
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::record::Subject;
use domain::rule::ParamId;
use ratatui::Frame;
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// What the program is started with.
pub struct Start {
    /// The look.
    pub theme: Theme,
    /// What the lock page says above the line: the file, and for a demonstration its passphrase.
    pub notes: Vec<String>,
    /// A passphrase that came another way; the lock page is passed over at the start.
    pub passphrase: Option<Zeroizing<String>>,
    /// The file asks for a name beside the passphrase.
    pub asks_name: bool,
    /// The name, if it came another way.
    pub person: Option<String>,
    /// Another day than the clock's, for demonstrations.
    pub today: Option<NaiveDate>,
}

enum Gate {
    /// Asking for the name, or for the passphrase of that name, which is empty while the file is for one person.
    Locked(Secret, Option<String>),
    /// A passphrase was typed; it is tried after the page has been drawn once, because the derivation of the key
    /// takes a second.
    Trying(Secret, Option<(String, Zeroizing<String>)>),
    /// Unlocked by a passphrase of somebody else's making: another is chosen first, and kept once the page has been
    /// drawn.
    Choosing(Choosing, Option<Zeroizing<String>>),
    /// Open.
    Open(Box<Desk>),
}

/// What stays while the screen is locked: who it was, opaque ids and the looks, nothing about children and visitors.
struct Kept {
    by: String,
    tab: Tab,
    subject: Option<Subject>,
    names: Names,
    theme: Theme,
    mouse: bool,
}

/// The program.
pub struct Model {
    gate: Gate,
    start: Start,
    /// By how many days the chosen today is off the clock's.
    shift: Option<i64>,
    now: Option<Now>,
    last_key: Option<Instant>,
    /// Where the screen was when it locked.
    place: Option<Kept>,
    done: bool,
    /// It has stood still: nothing is shown before the time is known, because the lock may have fallen due.
    blank: bool,
    /// Why the program ended, if it did not because the user asked.
    pub ended: Option<String>,
}

impl Model {
    /// The program at its start.
    #[must_use]
    pub fn new(mut start: Start) -> Self {
        let person = if start.asks_name { start.person.take() } else { Some(String::new()) };
        let gate = match (person, start.passphrase.take()) {
            (Some(name), Some(passphrase)) => {
                let page = Self::page(&start.notes, None, Some(&name));
                Gate::Trying(busy(page), Some((name, passphrase)))
            }
            (name, _) => Gate::Locked(Self::page(&start.notes, None, name.as_deref()), name),
        };
        Self {
            gate,
            start,
            shift: None,
            now: None,
            last_key: None,
            place: None,
            done: false,
            blank: false,
            ended: None,
        }
    }

    /// The page that asks for a name, or for the passphrase of somebody.
    fn page(notes: &[String], why: Option<&str>, name: Option<&str>) -> Secret {
        let mut lines = notes.to_vec();
        lines.extend(why.map(str::to_owned));
        match name {
            None => Secret::new("befriend", lines, "Your name").shown(),
            Some(name) => {
                if !name.is_empty() {
                    lines.push(format!("Name: {name}  (Esc for another)"));
                }
                Secret::new("befriend", lines, "Passphrase")
            }
        }
    }

    /// The gate shut, asking from the beginning.
    fn shut(&self, why: Option<&str>) -> Gate {
        let name = (!self.start.asks_name).then(String::new);
        Gate::Locked(Self::page(&self.start.notes, why, name.as_deref()), name)
    }

    /// The desk, if it is open.
    #[must_use]
    pub fn desk(&self) -> Option<&Desk> {
        match &self.gate {
            Gate::Open(desk) => Some(desk),
            _ => None,
        }
    }

    /// The desk, to be looked into by tests.
    pub fn desk_mut(&mut self) -> Option<&mut Desk> {
        match &mut self.gate {
            Gate::Open(desk) => Some(desk),
            _ => None,
        }
    }

    /// The clock, moved to the chosen day.
    fn moved(&mut self, now: Now) -> (Now, NaiveDate) {
        let clock = now.local.date();
        let shift =
            *self.shift.get_or_insert_with(|| self.start.today.map_or(0, |day| (day - clock).num_days()));
        let by = Days::new(shift.unsigned_abs());
        let moved = |t: DateTime<Utc>| {
            if shift >= 0 { t.checked_add_days(by) } else { t.checked_sub_days(by) }.unwrap_or(t)
        };
        let local = if shift >= 0 { now.local.checked_add_days(by) } else { now.local.checked_sub_days(by) };
        let local = local.unwrap_or(now.local);
        (Now { utc: moved(now.utc), local, ..now }, local.date())
    }

    fn tick(&mut self, now: Now) -> Vec<Effect> {
        let (now, today) = self.moved(now);
        self.now = Some(now);
        self.blank = false;
        if self.last_key.is_none() {
            self.last_key = Some(now.instant);
        }
        match &mut self.gate {
            Gate::Locked(..) => Vec::new(),
            Gate::Choosing(_, waiting) => {
                if let Some(passphrase) = waiting.take() {
                    return vec![Effect::ChoosePassphrase { passphrase, today, now: now.utc }];
                }
                if self.lock_at().is_some_and(|at| at <= now.instant) {
                    return self.give_up_choosing();
                }
                Vec::new()
            }
            Gate::Trying(_, waiting) => {
                let unlock = |(name, passphrase)| Effect::Unlock { name, passphrase };
                waiting.take().map(unlock).into_iter().collect()
            }
            Gate::Open(desk) => {
                let mut effects = desk.tick(now, today);
                if self.lock_at().is_some_and(|at| at <= now.instant) {
                    effects.extend(
                        self.lock("Locked, because no key was pressed for a while. Nothing is lost."),
                    );
                }
                effects
            }
        }
    }

    /// When the screen locks by itself (R107).
    fn lock_at(&self) -> Option<Instant> {
        let minutes = match &self.gate {
            Gate::Open(desk) => u64::try_from(desk.world.policy().get(ParamId::IdleMinutes)).unwrap_or(5),
            Gate::Choosing(..) => 5,
            Gate::Locked(..) | Gate::Trying(..) => return None,
        };
        self.last_key.map(|at| at + Duration::from_secs(minutes * 60))
    }

    /// Keeps what is being typed, forgets everything about people, and asks again.
    fn lock(&mut self, why: &str) -> Vec<Effect> {
        let shut = self.shut(Some(why));
        let Gate::Open(mut desk) = std::mem::replace(&mut self.gate, shut) else {
            return Vec::new();
        };
        let (tab, subject) = desk.place();
        let by = desk.by.clone();
        self.place = Some(Kept { by, tab, subject, names: desk.names, theme: desk.theme, mouse: desk.mouse });
        let mut effects = desk.keep_all();
        effects.push(Effect::Lock);
        effects
    }

    fn open(&mut self, opening: Opening) {
        let Some(now) = self.now else { return };
        let today = now.local.date();
        let head = opening.head;
        let at = DateTime::from_timestamp_millis(head.at_ms).map(domain::calendar::local);
        let mut desk = Desk::new(opening, now, today, self.start.theme, true);
        if let Some(kept) = self.place.take() {
            (desk.names, desk.theme, desk.mouse) = (kept.names, kept.theme, kept.mouse);
            // Somebody else begins where everybody begins.
            if kept.by == desk.by {
                desk.return_to(kept.tab, kept.subject);
            }
        }
        if desk.messages.shown().is_none() {
            let at = at.map(|at| format!(" of {}", at.format("%d %b %H:%M"))).unwrap_or_default();
            desk.say(
                Severity::Info,
                format!("Opened at change {}{at}: {}.", head.seq, head.witness_words.join("-")),
            );
        }
        // What is looked at first is there with the first look.
        desk.list(desk.tab);
        self.gate = Gate::Open(Box::new(desk));
    }

    /// Nothing was chosen: the file is shut, and asks from the beginning.
    fn give_up_choosing(&mut self) -> Vec<Effect> {
        self.gate = self.shut(Some("Nothing was chosen, so the file is closed again."));
        vec![Effect::Lock]
    }

    fn choosing_event(&mut self, event: Event) -> Vec<Effect> {
        let Gate::Choosing(page, waiting) = &mut self.gate else { return Vec::new() };
        match page.event(event) {
            Chosen::NotYet => Vec::new(),
            Chosen::This(passphrase) => {
                page.busy();
                *waiting = Some(passphrase);
                Vec::new()
            }
            Chosen::Cancelled => self.give_up_choosing(),
        }
    }

    fn secret_event(&mut self, event: Event) -> Vec<Effect> {
        if let Event::Leave(_) = event {
            self.done = true;
            return Vec::new();
        }
        if let (Gate::Choosing(..), false) = (&self.gate, is_ctrl_c(&event)) {
            return self.choosing_event(event);
        }
        if is_ctrl_c(&event) && !matches!(self.gate, Gate::Trying(..)) {
            self.done = true;
            return Vec::new();
        }
        let Gate::Locked(page, name) = &mut self.gate else { return Vec::new() };
        match page.event(event) {
            SecretOutcome::Entered(typed) => match name.take() {
                None => {
                    let name = typed.trim().to_owned();
                    self.gate = Gate::Locked(Self::page(&self.start.notes, None, Some(&name)), Some(name));
                }
                Some(name) => {
                    let page = Self::page(&self.start.notes, None, Some(&name));
                    self.gate = Gate::Trying(busy(page), Some((name, typed)));
                }
            },
            SecretOutcome::Cancelled if self.start.asks_name && name.is_some() => {
                self.gate = self.shut(None);
            }
            SecretOutcome::Cancelled => self.done = true,
            SecretOutcome::Handled | SecretOutcome::Ignored => {}
        }
        Vec::new()
    }
}

fn is_ctrl_c(event: &Event) -> bool {
    matches!(event, Event::Key(chord) if chord.ctrl && chord.to_string() == "Ctrl-c")
}

fn busy(mut page: Secret) -> Secret {
    page.busy(Some("Opening. The key is made to take a second, so that guessing takes for ever.".to_owned()));
    page
}

impl App for Model {
    type Msg = Msg;
    type Effect = Effect;

    fn event(&mut self, event: Event) -> Vec<Msg> {
        vec![Msg::Event(event)]
    }

    fn update(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Event(Event::Tick(now)) => return self.tick(now),
            Msg::Event(Event::Stop) => {
                // Whoever stands still may be ended without another word.
                let mut effects = match &mut self.gate {
                    Gate::Open(desk) => desk.keep_all(),
                    _ => Vec::new(),
                };
                effects.push(Effect::Stop);
                return effects;
            }
            Msg::GoesOn => {
                self.blank = true;
                return Vec::new();
            }
            Msg::Opened(opening) => {
                self.open(*opening);
                return Vec::new();
            }
            Msg::MustChoose(wrong) => {
                self.gate = Gate::Choosing(Choosing::new(wrong), None);
                return Vec::new();
            }
            Msg::NotOpened { sentence, again } => {
                if !again {
                    self.ended = Some(sentence.clone());
                    self.done = true;
                }
                self.gate = self.shut(None);
                if let Gate::Locked(page, _) = &mut self.gate {
                    page.refuse(sentence);
                }
                return Vec::new();
            }
            _ => {}
        }
        if let (
            Msg::Event(Event::Key(_) | Event::Paste(_) | Event::Click { .. } | Event::Wheel { .. }),
            Some(now),
        ) = (&msg, self.now)
        {
            self.last_key = Some(now.instant);
        }
        let Gate::Open(desk) = &mut self.gate else {
            return match msg {
                Msg::Event(event) => self.secret_event(event),
                _ => Vec::new(),
            };
        };
        let mut effects = desk.update(msg);
        if desk.leaving || desk.locking {
            // What is to be written down is, before the file is closed.
            if !effects.iter().any(|effect| matches!(effect, Effect::Run { .. })) {
                effects.extend(desk.write_down());
            }
            if effects.iter().any(|effect| matches!(effect, Effect::Run { .. })) {
                return effects;
            }
        }
        if desk.leaving {
            effects.extend(desk.keep_all());
            self.done = true;
        } else if desk.locking {
            effects.extend(self.lock("Locked. Nothing is lost."));
        }
        effects
    }

    fn draw(&mut self, frame: &mut Frame<'_>) {
        let theme = self.start.theme;
        if self.blank {
            return;
        }
        match &mut self.gate {
            Gate::Open(desk) => desk.draw(frame),
            Gate::Choosing(page, _) => {
                let area = frame.area();
                if small::too_small(area) {
                    small::draw(frame, area, theme);
                } else {
                    page.draw(frame, area, theme);
                }
            }
            Gate::Locked(page, _) | Gate::Trying(page, _) => {
                let area = frame.area();
                if small::too_small(area) {
                    small::draw(frame, area, theme);
                } else {
                    page.draw(frame, area, theme);
                }
            }
        }
    }

    fn wake_at(&self) -> Option<Instant> {
        if self.blank {
            return self.now.map(|now| now.instant);
        }
        match &self.gate {
            Gate::Locked(..) => None,
            Gate::Choosing(_, waiting) => {
                waiting.as_ref().and(self.now.map(|n| n.instant)).or_else(|| self.lock_at())
            }
            Gate::Trying(_, waiting) => waiting.as_ref().and(self.now.map(|n| n.instant)),
            Gate::Open(desk) => [desk.wake_at(), self.lock_at()].into_iter().flatten().min(),
        }
    }

    fn done(&self) -> bool {
        self.done
    }
}
