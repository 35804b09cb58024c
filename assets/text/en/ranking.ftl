### ranking

ranking-title = City tiers by weighted score, 0 to 100
ranking-edit = Weights and rule
ranking-edit-changed = Weights and rule · changed
ranking-edit-name = Show or hide weights, cuts and rule
ranking-score = score
ranking-ranks = ranks
ranking-tier = tier
ranking-published = published
ranking-tier-one = 1
ranking-tier-two = 2
ranking-tier-other = other
ranking-differs = { $tier } · differs
ranking-differs-short = { $tier } ≠
ranking-companies = companies
ranking-cut-one = tier 1 from { $score }
ranking-cut-two = tier 2 from { $score }
ranking-cut-name = Score from which a city is tier { $tier }

## What a row and a part say

ranking-row-name = { $rank }. { $place }: score { $score }, ranks { $low } to { $high }, { $tier }
ranking-row-differs = published tier: { $tier }
ranking-row-range = score { $low } to { $high }
ranking-row-may-tier = may be { $best } or { $worst }
ranking-part-points = { $points } of { $most } points, weight { $weight } %
ranking-part-points-range = { $low } to { $high } of { $most } points, weight { $weight } %
ranking-part-missing = not stated
ranking-part-unstated = not stated, so { $low } to { $high } (derived)
ranking-part-together = { $total } together with { $places }: total of { $claim } less the stated members
ranking-tier-from = by the cuts
ranking-tier-published = published

## Weights and rule

ranking-weights = Weights, sum 100 %
ranking-weight-name = Weight of { $part }, percent
ranking-cuts = Tiers
ranking-cut-label-one = Tier 1 from
ranking-cut-label-two = Tier 2 from
ranking-rule = Rule
ranking-rule-ratings = Ratings from −2 to 2 become 0 to 1.
ranking-rule-count = A company count n becomes ln(n ÷ { $low }) ÷ ln({ $high } ÷ { $low }), held to 0 to 1.
ranking-rule-score = Score: the weighted sum times 100.
ranking-rule-unstated = A count not stated is drawn light from its least to its most; the city stands in the middle and shows the ranks it may have.
ranking-reset = Reset
ranking-empty = No ranked cities in these data. Open the bundled atlas, or a table with rated cities.
