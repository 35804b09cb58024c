use exif::{Field, Rational, experimental::Writer};

use super::*;

/// A small picture with a field of view of 3 by 2 pixels.
fn png() -> Vec<u8> {
    super::super::picture_file::png_bytes(&RgbaImage::from_pixel(3, 2, image::Rgba([200, 30, 30, 255]))).unwrap()
}

/// A JPEG that says it was taken near Kunshan's station, camera held upright.
fn jpeg(orientation: u16, fields: &[(Tag, Value)]) -> Vec<u8> {
    let mut plain = Vec::new();
    let picture = image::RgbImage::from_pixel(40, 20, image::Rgb([10, 120, 40]));
    image::codecs::jpeg::JpegEncoder::new(&mut plain).encode_image(&picture).unwrap();
    let mut all = vec![Field { tag: Tag::Orientation, ifd_num: In::PRIMARY, value: Value::Short(vec![orientation]) }];
    all.extend(fields.iter().map(|(tag, value)| Field { tag: *tag, ifd_num: In::PRIMARY, value: value.clone() }));
    let mut writer = Writer::new();
    all.iter().for_each(|field| writer.push_field(field));
    let mut tiff = io::Cursor::new(Vec::new());
    writer.write(&mut tiff, false).unwrap();
    let segment = [b"Exif\0\0".as_slice(), &tiff.into_inner()].concat();
    let length = u16::try_from(segment.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, &segment, &plain[2..]].concat()
}

fn dms(degrees: u32, minutes: u32, hundredths: u32) -> Value {
    let part = |num, denom| Rational { num, denom };
    Value::Rational(vec![part(degrees, 1), part(minutes, 1), part(hundredths, 100)])
}

fn text(text: &str) -> Value {
    Value::Ascii(vec![text.as_bytes().to_vec()])
}

fn kunshan() -> Vec<(Tag, Value)> {
    vec![
        (Tag::GPSLatitude, dms(31, 23, 610)),
        (Tag::GPSLatitudeRef, text("N")),
        (Tag::GPSLongitude, dms(120, 57, 1830)),
        (Tag::GPSLongitudeRef, text("E")),
        (Tag::DateTimeOriginal, text("2026:03:31 14:05:09")),
    ]
}

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn document(&self) -> PathBuf {
        self.folder.path().join("走访 visit.portfolio.ron")
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

#[test]
fn a_photo_is_copied_beside_the_document_and_says_where_it_was_taken() {
    let desk = Desk::new();
    let photo = desk.put("IMG 1.JPG", &jpeg(1, &kunshan()));
    let attached = attach(&desk.document(), &photo).unwrap();
    assert_eq!(attached.file, "走访 visit.files/IMG 1.jpg");
    // 31 + 23/60 + 6.10/3600 and 120 + 57/60 + 18.30/3600, to five decimals.
    assert_eq!(attached.taken_at, GeoPoint::new(120.95508, 31.38503));
    assert_eq!(attached.taken_on, "2026-03-31 14:05:09");
    let copy = path_of(&desk.document(), &attached.file).unwrap();
    assert_eq!(std::fs::read(copy).unwrap(), std::fs::read(&photo).unwrap());
    let again = attach(&desk.document(), &photo).unwrap();
    assert_eq!(again.file, "走访 visit.files/IMG 1-2.jpg", "nothing is overwritten");
}

#[test]
fn a_picture_without_a_place_has_none() {
    let desk = Desk::new();
    let plain = attach(&desk.document(), &desk.put("a.png", &png())).unwrap();
    assert_eq!((plain.taken_at, plain.taken_on.as_str()), (None, ""));
    let no_fix = [
        (Tag::GPSLatitude, dms(0, 0, 0)),
        (Tag::GPSLatitudeRef, text("N")),
        (Tag::GPSLongitude, dms(0, 0, 0)),
        (Tag::GPSLongitudeRef, text("E")),
    ];
    assert_eq!(attach(&desk.document(), &desk.put("b.jpg", &jpeg(1, &no_fix))).unwrap().taken_at, None);
    let mut broken = kunshan();
    broken[0].1 = Value::Rational(vec![Rational { num: 31, denom: 0 }; 3]);
    assert_eq!(attach(&desk.document(), &desk.put("c.jpg", &jpeg(1, &broken))).unwrap().taken_at, None);
    let mut south = kunshan();
    south[1].1 = text("S");
    assert_eq!(
        attach(&desk.document(), &desk.put("d.jpg", &jpeg(1, &south))).unwrap().taken_at,
        GeoPoint::new(120.95508, -31.38503)
    );
}

#[test]
fn what_is_no_picture_is_refused_and_nothing_is_left() {
    let desk = Desk::new();
    for bytes in [b"not a picture".as_slice(), b"", &png()[..20]] {
        let file = desk.put("x.png", bytes);
        assert!(matches!(attach(&desk.document(), &file), Err(PhotoError::NoPicture(_))));
    }
    assert!(matches!(attach(&desk.document(), &desk.folder.path().join("none.jpg")), Err(PhotoError::Io(_))));
    assert!(!desk.folder.path().join("走访 visit.files").exists());
}

#[test]
fn pictures_are_turned_and_made_small() {
    let desk = Desk::new();
    // 6: the camera was held a quarter turn to the right.
    let upright = small(&desk.put("a.jpg", &jpeg(6, &[])), 10).unwrap();
    assert_eq!(upright.dimensions(), (5, 10));
    let flat = small(&desk.put("b.jpg", &jpeg(1, &[])), 100).unwrap();
    assert_eq!(flat.dimensions(), (40, 20));
    assert!(small(&desk.put("c.jpg", b"\xff\xd8\xff"), 10).is_err());
}

#[test]
fn names_that_lead_elsewhere_are_no_pictures_of_the_document() {
    let document = Path::new("folder/a.portfolio.ron");
    for file in ["../secret.png", "/etc/x.png", "a/../../x.png", "", "./x.png"] {
        assert_eq!(path_of(document, file), None, "{file}");
    }
    assert_eq!(path_of(document, "a.files/x.png"), Some(PathBuf::from("folder/a.files/x.png")));
}

#[test]
fn a_copy_elsewhere_takes_its_pictures_along() {
    let desk = Desk::new();
    let attached = attach(&desk.document(), &desk.put("a.png", &png())).unwrap();
    let there = desk.folder.path().join("copies/b.portfolio.ron");
    copy_along(&desk.document(), &there, [attached.file.as_str(), "走访 visit.files/gone.png", "../a.png"]).unwrap();
    assert_eq!(std::fs::read(path_of(&there, &attached.file).unwrap()).unwrap(), png());
    assert!(!desk.folder.path().join("copies/走访 visit.files/gone.png").exists());
}
