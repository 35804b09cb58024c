### inspector：所选对象的全部已知信息

inspector-missing = 数据中没有这个编号。编号会保留，数据补齐后自动显示。
inspector-no-figures = 文档没有给出它的数字。
inspector-more = 其余 { $n } 项
inspector-in = 属
inspector-list-comma = 、

inspector-go-to = 在地图上显示
inspector-compare-add = 加入对比
inspector-compare-remove = 移出对比
inspector-compared = 已在对比中

inspector-ratings = 评分
inspector-of-five = { $n } / 5
inspector-zones = 园区
inspector-funds = 基金
inspector-companies = 企业
inspector-strengths = 文中点名的强项
inspector-inside = 下辖地点
inspector-claims-count = { $n } 条数据
inspector-claims = 数据主张

inspector-paradigm = 范式
inspector-layer = 层级
inspector-layer-said = { $layer }（{ $scheme } 年划分，{ $status }）
inspector-city = 城市
inspector-point = 点位
inspector-point-none = 未给出：只列在所属城市之下，不画符号
inspector-point-country = 国家名所在处
inspector-point-province = 省会
inspector-point-prefecture = 城市中心
inspector-point-county = 县（区）驻地
inspector-point-zone = 手工定位，± 2 公里
inspector-point-site = 实际地址
inspector-sub-field = 细分领域

inspector-links = 引用之处
inspector-open-view = 打开视图 { $view }
inspector-members = { $n } 地
inspector-rate = { $base } 兑 { $quote }
inspector-ranked = 有视图的梯队排名用到这条主张。

inspector-show-in-sources = 在「来源」中查看
inspector-provider-not-named = 未注明
inspector-replaced-by = 已被取代
inspector-same-metric = 同一对象的同一指标

inspector-announced = 宣布时间
inspector-lead = 牵头方
inspector-co-investors = 共同出资方
inspector-ladder = 资金阶梯
inspector-step-announced = 宣布规模
inspector-step-registered = 注册资本
inspector-step-first-tranche = 其中首期
inspector-step-raised = 已募集
inspector-step-called = 已实缴
inspector-step-deployed = 已投出
inspector-mandate = 投向
inspector-watch = 待观察问题
inspector-horizon = 观察 { $low } 至 { $high } 个月

inspector-members-status = 成员
inspector-member-places = 成员地点
inspector-filter-by-group = 按此组合筛选
inspector-filter-by-period = 按此时期筛选

inspector-selected = 已选 { $n } 项
inspector-deselect = 取消选择 { $name }
inspector-compare = 对比
inspector-clear-selection = 清除选择

inspector-view = 视图
inspector-cited = 所据数据主张
inspector-holds = 图谱收录
inspector-holds-claims = 数据主张
inspector-holds-documents = 文档
inspector-holds-cities = 排名城市
inspector-holds-zones = 园区
inspector-holds-companies = 企业
inspector-holds-funds = 基金
inspector-holds-as-of = 数据截至
inspector-begin = 如何开始
inspector-begin-click = 点击地图或图表中的标记；按住 Shift 可加选，至多十项。
inspector-begin-source = 数字下方注明出处，点击可查看完整主张。
inspector-begin-palette = Ctrl+K 可查找地点、企业、基金、视图与主张，支持拼音。

inspector-derived = 推算数字
inspector-derived-from-it = 由此推算

inspector-members-sum = 成员合计
inspector-sum-fits = { $sum }，与所述 { $stated } 相符
inspector-sum-does-not-fit = { $sum }，与所述 { $stated } 不符
inspector-history = 沿革
inspector-history-own = { $since }：此前属{ $before }；{ $note }
inspector-history-other = { $since }：{ $unit }；{ $note }
inspector-history-founded = { $since }：{ $note }
inspector-sum-of-period = { $period }：{ $said }
