//! Who may open the file. The passphrase itself is nowhere but in that person's head: the file keeps a slot that only
//! it opens, and this record gives the slot a name.

use super::withheld;
use crate::id::StaffId;
use crate::people::Role;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A member of staff who can open the file, or could.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Opaque id.
    pub id: StaffId,
    /// The name, which is asked for with the passphrase and stands beside what is recorded.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// Since which day.
    pub since: NaiveDate,
    /// The first day on which the person could no longer open the file.
    pub until: Option<NaiveDate>,
    /// The passphrase was made by somebody else, and is to be changed at the next opening.
    pub invited: bool,
}

impl Staff {
    /// Whether the person can open the file.
    #[must_use]
    pub const fn is_current(&self) -> bool {
        self.until.is_none()
    }
}

withheld!(Staff);
