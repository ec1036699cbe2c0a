//! What the keys do in a form: first what the focused field makes of them, then the keys of every form.

use super::{
    chord::{Chord, Key},
    edit::Edited,
    field::Kind,
    form::{Form, KEYS, Outcome},
};

impl Form {
    fn edited(&mut self, edited: Edited) -> Outcome {
        match edited {
            Edited::Changed => self.changed(),
            Edited::Moved => Outcome::Handled,
            Edited::Ignored => Outcome::Ignored,
            Edited::Full(sentence) => {
                self.message = Some(sentence.clone());
                Outcome::Refused(sentence)
            }
        }
    }

    pub(super) fn key(&mut self, chord: Chord) -> Outcome {
        let own = self.field_key(chord);
        if own != Outcome::Ignored {
            return own;
        }
        let bound = KEYS.iter().find(|key| key.chords.iter().any(|c| c.parse() == Ok(chord)));
        match bound {
            Some(key) => self.act(key.action),
            None if chord == Chord::plain(Key::Enter) => self.step(1),
            None => Outcome::Ignored,
        }
    }

    /// What the focused field makes of a key; ignored if it is none of its own.
    fn field_key(&mut self, chord: Chord) -> Outcome {
        let Some(slot) = self.slots.get_mut(self.focus) else { return Outcome::Ignored };
        match &mut slot.field.kind {
            Kind::Line { edit, .. } | Kind::Text { edit, .. } => {
                let edited = edit.key(chord);
                self.edited(edited)
            }
            Kind::Choice { answers, chosen } => {
                let count = answers.len();
                if count == 0 {
                    return Outcome::Ignored;
                }
                if let Some(typed) = chord.typed().filter(|c| c.is_alphanumeric() || self.word.is_some()) {
                    return self.choose_by_word(typed);
                }
                self.word = None;
                // Nothing is ever chosen by passing through: Enter on an unsaid answer only moves on,
                // so that "anything that worries you?" cannot be answered by a string of Enters.
                let wanted = match (chord.key, *chosen) {
                    (Key::Right | Key::Char(' '), at) => at.map_or(0, |at| (at + 1) % count),
                    (Key::Left, at) => at.map_or(count - 1, |at| (at + count - 1) % count),
                    (Key::Backspace | Key::Delete, Some(_)) => {
                        *chosen = None;
                        return self.changed();
                    }
                    _ => return Outcome::Ignored,
                };
                *chosen = Some(wanted);
                self.changed()
            }
            Kind::Multi { answers, on, at } => {
                let count = answers.len();
                if count == 0 {
                    return Outcome::Ignored;
                }
                match chord.key {
                    Key::Char(' ') => {
                        on[*at] = !on[*at];
                        return self.changed();
                    }
                    Key::Right => *at = (*at + 1) % count,
                    Key::Left => *at = (*at + count - 1) % count,
                    _ => match by_letter(chord, answers.iter().map(|a| a.label.as_str()), Some(*at)) {
                        Some(found) => *at = found,
                        None => return self.fits_none(chord),
                    },
                }
                Outcome::Handled
            }
            Kind::Pick(_) => self.pick_key(chord),
        }
    }

    /// Letters at a choice spell the beginning of an answer, and the same letter again goes on to the next that
    /// begins with it. A word that is none of the answers was meant for another field: what was chosen before it
    /// stands again, so that nothing is answered by accident.
    fn choose_by_word(&mut self, typed: char) -> Outcome {
        let Some(Kind::Choice { answers, chosen }) =
            self.slots.get_mut(self.focus).map(|slot| &mut slot.field.kind)
        else {
            return Outcome::Ignored;
        };
        let (mut word, before) = self.word.take().unwrap_or((String::new(), *chosen));
        word.extend(typed.to_lowercase());
        if typed == ' ' {
            // What was a word of an answer may be the first of a sentence: that shows with the next letter.
            self.word = Some((word, before));
            return Outcome::Handled;
        }
        let labels: Vec<String> = answers.iter().map(|answer| answer.label.to_lowercase()).collect();
        let first = word.chars().next().unwrap_or(typed);
        let begins = |label: &String| label.starts_with(&word);
        // `training` is `in training`.
        let inside = |label: &String| label.contains(&format!(" {word}"));
        let found = labels.iter().position(begins).or_else(|| labels.iter().position(inside));
        let found = match found {
            Some(at) if word.chars().count() > 1 => Some(at),
            _ if word.chars().all(|c| c == first) => {
                let start = chosen.map_or(0, |at| at + 1);
                let count = labels.len();
                (0..count).map(|step| (start + step) % count).find(|at| labels[*at].starts_with(first))
            }
            other => other,
        };
        let wanted = if found.is_some() { found } else { before };
        let changed = wanted != *chosen;
        *chosen = wanted;
        let mistyped = found.is_none() && word.chars().count() == 1;
        self.word = Some((word.clone(), before)).filter(|_| !mistyped);
        if changed {
            self.changed();
        }
        if found.is_none() {
            let sentence = format!("None of the choices begins with {word}. Left and Right go through them.");
            self.message = Some(sentence.clone());
            return if changed { Outcome::Changed } else { Outcome::Refused(sentence) };
        }
        if changed { Outcome::Changed } else { Outcome::Handled }
    }

    /// A letter with which no answer begins is said to be one; other keys are not for the answers.
    fn fits_none(&mut self, chord: Chord) -> Outcome {
        match chord.typed().filter(|c| c.is_alphanumeric()) {
            Some(letter) => {
                let sentence =
                    format!("None of the choices begins with {letter}. Left and Right go through them.");
                self.message = Some(sentence.clone());
                Outcome::Refused(sentence)
            }
            None => Outcome::Ignored,
        }
    }

    fn pick_key(&mut self, chord: Chord) -> Outcome {
        let Some(Kind::Pick(picker)) = self.slots.get_mut(self.focus).map(|slot| &mut slot.field.kind) else {
            return Outcome::Ignored;
        };
        match chord.key {
            Key::Up if picker.open => picker.at = picker.at.saturating_sub(1),
            Key::Down if picker.open => {
                picker.at = (picker.at + 1).min(picker.found.len().saturating_sub(1));
            }
            Key::Esc if picker.open => picker.close(),
            Key::Enter | Key::Tab if picker.open && !chord.shift => {
                if !picker.accept() {
                    let sentence = "Nothing in the list fits what is typed.".to_owned();
                    picker.close();
                    self.message = Some(sentence);
                    return self.step(1);
                }
                self.changed();
                self.step(1);
                return Outcome::Changed;
            }
            Key::Char(' ') if !picker.open => picker.search(),
            Key::Backspace | Key::Delete if !picker.open => {
                if picker.chosen().is_none() {
                    return Outcome::Handled;
                }
                picker.clear();
                return self.changed();
            }
            _ => match picker.edit.key(chord) {
                Edited::Changed => picker.search(),
                Edited::Moved => {}
                Edited::Ignored => return Outcome::Ignored,
                Edited::Full(sentence) => {
                    self.message = Some(sentence.clone());
                    return Outcome::Refused(sentence);
                }
            },
        }
        Outcome::Handled
    }

    pub(super) fn paste(&mut self, text: &str) -> Outcome {
        let Some(slot) = self.slots.get_mut(self.focus) else { return Outcome::Ignored };
        let edited = match &mut slot.field.kind {
            Kind::Line { edit, .. } | Kind::Text { edit, .. } => edit.paste(text),
            Kind::Pick(picker) => match picker.edit.paste(text) {
                Edited::Changed => {
                    picker.search();
                    Edited::Moved
                }
                other => other,
            },
            Kind::Choice { .. } | Kind::Multi { .. } => {
                Edited::Full("Text cannot be pasted here. Move to a text field first.".into())
            }
        };
        self.edited(edited)
    }
}

/// The next answer after `at` that begins with the typed letter.
fn by_letter<'a>(
    chord: Chord,
    labels: impl ExactSizeIterator<Item = &'a str> + Clone,
    at: Option<usize>,
) -> Option<usize> {
    let letter = chord.typed().filter(|c| c.is_alphanumeric())?.to_lowercase().next()?;
    let count = labels.len();
    let start = at.map_or(0, |at| at + 1);
    let fits = |label: &str| label.chars().next().is_some_and(|c| c.to_lowercase().next() == Some(letter));
    let all: Vec<&str> = labels.collect();
    (0..count).map(|step| (start + step) % count).find(|at| fits(all[*at]))
}
