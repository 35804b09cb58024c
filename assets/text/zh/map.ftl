### map
map-name = 地图
map-tiles-io = 无法读取文件：{ $cause }
map-tiles-not-pmtiles = 不是 PMTiles 文件。
map-tiles-version = 这是 PMTiles 第 { $found } 版，仅支持第 3 版。
map-tiles-truncated = 文件不完整，请重新复制或下载。
map-tiles-compression = 文件采用 { $name } 压缩，仅支持 gzip 或未压缩的文件。
map-tiles-kind = 瓦片既不是矢量瓦片，也不是 PNG、JPEG 或 WebP 图片。
map-tiles-broken = 文件的瓦片目录已损坏。
