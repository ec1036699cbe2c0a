//! The command line: arguments to one of the commands, errors to one plain sentence, exit codes.

mod backup;
mod calendar;
mod demo;
mod document;
mod due;
mod export;
mod figures;
mod giving;
mod init;
mod opening;
mod people;
mod preview;
mod process;
mod recover;
mod screens;
mod show;
mod tables;
mod verify;

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// The working record of an Independent Visitor scheme: one program, one sealed file.
///
/// Without a command the screens open.
#[derive(Parser)]
#[command(
    name = "befriend",
    version,
    after_help = "Example: befriend demo    (a made-up scheme to try it on)"
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What every command understands.
#[derive(Args, Clone)]
pub struct Global {
    /// The scheme's file [default: scheme.befriend in the platform's data folder]
    #[arg(long, global = true, value_name = "PATH")]
    pub file: Option<PathBuf>,
    /// Read the passphrase from the first line of this file instead of asking
    #[arg(
        long,
        global = true,
        value_name = "PATH",
        env = "BEFRIEND_PASSPHRASE_FILE",
        hide_env_values = true
    )]
    pub passphrase_file: Option<PathBuf>,
    /// Your name, when several people open the file
    #[arg(long, global = true, value_name = "NAME", env = "BEFRIEND_PERSON", hide_env_values = true)]
    pub person: Option<String>,
    /// Look only; nothing is written
    #[arg(long, global = true)]
    pub read_only: bool,
    /// Take this day as today; for demonstrations and tests
    #[arg(long, global = true, value_name = "DATE")]
    pub today: Option<chrono::NaiveDate>,
    /// How the screens look
    #[arg(long, global = true, value_enum, value_name = "NAME")]
    pub theme: Option<ThemeName>,
    /// Plain ASCII signs, for terminals without others
    #[arg(long, global = true)]
    pub ascii: bool,
}

/// The looks.
#[derive(Clone, Copy, ValueEnum)]
pub enum ThemeName {
    /// A little colour.
    Default,
    /// Bright colours and heavy marks.
    HighContrast,
    /// No colour.
    Mono,
}

/// How a list is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading.
    Text,
    /// For other programs; documented in the README and stable.
    Json,
}

#[derive(Subcommand)]
enum Command {
    /// Make the file of a new scheme
    ///
    /// Whoever makes it opens it as its team manager, who sees everything and lets others in (befriend people add).
    #[command(
        after_help = "Example: befriend init --name \"Westerby Independent Visitors\" --coordinator \"Nora Fielding\""
    )]
    Init(init::Init),
    /// Open a made-up scheme to try the program on
    #[command(
        after_help = "Example: befriend demo\nExample: befriend demo --write trial.befriend    (make the file and leave)"
    )]
    Demo(demo::Demo),
    /// Print what is due, and why
    #[command(after_help = "Example: befriend due --within 14d\nExample: befriend due --format json")]
    Due(due::Due),
    /// Print the rules, their sources and the numbers in force
    #[command(after_help = "Example: befriend rules --format json")]
    Rules {
        /// Text for reading, JSON for other programs
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
        /// Print the words that read like a concern instead, one a line
        #[arg(long)]
        words: bool,
    },
    /// Print the key table
    #[command(after_help = "Example: befriend keys")]
    Keys,
    /// Read every row of the file and say whether all is well
    #[command(after_help = "Example: befriend verify --file scheme.befriend")]
    Verify,
    /// Copy the file, check the copy row by row, and only then give it its name
    #[command(after_help = "Example: befriend backup /media/stick/scheme-2026-11-23.befriend")]
    Backup {
        /// Where the copy goes; nothing may be there yet
        path: PathBuf,
    },
    /// Set a new passphrase with the recovery key
    #[command(after_help = "Example: befriend recover")]
    Recover(recover::Recover),
    /// Who can open the file: list, add, change, revoke
    #[command(after_help = "Example: befriend people list")]
    People {
        #[command(subcommand)]
        what: people::People,
    },
    /// Print one record by its reference
    #[command(after_help = "Example: befriend show C-0042\nExample: befriend show M-0031 --format json")]
    Show(show::Show),
    /// Print what another reader would get to see of a record, and how much is left out
    #[command(
        after_help = "Example: befriend preview C-0042 --as carer\nExample: befriend preview VR-0412 --as social-worker --format json"
    )]
    Preview(preview::Preview),
    /// Give out what a reader may see of a record, and write the release down
    #[command(
        after_help = "Example: befriend export M-0031 --as social-worker --purpose \"strategy meeting\"\nExample: befriend export C-0042 --as iro --purpose review --format json --to c-0042.json"
    )]
    Export(export::Export),
    /// Write a letter or a paper for its reader, and write the release down
    ///
    /// It holds what that reader may see of the record, and nothing else. What was left out, and why, is said beside it.
    #[command(
        after_help = "Example: befriend document status C-0042\nExample: befriend document briefing M-0031 --to /media/print/"
    )]
    Document(document::Document),
    /// Write a calendar of planned visits for a reader, and write the release down
    ///
    /// Entries are titled by the reference of the match and name nobody. Where a visit is stands there only for readers who
    /// are told.
    #[command(
        after_help = "Example: befriend calendar --as visitor V-0017 --to visits.ics\nExample: befriend calendar --as co-ordinator --to visits.ics"
    )]
    Calendar(calendar::Calendar),
    /// Print figures for management and commissioners, counted from the records
    ///
    /// No name and no text of a record is in them, and small counts are hidden.
    #[command(
        after_help = "Example: befriend figures\nExample: befriend figures --from 2026-04-01 --until 2027-03-31 --give-to \"The panel\" --purpose \"annual report\""
    )]
    Figures(figures::FiguresOf),
}

/// Why a command did not do what was asked.
pub enum Failure {
    /// It could not: exit code 1.
    Could(String),
    /// It was wrongly called: exit code 2.
    Called(String),
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        if matches!(error, store::Error::Sealed(store::sealed::Error::WrongPassphrase)) {
            return Self::Could(
                "That passphrase does not open this file. Check it and try again.".to_owned(),
            );
        }
        Self::Could(error.to_string())
    }
}

impl From<store::sealed::Error> for Failure {
    fn from(error: store::sealed::Error) -> Self {
        Self::Could(error.to_string())
    }
}

impl From<store::RunError> for Failure {
    fn from(error: store::RunError) -> Self {
        Self::Could(error.to_string())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            // The reader has seen enough: `befriend due | head`.
            return Self::Could(String::new());
        }
        Self::Could(format!("The terminal or the output could not be used: {}.", error.kind()))
    }
}

/// What a command answers with.
pub type Outcome = Result<(), Failure>;

/// What is wrong with a call, in a sentence, and where to read how it is called.
fn wrongly_called(error: &clap::Error) -> String {
    let told = error.to_string();
    let first = told.split("\n\n").next().unwrap_or_default();
    let said = first.trim_start_matches("error: ").split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = said.chars();
    let said: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    format!(
        "{}. Run befriend --help, or the command with --help, to see how it is called.",
        said.trim_end_matches('.')
    )
}

/// Runs the command that the arguments name.
pub fn main() -> ExitCode {
    process::harden();
    process::install_panic_report();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        // Help and version are what was asked for.
        Err(asked) if !asked.use_stderr() => asked.exit(),
        Err(wrong) => {
            eprintln!("befriend: {}", wrongly_called(&wrong));
            return ExitCode::from(2);
        }
    };
    let global = cli.global;
    let outcome = match cli.command {
        None => screens::run(&global),
        Some(Command::Init(init)) => init::run(&global, &init),
        Some(Command::Demo(demo)) => demo::run(&global, &demo),
        Some(Command::Due(due)) => due::run(&global, &due),
        Some(Command::Rules { words: true, .. }) => tables::words(&global),
        Some(Command::Rules { format, .. }) => tables::rules(&global, format),
        Some(Command::Keys) => tables::keys(),
        Some(Command::Verify) => verify::run(&global),
        Some(Command::Backup { path }) => backup::run(&global, &path),
        Some(Command::Recover(recover)) => recover::run(&global, &recover),
        Some(Command::People { what }) => people::run(&global, &what),
        Some(Command::Show(show)) => show::run(&global, &show),
        Some(Command::Preview(preview)) => preview::run(&global, &preview),
        Some(Command::Export(export)) => export::run(&global, &export),
        Some(Command::Document(document)) => document::run(&global, &document),
        Some(Command::Calendar(calendar)) => calendar::run(&global, &calendar),
        Some(Command::Figures(of)) => figures::run(&global, &of),
    };
    let (code, sentence) = match outcome {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::Could(sentence)) => (1, sentence),
        Err(Failure::Called(sentence)) => (2, sentence),
    };
    if !sentence.is_empty() {
        eprintln!("befriend: {sentence}");
    }
    ExitCode::from(code)
}
