//! What stands in a draft.

use std::collections::BTreeMap;

use domain::record::Subject;
use serde::{Deserialize, Serialize};

/// The number written in front of a draft.
pub(crate) const SCHEMA: u16 = 1;

/// An unfinished form with the key it is kept under, so that a list of drafts can name them.
#[derive(Serialize, Deserialize)]
pub(crate) struct Draft {
    pub form: String,
    pub subject: Option<Subject>,
    pub saved_ms: i64,
    pub fields: BTreeMap<String, Vec<String>>,
}
