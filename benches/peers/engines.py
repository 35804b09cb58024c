"""Takes the steps with Polars and DuckDB; writes times and counted events beside the table."""

import json
import sys
import time
from pathlib import Path

import duckdb
import polars as pl

PANELS = ["quarter", "province", "sub_field", "round", "status", "amount_band"]
# The filter that each panel leaves out.
OWN = {"quarter": "date"}

folder = Path(sys.argv[1])
plan = json.loads((folder / "steps.json").read_text())
# More steps than this take minutes and change no percentile much.
STEPS = 60

started = time.perf_counter()
types = {name: pl.UInt8 for name in PANELS} | {"amount": pl.Int64}
frame = pl.read_csv(folder / "table.csv", schema_overrides=types).rechunk()
print(f"Polars reads the table in {time.perf_counter() - started:.2f} s")


def polars_step(filters):
    def one(dimension, value):
        if dimension == "date":
            return pl.col("day").is_between(value[0], value[1])
        if dimension == "area":
            return pl.col("lon").is_between(value[0], value[2]) & pl.col("lat").is_between(value[1], value[3])
        return pl.col(dimension).is_in(value)

    questions = []
    for panel in PANELS:
        rows = frame.lazy()
        for dimension, value in filters.items():
            if dimension != OWN.get(panel, panel):
                rows = rows.filter(one(dimension, value))
        questions.append(rows.group_by(panel).agg(pl.len().alias("n"), pl.col("amount").sum()))
    return sum(answer["n"].sum() for answer in pl.collect_all(questions))


base = duckdb.connect()
base.execute("set threads = 2")
base.execute(f"create table deals as select * from read_csv('{folder / 'table.csv'}')")


def duckdb_step(filters):
    def one(dimension, value):
        if dimension == "date":
            return f"day between {value[0]} and {value[1]}"
        if dimension == "area":
            return f"lon between {value[0]} and {value[2]} and lat between {value[1]} and {value[3]}"
        return f"{dimension} in ({', '.join(map(str, value))})"

    events = 0
    for panel in PANELS:
        where = [one(d, v) for d, v in filters.items() if d != OWN.get(panel, panel)]
        text = f"select {panel}, count(*), sum(amount) from deals where {' and '.join(where)} group by {panel}"
        events += sum(row[1] for row in base.execute(text).fetchall())
    return events


def run(name, step):
    kinds = []
    for kind in plan["kinds"]:
        filters = dict(plan["first"])
        step(filters)
        times, events = [], []
        for value in kind["steps"][:STEPS]:
            filters[kind["dimension"]] = value
            started = time.perf_counter()
            events.append(step(filters))
            times.append((time.perf_counter() - started) * 1e3)
        kinds.append({"title": kind["title"], "ms": times, "events": events})
    (folder / f"{name}.json").write_text(json.dumps(kinds))


run("polars", polars_step)
run("duckdb", duckdb_step)
