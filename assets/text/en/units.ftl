### Units for money

units-yi = CNY 100 m
units-wan = CNY 10 k
units-cny_bn = CNY bn
units-usd_bn = USD bn
