//! The one key table. From its rows come dispatch, the footer, the help, the palette and the key
//! list of the README, so that none of them can tell a different story.

use std::fmt::Write as _;

use ratatui::text::{Line, Span};

use super::{
    chord::Chord,
    text::width,
    theme::{Role, Theme},
};

/// Rank of a row that the footer never shows (it stays in the help).
pub const HIDDEN: u8 = 0;
/// Rank of a row that the footer never drops and puts last: `? help`.
pub const ALWAYS: u8 = 1;

/// A place in the program where a set of keys holds: a screen, a pane, a layer, or everywhere.
pub trait Scope: Copy + PartialEq + 'static {
    /// The heading of this scope's keys in help and README.
    fn title(self) -> &'static str;
}

/// One row: in this scope these chords do this.
#[derive(Clone, Debug)]
pub struct Binding<A, S> {
    /// Where it holds.
    pub scope: S,
    /// The chords, the one that is shown first. `"g c"` is a sequence of two.
    pub chords: &'static [&'static str],
    /// What it does.
    pub action: A,
    /// The word in the footer.
    pub short: &'static str,
    /// The sentence in help, palette and README.
    pub long: &'static str,
    /// [`HIDDEN`], [`ALWAYS`], or from 2 up: the higher, the sooner it leaves a narrow footer.
    pub rank: u8,
}

/// What a chord (or a beginning of a sequence) means in the scopes given.
#[derive(Debug)]
pub enum Lookup<'a, A, S> {
    /// It is bound.
    Hit(&'a Binding<A, S>),
    /// It begins these sequences: keep it, show what may follow.
    Prefix(Vec<&'a Binding<A, S>>),
    /// It means nothing here.
    Nothing,
}

/// Answers whether an action can be done now, and if not, why: a whole sentence.
pub type Enabled<'a, A> = &'a dyn Fn(&A) -> Result<(), String>;

/// A group of help rows: the keys of one scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpGroup {
    /// The scope's title.
    pub title: &'static str,
    /// Its rows, in the order of the table.
    pub rows: Vec<HelpRow>,
}

/// One line of help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpRow {
    /// The chords, with commas between.
    pub keys: String,
    /// What they do.
    pub long: &'static str,
    /// Why it cannot be done now.
    pub why_not: Option<String>,
}

/// One line of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaletteRow<A> {
    /// What choosing it does.
    pub action: A,
    /// The scope's title.
    pub scope: &'static str,
    /// The chords.
    pub keys: String,
    /// The footer word.
    pub short: &'static str,
    /// What it does.
    pub long: &'static str,
    /// Other words by which somebody may look for it.
    pub also: &'static str,
    /// Why it cannot be done now.
    pub why_not: Option<String>,
}

/// The table.
pub struct KeyTable<A: 'static, S: 'static> {
    rows: Vec<Binding<A, S>>,
    /// The parsed chords of each row.
    parsed: Vec<Vec<Vec<Chord>>>,
}

impl<A: Clone + PartialEq + 'static, S: Scope> KeyTable<A, S> {
    /// Makes a table of rows. A chord that does not parse is left out here and reported by
    /// [`KeyTable::problems`], which a test must find empty.
    pub fn new(rows: impl Into<Vec<Binding<A, S>>>) -> Self {
        let rows = rows.into();
        let parsed = rows
            .iter()
            .map(|row| row.chords.iter().filter_map(|c| Chord::parse_sequence(c).ok()).collect())
            .collect();
        Self { rows, parsed }
    }

    /// The rows.
    pub fn rows(&self) -> &[Binding<A, S>] {
        &self.rows
    }

    fn with_chords(&self) -> impl Iterator<Item = (&Binding<A, S>, &[Vec<Chord>])> {
        self.rows.iter().zip(self.parsed.iter().map(Vec::as_slice))
    }

    /// What the keys pressed so far mean; `scopes` are asked innermost first.
    ///
    /// A single chord is a slice of one. After [`Lookup::Prefix`] call again with the next chord added.
    pub fn lookup(&self, scopes: &[S], pressed: &[Chord]) -> Lookup<'_, A, S> {
        for scope in scopes {
            let mut prefix = Vec::new();
            for (row, chords) in self.with_chords().filter(|(row, _)| row.scope == *scope) {
                if chords.iter().any(|c| c == pressed) {
                    return Lookup::Hit(row);
                }
                if chords.iter().any(|c| c.len() > pressed.len() && c.starts_with(pressed)) {
                    prefix.push(row);
                }
            }
            if !prefix.is_empty() {
                return Lookup::Prefix(prefix);
            }
        }
        Lookup::Nothing
    }

    /// The action of one chord, if it is bound in these scopes.
    pub fn action(&self, scopes: &[S], chord: Chord) -> Option<&A> {
        match self.lookup(scopes, &[chord]) {
            Lookup::Hit(row) => Some(&row.action),
            _ => None,
        }
    }

    /// The first chord of an action, for texts that name a key: no key is ever written in prose.
    pub fn key_of(&self, action: &A) -> Option<&'static str> {
        self.rows.iter().find(|row| row.action == *action).and_then(|row| row.chords.first().copied())
    }

    /// The rows that can be reached in these scopes with the chord to show for each: inner rows first,
    /// without what an inner scope has taken over.
    fn reachable(&self, scopes: &[S]) -> Vec<(usize, String)> {
        let mut taken: Vec<&[Chord]> = Vec::new();
        let mut out = Vec::new();
        for scope in scopes {
            let before = taken.len();
            for (at, row) in self.rows.iter().enumerate().filter(|(_, row)| row.scope == *scope) {
                let free: Vec<String> = self.parsed[at]
                    .iter()
                    .filter(|c| !taken[..before].iter().any(|t| c.starts_with(t) || t.starts_with(c)))
                    .map(|c| shown(c))
                    .collect();
                taken.extend(self.parsed[at].iter().map(Vec::as_slice));
                if !free.is_empty() && !out.iter().any(|(seen, _): &(usize, String)| *seen == at) {
                    out.push((at, row.chords.first().map_or_else(String::new, |_| free.join(", "))));
                }
            }
        }
        out
    }

    /// The footer: one line no wider than `cells`. Only what can be done here and now is named; what
    /// has the highest rank goes first when room is short; the rows ranked [`ALWAYS`] stay, at the end.
    pub fn footer(&self, scopes: &[S], cells: usize, theme: Theme, enabled: Enabled<'_, A>) -> Line<'static> {
        let mut entries: Vec<(u8, String, &'static str)> = self
            .reachable(scopes)
            .into_iter()
            .filter(|(at, _)| {
                let row = &self.rows[*at];
                row.rank == ALWAYS || (row.rank != HIDDEN && enabled(&row.action).is_ok())
            })
            .map(|(at, keys)| {
                let first = keys.split(", ").next().unwrap_or_default().to_owned();
                (self.rows[at].rank, first, self.rows[at].short)
            })
            .collect();
        // Stable: what must stay moves behind the rest, both keep the order of the table.
        entries.sort_by_key(|(rank, ..)| *rank == ALWAYS);
        let total = |entries: &[(u8, String, &str)]| -> usize {
            let words: usize = entries.iter().map(|(_, key, word)| width(key) + 1 + width(word)).sum();
            1 + words + 2 * entries.len().saturating_sub(1)
        };
        while total(&entries) > cells {
            let worst = entries
                .iter()
                .enumerate()
                .filter(|(_, (rank, ..))| *rank != ALWAYS)
                .max_by_key(|(at, (rank, ..))| (*rank, *at));
            match worst {
                Some((at, _)) => drop(entries.remove(at)),
                None => break,
            }
        }
        line_of(entries.iter().map(|(_, key, word)| (key.as_str(), *word)), theme)
    }

    /// The footer after the beginning of a sequence: what may follow.
    pub fn footer_after(&self, pressed: &[Chord], rows: &[&Binding<A, S>], theme: Theme) -> Line<'static> {
        let entries: Vec<(String, &str)> = rows
            .iter()
            .flat_map(|row| row.chords.iter().map(move |c| (c, row.short)))
            .filter_map(|(c, short)| {
                let sequence = Chord::parse_sequence(c).ok()?;
                Some((shown(sequence.strip_prefix(pressed)?), short)).filter(|(rest, _)| !rest.is_empty())
            })
            .collect();
        let mut line = line_of(entries.iter().map(|(key, word)| (key.as_str(), *word)), theme);
        line.spans.insert(0, Span::styled(format!(" {} then", shown(pressed)), theme.style(Role::Dim)));
        line
    }

    /// Help for the scopes given, innermost first, one group each.
    pub fn help(&self, scopes: &[S], enabled: Enabled<'_, A>) -> Vec<HelpGroup> {
        let mut groups: Vec<(S, HelpGroup)> = Vec::new();
        for (at, keys) in self.reachable(scopes) {
            let row = &self.rows[at];
            let line = HelpRow { keys, long: row.long, why_not: enabled(&row.action).err() };
            match groups.iter_mut().find(|(scope, _)| *scope == row.scope) {
                Some((_, group)) => group.rows.push(line),
                None => groups.push((row.scope, HelpGroup { title: row.scope.title(), rows: vec![line] })),
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// The palette: every row of the scopes given, with why not where it cannot be done now.
    pub fn palette(&self, scopes: &[S], enabled: Enabled<'_, A>) -> Vec<PaletteRow<A>> {
        let mut out: Vec<PaletteRow<A>> = Vec::new();
        // What has lost its key to another scope is found by its words all the same.
        let keyless = scopes.iter().flat_map(|scope| {
            let of_scope = self.rows.iter().enumerate().filter(move |(_, row)| row.scope == *scope);
            of_scope.map(|(at, _)| (at, String::new()))
        });
        for (at, keys) in self.reachable(scopes).into_iter().chain(keyless) {
            let row = &self.rows[at];
            if out.iter().any(|seen| seen.action == row.action) {
                continue;
            }
            out.push(PaletteRow {
                action: row.action.clone(),
                scope: row.scope.title(),
                keys,
                short: row.short,
                long: row.long,
                also: "",
                why_not: enabled(&row.action).err(),
            });
        }
        out
    }

    /// The whole table as Markdown, one small table for each scope in order of appearance.
    pub fn markdown(&self) -> String {
        let mut scopes: Vec<S> = Vec::new();
        for row in &self.rows {
            if !scopes.contains(&row.scope) {
                scopes.push(row.scope);
            }
        }
        let mut out = String::new();
        for scope in scopes {
            let _ = writeln!(out, "### {}\n\n| key | what it does |\n|---|---|", scope.title());
            for row in self.rows.iter().filter(|row| row.scope == scope) {
                let keys: Vec<String> =
                    row.chords.iter().map(|c| format!("`{}`", c.replace('|', "\\|"))).collect();
                let _ = writeln!(out, "| {} | {} |", keys.join(", "), row.long.replace('|', "\\|"));
            }
            out.push('\n');
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
        out
    }

    /// Everything that is wrong with the table, one sentence each. A test asserts that there is nothing.
    pub fn problems(&self) -> Vec<String> {
        let mut out = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let name = format!("\"{}\" in {}", row.long, row.scope.title());
            if row.chords.is_empty() {
                out.push(format!("{name} has no key"));
            }
            for chord in row.chords {
                match Chord::parse_sequence(chord) {
                    Err(error) => out.push(format!("{name}: {error}")),
                    Ok(all) if all.iter().any(|c| c.is_forbidden()) => {
                        out.push(format!("{name}: {chord} arrives as another key in most terminals"));
                    }
                    Ok(_) => {}
                }
            }
            let awkward = |c: &Vec<Chord>| c.iter().any(|c| c.needs_second());
            if self.parsed[at].iter().any(awkward) && self.parsed[at].iter().all(awkward) {
                out.push(format!("{name} needs a second key for keyboards where the first takes AltGr"));
            }
            if row.rank != HIDDEN && row.short.is_empty() {
                out.push(format!("{name} is in the footer and has no word there"));
            }
            for (later, other) in self.rows.iter().enumerate().skip(at) {
                if other.scope != row.scope {
                    continue;
                }
                for (i, mine) in self.parsed[at].iter().enumerate() {
                    for (j, theirs) in self.parsed[later].iter().enumerate() {
                        if later == at && j <= i {
                            continue;
                        }
                        if mine.starts_with(theirs) || theirs.starts_with(mine) {
                            let other = other.long;
                            out.push(format!("{name}: {} is also a key of \"{other}\"", shown(mine)));
                        }
                    }
                }
            }
        }
        out
    }
}

fn shown(sequence: &[Chord]) -> String {
    sequence.iter().map(Chord::to_string).collect::<Vec<_>>().join(" ")
}

fn line_of<'a>(entries: impl Iterator<Item = (&'a str, &'a str)>, theme: Theme) -> Line<'static> {
    let mut spans = Vec::new();
    for (at, (key, word)) in entries.enumerate() {
        spans.push(Span::raw(if at == 0 { " " } else { "  " }));
        spans.push(Span::styled(key.to_owned(), theme.style(Role::Key)));
        spans.push(Span::raw(format!(" {word}")));
    }
    Line::from(spans)
}
