# The import wizard.
import-title = Import { $file }
import-failed = The table cannot be imported
import-busy = A table is being imported. Wait for it, or stop it.
import-path = Import deal table
import-file = Deal tables
import-looking = Looking at the table…
import-job = Importing { $name }: { $rows } rows
import-progress = { $rows } rows read…
import-bytes = { $read } of { $all }
import-stop = Stop importing
import-stopped = The import was stopped; nothing was written.
import-no-rows = None of { $rows } rows could be taken; nothing was written. Look at what the columns hold.
import-no-company = Say which column holds the company.
import-start = Import
import-again = Import again
import-done = Done
import-unread = What you decided counts once the table is imported again.
import-name = Name of the table
import-name-bad = This cannot be the name of a folder.
import-name-taken = A table of this name is there. Choose another name, or tick "Replace".
import-replace = Replace the table of this name
import-synthetic = Synthetic: this table says that it was made up for a test. It is marked as such wherever it shows.
import-known = Its columns are those of the table “{ $table }”: what was decided for that one is used.

import-read-as = Read as
import-encoding = Encoding
import-separator = Separator
import-comma = comma
import-tab = tab
import-semicolon = semicolon
import-bar = vertical bar
import-sheet = Sheet
import-header = Header
import-header-line = header in line { $line }
import-header-two = of two lines
import-column = Column
import-unnamed = (without a name)
import-holds = Holds
import-samples = First values
import-more-columns = { $n ->
    [one] One more column is read as guessed.
   *[other] { $n } more columns are read as guessed.
}
import-amounts = Plain amounts
import-currency = Currency of plain amounts
import-scale = Unit of plain amounts
import-scale-1 = single units
import-scale-1000 = thousands
import-scale-10000 = ten thousands
import-scale-1000000 = millions
import-scale-100000000 = hundred millions
import-scale-1000000000 = billions
import-dates = Dates
import-day-first = 04/05/2026 is the fourth of May
import-datum = Coordinates
import-datum-wgs84 = WGS-84 (satellites)
import-datum-gcj02 = GCJ-02 (Amap, Tencent)
import-datum-bd09 = BD-09 (Baidu)

import-role-deal_id = deal id
import-role-company = company
import-role-province = province
import-role-city = city, or any place
import-role-county = county or zone
import-role-address = address
import-role-longitude = longitude
import-role-latitude = latitude
import-role-coordinates = coordinates
import-role-date = date or quarter
import-role-round = round
import-role-amount = amount
import-role-currency = currency
import-role-sector = sector
import-role-investors = investors
import-role-status = status of the company
import-role-source = source
import-role-synthetic = synthetic (yes / no)
import-role-extra = kept as it is
import-role-ignored = left out

import-count-read = rows read
import-count-taken = taken
import-count-remarked = taken with a remark
import-count-left-out = left out
import-folder = Table, mapping and full report (report.csv) lie in { $folder }
import-columns = Columns and how they are read
import-remarks = Remarks
import-more = { $n ->
    [one] One more stands in the report or comes up once these are settled.
   *[other] { $n } more stand in the report or come up once these are settled.
}
import-quoted = “{ $text }”
import-rows = { $n ->
    [one] one row, line { $line }
   *[other] { $n } rows, first line { $line }
}
import-rows-of = { $n ->
    [one] { $column }, one row, line { $line }
   *[other] { $column }, { $n } rows, first line { $line }
}
import-means = Meaning of { $text }
import-decided = all mean { $text }
import-undo = Take back
import-pick-place = Which place is meant?
import-pick-round = Which round is meant?
import-pick-status = Which status is meant?
import-pick-none = Nothing fits.
import-type-amount = Amount, as 3.5亿 or USD 20m
import-type-date = Date, as 2026-03-31 or 2026Q1
import-type-bad = This cannot be read.
import-status-alive = in business
import-status-listed = listed
import-status-exited = sold or merged
import-status-gone = closed

import-not-compared = The table is too long to look for deals and companies that stand twice.
import-same-deals = Perhaps the same deal twice
import-same-companies = Perhaps names of one company
import-deal-pair = { $first } (line { $line }) = { $second } (line { $other }), { $score } % alike
import-company-names = { $names }, { $score } % alike
import-merge = Merge
import-keep-apart = Keep apart
import-merged = merged
import-merged-before = Merged

import-code-amount_range = The amount is a range: taken as low and high bound
import-code-amount_unreadable = The amount cannot be read: taken as not stated
import-code-amount_currency = The currency is not known here: amount taken as not stated
import-code-amount_zero = An amount of zero says nothing: taken as not stated
import-code-amount_negative = The amount is negative: taken as not stated
import-code-amount_too_large = The amount is too large: check the unit of the column
import-code-date_guessed_year = The year has two digits: taken as 20xx
import-code-date_day_month = Day and month may be the other way round
import-code-date_impossible = The date cannot be: taken as unknown
import-code-date_ahead = The date lies ahead: taken as written
import-code-date_unreadable = The date cannot be read: taken as unknown
import-code-round_unknown = No round has this name
import-code-place_ambiguous = Several places have this name
import-code-place_unknown = No place has this name
import-code-place_contradiction = The cells name places apart from each other: the first was taken
import-code-point_unreadable = These are no coordinates: the place was taken instead
import-code-point_swapped = Longitude and latitude stood the other way round: turned
import-code-status_unknown = No status has this name
import-code-formula = A formula is not worked out: save the table with values
import-code-cell_error = The cell holds a spreadsheet's error: taken as empty
import-code-row_short = The row has fewer cells than the header: the rest taken as empty
import-code-company_from_above = The row names no company: taken as the one above
import-code-row_continued = Rows below carry on with this one: their investors were added
import-code-row_long = Left out: the row has more cells than the header
import-code-no_company = Left out: the row names no company
import-code-total_row = Left out: the row is a sum of others
import-code-header_again = Left out: the row repeats the header
import-code-row_empty = Left out: no cell holds anything
import-code-no_text = Left out: the row holds bytes that are no text
import-code-quote_open = Left out: a double quote is never closed
import-code-duplicate = Left out: the same deal stands in another row
import-code-part_of_above = Left out: the row carries on with the one above, which has its investors now
