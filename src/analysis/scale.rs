//! The web Mercator plane, the window on it that a map panel shows, and round scale-bar lengths.

use crate::model::{place::LonLat, view_state::MapView};

/// Side of the world in points at zoom 0.
pub const WORLD: f64 = 256.0;
/// Latitude at which the plane ends, degrees.
const MAX_LAT: f64 = 85.051_128;
/// Length of the equator, metres (WGS-84).
const EQUATOR: f64 = 40_075_016.686;

/// A position on the plane: the world is 1 wide and 1 high, (0, 0) is its north-western corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct World {
    /// Eastwards.
    pub x: f64,
    /// Southwards.
    pub y: f64,
}

/// Onto the plane (spherical web Mercator, EPSG:3857).
pub fn to_world(point: LonLat) -> World {
    let lat = point.lat.clamp(-MAX_LAT, MAX_LAT).to_radians();
    World { x: point.lon / 360.0 + 0.5, y: 0.5 - lat.tan().asinh() / std::f64::consts::TAU }
}

/// Back from the plane.
pub fn from_world(world: World) -> LonLat {
    let lat = ((0.5 - world.y) * std::f64::consts::TAU).sinh().atan().to_degrees();
    LonLat { lon: (world.x - 0.5) * 360.0, lat }
}

/// The part of the plane that a panel shows, in points from the panel's top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// What stands in the middle.
    pub center: World,
    /// Zoom; 0 is the world on 256 points.
    pub zoom: f64,
    /// Width and height in points.
    pub size: [f64; 2],
}

impl Viewport {
    /// The window of `view` on a panel of `size` points.
    pub fn of(view: &MapView, size: [f64; 2]) -> Self {
        Self { center: to_world(LonLat { lon: view.lon, lat: view.lat }), zoom: view.zoom, size }
    }

    /// Points that the whole world is wide.
    pub fn scale(&self) -> f64 {
        WORLD * self.zoom.exp2()
    }

    /// Onto the panel.
    pub fn project(&self, world: World) -> [f64; 2] {
        let [width, height] = self.size;
        let scale = self.scale();
        [(world.x - self.center.x) * scale + width / 2.0, (world.y - self.center.y) * scale + height / 2.0]
    }

    /// A point onto the panel.
    pub fn project_point(&self, point: LonLat) -> [f64; 2] {
        self.project(to_world(point))
    }

    /// Back from the panel.
    pub fn unproject(&self, [x, y]: [f64; 2]) -> LonLat {
        let [width, height] = self.size;
        let scale = self.scale();
        from_world(World { x: self.center.x + (x - width / 2.0) / scale, y: self.center.y + (y - height / 2.0) / scale })
    }

    /// True when the position lies on the panel or at most `margin` points beside it.
    pub fn shows(&self, [x, y]: [f64; 2], margin: f64) -> bool {
        let [width, height] = self.size;
        (-margin..=width + margin).contains(&x) && (-margin..=height + margin).contains(&y)
    }

    /// Metres that a point of the panel stands for at the middle's latitude.
    pub fn meters_per_point(&self) -> f64 {
        let lat = from_world(self.center).lat.to_radians();
        EQUATOR * lat.cos() / self.scale()
    }
}

/// A scale bar: a round length and how long it is on the panel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScaleBar {
    /// Metres.
    pub meters: f64,
    /// Points.
    pub points: f64,
}

/// The longest bar of 1, 2 or 5 times a power of ten metres that is at most `longest` points.
pub fn scale_bar(meters_per_point: f64, longest: f64) -> ScaleBar {
    let most = (meters_per_point * longest).max(1e-3);
    let power = 10_f64.powf(most.log10().floor());
    let meters = [5.0, 2.0, 1.0].into_iter().map(|step| step * power).find(|meters| *meters <= most).unwrap_or(power);
    ScaleBar { meters, points: meters / meters_per_point }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_positions_stand_where_web_mercator_has_them() {
        let zero = to_world(LonLat { lon: 0.0, lat: 0.0 });
        assert!((zero.x - 0.5).abs() < 1e-12 && (zero.y - 0.5).abs() < 1e-12);
        // By hand: (116.4074 + 180) / 360, and (1 - ln tan(45° + 39.9042° / 2) / π) / 2.
        let beijing = to_world(LonLat { lon: 116.4074, lat: 39.9042 });
        assert!((beijing.x - 0.823_354).abs() < 1e-6);
        assert!((beijing.y - 0.378_926).abs() < 1e-6, "{beijing:?}");
    }

    #[test]
    fn bars_are_round() {
        assert_eq!(scale_bar(1000.0, 100.0), ScaleBar { meters: 100_000.0, points: 100.0 });
        assert_eq!(scale_bar(4500.0, 100.0).meters, 200_000.0);
        assert_eq!(scale_bar(0.7, 100.0).meters, 50.0);
    }

    proptest! {
        #[test]
        fn unproject_undoes_project(lon in 70.0..140.0_f64, lat in 3.0..54.0_f64, zoom in 2.0..16.0_f64) {
            let view = MapView { lon: 105.0, lat: 35.0, zoom, base: String::new() };
            let viewport = Viewport::of(&view, [1013.0, 490.0]);
            let back = viewport.unproject(viewport.project_point(LonLat { lon, lat }));
            prop_assert!((back.lon - lon).abs() < 1e-7 && (back.lat - lat).abs() < 1e-7);
        }

        #[test]
        fn a_bar_fits_and_is_at_least_two_fifths_of_the_room(mpp in 0.01..100_000.0_f64) {
            let bar = scale_bar(mpp, 100.0);
            prop_assert!(bar.points <= 100.0 + 1e-6 && bar.points >= 39.9, "{:?}", bar);
        }
    }
}
