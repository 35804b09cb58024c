### compare

compare-add = Add a place
compare-add-name = Add a place to the comparison
compare-add-hint = name, pinyin or initials
compare-full = Ten places at most: take one out to add another.
compare-none-found = No place with figures by this name.
compare-difference = Difference to median
compare-difference-hint = Shown where every place has a figure of the same period, provider and unit
compare-copy = Copy numbers with sources
compare-remove = Take { $place } out
compare-metric = Metric
compare-sort = Sort rows by { $column }
compare-inside = in { $place }
compare-inside-hint = { $inner } lies in { $outer }: their figures overlap, do not add them up
compare-ranking = Ranking, points
compare-score = Score, 0 to 100
compare-points = points
compare-claims = { $n ->
    [one] { $n } claim
   *[other] { $n } claims
}
compare-more = +{ $n }
compare-periods-differ = periods differ
compare-parts-beside-wholes = part periods beside longer ones
compare-part-period = { $period } (part)
compare-providers-differ = measured by different providers
compare-units-differ = units differ
compare-not-stated = not stated
compare-cell = { $metric }, { $place }: { $value }

## Nothing to compare yet

compare-empty-title = Compare two to ten places
compare-empty-one = One place is chosen. Add another: search above, or Shift-click cities on the map and come back.
compare-empty-none = Search for a place above, or Shift-click cities on the map and come back.
compare-empty-selected = Compare what is selected: { $places }
compare-empty-tiers = Tier one against tier two

## Parts

compare-parts-empty = The six ranking parts stand here side by side once two ranked cities are compared.
compare-parts-scale = points, 0 to { $most }
compare-part-name = { $part }, { $place }: { $points } of { $most } points
compare-part-name-range = { $part }, { $place }: { $low } to { $high } of { $most } points
compare-part-not-ranked = { $part }, { $place }: not ranked
compare-parts-title = Points by part, one scale

## Sums and groups

compare-add-group = { $group }, { $n ->
    [one] 1 place
   *[other] { $n } places
}
compare-group-left-out = { $n ->
    [one] 1 member of { $group } found no room: ten places at most.
   *[other] { $n } members of { $group } found no room: ten places at most.
}
compare-sum = sum { $value }
compare-sum-not-stated = ; not stated: { $places }
compare-sum-stated-of = ; stated for { $n } of { $all } places
compare-sum-left-out = ; { $inner } left out: it lies in { $outer }
compare-no-sum = no sum: { $reason }
compare-no-sum-not-additive = figures of this kind do not add up
compare-no-sum-nothing-stated = no place has a stated figure
compare-no-sum-definitions = they count by different definitions
compare-no-sum-coverages = they count different populations
compare-no-sum-providers = different providers measured them, or one is not named
compare-no-sum-periods = they speak of different periods
compare-no-sum-units = they are in different units
