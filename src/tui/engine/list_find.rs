//! Filtering in slices: a key looks at so many rows and no more, however many there are. The rest is looked at while
//! nothing else is to be done, and what was shown stays until all is known.

use super::{fuzzy::Finder, list_order::Fit, list_rows::Rows};

/// How much is looked at in one go. A row that is looked through for the typed words costs one, and takes a tenth of
/// a microsecond or two; one that is held against them with slips costs [`SLIPS`]. That is some three milliseconds at
/// the most, which nobody feels, and a list of up to 440 rows is done with its key.
pub const SLICE: usize = 4_000;
/// What it costs to hold a row against the typed words with slips.
const SLIPS: usize = 8;

/// What was found the last time: a longer text is looked for among it.
struct Found {
    typed: String,
    /// Each word stands in the row as it was typed. If not, no row has them to the letter.
    to_the_letter: bool,
    slots: Vec<usize>,
}

/// A search under way.
struct Search {
    typed: String,
    to_the_letter: bool,
    /// The slots to look at, and how many of them have been.
    among: Vec<usize>,
    next: usize,
    found: Vec<Fit>,
}

/// Looks for rows.
#[derive(Default)]
pub(super) struct Seeker {
    finder: Finder,
    last: Option<Found>,
    now: Option<Search>,
}

impl Seeker {
    /// True while a search is under way.
    pub fn is_seeking(&self) -> bool {
        self.now.is_some()
    }

    /// The rows are others than they were: nothing that was found holds any more.
    pub fn forget(&mut self) {
        (self.last, self.now) = (None, None);
    }

    /// Nothing is looked for any more.
    pub fn stop(&mut self) {
        self.now = None;
    }

    /// Begins to look for a text, folded and not blank, in slots of that order.
    pub fn begin(&mut self, typed: String, order: &[usize]) {
        let known = self.last.as_ref().filter(|last| typed.starts_with(&last.typed));
        let (to_the_letter, among) = match known {
            // Whoever has the longer text in it has the shorter one too.
            Some(last) if last.to_the_letter => (true, last.slots.clone()),
            Some(_) => (false, order.to_vec()),
            None => (true, order.to_vec()),
        };
        self.now = Some(Search { typed, to_the_letter, among, next: 0, found: Vec::new() });
    }

    /// Looks at the next slice. Answers with the slots that fit and how well, in the usual order, once all are known.
    ///
    /// What fits to the letter goes before everything that only fits with a slip: a reference or a name typed in full
    /// finds itself and nothing else.
    pub fn go_on<Id: Clone + Ord>(&mut self, rows: &Rows<Id>, left: &mut usize) -> Option<Vec<Fit>> {
        let search = self.now.as_mut()?;
        loop {
            let Some(slot) = search.among.get(search.next).copied() else {
                if search.found.is_empty() && search.to_the_letter {
                    (search.to_the_letter, search.next) = (false, 0);
                    search.among = rows.order().to_vec();
                    if !search.among.is_empty() {
                        continue;
                    }
                }
                break;
            };
            let cost = if search.to_the_letter { 1 } else { SLIPS };
            if *left < cost {
                return None;
            }
            *left -= cost;
            search.next += 1;
            let key = rows.folded(slot);
            if !search.to_the_letter || search.typed.split_whitespace().all(|word| key.contains(word)) {
                let score = self.finder.score(key, &search.typed);
                search.found.extend(score.map(|score| (slot, score)));
            }
        }
        let Search { typed, to_the_letter, found, .. } = self.now.take()?;
        let slots = found.iter().map(|(slot, _)| *slot).collect();
        self.last = Some(Found { typed, to_the_letter, slots });
        Some(found)
    }
}
