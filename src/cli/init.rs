//! `befriend init`: the file of a new scheme, with its passphrase and its recovery key.

use super::opening::{ask, moment, passphrase_from_file, path};
use super::{Failure, Global, Outcome};
use clap::Args;
use domain::people::{Role, passphrase_is_too_short};
use std::io::{IsTerminal, Write as _};
use store::{Kdf, NewScheme, SchemeFile};
use zeroize::Zeroizing;

/// How often a new passphrase is asked for before it is given up.
const TRIES: usize = 3;

/// What a new scheme needs.
#[derive(Args)]
pub struct Init {
    /// Name of the scheme
    #[arg(long)]
    name: Option<String>,
    /// The co-ordinator's name, which stands beside what is recorded
    #[arg(long)]
    coordinator: Option<String>,
    /// The authority that looks after most of the children
    #[arg(long, default_value = "")]
    authority: String,
    /// Write the recovery key to this file instead of printing it; keep it away from the scheme's file
    #[arg(long, value_name = "PATH")]
    recovery_file: Option<std::path::PathBuf>,
}

pub fn run(global: &Global, init: &Init) -> Outcome {
    if global.read_only || global.today.is_some() {
        return Err(Failure::Called(
            "A new scheme is made for writing and begins today. Leave --read-only and --today out."
                .to_owned(),
        ));
    }
    let path = path(global)?;
    let terminal = std::io::stdin().is_terminal();
    if path.exists() {
        return Err(Failure::Could(format!(
            "There is a file at {} already. Nothing was changed; name another place with --file.",
            path.display()
        )));
    }
    if let Some(paper) = init.recovery_file.as_ref().filter(|paper| paper.exists()) {
        return Err(Failure::Could(format!(
            "There is a file at {} already, so the recovery key cannot go there. Nothing was made; name another place.",
            paper.display()
        )));
    }
    let name = told(init.name.as_deref(), "Name of the scheme: ", "--name", terminal)?;
    let coordinator =
        told(init.coordinator.as_deref(), "Your name, as it stands in records: ", "--coordinator", terminal)?;
    let passphrase = new_passphrase(global.passphrase_file.as_deref(), "--passphrase-file", terminal)?;
    let new =
        NewScheme { person: "", passphrase: &passphrase, role: Role::TeamManager, kdf: Kdf::standard() };
    let (mut file, recovery) = SchemeFile::create(&path, &new)?;
    let (today, now) = moment(global);
    let mut world = domain::world::World::default();
    let command = domain::command::Command::SetUpScheme {
        name,
        coordinator: coordinator.clone(),
        authority: init.authority.clone(),
        demonstration: false,
    };
    let context = file.context(today, now, coordinator)?;
    if let Err(error) = file.run(&mut world, &command, &context) {
        // A file without a scheme in it is of no use to anybody.
        drop(file);
        drop(std::fs::remove_file(&path));
        return Err(error.into());
    }
    let handed_over = hand_over(&recovery, init, terminal);
    if !matches!(handed_over, Ok(true)) {
        // Without the key on paper a forgotten passphrase would lose everything: better no file than such a one.
        drop(file);
        drop(std::fs::remove_file(&path));
        handed_over?;
        return Err(Failure::Could(
            "The recovery key was not typed back, so the file was taken away again. Run befriend init when there is paper at hand."
                .to_owned(),
        ));
    }
    file.close()?;
    let named = if global.file.is_some() { format!(" --file {}", path.display()) } else { String::new() };
    writeln!(std::io::stdout(), "The scheme's file is {}.\nStart with: befriend{named}", path.display())?;
    writeln!(
        std::io::stdout(),
        "You open it as its team manager, who sees everything and lets others in: befriend people add{named}"
    )?;
    Ok(())
}

fn told(given: Option<&str>, prompt: &str, flag: &str, terminal: bool) -> Result<String, Failure> {
    if let Some(given) = given {
        if given.trim().is_empty() {
            return Err(Failure::Called(format!("There is nothing in {flag}. Write a name behind it.")));
        }
        return Ok(given.to_owned());
    }
    if !terminal {
        return Err(Failure::Called(format!("There is no terminal to ask at. Give it with {flag}.")));
    }
    print!("{prompt}");
    std::io::stdout().flush()?;
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    let line = line.trim();
    if line.is_empty() {
        return Err(Failure::Called(format!(
            "This is needed. Run befriend init again, or give it with {flag}."
        )));
    }
    Ok(line.to_owned())
}

/// Asks again when the two differ: whoever expects a prompt types into nothing else meanwhile.
fn ask_twice() -> Result<Zeroizing<String>, Failure> {
    for _ in 0..TRIES {
        let first = ask("Passphrase: ")?;
        if *first == *ask("The same again: ")? {
            return Ok(first);
        }
        println!("The two differ. Type it again, twice.");
    }
    Err(Failure::Could(format!("The two differed {TRIES} times. Run befriend init again.")))
}

/// A new passphrase, from a file or asked for twice, and long enough. `flag` is what names the file.
pub fn new_passphrase(
    file: Option<&std::path::Path>,
    flag: &str,
    terminal: bool,
) -> Result<Zeroizing<String>, Failure> {
    let passphrase = match file {
        Some(path) => passphrase_from_file(path)?,
        None if !terminal => {
            return Err(Failure::Called(format!(
                "There is no terminal to ask for the passphrase. Name a file that holds it with {flag}."
            )));
        }
        None => {
            println!("Choose a passphrase: several words that you can remember and nobody can guess.");
            ask_twice()?
        }
    };
    match passphrase_is_too_short(&passphrase) {
        Some(sentence) => Err(Failure::Could(sentence)),
        None => Ok(passphrase),
    }
}

/// Writes a secret into a new file, which only its owner reads: the process makes no others.
pub fn put_aside(path: &std::path::Path, text: &str) -> Result<(), Failure> {
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| {
        Failure::Could(format!("{} could not be written: {}.", path.display(), error.kind()))
    })?;
    writeln!(file, "{text}")?;
    file.sync_all()?;
    Ok(())
}

/// The recovery key is shown once, and typed back so that it is known to have been written down.
fn hand_over(recovery: &store::RecoveryKey, init: &Init, terminal: bool) -> Result<bool, Failure> {
    if let Some(path) = &init.recovery_file {
        let not_written = |error: std::io::Error| {
            Failure::Could(format!(
                "The recovery key could not be written: {}. So the scheme's file was taken away again; run befriend init with \
                 another place for the key.",
                error.kind()
            ))
        };
        let mut file =
            std::fs::OpenOptions::new().write(true).create_new(true).open(path).map_err(not_written)?;
        writeln!(file, "{}", *recovery.text()).and_then(|()| file.sync_all()).map_err(not_written)?;
        // The key is safe by now, so nobody may be there to read this.
        drop(writeln!(
            std::io::stdout(),
            "The recovery key is in the file you named. Print it, put it in a sealed envelope, delete the file."
        ));
        return Ok(true);
    }
    let mut out = std::io::stdout();
    writeln!(
        out,
        "\nRecovery key, shown this once. Without it a forgotten passphrase means that everything is lost.\n\
         Write it down or print it, and keep it in a sealed envelope away from this computer:\n\n    {}\n",
        *recovery.text()
    )
    .and_then(|()| out.flush())
    .map_err(|_| {
        Failure::Could(
            "The recovery key could not be shown, so the scheme's file was taken away again. Run befriend init in a terminal."
                .to_owned(),
        )
    })?;
    if !terminal {
        return Ok(true);
    }
    for _ in 0..5 {
        print!("Type it back, from the paper: ");
        std::io::stdout().flush()?;
        let mut line = Zeroizing::new(String::new());
        if std::io::stdin().read_line(&mut line)? == 0 {
            break;
        }
        if recovery.matches(line.trim()) {
            if std::io::stdout().is_terminal() {
                // It is on paper now, and the next person at this screen is not to read it.
                tui::engine::shell::wipe()?;
            }
            println!(
                "Right. The screen was cleared, so that the key is on your paper alone. If it can still be scrolled to, close this window."
            );
            return Ok(true);
        }
        println!("That is not the key. Compare it letter by letter; spaces and capitals do not matter.");
    }
    Ok(false)
}
