### map
map-name = Map
map-tiles-io = The file cannot be read: { $cause }
map-tiles-not-pmtiles = This is not a PMTiles file.
map-tiles-version = This is PMTiles version { $found }; only version 3 can be read.
map-tiles-truncated = The file is cut off; copy or download it again.
map-tiles-compression = It is compressed with { $name }; only gzip and uncompressed archives can be read.
map-tiles-kind = Its tiles are neither vector tiles nor PNG, JPEG or WebP pictures.
map-tiles-broken = The file's tile directory is damaged.
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-home = Whole area
map-meters = { $n } m
map-kilometers = { $n } km
map-attribution = Made with Natural Earth. Place data © GeoNames, CC BY 4.0.
map-limit = Base map ends at zoom { $zoom }; add a detailed .pmtiles file
map-limit-button = Choose file…
map-zones-folded = { $n ->
    [one] 1 zone
   *[other] { $n } zones
}
map-legend = Legend
map-legend-open = Show the legend
map-legend-close = Hide the legend
map-legend-title = { $metric }, { $period }
map-legend-fund = fund
map-not-stated = not stated
map-not-stated-dash = – not stated
map-at-least = at least
map-derived-at-least = at least (derived)
map-areas-stated = { $stated } of { $all } stated
map-paradigm-not-stated = paradigm not stated
map-click-for-more = Click for more
map-zone-paradigm = Paradigm: { $paradigm }
map-zone-layer = Layer: { $layer }
map-zone-layer-coded = Layer: { $layer } (coded by us)
map-fund-size-not-stated = Size not stated
map-derived-from = Derived: { $places }; the rest of the province is not stated
map-list-join = {" + "}
map-menu-copy = Copy coordinates ({ $at })
map-menu-what = What is here
map-menu-distance = Measure distance from here
map-menu-radius = Measure radius from here
map-menu-zoom = Zoom in here
