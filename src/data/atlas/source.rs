//! Where the tables come from: the program itself or a folder.

use std::{
    borrow::Cow,
    fs,
    path::{Path, PathBuf},
};

use crate::data::{
    bundled::ATLAS_TABLES,
    problem::{Problem, Severity},
};

/// Most bytes read of one table; the largest shipped one has less than half a megabyte.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Where to read the atlas tables from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum AtlasSource {
    /// The tables compiled into the program.
    #[default]
    Bundled,
    /// A folder with the tables; empty for the current one. A table that is not there is taken
    /// from the program, and reported.
    Folder(PathBuf),
}

impl AtlasSource {
    /// The tables of an assets folder: in its folder `atlas`, or in the folder itself.
    pub fn of_assets(assets: &Path) -> Self {
        let inner = assets.join("atlas");
        Self::Folder(if inner.is_dir() { inner } else { assets.to_owned() })
    }
}

/// True for the file name of a table that the program knows.
pub fn is_atlas_table(name: &str) -> bool {
    ATLAS_TABLES.iter().any(|(known, _)| *known == name)
}

/// A table's content.
pub(super) struct TableBytes {
    /// File name without folder.
    pub name: &'static str,
    /// The file as messages name it.
    pub shown: String,
    /// Content.
    pub content: Cow<'static, [u8]>,
}

pub(super) fn read_tables(source: &AtlasSource) -> (Vec<TableBytes>, Vec<Problem>) {
    let bundled = |(name, content): &(&'static str, &'static [u8])| TableBytes {
        name,
        shown: format!("assets/atlas/{name}"),
        content: Cow::Borrowed(*content),
    };
    let folder = match source {
        AtlasSource::Bundled => return (ATLAS_TABLES.iter().map(bundled).collect(), Vec::new()),
        AtlasSource::Folder(folder) => folder,
    };
    if !folder.as_os_str().is_empty() && !folder.is_dir() {
        let problem = Problem::whole_file(
            folder.display().to_string(),
            "there is no such folder; the atlas that comes with the program is shown",
            "name a folder with atlas tables",
        );
        return (ATLAS_TABLES.iter().map(bundled).collect(), vec![problem]);
    }
    let (mut tables, mut problems) = (Vec::new(), Vec::new());
    for table in &ATLAS_TABLES {
        let path = folder.join(table.0);
        let shown = path.display().to_string();
        match read_file(&path) {
            Ok(content) => tables.push(TableBytes { name: table.0, shown, content: Cow::Owned(content) }),
            Err(Unread::Missing) => {
                let message = "the table is missing; the one that comes with the program is used";
                problems.push(
                    Problem::whole_file(shown, message, "copy it from assets/atlas and change what you need")
                        .with(Severity::Warning),
                );
                tables.push(bundled(table));
            }
            Err(Unread::Failed(why)) => {
                problems.push(Problem::whole_file(
                    shown,
                    format!("the table cannot be read: {why}"),
                    "check the file and its rights",
                ));
            }
        }
    }
    (tables, problems)
}

enum Unread {
    Missing,
    Failed(String),
}

fn read_file(path: &Path) -> Result<Vec<u8>, Unread> {
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Unread::Missing,
        kind => Unread::Failed(kind.to_string()),
    };
    let about = fs::metadata(path).map_err(failed)?;
    if !about.is_file() {
        return Err(Unread::Failed("it is no file".into()));
    }
    if about.len() > MOST_BYTES {
        return Err(Unread::Failed(format!("it has {} MB, more than {} MB", about.len() / 1_048_576, MOST_BYTES / 1_048_576)));
    }
    fs::read(path).map_err(failed)
}

/// A hash of names and contents, the same in every run: FNV-1a over words of eight bytes, each
/// folded so that its high bits count for the words that follow.
pub(super) fn fingerprint(tables: &[TableBytes]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut take = |bytes: &[u8]| {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
            hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            hash ^= hash >> 32;
        }
    };
    for table in tables {
        take(&table.name.len().to_le_bytes());
        take(table.name.as_bytes());
        take(&table.content.len().to_le_bytes());
        take(&table.content);
    }
    hash
}
