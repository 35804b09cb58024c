// Takes the steps with crossfilter; writes times and counted events beside the table.
const fs = require("fs");
const path = require("path");
const crossfilter = require("crossfilter2");

const folder = process.argv[2];
// As many as the others take.
const STEPS = 60;
const plan = JSON.parse(fs.readFileSync(path.join(folder, "steps.json"), "utf8"));
const lines = fs.readFileSync(path.join(folder, "table.csv"), "utf8").trimEnd().split("\n");
const names = lines[0].split(",");
const rows = lines.slice(1).map((line) => {
    const row = {};
    line.split(",").forEach((cell, at) => (row[names[at]] = Number(cell)));
    return row;
});

const started = performance.now();
const all = crossfilter(rows);
const by = (name) => all.dimension((row) => row[name]);
const dimensions = Object.fromEntries(
    ["day", "province", "sub_field", "round", "status", "amount_band", "lon", "lat"].map((name) => [name, by(name)]),
);
const summed = (group) =>
    group.reduce(
        (sum, row) => ({ n: sum.n + 1, amount: sum.amount + row.amount }),
        (sum, row) => ({ n: sum.n - 1, amount: sum.amount - row.amount }),
        () => ({ n: 0, amount: 0 }),
    );
// Quarters are groups of the dimension of days, so that both share one filter.
const quarterOf = new Map(rows.map((row) => [row.day, row.quarter]));
const groups = [summed(dimensions.day.group((day) => quarterOf.get(day)))].concat(
    ["province", "sub_field", "round", "status", "amount_band"].map((name) => summed(dimensions[name].group())),
);
console.log(`crossfilter is ready in ${((performance.now() - started) / 1e3).toFixed(2)} s`);

function set(name, value) {
    if (name === "date") {
        dimensions.day.filterRange([value[0], value[1] + 1]);
    } else if (name === "area") {
        dimensions.lon.filterRange([value[0], value[2] + 1]);
        dimensions.lat.filterRange([value[1], value[3] + 1]);
    } else {
        const wanted = new Set(value);
        dimensions[name].filterFunction((code) => wanted.has(code));
    }
}

const kinds = plan.kinds.map((kind) => {
    Object.values(dimensions).forEach((dimension) => dimension.filterAll());
    Object.entries(plan.first).forEach(([name, value]) => set(name, value));
    groups.forEach((group) => group.all());
    const ms = [];
    const events = [];
    for (const value of kind.steps.slice(0, STEPS)) {
        const before = performance.now();
        set(kind.dimension, value);
        events.push(groups.reduce((sum, group) => sum + group.all().reduce((n, one) => n + one.value.n, 0), 0));
        ms.push(performance.now() - before);
    }
    return { title: kind.title, ms, events };
});
fs.writeFileSync(path.join(folder, "crossfilter.json"), JSON.stringify(kinds));
