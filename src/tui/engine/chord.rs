//! A chord: one key with its modifiers, and the notation in which the key table, the footer, the
//! help and the test scripts write it (`a`, `G`, `Enter`, `S-Tab`, `Ctrl-s`, `F2`, `Space`).

use std::{fmt, str::FromStr};

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A character, as typed: `Char('G')` for shift and g, `Char(' ')` for the space bar.
    Char(char),
    /// Enter or Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab; with shift it is `S-Tab`.
    Tab,
    /// The key that deletes to the left.
    Backspace,
    /// The key that deletes to the right.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PgUp,
    /// Page down.
    PgDn,
    /// A function key, 1 to 12.
    F(u8),
}

/// A key with its modifiers, normalised so that equal presses compare equal.
///
/// INVARIANT: a `Char` never carries `shift` (it is in the letter itself), and with `ctrl` the
/// letter is lower case, because most terminals cannot tell Ctrl-Shift-s from Ctrl-s.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// Control held.
    pub ctrl: bool,
    /// Alt held.
    pub alt: bool,
    /// Shift held, for keys that are no characters.
    pub shift: bool,
}

/// Keys that have a name, in the order in which they are tried.
const NAMES: &[(&str, Key)] = &[
    ("Enter", Key::Enter),
    ("Esc", Key::Esc),
    ("Tab", Key::Tab),
    ("Backspace", Key::Backspace),
    ("Del", Key::Delete),
    ("Ins", Key::Insert),
    ("Up", Key::Up),
    ("Down", Key::Down),
    ("Left", Key::Left),
    ("Right", Key::Right),
    ("Home", Key::Home),
    ("End", Key::End),
    ("PgUp", Key::PgUp),
    ("PgDn", Key::PgDn),
    ("Space", Key::Char(' ')),
];

/// What a table may not bind, because a terminal sends these for another key: Ctrl-h is Backspace,
/// Ctrl-i is Tab, Ctrl-j and Ctrl-m are Enter, Ctrl-[ is Esc.
pub const FORBIDDEN: &[char] = &['h', 'i', 'j', 'm', '['];

impl Chord {
    /// A key by itself.
    pub const fn plain(key: Key) -> Self {
        Self { key, ctrl: false, alt: false, shift: false }
    }

    /// A key with Ctrl.
    pub const fn ctrl(key: Key) -> Self {
        Self { key, ctrl: true, alt: false, shift: false }
    }

    /// A typed character.
    pub const fn char(c: char) -> Self {
        Self::plain(Key::Char(c))
    }

    /// Builds a chord in its normal form.
    pub fn new(key: Key, ctrl: bool, alt: bool, shift: bool) -> Self {
        match key {
            Key::Char(c) if ctrl => Self { key: Key::Char(lower(c)), ctrl, alt, shift: false },
            Key::Char(c) if shift => Self { key: Key::Char(upper(c)), ctrl, alt, shift: false },
            key => Self { key, ctrl, alt, shift },
        }
    }

    /// The chord of a key event; nothing for a key that is let go or that has no name here.
    ///
    /// The control codes that are other keys in disguise come out as those keys, so that nobody
    /// meets them: a Backspace that sends `^H` is a Backspace.
    pub fn from_event(event: KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        let mut shift = event.modifiers.contains(KeyModifiers::SHIFT);
        let key = match event.code {
            KeyCode::Char(c) => Key::Char(c),
            KeyCode::Enter => Key::Enter,
            KeyCode::Esc => Key::Esc,
            KeyCode::Tab => Key::Tab,
            KeyCode::BackTab => {
                shift = true;
                Key::Tab
            }
            KeyCode::Backspace => Key::Backspace,
            KeyCode::Delete => Key::Delete,
            KeyCode::Insert => Key::Insert,
            KeyCode::Up => Key::Up,
            KeyCode::Down => Key::Down,
            KeyCode::Left => Key::Left,
            KeyCode::Right => Key::Right,
            KeyCode::Home => Key::Home,
            KeyCode::End => Key::End,
            KeyCode::PageUp => Key::PgUp,
            KeyCode::PageDown => Key::PgDn,
            KeyCode::F(n @ 1..=12) => Key::F(n),
            _ => return None,
        };
        let chord = Self::new(key, ctrl, alt, shift);
        Some(match (chord.ctrl, chord.key) {
            (true, Key::Char('h')) => Self { key: Key::Backspace, ctrl: false, ..chord },
            (true, Key::Char('i')) => Self { key: Key::Tab, ctrl: false, ..chord },
            (true, Key::Char('j' | 'm')) => Self { key: Key::Enter, ctrl: false, ..chord },
            (true, Key::Char('[')) => Self { key: Key::Esc, ctrl: false, ..chord },
            _ => chord,
        })
    }

    /// The character this chord types, if it types one.
    pub fn typed(self) -> Option<char> {
        match self {
            Self { key: Key::Char(c), ctrl: false, alt: false, .. } if !c.is_control() => Some(c),
            _ => None,
        }
    }

    /// True for what a table may not bind (see [`FORBIDDEN`]).
    pub fn is_forbidden(self) -> bool {
        self.ctrl && matches!(self.key, Key::Char(c) if FORBIDDEN.contains(&c))
    }

    /// True where a keyboard may need AltGr, or where the digits row may be shifted: such a chord
    /// needs a second one beside it.
    pub fn needs_second(self) -> bool {
        matches!(self.key, Key::Char(c) if "[]{}@\\".contains(c) || c.is_ascii_digit())
    }

    /// Parses a sequence: chords with spaces between, as in `g c`.
    pub fn parse_sequence(text: &str) -> Result<Vec<Self>, ChordError> {
        let chords: Vec<Self> = text.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        if chords.is_empty() { Err(ChordError(text.into())) } else { Ok(chords) }
    }
}

fn lower(c: char) -> char {
    let mut all = c.to_lowercase();
    all.next().filter(|_| all.next().is_none()).unwrap_or(c)
}

fn upper(c: char) -> char {
    let mut all = c.to_uppercase();
    all.next().filter(|_| all.next().is_none()).unwrap_or(c)
}

/// A chord's name that names no chord.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChordError(pub String);

impl fmt::Display for ChordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" names no key: write a letter, Enter, S-Tab, Ctrl-s, F2 and the like", self.0)
    }
}

impl std::error::Error for ChordError {}

impl FromStr for Chord {
    type Err = ChordError;

    fn from_str(text: &str) -> Result<Self, ChordError> {
        let wrong = || ChordError(text.to_owned());
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = text;
        loop {
            // A prefix counts only when something follows, so that `Ctrl--` is Ctrl and minus.
            let (flag, after) = if let Some(after) = rest.strip_prefix("Ctrl-") {
                (&mut ctrl, after)
            } else if let Some(after) = rest.strip_prefix("Alt-") {
                (&mut alt, after)
            } else if let Some(after) = rest.strip_prefix("S-") {
                (&mut shift, after)
            } else {
                break;
            };
            if after.is_empty() || *flag {
                return Err(wrong());
            }
            *flag = true;
            rest = after;
        }
        let mut chars = rest.chars();
        let key = match (chars.next(), chars.next()) {
            (Some(c), None) if !c.is_control() && !c.is_whitespace() => Key::Char(c),
            _ => match NAMES.iter().find(|(name, _)| *name == rest) {
                Some((_, key)) => *key,
                None => match rest.strip_prefix('F').and_then(|n| n.parse().ok()) {
                    Some(n @ 1..=12) => Key::F(n),
                    _ => return Err(wrong()),
                },
            },
        };
        Ok(Self::new(key, ctrl, alt, shift))
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (on, name) in [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "S-")] {
            if on {
                f.write_str(name)?;
            }
        }
        match NAMES.iter().find(|(_, key)| *key == self.key) {
            Some((name, _)) => f.write_str(name),
            None => match self.key {
                Key::Char(c) => write!(f, "{c}"),
                Key::F(n) => write!(f, "F{n}"),
                _ => Ok(()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_key() -> impl Strategy<Value = Key> {
        prop_oneof![
            any::<char>()
                .prop_filter("typed", |c| !c.is_control() && (!c.is_whitespace() || *c == ' '))
                .prop_map(Key::Char),
            prop::sample::select(NAMES.iter().map(|(_, key)| *key).collect::<Vec<_>>()),
            (1u8..=12).prop_map(Key::F),
        ]
    }

    proptest! {
        #[test]
        fn what_is_printed_parses_to_the_same_chord(
            key in any_key(), ctrl: bool, alt: bool, shift: bool
        ) {
            let chord = Chord::new(key, ctrl, alt, shift);
            prop_assert_eq!(chord.to_string().parse::<Chord>(), Ok(chord));
        }
    }

    #[test]
    fn notation_is_the_one_on_the_page() {
        for name in [
            "a",
            "G",
            "?",
            "-",
            "Enter",
            "Esc",
            "Tab",
            "S-Tab",
            "Ctrl-s",
            "F2",
            "Up",
            "PgDn",
            "Space",
            "Alt-x",
            "Ctrl--",
            "Ctrl-Left",
            "S-Right",
            "F12",
            "S",
            "é",
        ] {
            let chord: Chord = name.parse().unwrap();
            assert_eq!(chord.to_string(), name);
        }
        for wrong in ["", "Ctrl-", "ab", "F0", "F13", "Ctrl-Ctrl-a", "\n", "enter"] {
            assert!(wrong.parse::<Chord>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_key_let_go_is_no_chord_and_a_repeated_one_is() {
        let mut event = KeyEvent::new(KeyCode::Char('g'), KeyModifiers::SHIFT);
        assert_eq!(Chord::from_event(event), Some(Chord::char('G')));
        event.kind = KeyEventKind::Release;
        assert_eq!(Chord::from_event(event), None);
        event.kind = KeyEventKind::Repeat;
        assert_eq!(Chord::from_event(event), Some(Chord::char('G')));
    }

    #[test]
    fn control_codes_that_are_other_keys_come_out_as_those() {
        for (c, key) in
            [('h', Key::Backspace), ('i', Key::Tab), ('j', Key::Enter), ('m', Key::Enter), ('[', Key::Esc)]
        {
            assert!(Chord::ctrl(Key::Char(c)).is_forbidden());
            let event = KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL);
            assert_eq!(Chord::from_event(event), Some(Chord::plain(key)));
        }
    }
}
