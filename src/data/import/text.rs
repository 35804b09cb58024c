//! A text file as blocks of whole rows, read one after another: a file of a gigabyte is never held.

use std::{fs::File, io::Read, path::Path};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

use super::{
    Block, Limits,
    dialect::Dialect,
    digest::Digest,
    split::{Signs, last_row_end, line_ends},
};
use crate::data::problem::Problem;

/// Reads blocks of a text file.
pub struct TextBlocks {
    name: String,
    file: File,
    signs: Signs,
    limits: Limits,
    decoder: Option<Decoder>,
    /// Bytes in UTF-8 that are read but not handed out: the beginning of a row.
    pending: Vec<u8>,
    /// Bytes in the file's own encoding, kept to be filled again.
    raw: Vec<u8>,
    digest: Digest,
    line: u64,
    done: u64,
    started: bool,
    ended: bool,
}

impl TextBlocks {
    /// Opens a file.
    ///
    /// # Errors
    /// When it cannot be opened, or the encoding is none.
    pub fn open(path: &Path, dialect: &Dialect, limits: Limits) -> Result<Self, Problem> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|error| super::unreadable(&name, &error))?;
        let encoding = Encoding::for_label(dialect.encoding.as_bytes()).ok_or_else(|| {
            let message = format!("'{}' is no encoding", dialect.encoding);
            Problem::whole_file(&name, message, "write UTF-8, gb18030, UTF-16LE or another name of the WHATWG standard")
        })?;
        let decoder = (encoding != UTF_8).then(|| encoding.new_decoder_with_bom_removal());
        Ok(Self {
            name,
            file,
            signs: dialect.signs(),
            limits,
            decoder,
            pending: Vec::new(),
            raw: Vec::new(),
            digest: Digest::default(),
            line: 1,
            done: 0,
            started: false,
            ended: false,
        })
    }

    /// Bytes of the file read so far.
    pub fn bytes_read(&self) -> u64 {
        self.done
    }

    /// The digest of what was read of the file so far.
    pub fn digest(&self) -> String {
        self.digest.hex()
    }

    /// The next block; none at the end.
    ///
    /// # Errors
    /// When the file cannot be read or a row is larger than the limit.
    pub fn next_block(&mut self) -> Result<Option<Block>, Problem> {
        loop {
            if self.ended && self.pending.is_empty() {
                return Ok(None);
            }
            let cut = if self.ended { Some(self.pending.len()) } else { self.cut() };
            if let Some(cut) = cut {
                let rest = self.pending.split_off(cut.min(self.pending.len()));
                let bytes = std::mem::replace(&mut self.pending, rest);
                let first_line = self.line;
                self.line += line_ends(&bytes);
                return Ok(Some(Block { bytes, first_line, signs: self.signs, read: self.done }));
            }
            if self.pending.len() > self.limits.row_bytes {
                return Err(self.too_long());
            }
            self.fill()?;
        }
    }

    /// Where a block large enough ends.
    fn cut(&self) -> Option<usize> {
        if self.pending.len() < self.limits.block_bytes {
            return None;
        }
        last_row_end(&self.pending, self.signs)
    }

    /// The row that is too long begins behind the last row end.
    fn too_long(&self) -> Problem {
        let line = u32::try_from(self.line).unwrap_or(u32::MAX);
        let megabytes = self.limits.row_bytes / 1024 / 1024;
        let quoted = self.signs.quote.is_some_and(|quote| memchr::memchr(quote, &self.pending).is_some());
        let fix = if quoted {
            "close the double quote, or take the large cell out"
        } else {
            "check the separator and the line ends, or take the large cell out"
        };
        Problem::whole_file(&self.name, format!("a row of more than {megabytes} MB"), fix).at(line, 1)
    }

    fn fill(&mut self) -> Result<(), Problem> {
        let wanted = self.limits.block_bytes;
        let fail = |name: &str, error: &std::io::Error| super::unreadable(name, error);
        if self.decoder.is_none() {
            let before = self.pending.len();
            self.pending.reserve(wanted);
            let read = (&mut self.file).take(wanted as u64).read_to_end(&mut self.pending);
            let read = read.map_err(|error| fail(&self.name, &error))?;
            self.digest.add(self.pending.get(before..).unwrap_or_default());
            self.done += read as u64;
            self.ended = read == 0;
            if !self.started && before == 0 && self.pending.starts_with(b"\xef\xbb\xbf") {
                self.pending.drain(..3);
            }
        } else {
            self.raw.clear();
            let read = (&mut self.file).take(wanted as u64).read_to_end(&mut self.raw);
            let read = read.map_err(|error| fail(&self.name, &error))?;
            self.digest.add(&self.raw);
            self.done += read as u64;
            self.ended = read == 0;
            self.decode();
        }
        self.started = true;
        Ok(())
    }

    fn decode(&mut self) {
        let Some(decoder) = &mut self.decoder else { return };
        let most = decoder.max_utf8_buffer_length(self.raw.len()).unwrap_or(self.raw.len() * 3 + 16);
        let start = self.pending.len();
        self.pending.resize(start + most, 0);
        let mut from = 0;
        let mut to = start;
        loop {
            let source = self.raw.get(from..).unwrap_or_default();
            let Some(target) = self.pending.get_mut(to..) else { break };
            let (result, read, written, _) = decoder.decode_to_utf8(source, target, self.ended);
            from += read;
            to += written;
            match result {
                CoderResult::InputEmpty => break,
                CoderResult::OutputFull => self.pending.resize(to + most, 0),
            }
        }
        self.pending.truncate(to);
    }
}
