//! What a table's bytes are: encoding, separator, quotes, line ends.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::{
    dialect::{Dialect, Format, LineEnd},
    split::{Row, Rows, Signs},
};

/// Separators that are looked for, the likelier first.
const SEPARATORS: [char; 4] = [',', '\t', ';', '|'];

/// What the first bytes of a file say about it.
pub(super) fn format_of(head: &[u8]) -> Format {
    match head {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Format::Workbook,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Format::Workbook,
        _ => Format::Text,
    }
}

/// The encoding of a text, and whether a mark says so. `whole` where the sample is all of the file.
pub(super) fn encoding_of(sample: &[u8], whole: bool) -> (&'static Encoding, bool) {
    if let Some((encoding, _)) = Encoding::for_bom(sample) {
        return (encoding, true);
    }
    if let Some(encoding) = wide(sample) {
        return (encoding, false);
    }
    match std::str::from_utf8(sample) {
        Ok(_) => return (UTF_8, false),
        // A sample may end within a character.
        Err(error) if error.error_len().is_none() && !whole => return (UTF_8, false),
        // A few broken bytes in a text that is UTF-8 otherwise are broken rows, not another encoding.
        Err(error) => {
            let good = error.valid_up_to();
            let seen = sample.get(..good).unwrap_or_default().iter().filter(|byte| !byte.is_ascii()).count();
            if seen > 300 {
                return (UTF_8, false);
            }
        }
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, whole);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    // GB18030 holds GBK, and a table of a few Chinese names may look like any other encoding.
    if guess == GBK || decodes(GB18030, sample) { (GB18030, false) } else { (guess, false) }
}

fn decodes(encoding: &'static Encoding, sample: &[u8]) -> bool {
    // The last character may be cut off.
    let cut = sample.len().saturating_sub(4);
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(sample.len() * 2);
    let (_, _, broken) = decoder.decode_to_string(sample.get(..cut).unwrap_or_default(), &mut text, false);
    !broken
}

/// UTF-16 without a mark shows in ASCII signs with NUL bytes on one side.
fn wide(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.get(..sample.len().min(4096)).unwrap_or_default().chunks_exact(2);
    let total = pairs.len();
    let (mut first, mut second) = (0, 0);
    for pair in pairs {
        match pair {
            [0, low] if *low != 0 => first += 1,
            [low, 0] if *low != 0 => second += 1,
            _ => {}
        }
    }
    let many = |count: usize| count >= 4 && count * 5 >= total;
    if many(second) && first * 20 <= second {
        Some(UTF_16LE)
    } else if many(first) && second * 20 <= first {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The separator that cuts the rows of a sample most evenly into more than one cell.
pub(super) fn separator_of(text: &str) -> char {
    let score = |separator: char| {
        let signs = Signs { separator: u8::try_from(separator).unwrap_or(b','), quote: Some(b'"'), row_end: None };
        let mut rows = Rows::new(text, 1, signs);
        let mut row = Row::default();
        let mut widths: Vec<usize> = Vec::new();
        while widths.len() < 50 && rows.next_row(&mut row) {
            widths.push(row.len());
        }
        // The last row of a sample may be cut off.
        if widths.len() > 2 {
            widths.pop();
        }
        let widest = widths.iter().copied().max().unwrap_or_default();
        let alike = widths.iter().filter(|width| **width == widest).count();
        if widest < 2 { 0 } else { alike * 1000 / widths.len().max(1) + widest.min(50) }
    };
    let best = SEPARATORS.into_iter().map(|sign| (score(sign), sign)).max_by_key(|(score, sign)| (*score, *sign == ','));
    best.filter(|(score, _)| *score > 0).map_or(',', |(_, sign)| sign)
}

/// The line ends of a sample.
pub(super) fn line_end_of(text: &str) -> LineEnd {
    let pairs = text.matches("\r\n").count();
    let feeds = text.matches('\n').count() - pairs;
    let returns = text.matches('\r').count() - pairs;
    match (pairs, feeds, returns) {
        (0, _, 0) => LineEnd::Lf,
        (_, 0, 0) => LineEnd::Crlf,
        (0, 0, _) => LineEnd::Cr,
        _ => LineEnd::Mixed,
    }
}

/// The dialect of a text of which `sample` is the beginning.
pub(super) fn dialect_of(sample: &[u8], whole: bool) -> Dialect {
    let (encoding, marked) = encoding_of(sample, whole);
    let (text, _) = encoding.decode_without_bom_handling(sample);
    Dialect {
        format: Format::Text,
        encoding: encoding.name().to_owned(),
        marked,
        separator: separator_of(&text),
        quote: Some('"'),
        line_end: line_end_of(&text),
        sheet: String::new(),
        skipped: 0,
        header_rows: 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_by_mark_by_strictness_and_by_guess() {
        let name = |bytes: &[u8]| encoding_of(bytes, true).0.name();
        assert_eq!(name("公司,城市\n甲,苏州\n".as_bytes()), "UTF-8");
        assert_eq!(name("\u{feff}a,b".as_bytes()), "UTF-8");
        let (gbk, ..) = GBK.encode("公司,城市\n苏州某科技有限公司,苏州\n");
        assert_eq!(name(&gbk), "gb18030");
        let (short, ..) = GBK.encode("a,苏\n");
        assert_eq!(name(&short), "gb18030");
        let four: Vec<u8> = [b"a,".as_slice(), b"\x95\x32\x82\x36", b"\xcb\xd5\xd6\xdd\n"].concat();
        assert_eq!(name(&four), "gb18030");
        let wide: Vec<u8> = "公司,city\n甲,a".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(name(&wide), "UTF-16LE");
        let wide: Vec<u8> = "\u{feff}公司,city\n甲,a".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(name(&wide), "UTF-16BE");
    }

    #[test]
    fn separators_and_line_ends() {
        assert_eq!(separator_of("a;b;c\n1,5;2;3\n4,5;5;6\n"), ';');
        assert_eq!(separator_of("a|b\n1|2\n"), '|');
        assert_eq!(separator_of("a\tb\n\"x,y\"\tz\n"), '\t');
        assert_eq!(separator_of("one\ntwo\n"), ',');
        assert_eq!(line_end_of("a\rb\r"), LineEnd::Cr);
        assert_eq!(line_end_of("a\r\nb\r\n"), LineEnd::Crlf);
        assert_eq!(line_end_of("a\r\nb\n"), LineEnd::Mixed);
    }
}
