//! How a rule is cited: its source, how sure its wording is, and whose its numbers are, so that no number of this
//! program's or of a scheme's own passes for one of the source.

use super::{Confidence, ParamId, Policy, Rule};

/// Where a number that is in force comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// It stands in the source of its rule.
    Source,
    /// This program's own: the source states the duty and no number.
    Program,
    /// The scheme has set it.
    Scheme,
}

impl Origin {
    /// Its name in `befriend rules --format json`. Names are stable.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Program => "program",
            Self::Scheme => "scheme",
        }
    }

    /// The words for it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Source => "from the source",
            Self::Program => "this program's own, a setting",
            Self::Scheme => "this scheme's own setting",
        }
    }
}

impl Policy<'_> {
    /// Where the number in force comes from. A scheme that sets the default again has changed nothing.
    #[must_use]
    pub fn origin(&self, id: ParamId) -> Origin {
        match id.row() {
            row if self.get(id) != row.default => Origin::Scheme,
            row if row.design => Origin::Program,
            _ => Origin::Source,
        }
    }

    /// The number in force as a sentence has it: `7 days`, and `17:00` for an hour of the day.
    fn said(&self, id: ParamId) -> String {
        match id {
            ParamId::DayEndsHour => format!("{}:00", self.get(id)),
            _ => self.say(id),
        }
    }
}

impl Rule {
    /// Label, source, how sure the wording is, and whose its numbers are: `R33 Coram Voice, Guidance for Social
    /// Workers. The 7 days are this program's own, a setting.`
    #[must_use]
    pub fn cited(&self, policy: &Policy<'_>) -> String {
        format!("{} {}", self.id, self.sourced(policy))
    }

    /// The same without the label.
    #[must_use]
    pub fn sourced(&self, policy: &Policy<'_>) -> String {
        let sure = match self.confidence {
            Confidence::Quoted => String::new(),
            other => format!(" ({})", other.words()),
        };
        let numbers: Vec<String> = [Origin::Program, Origin::Scheme]
            .into_iter()
            .filter_map(|origin| self.numbers_of(policy, origin))
            .map(|sentence| format!(" {sentence}"))
            .collect();
        format!("{}{sure}.{}", self.source, numbers.concat())
    }

    /// Which numbers are of that origin, in a sentence.
    fn numbers_of(&self, policy: &Policy<'_>, origin: Origin) -> Option<String> {
        let numbers: Vec<ParamId> =
            self.params.iter().copied().filter(|id| policy.origin(*id) == origin).collect();
        let (last, before) = numbers.split_last()?;
        let said: Vec<String> = before.iter().map(|id| policy.said(*id)).collect();
        let one = before.is_empty() && (policy.get(*last) == 1 || *last == ParamId::DayEndsHour);
        let list = match said.as_slice() {
            [] => policy.said(*last),
            said => format!("{} and {}", said.join(", "), policy.said(*last)),
        };
        let verb = if one { "is" } else { "are" };
        let words = match (origin, before.is_empty()) {
            (Origin::Program, false) => "this program's own, settings",
            (Origin::Scheme, false) => "this scheme's own settings",
            _ => origin.words(),
        };
        // An hour of the day is named without an article.
        let the = if self.params.contains(&ParamId::DayEndsHour) { "" } else { "The " };
        Some(format!("{the}{list} {verb} {words}."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::RuleId;
    use rstest::rstest;
    use std::collections::BTreeMap;

    fn cited(rule: RuleId, own: &[(ParamId, i64)]) -> String {
        let own: BTreeMap<_, _> = own.iter().copied().collect();
        rule.row().cited(&Policy::new(&own))
    }

    /// The field notes mark these numbers D, or give none (R20 and R33: 35, 42 and 7; R32: end of the working day;
    /// R86: 28 days early). Three weeks (R39) and twelve months (R50a) are the sources' own words.
    #[rstest]
    #[case(
        RuleId::R33,
        "R33 Coram Voice, Guidance for Social Workers. The 7 days are this program's own, a setting."
    )]
    #[case(
        RuleId::R20,
        "R20 Coram Voice, Guidance for Social Workers. The 35 days and 42 days are this program's own, settings."
    )]
    #[case(RuleId::R39, "R39 Leicestershire Practice Standards for the IV Scheme, 2020.")]
    #[case(RuleId::R50a, "R50a Leicestershire Practice Standards for the IV Scheme, 2020.")]
    fn a_number_that_no_source_fixes_is_said_to_be_our_own(#[case] rule: RuleId, #[case] cite: &str) {
        assert_eq!(cited(rule, &[]), cite);
    }

    #[test]
    fn of_several_numbers_only_those_are_named_that_are_our_own() {
        let review = cited(RuleId::R86, &[]);
        assert!(review.ends_with(". The 28 days are this program's own, a setting."), "{review}");
        let groups = cited(RuleId::R43, &[]);
        assert!(groups.ends_with(". The 5 months are this program's own, a setting."), "{groups}");
        let concern = cited(RuleId::R32, &[]);
        assert!(concern.ends_with(". 17:00 is this program's own, a setting."), "{concern}");
    }

    /// Whatever the scheme has set is the scheme's, also where the source had a number.
    #[rstest]
    #[case(RuleId::R39, ParamId::MeetDays, 28, " The 28 days are this scheme's own setting.")]
    #[case(RuleId::R39, ParamId::MeetDays, 1, " The 1 day is this scheme's own setting.")]
    #[case(RuleId::R33, ParamId::ReportDays, 10, " The 10 days are this scheme's own setting.")]
    #[case(RuleId::R33, ParamId::ReportDays, 7, " The 7 days are this program's own, a setting.")]
    #[case(RuleId::R39, ParamId::MeetDays, 21, " 2020.")]
    fn a_number_that_the_scheme_has_set_is_the_schemes(
        #[case] rule: RuleId,
        #[case] param: ParamId,
        #[case] value: i64,
        #[case] end: &str,
    ) {
        let cite = cited(rule, &[(param, value)]);
        assert!(cite.ends_with(end), "{cite}");
    }

    #[test]
    fn no_rule_with_a_number_of_our_own_is_cited_without_saying_so() {
        for row in crate::rule::TABLE {
            let cite = cited(row.id, &[]);
            assert_eq!(
                cite.contains("this program's own, a setting.") || cite.contains("own, settings."),
                row.own_numbers(),
                "{cite}"
            );
        }
    }
}
