use std::io::Write;

use super::*;

fn archive_of(bytes: &[u8]) -> Result<Archive, TileFileError> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    open(file.path())
}

#[test]
fn bundled_base_map_opens_and_has_its_tiles() {
    let archive = bundled().unwrap();
    let header = archive.header();
    assert_eq!((header.kind, header.min_zoom, header.max_zoom), (TileKind::Vector, 0, 8));
    assert!(archive.attribution().contains("Natural Earth"), "{}", archive.attribution());
    assert!(archive.layers().iter().any(|layer| layer == "earth"));
    // Beijing, Shanghai and Shenzhen at the deepest zoom.
    for (x, y) in [(210, 97), (214, 104), (209, 111)] {
        let tile = archive.tile(8, x, y).unwrap().expect("a tile");
        assert!(tile.len() > 200, "{x}/{y}: {} bytes", tile.len());
    }
    assert!(archive.tile(0, 0, 0).unwrap().is_some());
    assert!(archive.tile(8, 0, 0).unwrap().is_none(), "outside of the detailed box");
    assert!(archive.tile(9, 0, 0).unwrap().is_none(), "deeper than the archive");
    assert!(archive.tile(1, 2, 0).unwrap().is_none(), "outside of the grid");
}

#[test]
fn tile_numbers_follow_the_specification() {
    for (zoom, x, y, number) in
        [(0, 0, 0, 0), (1, 0, 0, 1), (1, 0, 1, 2), (1, 1, 1, 3), (1, 1, 0, 4), (2, 0, 0, 5), (12, 3423, 1763, 19_078_479)]
    {
        assert_eq!(tile_number(zoom, x, y), Some(number), "{zoom}/{x}/{y}");
    }
    assert_eq!(tile_number(1, 2, 0), None);
}

#[test]
fn wrong_files_say_what_is_wrong() {
    assert!(matches!(archive_of(b"").err(), Some(TileFileError::NotPmtiles)));
    assert!(matches!(archive_of(b"PK\x03\x04 a zip").err(), Some(TileFileError::NotPmtiles)));
    assert!(matches!(archive_of(b"PMTiles").err(), Some(TileFileError::Truncated)));
    let mut other = BUNDLED.to_vec();
    other[7] = 4;
    assert!(matches!(archive_of(&other).err(), Some(TileFileError::Version(4))));
    other[7] = 3;
    assert!(matches!(archive_of(&other[..100]).err(), Some(TileFileError::Truncated)));
    assert!(matches!(archive_of(&other[..100_000]).err(), Some(TileFileError::Truncated)));
    other[98] = 4;
    assert!(matches!(archive_of(&other).err(), Some(TileFileError::Compression("Zstandard"))));
    other[98] = 2;
    other[99] = 9;
    assert!(matches!(archive_of(&other).err(), Some(TileFileError::Kind)));
    other[99] = 1;
    assert_eq!(archive_of(&other).unwrap().tile(4, 13, 6).unwrap(), bundled().unwrap().tile(4, 13, 6).unwrap());
}

proptest::proptest! {
    /// A damaged header or directory gives an error or a tile, never a panic.
    #[test]
    fn damaged_archives_never_panic(at in 8_usize..3000, value: u8, x in 0_u32..16, y in 0_u32..16) {
        let mut bytes = BUNDLED[..200_000].to_vec();
        // The data end where this copy does, so that the header itself is accepted.
        let data_offset = u64::from_le_bytes(bytes[56..64].try_into().unwrap());
        bytes[64..72].copy_from_slice(&(200_000 - data_offset.min(200_000)).to_le_bytes());
        bytes[at] = value;
        if let Ok(archive) = archive_of(&bytes) {
            let _result = archive.tile(4, x, y);
        }
    }
}
