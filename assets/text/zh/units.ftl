### 金额单位

units-yi = 亿元
units-wan = 万元
units-cny_bn = 十亿元
units-usd_bn = 十亿美元

### 时期

units-period-span = { $from } 至 { $to }
units-period-to-date = { $from } 至今
units-period-until = 截至 { $to }
units-period-fiscal = { $year } 财年
units-period-years = 截至 { $to } 的 { $n } 年
units-period-months = 截至 { $to } 的 { $n } 个月
