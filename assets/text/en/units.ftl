### Units for money

units-currency = Currency
units-currency-cny = CNY
units-currency-usd = USD
units-currency-hkd = HKD
units-currency-jpy = JPY
units-currency-eur = EUR
units-scale = Scale
units-scale-one = in full
units-scale-wan = 10 k
units-scale-yi = 100 m
units-scale-million = millions
units-scale-billion = billions
units-all-rates = Every currency has a rate; converted figures carry *.
units-missing-rates = No exchange rate for { $currencies }: such figures stay in their own currency.
units-open-rates = Exchange rates
units-no-rate = no rate from { $from } to { $to }: shown in { $from }

### Periods

units-period-span = { $from } to { $to }
units-period-since = since { $from }
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
