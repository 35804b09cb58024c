//! The names that places go by.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::model::{
    dataset::Dataset,
    ids::PlaceId,
    place::{Place, PlaceLevel},
};

/// A look-up that is never walked through, so that its order does not matter.
type Lookup<K, V> = HashMap<K, V, FixedState>;

/// Index of a place in [`Names`].
pub(super) type At = u32;

/// Endings of zones that people leave out.
const ZONE_ENDINGS: [&str; 14] = [
    "高新技术产业开发区",
    "经济技术开发区",
    "人工智能小镇",
    "生态软件园",
    "科技创新园",
    "新片区",
    "高新区",
    "经开区",
    "开发区",
    "科学城",
    "科技城",
    "AI小镇",
    "科技园",
    "新区",
];

/// What stands for a zone only behind the name of its city: 苏州市高新区.
pub(super) const GENERIC: [&str; 12] = [
    "高新技术产业开发区",
    "经济技术开发区",
    "工业园区",
    "高新区",
    "经开区",
    "开发区",
    "科学城",
    "科技城",
    "科技园",
    "滨江",
    "新区",
    "园区",
];

/// Short forms that people use, with the places they may mean.
const SHORT_FORMS: [(&str, &[&str]); 12] = [
    ("sh", &["310000"]),
    ("bj", &["110000"]),
    ("tj", &["120000"]),
    ("cq", &["500000"]),
    ("hk", &["810000"]),
    ("gz", &["440100"]),
    ("hz", &["330100"]),
    ("nj", &["320100"]),
    ("sz", &["440300", "320500"]),
    ("sip", &["Z-JS-SIP"]),
    ("苏州园区", &["Z-JS-SIP"]),
    ("光谷", &["Z-HB-OVC"]),
];

/// All names of all places.
pub(super) struct Names<'a> {
    pub(super) places: Vec<&'a Place>,
    parents: Vec<Option<At>>,
    by_id: Lookup<&'a str, At>,
    by_name: Lookup<Box<str>, Vec<At>>,
    /// First two characters of Chinese names, with the lengths in bytes of names that begin so,
    /// longest first: tells in one step that no name begins here.
    by_start: Lookup<[char; 2], Vec<u16>>,
}

impl<'a> Names<'a> {
    pub(super) fn of(data: &'a Dataset) -> Self {
        let places: Vec<&Place> = data.places.values().collect();
        let at = |index: usize| At::try_from(index).unwrap_or(At::MAX);
        let by_id: Lookup<&str, At> = places.iter().enumerate().map(|(index, place)| (place.id.as_str(), at(index))).collect();
        let parent = |place: &&Place| place.parent.as_ref().and_then(|id| by_id.get(id.as_str()).copied());
        let parents = places.iter().map(parent).collect();
        let mut names = Self { places, parents, by_id, by_name: Lookup::default(), by_start: Lookup::default() };
        for index in 0..names.places.len() {
            names.add_place(data, index, at(index));
        }
        // Zones last: what is left of their names must not hide a city or district.
        for index in 0..names.places.len() {
            names.add_zone_forms(index, at(index));
        }
        for (form, ids) in SHORT_FORMS {
            for id in ids {
                if let Some(at) = names.by_id.get(id).copied() {
                    names.add(form, at);
                }
            }
        }
        names.index_starts();
        names
    }

    fn add(&mut self, name: &str, at: At) {
        let chinese = is_chinese(name);
        let key = if chinese { name.to_owned() } else { english_key(name) };
        if key.chars().count() < 2 {
            return;
        }
        let list = self.by_name.entry(key.into_boxed_str()).or_default();
        if !list.contains(&at) {
            list.push(at);
        }
    }

    fn add_place(&mut self, data: &Dataset, index: usize, at: At) {
        let Some(place) = self.places.get(index).copied() else { return };
        self.add(&place.full_zh, at);
        self.add(&place.name.zh, at);
        self.add(&place.name.en, at);
        if let Some(zone) = data.zones.get(&place.id) {
            self.add(&zone.name.zh, at);
            self.add(&zone.name.en, at);
        }
        // 广西 is enough for 广西壮族自治区, as 上海 is for 上海市.
        let short = place.full_zh.trim_end_matches(['市', '省']);
        if place.level != PlaceLevel::Zone && short != place.full_zh {
            self.add(short, at);
        }
    }

    fn add_zone_forms(&mut self, index: usize, at: At) {
        let Some(place) = self.places.get(index).copied().filter(|place| place.level == PlaceLevel::Zone) else { return };
        let mut forms: Vec<String> = Vec::new();
        for name in [place.full_zh.as_str(), place.name.zh.as_str()] {
            let (outside, inside) = match (name.find('（'), name.find('）')) {
                (Some(open), Some(close)) => {
                    let inside = name.get(open + '（'.len_utf8()..close).unwrap_or_default();
                    let before = name.get(..open).unwrap_or_default();
                    let after = name.get(close + '）'.len_utf8()..).unwrap_or_default();
                    (format!("{before}{after}"), inside.to_owned())
                }
                _ => (name.to_owned(), String::new()),
            };
            // 中国（杭州）人工智能小镇: the city in brackets is no name of the zone.
            forms.extend([outside.clone(), inside].into_iter().filter(|form| !form.is_empty()));
            let city = self.cities_around(at).into_iter().find_map(|city| outside.strip_prefix(city.as_str()).map(str::to_owned));
            forms.extend(city.filter(|rest| rest.chars().count() >= 3 && !GENERIC.contains(&rest.as_str())));
        }
        for form in forms {
            let core = ZONE_ENDINGS.iter().find_map(|ending| form.strip_suffix(ending)).unwrap_or_default().to_owned();
            for name in [form, core] {
                let taken = self.by_name.get(name.as_str()).is_some_and(|list| !list.contains(&at));
                if is_chinese(&name) && !taken {
                    self.add(&name, at);
                }
            }
        }
    }

    fn cities_around(&self, at: At) -> Vec<String> {
        self.line(at).filter_map(|at| self.place(at)).map(|place| place.name.zh.clone()).collect()
    }

    fn index_starts(&mut self) {
        let mut starts: Lookup<[char; 2], Vec<u16>> = Lookup::default();
        let mut names: Vec<&str> = self.by_name.keys().map(|name| &**name).collect();
        names.sort_unstable();
        for name in names {
            let mut chars = name.chars();
            let (Some(first), Some(second)) = (chars.next(), chars.next()) else { continue };
            if !is_chinese(name) {
                continue;
            }
            let lengths = starts.entry([first, second]).or_default();
            let length = u16::try_from(name.len()).unwrap_or(u16::MAX);
            if !lengths.contains(&length) {
                lengths.push(length);
                lengths.sort_unstable_by(|a, b| b.cmp(a));
            }
        }
        self.by_start = starts;
    }

    pub(super) fn place(&self, at: At) -> Option<&'a Place> {
        self.places.get(usize::try_from(at).unwrap_or(usize::MAX)).copied()
    }

    pub(super) fn by_id(&self, id: &str) -> Option<At> {
        self.by_id.get(id).copied()
    }

    /// The places of a Chinese name, exactly as written.
    pub(super) fn named(&self, name: &str) -> &[At] {
        self.by_name.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// The longest name with which the text begins: its length in bytes and its places.
    pub(super) fn longest(&self, text: &str) -> Option<(usize, &[At])> {
        let mut chars = text.chars();
        let start = [chars.next()?, chars.next()?];
        let lengths = self.by_start.get(&start)?;
        lengths.iter().find_map(|length| {
            let length = usize::from(*length);
            let found = self.by_name.get(text.get(..length)?)?;
            Some((length, found.as_slice()))
        })
    }

    /// The place and all around it, from the inside out.
    fn line(&self, at: At) -> impl Iterator<Item = At> {
        let mut next = Some(at);
        // A loop in a hand-edited gazetteer must not hang the program.
        std::iter::from_fn(move || {
            let now = next?;
            next = self.parents.get(usize::try_from(now).unwrap_or(usize::MAX)).copied().flatten();
            Some(now)
        })
        .take(16)
    }

    /// True when `inner` is `outer` or lies in it.
    pub(super) fn within(&self, outer: At, inner: At) -> bool {
        self.line(inner).any(|at| at == outer)
    }

    pub(super) fn id(&self, at: At) -> Option<PlaceId> {
        self.place(at).map(|place| place.id.clone())
    }
}

pub(super) fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{2e80}'..='\u{9fff}').contains(&c))
}

/// English names without spaces, signs and the words behind them.
pub(super) fn english_key(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut stem = lower.trim();
    for ending in [" province", " municipality", " city", " prefecture", " district", " county", ", china"] {
        stem = stem.strip_suffix(ending).unwrap_or(stem);
    }
    stem.chars().filter(|c| c.is_alphanumeric()).collect()
}
