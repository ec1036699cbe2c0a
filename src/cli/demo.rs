//! `befriend demo`: a made-up scheme in a fresh sealed file.

use super::opening::moment;
use super::{Failure, Global, Outcome, screens};
use clap::Args;
use domain::people::Role;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use store::{Kdf, NewScheme, SchemeFile};

/// Where the made-up scheme goes.
#[derive(Args)]
pub struct Demo {
    /// Make the file here and leave
    #[arg(long, value_name = "PATH")]
    write: Option<PathBuf>,
    /// With what only a team manager sees: two made-up allegations
    #[arg(long)]
    allegations: bool,
}

pub fn run(global: &Global, demo: &Demo) -> Outcome {
    if let Some(path) = &demo.write {
        if global.read_only {
            return Err(Failure::Called(
                "--write makes a file, and --read-only forbids it. Leave one of them out.".to_owned(),
            ));
        }
        write(global, path, demo.allegations)?;
        let mut out = std::io::stdout();
        writeln!(
            out,
            "A made-up scheme is in {}. Its passphrase is: {}",
            path.display(),
            ::demo::PASSPHRASE
        )?;
        return Ok(());
    }
    match &global.file {
        Some(path) => {
            if !path.exists() {
                write(global, path, demo.allegations)?;
            }
            screens::show(global, path, notes())
        }
        None => {
            // Gone when the program ends; it is sealed all the same.
            let folder = tempfile::Builder::new().prefix("befriend-demo-").tempdir()?;
            let path = folder.path().join("demo.befriend");
            write(global, &path, demo.allegations)?;
            let outcome = screens::show(global, &path, notes());
            folder.close()?;
            outcome
        }
    }
}

fn notes() -> Vec<String> {
    vec![format!("A made-up scheme; nobody in it exists. The passphrase is: {}", ::demo::PASSPHRASE)]
}

/// Makes the file: every record through a Command, as a co-ordinator would have made it.
fn write(global: &Global, path: &Path, allegations: bool) -> Outcome {
    let (today, now) = moment(global);
    let steps =
        if allegations { ::demo::with_allegations(today, now).steps } else { ::demo::scheme(today, now) };
    let new = NewScheme {
        person: "",
        passphrase: ::demo::PASSPHRASE,
        role: Role::TeamManager,
        // Everybody knows the passphrase: there is nothing to guess, so there is nothing to slow down.
        kdf: Kdf::light(),
    };
    let (mut file, _) = SchemeFile::create(path, &new)?;
    let mut world = domain::world::World::default();
    file.run_many(&mut world, steps.into_iter().map(|(context, command)| (command, context)), 500)
        .map_err(|error| Failure::Could(format!("The made-up scheme could not be written. {error}")))?;
    file.close()?;
    Ok(())
}
