### stats
stats-failed = 无法计算交易统计。
stats-bins-failed = 无法为地图统计交易。
stats-empty = 当前没有交易数据。请导入交易表（CSV 或 XLSX），或在左栏的表格列表中打开一个。
stats-working = 正在统计…
stats-updating = 正在更新…
stats-deals = 全部筛选后共 { $n } 笔交易
stats-none = 没有交易通过筛选。
stats-open-section = 展开{ $section }
stats-close-section = 收起{ $section }

stats-concentration = 集中度
stats-over = 按对象
stats-over-investors = 投资方
stats-over-places = 城市
stats-over-companies = 公司
stats-by = 按度量
stats-by-events = 笔数
stats-by-amount = 已知金额
stats-top = 前 { $k } 名
stats-hhi = HHI 指数
stats-hhi-hover = 赫芬达尔指数：份额平方之和；10,000 表示仅有一个。
stats-groups = 共 { $n } 个
stats-no-group = { $n } 笔未注明，未计入
stats-no-amount = { $n } 笔金额未知，未计入
stats-investors-once = 每个投资方各计一次。
stats-lowest = 金额取下限。
stats-lorenz = 洛伦兹曲线
stats-lorenz-x = 由小到大，占个数 %
stats-lorenz-y = 占总量 %
stats-lorenz-point = 最小的 { $groups } % 占总量的 { $share } %。

stats-sizes = 各轮次规模
stats-sizes-row = { $median }（{ $lower } – { $upper }）
stats-sizes-head = 中位数（下 – 上四分位），{ $unit }
stats-sizes-n = 已知 { $n } · 未知 { $unknown }
stats-sizes-none = 没有已知金额。
stats-sizes-hover = 条形：下四分位到上四分位；竖线：中位数。浅色表示区间未定。

stats-league = 最活跃的投资方
stats-league-of = 前 { $n } 名，共 { $all } 个
stats-league-note = 金额为其参与交易的总额，并非其自身出资。
stats-column-investor = 投资方
stats-column-deals = 笔数
stats-column-amount = 金额，{ $unit }
stats-pairs = 共同投资
stats-pairs-none = 没有两个投资方共同出现。

stats-heat = 细分领域 × 轮次
stats-heat-note = 除细分领域与轮次外的全部筛选。点击单元格筛选，再次点击取消。
stats-heat-left-out = 另有 { $n } 个细分领域交易较少
stats-heat-cell = { $row } × { $column }：{ $n } 笔，{ $amount }
stats-heat-unknown = { $n } 笔金额未知

stats-layer-deals = 交易
stats-map-events = 自有表格的交易
stats-map-amount = 自有表格的交易，已知金额
stats-map-mark = 网格内的交易
stats-map-single = 同一地点的交易
stats-map-nowhere = { $n } 笔地点未知
stats-map-more = 此处另有 { $n } 笔，请放大
stats-map-counting = 正在统计…
stats-map-deals = { $n ->
   *[other] { $count } 笔交易
}
stats-map-known = 已知 { $amount }
stats-map-unknown = { $n } 笔金额未知
stats-map-short = { $n }万
