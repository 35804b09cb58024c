### schemes: layer schemes beside one another

schemes-none = The data hold no two layer schemes to compare.
schemes-scheme = Scheme { $scheme } · { $document }
schemes-mapped = { $scheme }: { $n } of { $all } sub-fields mapped
schemes-sectors = Sectors that providers count by
schemes-whole = the whole scheme
schemes-unmapped = no counterpart in the other scheme
schemes-no-counterpart = no counterpart in { $other }
schemes-legend-part = part of the other

## One sub-field against another

schemes-same = same as { $other }
schemes-broader = broader than { $other }
schemes-narrower = narrower than { $other }
schemes-overlaps = overlaps { $other }
schemes-word-same = same
schemes-word-broader = broader
schemes-word-narrower = narrower
schemes-word-overlaps = overlaps
schemes-word-none = no counterpart

## What the data hold

schemes-cities = { $n ->
    [one] 1 city
   *[other] { $n } cities
}
schemes-companies = { $n ->
    [one] 1 company
   *[other] { $n } companies
}
schemes-funds = { $n ->
    [one] 1 fund
   *[other] { $n } funds
}
schemes-zones = { $n ->
    [one] 1 zone
   *[other] { $n } zones
}

schemes-because = { $said }: { $note }
