//! The one way in: a command is judged, sealed and written in one transaction, and only then does the world change.

use std::collections::BTreeMap;

use domain::command::{Command, Context, Decision, Open, Refusal, Undoable};
use domain::deadline::{Touched, touched};
use domain::decide::decide;
use domain::finding::Finding;
use domain::people;
use domain::record::Subject;
use domain::rule::{Level, RuleId};
use domain::world::{Change, World};

use crate::codec::{self, Bad};
use crate::schema;
use crate::schema::journal::{Changed, Entry, Noted, SCHEMA};
use crate::sealed::{self, Access, Batch, Key, Put, Sealed};

use super::error::left_open;
use super::{DraftKey, Error, Place, RunError, SchemeFile, decode, key};

/// A command that was carried out and stands on the disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// What followed from it.
    pub decision: Decision,
    /// The change number that it became.
    pub change: u64,
    /// Whose deadlines it may have altered. It is told here because the world does not know any more what was before.
    pub touched: Touched,
}

/// A row as it stands, or will once what is ahead of it is written.
#[derive(Clone, Default)]
struct Present {
    rev: u64,
    payload: Option<Vec<u8>>,
    /// Of those to be written: not read when the file opens.
    deferred: bool,
}

/// What is decided and not yet written.
#[derive(Default)]
struct Ahead {
    rows: BTreeMap<Key, Present>,
    batches: Vec<Batch>,
    changes: Vec<Change>,
    /// The slots change with it.
    with_slots: bool,
}

impl SchemeFile {
    /// Carries out a command: decides, seals, commits in one transaction, and then applies it to the world.
    ///
    /// # Errors
    /// [`RunError::Refused`] with every finding that stands against it: nothing was written.
    /// [`RunError::Store`] if the file does; except after [`Error::SavedAfterAll`], the world is as it was.
    pub fn run(&mut self, world: &mut World, command: &Command, context: &Context) -> Result<Done, RunError> {
        self.run_clearing(world, command, context, &[])
    }

    /// The same, forgetting in the same transaction the drafts that it completes.
    ///
    /// # Errors
    /// As [`SchemeFile::run`]; on any error the drafts stay.
    pub fn run_clearing(
        &mut self,
        world: &mut World,
        command: &Command,
        context: &Context,
        drafts: &[DraftKey],
    ) -> Result<Done, RunError> {
        let mut ahead = Ahead::default();
        match self.lay(&mut ahead, world, command, context, drafts) {
            Ok(decision) => {
                let touched = touched(world, &decision.changes);
                let change = match command {
                    Command::NoteDenial { .. } => self.write_note(world, ahead)?,
                    _ => self.write(world, ahead)?,
                };
                Ok(Done { decision, change, touched })
            }
            Err(error) => {
                self.note_denial(world, context, &error)?;
                Err(error)
            }
        }
    }

    /// What somebody was refused for the sake of their role stands in the journal, in words that say nothing of what
    /// there is.
    fn note_denial(
        &mut self,
        world: &mut World,
        context: &Context,
        error: &RunError,
    ) -> Result<(), RunError> {
        let RunError::Refused(refusal) = error else { return Ok(()) };
        let for_the_role = refusal.findings.iter().any(|finding| finding.rule == RuleId::H8);
        if !for_the_role || self.sealed.access() != Access::ReadWrite {
            return Ok(());
        }
        let mut ahead = Ahead::default();
        let denial = Command::NoteDenial { asked: None, subject: Subject::Scheme };
        self.lay(&mut ahead, world, &denial, context, &[])?;
        self.write_note(world, ahead)?;
        Ok(())
    }

    /// Writes what changes nothing; readers may, too.
    fn write_note(&mut self, world: &mut World, ahead: Ahead) -> Result<u64, Error> {
        self.write_by(world, ahead, |sealed, batches| {
            batches.into_iter().try_for_each(|batch| sealed.commit_note(batch).map(|_| ()))
        })?;
        Ok(self.seq)
    }

    /// Carries out a command that changes who can open the file: `commit` writes its batch and the slots together.
    pub(super) fn run_by<T>(
        &mut self,
        world: &mut World,
        command: &Command,
        context: &Context,
        commit: impl FnOnce(&mut Sealed, Batch) -> Result<T, sealed::Error>,
    ) -> Result<(Done, T), RunError> {
        let mut ahead = Ahead { with_slots: true, ..Ahead::default() };
        let decision = match self.lay(&mut ahead, world, command, context, &[]) {
            Ok(decision) => decision,
            Err(error) => {
                self.note_denial(world, context, &error)?;
                return Err(error);
            }
        };
        let touched = touched(world, &decision.changes);
        let change = self.seq + 1;
        let value = self.write_by(world, ahead, |sealed, mut batches| match batches.pop() {
            Some(batch) => commit(sealed, batch),
            None => Err(sealed::Error::NeedsReopen),
        })?;
        Ok((Done { decision, change, touched }, value))
    }

    /// Carries out many commands, for imports and demonstrations: each is its own change with its own journal
    /// entry, but up to `batch` of them share one write to the disk. Answers with the last change number.
    ///
    /// # Errors
    /// As [`SchemeFile::run`], at the first command that fails. The ones before it stand.
    pub fn run_many(
        &mut self,
        world: &mut World,
        commands: impl IntoIterator<Item = (Command, Context)>,
        batch: usize,
    ) -> Result<u64, RunError> {
        let mut commands = commands.into_iter();
        self.run_each(world, batch, |_, _| commands.next())
    }

    /// The same, where each command is made in the light of those before it: `next` is given the world as they
    /// leave it, and the change number that its [`Context`] must carry.
    ///
    /// # Errors
    /// As [`SchemeFile::run_many`].
    pub fn run_each(
        &mut self,
        world: &mut World,
        batch: usize,
        mut next: impl FnMut(&World, u64) -> Option<(Command, Context)>,
    ) -> Result<u64, RunError> {
        let mut leading = world.clone();
        let mut ahead = Ahead::default();
        loop {
            let change = self.seq + ahead.batches.len() as u64 + 1;
            let Some((command, context)) = next(&leading, change) else { break };
            match self.lay(&mut ahead, &leading, &command, &context, &[]) {
                Ok(decision) => leading.apply(&decision.changes),
                Err(error) => {
                    self.write(world, ahead)?;
                    return Err(error);
                }
            }
            if ahead.batches.len() >= batch {
                self.write(world, std::mem::take(&mut ahead))?;
            }
        }
        Ok(self.write(world, ahead)?)
    }

    /// Judges one command and makes its batch.
    fn lay(
        &self,
        ahead: &mut Ahead,
        world: &World,
        command: &Command,
        context: &Context,
        drafts: &[DraftKey],
    ) -> Result<Decision, RunError> {
        let head = self.seq + ahead.batches.len() as u64;
        if context.change != head + 1 {
            return Err(sealed::Error::Stale { head }.into());
        }
        if people::changes_people(command) && !ahead.with_slots {
            let sentence = "Who opens the file is changed with befriend people, and not from here.";
            let findings = vec![Finding::new(RuleId::H3, Subject::Scheme, sentence)];
            return Err(Refusal { findings }.into());
        }
        if let Command::Undo { what } | Command::Redo { what } = command {
            self.must_stand(ahead, what)?;
        }
        // What a person may do belongs to the slot that was opened, whatever the caller believes.
        let context = &Context { role: self.role(), ..context.clone() };
        let decision = decide(world, command, context)?;
        let mut rows = Vec::new();
        let mut puts = Vec::new();
        let mut changes = Sides::default();
        for change in &decision.changes {
            let (kind, id) = change.key();
            let key = key(kind, id);
            let before = self.present(ahead, key)?;
            // Nothing that cannot be read is written over.
            let old = before.payload.as_deref().map(|payload| decode(key, payload)).transpose()?;
            let after = match change {
                Change::Put(record) => Some(encode(key, record)?),
                Change::Remove(..) => None,
            };
            if before.payload == after {
                continue;
            }
            let restricted = kind.is_restricted();
            let owner = match change {
                // The lists of owners can be read by everybody.
                _ if restricted => None,
                Change::Put(record) => record.owner(),
                Change::Remove(..) => old.and_then(|old| old.owner()),
            };
            let side = if restricted { &mut changes.restricted } else { &mut changes.open };
            side.push(Changed::new(before.payload.as_deref(), after.as_deref()));
            let payload = after.clone().map(Into::into);
            puts.push(Put { key, expect: before.rev, payload, owner, restricted });
            rows.push((key, Present { rev: before.rev + 1, payload: after, deferred: owner.is_some() }));
        }
        let (entry, entry_restricted) = sides(command, context, &decision, changes)
            .map_err(|bad| Error::of(bad, Place::Entry(head + 1)))?;
        let mut clear_drafts = Vec::new();
        for draft in drafts {
            clear_drafts.extend(self.draft_ids(draft)?);
        }
        ahead.rows.extend(rows);
        ahead.changes.extend_from_slice(&decision.changes);
        ahead.batches.push(Batch {
            head,
            puts,
            entry,
            entry_restricted,
            at_ms: context.now.timestamp_millis(),
            clear_drafts,
        });
        Ok(decision)
    }

    fn present(&self, ahead: &Ahead, key: Key) -> Result<Present, Error> {
        if let Some(present) = ahead.rows.get(&key) {
            return Ok(present.clone());
        }
        let Some(row) = self.sealed.get(key)? else { return Ok(Present::default()) };
        // What the world rests on must be what is replaced. Of deferred and deleted rows it holds nothing.
        let rev = self.revs.get(&key).copied().unwrap_or(row.rev);
        Ok(Present { rev, payload: row.body.bytes().map(<[u8]>::to_vec), deferred: false })
    }

    /// The world does not hold what is deferred, so `decide` cannot see whether it was changed since.
    fn must_stand(&self, ahead: &Ahead, what: &Undoable) -> Result<(), RunError> {
        for change in &what.after {
            let Change::Put(record) = change else { continue };
            if record.owner().is_none() {
                continue;
            }
            let key = key(record.kind(), record.raw_id());
            let present = self.present(ahead, key)?.payload;
            if present.map(|payload| decode(key, &payload)).transpose()?.as_ref() != Some(record) {
                let sentence =
                    "It has been changed again since, so it cannot be taken back. Correct it instead.";
                let findings = vec![Finding::new(RuleId::H3, Subject::Scheme, sentence)];
                return Err(Refusal { findings }.into());
            }
        }
        Ok(())
    }

    /// Writes what is ahead, then lets the world follow.
    fn write(&mut self, world: &mut World, ahead: Ahead) -> Result<u64, Error> {
        if ahead.batches.is_empty() {
            return Ok(self.seq);
        }
        self.write_by(world, ahead, Sealed::commit_many)
    }

    /// The same, by another way of committing.
    fn write_by<T>(
        &mut self,
        world: &mut World,
        ahead: Ahead,
        commit: impl FnOnce(&mut Sealed, Vec<Batch>) -> Result<T, sealed::Error>,
    ) -> Result<T, Error> {
        let Some(last) = ahead.batches.last() else { return Ok(commit(&mut self.sealed, Vec::new())?) };
        let (change, entry) = (last.head + 1, last.entry.clone());
        let touched: Vec<_> = ahead
            .batches
            .iter()
            .flat_map(|batch| batch.puts.iter().map(|put| (put.key, batch.head + 1)))
            .collect();
        let value = match commit(&mut self.sealed, ahead.batches) {
            Ok(value) => value,
            Err(error) => return Err(self.after_failure(world, change, &entry, error)),
        };
        self.seq = change;
        touched.into_iter().for_each(|(key, change)| self.past.after(change, key));
        for (key, present) in ahead.rows {
            // Deferred rows are looked up when they are needed, and so are deleted ones.
            if present.payload.is_some() && !present.deferred {
                self.revs.insert(key, present.rev);
            } else {
                self.revs.remove(&key);
            }
        }
        world.apply(&ahead.changes);
        Ok(value)
    }

    /// Finds out whether a failed save is in the file. The world changes only if it is.
    pub(super) fn after_failure(
        &mut self,
        world: &mut World,
        change: u64,
        entry: &[u8],
        error: sealed::Error,
    ) -> Error {
        let Some(cause) = left_open(&error) else { return error.into() };
        let landed = match self.sealed.reopen() {
            Ok(_) => self.sealed.journal(change - 1, 1),
            Err(_) => return Error::Unsure(cause),
        };
        match landed {
            Ok(entries) if entries.first().is_some_and(|found| found.payload[..] == *entry) => {
                match self.read_world() {
                    Ok((anew, _)) => {
                        *world = anew;
                        Error::SavedAfterAll { change, cause }
                    }
                    Err(_) => Error::Unsure(cause),
                }
            }
            Ok(_) => Error::NotSaved(cause),
            Err(_) => Error::Unsure(cause),
        }
    }
}

/// What a change did to the records that everybody may read, and to the others.
#[derive(Default)]
struct Sides {
    open: Vec<Changed>,
    restricted: Vec<Changed>,
}

/// The journal entry for everybody's eyes, and what of it only team managers may read.
///
/// Of a command that is for team managers only, the open one shows what everybody sees of it as the ordinary command that
/// it looks like; without such a part it says who, and nothing of what or why. Of any other command, only what it says
/// about something restricted is kept apart.
fn sides(
    command: &Command,
    context: &Context,
    decision: &Decision,
    Sides { open, restricted }: Sides,
) -> Result<(Vec<u8>, Option<Vec<u8>>), Bad> {
    let whole = |changes| codec::encode(SCHEMA, &entry(command.name(), context, &told(decision), changes));
    if restricted.is_empty() && !people::is_restricted(command) {
        if !decision.findings.iter().any(Finding::is_restricted) {
            return Ok((whole(open)?, None));
        }
        let without = Open { findings: unrestricted(&decision.findings), ..told(decision) };
        let plain = codec::encode(SCHEMA, &entry(command.name(), context, &without, open))?;
        return Ok((plain, Some(whole(Vec::new())?)));
    }
    let seen = match &decision.open {
        Some(part) => {
            let part = Open { findings: unrestricted(&part.findings), ..(**part).clone() };
            entry(part.command, context, &part, open)
        }
        None => Entry::neutral(context.by.clone(), open),
    };
    Ok((codec::encode(SCHEMA, &seen)?, Some(whole(restricted)?)))
}

/// All that a decision says.
fn told(decision: &Decision) -> Open {
    let (done, findings) = (decision.done.clone(), decision.findings.clone());
    Open { command: "", done, subject: decision.subject, findings }
}

fn unrestricted(findings: &[Finding]) -> Vec<Finding> {
    findings.iter().filter(|finding| !finding.is_restricted()).cloned().collect()
}

fn encode(key: Key, record: &domain::record::Record) -> Result<Vec<u8>, Error> {
    let bytes = schema::encode(record).map_err(|bad| Error::of(bad, Place::Record(key)))?;
    Ok(if record.restricted() { [&[record.kind() as u8][..], &bytes].concat() } else { bytes })
}

fn entry(command: &str, context: &Context, told: &Open, changes: Vec<Changed>) -> Entry {
    let findings: Vec<_> = told
        .findings
        .iter()
        .map(|finding| Noted {
            rule: finding.rule.label().to_owned(),
            overridden: finding.level == Level::Override,
            subject: finding.subject,
            field: finding.field.map(str::to_owned),
            sentence: finding.sentence.clone(),
        })
        .collect();
    let taken_on = context.overriding.as_ref().filter(|_| findings.iter().any(|noted| noted.overridden));
    Entry {
        by: context.by.clone(),
        command: command.to_owned(),
        done: told.done.clone(),
        subject: told.subject,
        taken_on: taken_on.map(|taken| (taken.by.clone(), taken.reason.clone())),
        findings,
        changes,
    }
}
