//! Who opens the file. The passphrases themselves never come here: the store changes the slot in the file in the same
//! transaction as what is decided here.

use super::{Draft, Outcome};
use crate::entry::name;
use crate::finding::Finding;
use crate::id::StaffId;
use crate::people::{Role, takes_restricted_away};
use crate::record::{Staff, Subject};
use crate::rule::RuleId;

/// Lets somebody in. The first time, the person who had the file to themselves is given the name on record, so that
/// both have one.
pub(super) fn add(d: &mut Draft<'_>, typed: &str, role: Role, invited: bool) -> Outcome {
    let Some(scheme) = d.world.scheme() else {
        return refuse("This file holds no scheme yet. Set it up first with befriend init.");
    };
    let alone = d.world.current_staff().next().is_none();
    let (first, since) = (scheme.coordinator.clone(), scheme.since);
    let named = d.tidy(Subject::Scheme, "name", name::clean(typed));
    let taken = d.world.current_staff().any(|other| same(&other.name, &named));
    if taken || (alone && same(&first, &named)) {
        let sentence =
            "Somebody of that name opens this file already. Add something that tells the two apart.";
        d.find(Finding::new(RuleId::H3, Subject::Scheme, sentence).at("name"));
    }
    if alone {
        let staff = Staff {
            id: StaffId(d.fresh()),
            name: first,
            role: d.ctx.role,
            since,
            until: None,
            invited: false,
        };
        d.put(staff);
    }
    let staff = Staff { id: StaffId(d.fresh()), name: named, role, since: d.ctx.today, until: None, invited };
    d.put(staff);
    Ok((format!("Somebody else can open the file, as {}.", role.words()), Subject::Scheme))
}

/// A denial in words that say nothing of what there is. What a greyed key would have done may be said: whoever has not
/// the right to something restricted has no key for it.
pub(super) fn denied(d: &mut Draft<'_>, asked: Option<&str>, subject: Subject) -> Outcome {
    let role = d.ctx.role;
    let asked = d.line(subject, "asked", asked);
    let done = match (asked, role) {
        (Some(asked), _) => format!("Refused to a {}: {asked}.", role.words()),
        (None, Role::Reader) => "Refused something that a reader may not do.".to_owned(),
        (None, _) => "Refused something that only a team manager may do.".to_owned(),
    };
    let open = !matches!(subject, Subject::Allegation(_));
    Ok((done, if open { subject } else { Subject::Scheme }))
}

/// Gives somebody another role, or a passphrase in the place of one that was forgotten.
pub(super) fn change(d: &mut Draft<'_>, id: StaffId, role: Option<Role>, invited: bool) -> Outcome {
    let mut staff = current(d, id)?;
    let renews = takes_restricted_away(&staff, role);
    if renews {
        not_the_last(d, &staff);
        // The new keys would pass through the hands from which the role is taken.
        if same(&staff.name, &d.ctx.by) {
            return refuse(
                "Nobody takes the team manager's role from themselves. Ask another team manager to do this.",
            );
        }
        invite_all_but(d, id);
    }
    staff.role = role.unwrap_or(staff.role);
    staff.invited = invited || renews;
    d.put(staff);
    let done = match role {
        Some(role) if renews => {
            format!("A role was changed from team manager to {}, and the keys are new.", role.words())
        }
        Some(role) => format!("A role was changed to {}.", role.words()),
        None => "A passphrase was set anew.".to_owned(),
    };
    Ok((done, Subject::Scheme))
}

/// The person acting has another passphrase.
pub(super) fn own_passphrase(d: &mut Draft<'_>) -> Outcome {
    let me = d.world.current_staff().find(|staff| same(&staff.name, &d.ctx.by)).cloned();
    if let Some(me) = me.filter(|me| me.invited) {
        d.put(Staff { invited: false, ..me });
    }
    Ok(("The person acting changed their passphrase.".to_owned(), Subject::Scheme))
}

/// Shuts somebody out. The others get new passphrases with the new keys, made by the program, which each changes at
/// the next opening.
pub(super) fn revoke(d: &mut Draft<'_>, id: StaffId) -> Outcome {
    let staff = current(d, id)?;
    if same(&staff.name, &d.ctx.by) {
        return refuse("Nobody shuts themselves out. Ask another team manager to do this.");
    }
    not_the_last(d, &staff);
    invite_all_but(d, id);
    d.put(Staff { until: Some(d.ctx.today), ..staff });
    Ok(("Somebody can no longer open the file, and its keys are new.".to_owned(), Subject::Scheme))
}

/// Nothing in the file yields the passphrases of the others, so with new keys each gets one for the next opening.
fn invite_all_but(d: &mut Draft<'_>, id: StaffId) {
    let others: Vec<_> =
        d.world.current_staff().filter(|s| s.id != id && !same(&s.name, &d.ctx.by)).cloned().collect();
    for other in others {
        d.put(Staff { invited: true, ..other });
    }
}

fn refuse(sentence: &str) -> Outcome {
    Err(Finding::new(RuleId::H3, Subject::Scheme, sentence))
}

fn current(d: &Draft<'_>, id: StaffId) -> Result<Staff, Finding> {
    d.world.member(id).filter(|staff| staff.is_current()).cloned().ok_or_else(|| {
        let sentence = "Nobody of that name opens this file. Look at befriend people list.";
        Finding::new(RuleId::H3, Subject::Scheme, sentence)
    })
}

/// Without a team manager nobody could read what is restricted, or let anybody in.
fn not_the_last(d: &mut Draft<'_>, staff: &Staff) {
    let another = d.world.current_staff().any(|s| s.id != staff.id && s.role == Role::TeamManager);
    if staff.role == Role::TeamManager && !another {
        let sentence = "This is the last team manager. Make somebody else a team manager first.";
        d.find(Finding::new(RuleId::H8, Subject::Scheme, sentence).at("role"));
    }
}

/// Names are compared as the file compares them: without regard to case or the spaces around them.
pub(super) fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}
