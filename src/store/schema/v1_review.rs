//! Reviews of visitors as the first version had them. Frozen: never edited again.

use chrono::NaiveDate;
use domain::id::{AnnualReviewId, VisitorId};
use domain::record;
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct AnnualReview {
    id: AnnualReviewId,
    visitor: VisitorId,
    held: NaiveDate,
    wishes_to_go_on: Option<bool>,
    summary: String,
}

impl From<AnnualReview> for record::AnnualReview {
    fn from(old: AnnualReview) -> Self {
        Self {
            id: old.id,
            visitor: old.visitor,
            held: old.held,
            wishes_to_go_on: old.wishes_to_go_on,
            summary: old.summary,
            // Only what was held could be recorded.
            booked: false,
        }
    }
}
