//! The arithmetic of days that every rule leans on, fixed in writing (section 2.H of the field notes).
//!
//! Ages, month steps, time limits, working days, the clock of the United Kingdom, and the words in which
//! dates and times are shown. What people *type* is read in [`crate::entry`]; which limit applies to what
//! is a matter for the rules. Nothing here knows what day it is: today is always passed in.

mod age;
mod limits;
mod london;
mod months;
pub mod words;
mod working;

pub use age::{age_on, birthday, born_on_leap_day, eighteenth};
pub use limits::{days_overdue, overdue_from, within_days, within_months};
pub use london::{is_summer_time, local, local_date, to_utc};
pub use months::{Month, add_months, month_of, months_between};
pub use working::WorkingDays;
