//! Which class of data a field is (R102; section 3 of the field notes).

/// A class of data. The controller needs a condition of its own for two of them, and a document that says which.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Class {
    /// Personal data and no more.
    Ordinary,
    /// Special category: ethnicity, religion, health and the like.
    Special,
    /// Criminal offence data, alleged offences and DBS results among them.
    Offence,
    /// Both of them.
    SpecialAndOffence,
}

impl Class {
    /// Its name in what other programs read. Names are stable.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Special => "special-category",
            Self::Offence => "criminal-offence",
            Self::SpecialAndOffence => "special-category-and-criminal-offence",
        }
    }

    /// The words for the margin, short enough for it; none for what is ordinary.
    #[must_use]
    pub const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Ordinary => &[],
            Self::Special => &["special cat."],
            Self::Offence => &["offence data"],
            Self::SpecialAndOffence => &["special cat.", "offence data"],
        }
    }

    /// Whether it may be handled only under a condition of its own (R102).
    #[must_use]
    pub const fn needs_a_condition(self) -> bool {
        !matches!(self, Self::Ordinary)
    }
}

/// Where a field stands: its row of the matrix, and its class.
pub type Place = (u8, Class);

/// Personal data and no more.
pub(super) const P: Class = Class::Ordinary;
/// Special category.
pub(super) const SC: Class = Class::Special;
/// Criminal offence data.
pub(super) const CO: Class = Class::Offence;
/// Special category and criminal offence data.
pub(super) const BOTH: Class = Class::SpecialAndOffence;
