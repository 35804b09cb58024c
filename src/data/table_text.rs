//! The text of a table that a person brings: UTF-8 with or without a mark, else GB18030 (which
//! holds GBK); the sign between its cells.

use std::{fs::File, io::Read, path::Path};

/// Largest table read, bytes.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Reads a table's text.
///
/// # Errors
/// In words: when it cannot be read, is too large, or holds NUL bytes (it is no text then).
pub fn read(path: &Path) -> Result<String, String> {
    let shown = |error: std::io::Error| format!("{error} ({})", path.display());
    let file = File::open(path).map_err(shown)?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(shown)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(format!("> {} MB ({})", MOST_BYTES / 1024 / 1024, path.display()));
    }
    decode(&bytes).ok_or_else(|| format!("NUL ({})", path.display()))
}

/// The text of a table's bytes; none where they are no text.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.contains(&0) {
        return None;
    }
    Some(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_not_utf8) => encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned(),
    })
}

/// The sign between cells: the one of comma, tab and semicolon that the first line has most of.
pub fn separator(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    [b',', b'\t', b';'].into_iter().max_by_key(|sign| (count(*sign), *sign == b',')).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_and_gbk_are_read_and_pictures_are_not() {
        assert_eq!(decode("\u{feff}指标".as_bytes()).as_deref(), Some("指标"));
        let (gbk, ..) = encoding_rs::GBK.encode("苏州,融资事件");
        assert_eq!(decode(&gbk).as_deref(), Some("苏州,融资事件"));
        assert_eq!(decode(b"\x89PNG\0"), None);
        assert_eq!([separator("a,b;c,d"), separator("a\tb"), separator("a;b;c,d"), separator("")], [b',', b'\t', b';', b',']);
    }
}
