#!/usr/bin/env python3
"""Cuts the 34 province-level areas out of the land. Run it through build.sh.

The 10m land is cut by the province and country lines of the base map, so fills
and lines coincide. A piece belongs to the unit whose area it lies in; the main
piece is checked by the capital. Borders follow Natural Earth.
"""
import argparse
import csv
import json
import math
import os
import sys

import shapely

from sources import Sources, parts

GRID = 1e-4  # degrees: four decimals
TOLERANCE = 0.003
SMALLEST = 4.0  # km2, for islands
SMALLEST_OF = {"810000": 0.5, "820000": 0.05}  # units that are islands themselves
FAR_ISLANDS = {"Paracel Islands": "460000"}  # archipelago -> unit, kept whole from 0.3 km2
WINDOW = (72, 14, 137, 55)


def km2(shape):
    y = shape.centroid.y
    return shape.area * 111.32 * 110.9 * math.cos(math.radians(y))


def label_point(shape):
    """Inside, wide enough for a name, and not far from the middle."""
    centre = shape.centroid
    west, south, east, north = shape.bounds
    step = max(east - west, north - south) / 60
    spots = [
        (west + step * i, south + step * j)
        for i in range(int((east - west) / step) + 1)
        for j in range(int((north - south) / step) + 1)
    ] + [(centre.x, centre.y)]
    best = None
    for x, y in spots:
        spot = shapely.Point(x, y)
        if shape.contains(spot):
            score = shape.boundary.distance(spot) - 0.3 * spot.distance(centre)
            if best is None or score > best[0]:
                best = (score, x, y)
    return [round(best[1], 4), round(best[2], 4)]


def main():
    root = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--base", required=True, help="folder with the unpacked packages")
    ap.add_argument("--gazetteer", default=os.path.join(root, "assets/atlas/gazetteer.csv"))
    ap.add_argument("--out", default=os.path.join(root, "assets/map/provinces.geojson"))
    args = ap.parse_args()
    src = Sources(args.base)
    window = shapely.box(*WINDOW)

    land = [p for p in parts(shapely.intersection(shapely.make_valid(src.land_10m()), window)) if p.geom_type == "Polygon"]
    country = [s for _, s in src.country_lines() if s.intersects(window)]
    province = [s for r, s in src.province_lines() if r["adm0_a3"] == "CHN"]
    lines = shapely.union_all([p.boundary for p in land] + parts(country + province), grid_size=GRID)
    pieces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    solid = shapely.STRtree(land)
    pieces = [p for p in pieces if len(solid.query(p.representative_point(), "within"))]

    # Every province-level unit has its seat in exactly one piece.
    with open(args.gazetteer, encoding="utf-8-sig", newline="") as f:
        units = [r for r in csv.DictReader(f) if r["level"] in ("province", "municipality", "sar")]
    seats = {r["id"]: shapely.Point(float(r["lon"]), float(r["lat"])) for r in units}
    if len(seats) != 34:
        sys.exit(f"{len(seats)} province-level units in the gazetteer, expected 34")

    # Areas, only to tell which unit a piece (an island, mostly) belongs to.
    areas, owner = [], []
    named = src.province_areas()
    for row, shape in named:
        if not shape.intersects(window):
            continue
        unit = {"HKG": "810000", "MAC": "820000", "TWN": "710000"}.get(row["adm0_a3"])
        if row["adm0_a3"] == "CHN":
            inside = [i for i, seat in seats.items() if shape.contains(seat)]
            unit = FAR_ISLANDS.get(row["name"]) or (inside[0] if inside else None)
            if unit is None:
                sys.exit(f"no seat in {row['name']}")
        areas.append(shape)
        owner.append((unit, row["name"]))
    tree = shapely.STRtree(areas)
    taken = shapely.STRtree(pieces)
    main_piece = {}
    for unit, seat in seats.items():
        hit = taken.query(seat, "within")
        main_piece[int(hit[0] if len(hit) else taken.nearest(seat))] = unit
    if len(main_piece) != 34:
        sys.exit("two seats in one piece")

    kept, unit_of = [], []
    for index, piece in enumerate(pieces):
        unit, name = main_piece.get(index), None
        if unit is None:
            inside = piece.representative_point()
            near = int(tree.nearest(inside))
            hits = [int(i) for i in tree.query(inside, "within")]
            near = min(hits) if hits else near
            reach = 1.7 if owner[near][1] in FAR_ISLANDS else 0.4
            if areas[near].distance(inside) > reach:
                continue
            unit, name = owner[near]
        if unit is None:
            continue
        limit = 0.3 if name in FAR_ISLANDS else SMALLEST_OF.get(unit, SMALLEST)
        if index not in main_piece and km2(piece) < limit:
            continue
        kept.append(piece)
        unit_of.append(unit)

    kept = shapely.coverage_simplify(kept, TOLERANCE)
    features, joined = [], {}
    for unit in sorted(seats):
        mine = sorted((p for p, u in zip(kept, unit_of) if u == unit), key=lambda p: (-p.area, p.bounds))
        # Pieces of one unit that touch (cut by a line inside it) become one.
        shape = shapely.union_all(mine, grid_size=GRID)
        polygons = sorted(shapely.get_parts(shape), key=lambda p: (-p.area, p.bounds))
        polygons = [shapely.normalize(p) for p in polygons]
        joined[unit] = shapely.MultiPolygon(polygons)
        rings = [
            [[[round(x, 4), round(y, 4)] for x, y in ring.coords] for ring in (p.exterior, *p.interiors)]
            for p in map(lambda p: shapely.orient_polygons(p), polygons)
        ]
        features.append(
            {
                "type": "Feature",
                "properties": {"adcode": unit, "label": label_point(polygons[0])},
                "geometry": {"type": "MultiPolygon", "coordinates": rings},
            }
        )

    bad = []
    for unit, seat in seats.items():
        if not joined[unit].contains(seat):
            bad.append(f"{unit}: seat {joined[unit].distance(seat):.4f} degrees outside")
    for f in features:
        if not joined[f["properties"]["adcode"]].contains(shapely.Point(f["properties"]["label"])):
            bad.append(f"{f['properties']['adcode']}: label outside")
    order = sorted(joined)
    for i, a in enumerate(order):
        if not joined[a].is_valid:
            bad.append(f"{a}: not valid")
        for b in order[i + 1 :]:
            both = joined[a].intersection(joined[b]).area
            if both > 0:
                bad.append(f"{a} and {b} overlap by {both} square degrees")
    total = sum(km2(p) for s in joined.values() for p in s.geoms)
    if not 9.2e6 < total < 9.7e6:
        bad.append(f"total area {total:.0f} km2")

    with open(args.out, "w", encoding="utf-8", newline="\n") as f:
        f.write('{"type":"FeatureCollection","features":[\n')
        f.write(",\n".join(json.dumps(x, separators=(",", ":")) for x in features))
        f.write("\n]}\n")
    vertices = sum(len(r) for x in features for p in x["geometry"]["coordinates"] for r in p)
    print(f"{len(features)} units, {sum(len(s.geoms) for s in joined.values())} polygons, {vertices} points, "
          f"{total / 1e4:.1f} x 10^4 km2, {os.path.getsize(args.out)} bytes")
    for unit, shape in joined.items():
        print(unit, len(shape.geoms), f"{sum(km2(p) for p in shape.geoms):.0f} km2", [x["properties"]["label"] for x in features if x["properties"]["adcode"] == unit][0])
    if bad:
        sys.exit("\n".join(bad))


main()
