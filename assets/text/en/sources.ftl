### sources: claims, documents, figures, filters, layers, and the words for them

sources-chip-name = Source { $source }, claim { $id }
sources-quoted = “{ $text }”
sources-figure-number = Figure { $n }

## Fields of a claim

sources-field-id = Id
sources-field-subject = Subject
sources-field-metric = Metric
sources-field-definition = Definition
sources-field-coverage = Counted
sources-field-period = Period
sources-field-value = Value
sources-field-bounds = Bounds
sources-field-unit = Unit
sources-field-qualifier = Wording
sources-field-status = Status
sources-field-provider = Provider
sources-field-document = Document
sources-field-locator = Locator
sources-field-line = Line
sources-field-as-written = As written
sources-field-published = Published
sources-field-note = Note
sources-field-supersedes = Replaces

## How a figure is worded

sources-qualifier-exact = exact
sources-qualifier-about = about
sources-qualifier-nearly = nearly
sources-qualifier-at-least = at least
sources-qualifier-at-most = at most
sources-qualifier-range = range
sources-qualifier-not-stated = not stated

sources-status-reported = reported
sources-status-derived = derived
sources-status-coded = coded by us
sources-status-assumed = assumed
sources-status-entered = entered

sources-level-country = Country
sources-level-province = Province
sources-level-municipality = Municipality
sources-level-sar = Special administrative region
sources-level-prefecture = City
sources-level-district = District
sources-level-county = County
sources-level-zone = Zone

sources-tier-1 = tier 1
sources-tier-2 = tier 2
sources-tier-other = other tier

sources-sector-all = all sectors
sources-sector-ai = AI
sources-sector-embodied-ai = embodied AI
sources-sector-advanced-manufacturing = advanced manufacturing
sources-sector-manufacturing = manufacturing
sources-sector-mobile-devices = mobile devices
sources-sector-oil-and-gas = oil and gas

sources-topic-companies = companies
sources-topic-financing = financing
sources-topic-funds = funds
sources-topic-industry = industry
sources-topic-investors = investors
sources-topic-other = other
sources-topic-policy = policy
sources-topic-rating = ratings
sources-topic-research = research
sources-topic-talent = talent
sources-topic-tier = tiers
sources-topic-unicorns = unicorns

sources-place-stated = stated in the source
sources-place-partly-stated = partly stated in the source
sources-place-general-knowledge = general knowledge, not in the source
sources-place-not-stated = not stated
sources-place-several-cities = several cities

sources-figure-extracted = extracted
sources-figure-not-extracted = in the source, not extracted
sources-figure-caption-lost = caption lost

sources-kind-place = Place
sources-kind-group = Group of places
sources-kind-company = Company
sources-kind-fund = Fund
sources-kind-entity = Named in the sources
sources-kind-claim = Claim
sources-kind-document = Document
sources-kind-figure = Figure of the 2020 report
sources-kind-period = Period

sources-copied-figure = { $subject }, { $metric }, { $period }: { $figure } (source: { $source }; { $id })
sources-copy-figure = Copy the figure with its source ({ $id })

## Documents and figures

sources-publisher = Publisher
sources-data-to = Data to
sources-read = Read
sources-lost = Lost
sources-show-claims-of-document = { $n ->
    [one] Show its claim
   *[other] Show its { $n } claims
}
sources-figure-state = State
sources-figure-n = N
sources-figure-bins = Legend bins
sources-figure-date = Date in caption

sources-figure-no = No.
sources-figure-caption = Caption
sources-figure-kind = Kind
sources-figure-kind-map = map
sources-figure-kind-heatmap = heat map
sources-figure-kind-distribution = distribution
sources-figure-kind-companies = list of companies
sources-figures-count = { $n } figures
sources-figures-none = The data hold no figures.
sources-documents-none = The data hold no documents.

## Claims table

sources-claims-filter = Filter claims by text
sources-claims-filter-hint = Filter: text, id, pinyin
sources-claims-all = { $all } claims
sources-claims-of = { $shown } of { $all } claims
sources-claims-none = No claim passes the filters.
sources-copy-table = Copy the table with its sources

## Filters and layers

sources-filter-clear-all = Clear all filters
sources-filter-remove = Remove filter
sources-filter-years = Claims by year
sources-filter-year = { $year }: { $n ->
    [one] 1 claim
   *[other] { $n } claims
}
sources-filter-tiers = Published tier of the city
sources-filter-area = area on the map
sources-filter-place = Place or group
sources-filter-sector = Sector
sources-filter-topic = Topic

sources-layer-cities = Cities
sources-layer-city-metric = Symbols sized by
sources-layer-provinces = Provinces
sources-layer-province-metric = Coloured by
sources-layer-stated-of = { $n } of { $all }
sources-layer-zones = Zones
sources-layer-funds = Funds
sources-layer-notes = Notes

sources-rate = 1 { $base } = { $value } { $quote }, { $period }
sources-field-rate = Rate
