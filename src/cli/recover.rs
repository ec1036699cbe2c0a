//! `befriend recover`: a new passphrase with the recovery key.

use super::init::new_passphrase;
use super::opening::{moment, must_exist, path};
use super::people::named;
use super::{Failure, Global, Outcome};
use clap::Args;
use domain::id::StaffId;
use std::io::{IsTerminal, Write as _};
use store::{Access, Opened, RecoveryKey, SchemeFile};
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
    let staff = who(global, &opened)?;
    let terminal = std::io::stdin().is_terminal();
    let passphrase = new_passphrase(global.passphrase_file.as_deref(), "--passphrase-file", terminal)?;
    let (today, now) = moment(global);
    let context = opened.file.context(today, now, opened.file.acting(&opened.world))?;
    match staff {
        None => opened.file.change_passphrase(&mut opened.world, &context, &passphrase)?,
        Some(id) => {
            opened.file.change_person(&mut opened.world, &context, (id, None), (&passphrase, false))?
        }
    };
    opened.file.close()?;
    writeln!(std::io::stdout(), "The file opens with the new passphrase. The recovery key stays the same.")?;
    Ok(())
}

/// Whose passphrase it is to be; `None` while the file is for one person.
fn who(global: &Global, opened: &Opened) -> Result<Option<StaffId>, Failure> {
    if opened.world.current_staff().next().is_none() {
        return Ok(None);
    }
    let Some(name) = &global.person else {
        return Err(Failure::Called(
            "Several people open this file. Say whose passphrase it is to be with --person NAME.".to_owned(),
        ));
    };
    Ok(Some(named(&opened.world, name)?.id))
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
