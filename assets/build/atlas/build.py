#!/usr/bin/env python3
"""Builds the bundled atlas tables in assets/atlas/ from the reading tables.

    python3 build.py [--out DIR] [--sources DIR]

input/read/  what was read out of the five documents, and the gazetteer
input/hand/  what we wrote ourselves: ids, titles, definitions, translations,
             the printed precision of each figure
--sources    a folder with the documents' texts; every `as_written` is then
             looked for near its `line`. Not needed for a build.

Same input, same bytes. Standard library only.
"""
import argparse
import csv
import io
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
INPUT = os.path.join(HERE, "input")
CITY_LIKE_PROVINCES = {"110000", "120000", "310000", "500000", "810000", "820000"}
RATINGS = ["talent", "research", "industry", "capital", "policy"]

# published tier: value, words in the source, line, note en, note zh
TIERS = {"1": ("1", "第一梯队", "982", "", ""),
         "2": ("2", "第二梯队", "1000", "", ""),
         "other": ("3", "其他", "1023", "other in the source", "原文列为其他")}
RATES = [
    dict(id="jpy-cny-fy2024", base="JPY", quote="CNY", period="FY2024", base_value="115020000000", quote_value="5636000000",
         document="article-2025", locator_en="healthy capital section", line="51",
         as_written="1150.2亿日元(约为56.36亿元人民币)",
         note_en="the source's own conversion of one loss, here without its sign",
         note_zh="原文对同一亏损额的自行换算，此处不计正负号"),
    dict(id="usd-cny-2025q1", base="USD", quote="CNY", base_claim="f076", quote_claim="f076b", period="2025Q1",
         document="article-2025", locator_en="healthy capital section", line="47",
         as_written="1263亿美元(约合人民币9180亿元)",
         note_en="the source's own conversion of one amount", note_zh="原文对同一金额的自行换算"),
]


def read(name):
    with open(os.path.join(INPUT, "read", name), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def hand(name):
    with open(os.path.join(INPUT, "hand", name), encoding="utf-8", newline="") as f:
        lines = f.read().rstrip("\n").split("\n")
    head = lines[0].split("|")
    rows = []
    for n, line in enumerate(lines[1:], 2):
        cells = line.split("|")
        if len(cells) != len(head):
            sys.exit(f"{name}:{n}:1: {len(cells)} fields, {len(head)} expected")
        rows.append(dict(zip(head, cells)))
    return rows


def write(out, name, head, rows):
    head = head.split(",")
    text = io.StringIO()
    w = csv.writer(text, lineterminator="\n")
    w.writerow(head)
    for r in rows:
        extra = set(r) - set(head)
        if extra:
            sys.exit(f"{name}: unknown columns {sorted(extra)}")
        w.writerow([r.get(h, "") for h in head])
    with open(os.path.join(out, name), "w", encoding="utf-8", newline="") as f:
        f.write(text.getvalue())
    print(f"{name}: {len(rows)}")


def by(rows, key):
    d = {}
    for r in rows:
        if r[key] in d:
            sys.exit(f"twice: {key} = {r[key]}")
        d[r[key]] = r
    return d


def natural(s):
    return [int(p) if p.isdigit() else p for p in re.split(r"(\d+)", s)]


def ids(text):
    return ";".join(p.strip() for p in text.split(";") if p.strip())


def lines_of(text):
    return text.replace(", ", ";")


# ---------------------------------------------------------------- places

def build_gazetteer(out):
    rows = read("gazetteer.csv")
    head = "id,level,name_zh,short_zh,name_en,province_code,province_zh,province_en,parent_code,lon,lat,population,source,geonameid,quality,precision"
    known = {r["id"]: r for r in rows}
    short = {"Z-ZJ-AITOWN": "杭州人工智能小镇", "Z-CQ-XBKXC": "西部（重庆）科学城"}
    made = [dict(id="100000", level="country", name_zh="中国", short_zh="中国", name_en="China",
                 province_code="", province_zh="", province_en="", parent_code="",
                 lon="105.0000", lat="35.0000", population="", source="hand", geonameid="",
                 quality="label", precision="country")]
    for r in rows:
        r = dict(r)
        province = r["province_code"] + "0000"
        if r["id"] in CITY_LIKE_PROVINCES:
            r["parent_code"] = "100000"  # a municipality was its own parent
        elif r["parent_code"] not in known and r["parent_code"] != "100000":
            r["parent_code"] = province  # run by the province, no prefecture between
        r["short_zh"] = short.get(r["id"], r["short_zh"])
        if r["level"] == "zone":
            r["precision"] = "zone"
        elif r["id"] in CITY_LIKE_PROVINCES or r["level"] == "prefecture":
            r["precision"] = "prefecture"
        elif r["level"] in ("province", "sar", "municipality"):
            r["precision"] = "province"
        elif r["lon"] and r["quality"] != "parent-prefecture":
            r["precision"] = "county"
        else:
            up = known[r["parent_code"]]
            if not r["lon"]:
                r["lon"], r["lat"], r["source"] = up["lon"], up["lat"], up["source"]
                r["quality"] = "parent-prefecture" if up["id"] in CITY_LIKE_PROVINCES or up["level"] == "prefecture" else "parent-province"
            r["precision"] = "prefecture" if up["id"] in CITY_LIKE_PROVINCES or up["level"] == "prefecture" else "province"
        if not r["lon"] or (float(r["lon"]) == 0 and float(r["lat"]) == 0):
            sys.exit(f"gazetteer: no point for {r['id']}")
        made.append(r)
    made.sort(key=lambda r: r["id"])
    write(out, "gazetteer.csv", head, made)
    return {r["id"]: r for r in made}


def city_ids(gazetteer):
    """English city name -> place id, only for the cities of the reading tables."""
    found = {}
    for row in read("cities.csv") + read("cities_unranked.csv"):
        hits = [g["id"] for g in gazetteer.values()
                if g["short_zh"] == row["city_zh"] and g["province_zh"].startswith(row["province_zh"])
                and g["level"] in ("prefecture", "municipality", "county")]
        hits = [h for h in hits if gazetteer[h]["level"] != "county"] or hits  # Changsha is a county too
        if len(hits) != 1:
            sys.exit(f"city {row['city']}: {hits}")
        found[row["city"]] = hits[0]
    return found


# ---------------------------------------------------------------- claims

def build_claims(out, city, documents):
    subject = {(r["kind"], r["subject"]): r["id"] for r in hand("subjects.psv")}
    provider = {r["as_read"]: r["id"] for r in hand("providers.psv")}
    provider[""] = ""
    locator = {r["en"]: r["zh"] for r in hand("locators.psv")}
    note = by(hand("notes.psv"), "read")
    steps = {}
    for r in hand("steps.psv"):
        for i in r["ids"].split():
            if i in steps:
                sys.exit(f"step twice: {i}")
            steps[i] = (r["step"], r["about_rule"])
    rows = []
    for f in read("facts.csv"):
        q = f["qualifier"]
        single = q in ("exact", "about", "nearly")
        if single and f["value_low"] != f["value_high"]:
            sys.exit(f"{f['id']}: two values under {q}")
        if single != (f["id"] in steps):
            sys.exit(f"{f['id']}: step missing or not wanted")
        step, rule = steps.get(f["id"], ("", ""))
        if (q == "about") != bool(rule):
            sys.exit(f"{f['id']}: about_rule does not fit {q}")
        kind = f["subject_kind"]
        sid = city[f["subject"]] if kind == "city" else subject[(kind, f["subject"])]
        n = note[f["note"]] if f["note"] else None
        rows.append(dict(
            id=f["id"], subject_kind=kind, subject_id=sid, metric=f["metric"], period=f["period"],
            value=f["value_low"] if single else "",
            value_low=f["value_low"] if q in ("at_least", "range") else "",
            value_high=f["value_high"] if q in ("at_most", "range") else "",
            step=step, about_rule=rule, unit=f["unit"], qualifier=q, status="reported",
            as_written=f["as_written"], provider=provider[f["provider"]], document=f["document"],
            locator_en=f["locator"].replace("Xian", "Xi'an"), locator_zh=locator[f["locator"]],
            line=lines_of(f["line"]), published=documents[f["document"]]["published"],
            note_en=(n["en"] or n["read"]) if n else "", note_zh=n["zh"] if n else ""))
    for c in read("cities.csv"):
        pid = city[c["city"]]
        docs = ids(c["document"])
        for m in RATINGS:
            rows.append(dict(
                id=f"r-{pid}-{m}", subject_kind="city", subject_id=pid, metric=f"rating_{m}",
                period="2020", value=c[m], step="1", unit="rating", qualifier="exact", status="coded",
                provider="jiazi", document=docs, locator_en="city section", locator_zh=locator["city section"],
                published="2020",
                note_en="coded by us from the wording, -2 very weak .. +2 very strong",
                note_zh="由我们据文字编码，-2 很弱 .. +2 很强"))
        value, words, line, en, zh = TIERS[c["tier_in_source"]]
        rows.append(dict(
            id=f"t-{pid}", subject_kind="city", subject_id=pid, metric="tier_published",
            period="2020-03", value=value, step="1", unit="tier", qualifier="exact", status="reported",
            as_written=words, provider="jiazi", document="jiazi-2020",
            locator_en="closing chapter", locator_zh=locator["closing chapter"], line=line,
            published="2020", note_en=en, note_zh=zh))
    rows.sort(key=lambda r: natural(r["id"]))
    write(out, "claims.csv",
          "id,subject_kind,subject_id,metric,period,value,value_low,value_high,step,about_rule,unit,qualifier,status,"
          "as_written,provider,document,locator_en,locator_zh,line,published,note_en,note_zh,supersedes", rows)
    return rows


def check_sources(folder):
    """Every as_written stands in its document near its line."""
    files = {r["id"]: r["file"] for r in read("documents.csv")}
    text = {}
    for d, name in files.items():
        with open(os.path.join(folder, name), encoding="utf-8") as f:
            text[d] = f.read().split("\n")

    def squeeze(s):
        return re.sub(r"\s+", "", s)

    wanted = [(f["document"], f["line"], f["id"], f["as_written"]) for f in read("facts.csv")]
    wanted += [("jiazi-2020", t[2], "tier " + t[0], t[1]) for t in TIERS.values()]
    wanted += [(r["document"], r["line"], r["id"], r["as_written"]) for r in RATES]
    wanted += [("jiazi-2020", r["line"], "figure " + r["figure"], r["caption"]) for r in read("figures_2020.csv") if r["caption"]]
    bad = 0
    for document, line, name, words in wanted:
        spans = [int(x) for x in re.findall(r"\d+", line)]
        near = text[document][max(0, min(spans) - 3):max(spans) + 2]
        if squeeze(words) not in squeeze("".join(near)):
            bad += 1
            print(f"{document}:{line}:1: not found: {name}: {words}", file=sys.stderr)
    print(f"wordings near their line: {len(wanted) - bad} found, {bad} not found")
    return bad


# ---------------------------------------------------------------- metrics

def metrics():
    """The metrics with what population each counts; most sources do not say."""
    coverages = by(hand("coverages.psv"), "coverage")
    of = {}
    for r in hand("metric_coverage.psv"):
        for metric in r["metrics"].split():
            if metric in of:
                sys.exit(f"coverage twice: {metric}")
            of[metric] = r["coverage"]
    rows = hand("metrics.psv")
    for metric in set(of) - {r["id"] for r in rows}:
        sys.exit(f"metric_coverage.psv: no metric {metric}")
    return [dict(r, **coverages[of.get(r["id"], "not_stated")]) for r in rows]


# ---------------------------------------------------------------- schemes

def build_crosswalk(out, schemes):
    """Each row's ends stand in the schemes or, for a sector, in the metrics."""
    known = {(r["scheme"], r["layer"], r["sub_field"]) for r in schemes}
    known |= {(r["scheme"], r["layer"], "") for r in schemes} | {(r["scheme"], "", "") for r in schemes}
    known |= {("sector", "", r["sector"]) for r in hand("metrics.psv") if r["sector"]}
    rows = hand("crosswalk.psv")
    for n, r in enumerate(rows, 2):
        for side in ("from", "to"):
            end = tuple(r[f"{k}_{side}"] for k in ("scheme", "layer", "sub_field"))
            if end not in known:
                sys.exit(f"crosswalk.psv:{n}:1: unknown {end}")
        if bool(r["note_en"]) != bool(r["note_zh"]):
            sys.exit(f"crosswalk.psv:{n}:1: note in one language")
    write(out, "crosswalk.csv",
          "scheme_from,layer_from,sub_field_from,relation,scheme_to,layer_to,sub_field_to,status,note_en,note_zh", rows)


# ---------------------------------------------------------------- the rest

def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--out", default=os.path.join(HERE, "..", "..", "atlas"))
    ap.add_argument("--sources")
    a = ap.parse_args()
    os.makedirs(a.out, exist_ok=True)
    out = a.out
    gazetteer = build_gazetteer(out)
    city = city_ids(gazetteer)
    documents = by(read("documents.csv"), "id")
    claims = build_claims(out, city, documents)
    facts = read("facts.csv")

    write(out, "metrics.csv",
          "id,title_en,title_zh,definition_en,definition_zh,family,kind,stock_flow,of,additive,sector,measure,topic,layer,definition_id,coverage,coverage_en,coverage_zh",
          sorted(metrics(), key=lambda r: r["id"]))
    write(out, "units.csv", "id,family,title_en,title_zh", sorted(hand("units.psv"), key=lambda r: r["id"]))
    write(out, "providers.csv", "id,name_en,name_zh",
          [{k: r[k] for k in ("id", "name_en", "name_zh")} for r in sorted(hand("providers.psv"), key=lambda r: r["id"])])

    # figures
    caption = {r["figure"]: r["caption_en"] for r in hand("figures_en.psv")}
    state = {"in the source, not extracted": "not_extracted", "extracted": "extracted", "caption lost": "caption_lost"}
    figures = [dict(figure=r["figure"], document="jiazi-2020", caption_zh=r["caption"], caption_en=caption[r["figure"]],
                    kind=r["kind"], date_in_caption=r["date_in_caption"], n=r["n"],
                    legend_bins=r["legend_bins"].replace(", ", ";"), line=r["line"], state=state[r["state"]])
               for r in read("figures_2020.csv")]
    write(out, "figures.csv", "figure,document,caption_zh,caption_en,kind,date_in_caption,n,legend_bins,line,state", figures)

    write(out, "groups.csv", "id,kind,name_en,name_zh,members,document,status", sorted(hand("groups.psv"), key=lambda r: r["id"]))
    write(out, "entities.csv", "id,kind,name_en,name_zh,place_id,document,note_en,note_zh",
          sorted(hand("entities.psv"), key=lambda r: r["id"]))

    # companies
    extra = by(hand("companies.psv"), "company")
    companies = []
    for r in read("companies.csv"):
        e = extra[r["company"]]
        sub = e["sub_field"] or r["sub_field"]
        companies.append(dict(id=e["id"], name_en=r["company"], name_zh=r["company_zh"], place_id=city[r["city"]],
                              sub_field=sub, sub_field_scheme=e["scheme"] if sub else "",
                              document=r["document"], place_status=r["city_status"]))
    for i, en, zh in (("builder-ai", "Builder.ai", "Builder.ai"), ("terminus", "Terminus", "特斯联")):
        companies.append(dict(id=i, name_en=en, name_zh=zh, document="article-2025", place_status="not_stated"))
    companies.sort(key=lambda r: r["id"])
    write(out, "companies.csv", "id,name_en,name_zh,place_id,sub_field,sub_field_scheme,document,place_status", companies)

    # zones
    zone = by(hand("zones.psv"), "zone")
    layers = {r["layer"]: (r["layer_en"], r["layer_zh"]) for r in hand("schemes2026.psv")}
    paradigm_en = {"product_innovation": "Product innovation", "park_driven": "Park-driven", "startup_cluster": "Start-up cluster",
                   "robotics_industry": "Robotics industry", "full_chain_cluster": "Full-chain cluster", "global_hub": "Global hub"}
    zones = []
    for r in read("zones.csv"):
        z = zone[r["zone"]]
        zones.append(dict(
            id=z["id"], name_en=r["zone"], name_zh=r["zone_zh"], place_id=city[r["city"]] if r["city"] else "",
            paradigm=r["paradigm"], paradigm_en=paradigm_en[r["paradigm"]] if r["paradigm"] else "",
            paradigm_zh=r["paradigm_zh"], layer=r["layer"],
            scheme=(r["layer_scheme"] or z["scheme"]) if r["layer"] else "",
            layer_status=r["layer_status"] if r["layer"] else "", city_status=r["city_status"] if r["city"] else "several_cities",
            document=r["document"], point=z["point"], kind=z["kind"], note_en=z["note_en"], note_zh=z["note_zh"]))
    zones.append(dict(id="Z-X-BJ-NQC", name_en="Beijing AI New Quality Industry Community", name_zh="北京人工智能新质产业社区",
                      place_id=city["Beijing"], city_status="stated", document="article-2025", point="place_not_given",
                      kind="community", note_en="", note_zh=""))
    zones.sort(key=lambda r: r["id"])
    write(out, "zones.csv",
          "id,name_en,name_zh,place_id,paradigm,paradigm_en,paradigm_zh,layer,scheme,layer_status,city_status,document,point,kind,note_en,note_zh", zones)

    # funds
    fund = by(hand("funds.psv"), "fund")
    funds = []
    for r in read("funds.csv"):
        x = fund[r["fund"]]
        funds.append(dict(id=x["id"], name_en=r["fund"], name_zh=r["fund_zh"], place_id=city[r["city"]], announced=r["announced"],
                          currency=r["currency"], target_claim=x["target_claim"], first_tranche_claim=x["first_tranche_claim"],
                          lead_en=r["lead"], lead_zh=r["lead"], co_investors_en=ids(r["co_investors"]),
                          co_investors_zh=ids(r["co_investors"]), mandate=x["mandate"], mandate_note_en=x["mandate_note_en"],
                          mandate_note_zh=x["mandate_note_zh"], document=r["document"]))
    funds.sort(key=lambda r: r["id"])
    write(out, "funds.csv",
          "id,name_en,name_zh,place_id,announced,currency,target_claim,first_tranche_claim,lead_en,lead_zh,co_investors_en,co_investors_zh,"
          "mandate,mandate_note_en,mandate_note_zh,document", funds)
    locator = {r["en"]: r["zh"] for r in hand("locators.psv")}
    watch = by(hand("watch.psv"), "item")
    items = []
    for r in read("fund_watch_items.csv"):
        w = watch[r["item"]]
        low, _, high = r["horizon_months"].partition("..")
        items.append(dict(id=w["id"], fund_id=fund[r["fund"]]["id"], item_en=w["item_en"], item_zh=w["item_zh"],
                          meaning_en=w["meaning_en"], meaning_zh=w["meaning_zh"], horizon_months_low=low, horizon_months_high=high,
                          document=r["document"], locator_en=r["locator"], locator_zh=locator[r["locator"]]))
    write(out, "fund_watch.csv",
          "id,fund_id,item_en,item_zh,meaning_en,meaning_zh,horizon_months_low,horizon_months_high,document,locator_en,locator_zh", items)

    # cities, schemes, rounds, strengths
    cities = []
    for name, ranked in (("cities.csv", "true"), ("cities_unranked.csv", "false")):
        for r in read(name):
            cities.append(dict(place_id=city[r["city"]], name_en=r["city"], name_zh=r["city_zh"],
                               province_id=gazetteer[city[r["city"]]]["province_code"] + "0000", ranked=ranked,
                               speciality_en=r["speciality"], speciality_zh=r["speciality_zh"], document=ids(r["document"])))
    cities.sort(key=lambda r: r["place_id"])
    write(out, "cities.csv", "place_id,name_en,name_zh,province_id,ranked,speciality_en,speciality_zh,document", cities)

    layer_en = {"foundation": "Foundation layer", "technology": "Technology layer", "application": "Application layer"}
    group_en = dict(layer_en, devices="AI devices", industry_solutions="AI industry solutions")
    sub_en = {r["sub_field"]: r["sub_field_en"] for r in hand("subfields2020.psv")}
    schemes = []
    for n, r in enumerate(read("taxonomy.csv"), 1):
        schemes.append(dict(scheme="2020", layer=r["layer"], layer_en=layer_en[r["layer"]], layer_zh=r["layer_zh"],
                            group=r["group"], group_en=group_en[r["group"]], group_zh=r["group_zh"], sub_field=r["sub_field"],
                            sub_field_en=sub_en[r["sub_field"]], sub_field_zh=r["sub_field_zh"], document=r["document"],
                            order=n, status="reported"))
    for n, r in enumerate(hand("schemes2026.psv"), 1):
        schemes.append(dict(r, order=n))
    write(out, "schemes.csv",
          "scheme,layer,layer_en,layer_zh,group,group_en,group_zh,sub_field,sub_field_en,sub_field_zh,document,order,status", schemes)

    build_crosswalk(out, schemes)
    write(out, "place_history.csv",
          "id,date,unit,unit_en,unit_zh,before,after,change,status,note_en,note_zh",
          [dict(r, status="general_knowledge") for r in hand("place_history.psv")])

    name = {r["id"]: r["name_en"] for r in hand("rounds_names.psv")}
    write(out, "rounds.csv", "id,name_en,name_zh,stage,order,document",
          [dict(id=r["round"], name_en=name[r["round"]], name_zh=r["round_zh"], stage=r["stage"], order=r["order"],
                document=r["document"]) for r in read("rounds.csv")])

    robots = {"service_robots", "industrial_robots"}
    strengths = []
    for r in read("city_strengths.csv"):
        note = r["sub_field"] in robots
        strengths.append(dict(place_id=city[r["city"]], sub_field=r["sub_field"], scheme=r["scheme"], document=r["document"],
                              note_en="named as strong or better developed in the city section" + ("; robots without a kind count for both kinds" if note else ""),
                              note_zh="城市章节点名为较强或发展较好" + ("；未分类的机器人计入两类" if note else "")))
    order = {r["sub_field"]: i for i, r in enumerate(read("taxonomy.csv"))}
    strengths.sort(key=lambda r: (r["place_id"], order[r["sub_field"]]))
    write(out, "strengths.csv", "place_id,sub_field,scheme,document,note_en,note_zh", strengths)

    write(out, "rates.csv",
          "id,base,quote,base_claim,quote_claim,period,base_value,quote_value,document,locator_en,locator_zh,line,as_written,note_en,note_zh",
          [dict(r, locator_zh=locator[r["locator_en"]]) for r in RATES])

    # documents, with the counts of what was read
    made = []
    for r in sorted(hand("documents.psv"), key=lambda r: r["id"]):
        d = r["id"]
        read_row = documents[d]

        def count(rows):
            return sum(1 for x in rows if d in x["document"].split(";"))
        numbers = dict(
            facts=sum(1 for x in facts if x["document"] == d and x["qualifier"] != "not_stated"),
            ratings=sum(1 for x in claims if x["status"] == "coded"), tiers=sum(1 for x in claims if x["metric"] == "tier_published"),
            strengths=count(strengths), figures=len(figures), companies=count(companies), zones=count(zones),
            watch=count(items), subfields=sum(1 for x in schemes if x["scheme"] == "2020"), rounds=len(read("rounds.csv")))
        made.append(dict(id=d, title_en=r["title_en"], title_zh=r["title_zh"], publisher_en=r["publisher_en"], publisher_zh=r["publisher_zh"],
                         published=read_row["published"], data_to=read_row["data_to"], short_en=read_row["short_en"], short_zh=read_row["short_zh"],
                         read_en=r["read_en"].format(**numbers), read_zh=r["read_zh"].format(**numbers), lost_en=r["lost_en"], lost_zh=r["lost_zh"]))
    write(out, "documents.csv",
          "id,title_en,title_zh,publisher_en,publisher_zh,published,data_to,short_en,short_zh,read_en,read_zh,lost_en,lost_zh", made)

    if a.sources and check_sources(a.sources):
        sys.exit(1)


if __name__ == "__main__":
    main()
