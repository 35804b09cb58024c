### map
map-name = Map
map-tiles-io = The file cannot be read: { $cause }
map-tiles-not-pmtiles = This is not a PMTiles file.
map-tiles-version = This is PMTiles version { $found }; only version 3 can be read.
map-tiles-truncated = The file is cut off; copy or download it again.
map-tiles-compression = It is compressed with { $name }; only gzip and uncompressed archives can be read.
map-tiles-kind = Its tiles are neither vector tiles nor PNG, JPEG or WebP pictures.
map-tiles-broken = The file's tile directory is damaged.
