//! The columns of a deal that are codes of a dictionary, one code a deal.

/// A column of dictionary codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Company, as written.
    Company,
    /// Gazetteer id of the most exact place that is known.
    Place,
    /// Id of the round.
    Round,
    /// Id of the sub-field.
    Sector,
    /// Name of the table that the deal comes from.
    Table,
    /// Round, as written.
    RoundWritten,
    /// Sector, as written.
    SectorWritten,
    /// Money, as written.
    AmountWritten,
}

impl Field {
    /// All, in the order of the file.
    pub const ALL: [Self; 8] = [
        Self::Company,
        Self::Place,
        Self::Round,
        Self::Sector,
        Self::Table,
        Self::RoundWritten,
        Self::SectorWritten,
        Self::AmountWritten,
    ];

    /// The name of the column in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Place => "place_id",
            Self::Round => "round",
            Self::Sector => "sub_field",
            Self::Table => "table",
            Self::RoundWritten => "round_as_written",
            Self::SectorWritten => "sector_as_written",
            Self::AmountWritten => "amount_as_written",
        }
    }

    /// True for what a person reads beside a deal and nothing filters by; its codes count as text.
    pub fn is_text(self) -> bool {
        matches!(self, Self::RoundWritten | Self::SectorWritten | Self::AmountWritten)
    }
}

/// One value for each [`Field`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PerField<T>([T; 8]);

impl<T> PerField<T> {
    /// Makes each value, in the order of [`Field::ALL`].
    ///
    /// # Errors
    /// The first error of `make`.
    pub fn try_make<E>(mut make: impl FnMut(Field) -> Result<T, E>) -> Result<Self, E> {
        let [a, b, c, d, e, f, g, h] = Field::ALL;
        Ok(Self([make(a)?, make(b)?, make(c)?, make(d)?, make(e)?, make(f)?, make(g)?, make(h)?]))
    }

    /// The value of a field.
    pub fn get(&self, field: Field) -> &T {
        let [company, place, round, sub_field, table, round_written, sector_written, amount_written] = &self.0;
        match field {
            Field::Company => company,
            Field::Place => place,
            Field::Round => round,
            Field::Sector => sub_field,
            Field::Table => table,
            Field::RoundWritten => round_written,
            Field::SectorWritten => sector_written,
            Field::AmountWritten => amount_written,
        }
    }

    /// All values to change, in the order of [`Field::ALL`].
    pub fn values_mut(&mut self) -> &mut [T; 8] {
        &mut self.0
    }

    /// All values, in the order of [`Field::ALL`].
    pub fn into_values(self) -> [T; 8] {
        self.0
    }

    /// Values in the order of [`Field::ALL`].
    pub fn from_values(values: [T; 8]) -> Self {
        Self(values)
    }
}
