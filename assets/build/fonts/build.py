#!/usr/bin/env python3
"""Cuts the interface fonts. Run it through build.sh, which fetches the inputs.

Chinese: the 8,105 characters of the General Standard list (field kTGH of the
Unihan database), every character of the gazetteer, Latin, punctuation, arrows
and symbols. Layout tables go: the interface sets Chinese on the plain em grid.

Latin: Inter with tabular figures as the default ones. The interface has no way
to ask for the OpenType feature per text, so the digits and the signs that
stand in columns with them are mapped to their tabular glyphs here. Kerning and
mark placement stay; contextual alternates go, they would change the width of
figures by their neighbours.
"""
import argparse
import bz2
import csv
import glob
import os
import shutil
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

LATIN = [
    (0x20, 0x7E), (0xA0, 0x17F),
    (0x18F, 0x18F), (0x192, 0x192), (0x1CD, 0x1DC), (0x1F8, 0x1F9), (0x218, 0x21B), (0x259, 0x259),
    (0x2BB, 0x2BC), (0x2C6, 0x2C7), (0x2D8, 0x2DD), (0x300, 0x304), (0x306, 0x308), (0x30A, 0x30C),
    (0x391, 0x3A9), (0x3B1, 0x3C9),
]
SIGNS = [
    (0x2000, 0x206F),  # general punctuation
    (0x2070, 0x209F),  # superscripts, subscripts
    (0x20A0, 0x20BF),  # currency
    (0x2100, 0x214F),  # letterlike
    (0x2150, 0x218B),  # fractions, Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical operators
    (0x2300, 0x23FF),  # technical
    (0x2460, 0x24FF),  # enclosed numbers
    (0x2500, 0x259F),  # box drawing, blocks
    (0x25A0, 0x25FF),  # geometric shapes
    (0x2600, 0x26FF),  # miscellaneous symbols
    (0x2700, 0x27BF),  # dingbats
    (0x27F0, 0x27FF), (0x2900, 0x297F), (0x2B00, 0x2BFF),  # more arrows, shapes
]
CHINESE_SIGNS = [(0x3000, 0x303F), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6)]

# Signs that stand among figures. The hyphen, the brackets and the space keep
# their text width; a negative number is written with the minus sign U+2212.
TABULAR = "0123456789.,:;+−×÷±=<>≤≥≈≠"
PUNCTUATION_SPACE = 0x2008  # as wide as the full stop
FIGURE_SPACE = 0x2007  # as wide as a digit

# What the interface draws as text; the report says which of them no font has.
INTERFACE = "≥≤≈±×÷→←↑↓·•–—…′″°％¥€£▲▼●○◐■□▣▤▥▦▧▨▩☑☐✓✕⌕⌂−≠‘’“”（）《》、，。；：？！／～％￥"


def chars(ranges):
    return {c for a, b in ranges for c in range(a, b + 1)}


def standard_list(folder):
    """Character -> place in the General Standard list (1..8105)."""
    found = {}
    for path in sorted(glob.glob(os.path.join(folder, "Unihan_*.txt*"))):
        opener = bz2.open if path.endswith(".bz2") else open
        with opener(path, "rt", encoding="utf-8") as f:
            for line in f:
                part = line.rstrip("\n").split("\t")
                if len(part) == 3 and part[1] == "kTGH":
                    found[int(part[0][2:], 16)] = int(part[2].split()[0].split(":")[1])
    if len(found) != 8105:
        sys.exit(f"kTGH holds {len(found)} characters, expected 8105")
    return found


def file_chars(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        return {ord(c) for row in csv.reader(f) for cell in row for c in cell if c >= " "}


def cut(font, unicodes, features, target):
    options = subset.Options()
    options.hinting = False
    options.layout_features = features
    options.glyph_names = False
    options.legacy_kern = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.name_languages = [0x409]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "STAT", "prep", "fpgm", "cvt "]
    if not features:
        options.drop_tables += ["GSUB", "GPOS", "GDEF"]
    options.recalc_timestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=unicodes)
    cutter.subset(font)
    font.save(target, reorderTables=True)


def bake_tabular(font):
    gsub = font["GSUB"].table
    mapping = {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for sub in gsub.LookupList.Lookup[index].SubTable:
                    mapping.update(getattr(sub, "ExtSubTable", sub).mapping)
    width = font["hmtx"]
    for table in font["cmap"].tables:
        if not table.isUnicode():
            continue
        for c in [*map(ord, TABULAR), PUNCTUATION_SPACE]:
            name = table.cmap.get(c)
            if name in mapping:
                table.cmap[c] = mapping[name]
        if FIGURE_SPACE in table.cmap:
            name = table.cmap[FIGURE_SPACE]
            width[name] = (width[table.cmap[ord("0")]][0], width[name][1])


def report(path):
    font = TTFont(path)
    cmap, hmtx, hhea = font.getBestCmap(), font["hmtx"], font["hhea"]
    digits = sorted({hmtx[cmap[ord(d)]][0] for d in "0123456789"})
    if len(digits) != 1:
        sys.exit(f"{path}: digits of different widths {digits}")
    print(
        f"{os.path.basename(path)}: {os.path.getsize(path)} bytes, {len(cmap)} characters, "
        f"em {font['head'].unitsPerEm}, ascent {hhea.ascent}, descent {hhea.descent}, gap {hhea.lineGap}, "
        f"digit {digits[0]}, weight {font['OS/2'].usWeightClass}, tables {' '.join(font.keys()[1:])}"
    )
    return set(cmap)


def main():
    root = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("--noto", required=True, help="unpacked package noto-sans-sc")
    ap.add_argument("--inter", required=True, help="unpacked package inter")
    ap.add_argument("--unihan", required=True, help="folder with the Unihan text files")
    ap.add_argument("--gazetteer", default=os.path.join(root, "assets/atlas/gazetteer.csv"))
    ap.add_argument("--out", default=os.path.join(root, "assets/fonts"))
    ap.add_argument("--budget", type=int, default=7_000_000, help="bytes for all fonts; over it the heading weight loses level 3")
    args = ap.parse_args()

    standard = standard_list(args.unihan)
    places = file_chars(args.gazetteer)
    own = places | {ord(c) for c in INTERFACE}
    common = chars(LATIN) | chars(SIGNS) | own
    out = lambda name: os.path.join(args.out, name)

    have = {}
    for weight, name in (("400Regular", "Regular"), ("600SemiBold", "SemiBold")):
        font = TTFont(os.path.join(args.inter, weight, f"Inter_{weight}.ttf"), recalcTimestamp=False)
        bake_tabular(font)
        cut(font, common, ["kern", "mark", "mkmk", "ccmp"], out(f"Inter-{name}.ttf"))
    chinese = common | chars(CHINESE_SIGNS) | set(standard)
    for weight, name in (("400Regular", "Regular"), ("600SemiBold", "SemiBold")):
        source = os.path.join(args.noto, weight, f"NotoSansSC_{weight}.ttf")
        cut(TTFont(source, recalcTimestamp=False), chinese, [], out(f"NotoSansSC-{name}.ttf"))
    fonts = ["NotoSansSC-Regular.ttf", "NotoSansSC-SemiBold.ttf", "Inter-Regular.ttf", "Inter-SemiBold.ttf"]
    if sum(os.path.getsize(out(f)) for f in fonts) > args.budget:
        fewer = chinese - {c for c, place in standard.items() if place > 6500 and c not in own}
        cut(TTFont(source, recalcTimestamp=False), fewer, [], out("NotoSansSC-SemiBold.ttf"))
    shutil.copyfile(os.path.join(args.noto, "LICENSE_FONT"), out("OFL-NotoSansSC.txt"))
    shutil.copyfile(os.path.join(args.inter, "LICENSE_FONT"), out("OFL-Inter.txt"))

    for f in fonts:
        have[f] = report(out(f))
    print("total", sum(os.path.getsize(out(f)) for f in fonts))
    for part in ("Regular", "SemiBold"):
        both = have[f"NotoSansSC-{part}.ttf"] | have[f"Inter-{part}.ttf"]
        print(part, "interface signs in no font:", "".join(c for c in INTERFACE if ord(c) not in both) or "none")
        print(part, "gazetteer characters in no font:", "".join(chr(c) for c in sorted(places - both)) or "none")
        print(part, "standard characters missing:", len(set(standard) - both))
    latin = have["Inter-Regular.ttf"]
    print("signs only in the Chinese font:", "".join(c for c in INTERFACE if ord(c) not in latin))


main()
