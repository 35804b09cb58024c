### Source lines of copied tables and pictures

export-list-separator = {", "}
export-sources = Sources: { $documents }
export-map = Made with Natural Earth. Place data © GeoNames, CC BY 4.0. Boundaries are not authoritative
export-made-with = Cluster Atlas, data to { $date }
