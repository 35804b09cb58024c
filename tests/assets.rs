//! The shipped assets: each has a row that says where it comes from, the base map has the form the
//! program reads, and the fonts have every character that it may show.
#![cfg(test)]

#[expect(dead_code, reason = "the tests of floors and texts use the rest")]
mod scan;

use std::collections::{BTreeMap, BTreeSet};

use cluster_atlas::{
    data::{
        atlas::{self, AtlasSource},
        bundled::ATLAS_TABLES,
        tiles, view_file,
    },
    text::areas,
    views::fonts::FONTS,
};

fn asset(path: &str) -> Vec<u8> {
    std::fs::read(scan::root().join("assets").join(path)).unwrap()
}

/// Paths of all shipped assets, relative to `assets/`.
fn shipped() -> Vec<String> {
    let mut found = Vec::new();
    for folder in ["atlas", "fonts", "map", "text/en", "text/zh"] {
        for entry in std::fs::read_dir(scan::root().join("assets").join(folder)).unwrap() {
            found.push(format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy()));
        }
    }
    found.sort();
    found
}

/// True when a row's first cell names the path: `` `a/b.ttf` `` or with `*` for a part without `/`.
fn names(cell: &str, path: &str) -> bool {
    cell.split('`').skip(1).step_by(2).any(|pattern| {
        let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
        pattern.len() == path.len()
            && pattern.iter().zip(&path).all(|(pattern, part)| match pattern.split_once('*') {
                Some((start, end)) => part.starts_with(start) && part.ends_with(end),
                None => pattern == part,
            })
    })
}

#[test]
fn every_asset_has_a_source_and_a_licence() {
    let table = String::from_utf8(asset("SOURCES.md")).unwrap();
    let rows: Vec<Vec<&str>> =
        table.lines().filter(|line| line.starts_with("| `")).map(|line| line.trim_matches('|').split(" | ").collect()).collect();
    assert!(rows.len() >= 5);
    for row in &rows {
        assert_eq!(row.len(), 4, "file, origin, licence, how built: {row:?}");
        assert!(row.iter().all(|cell| !cell.trim().is_empty()), "{row:?}");
    }
    for path in shipped().iter().filter(|path| !path.starts_with("fonts/OFL-")) {
        assert!(rows.iter().any(|row| names(row[0], path)), "assets/SOURCES.md has no row for {path}");
    }
    assert!(names("`a/x.csv`, `b/*.ttf`", "b/y.ttf") && !names("`a/*.csv`", "a/b/x.csv") && !names("`a/*.csv`", "a/x.ttf"));
}

#[test]
fn licence_texts_are_shipped() {
    for name in ["Inter", "NotoSansSC"] {
        let text = String::from_utf8(asset(&format!("fonts/OFL-{name}.txt"))).unwrap();
        assert!(text.contains("SIL OPEN FONT LICENSE Version 1.1"), "{name}");
        assert!(text.contains("Copyright"), "{name}");
    }
    let own = std::fs::read_to_string(scan::root().join("LICENSE")).unwrap();
    assert!(own.starts_with("MIT License"));
}

#[test]
fn compiled_in_tables_are_the_shipped_ones() {
    let shipped: BTreeSet<String> =
        shipped().into_iter().filter_map(|path| Some(path.strip_prefix("atlas/")?.to_owned())).collect();
    assert_eq!(shipped, ATLAS_TABLES.iter().map(|(name, _)| (*name).to_owned()).collect());
    for (name, bytes) in ATLAS_TABLES {
        assert_eq!(asset(&format!("atlas/{name}")), bytes, "{name}");
    }
}

/// Characters that one font file has a glyph for (character map formats 4 and 12).
fn characters(font: &[u8]) -> BTreeSet<u32> {
    let u16_at = |at: usize| u32::from(u16::from_be_bytes([font[at], font[at + 1]]));
    let u32_at = |at: usize| u32::from_be_bytes([font[at], font[at + 1], font[at + 2], font[at + 3]]);
    let tables = usize::try_from(u16_at(4)).unwrap();
    let cmap = (0..tables).map(|i| 12 + 16 * i).find(|at| &font[*at..*at + 4] == b"cmap").unwrap();
    let cmap = u32_at(cmap + 8) as usize;
    let mut found = BTreeSet::new();
    for record in 0..u16_at(cmap + 2) as usize {
        let map = cmap + u32_at(cmap + 4 + 8 * record + 4) as usize;
        match u16_at(map) {
            4 => {
                let segments = u16_at(map + 6) as usize / 2;
                for segment in 0..segments {
                    let end = u16_at(map + 14 + 2 * segment);
                    let start = u16_at(map + 16 + 2 * segments + 2 * segment);
                    found.extend((start..=end).filter(|c| *c != 0xffff));
                }
            }
            12 => {
                for group in 0..u32_at(map + 12) as usize {
                    let at = map + 16 + 12 * group;
                    found.extend(u32_at(at)..=u32_at(at + 4));
                }
            }
            _ => {}
        }
    }
    found
}

#[test]
fn fonts_have_every_character_that_is_shown() {
    let fonts: BTreeMap<&str, BTreeSet<u32>> = FONTS.iter().map(|(name, bytes)| (*name, characters(bytes))).collect();
    let weights = [["inter", "noto-sc"], ["inter-semibold", "noto-sc-semibold"]];
    let mut shown: BTreeMap<char, String> = BTreeMap::new();
    let mut show = |text: &str, from: &str| {
        for c in text.chars().filter(|c| !c.is_control() && *c != '\u{feff}') {
            shown.entry(c).or_insert_with(|| from.to_owned());
        }
    };
    for (area, en, zh) in areas() {
        show(en, area);
        show(zh, area);
    }
    for (name, bytes) in ATLAS_TABLES {
        show(std::str::from_utf8(bytes).unwrap(), name);
    }
    for view in scan::files("saved_views", |path| path.ends_with(".ron")) {
        show(&view.text, &view.path);
    }
    for file in scan::sources() {
        scan::walk(&file.path, scan::tokens(&file.text), &mut |seen| {
            // Signs that the code draws itself: arrows, dashes, marks of qualifiers.
            if let proc_macro2::TokenTree::Literal(literal) = &seen.level[seen.at]
                && !seen.in_test
            {
                show(&literal.to_string(), &file.path);
            }
        });
    }
    assert!(shown.len() > 1000, "the scan must see the names, found {}", shown.len());
    for names in weights {
        let has = |c: char| names.iter().any(|name| fonts[name].contains(&u32::from(c)));
        // Private-use characters belong to the icon font.
        let missing: Vec<String> = shown
            .iter()
            .filter(|(c, _)| !has(**c) && !matches!(**c, '\u{e000}'..='\u{f8ff}'))
            .map(|(c, from)| format!("{c} U+{:04X} ({from})", u32::from(*c)))
            .collect();
        assert!(missing.is_empty(), "{names:?} lack {}", missing.join(", "));
    }
}

/// Field numbers and contents of a protobuf message; only what vector tiles use.
fn fields(mut bytes: &[u8]) -> Vec<(u64, u64, &[u8])> {
    fn varint(bytes: &mut &[u8]) -> u64 {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let (first, rest) = bytes.split_first().unwrap();
            *bytes = rest;
            value |= u64::from(first & 0x7f) << shift;
            if first & 0x80 == 0 {
                break;
            }
        }
        value
    }
    let mut found = Vec::new();
    while !bytes.is_empty() {
        let tag = varint(&mut bytes);
        let (number, length) = match tag & 7 {
            0 => (varint(&mut bytes), 0),
            1 => (0, 8),
            2 => (0, usize::try_from(varint(&mut bytes)).unwrap()),
            5 => (0, 4),
            other => panic!("wire type {other}"),
        };
        let (content, rest) = bytes.split_at(length);
        bytes = rest;
        found.push((tag >> 3, number, content));
    }
    found
}

#[test]
fn base_map_has_the_form_the_program_reads() {
    let bytes = asset("map/base.pmtiles");
    assert_eq!(&bytes[..8], b"PMTiles\x03", "version 3");
    assert_eq!((bytes[98], bytes[99]), (2, 1), "gzip, vector tiles");
    assert_eq!((bytes[100], bytes[101]), (0, 8), "zooms");
    assert!(bytes.len() < 6_000_000, "{} bytes", bytes.len());
    let metadata = String::from_utf8_lossy(&bytes);
    assert!(!metadata.contains("generator_options"), "no command line in the metadata");

    let archive = tiles::bundled().unwrap();
    let (mut count, mut layers) = (0, BTreeSet::new());
    for zoom in 0..=8_u8 {
        let side = 1_u32 << zoom;
        for (x, y) in (0..side).flat_map(|x| (0..side).map(move |y| (x, y))) {
            let Some(tile) = archive.tile(zoom, x, y).unwrap() else { continue };
            count += 1;
            for (_, _, layer) in fields(&tile).into_iter().filter(|(field, ..)| *field == 3) {
                for (field, number, content) in fields(layer) {
                    match field {
                        1 => drop(layers.insert(String::from_utf8(content.to_vec()).unwrap())),
                        5 => assert_eq!(number, 4096, "extent in {zoom}/{x}/{y}"),
                        // walkers reads strings, doubles, signed integers and booleans; the rest becomes null.
                        4 => {
                            for (kind, ..) in fields(content) {
                                assert!([1, 3, 4, 6, 7].contains(&kind), "value of kind {kind} in {zoom}/{x}/{y}");
                            }
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    assert!(count > 3000, "{count} tiles");
    let wanted = ["boundaries", "earth", "landcover", "places", "roads", "water"];
    assert_eq!(layers.iter().map(String::as_str).collect::<Vec<_>>(), wanted);
}

#[test]
fn the_readme_shows_a_view_file_that_loads() {
    let readme = std::fs::read_to_string(scan::root().join("README.md")).unwrap();
    let example = readme.split("```ron\n").nth(1).unwrap().split("```").next().unwrap();
    let loaded = view_file::parse(example, "README.md").unwrap();
    assert_eq!(loaded.warnings, []);
    let data = atlas::load(&AtlasSource::Bundled).dataset;
    assert_eq!(view_file::check_view(&loaded.view, &data), []);
}
