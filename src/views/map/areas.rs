//! Provinces coloured by a figure, hatched where none is stated or where it is a derived minimum.

use std::{collections::BTreeMap, sync::Arc};

use egui::{Color32, Pos2, emath::TSTransform, pos2};
use walkers::{Canvas, Drawable, Drawables, Layer, Line, Mesh, Projector, lon_lat};

use crate::{
    analysis::{
        markers::figures::{AreaFigure, RampScale},
        scale::{WORLD, to_world},
    },
    data::provinces::{self, Province},
    jobs::worker::Pool,
    model::{claim::Status, ids::PlaceId, place::LonLat},
    views::theme::Theme,
};

/// Zoom at which one unit of the meshes' own coordinates is one point.
const OWN_ZOOM: f64 = 4.0;
/// Middle of the meshes' own coordinates; near the middle of the country, so that single
/// precision is fine at every zoom.
const ORIGIN: LonLat = LonLat { lon: 105.0, lat: 35.0 };
/// Points between hatch lines at whole zooms.
const SPACING: f64 = 7.0;
/// Zooms between which the hatch follows the zoom.
const HATCH_ZOOMS: (i32, i32) = (3, 7);
/// Strength of a province's colour over the ground.
const STRENGTH: f32 = 0.82;

/// Outlines with their triangles.
pub struct Outlines {
    /// Outlines as they are in the asset.
    pub provinces: Vec<Province>,
    meshes: BTreeMap<PlaceId, Mesh>,
    rings: BTreeMap<PlaceId, Vec<Vec<Pos2>>>,
}

/// Province outlines, read off the window's thread, and what was drawn of them last.
pub struct Areas {
    outlines: Option<Arc<Outlines>>,
    pool: Option<Pool<(), Option<Outlines>>>,
    in_place: bool,
    fills: Option<(FillKey, Vec<Drawables>)>,
    hatches: Option<(HatchKey, Vec<Drawables>)>,
}

type FillKey = (BTreeMap<PlaceId, AreaFigure>, Theme);
type HatchKey = (i32, Vec<PlaceId>, Vec<PlaceId>, Theme);

impl Areas {
    /// Nothing read yet. With `in_place` the first use reads the outlines at once.
    pub fn new(in_place: bool) -> Self {
        Self { outlines: None, pool: None, in_place, fills: None, hatches: None }
    }

    /// The outlines, once they are read; asks for them if nobody did. `now` waits for them.
    pub fn outlines(&mut self, ctx: &egui::Context, now: bool) -> Option<&Arc<Outlines>> {
        if self.outlines.is_none() {
            if self.in_place || now {
                self.outlines = read().map(Arc::new);
            } else if let Some(pool) = &self.pool {
                if let Some(answer) = pool.results().next() {
                    self.outlines = answer.map(Arc::new);
                }
            } else {
                let ready = ctx.clone();
                let pool = Pool::new("provinces", 1, |()| read(), move || ready.request_repaint());
                pool.replace([()]);
                self.pool = Some(pool);
            }
            if self.outlines.is_some() {
                self.pool = None;
            }
        }
        self.outlines.as_ref()
    }

    /// The outlines, if they are there already.
    pub fn known(&self) -> Option<&Arc<Outlines>> {
        self.outlines.as_ref()
    }

    /// What to draw for these figures at this zoom; empty until the outlines are read.
    pub fn layer(&mut self, ctx: &egui::Context, figures: &BTreeMap<PlaceId, AreaFigure>, zoom: f64, theme: &Theme) -> AreaLayer {
        let Some(outlines) = self.outlines(ctx, false).cloned() else { return AreaLayer { drawables: Vec::new() } };
        if self.fills.as_ref().is_none_or(|((old, look), _)| old != figures || look != theme) {
            self.fills = Some(((figures.clone(), theme.clone()), fills(&outlines, figures, theme)));
        }
        let (low, high) = HATCH_ZOOMS;
        let level = (zoom.round() as i32).clamp(low, high);
        let open: Vec<PlaceId> = outlines.meshes.keys().filter(|id| !figures.contains_key(*id)).cloned().collect();
        let derived: Vec<PlaceId> =
            figures.iter().filter(|(_, figure)| figure.status == Status::Derived).map(|(id, _)| id.clone()).collect();
        let key = (level, open, derived, theme.clone());
        if self.hatches.as_ref().is_none_or(|(old, _)| *old != key) {
            let drawn = hatches(&outlines, &key);
            self.hatches = Some((key, drawn));
        }
        let parts = [self.fills.as_ref().map(|(_, d)| d), self.hatches.as_ref().map(|(_, d)| d)];
        AreaLayer { drawables: parts.into_iter().flatten().flatten().cloned().collect() }
    }
}

/// Drawables of the provinces for one frame; they stay on the graphics side between frames.
pub struct AreaLayer {
    drawables: Vec<Drawables>,
}

impl AreaLayer {
    /// Nothing to draw.
    pub fn empty() -> Self {
        Self { drawables: Vec::new() }
    }
}

impl Layer for AreaLayer {
    fn draw(&mut self, canvas: &mut Canvas, projector: &Projector<'_>) {
        let transform = TSTransform {
            scaling: (projector.zoom() - OWN_ZOOM).exp2() as f32,
            translation: projector.project(lon_lat(ORIGIN.lon, ORIGIN.lat)),
        };
        for drawables in &self.drawables {
            canvas.add_drawables(drawables.clone().with_transform(transform));
        }
    }
}

fn read() -> Option<Outlines> {
    let provinces = provinces::bundled().map_err(|error| tracing::error!(%error, "no province outlines")).ok()?;
    let mut meshes = BTreeMap::new();
    let mut rings = BTreeMap::new();
    for province in &provinces {
        let polygons: Vec<Vec<Vec<Pos2>>> =
            province.polygons.iter().map(|polygon| polygon.iter().map(|ring| ring.iter().map(own).collect()).collect()).collect();
        meshes.insert(province.id.clone(), triangles(&polygons));
        rings.insert(province.id.clone(), polygons.into_iter().flatten().collect());
    }
    Some(Outlines { provinces, meshes, rings })
}

/// Degrees into the meshes' own coordinates.
fn own(point: &[f64; 2]) -> Pos2 {
    let [lon, lat] = *point;
    let (at, origin) = (to_world(LonLat { lon, lat }), to_world(ORIGIN));
    let scale = WORLD * OWN_ZOOM.exp2();
    pos2(((at.x - origin.x) * scale) as f32, ((at.y - origin.y) * scale) as f32)
}

fn triangles(polygons: &[Vec<Vec<Pos2>>]) -> Mesh {
    use walkers::geo_types::{Coord, Geometry, LineString, MultiPolygon, Polygon};
    let line = |ring: &Vec<Pos2>| LineString(ring.iter().map(|p| Coord { x: p.x, y: p.y }).collect());
    let polygons = polygons.iter().filter_map(|polygon| {
        let (outer, holes) = polygon.split_first()?;
        Some(Polygon::new(line(outer), holes.iter().map(line).collect()))
    });
    let paint = walkers::Paint { fill_color: Some(walkers::Color(walkers::json!("white"))), ..Default::default() };
    let context = walkers::Context::new("Polygon".to_owned(), Default::default(), 0);
    let mut drawables = Vec::new();
    if let Err(error) =
        walkers::render_fill(&Geometry::MultiPolygon(MultiPolygon(polygons.collect())), &context, &paint, &mut drawables)
    {
        tracing::warn!(%error, "a province outline cannot be filled");
    }
    let mut mesh = Mesh::default();
    for drawable in &drawables {
        if let Drawable::Fill(part) = drawable {
            mesh.append(part);
        }
    }
    mesh
}

fn fills(outlines: &Outlines, figures: &BTreeMap<PlaceId, AreaFigure>, theme: &Theme) -> Vec<Drawables> {
    let Some(scale) = RampScale::over(figures.values().map(|figure| figure.mark)) else { return Vec::new() };
    let mut filled = Vec::new();
    let mut edges = Vec::new();
    for (id, figure) in figures {
        let color = theme.ramp(scale.at(figure.mark)).gamma_multiply(STRENGTH);
        if let Some(mesh) = outlines.meshes.get(id) {
            let mut mesh = mesh.clone();
            for vertex in &mut mesh.vertices {
                vertex.color = color;
            }
            filled.push(Drawable::Fill(mesh));
        }
        edges.extend(outlines.rings.get(id).into_iter().flatten().map(|ring| line(ring.clone(), 1.0, theme.map.land)));
    }
    vec![Drawables::new(filled), Drawables::new(vec![Drawable::Lines(edges)])]
}

fn line(points: Vec<Pos2>, width: f32, color: Color32) -> Line {
    Line { points, width, color, dasharray: Vec::new() }
}

fn hatches(outlines: &Outlines, (level, open, derived, theme): &HatchKey) -> Vec<Drawables> {
    let spacing = (SPACING * (OWN_ZOOM - f64::from(*level)).exp2()) as f32;
    let mut lines = Vec::new();
    for (ids, color, width) in [(open, theme.map.province, 0.8), (derived, theme.map.land.gamma_multiply(0.55), 1.0)] {
        for rings in ids.iter().filter_map(|id| outlines.rings.get(id)) {
            lines.extend(hatch(rings, spacing).into_iter().map(|pair| line(pair.to_vec(), width, color)));
        }
    }
    vec![Drawables::new(vec![Drawable::Lines(lines)])]
}

/// Pieces of lines rising to the right, `spacing` apart, inside of the rings (even-odd rule).
fn hatch(rings: &[Vec<Pos2>], spacing: f32) -> Vec<[Pos2; 2]> {
    // A line is where x + y is a multiple of `step`; along it a crossing is told by x - y.
    let step = spacing * std::f32::consts::SQRT_2;
    let mut crossings: BTreeMap<i32, Vec<f32>> = BTreeMap::new();
    for ring in rings {
        let before = ring.last().into_iter().chain(ring);
        for (a, b) in before.zip(ring) {
            let (from, to) = ((a.x + a.y) / step, (b.x + b.y) / step);
            let (low, high) = (from.min(to).ceil() as i32, from.max(to).ceil() as i32);
            for number in low..high {
                let share = (number as f32 - from) / (to - from);
                crossings.entry(number).or_default().push((a.x - a.y) + ((b.x - b.y) - (a.x - a.y)) * share);
            }
        }
    }
    let mut pieces = Vec::new();
    for (number, mut along) in crossings {
        along.sort_by(f32::total_cmp);
        let sum = number as f32 * step;
        let at = |difference: f32| pos2((sum + difference) / 2.0, (sum - difference) / 2.0);
        for pair in along.chunks_exact(2) {
            if let [from, to] = pair {
                pieces.push([at(*from), at(*to)]);
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hatch_lines_fill_a_square_with_a_hole() {
        let square = |from: f32, to: f32| vec![pos2(from, from), pos2(to, from), pos2(to, to), pos2(from, to)];
        let rings = [square(0.0, 100.0), square(40.0, 60.0)];
        let pieces = hatch(&rings, 10.0);
        let length: f32 = pieces.iter().map(|[a, b]| a.distance(*b)).sum();
        // Area over spacing, to within one line.
        assert!((length - (10_000.0 - 400.0) / 10.0).abs() < 145.0, "{length}");
        for [a, b] in &pieces {
            let middle = a.lerp(*b, 0.5);
            assert!((0.0..=100.0).contains(&middle.x) && (0.0..=100.0).contains(&middle.y));
            assert!(!(41.0..59.0).contains(&middle.x) || !(41.0..59.0).contains(&middle.y), "{middle:?}");
            assert!((a.x + a.y - b.x - b.y).abs() < 0.01);
        }
    }

    #[test]
    fn every_unit_has_triangles() {
        let outlines = read().unwrap();
        assert_eq!(outlines.meshes.len(), 34);
        assert!(outlines.meshes.values().all(|mesh| !mesh.is_empty()));
        let corners: usize = outlines.meshes.values().map(|mesh| mesh.vertices.len()).sum();
        assert!(corners > 40_000, "{corners}");
    }
}
