### schemes: 分层对照

schemes-none = 数据中没有两套可对照的分层方案。
schemes-scheme = { $scheme } 版 · { $document }
schemes-mapped = { $scheme } 版：{ $all } 个细分领域中 { $n } 个有对应
schemes-sectors = 数据方的行业口径
schemes-whole = 整套方案
schemes-unmapped = 另一方案中无对应
schemes-no-counterpart = 在 { $other } 版中无对应
schemes-legend-part = 为对方的一部分

## 细分领域之间

schemes-same = 等同于{ $other }
schemes-broader = 宽于{ $other }
schemes-narrower = 窄于{ $other }
schemes-overlaps = 与{ $other }部分重合
schemes-word-same = 等同
schemes-word-broader = 较宽
schemes-word-narrower = 较窄
schemes-word-overlaps = 部分重合
schemes-word-none = 无对应

## 数据所含

schemes-cities = { $n } 个城市
schemes-companies = { $n } 家企业
schemes-funds = { $n } 只基金
schemes-zones = { $n } 个园区

schemes-because = { $said }：{ $note }
