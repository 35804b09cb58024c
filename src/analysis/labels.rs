//! Where labels stand: important ones first, off every symbol, never over one another, never
//! beyond the map.
//!
//! Greedy placement over a few fixed positions around each symbol (after E. Imhof, "Positioning
//! Names on Maps", *The American Cartographer* 2, 1975: right before left, above before below).
//! Deterministic: the same requests give the same places.

/// A box in points: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Box2 {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

impl Box2 {
    /// A box of `size` with its top left corner at `at`.
    pub fn at([left, top]: [f64; 2], [width, height]: [f64; 2]) -> Self {
        Self { left, top, right: left + width, bottom: top + height }
    }

    /// A box around a middle.
    pub fn around([x, y]: [f64; 2], [width, height]: [f64; 2]) -> Self {
        Self::at([x - width / 2.0, y - height / 2.0], [width, height])
    }

    /// True when they share more than an edge.
    pub fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// True when `self` lies wholly in `outer`.
    pub fn is_inside(&self, outer: &Self) -> bool {
        self.left >= outer.left && self.top >= outer.top && self.right <= outer.right && self.bottom <= outer.bottom
    }

    /// Larger by `by` on all sides.
    #[must_use]
    pub fn grown(&self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }
}

/// A symbol that no label may cover.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disc {
    /// Middle, points.
    pub center: [f64; 2],
    /// Radius, points.
    pub radius: f64,
}

impl Disc {
    fn meets(&self, area: &Box2) -> bool {
        let [x, y] = self.center;
        let (dx, dy) = (x - x.clamp(area.left, area.right), y - y.clamp(area.top, area.bottom));
        dx * dx + dy * dy < self.radius * self.radius
    }
}

/// Where a label may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Beside its symbol: right, left, above, below and the four corners.
    Beside,
    /// On its point, which has no symbol.
    On,
}

/// A label to be placed.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Lower comes first.
    pub priority: u32,
    /// Point that it names, points from the map's corner.
    pub anchor: [f64; 2],
    /// Radius of its symbol with the ring around it.
    pub clearance: f64,
    /// Where it may stand.
    pub position: Position,
    /// Placed even where no position is free of symbols (the selected place).
    pub must: bool,
}

/// A label that found a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Index of the request.
    pub request: usize,
    /// Where it stands.
    pub area: Box2,
    /// True when only its short form found room.
    pub short: bool,
}

/// Width and height of a label's forms, points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// With everything it says.
    pub full: [f64; 2],
    /// Its name only, where that is less.
    pub short: Option<[f64; 2]>,
}

/// Room between a symbol and its label.
const GAP: f64 = 3.0;
/// Room kept between labels.
const BETWEEN: f64 = 2.0;

/// Places labels on a map of `size` points. `measure` gives the width and height of a request's
/// text; `symbols` and `keep_clear` (legend, buttons) are never covered, except that a label that
/// must stand may cover symbols when nothing else is left. Labels that find no place are left out.
pub fn place(
    requests: &[Request],
    symbols: &[Disc],
    keep_clear: &[Box2],
    size: [f64; 2],
    mut measure: impl FnMut(usize) -> Measured,
) -> Vec<Placed> {
    let map = Box2::at([0.0, 0.0], size).grown(-2.0);
    let mut order: Vec<(usize, &Request)> = requests.iter().enumerate().collect();
    order.sort_by_key(|(index, request)| (!request.must, request.priority, *index));
    let mut placed: Vec<Placed> = Vec::new();
    for (index, request) in order {
        let on_map = Box2::at([0.0, 0.0], size);
        let point = Box2::at(request.anchor, [0.0, 0.0]);
        if !point.is_inside(&on_map) {
            continue;
        }
        let Measured { full, short } = measure(index);
        let forms = || [(Some(full), false), (short, true)].into_iter().filter_map(|(form, short)| Some((form?, short)));
        let clear = |area: &Box2| {
            area.is_inside(&map)
                && !keep_clear.iter().any(|other| other.meets(area))
                && !placed.iter().any(|other| other.area.meets(&area.grown(BETWEEN)))
        };
        let off_symbols = |area: &Box2| !symbols.iter().any(|disc| disc.meets(area));
        let mut found = forms().find_map(|(form, short)| {
            candidates(request, form).find(|area| clear(area) && off_symbols(area)).map(|area| (area, short))
        });
        if found.is_none() && request.must {
            let least = short.unwrap_or(full);
            let far = far_candidates(request, least).find(|area| clear(area) && off_symbols(area));
            let far = far.or_else(|| far_candidates(request, least).find(clear));
            found = far.or_else(|| anywhere(request, least, map).find(clear)).map(|area| (area, short.is_some()));
        }
        placed.extend(found.map(|(area, short)| Placed { request: index, area, short }));
    }
    placed
}

/// Right, left, above, below, then the corners.
fn candidates(request: &Request, [width, height]: [f64; 2]) -> impl Iterator<Item = Box2> {
    let [x, y] = request.anchor;
    let away = request.clearance + GAP;
    let corner = request.clearance * std::f64::consts::FRAC_1_SQRT_2 + 1.0;
    let beside = [
        [x + away, y - height / 2.0],
        [x - away - width, y - height / 2.0],
        [x - width / 2.0, y - away - height],
        [x - width / 2.0, y + away],
        [x + corner, y - corner - height],
        [x + corner, y + corner],
        [x - corner - width, y - corner - height],
        [x - corner - width, y + corner],
    ];
    let on = [x - width / 2.0, y - height / 2.0];
    let count = if request.position == Position::On { 1 } else { beside.len() };
    let first = if request.position == Position::On { vec![on] } else { beside.to_vec() };
    first.into_iter().take(count).map(move |at| Box2::at(at, [width, height]))
}

/// Rings of sixteen directions, further and further out.
fn far_candidates(request: &Request, size: [f64; 2]) -> impl Iterator<Item = Box2> {
    let [x, y] = request.anchor;
    let start = request.clearance + GAP;
    (0..24_u32).flat_map(move |ring| {
        let away = start + f64::from(ring) * 8.0;
        (0..16_u32).map(move |step| {
            let (sin, cos) = (f64::from(step) * std::f64::consts::TAU / 16.0).sin_cos();
            let middle = [x + cos * (away + size[0] / 2.0), y - sin * (away + size[1] / 2.0)];
            Box2::around(middle, size)
        })
    })
}

/// The whole map in steps, nearest to the anchor first.
fn anywhere(request: &Request, size: [f64; 2], map: Box2) -> impl Iterator<Item = Box2> {
    let [width, height] = size;
    let mut spots = Vec::new();
    let mut top = map.top;
    while top + height <= map.bottom {
        let mut left = map.left;
        while left + width <= map.right {
            spots.push(Box2::at([left, top], size));
            left += 12.0;
        }
        top += 8.0;
    }
    let [x, y] = request.anchor;
    let distance = move |area: &Box2| (area.left + width / 2.0 - x).hypot(area.top + height / 2.0 - y);
    spots.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
    spots.into_iter()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn request(anchor: [f64; 2], priority: u32) -> Request {
        Request { priority, anchor, clearance: 6.0, position: Position::Beside, must: false }
    }

    fn text(width: f64) -> Measured {
        Measured { full: [width, 14.0], short: None }
    }

    #[test]
    fn the_short_form_stands_where_the_full_one_has_no_room() {
        let walls = [Box2::at([0.0, 0.0], [95.0, 200.0]), Box2::at([160.0, 0.0], [200.0, 200.0])];
        let form = |_| Measured { full: [90.0, 14.0], short: Some([40.0, 14.0]) };
        let placed = place(&[request([100.0, 100.0], 0)], &[], &walls, [300.0, 200.0], form);
        assert!(placed[0].short && placed[0].area.left == 109.0);
    }

    #[test]
    fn a_lone_label_stands_to_the_right() {
        let placed = place(&[request([100.0, 100.0], 0)], &[], &[], [300.0, 200.0], |_| text(40.0));
        assert_eq!(placed, [Placed { request: 0, area: Box2::at([109.0, 93.0], [40.0, 14.0]), short: false }]);
    }

    #[test]
    fn at_the_eastern_edge_it_stands_to_the_left() {
        let placed = place(&[request([290.0, 100.0], 0)], &[], &[], [300.0, 200.0], |_| text(40.0));
        assert_eq!(placed[0].area.right, 281.0);
    }

    #[test]
    fn the_important_one_gets_the_place() {
        let walls =
            [Box2::at([0.0, 0.0], [300.0, 80.0]), Box2::at([0.0, 120.0], [300.0, 80.0]), Box2::at([0.0, 0.0], [95.0, 200.0])];
        let requests = [request([100.0, 100.0], 5), request([101.0, 100.0], 1)];
        let placed = place(&requests, &[], &walls, [300.0, 200.0], |_| text(150.0));
        assert_eq!(placed.iter().map(|p| p.request).collect::<Vec<_>>(), [1]);
    }

    proptest! {
        /// No two boxes meet, none leaves the map or covers a symbol, and those that must stand do.
        #[test]
        fn invariants_hold(
            points in prop::collection::vec((0.0..480.0_f64, 0.0..300.0_f64, 3.0..26.0_f64, 10.0..120.0_f64, 0_u32..5), 1..60),
            musts in 0_usize..4,
        ) {
            let size = [480.0, 300.0];
            let legend = Box2::at([8.0, 180.0], [200.0, 112.0]);
            let requests: Vec<Request> = points.iter().enumerate().map(|(i, (x, y, r, _, priority))| Request {
                priority: *priority, anchor: [*x, *y], clearance: *r, position: Position::Beside, must: i < musts,
            }).collect();
            let symbols: Vec<Disc> = points.iter().map(|(x, y, r, ..)| Disc { center: [*x, *y], radius: *r }).collect();
            let placed = place(&requests, &symbols, &[legend], size, |i| text(points[i].3));
            let map = Box2::at([0.0, 0.0], size);
            for (i, a) in placed.iter().enumerate() {
                prop_assert!(a.area.is_inside(&map));
                prop_assert!(!a.area.meets(&legend));
                prop_assert!(requests[a.request].must || !symbols.iter().any(|disc| disc.meets(&a.area)));
                for b in &placed[..i] {
                    prop_assert!(!a.area.meets(&b.area));
                }
            }
            for i in 0..musts.min(requests.len()) {
                prop_assert!(placed.iter().any(|p| p.request == i), "label {} is missing", i);
            }
        }
    }
}
