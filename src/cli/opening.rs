//! Finding the file, asking for the passphrase, opening.

use super::{Failure, Global};
use chrono::{DateTime, NaiveDate, Utc};
use domain::command::Command;
use domain::id::{Prefix, Reference};
use domain::record::Subject;
use etcetera::{AppStrategy, AppStrategyArgs, choose_app_strategy};
use std::io::{IsTerminal, Write as _};
use std::path::{Path, PathBuf};
use store::{Access, Opened, SchemeFile};
use zeroize::Zeroizing;

/// The file that is meant: the one named, or the one in the platform's data folder.
pub fn path(global: &Global) -> Result<PathBuf, Failure> {
    if let Some(path) = &global.file {
        return Ok(path.clone());
    }
    let args = AppStrategyArgs {
        top_level_domain: "org".to_owned(),
        author: "befriend".to_owned(),
        app_name: "befriend".to_owned(),
    };
    choose_app_strategy(args).map(|places| places.data_dir().join("scheme.befriend")).map_err(|_| {
        Failure::Could("There is no home folder to keep the file in. Name one with --file PATH.".to_owned())
    })
}

/// The first line of the file that was named for it.
pub fn passphrase_from_file(path: &Path) -> Result<Zeroizing<String>, Failure> {
    let text = std::fs::read_to_string(path).map(Zeroizing::new).map_err(|error| {
        Failure::Could(format!(
            "The passphrase file cannot be read: {}. Check --passphrase-file.",
            match error.kind() {
                std::io::ErrorKind::NotFound => "it is not there".to_owned(),
                other => other.to_string(),
            }
        ))
    })?;
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() {
        return Err(Failure::Could(
            "The passphrase file is empty. Write the passphrase on its first line.".to_owned(),
        ));
    }
    Ok(Zeroizing::new(line.to_owned()))
}

/// The passphrase for a command that has no screen: from the file, or asked at the terminal.
fn passphrase(global: &Global) -> Result<Zeroizing<String>, Failure> {
    if let Some(path) = &global.passphrase_file {
        return passphrase_from_file(path);
    }
    if !std::io::stdin().is_terminal() {
        return Err(Failure::Called(
            "There is no terminal to ask for the passphrase. Name a file that holds it with --passphrase-file.".to_owned(),
        ));
    }
    ask("Passphrase: ")
}

/// Asks for a line without showing it.
pub fn ask(prompt: &str) -> Result<Zeroizing<String>, Failure> {
    rpassword::prompt_password(prompt).map(Zeroizing::new).map_err(Failure::from)
}

/// Who unlocks the file, and with what.
pub struct Way {
    /// Empty while the file is for one person.
    pub name: String,
    /// As typed.
    pub passphrase: Zeroizing<String>,
}

/// Opens the file for a command that only reads, unless it says otherwise.
pub fn open(global: &Global, access: Access) -> Result<Opened, Failure> {
    let (opened, _) = unlock(global, access)?;
    must_have_chosen(&opened)?;
    Ok(match access {
        Access::ReadWrite => opened,
        // Who reads what is restricted is written down, and here nothing can be.
        _ => Opened { world: opened.world.without_restricted(), ..opened },
    })
}

/// Opens the file to read what goes by a reference. Whoever reads an allegation, or asks for one without the right, is
/// written down; so it can only be read from a file that is open for writing. What is refused is refused alike whether or
/// not there is anything of that reference.
pub fn open_to_read(global: &Global, reference: Reference) -> Result<Opened, Failure> {
    if reference.prefix != Prefix::Allegation {
        return open(global, Access::ReadOnly);
    }
    if global.read_only {
        return Err(Failure::Called(
            "Who reads this is written down. Leave --read-only out to read it.".to_owned(),
        ));
    }
    let mut opened = open(global, Access::ReadWrite)?;
    let (today, now) = moment(global);
    let context = opened.file.context(today, now, opened.file.acting(&opened.world))?;
    let found = opened.world.find(reference);
    if found.is_none() && opened.file.role().may_see_restricted() {
        return Ok(opened);
    }
    let command = Command::NoteAccess { subject: found.unwrap_or(Subject::Scheme) };
    opened.file.run(&mut opened.world, &command, &context)?;
    Ok(opened)
}

/// The same file once more, open for writing, to whoever opened it before.
pub fn again_for_writing(global: &Global, way: &Way) -> Result<Opened, Failure> {
    Ok(SchemeFile::open(&path(global)?, &way.name, &way.passphrase, Access::ReadWrite)?)
}

/// The same, with what opened it, and also for somebody who is still to choose a passphrase.
pub fn unlock(global: &Global, access: Access) -> Result<(Opened, Way), Failure> {
    let path = path(global)?;
    must_exist(&path)?;
    let name = name(global, &path)?;
    let way = Way { passphrase: passphrase(global)?, name };
    let opened = SchemeFile::open(&path, &way.name, &way.passphrase, access).map_err(|error| {
        // A wrong name and a wrong passphrase are told alike.
        let wrong = matches!(error, store::Error::Sealed(store::sealed::Error::WrongPassphrase));
        if wrong && !way.name.is_empty() {
            return Failure::Could(
                "That name and passphrase do not open this file. Check both and try again.".to_owned(),
            );
        }
        error.into()
    })?;
    check_today(global, &opened)?;
    if access == Access::ReadOnly {
        say_what_is_left_out(global, &opened)?;
    }
    Ok((opened, way))
}

/// A list from which something is missing is not handed out as if it were whole: only to whoever asked to look at what
/// can be read, and it is said beside it.
fn say_what_is_left_out(global: &Global, opened: &Opened) -> Result<(), Failure> {
    let Some(first) = opened.unread.first() else { return Ok(()) };
    if !global.read_only {
        return Err(first.clone().into());
    }
    let records = counted(opened.unread.len() as u64, "record is", "records are");
    eprintln!("befriend: {records} left out. {first}");
    Ok(())
}

/// A number and what it counts: `1 row`, `2 rows`.
pub fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// The name, if the file asks for one.
fn name(global: &Global, path: &Path) -> Result<String, Failure> {
    if !SchemeFile::needs_name(path)? {
        return Ok(String::new());
    }
    if let Some(name) = &global.person {
        return Ok(name.clone());
    }
    if !std::io::stdin().is_terminal() {
        return Err(Failure::Called(
            "Several people open this file. Say who you are with --person NAME.".to_owned(),
        ));
    }
    print!("Your name: ");
    std::io::stdout().flush()?;
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    Ok(line.trim().to_owned())
}

/// A passphrase that somebody else knows is changed before anything is read.
pub fn must_have_chosen(opened: &Opened) -> Result<(), Failure> {
    if opened.file.must_choose_passphrase(&opened.world) {
        return Err(Failure::Could(
            "Your passphrase was made by somebody else. Choose your own first, with befriend people change."
                .to_owned(),
        ));
    }
    Ok(())
}

/// A file that is not there is said before anything is asked.
pub fn must_exist(path: &Path) -> Result<(), Failure> {
    if path.exists() {
        return Ok(());
    }
    Err(Failure::Could(format!(
        "There is no file at {}. Make one with befriend init, try befriend demo, or name another with --file.",
        path.display()
    )))
}

/// Another day than the clock's may be chosen for a demonstration, or for looking only.
pub fn check_today(global: &Global, opened: &Opened) -> Result<(), Failure> {
    let demonstration = opened.world.scheme().is_some_and(|s| s.demonstration);
    if global.today.is_some() && !demonstration && !global.read_only {
        return Err(Failure::Called(
            "--today is for demonstrations. On a real scheme it works only together with --read-only."
                .to_owned(),
        ));
    }
    Ok(())
}

/// Today and now: the clock's, or the chosen day at the clock's time.
pub fn moment(global: &Global) -> (NaiveDate, DateTime<Utc>) {
    let now: DateTime<Utc> = std::time::SystemTime::now().into();
    let local = domain::calendar::local(now);
    match global.today {
        None => (local.date(), now),
        Some(day) => (day, domain::calendar::to_utc(day.and_time(local.time()))),
    }
}
