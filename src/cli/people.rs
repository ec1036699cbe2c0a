//! `befriend people`: who can open the file, and as what.

use super::init::{new_passphrase, put_aside};
use super::opening::{Way, moment, unlock};
use super::{Failure, Format, Global, Outcome};
use clap::{Args, Subcommand, ValueEnum};
use domain::command::Context;
use domain::people::{Role, takes_restricted_away};
use domain::record::Staff;
use domain::world::World;
use serde_json::json;
use std::io::{IsTerminal, Write as _};
use std::path::PathBuf;
use store::{Access, Opened, Person, Renewed, invitation};
use zeroize::Zeroizing;

/// What is to be done with those who open the file.
#[derive(Subcommand)]
pub enum People {
    /// Print who can open the file, and as what
    #[command(after_help = "Example: befriend people list --format json")]
    List {
        /// Text for reading, JSON for other programs
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Let another person open the file; for team managers
    #[command(after_help = "Example: befriend people add \"Priya Nandakumar\" --role co-ordinator\n\
                      Example: befriend people add Rae --role reader --new-passphrase-file rae.txt")]
    Add(Add),
    /// Choose another passphrase; a team manager also sets a forgotten one, and roles
    ///
    /// With another role a person gets a passphrase made up for the next opening, and chooses their own then; with --own
    /// they type one now, beside you, and it may be the one they have. Taking the team manager's role away seals
    /// everything anew under new keys, as revoke does.
    #[command(after_help = "Example: befriend people change    (your own passphrase)\n\
                      Example: befriend people change Rae --role team-manager --invitations-file rae.txt")]
    Change(Change),
    /// Shut a person out: everything is sealed anew under new keys; for team managers
    #[command(
        after_help = "Example: befriend people revoke Rae --invitations-file others.txt --recovery-file key.txt"
    )]
    Revoke(Revoke),
}

/// Whom to let in.
#[derive(Args)]
pub struct Add {
    /// The person's name, which is asked for with the passphrase
    name: String,
    /// What the person may do
    #[arg(long, value_enum)]
    role: RoleName,
    #[command(flatten)]
    new: NewPassphrase,
}

/// Whom to change, and how.
#[derive(Args)]
pub struct Change {
    /// The person's name [default: whoever unlocks the file]
    name: Option<String>,
    /// Another role; unless you give a passphrase, one is made up for the next opening
    #[arg(long, value_enum)]
    role: Option<RoleName>,
    #[command(flatten)]
    new: NewPassphrase,
    #[command(flatten)]
    handed_over: HandedOver,
}

/// A passphrase for somebody.
#[derive(Args)]
struct NewPassphrase {
    /// Read the new passphrase from the first line of this file instead of asking
    #[arg(long, value_name = "PATH")]
    new_passphrase_file: Option<PathBuf>,
    /// The person chose the passphrase alone; otherwise they must choose their own at the next opening
    #[arg(long)]
    own: bool,
}

/// Whom to shut out.
#[derive(Args)]
pub struct Revoke {
    /// The person's name
    name: String,
    #[command(flatten)]
    handed_over: HandedOver,
}

/// Where what others are to be given goes.
#[derive(Args)]
struct HandedOver {
    /// Write the passphrases that were made up to this file instead of printing them
    #[arg(long, value_name = "PATH")]
    invitations_file: Option<PathBuf>,
    /// Write the new recovery key to this file instead of printing it
    #[arg(long, value_name = "PATH")]
    recovery_file: Option<PathBuf>,
}

/// The roles, as they are typed.
#[derive(Clone, Copy, ValueEnum)]
enum RoleName {
    /// Runs the scheme
    #[value(name = "co-ordinator", alias = "coordinator")]
    CoOrdinator,
    /// Runs the scheme, owns what is restricted, and lets others in and out
    TeamManager,
    /// Looks, and changes nothing
    Reader,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::CoOrdinator => Self::CoOrdinator,
            RoleName::TeamManager => Self::TeamManager,
            RoleName::Reader => Self::Reader,
        }
    }
}

pub fn run(global: &Global, people: &People) -> Outcome {
    if let People::List { format } = people {
        return list(global, *format);
    }
    if global.read_only {
        return Err(Failure::Called("This changes the file. Leave --read-only out.".to_owned()));
    }
    match people {
        People::List { .. } => Ok(()),
        People::Add(add) => let_in(global, add),
        People::Change(change) => change_one(global, change),
        People::Revoke(revoke) => shut_out(global, revoke),
    }
}

fn list(global: &Global, format: Format) -> Outcome {
    let Opened { world, .. } = super::opening::open(global, Access::ReadOnly)?;
    let mut rows: Vec<_> =
        world.staff().map(|s| (s.name.clone(), s.role.words(), s.since, s.until, s.invited)).collect();
    if rows.is_empty() {
        let first = world.scheme().map(|s| (s.coordinator.clone(), s.since));
        rows.extend(first.map(|(name, since)| (name, Role::TeamManager.words(), since, None, false)));
    }
    rows.sort_by(|a, b| a.3.is_some().cmp(&b.3.is_some()).then_with(|| a.0.cmp(&b.0)));
    let mut out = std::io::stdout().lock();
    if matches!(format, Format::Json) {
        let all: Vec<_> = rows
            .iter()
            .map(|(name, role, since, until, invited)| {
                json!({
                    "name": name, "role": role, "since": since, "until": until,
                    "must_choose_passphrase": invited,
                })
            })
            .collect();
        writeln!(out, "{}", json!(all))?;
        return Ok(());
    }
    let width = rows.iter().map(|row| row.0.chars().count()).max().unwrap_or_default();
    for (name, role, since, until, invited) in rows {
        let state = match until {
            Some(day) => format!(", until {day}"),
            None if invited => ", is still to choose a passphrase".to_owned(),
            None => String::new(),
        };
        writeln!(out, "{name:width$}  {role:12}  since {since}{state}")?;
    }
    Ok(())
}

/// The file, open for a change of who opens it, and the moment of that change.
fn begin(global: &Global) -> Result<(Opened, Way, Context), Failure> {
    let (opened, way) = unlock(global, Access::ReadWrite)?;
    let (today, now) = moment(global);
    let context = opened.file.context(today, now, opened.file.acting(&opened.world))?;
    Ok((opened, way, context))
}

/// The person of that name who opens the file.
pub fn named(world: &World, name: &str) -> Result<Staff, Failure> {
    let wanted = name.trim().to_lowercase();
    let found = world.current_staff().find(|staff| staff.name.to_lowercase() == wanted);
    found.cloned().ok_or_else(|| {
        Failure::Could("Nobody of that name opens this file. Look at befriend people list.".to_owned())
    })
}

impl NewPassphrase {
    fn get(&self) -> Result<Zeroizing<String>, Failure> {
        let terminal = std::io::stdin().is_terminal();
        new_passphrase(self.new_passphrase_file.as_deref(), "--new-passphrase-file", terminal)
    }
}

fn let_in(global: &Global, add: &Add) -> Outcome {
    let (mut opened, way, context) = begin(global)?;
    must_have_chosen(&opened)?;
    let passphrase = add.new.get()?;
    let alone = opened.world.current_staff().next().is_none();
    let person =
        Person { name: &add.name, passphrase: &passphrase, role: add.role.into(), invited: !add.new.own };
    let me = opened.file.acting(&opened.world);
    opened.file.let_in(&mut opened.world, &context, &person, &way.passphrase)?;
    opened.file.close()?;
    let mut out = std::io::stdout();
    writeln!(
        out,
        "{} opens the file with --person and that passphrase, as {}.",
        add.name.trim(),
        person.role.words()
    )?;
    if !add.new.own {
        writeln!(out, "They choose a passphrase of their own first, when they open it.")?;
    }
    if alone {
        writeln!(out, "From now on the file asks for a name. Yours is: {me}")?;
    }
    Ok(())
}

fn change_one(global: &Global, change: &Change) -> Outcome {
    let (mut opened, way, context) = begin(global)?;
    let role: Option<Role> = change.role.map(Role::from);
    let staff = change.name.as_deref().map(|name| named(&opened.world, name)).transpose()?;
    let other = staff.filter(|staff| !opened.file.is_me(&staff.name));
    let mut out = std::io::stdout();
    let Some(staff) = other else {
        return change_own(opened, &way, &context, role, change);
    };
    must_have_chosen(&opened)?;
    if let Some(role) = role.filter(|role| takes_restricted_away(&staff, Some(*role))) {
        return step_down((opened, &way, &context), &staff, role, change);
    }
    change.handed_over.must_be_free()?;
    let made_up = role.is_some() && !change.new.own && change.new.new_passphrase_file.is_none();
    let passphrase = if made_up { invitation()? } else { change.new.get()? };
    let invited = !change.new.own;
    opened.file.change_person(&mut opened.world, &context, (staff.id, role), (&passphrase, invited))?;
    opened.file.close()?;
    if let Some(role) = role {
        writeln!(out, "{} opens the file as {} from now on.", staff.name, role.words())?;
    }
    if made_up {
        return change.handed_over.give_invitations(vec![format!("{}: {}", staff.name, passphrase.as_str())]);
    }
    writeln!(out, "{} opens the file with the new passphrase.", staff.name)?;
    if invited {
        writeln!(out, "They choose a passphrase of their own first, when they open it.")?;
    }
    Ok(())
}

fn change_own(
    mut opened: Opened,
    way: &Way,
    context: &Context,
    role: Option<Role>,
    change: &Change,
) -> Outcome {
    let mine = opened.world.current_staff().find(|staff| opened.file.is_me(&staff.name)).cloned();
    match (role, mine) {
        (None, _) => {
            let passphrase = change.new.get()?;
            if *passphrase == *way.passphrase && opened.file.must_choose_passphrase(&opened.world) {
                return Err(Failure::Could("That is the one you were given. Choose another.".to_owned()));
            }
            opened.file.change_passphrase(&mut opened.world, context, &passphrase)?;
        }
        (Some(role), Some(me)) if takes_restricted_away(&me, Some(role)) => {
            return step_down((opened, way, context), &me, role, change);
        }
        (Some(role), Some(me)) => {
            // The slot is wrapped anew; the passphrase may stay.
            let typed = change.new.new_passphrase_file.as_ref().map(|_| change.new.get()).transpose()?;
            let passphrase = typed.as_ref().unwrap_or(&way.passphrase);
            let what = (me.id, Some(role));
            opened.file.change_person(&mut opened.world, context, what, (passphrase, false))?;
        }
        (Some(_), None) => {
            return Err(Failure::Could(
                "You have this file to yourself, as its team manager. Let somebody else in first.".to_owned(),
            ));
        }
    }
    opened.file.close()?;
    writeln!(std::io::stdout(), "Done. Copies made earlier still open with the passphrase of their day.")?;
    Ok(())
}

fn must_have_chosen(opened: &Opened) -> Outcome {
    super::opening::must_have_chosen(opened)
}

fn shut_out(global: &Global, revoke: &Revoke) -> Outcome {
    revoke.handed_over.must_be_free()?;
    let (mut opened, way, context) = begin(global)?;
    must_have_chosen(&opened)?;
    let staff = named(&opened.world, &revoke.name)?;
    let renewed =
        opened.file.shut_out(&mut opened.world, &context, staff.id, &way.passphrase, &mut progress())?;
    eprintln!("\rSealing anew: done. ");
    opened.file.close()?;
    writeln!(
        std::io::stdout(),
        "{} no longer opens the file, and its keys are new. Copies made earlier still open for them: destroy those you can.",
        staff.name
    )?;
    revoke.handed_over.give(&renewed)
}

/// Takes the team manager's role from somebody: with new keys, so that none that they kept opens what is restricted.
fn step_down(
    (mut opened, way, context): (Opened, &Way, &Context),
    staff: &Staff,
    role: Role,
    change: &Change,
) -> Outcome {
    let given = change.new.own || change.new.new_passphrase_file.is_some();
    // Who may not do it at all is told that first.
    if given && opened.file.role().may_see_restricted() {
        return Err(Failure::Called(
            "With the team manager's role the keys change, and everybody else gets a passphrase made up. Leave --own and --new-passphrase-file out."
                .to_owned(),
        ));
    }
    change.handed_over.must_be_free()?;
    let what = (staff.id, role);
    let renewed =
        opened.file.step_down(&mut opened.world, context, what, &way.passphrase, &mut progress())?;
    eprintln!("\rSealing anew: done. ");
    opened.file.close()?;
    writeln!(
        std::io::stdout(),
        "{} opens the file as {} from now on, and its keys are new: none that was kept opens what is for team managers. Copies made earlier still open as before: destroy those you can.",
        staff.name,
        role.words()
    )?;
    change.handed_over.give(&renewed)
}

/// Says how far the sealing is.
fn progress() -> impl FnMut(u64, u64) {
    let mut shown = 101;
    move |done: u64, total: u64| {
        let percent = done.saturating_mul(100) / total.max(1);
        if percent != shown {
            shown = percent;
            eprint!("\rSealing anew: {percent} %");
        }
    }
}

impl HandedOver {
    fn must_be_free(&self) -> Outcome {
        for (path, what) in [(&self.invitations_file, "passphrases"), (&self.recovery_file, "recovery key")] {
            if let Some(path) = path.as_ref().filter(|path| path.exists()) {
                return Err(Failure::Could(format!(
                    "There is a file at {} already, so the {what} cannot go there. Nothing was changed; name another place.",
                    path.display()
                )));
            }
        }
        Ok(())
    }

    /// What new keys leave to be handed over.
    fn give(&self, renewed: &Renewed) -> Outcome {
        let lines = renewed.invitations.iter().map(|(name, phrase)| format!("{name}: {}", phrase.as_str()));
        self.give_invitations(lines.collect())?;
        let mut said = std::io::stdout();
        let key = renewed.recovery.text();
        match &self.recovery_file {
            Some(path) => {
                put_aside(path, &key)?;
                writeln!(
                    said,
                    "The new recovery key is in the file you named. Print it, seal it, delete the file."
                )?;
            }
            None => writeln!(
                said,
                "The recovery key is new. Write it down; the old one is void:\n\n    {}",
                *key
            )?,
        }
        Ok(())
    }

    /// Passphrases for the next opening, a line for each person.
    fn give_invitations(&self, lines: Vec<String>) -> Outcome {
        if lines.is_empty() {
            return Ok(());
        }
        let text = Zeroizing::new(lines.join("\n"));
        let told = if lines.len() == 1 {
            "This passphrase opens the file once; they choose their own then:"
        } else {
            "Nothing in the file yields the others' passphrases, so each has one for the next opening, and chooses their own then:"
        };
        let mut said = std::io::stdout();
        match &self.invitations_file {
            Some(path) => {
                put_aside(path, &text)?;
                writeln!(said, "{told} it is in the file you named.")?;
            }
            None => writeln!(said, "{told}\n{}", text.as_str())?,
        }
        Ok(())
    }
}
