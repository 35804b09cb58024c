### 金额单位

units-yi = 亿元
units-wan = 万元
units-cny_bn = 十亿元
units-usd_bn = 十亿美元
