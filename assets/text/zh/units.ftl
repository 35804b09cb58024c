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
