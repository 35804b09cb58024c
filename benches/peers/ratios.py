"""Prints the times of all engines and how many times slower than this program each is."""

import json
import sys
from pathlib import Path

folder = Path(sys.argv[1])


def share(times, share):
    times = sorted(times)
    return times[round((len(times) - 1) * share)]


own = json.loads((folder / "steps.json").read_text())["kinds"]
peers = {}
for name in ["polars", "duckdb", "crossfilter"]:
    path = folder / f"{name}.json"
    if path.exists():
        peers[name] = json.loads(path.read_text())
wrong = False
for at, kind in enumerate(own):
    ours = share(kind["ms"], 0.95)
    print(f"{kind['title']:<40} own {ours:8.2f} ms (95th percentile)")
    for name, kinds in peers.items():
        theirs = kinds[at]
        same = theirs["events"] == kind["events"][: len(theirs["events"])]
        wrong |= not same
        note = "" if same else "  OTHER COUNTS"
        print(f"{'':<24}{name:<12} {share(theirs['ms'], 0.95):12.2f} ms  {share(theirs['ms'], 0.95) / ours:6.1f} times{note}")
sys.exit(1 if wrong else 0)
