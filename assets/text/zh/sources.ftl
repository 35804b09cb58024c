### sources：数据主张、文档、图、筛选、图层及其用语

sources-chip-name = 来源 { $source }，主张 { $id }
sources-quoted = 「{ $text }」
sources-figure-number = 图 { $n }

## 主张的各项

sources-field-id = 编号
sources-field-subject = 对象
sources-field-metric = 指标
sources-field-definition = 口径
sources-field-coverage = 统计对象
sources-field-period = 时期
sources-field-value = 数值
sources-field-bounds = 上下限
sources-field-unit = 单位
sources-field-qualifier = 措辞
sources-field-status = 状态
sources-field-provider = 数据方
sources-field-document = 文档
sources-field-locator = 出处
sources-field-line = 行
sources-field-as-written = 原文
sources-field-published = 发布
sources-field-note = 备注
sources-field-supersedes = 取代

## 数字的措辞

sources-qualifier-exact = 精确
sources-qualifier-about = 约
sources-qualifier-nearly = 近
sources-qualifier-at-least = 至少
sources-qualifier-at-most = 至多
sources-qualifier-range = 区间
sources-qualifier-not-stated = 未说明

sources-status-reported = 原文
sources-status-derived = 推算
sources-status-coded = 本项目编码
sources-status-assumed = 假设
sources-status-entered = 手工录入

sources-level-country = 国家
sources-level-province = 省份
sources-level-municipality = 直辖市
sources-level-sar = 特别行政区
sources-level-prefecture = 城市
sources-level-district = 区
sources-level-county = 县（市）
sources-level-zone = 园区

sources-tier-1 = 第一梯队
sources-tier-2 = 第二梯队
sources-tier-other = 其他梯队

sources-sector-all = 全行业
sources-sector-ai = 人工智能
sources-sector-embodied-ai = 具身智能
sources-sector-advanced-manufacturing = 先进制造
sources-sector-manufacturing = 制造业
sources-sector-mobile-devices = 移动终端
sources-sector-oil-and-gas = 油气

sources-topic-companies = 企业
sources-topic-financing = 融资
sources-topic-funds = 基金
sources-topic-industry = 产业
sources-topic-investors = 投资机构
sources-topic-other = 其他
sources-topic-policy = 政策
sources-topic-rating = 评分
sources-topic-research = 科研
sources-topic-talent = 人才
sources-topic-tier = 梯队
sources-topic-unicorns = 独角兽

sources-place-stated = 原文说明
sources-place-partly-stated = 原文部分说明
sources-place-general-knowledge = 常识，原文未说明
sources-place-not-stated = 未说明
sources-place-several-cities = 跨多个城市

sources-figure-extracted = 已提取
sources-figure-not-extracted = 原文有图，未提取
sources-figure-caption-lost = 图题缺失

sources-kind-place = 地点
sources-kind-group = 地区组合
sources-kind-company = 企业
sources-kind-fund = 基金
sources-kind-entity = 原文提及的对象
sources-kind-claim = 数据主张
sources-kind-document = 文档
sources-kind-figure = 2020 年报告的图
sources-kind-period = 时期

sources-copied-figure = { $subject }，{ $metric }，{ $period }：{ $figure }（来源：{ $source }；{ $id }）
sources-copy-figure = 复制数字及来源（{ $id }）

## 文档与图

sources-publisher = 发布方
sources-data-to = 数据截至
sources-read = 已提取
sources-lost = 未能提取
sources-show-claims-of-document = 查看其 { $n } 条数据
sources-figure-state = 状态
sources-figure-n = 样本数
sources-figure-bins = 图例分档
sources-figure-date = 图题日期

sources-figure-no = 图号
sources-figure-caption = 图题
sources-figure-kind = 类型
sources-figure-kind-map = 地图
sources-figure-kind-heatmap = 热力图
sources-figure-kind-distribution = 分布图
sources-figure-kind-companies = 企业名单
sources-figures-count = 共 { $n } 幅图
sources-figures-none = 数据中没有图。
sources-documents-none = 数据中没有文档。

## 主张表

sources-claims-filter = 按文字筛选主张
sources-claims-filter-hint = 筛选：文字、编号、拼音
sources-claims-all = 共 { $all } 条主张
sources-claims-of = { $all } 条主张中的 { $shown } 条
sources-claims-none = 没有符合筛选条件的主张。
sources-copy-table = 复制表格及来源

## 筛选与图层

sources-filter-clear-all = 清除全部筛选
sources-filter-remove = 移除筛选
sources-filter-years = 各年主张数
sources-filter-year = { $year } 年：{ $n } 条主张
sources-filter-tiers = 城市公布梯队
sources-filter-area = 地图框选范围
sources-filter-place = 地点或组合
sources-filter-sector = 行业
sources-filter-topic = 主题

sources-layer-cities = 城市
sources-layer-city-metric = 符号大小
sources-layer-provinces = 省份
sources-layer-province-metric = 着色指标
sources-layer-stated-of = { $n } / { $all }
sources-layer-zones = 园区
sources-layer-funds = 基金
sources-layer-notes = 笔记

sources-rate = 1 { $base } = { $value } { $quote }，{ $period }
sources-field-rate = 汇率
