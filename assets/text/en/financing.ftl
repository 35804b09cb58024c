### financing

financing-title-events = Financing events, { $scope }, by quarter
financing-title-events-place = Financing events, { $place }, { $scope }, by quarter
financing-title-amount = Financing amount, { $scope }, { $unit }, by quarter
financing-title-amount-place = Financing amount, { $place }, { $scope }, { $unit }, by quarter
financing-measure-events = Financing events
financing-measure-amount = Financing amount
financing-measure = What is shown
financing-measure-events-short = Events
financing-measure-amount-short = Amount
financing-scope = Sector
financing-scope-all = all sectors
financing-scope-ai = AI
financing-scope-embodied-ai = embodied AI
financing-scope-all-short = All
financing-scope-ai-short = AI
financing-scope-embodied-ai-short = Embodied AI
financing-place-any = Every place stated
financing-place-name = Place: { $place }

## Marks

financing-legend-exact = stated
financing-legend-derived = derived
financing-legend-at-least = at least
financing-legend-range = from low to high
financing-legend-not-stated = not stated
financing-legend-incomplete = incomplete period
financing-label-in = { $value } in { $period }
financing-label-incomplete = incomplete
financing-qoq = QoQ
financing-yoy = YoY
financing-note-rate = Width is the period, height the amount per quarter: the area is the total.
financing-sparse = Only what the documents state. A deal table would fill the quarters in between.
financing-provider-none = provider not named
financing-own-scale = own scale: no rate to this unit

## A mark on hover

financing-mark-name = { $subject }, { $period }: { $value }, { $status }
financing-mark-missing = { $subject }, { $period }: not stated
financing-card-total = { $value } in { $period }
financing-card-derivation = Calculation
financing-card-range = Range
financing-card-growth = Growth
financing-card-sources = Sources
financing-card-provider = Provider
financing-card-rate = Rate
financing-card-gap = Not joined
financing-card-missing = No document states this quarter.

financing-gap-subject = another place or subject
financing-gap-definition = another definition
financing-gap-scope = another sector
financing-gap-coverage = another population counted
financing-gap-provider = another provider, or none named
financing-gap-unit = another unit or currency
financing-gap-period-length = another length of period
financing-gap-not-adjacent = not the next quarter
financing-gap-not-stated = the quarter before is not stated

## Empty

financing-empty-scope = No document states this for this scope. Pick another sector, or the other measure.
financing-empty-place = No document states this for { $place }. Show every place stated, or pick another sector.
financing-empty-filter = The filters let no financing figure through.
financing-empty-any = Show every place stated
financing-empty-clear = Clear filters
financing-empty-other = Show { $measure }

## Joined by hand, and incomplete periods

financing-legend-by-hand = joined by hand
financing-mark-joined = { $name }; joined by hand
financing-join-anyway = Join anyway to the figure before it
financing-join-not = Do not join to the figure before it
financing-card-joined = Joined by hand
financing-card-join-hint = Right-click to join anyway
financing-card-unjoin-hint = Right-click to take the join away
financing-edit-join = Join two figures
financing-edit-unjoin = Take a join away
financing-incomplete-days-short = complete after { $n } d
financing-incomplete-days-why = A period is incomplete when it was counted
financing-incomplete-days = { $n ->
    [0] before its end
    [one] less than 1 day after its end
   *[other] less than { $n } days after its end
}
financing-incomplete-days-name = { $n ->
    [one] Incomplete when counted less than 1 day after its end
   *[other] Incomplete when counted less than { $n } days after its end
}
