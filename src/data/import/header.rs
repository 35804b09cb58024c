//! Which rows of a table are its header.

use super::split::{Row, Rows};

/// The header of a table and the rows under it that were looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// Names, trimmed, one for each column.
    pub names: Vec<String>,
    /// Line where the header begins.
    pub line: u64,
    /// Last line of the header.
    pub last_line: u64,
    /// Rows that it takes.
    pub rows: u8,
}

/// Rows that are looked at for the header.
const LOOKED_AT: usize = 30;

/// A row of a sample.
pub(super) type Sampled = (u64, Vec<String>);

/// The first rows of a block, at most `most`.
pub(super) fn sample(mut rows: Rows<'_>, most: usize) -> Vec<Sampled> {
    let (mut row, mut all) = (Row::default(), Vec::new());
    while all.len() < most && rows.next_row(&mut row) {
        all.push((row.line(), row.cells().map(str::to_owned).collect()));
    }
    all
}

fn filled(cells: &[String]) -> usize {
    cells.iter().filter(|cell| !cell.is_empty()).count()
}

/// A name holds a letter and is no address, date or amount.
fn is_name(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    letters > 0 && letters > digits && cell.chars().count() <= 40 && !cell.contains("://")
}

fn at(cells: &[String], column: usize) -> &str {
    cells.get(column).map_or("", String::as_str)
}

/// Finds the header among the first rows: the first row that fills most of the columns with names.
/// Titles above it are passed over.
pub(super) fn find(rows: &[Sampled]) -> Option<Header> {
    let looked = rows.get(..rows.len().min(LOOKED_AT)).unwrap_or_default();
    let width = looked.iter().map(|(_, cells)| last_filled(cells)).max().unwrap_or_default();
    let good = |cells: &[String]| {
        let names = cells.iter().filter(|cell| is_name(cell)).count();
        let full = filled(cells);
        full * 2 >= width && names * 3 >= full * 2
    };
    let found = looked.iter().position(|(_, cells)| good(cells));
    // A group row of merged cells may fill less than half of the columns.
    let first = match found {
        Some(at) => at.checked_sub(1).filter(|above| is_group(looked, *above)).unwrap_or(at),
        None => looked.iter().position(|(_, cells)| filled(cells) > 0)?,
    };
    Some(header_at(looked, first, is_group(looked, first)))
}

/// The header that begins on a line, of one or two rows.
pub(super) fn from_line(rows: &[Sampled], line: u64, two: bool) -> Option<Header> {
    let first = rows.iter().position(|(at, _)| *at >= line)?;
    Some(header_at(rows, first, two))
}

fn last_filled(cells: &[String]) -> usize {
    cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1)
}

/// True where the row and the one below make one header: names stand below exactly where the row is
/// empty or opens a group, and nothing below looks like data.
fn is_group(rows: &[Sampled], first: usize) -> bool {
    let (Some((_, top)), Some((_, below))) = (rows.get(first), rows.get(first + 1)) else { return false };
    let width = last_filled(top).max(last_filled(below));
    let mut gaps = 0;
    let mut free = 0;
    for column in 0..width {
        match (at(top, column).is_empty(), at(below, column).is_empty()) {
            // A group goes on over an empty cell only where a name stands below it.
            (true, true) => return false,
            (true, false) => gaps += 1,
            (false, true) => free += 1,
            (false, false) => {}
        }
    }
    let names = below.iter().filter(|cell| !cell.is_empty()).all(|cell| is_name(cell));
    let of_top = top.iter().filter(|cell| !cell.is_empty()).all(|cell| is_name(cell));
    gaps > 0 && free > 0 && names && of_top && filled(top) > 1
}

fn header_at(rows: &[Sampled], first: usize, two: bool) -> Header {
    let empty = (1, Vec::new());
    let (line, top) = rows.get(first).unwrap_or(&empty);
    let below = rows.get(first + 1).filter(|_| two);
    let width = last_filled(top).max(below.map_or(0, |(_, cells)| last_filled(cells)));
    let mut names: Vec<String> = Vec::with_capacity(width);
    for column in 0..width {
        let under = below.map_or("", |(_, cells)| at(cells, column));
        names.push(one_line(if under.is_empty() { at(top, column) } else { under }));
    }
    if let Some((_, cells)) = below {
        with_groups(&mut names, top, cells);
    }
    let last_line = below.map_or(*line, |(line, _)| *line);
    Header { names, line: *line, last_line, rows: if below.is_some() { 2 } else { 1 } }
}

/// Names that stand twice under different groups take the group's name before theirs.
fn with_groups(names: &mut [String], top: &[String], below: &[String]) {
    let plain = names.to_vec();
    let mut group = String::new();
    for (column, name) in names.iter_mut().enumerate() {
        if !at(top, column).is_empty() {
            group = one_line(at(top, column));
        }
        let twice = plain.iter().filter(|other| *other == name).count() > 1;
        if twice && !at(below, column).is_empty() {
            *name = format!("{group} {name}");
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[&[&str]]) -> Vec<Sampled> {
        text.iter().zip(1..).map(|(cells, line)| (line, cells.iter().map(|c| (*c).to_owned()).collect())).collect()
    }

    #[test]
    fn titles_are_passed_over() {
        let found = find(&rows(&[&["2026年一季度融资事件"], &["公司", " 城市", "金额(万元)"], &["甲", "苏州", "3000"]])).unwrap();
        assert_eq!((found.line, found.last_line, found.rows), (2, 2, 1));
        assert_eq!(found.names, ["公司", "城市", "金额(万元)"]);
    }

    #[test]
    fn merged_cells_make_a_header_of_two_rows() {
        let table = rows(&[
            &["公司", "融资", "", "", "城市", ""],
            &["", "轮次", "金额", "日期", "省", "市"],
            &["甲", "A轮", "3亿", "2026-03-31", "江苏", "苏州"],
        ]);
        let found = find(&table).unwrap();
        assert_eq!(found.names, ["公司", "轮次", "金额", "日期", "省", "市"]);
        assert_eq!((found.line, found.last_line, found.rows), (1, 2, 2));
        let twice = rows(&[&["公司", "领投", "", "跟投", ""], &["", "名称", "金额", "名称", "金额"]]);
        assert_eq!(find(&twice).unwrap().names, ["公司", "领投 名称", "领投 金额", "跟投 名称", "跟投 金额"]);
    }

    #[test]
    fn data_with_gaps_are_no_second_header_row() {
        let table = rows(&[&["公司", "城市", "金额", "投资方"], &["甲", "", "", "红杉"], &["乙", "苏州", "1", ""]]);
        assert_eq!(find(&table).unwrap().rows, 1);
    }
}
