### stats
stats-failed = The statistics of the deals could not be made.
stats-bins-failed = The deals could not be counted for the map.
stats-empty = No deals are on screen. Import a deal table (CSV or XLSX), or switch one on in the list of tables in the left column.
stats-working = Counting…
stats-updating = updating…
stats-deals = { $n } deals under all filters
stats-none = No deal passes the filters.
stats-open-section = Show { $section }
stats-close-section = Hide { $section }

stats-concentration = Concentration
stats-over = Over
stats-over-investors = Investors
stats-over-places = Cities
stats-over-companies = Companies
stats-by = By
stats-by-events = Deals
stats-by-amount = Known amount
stats-top = Largest { $k }
stats-hhi = HHI
stats-hhi-hover = Herfindahl-Hirschman index: the sum of squared shares; 10,000 is one group alone.
stats-groups = { $n } groups
stats-no-group = { $n } deals without one are not counted
stats-no-amount = { $n } deals without a known amount are not counted
stats-investors-once = A deal counts once for each investor.
stats-lowest = Amounts at their lower bound.
stats-lorenz = Lorenz curve
stats-lorenz-x = smallest groups, % of all
stats-lorenz-y = % of the whole
stats-lorenz-point = The smallest { $groups } % of the groups hold { $share } %.

stats-sizes = Round sizes
stats-sizes-row = { $median } ({ $lower } – { $upper })
stats-sizes-head = Median (lower – upper quartile), { $unit }
stats-sizes-n = { $n } known · { $unknown } unknown
stats-sizes-none = No amount is known.
stats-sizes-hover = Bar: from the lower to the upper quartile; line: median. Pale where ranges leave it open.

stats-league = Most active investors
stats-league-of = { $n } of { $all }
stats-league-note = Amount: money of the deals they took part in, not their own part.
stats-column-investor = Investor
stats-column-deals = Deals
stats-column-amount = Amount, { $unit }
stats-pairs = Investing together
stats-pairs-none = No two investors share a deal.

stats-heat = Sub-field × round
stats-heat-note = Under all filters but those of sub-field and round. Click a cell to filter, again to let go.
stats-heat-left-out = { $n } more sub-fields with fewer deals
stats-heat-cell = { $row } × { $column }: { $n } deals, { $amount }
stats-heat-unknown = { $n } of unknown amount

stats-layer-deals = Deals
stats-map-events = Deals of own tables
stats-map-amount = Deals of own tables, known amount
stats-map-mark = deals in a cell of the grid
stats-map-single = deals at a point
stats-map-nowhere = { $n } deals without a known place
stats-map-more = { $n } more deals here; zoom in
stats-map-counting = counting…
stats-map-deals = { $n ->
    [one] One deal
   *[other] { $count } deals
}
stats-map-known = { $amount } known
stats-map-unknown = { $n } of unknown amount
stats-map-short = { $n }k
