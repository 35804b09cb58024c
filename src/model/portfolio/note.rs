//! What a person notes.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::anchor::{Anchor, GeoPoint};
use crate::model::lang::Bilingual;

/// What sort of note it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// Why we believe in it.
    Thesis,
    /// What can go wrong.
    Risk,
    /// To be asked.
    #[default]
    Question,
    /// To be done.
    FollowUp,
    /// A fact that is wrong somewhere.
    FactCorrection,
}

impl NoteKind {
    /// All, in menu order.
    pub const ALL: [Self; 5] = [Self::Thesis, Self::Risk, Self::Question, Self::FollowUp, Self::FactCorrection];

    /// The name used in tables and text keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Thesis => "thesis",
            Self::Risk => "risk",
            Self::Question => "question",
            Self::FollowUp => "follow_up",
            Self::FactCorrection => "fact_correction",
        }
    }
}

/// How far a note got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteStatus {
    /// Nobody was asked yet.
    #[default]
    Open,
    /// Asked; the answer is awaited.
    Asked,
    /// Answered.
    Answered,
    /// Done with.
    Closed,
}

impl NoteStatus {
    /// All, in menu order.
    pub const ALL: [Self; 4] = [Self::Open, Self::Asked, Self::Answered, Self::Closed];

    /// The name used in tables and text keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Asked => "asked",
            Self::Answered => "answered",
            Self::Closed => "closed",
        }
    }

    /// True while there is something to ask or to wait for.
    pub fn is_pending(self) -> bool {
        matches!(self, Self::Open | Self::Asked)
    }
}

/// How sure the author is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// A guess.
    Low,
    /// Likely.
    Medium,
    /// Sure.
    High,
}

impl Confidence {
    /// All, in menu order.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// The name used in tables and text keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// An answer to a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// Text, Markdown.
    pub text: String,
    /// Who.
    #[serde(default)]
    pub author: String,
    /// When.
    pub created: Date,
}

/// A picture beside the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// File, relative to the document.
    pub file: String,
    /// Where it was taken, as the photo says.
    #[serde(default)]
    pub taken_at: Option<GeoPoint>,
    /// When it was taken, as the photo says.
    #[serde(default)]
    pub taken_on: String,
}

/// A note. Its key in the portfolio is its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// What it is about.
    pub anchor: Anchor,
    /// What sort it is.
    #[serde(default)]
    pub kind: NoteKind,
    /// Text, Markdown, in one language or in both.
    pub text: Bilingual,
    /// Tags, sorted, without repeats.
    #[serde(default)]
    pub tags: Vec<String>,
    /// How far it got.
    #[serde(default)]
    pub status: NoteStatus,
    /// Who wrote it.
    #[serde(default)]
    pub author: String,
    /// When it was written.
    pub created: Date,
    /// When it was last changed.
    pub changed: Date,
    /// When to come back to it.
    #[serde(default)]
    pub follow_up: Option<Date>,
    /// How sure the author is.
    #[serde(default)]
    pub confidence: Option<Confidence>,
    /// Answers, oldest first.
    #[serde(default)]
    pub replies: Vec<Reply>,
    /// Pictures.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

impl Note {
    /// An open question on something, written by `author` on `day`.
    pub fn new(anchor: Anchor, text: Bilingual, author: String, day: Date) -> Self {
        Self {
            anchor,
            kind: NoteKind::default(),
            text,
            tags: Vec::new(),
            status: NoteStatus::default(),
            author,
            created: day,
            changed: day,
            follow_up: None,
            confidence: None,
            replies: Vec::new(),
            attachments: Vec::new(),
        }
    }
}
