//! Text slugs that name things. Never row numbers: a slug survives a refresh of the data.

use std::{borrow::Borrow, fmt, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! slug_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Wraps a slug. The text is taken as it is; loading validates references.
            pub fn new(slug: impl AsRef<str>) -> Self {
                Self(Arc::from(slug.as_ref()))
            }

            /// The slug.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), &self.0)
            }
        }

        impl From<&str> for $name {
            fn from(slug: &str) -> Self {
                Self::new(slug)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self::new)
            }
        }
    };
}

slug_id!(/// A claim: `f001`, `r-110000-talent`.
    ClaimId);
slug_id!(/// A metric: `financing_events:all`.
    MetricId);
slug_id!(/// A source document: `chanyejia-2026-04`.
    DocumentId);
slug_id!(/// A provider of figures: `it-juzi`.
    ProviderId);
slug_id!(/// A unit: `CNY`, `events`, `percent`.
    UnitId);
slug_id!(/// A place of the gazetteer or a zone: `320500`, `Z-JS-SIP`.
    PlaceId);
slug_id!(/// A grouping of places: `five-provinces`.
    GroupId);
slug_id!(/// A company.
    CompanyId);
slug_id!(/// A fund.
    FundId);
slug_id!(/// Any other subject of claims: an investor, a university, a tour, the world.
    EntityId);
slug_id!(/// A portfolio; equals its file's stem.
    PortfolioId);
slug_id!(/// A saved view; equals its file's stem.
    ViewId);
