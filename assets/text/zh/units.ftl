### 金额单位

units-currency = 币种
units-currency-cny = 人民币
units-currency-usd = 美元
units-currency-hkd = 港元
units-currency-jpy = 日元
units-currency-eur = 欧元
units-scale = 数量级
units-scale-one = 元
units-scale-wan = 万
units-scale-yi = 亿
units-scale-million = 百万
units-scale-billion = 十亿
units-all-rates = 各币种均有汇率；折算的金额标以 *。
units-missing-rates = { $currencies }没有汇率：此类金额保持原币种。
units-open-rates = 汇率
units-no-rate = 没有 { $from } 兑 { $to } 的汇率：以 { $from } 显示

### 时期

units-period-span = { $from } 至 { $to }
units-period-since = 自 { $from } 起
units-period-to-date = { $from } 至今
units-period-until = 截至 { $to }
units-period-fiscal = { $year } 财年
units-period-years = 截至 { $to } 的 { $n } 年
units-period-months = 截至 { $to } 的 { $n } 个月

### 汇率

units-rates-count = 文献所载 { $stated } 个，自行添加 { $own } 个
units-rates-stated = 文献所载
units-rates-none-stated = 文献中没有汇率。
units-rates-own = 自行添加
units-rates-none-own = 尚无。添加后，相关币种的金额即可互相折算显示；数据本身的币种不会改变。
units-rate = 汇率
units-rate-follows-from = 依据
units-rate-show-claim = 查看数据主张 { $id }
units-rate-source = 来源
units-rate-entered = 录入人
units-rate-add = 添加汇率
units-rate-edit = 修改 { $rate }
units-rate-remove = 删除 { $rate }
units-rate-added = 添加汇率
units-rate-changed = 修改汇率
units-rate-removed = 删除汇率
units-rate-base = 1 单位
units-rate-value = 等于
units-rate-value-hint = 如 7.18
units-rate-quote = 计价币种
units-rate-period-hint = 如 2025Q2、2025-06-30
units-rate-source-hint = 由谁公布，见于何处
units-rate-save = 保存
units-rate-wrong-pair = 请选择两个不同的币种
units-rate-wrong-value = 请填写大于零的数，如 7.18
units-rate-wrong-period = 请写成 2025Q2、2025H1、2025、2025-06、2025-06-30 或 A..B
units-rate-wrong-source = 请说明汇率的来源
units-rate-far = 与最近的已知汇率（{ $known }）相差较大：请核对数值和方向。
