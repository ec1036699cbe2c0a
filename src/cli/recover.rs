//! `befriend recover`: a new passphrase with the recovery key.

use super::init::new_passphrase;
use super::opening::{must_exist, path};
use super::{Failure, Global, Outcome};
use clap::Args;
use std::io::{IsTerminal, Write as _};
use store::{Access, Kdf, RecoveryKey, SchemeFile};
use zeroize::Zeroizing;

/// Where the recovery key comes from.
#[derive(Args)]
pub struct Recover {
    /// Read the recovery key from this file instead of asking
    #[arg(long, value_name = "PATH")]
    recovery_file: Option<std::path::PathBuf>,
}

pub fn run(global: &Global, recover: &Recover) -> Outcome {
    if global.read_only {
        return Err(Failure::Called("A new passphrase has to be written. Leave --read-only out.".to_owned()));
    }
    let path = path(global)?;
    must_exist(&path)?;
    let key = RecoveryKey::parse(typed(recover)?.trim())?;
    let mut opened = SchemeFile::open_with_recovery(&path, &key, Access::ReadWrite)?;
    let passphrase = new_passphrase(global, std::io::stdin().is_terminal())?;
    let person = store::sealed::NewSlot::manager("", &passphrase);
    opened.file.reset_person(&person, Kdf::standard())?;
    opened.file.close()?;
    writeln!(std::io::stdout(), "The file opens with the new passphrase. The recovery key stays the same.")?;
    Ok(())
}

fn typed(recover: &Recover) -> Result<Zeroizing<String>, Failure> {
    if let Some(file) = &recover.recovery_file {
        return std::fs::read_to_string(file).map(Zeroizing::new).map_err(|error| {
            Failure::Could(format!(
                "The recovery key cannot be read: {}. Check --recovery-file.",
                error.kind()
            ))
        });
    }
    if !std::io::stdin().is_terminal() {
        return Err(Failure::Called(
            "There is no terminal to ask for the recovery key. Name a file that holds it with --recovery-file.".to_owned(),
        ));
    }
    print!("Recovery key: ");
    std::io::stdout().flush()?;
    let mut line = Zeroizing::new(String::new());
    std::io::stdin().read_line(&mut line)?;
    Ok(line)
}
