//! CSV, JSON and TSV text of a table.

use super::{Cell, Table};
use crate::data::csv_table::push_cell;

/// CSV after RFC 4180 with LF line ends.
pub fn csv(table: &Table) -> String {
    let mut out = String::new();
    let mut line = |cells: &mut dyn Iterator<Item = &str>| {
        for (at, cell) in cells.enumerate() {
            if at > 0 {
                out.push(',');
            }
            push_cell(&mut out, cell);
        }
        out.push('\n');
    };
    line(&mut table.columns.iter().map(String::as_str));
    for row in &table.rows {
        line(&mut row.iter().map(Cell::plain));
    }
    out
}

/// JSON: an array of objects, one a line.
pub fn json(table: &Table) -> String {
    let keys: Vec<String> = table.columns.iter().map(|name| quoted(name)).collect();
    let mut out = String::from("[");
    for (at, row) in table.rows.iter().enumerate() {
        out.push_str(if at > 0 { ",\n{" } else { "\n{" });
        for (field, (key, cell)) in keys.iter().zip(row).enumerate() {
            if field > 0 {
                out.push_str(", ");
            }
            out.push_str(key);
            out.push_str(": ");
            match cell {
                Cell::Empty => out.push_str("null"),
                Cell::Text(text) => out.push_str(&quoted(text)),
                Cell::Number(_) | Cell::Bool(_) => out.push_str(cell.plain()),
            }
        }
        out.push('}');
    }
    out.push_str(if table.rows.is_empty() { "]\n" } else { "\n]\n" });
    out
}

/// Tab-separated text, as spreadsheets paste it.
pub fn tsv(table: &Table) -> String {
    let mut out = String::new();
    let clean = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    out.push_str(&table.columns.iter().map(|name| clean(name)).collect::<Vec<_>>().join("\t"));
    out.push('\n');
    for row in &table.rows {
        out.push_str(&row.iter().map(|cell| clean(cell.plain())).collect::<Vec<_>>().join("\t"));
        out.push('\n');
    }
    out
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use std::str::FromStr as _;

    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;

    fn sample() -> Table {
        let mut table = Table::new(["id", "value", "in_view"]);
        table.push(vec!["a,\"b\"\nc".into(), Cell::value(Decimal::from_str("2.50").ok()), true.into()]);
        table.push(vec![Cell::Empty, Cell::Empty, false.into()]);
        table
    }

    #[test]
    fn csv_quotes_what_needs_quotes() {
        assert_eq!(csv(&sample()), "id,value,in_view\n\"a,\"\"b\"\"\nc\",2.5,true\n,,false\n");
    }

    #[test]
    fn json_has_the_same_keys_and_null_for_unknown() {
        let expected = "[\n{\"id\": \"a,\\\"b\\\"\\nc\", \"value\": 2.5, \"in_view\": true},\n{\"id\": null, \"value\": null, \"in_view\": false}\n]\n";
        assert_eq!(json(&sample()), expected);
        assert_eq!(json(&Table::new(["id"])), "[]\n");
    }

    #[test]
    fn tsv_keeps_a_row_on_a_line() {
        assert_eq!(tsv(&sample()), "id\tvalue\tin_view\na,\"b\" c\t2.5\ttrue\n\t\tfalse\n");
    }

    #[test]
    fn bounds_are_rounded_outwards_and_zero_has_no_sign() {
        let number = |cell: Cell| cell.plain().to_owned();
        let third = Decimal::from_str("0.33333333333").ok();
        assert_eq!(number(Cell::low(third)), "0.333333");
        assert_eq!(number(Cell::high(third)), "0.333334");
        assert_eq!(number(Cell::low(third.map(|v| -v))), "-0.333334");
        assert_eq!(number(Cell::value(Decimal::from_str("-0.0000001").ok())), "0");
        assert_eq!(number(Cell::value(Some(Decimal::from(256_000_000_000_i64)))), "256000000000");
    }

    proptest! {
        #[test]
        fn what_csv_writes_a_csv_reader_reads(cells in proptest::collection::vec("\\PC{0,12}|[,\"\r\n a]{0,6}", 3)) {
            let mut table = Table::new(["a", "b", "c"]);
            table.push(cells.iter().map(Cell::text).collect());
            let text = csv(&table);
            let mut reader = csv::ReaderBuilder::new().has_headers(true).from_reader(text.as_bytes());
            let read: Vec<String> = reader.records().next().unwrap().unwrap().iter().map(str::to_owned).collect();
            prop_assert_eq!(read, cells.clone());
            let json: serde_json::Value = serde_json::from_str(&json(&table)).unwrap();
            for (key, cell) in ["a", "b", "c"].into_iter().zip(&cells) {
                prop_assert_eq!(json[0][key].as_str().unwrap_or(""), cell);
            }
        }
    }
}
