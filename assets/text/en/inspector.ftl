### inspector: what is known of what is selected

inspector-missing = The data does not have this id. It is kept and shows again when the data has it.
inspector-no-figures = The documents give no figure for it.
inspector-more = { $n } more
inspector-in = in
inspector-list-comma = {", "}

inspector-go-to = Show on the map
inspector-compare-add = Add to the comparison
inspector-compare-remove = Take out of the comparison
inspector-compared = in the comparison

inspector-ratings = Ratings
inspector-of-five = { $n } of 5
inspector-zones = Zones
inspector-funds = Funds
inspector-companies = Companies
inspector-strengths = Named as strong
inspector-inside = Places inside
inspector-claims-count = { $n ->
    [one] 1 claim
   *[other] { $n } claims
}
inspector-claims = Claims

inspector-paradigm = Paradigm
inspector-layer = Layer
inspector-layer-said = { $layer } ({ $scheme } scheme, { $status })
inspector-city = City
inspector-point = Point
inspector-point-none = not given: listed under its city, no symbol
inspector-point-country = the country's label
inspector-point-province = the province's capital
inspector-point-prefecture = the city's centre
inspector-point-county = the county's seat
inspector-point-zone = placed by hand, ± 2 km
inspector-point-site = the site
inspector-sub-field = Sub-field

inspector-links = What links here
inspector-open-view = Open the view { $view }
inspector-members = { $n ->
    [one] 1 place
   *[other] { $n } places
}
inspector-rate = { $quote } per { $base }
inspector-ranked = The tier ranking of a saved view reads this claim.

inspector-show-in-sources = Show in Sources
inspector-provider-not-named = not named
inspector-replaced-by = Replaced by
inspector-same-metric = Same metric, same subject

inspector-announced = Announced
inspector-lead = Lead
inspector-co-investors = Co-investors
inspector-ladder = Ladder
inspector-step-announced = Announced
inspector-step-registered = Registered
inspector-step-first-tranche = of it: first tranche
inspector-step-raised = Raised
inspector-step-called = Called
inspector-step-deployed = Deployed
inspector-mandate = Mandate
inspector-watch = Open questions
inspector-horizon = watch for { $low } to { $high } months

inspector-members-status = Members
inspector-member-places = Member places
inspector-filter-by-group = Filter by this group
inspector-filter-by-period = Filter by this period

inspector-selected = { $n } selected
inspector-deselect = Deselect { $name }
inspector-compare = Compare
inspector-clear-selection = Clear selection

inspector-view = View
inspector-cited = Claims behind it
inspector-holds = The atlas holds
inspector-holds-claims = Claims
inspector-holds-documents = Documents
inspector-holds-cities = Ranked cities
inspector-holds-zones = Zones
inspector-holds-companies = Companies
inspector-holds-funds = Funds
inspector-holds-as-of = Data to
inspector-begin = How to begin
inspector-begin-click = Click a mark on the map or in a chart; Shift-click adds up to ten.
inspector-begin-source = The line under a figure says where it stands; click it for the whole claim.
inspector-begin-palette = Ctrl+K finds places, companies, funds, views and claims, in pinyin too.

inspector-derived = Derived
inspector-derived-from-it = Derived from it

inspector-members-sum = Members added up
inspector-sum-fits = { $sum }, fits the stated { $stated }
inspector-sum-does-not-fit = { $sum }, does not fit the stated { $stated }
inspector-history = History
inspector-history-own = { $since }: before in { $before }; { $note }
inspector-history-other = { $since }: { $unit }; { $note }
inspector-history-founded = { $since }: { $note }
inspector-sum-of-period = { $period }: { $said }
