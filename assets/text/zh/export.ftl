### 复制的表格与图片的出处行

export-list-separator = 、
export-sources = 来源：{ $documents }
export-map = 底图采用 Natural Earth；地名数据 © GeoNames，CC BY 4.0；边界不具权威性
export-made-with = 产业集群图谱，数据截至 { $date }
