#!/usr/bin/env python3
"""Builds the base map. Run it through build.sh, which fetches the inputs.

Writes one line-delimited GeoJSON file a layer, lets tippecanoe cut the tiles
and rewrites the archive's metadata, so that nothing in it depends on the
machine. Zooms 0 to 5 cover the world, 6 to 8 the box of sources.DETAIL.
Attribute values are strings, integers and booleans only.
"""
import argparse
import csv
import json
import math
import os
import re
import struct
import subprocess

import shapely
from pmtiles.reader import MmapSource, Reader, all_tiles
from pmtiles.tile import zxy_to_tileid
from pmtiles.writer import Writer

from sources import DETAIL, Sources, parts

NAME = "Cluster Atlas base map"
ATTRIBUTION = "Made with Natural Earth. Place data © GeoNames, CC BY 4.0."
MAX_ZOOM = 8

# Own table: English, Chinese, longitude, latitude of the name.
COUNTRIES = """
Afghanistan|阿富汗|65.2|33.9
Bangladesh|孟加拉国|89.9|23.7
Bhutan|不丹|90.3|27.5
Brunei|文莱|114.5|4.5
Cambodia|柬埔寨|105.1|12.5
China|中国|103.8|36.0
India|印度|79.0|22.5
Indonesia|印度尼西亚|113.3|0.1
Iran|伊朗|54.1|32.4
Japan|日本|138.5|36.5
Kazakhstan|哈萨克斯坦|67.0|48.0
Kyrgyzstan|吉尔吉斯斯坦|75.1|41.2
Laos|老挝|103.0|19.6
Malaysia|马来西亚|114.0|3.3
Mongolia|蒙古|104.0|46.8
Myanmar|缅甸|95.9|20.5
Nepal|尼泊尔|83.1|28.4
North Korea|朝鲜|126.8|40.3
Pakistan|巴基斯坦|69.5|29.8
Philippines|菲律宾|121.2|16.3
Russia|俄罗斯|95.0|60.0
Singapore|新加坡|103.83|1.37
South Korea|韩国|128.0|36.4
Sri Lanka|斯里兰卡|80.7|7.9
Tajikistan|塔吉克斯坦|70.9|38.8
Thailand|泰国|101.7|14.8
Turkmenistan|土库曼斯坦|59.0|39.0
Uzbekistan|乌兹别克斯坦|63.4|41.4
Vietnam|越南|108.2|14.2
"""

# Names that lost a letter in the data, and the double blanks in it.
RIVER_REPAIRS = {
    "Amgun?": "Amgun", "Argun? (Ergun)": "Argun (Ergun)", "Bol?shoy Yenisey": "Bolshoy Yenisey",
    "Di?er Songhua": "Di'er Songhua", "Gh?ghara": "Ghaghara", "God?vari": "Godavari", "K?nes": "Künes",
    "Mah?na Nad?": "Mahanadi", "Ol?kma": "Olyokma", "Song?acha": "Song'acha", "Tao?er": "Tao'er", "Tom?": "Tom",
    "Za?gya": "Za'gya", "Zay?": "Zayü",
}
# Own table: Chinese names of rivers in and along China. A name that several
# rivers have carries the box (west, south, east, north) it is meant in.
RIVERS = {
    "Aksu": "阿克苏河", "Amur": "黑龙江", "Argun (Ergun)": "额尔古纳河", "Bei": "北江", "Brahmaputra": "布拉马普特拉河",
    "Chang Jiang (Yangtze)": "长江", "Chaor": "绰尔河", "Dadu": "大渡河", "Daling": "大凌河", "Dan": "丹江",
    "Di'er Songhua": "第二松花江", "Dong": "东江", "Duliu": "都柳江", "Erdao": "二道江", "Ertix (Irtysh)": "额尔齐斯河",
    "Fen": "汾河", "Fuchun": "富春江", "Gan": "赣江", "Hai": "海河", "Hailar": "海拉尔河", "Heilong Jiang (Amur)": "黑龙江",
    "Herlen (Kerulen)": "克鲁伦河", "Hongshui": "红水河", "Huai": "淮河", "Huan": "环江", "Huang": "黄河",
    "Huang (Yellow)": "黄河", "Ile": "伊犁河", "Jialing": "嘉陵江", "Jing": "泾河", "Jinsha (Yangtze)": "金沙江",
    "Jiulong": "九龙江", "Konqi": "孔雀河", "Künes": "巩乃斯河", "Lancang (Mekong)": "澜沧江", "Liao": "辽河",
    "Liu": "柳江", "Luan": "滦河", "Maquan (Damqogkanbab)": "马泉河", "Mekong": "湄公河", "Muling": "穆棱河",
    "Nanpan": "南盘江", "Nen": "嫩江", "Nu": "怒江", "Nu (Salween)": "怒江", "Qarqan": "车尔臣河", "Qin": "沁河",
    "Qumar": "楚玛尔河", "Rong": "融江", "Salween": "萨尔温江", "Sanggan": "桑干河", "Shandian": "闪电河",
    "Shiquan": "狮泉河", "Songhua (Sungari)": "松花江", "Song'acha": "松阿察河", "Tao'er": "洮儿河", "Tarim": "塔里木河",
    "Tongtian": "通天河", "Toxkan": "托什干河", "Tumen": "图们江", "Tuo": "沱江", "Tuotuo": "沱沱河", "Ussuri": "乌苏里江",
    "Ussuri (Wusuli)": "乌苏里江", "Wei": "渭河", "Wu": "乌江", "Wuding": "无定河", "Xar Moron": "西拉木伦河", "Xi": "西江",
    "Xiang": "湘江", "Xiliao": "西辽河", "Xun": "浔江", "Yalong": "雅砻江", "Yalu": "鸭绿江", "Yangtze": "长江",
    "Yarkant": "叶尔羌河", "Yarlung (Brahmaputra)": "雅鲁藏布江", "Ying": "颍河", "Yong": "邕江", "Yongding": "永定河",
    "You": "右江", "Yu": "郁江", "Yuan": "沅江", "Yurungkax": "玉龙喀什河", "Zhang": "漳河", "Zuo": "左江",
}
RIVERS_IN = {
    "Han": ((105, 29, 115, 34.5), "汉江"),
    "Hong (Red)": ((100, 22, 104.5, 26), "元江（红河）"),
    "Min": ((103, 28, 106, 34), "岷江"),
    "Mei": ((114, 25, 117, 27.5), "梅江"),
    "Ou": ((118, 27, 122, 29), "瓯江"),
}
RIVERS_IN_2 = {"Min": ((116, 25, 120, 29), "闽江")}
RIVER_ZOOM = {1: 2, 2: 2, 3: 2, 4: 3, 5: 4, 6: 5, 7: 6, 8: 7}  # rank -> first zoom


def lines_of(path):
    with open(path, encoding="utf-8") as f:
        return [l.strip() for l in f if l.strip() and not l.startswith("#")]


def clean(text):
    return re.sub(r"\s+", " ", str(text)).strip()


class Layer:
    """One layer's features, in a fixed order, as line-delimited GeoJSON."""

    def __init__(self, folder, name):
        self.name, self.path, self.lines = name, os.path.join(folder, name + ".geojsonl"), []

    def add(self, shape, low, high, **properties):
        if shape is None or shape.is_empty or low > high:
            return
        feature = {
            "type": "Feature",
            "tippecanoe": {"minzoom": low, "maxzoom": high},
            "properties": {k.replace("__", ":"): v for k, v in properties.items() if v is not None},
            "geometry": json.loads(shapely.to_geojson(shapely.set_precision(shape, 1e-6, mode="pointwise"))),
        }
        self.lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))

    def add_both(self, shape, low, box, **properties):
        """The world up to zoom 5, the box from there on."""
        self.add(shape, low, 5, **properties)
        if shape.intersects(box):
            self.add(cut(shape, box), max(low, 6), MAX_ZOOM, **properties)

    def write(self):
        with open(self.path, "w", encoding="utf-8", newline="\n") as f:
            f.write("\n".join(self.lines) + "\n")


def cut(shape, box):
    kind = shapely.get_dimensions(shape)
    same = [p for p in parts([shapely.intersection(shape, box)]) if shapely.get_dimensions(p) == kind]
    return {0: shapely.MultiPoint, 1: shapely.MultiLineString, 2: shapely.MultiPolygon}[kind](same) if same else None


def km2(shape):
    return shape.area * 12365 * math.cos(math.radians(shape.centroid.y))


def polygons(shapes):
    return [p for p in parts(shapely.make_valid(shapes)) if p.geom_type == "Polygon"]


def read_pn2(path):
    """Polygons of a version 2 .pn2 file: whole nodes in 1/120 degree, each followed by nodes relative to it."""
    with open(path, "rb") as f:
        data = f.read()
    version, _, colour = struct.unpack_from(">BIB", data)
    if version != 2 or colour:
        raise ValueError("not a plain version 2 file")
    at, found = 6, []
    while at < len(data):
        flag, _ = struct.unpack_from(">BI", data, at)
        at += 5
        if flag == 4:  # several polygons follow under one number
            at += 1
            continue
        (nodes,) = struct.unpack_from(">I", data, at)
        at += 4
        ring = []
        for _ in range(nodes):
            y, x, more = struct.unpack_from(">hhH", data, at)
            at += 6
            ring.append((x / 120, y / 120))
            for dy, dx in struct.iter_unpack(">bb", data[at : at + 2 * more]):
                ring.append(((x + dx) / 120, (y + dy) / 120))
            at += 2 * more
        if flag == 2:
            found.append([ring, []])
        elif flag == 3:
            found[-1][1].append(ring)
        else:
            raise ValueError(f"a shape of kind {flag} among the polygons")
    return [shapely.Polygon(outer, inner) for outer, inner in found if len(outer) > 3]


def earth_and_water(src, earth, water, landcover, box):
    for folder, prefix, low, high in ((src.magics + "/50m/ne_50m_", "50m", 0, 5), (src.gpuwm + "/ne_10m_", "10m", 6, MAX_ZOOM)):
        for layer, kind, name in ((earth, "earth", "land"), (water, "ocean", "ocean")):
            shapes = polygons([s for _, s in src.read(folder + name + ".shp")])
            if prefix == "10m":
                shapes = polygons([cut(s, box) for s in shapes if s.intersects(box)])
            for s in sorted(shapes, key=lambda s: (-s.area, s.bounds)):
                layer.add(s, low, high, kind=kind)
    lakes = polygons([s for _, s in src.read(os.path.join(src.gpuwm, "ne_10m_lakes.shp"))])
    for s in sorted(lakes, key=lambda s: (-s.area, s.bounds)):
        size = km2(s)
        low = 0 if size > 16000 else 3 if size > 3000 else 5 if size > 400 else 6
        water.add_both(s, low, box, kind="lake")
    rivers = src.read(os.path.join(src.magics, "10m/ne_10m_rivers_lake_centerlines.shp"), encoding="cp1252")
    for row, s in rivers:
        name = clean(row["name"]) if row["name"] else None
        name = RIVER_REPAIRS.get(name, name.replace("?", "") if name else None)
        zh = None
        for table in (RIVERS_IN, RIVERS_IN_2):
            if name in table and shapely.box(*table[name][0]).contains(s.centroid):
                zh = table[name][1]
        if name in RIVERS and s.intersects(shapely.box(73, 8, 142, 54)):
            zh = RIVERS[name]
        low = RIVER_ZOOM.get(int(row["scalerank"]), 8)
        water.add_both(s, low, box, kind="river", min_zoom=low, name=zh or name, name__en=name, name__zh=zh)
    for s in polygons(read_pn2(os.path.join(src.marble, "ne_50m_urban_areas.pn2"))):
        landcover.add_both(s, 4, box, kind="urban_area")


def boundaries(src, layer, box):
    for row, s in src.country_lines():
        sides = {row["adm0_a3_l"], row["adm0_a3_r"]}
        kind = row["featurecla"]
        if sides & {"HKG", "MAC"} and "CHN" in sides:
            # Lines between province-level units of one country.
            layer.add_both(s, 6, box, kind="region", kind_detail=4, country="CN")
            continue
        disputed = True if not kind.startswith("International boundary") else None
        layer.add_both(s, 0, box, kind="country", kind_detail=2, ne_class=kind, disputed=disputed)
    for row, s in src.province_lines():
        country = row["adm0_a3"]
        if country == "CHN":
            layer.add_both(s, 3, box, kind="region", kind_detail=4, country="CN")
        elif country not in ("TWN", "HKG", "MAC") and 1 <= row["scalerank"] <= 6 and s.intersects(box):
            layer.add(cut(s, box), 6, MAX_ZOOM, kind="region", kind_detail=4, country=country)


def rail(path, rows, layer):
    seat = {r["short_zh"]: r for r in reversed(rows) if r["level"] in ("municipality", "sar", "prefecture")}
    for r in reversed(rows):  # county-level stations and new areas, where no city has the name
        if own_point(r) and r["short_zh"] not in seat and r["level"] in ("county", "district", "zone"):
            seat.setdefault(r["short_zh"], r)
    for line in lines_of(path):
        name, *stations = line.split()
        points = []
        for station in stations:
            row = seat.get(station) or seat.get(station + "新区")
            if row is None:
                print(f"rail {name}: no place called {station}, left out")
                continue
            points.append((float(row["lon"]), float(row["lat"])))
        layer.add(shapely.LineString(points), 5, MAX_ZOOM, kind="rail", kind_detail="high_speed_schematic", name=name)


def rank(people):
    steps = (10_000_000, 15), (5_000_000, 14), (2_000_000, 13), (1_000_000, 12), (500_000, 11), (200_000, 10), (100_000, 9), (50_000, 8)
    return next((r for least, r in steps if people >= least), 7)


def own_point(row):
    """Not the stand-in point of the place above it."""
    return row["lon"] and row["source"] not in ("none", "parent") and not row["quality"].startswith("parent")


def zone_name(row):
    full, short = row["name_zh"], row["short_zh"]
    # A short form that stops at a bracket in the middle loses the name.
    middle = re.match(re.escape(short) + "[（(].*[）)].", full)
    return full if middle else short


def places(src, rows, labels, layer):
    for line in filter(None, COUNTRIES.split("\n")):
        en, zh, lon, lat = line.split("|")
        layer.add(shapely.Point(float(lon), float(lat)), 2, 6, kind="country", population_rank=16, min_zoom=2, name=zh, name__en=en, name__zh=zh)
    capital = {(r["lon"], r["lat"]) for r in rows if r["level"] == "province"}
    for r in rows:
        level, people = r["level"], int(r["population"] or 0)
        detail = {"sar": "municipality"}.get(level, level)
        name = zone_name(r) if level == "zone" else r["short_zh"]
        text = dict(name=name, name__en=r["name_en"], name__zh=name, adcode=r["id"])
        if level == "province":
            layer.add(shapely.Point(*labels[r["id"]]), 4, 7, kind="region", population_rank=14, min_zoom=4, **text)
            continue
        if not own_point(r):
            continue
        if level == "municipality" or level == "sar":
            low, size = 3, 15
        elif level == "prefecture":
            size = max(rank(people), 9)
            low = 4 if size >= 14 else 5 if size >= 12 else 6
            if (r["lon"], r["lat"]) in capital:
                low, size = 4, max(size, 13)
        elif level == "zone":
            low, size = 8, 5
        else:
            low, size = 7, min(rank(people), 9)
        layer.add(shapely.Point(float(r["lon"]), float(r["lat"])), low, MAX_ZOOM, kind="locality", kind_detail=detail, population_rank=size, min_zoom=low, **text)
    west, south, east, north = DETAIL
    for row, s in src.places():
        if row["adm0_a3"] in ("CHN", "TWN", "HKG", "MAC") or not (west <= s.x <= east and south <= s.y <= north):
            continue
        low = {5: 6}.get(int(row["scalerank"]), max(4, int(row["scalerank"])))
        layer.add(s, min(low, MAX_ZOOM), MAX_ZOOM, kind="locality", kind_detail="city", population_rank=rank(int(row["pop_max"])), min_zoom=low,
                  name=clean(row["name"]), name__en=clean(row["name"]), country=row["iso_a2"])


def repack(source, target, layers):
    """The same tiles under a header and metadata of our own."""
    with open(source, "rb") as f:
        reader = Reader(MmapSource(f))
        header = reader.header()
        old = {l["id"]: l for l in reader.metadata()["vector_layers"]}
        tiles = sorted((zxy_to_tileid(*zxy), data) for zxy, data in all_tiles(MmapSource(f)))
    metadata = {
        "name": NAME,
        "description": "Zooms 0 to 8. Boundaries follow Natural Earth and are not authoritative.",
        "attribution": ATTRIBUTION,
        "type": "baselayer",
        "version": "1",
        "vector_layers": [
            {k: (dict(sorted(old[n][k].items())) if k == "fields" else old[n][k]) for k in ("id", "description", "minzoom", "maxzoom", "fields")}
            for n in layers
        ],
    }
    with open(target, "wb") as f:
        writer = Writer(f)
        for tile, data in tiles:
            writer.write_tile(tile, data)
        writer.finalize(
            {
                "tile_type": header["tile_type"],
                "tile_compression": header["tile_compression"],
                "min_zoom": 0,
                "max_zoom": MAX_ZOOM,
                "min_lon_e7": -1800000000,
                "min_lat_e7": -850511290,
                "max_lon_e7": 1800000000,
                "max_lat_e7": 850511290,
                "center_zoom": 4,
                "center_lon_e7": 1050000000,
                "center_lat_e7": 350000000,
            },
            metadata,
        )


def main():
    here = os.path.abspath(os.path.dirname(__file__))
    root = os.path.join(here, "..", "..", "..")
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--base", required=True, help="folder with the unpacked packages")
    ap.add_argument("--gazetteer", default=os.path.join(root, "assets/atlas/gazetteer.csv"))
    ap.add_argument("--rail", default=os.path.join(here, "hsr.txt"))
    ap.add_argument("--provinces", default=os.path.join(root, "assets/map/provinces.geojson"), help="for the places of the province names")
    ap.add_argument("--tippecanoe", default="tippecanoe")
    ap.add_argument("--scratch", required=True)
    ap.add_argument("--out", default=os.path.join(root, "assets/map/base.pmtiles"))
    args = ap.parse_args()
    src, box = Sources(args.base), shapely.box(*DETAIL)
    with open(args.gazetteer, encoding="utf-8-sig", newline="") as f:
        rows = [r for r in csv.DictReader(f) if r["id"] != "100000"]
    with open(args.provinces, encoding="utf-8") as f:
        labels = {p["adcode"]: p["label"] for p in (x["properties"] for x in json.load(f)["features"])}

    os.makedirs(args.scratch, exist_ok=True)
    names = ("boundaries", "earth", "landcover", "places", "roads", "water")
    layer = {n: Layer(args.scratch, n) for n in names}
    earth_and_water(src, layer["earth"], layer["water"], layer["landcover"], box)
    boundaries(src, layer["boundaries"], box)
    rail(args.rail, rows, layer["roads"])
    places(src, rows, labels, layer["places"])
    command = [args.tippecanoe, "-q", "-f", "-o", os.path.join(args.scratch, "raw.pmtiles"), "-Z0", "-z8", "-d12", "-D12", "-r1", "-pk", "-pf", "-b8",
               "--simplification=6", "--simplification-at-maximum-zoom=1"]
    for n in names:
        layer[n].write()
        command += ["-L", f"{n}:{layer[n].path}"]
    # One thread: the order of features in a tile must not depend on timing.
    subprocess.run(command, check=True, env={**os.environ, "TIPPECANOE_MAX_THREADS": "1"})
    repack(os.path.join(args.scratch, "raw.pmtiles"), args.out, names)
    print(f"{args.out}: {os.path.getsize(args.out)} bytes")


main()
