//! The form engine: focus, keys, judging, saving. Moving between fields is never blocked, only saving
//! is. What the keys do in each kind of field stands in `form_keys`, how a form looks in `form_draw`.

use super::{
    event::Event,
    field::{Echo, Field, Kind, Values},
    form_draw::Drawn,
    keytable::Binding,
};

/// What a key does in a form, whatever field has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormAction {
    /// Judge everything; save if all is right.
    Save,
    /// To the next field.
    Next,
    /// To the field before.
    Previous,
    /// Leave; the draft is kept.
    Leave,
    /// Show the rest of the fields too.
    All,
}

/// A row of the form's own keys, ready for the key table.
pub struct FormKey {
    /// The chords.
    pub chords: &'static [&'static str],
    /// What they do.
    pub action: FormAction,
    /// The word in the footer.
    pub short: &'static str,
    /// The sentence in the help.
    pub long: &'static str,
    /// The rank in the footer.
    pub rank: u8,
}

/// From this width on a line holds words, not a day or a number.
const WORDS: u16 = 17;

/// The keys that hold in every form. The form obeys these very rows, so that the table that shows
/// them cannot differ (see [`bindings`]).
pub const KEYS: &[FormKey] = &[
    FormKey {
        chords: &["F2", "Ctrl-s"],
        action: FormAction::Save,
        short: "save",
        long: "Save; if something is not right yet, go there and say what",
        rank: 2,
    },
    FormKey {
        chords: &["Tab", "Down"],
        action: FormAction::Next,
        short: "next",
        long: "Go to the next field (Down moves inside a text first)",
        rank: 3,
    },
    FormKey {
        chords: &["S-Tab", "Up"],
        action: FormAction::Previous,
        short: "back",
        long: "Go to the field before (Up moves inside a text first)",
        rank: 9,
    },
    FormKey {
        chords: &["Esc"],
        action: FormAction::Leave,
        short: "leave, draft kept",
        long: "Leave the form; what is typed is kept as a draft",
        rank: 4,
    },
    FormKey {
        chords: &["F6", "Alt-f"],
        action: FormAction::All,
        short: "all fields",
        long: "Show all fields there are, and not only those asked for first",
        rank: 5,
    },
];

/// The rows of [`KEYS`] for a key table.
pub fn bindings<A, S: Copy>(scope: S, action: impl Fn(FormAction) -> A) -> Vec<Binding<A, S>> {
    KEYS.iter()
        .map(|key| Binding {
            scope,
            chords: key.chords,
            action: action(key.action),
            short: key.short,
            long: key.long,
            rank: key.rank,
        })
        .collect()
}

/// What became of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Not for the form: look it up in the key table.
    Ignored,
    /// Focus or caret moved; no value changed.
    Handled,
    /// A value changed: a draft is due.
    Changed,
    /// Everything is right: save [`Form::values`].
    Save,
    /// Refused, and why; also shown at the foot of the form.
    Refused(String),
    /// The person wants to leave; keep [`Form::draft`] and say so.
    Leave,
}

/// How a field was judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing to say.
    Quiet,
    /// Understood.
    Understood(Echo),
    /// Empty, and must not be.
    Missing(&'static str),
    /// Wrong.
    Wrong(String),
}

/// A field with what the person did to it.
pub(super) struct Slot {
    pub(super) field: Field,
    pub(super) touched: bool,
    /// It is to be seen.
    pub(super) shown: bool,
    /// Its value counts: it is to be seen, or would be with the rest.
    counts: bool,
    pub(super) verdict: Verdict,
    /// What the rules said when saving was tried; gone at the next change of the field.
    refusal: Option<String>,
}

/// A form: a table of fields with the state of one filling-in.
pub struct Form {
    pub(super) slots: Vec<Slot>,
    pub(super) focus: usize,
    pub(super) tried: bool,
    pub(super) message: Option<String>,
    pub(super) status: String,
    pub(super) drawn: Drawn,
    begun: Values,
    changes: u64,
    /// The rest of the fields is shown too.
    all: bool,
    /// The word that is being typed at a choice, and what was chosen before it.
    pub(super) word: Option<(String, Option<usize>)>,
}

impl Form {
    /// A form of these fields, with the focus on the first.
    pub fn new(fields: Vec<Field>) -> Self {
        let slots = fields
            .into_iter()
            .map(|field| Slot {
                field,
                touched: false,
                shown: true,
                counts: true,
                verdict: Verdict::Quiet,
                refusal: None,
            })
            .collect();
        let mut form = Self {
            slots,
            focus: 0,
            tried: false,
            message: None,
            status: String::new(),
            drawn: Drawn::default(),
            begun: Values::default(),
            changes: 0,
            all: false,
            word: None,
        };
        form.judge();
        form.focus = form.slots.iter().position(|slot| slot.shown).unwrap_or(0);
        form.begun = form.draft();
        form.enter_field();
        form
    }

    /// A short line that has something in it, such as a day or a number, is selected when it is come to: typing
    /// replaces it, an arrow keeps it. Words are never replaced by a key; they are added to.
    fn enter_field(&mut self) {
        if let Some(Slot { field: Field { kind: Kind::Line { edit, width }, .. }, .. }) =
            self.slots.get_mut(self.focus)
            && !edit.is_empty()
        {
            if *width < WORDS {
                edit.select_all();
            } else {
                edit.deselect();
            }
        }
    }

    /// The values of the fields that are to be seen, and of the rest that would be if all were asked for.
    pub fn values(&self) -> Values {
        self.slots.iter().filter(|s| s.counts).map(|s| (s.field.id.to_owned(), s.field.values())).collect()
    }

    /// The values of all fields, also of those not to be seen just now: what a draft keeps.
    pub fn draft(&self) -> Values {
        self.slots.iter().map(|s| (s.field.id.to_owned(), s.field.values())).collect()
    }

    /// The values of the fields that are not as the form began: what a draft keeps, so that a draft put back later
    /// never lays an old value over a newer one that nobody touched.
    pub fn typed(&self) -> Values {
        let begun = &self.begun;
        self.draft()
            .iter()
            .filter(|(id, values)| begun.many(id) != *values)
            .map(|(id, values)| (id.to_owned(), values.to_vec()))
            .collect()
    }

    /// Puts a draft back. Fields the draft does not know keep their value; answers the form does not
    /// know are left unsaid. What is put back counts as a change against the beginning.
    pub fn set_values(&mut self, draft: &Values) {
        for (id, values) in draft.iter() {
            if let Some(slot) = self.slots.iter_mut().find(|slot| slot.field.id == id) {
                slot.field.set_values(values);
                slot.touched |= !values.iter().all(String::is_empty);
            }
        }
        // What was typed into the rest is not to be out of sight.
        let begun = &self.begun;
        self.all |=
            self.slots.iter().any(|s| s.field.rest && begun.many(s.field.id) != s.field.values().as_slice());
        self.judge();
    }

    /// Whether there are fields that are shown only when all are asked for.
    pub fn has_more(&self) -> bool {
        !self.all && self.slots.iter().any(|slot| slot.field.rest)
    }

    /// Shows the rest of the fields too, and goes to the first of them.
    fn show_all(&mut self) -> Outcome {
        if self.has_more() {
            self.all = true;
            self.judge();
            if let Some(at) = self.slots.iter().position(|slot| slot.field.rest && slot.shown) {
                self.go(at);
            }
        }
        Outcome::Handled
    }

    /// True if the values are not those that the form began with.
    pub fn dirty(&self) -> bool {
        self.draft() != self.begun
    }

    /// Grows with every change. Remember it when a draft is stored: another number, another draft.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// The field that has the focus.
    pub fn focused(&self) -> &'static str {
        self.slots.get(self.focus).map_or("", |slot| slot.field.id)
    }

    /// Puts the focus on a field, if it is to be seen.
    pub fn focus(&mut self, id: &str) {
        if let Some(at) = self.slots.iter().position(|slot| slot.field.id == id && slot.shown) {
            self.go(at);
        }
    }

    /// Sets a refusal beside a field, and with the first of them the focus: what the rules said when
    /// saving was tried. It goes with the next change of the field.
    pub fn refuse(&mut self, id: &str, sentence: impl Into<String>) {
        let first = !self.slots.iter().any(|slot| slot.refusal.is_some());
        if let Some(slot) = self.slots.iter_mut().find(|slot| slot.field.id == id) {
            slot.refusal = Some(sentence.into());
            slot.touched = true;
            self.all |= slot.field.rest;
            self.judge();
            if first {
                self.focus(id);
            }
        }
    }

    /// A quiet line at the foot: `Draft kept 1 s ago.`
    pub fn set_status(&mut self, status: impl Into<String>) {
        self.status = status.into();
    }

    /// What is to be said at the foot: the last refusal, or the help of the focused field.
    pub fn help_line(&self) -> Option<&str> {
        let help = self.slots.get(self.focus).map(|slot| slot.field.help.as_str());
        self.message.as_deref().or(help).filter(|text| !text.is_empty())
    }

    /// The fields that are not right yet, with what is wrong, top to bottom.
    pub fn errors(&self) -> Vec<(&'static str, String)> {
        self.slots
            .iter()
            .filter(|slot| slot.shown)
            .filter_map(|slot| match &slot.verdict {
                Verdict::Missing(what) => Some((slot.field.id, (*what).to_owned())),
                Verdict::Wrong(what) => Some((slot.field.id, what.clone())),
                Verdict::Quiet | Verdict::Understood(_) => None,
            })
            .collect()
    }

    /// Judges every field, and decides which are to be seen. Called after each change.
    fn judge(&mut self) {
        let values = self.draft();
        for slot in &mut self.slots {
            slot.counts = slot.field.visible.as_ref().is_none_or(|visible| visible(&values));
            slot.shown = slot.counts && (self.all || !slot.field.rest);
        }
        let values = self.values();
        for slot in self.slots.iter_mut().filter(|slot| slot.shown) {
            let own = match slot.field.kind {
                Kind::Multi { .. } => values.many(slot.field.id).join("\n"),
                _ => values.text(slot.field.id).to_owned(),
            };
            slot.verdict = if let Some(refusal) = &slot.refusal {
                Verdict::Wrong(refusal.clone())
            } else if own.is_empty() {
                if slot.field.required { Verdict::Missing(slot.field.missing()) } else { Verdict::Quiet }
            } else {
                match slot.field.check.as_ref().map(|check| check(&own, &values)) {
                    None => Verdict::Quiet,
                    Some(Ok(echo)) if echo.text.is_empty() => Verdict::Quiet,
                    Some(Ok(echo)) => Verdict::Understood(echo),
                    Some(Err(sentence)) => Verdict::Wrong(sentence),
                }
            };
        }
    }

    /// Judges everything. If all is right: [`Outcome::Save`]. If not, the focus goes to the first
    /// field that is wrong, and the refusal says how many are and what is wrong with this one.
    pub fn save(&mut self) -> Outcome {
        self.tried = true;
        self.judge();
        self.say_not_saved().map_or(Outcome::Save, Outcome::Refused)
    }

    /// If something is not right: goes to the first field that is wrong, and says at the foot how many are and what
    /// is wrong with this one.
    pub fn say_not_saved(&mut self) -> Option<String> {
        let errors = self.errors();
        let (id, what) = errors.first()?;
        let first = self.slots.iter().position(|slot| slot.field.id == *id).unwrap_or(0);
        self.go(first);
        let label = self.slots[first].field.label.trim_end_matches('?');
        let message = match errors.len() {
            1 => format!("Not saved. {label}: {what}"),
            n => format!("Not saved, {n} fields are not right yet. {label}: {what}"),
        };
        self.message = Some(message.clone());
        Some(message)
    }

    /// Does one of the actions of [`KEYS`]: for a palette or a table that calls it by name.
    pub fn act(&mut self, action: FormAction) -> Outcome {
        match action {
            FormAction::Save => self.save(),
            FormAction::Next => self.step(1),
            FormAction::Previous => self.step(-1),
            FormAction::Leave => Outcome::Leave,
            FormAction::All => self.show_all(),
        }
    }

    pub(super) fn step(&mut self, by: isize) -> Outcome {
        let count = self.slots.len() as isize;
        let mut at = self.focus as isize;
        for _ in 0..count {
            at = (at + by).rem_euclid(count);
            if self.slots[at as usize].shown {
                self.go(at as usize);
                break;
            }
        }
        Outcome::Handled
    }

    pub(super) fn go(&mut self, to: usize) {
        if let Some(slot) = self.slots.get_mut(self.focus) {
            if let Kind::Pick(picker) = &mut slot.field.kind {
                picker.close();
            }
            if let Kind::Line { edit, .. } = &mut slot.field.kind {
                edit.deselect();
            }
            if to != self.focus && slot.field.values().iter().any(|value| !value.is_empty()) {
                slot.touched = true;
            }
        }
        self.focus = to;
        self.word = None;
        self.enter_field();
        self.drawn.follow = true;
    }

    /// Takes an event. What comes back as [`Outcome::Ignored`] is for the key table: a letter is
    /// never ignored where text is typed.
    pub fn event(&mut self, event: &Event) -> Outcome {
        match event {
            Event::Key(chord) => {
                self.message = None;
                self.drawn.follow = true;
                self.key(*chord)
            }
            Event::Paste(text) => {
                self.message = None;
                self.paste(text)
            }
            Event::Click { x, y } => self.click(*x, *y),
            Event::Wheel { up, .. } => {
                self.drawn.wheel(*up);
                Outcome::Handled
            }
            Event::Resize { .. } => {
                self.drawn.follow = true;
                Outcome::Ignored
            }
            Event::Tick(_) | Event::Leave(_) | Event::Stop => Outcome::Ignored,
        }
    }

    pub(super) fn changed(&mut self) -> Outcome {
        if let Some(slot) = self.slots.get_mut(self.focus) {
            slot.touched = true;
            slot.refusal = None;
        }
        self.changes += 1;
        self.judge();
        Outcome::Changed
    }
}
