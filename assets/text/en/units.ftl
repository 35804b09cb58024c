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

### Exchange rates

units-rates-count = { $stated } stated in the documents, { $own } of your own
units-rates-stated = Stated in the documents
units-rates-none-stated = The documents give no exchange rate.
units-rates-own = Your own
units-rates-none-own = None yet. Add one, and figures in its currencies can be shown in one another; it never changes a figure's own currency.
units-rate = Rate
units-rate-follows-from = Follows from
units-rate-show-claim = Show claim { $id }
units-rate-source = Source
units-rate-entered = Entered by
units-rate-add = Add a rate
units-rate-edit = Change { $rate }
units-rate-remove = Take out { $rate }
units-rate-added = add an exchange rate
units-rate-changed = change an exchange rate
units-rate-removed = take out an exchange rate
units-rate-base = One unit of
units-rate-value = costs
units-rate-value-hint = 7.18
units-rate-quote = in
units-rate-period-hint = 2025Q2 or 2025-06-30
units-rate-source-hint = who publishes it, and where
units-rate-save = Keep
units-rate-wrong-pair = choose two different currencies
units-rate-wrong-value = write a number above zero, such as 7.18
units-rate-wrong-period = write 2025Q2, 2025H1, 2025, 2025-06, 2025-06-30 or A..B
units-rate-wrong-source = say where the rate comes from
units-rate-far = Far from the nearest known rate, { $known }: check the number and the direction.
