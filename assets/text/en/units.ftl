### Units for money

units-yi = CNY bn
units-wan = CNY 10 k
units-cny_bn = CNY bn
units-usd_bn = USD bn

### Periods

units-period-span = { $from } to { $to }
units-period-to-date = { $from } to date
units-period-until = until { $to }
units-period-fiscal = FY{ $year }
units-period-years = { $n ->
    [one] 1 year
   *[other] { $n } years
} to { $to }
units-period-months = { $n ->
    [one] 1 month
   *[other] { $n } months
} to { $to }
