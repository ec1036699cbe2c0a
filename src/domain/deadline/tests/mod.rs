//! Deadlines, held against the field notes rule by rule.
