//! Does the effects: the one place of the screens that touches the file and the clipboard.

use crate::app::Model;
use crate::engine::app::{Runner, Screen};
use crate::msg::{Effect, Msg, Opening, PastOf};
use chrono::{DateTime, NaiveDate, Utc};
use domain::id::VisitId;
use domain::record::{Record, Subject};
use std::path::PathBuf;
use store::{Access, Error, HistoryEntry, Opened, Page, RunError, SchemeFile};
use zeroize::Zeroizing;

/// How many changes of the past are shown: some six years of a match that is seen every month.
const PAST: usize = 300;
/// How many entries of the journal are gone through in one piece: some three milliseconds.
const PIECE: usize = 100;

/// The file behind the screens.
pub struct FileRunner {
    path: PathBuf,
    access: Access,
    /// Another day than the clock's was chosen: only a made-up scheme may be written to then.
    another_day: bool,
    file: Option<SchemeFile>,
    /// A page that has its place, and waits for its release.
    page: Option<Page>,
    /// The file of somebody who is to choose a passphrase first, and the one that opened it.
    waiting: Option<(Opened, Zeroizing<String>)>,
}

impl FileRunner {
    /// The file at a path, to be opened when the passphrase comes.
    #[must_use]
    pub const fn new(path: PathBuf, access: Access, another_day: bool) -> Self {
        Self { path, access, another_day, file: None, page: None, waiting: None }
    }

    /// Closes the file.
    ///
    /// # Errors
    /// What the disk reports; everything was saved before.
    pub fn close(&mut self) -> Result<(), Error> {
        if let Some((opened, _)) = self.waiting.take() {
            opened.file.close()?;
        }
        self.file.take().map_or(Ok(()), SchemeFile::close)
    }

    fn open(&mut self, name: &str, passphrase: &str) -> Msg {
        let opened = match SchemeFile::open(&self.path, name, passphrase, self.access) {
            Ok(opened) => opened,
            Err(error) => {
                let again = matches!(&error, Error::Sealed(store::sealed::Error::WrongPassphrase));
                // A wrong name and a wrong passphrase are told alike.
                let sentence = if again && name.is_empty() {
                    "That passphrase does not open this file. Check it and try again.".to_owned()
                } else if again {
                    "That name and passphrase do not open this file. Check both and try again.".to_owned()
                } else {
                    error.to_string()
                };
                return Msg::NotOpened { sentence, again };
            }
        };
        if opened.world.scheme().is_none() {
            let sentence =
                "This file holds no scheme yet: its making was interrupted. Delete it and run befriend init \
                            again."
                    .to_owned();
            return Msg::NotOpened { sentence, again: false };
        }
        let made_up = opened.world.scheme().is_some_and(|s| s.demonstration);
        if self.another_day && !made_up && self.access == Access::ReadWrite {
            let sentence =
                "--today is for demonstrations. On a real scheme it works only together with --read-only.";
            return Msg::NotOpened { sentence: sentence.to_owned(), again: false };
        }
        if opened.file.must_choose_passphrase(&opened.world) {
            if self.access != Access::ReadWrite {
                let sentence = "Your passphrase was made by somebody else. Choose your own first: open the file without --read-only.";
                return Msg::NotOpened { sentence: sentence.to_owned(), again: false };
            }
            self.waiting = Some((opened, Zeroizing::new(passphrase.to_owned())));
            return Msg::MustChoose(None);
        }
        self.opened(opened)
    }

    /// The passphrase that somebody has chosen in the place of the one they were given.
    fn choose(&mut self, passphrase: &str, today: NaiveDate, now: DateTime<Utc>) -> Msg {
        let Some((mut opened, given)) = self.waiting.take() else {
            let sentence = "The file was closed meanwhile. Open it again.".to_owned();
            return Msg::NotOpened { sentence, again: true };
        };
        if *given == passphrase {
            self.waiting = Some((opened, given));
            return Msg::MustChoose(Some("That is the one you were given. Choose another.".to_owned()));
        }
        let by = opened.file.acting(&opened.world);
        let done = opened
            .file
            .context(today, now, by)
            .map_err(RunError::from)
            .and_then(|context| opened.file.change_passphrase(&mut opened.world, &context, passphrase));
        match done {
            Ok(_) => self.opened(opened),
            Err(error) => Msg::NotOpened { sentence: error.to_string(), again: false },
        }
    }

    fn opened(&mut self, opened: Opened) -> Msg {
        let read_only = self.access != Access::ReadWrite;
        let opening = Opening {
            head: opened.file.head(),
            by: opened.file.acting(&opened.world),
            role: opened.file.role(),
            // A draft that cannot be read is no reason not to open.
            drafts: opened.file.drafts().unwrap_or_default(),
            read_only,
            unread: opened.unread.len(),
            low_space: opened.file.low_space(),
            // Who reads what is restricted is written down, and here nothing can be.
            world: if read_only { opened.world.without_restricted() } else { opened.world },
        };
        self.file = Some(opened.file);
        Msg::Opened(Box::new(opening))
    }

    /// Does something with the open file; while it is closed nothing is asked of it.
    fn with(&mut self, work: impl FnOnce(&mut SchemeFile) -> Result<Option<Msg>, Error>) -> Vec<Msg> {
        let Some(file) = &mut self.file else { return Vec::new() };
        match work(file) {
            Ok(msg) => msg.into_iter().collect(),
            Err(error) => vec![Msg::Failed(error.to_string())],
        }
    }
}

impl Runner<Model> for FileRunner {
    fn run(&mut self, effect: Effect, screen: &mut dyn Screen) -> Vec<Msg> {
        match effect {
            Effect::Unlock { name, passphrase } => vec![self.open(&name, &passphrase)],
            Effect::ChoosePassphrase { passphrase, today, now } => vec![self.choose(&passphrase, today, now)],
            Effect::Lock => match self.close() {
                Ok(()) => Vec::new(),
                Err(error) => vec![Msg::Failed(error.to_string())],
            },
            Effect::Run { mut world, command, overriding, clear, today, now, by } => {
                // Whatever happens, the world goes back: it is the only one in memory.
                let Some(file) = &mut self.file else {
                    let closed = RunError::Store(Error::Sealed(store::sealed::Error::NeedsReopen));
                    return vec![Msg::Ran {
                        world,
                        outcome: Box::new(Err(closed)),
                        head: None,
                        cleared: None,
                        command,
                    }];
                };
                let outcome =
                    file.context(today, now, by).map_err(RunError::Store).and_then(|mut context| {
                        context.overriding = overriding;
                        file.run_clearing(&mut world, &command, &context, clear.as_slice())
                    });
                // A file that has to be opened again is opened again, so that work can go on.
                let shut = matches!(
                    &outcome,
                    Err(RunError::Store(
                        Error::Unsure(_)
                            | Error::Sealed(
                                store::sealed::Error::NeedsReopen | store::sealed::Error::Stale { .. }
                            )
                    ))
                );
                if shut && let Ok(anew) = file.reopen() {
                    *world = anew;
                }
                let outcome = Box::new(outcome);
                vec![Msg::Ran { world, outcome, head: Some(file.head()), cleared: clear, command }]
            }
            Effect::KeepDraft(key, values, now) => {
                let Some(file) = &mut self.file else { return Vec::new() };
                let fields = values.iter().map(|(id, all)| (id.to_owned(), all.to_vec())).collect();
                vec![match file.put_draft(&key, &fields, now) {
                    Ok(()) => Msg::DraftKept(key),
                    Err(error) => Msg::DraftNotKept(error.to_string()),
                }]
            }
            Effect::DropDraft(key) => self.with(|file| file.drop_draft(&key).map(|()| None)),
            Effect::LoadReport(id) => self.with(|file| Ok(Some(Msg::Report(id, Box::new(file.report(id)?))))),
            Effect::LoadHistory(of) => self.with(|file| past(file, of).map(Some)),
            Effect::ReadPast => {
                // A file that is shut has no past to be gone through.
                let read = self.file.as_mut().map_or(Ok(true), |file| file.read_past(PIECE));
                vec![Msg::PastRead(read.map_err(|error| error.to_string()))]
            }
            Effect::LoadUndoable => {
                self.with(|file| Ok(Some(Msg::Undoable(file.last_undoable()?.map(Box::new)))))
            }
            Effect::Copy(text) => told(screen.copy(&text)),
            Effect::MakePage { path, named } => {
                let made = Page::make(&at_home(path), &named, false);
                let (page, why) =
                    made.map_or_else(|why| (None, Some(why.to_string())), |page| (Some(page), None));
                self.page = page;
                vec![Msg::PageMade(why.map_or(Ok(()), Err))]
            }
            Effect::FillPage(text) => self.page.take().map(|page| written(page, &text)).into_iter().collect(),
            Effect::DropPage => {
                self.page = None;
                Vec::new()
            }
            Effect::Mouse(on) => told(screen.capture_mouse(on)),
            Effect::Redraw => told(screen.clear()),
            Effect::Stop => {
                let mut messages = told(screen.suspend());
                messages.push(Msg::GoesOn);
                messages
            }
        }
    }
}

/// A path that begins at home, as it is typed in a shell.
fn at_home(path: PathBuf) -> PathBuf {
    match (path.strip_prefix("~"), std::env::var_os("HOME")) {
        (Ok(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => path,
    }
}

fn written(page: Page, text: &str) -> Msg {
    let at = page.fill(text).map(|at| std::path::absolute(&at).unwrap_or(at).display().to_string());
    Msg::PageWritten(at.map_err(|why| why.to_string()))
}

/// The newest changes of some records, or of the whole scheme: of each change, what it did to them.
fn past(file: &SchemeFile, PastOf { records, only }: PastOf) -> Result<Msg, Error> {
    if records.is_empty() {
        let mut entries = file.journal(None, PAST + 1)?;
        let more = entries.len() > PAST;
        entries.truncate(PAST);
        return Ok(Msg::History { entries, whole: true, more });
    }
    // What is only a part of a record's past may lie anywhere in it.
    let limit = if only.is_some() { usize::MAX } else { PAST + 1 };
    let mut entries = Vec::new();
    for key in &records {
        entries.extend(file.history(*key, limit)?);
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.change));
    entries.dedup_by_key(|entry| entry.change);
    // What was done to others by the same change is theirs.
    for entry in &mut entries {
        entry.changes.retain(|changed| records.contains(&(changed.kind, changed.id)));
    }
    if let Some(visit) = only {
        entries.retain_mut(|entry| is_about(entry, visit));
    }
    // The newest are known first: with enough of them it does not matter what is older.
    let (whole, more) = (file.knows_past() || entries.len() >= PAST, entries.len() > PAST);
    entries.truncate(PAST);
    Ok(Msg::History { entries, whole, more })
}

/// Whether a change had to do with a visit. A match's ledger is touched by each of its visits, and one change may touch
/// several: what it did to the others is left out.
fn is_about(entry: &mut HistoryEntry, visit: VisitId) -> bool {
    for side in entry.changes.iter_mut().flat_map(|changed| [&mut changed.before, &mut changed.after]) {
        if let Some(Record::Ledger(ledger)) = side {
            ledger.visits.retain(|line| line.id == visit);
        }
    }
    entry.changes.retain(|changed| changed.before != changed.after);
    entry.subject == Subject::Visit(visit) || !entry.changes.is_empty()
}

fn told(outcome: std::io::Result<()>) -> Vec<Msg> {
    match outcome {
        Ok(()) => Vec::new(),
        Err(_) => vec![Msg::Failed("The terminal did not take that. Try again.".to_owned())],
    }
}
