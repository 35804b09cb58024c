//! An append-only journal of the edits that a document's file does not hold yet.
//!
//! One line an edit: number, checksum, edit as JSON. A head line names the content of the file that
//! the edits go on from, and a line before each save names the content that is about to be written,
//! so that a crash at any moment leaves it clear which edits the file already holds.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    marker::PhantomData,
    path::{Path, PathBuf},
};

use serde::{Serialize, de::DeserializeOwned};

use super::{
    atomic_write::{self, Old},
    project::digest,
};

const HEAD: &str = "cluster-atlas-journal 1";
const SAVE: &str = "save";

/// Which state of the file a journal goes on from: a digest of its bytes; none for no file.
pub type FileDigest = Option<u64>;

/// What a journal holds beyond the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Held<E> {
    /// The edits that the file does not hold, in order.
    Edits(Vec<E>),
    /// The journal belongs to another state of the file than the one that is there.
    Foreign(Vec<E>),
}

/// The journal of one document.
#[derive(Debug)]
pub struct Journal<E> {
    path: PathBuf,
    file: Option<File>,
    /// Number of the last edit.
    last: u64,
    /// Lines of edits since the head, with their numbers.
    lines: Vec<(u64, String)>,
    base: FileDigest,
    edits: PhantomData<fn(E) -> E>,
}

impl<E: Serialize + DeserializeOwned> Journal<E> {
    /// Reads the journal at `path` against the file's present digest. A torn or damaged line ends
    /// what is read; everything before it counts.
    ///
    /// # Errors
    /// When a journal is there but cannot be read.
    pub fn open(path: &Path, now: FileDigest) -> io::Result<(Self, Held<E>)> {
        let text = match fs::read(path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error),
        };
        let read = read_lines::<E>(&text);
        if read.damaged {
            // What stands behind the damage may still be of use to a person.
            fs::copy(path, path.with_extension("journal-damaged.bak"))?;
        }
        // A save that landed without its journal being cut: the file holds the edits before it.
        let held_by_file = if read.base == Some(now) {
            Some(0)
        } else {
            read.saves.iter().rev().find(|(_, digest)| *digest == now).map(|(number, _)| *number)
        };
        let edits = |from: u64| read.edits.iter().filter(move |(number, ..)| *number > from);
        let (held, from) = match held_by_file {
            Some(from) => (Held::Edits(edits(from).map(|(_, _, edit)| edit).cloned_edits()?), from),
            None if read.edits.is_empty() => (Held::Edits(Vec::new()), 0),
            None => (Held::Foreign(edits(0).map(|(_, _, edit)| edit).cloned_edits()?), 0),
        };
        let lines = edits(from).map(|(number, line, _)| (*number, line.clone())).collect();
        let last = read.edits.last().map_or(0, |(number, ..)| *number);
        Ok((Self { path: path.to_owned(), file: None, last, lines, base: now, edits: PhantomData }, held))
    }

    /// Adds an edit; it is on the disk when this returns.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn append(&mut self, edit: &E) -> io::Result<u64> {
        let number = self.last + 1;
        let line = edit_line(number, edit)?;
        self.write_line(&line)?;
        self.last = number;
        self.lines.push((number, line));
        Ok(number)
    }

    /// Says which content is about to be written as the file, holding the edits up to `upto`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn before_save(&mut self, upto: u64, content: u64) -> io::Result<()> {
        let body = format!("{SAVE} {upto} {content:016x}");
        self.write_line(&format!("{:016x} {body}", digest(body.as_bytes())))
    }

    /// The file holds everything up to `number`: those lines go.
    ///
    /// # Errors
    /// When the shorter journal cannot be written; the longer one then stays and is right, too.
    pub fn cut(&mut self, number: u64, content: u64) -> io::Result<()> {
        self.lines.retain(|(line, _)| *line > number);
        self.base = Some(content);
        self.rewrite()
    }

    /// Starts again on the file as it is, without edits.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn reset(&mut self, now: FileDigest) -> io::Result<()> {
        self.lines.clear();
        self.base = now;
        self.rewrite()
    }

    /// Moves the journal aside, where a person can find it, and starts an empty one.
    ///
    /// # Errors
    /// When it cannot be moved.
    pub fn set_aside(&mut self) -> io::Result<PathBuf> {
        self.file = None;
        let mut kept = atomic_write::backup_path(&self.path);
        let mut number = 1;
        while kept.exists() {
            number += 1;
            kept = self.path.with_extension(format!("journal-{number}.bak"));
        }
        fs::rename(&self.path, &kept)?;
        self.reset(self.base)?;
        Ok(kept)
    }

    /// Number of the last edit.
    pub fn last(&self) -> u64 {
        self.last
    }

    /// Edits that the file does not hold.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// True when the file holds every edit.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    fn rewrite(&mut self) -> io::Result<()> {
        self.file = None;
        let mut text = head_line(self.base);
        for (_, line) in &self.lines {
            text.push_str(line);
            text.push('\n');
        }
        atomic_write::write(&self.path, text.as_bytes(), Old::Replace)
    }

    fn write_line(&mut self, line: &str) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            None => {
                // What stood behind a torn line goes: the rest must begin on a line of its own.
                self.rewrite()?;
                self.file.insert(OpenOptions::new().append(true).open(&self.path)?)
            }
        };
        let written = file.write_all(format!("{line}\n").as_bytes()).and_then(|()| file.sync_data());
        if written.is_err() {
            // Part of the line may stand there: the next one begins on a fresh file.
            self.file = None;
        }
        written
    }
}

/// Clones edits through their written form, so that edits need not be `Clone`.
trait ClonedEdits<E> {
    fn cloned_edits(self) -> io::Result<Vec<E>>;
}

impl<'a, E: Serialize + DeserializeOwned + 'a, I: Iterator<Item = &'a E>> ClonedEdits<E> for I {
    fn cloned_edits(self) -> io::Result<Vec<E>> {
        self.map(|edit| serde_json::to_vec(edit).and_then(|bytes| serde_json::from_slice(&bytes)))
            .collect::<Result<_, _>>()
            .map_err(io::Error::other)
    }
}

fn head_line(base: FileDigest) -> String {
    let base = base.map_or("none".to_owned(), |digest| format!("{digest:016x}"));
    format!("{HEAD} {base}\n")
}

fn edit_line<E: Serialize>(number: u64, edit: &E) -> io::Result<String> {
    let body = format!("{number} {}", serde_json::to_string(edit).map_err(io::Error::other)?);
    Ok(format!("{:016x} {body}", digest(body.as_bytes())))
}

struct ReadLines<E> {
    /// The state of the file in the head line; none for a journal without a head.
    base: Option<FileDigest>,
    edits: Vec<(u64, String, E)>,
    /// Saves that were begun: last edit in it, digest.
    saves: Vec<(u64, FileDigest)>,
    /// A whole line in the middle could not be read.
    damaged: bool,
}

fn read_lines<E: DeserializeOwned>(text: &str) -> ReadLines<E> {
    let mut read = ReadLines { base: None, edits: Vec::new(), saves: Vec::new(), damaged: false };
    let mut lines = text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'));
    let head = lines.next();
    read.base = head.and_then(|line| line.strip_prefix(HEAD)).map(str::trim).and_then(|base| match base {
        "none" => Some(None),
        digest => u64::from_str_radix(digest, 16).ok().map(Some),
    });
    if read.base.is_none() {
        // The first edit may be gone with the head: what follows is not the beginning.
        read.damaged = head.is_some();
        return read;
    }
    for line in lines {
        let whole = line.split_once(' ').filter(|(sum, body)| u64::from_str_radix(sum, 16).ok() == Some(digest(body.as_bytes())));
        let Some((_, body)) = whole else {
            read.damaged = true;
            break;
        };
        if let Some(save) = body.strip_prefix(SAVE) {
            let parts: Vec<&str> = save.split_whitespace().collect();
            if let [number, content] = parts.as_slice()
                && let (Ok(number), Ok(content)) = (number.parse(), u64::from_str_radix(content, 16))
            {
                read.saves.push((number, Some(content)));
            }
            continue;
        }
        let known =
            body.split_once(' ').and_then(|(number, edit)| Some((number.parse().ok()?, serde_json::from_str(edit).ok()?)));
        let Some((number, edit)) = known else {
            read.damaged = true;
            break;
        };
        read.edits.push((number, line.to_owned(), edit));
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    type Texts = Journal<String>;

    fn opened(path: &Path, now: FileDigest) -> (Texts, Held<String>) {
        Texts::open(path, now).unwrap()
    }

    fn edits(texts: &[&str]) -> Held<String> {
        Held::Edits(texts.iter().map(|text| (*text).to_owned()).collect())
    }

    #[test]
    fn edits_come_back_until_a_save_cut_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("日志 journal");
        let (mut journal, held) = opened(&path, None);
        assert_eq!(held, edits(&[]));
        for text in ["one", "二", "three\nlines"] {
            journal.append(&text.to_owned()).unwrap();
        }
        drop(journal);
        let (mut journal, held) = opened(&path, None);
        assert_eq!(held, edits(&["one", "二", "three\nlines"]));
        journal.before_save(2, 7).unwrap();
        journal.cut(2, 7).unwrap();
        drop(journal);
        let (mut journal, held) = opened(&path, Some(7));
        assert_eq!(held, edits(&["three\nlines"]));
        assert_eq!(journal.append(&"four".to_owned()).unwrap(), 4);
        assert_eq!(opened(&path, Some(7)).1, edits(&["three\nlines", "four"]));
    }

    #[test]
    fn a_crash_between_save_and_cut_loses_and_repeats_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let (mut journal, _) = opened(&path, Some(1));
        journal.append(&"one".to_owned()).unwrap();
        journal.before_save(1, 2).unwrap();
        journal.append(&"two".to_owned()).unwrap();
        drop(journal);
        assert_eq!(opened(&path, Some(1)).1, edits(&["one", "two"]), "the save did not land");
        assert_eq!(opened(&path, Some(2)).1, edits(&["two"]), "the save landed");
        let (mut journal, held) = opened(&path, Some(3));
        assert_eq!(held, Held::Foreign(vec!["one".into(), "two".into()]), "somebody else wrote the file");
        let kept = journal.set_aside().unwrap();
        assert!(kept.is_file());
        assert_eq!(opened(&path, Some(3)).1, edits(&[]));
    }

    #[test]
    fn a_torn_line_and_a_flipped_bit_end_what_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let (mut journal, _) = opened(&path, None);
        for text in ["one", "two", "three"] {
            journal.append(&text.to_owned()).unwrap();
        }
        drop(journal);
        let whole = fs::read(&path).unwrap();
        for length in 0..whole.len() {
            fs::write(&path, &whole[..length]).unwrap();
            let (_, held) = opened(&path, None);
            let Held::Edits(read) = held else { panic!("{length}") };
            assert!(["one", "two", "three"].starts_with(&read.iter().map(String::as_str).collect::<Vec<_>>()), "{length}");
        }
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 2;
            fs::write(&path, &flipped).unwrap();
            let (_, Held::Edits(read) | Held::Foreign(read)) = opened(&path, None);
            let read: Vec<&str> = read.iter().map(String::as_str).collect();
            assert!(["one", "two", "three"].starts_with(&read), "nothing is read behind a gap: {at} {read:?}");
        }
        let mut flipped = whole.clone();
        let at = whole.windows(3).position(|part| part == b"two").unwrap();
        flipped[at] ^= 1;
        fs::write(&path, &flipped).unwrap();
        let (mut journal, held) = opened(&path, None);
        assert_eq!(held, edits(&["one"]));
        journal.append(&"four".to_owned()).unwrap();
        assert_eq!(opened(&path, None).1, edits(&["one", "four"]), "what follows is not lost behind the damage");
    }
}
