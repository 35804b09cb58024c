### Portfolio workspace

## Portfolios and funds
portfolio-portfolios = Portfolios
portfolio-funds = Funds
portfolio-shipped = shipped
portfolio-broken = cannot be read
portfolio-new = New portfolio
portfolio-new-title = Title of the new portfolio
portfolio-new-make = Create
portfolio-none-open = No portfolio is open. Choose one in the left column, or make a new one there.
portfolio-no-fund = This portfolio has no fund yet. Add one in the left column.
portfolio-fund-add = Add fund
portfolio-fund-edit = Edit fund
portfolio-fund-delete = Delete with its holdings
portfolio-fund-untitled = New fund
portfolio-fund-form = Fund: { $name }
portfolio-fund-form-about = The ladder is written in its own panel. Ctrl+Enter saves, Esc leaves.
portfolio-fund-name-zh = Name (Chinese)
portfolio-fund-name-en = Name (English)
portfolio-fund-no-name = A fund needs a name.
portfolio-fund-place = Seat
portfolio-fund-place-hint = city, county or zone
portfolio-fund-kind = Kind
portfolio-fund-currency = Currency
portfolio-fund-announced = Announced on
portfolio-fund-announced-hint = 2026-01-29 or 2026Q1
portfolio-fund-lead = Lead
portfolio-fund-co-investors = Co-investors
portfolio-fund-lps = Limited partners
portfolio-fund-list-hint = names by semicolon
portfolio-fund-term = Term
portfolio-fund-term-hint = 120 months, 7–10 years
portfolio-fund-bad-term = “{ $text }” is no term: months or years are asked for.
portfolio-fund-tranches = Tranches
portfolio-fund-mandate = Mandate
portfolio-fund-mandate-hint = Chips: 40–60 %; Models
portfolio-fund-mandate-note = Mandate in words
portfolio-fund-parents = Held by
portfolio-fund-parents-hint = funds of this portfolio: Mother fund: 40 %
portfolio-fund-no-parent = No fund of this portfolio is called “{ $text }”.
portfolio-fund-own-parent = “{ $text }” cannot hold this fund: this fund holds it, itself or through others.
portfolio-fund-watch = Points to watch
portfolio-fund-watch-item = What to watch
portfolio-fund-watch-months = Months, 6-18
portfolio-fund-watch-meaning = What it would mean
portfolio-fund-watch-add = Add a point to watch
portfolio-fund-watch-delete = Delete point to watch
portfolio-fund-bad-months = “{ $text }” is no span of months: 6 or 6-18.
portfolio-kind-municipal = municipal
portfolio-kind-provincial = provincial
portfolio-kind-corporate = corporate
portfolio-kind-vc = VC
portfolio-kind-pe = PE
portfolio-announced-on = announced { $date }
portfolio-led-by = lead { $name }

## Ladder
portfolio-rung-announced = Announced
portfolio-rung-registered = Registered
portfolio-rung-raised = Raised
portfolio-rung-called = Called
portfolio-rung-deployed = Deployed
portfolio-not-stated = not stated
portfolio-ladder-change = Change { $step }
portfolio-ladder-hint = an amount, such as 2bn or 20亿
portfolio-ladder-date = when, 2026-01-29 or 2026Q1
portfolio-ladder-basis = claims or notes, f159; n001
portfolio-ladder-no-basis = “{ $text }” is neither a claim nor a note of this portfolio.
portfolio-ladder-more = More was { $later } than { $earlier }: one of the two is wrong.
portfolio-claim-gone = The claim { $id } is not there any more.

## Mandate, home bias, deployment
portfolio-mandate-none = No mandate is written down. Add its fields with “Edit fund”.
portfolio-mandate-outside = Outside of the mandate
portfolio-mandate-target = target
portfolio-mandate-actual = actual
portfolio-mandate-no-targets = Target shares are not stated.
portfolio-no-holdings = No holdings yet.
portfolio-home-none = The fund’s seat is not known. Set it with “Edit fund”.
portfolio-home-county = Kept in { $place }
portfolio-home-city = Kept in the city of { $place }
portfolio-home-province = Kept in { $place } as a province
portfolio-home-direct = own holdings
portfolio-home-through = with sub-funds
portfolio-home-known = { $known } holdings with place and amount, { $unknown } without
portfolio-deployment-none = Nothing was invested in a known quarter.
portfolio-deployment-unstated = { $n } without an amount
portfolio-deployment-undated = { $n ->
    [one] One holding without a quarter
   *[other] { $n } holdings without a quarter
    }
portfolio-multiple = Worth { $multiple } of cost, over { $n } holdings with both figures

## Holdings
portfolio-column-company = Company
portfolio-column-place = City / zone
portfolio-column-sub-field = Sub-field
portfolio-column-bucket = Mandate
portfolio-column-round = Round
portfolio-column-date = Date
portfolio-column-amount = Amount
portfolio-column-stake = Stake %
portfolio-column-value = Worth
portfolio-column-status = Status
portfolio-column-value-date = Valued on
portfolio-column-co-investors = Co-investors
portfolio-status-alive = held
portfolio-status-listed = listed
portfolio-status-exited = exited
portfolio-status-gone = written off
portfolio-holding-add = Add holding
portfolio-holdings-count = { $n ->
    [one] One holding · Enter writes, Ctrl+D fills down, paste a block from a spreadsheet
   *[other] { $n } holdings · Enter writes, Ctrl+D fills down, paste a block from a spreadsheet
    }
portfolio-holdings-none = No holdings yet. Add a row, then type or paste a block from a spreadsheet.
portfolio-row-menu = Row { $n }: drag to move, click for more
portfolio-row-up = Move up
portfolio-row-down = Move down
portfolio-row-duplicate = Duplicate
portfolio-row-delete = Delete
portfolio-pasted = { $taken } cells taken, { $left } left as they were:
portfolio-pasted-too-many = { $n } rows were too many for one paste
portfolio-cell-no-place = “{ $text }” is no place of the gazetteer
portfolio-cell-many-places = several places have this name; write the id: { $text }
portfolio-cell-no-sub-field = “{ $text }” is no known sub-field
portfolio-cell-no-bucket = “{ $text }” is no field of the fund’s mandate
portfolio-cell-no-date = “{ $text }” is no date; write 2026-03-31, 2026-03 or 2026Q1
portfolio-cell-no-number = there is no number in “{ $text }”
portfolio-cell-rest = “{ $text }” is not understood
portfolio-cell-too-large = the number is too large: { $text }
portfolio-cell-negative = an amount cannot be below zero: { $text }
portfolio-cell-percent = a share lies between 0 and 100 %: { $text }
portfolio-cell-no-status = “{ $text }” is no status; write alive, listed, exited or gone

## Notes
portfolio-note-add = New note
portfolio-notes-search = Search notes, #tag
portfolio-notes-due = due
portfolio-notes-kinds = kinds, tags…
portfolio-notes-less = fewer
portfolio-notes-none = No notes yet. Select something, then write what you want to remember or ask.
portfolio-notes-none-fit = No note fits the filter.
portfolio-notes-more = Show more of { $n }
portfolio-note-open = open
portfolio-note-asked = asked
portfolio-note-answered = answered
portfolio-note-closed = closed
portfolio-note-thesis = thesis
portfolio-note-risk = risk
portfolio-note-question = question
portfolio-note-follow-up = follow-up
portfolio-note-correction = fact correction
portfolio-note-follow-up-on = follow up { $date }
portfolio-note-edit = Edit note { $id }
portfolio-note-mark = mark { $status }
portfolio-note-hint = Markdown; cite claims as [f159]
portfolio-note-kind = Kind
portfolio-note-status = Status
portfolio-note-confidence = Confidence
portfolio-sure-unsaid = confidence: –
portfolio-sure-low = a guess
portfolio-sure-medium = likely
portfolio-sure-high = sure
portfolio-note-tags = Tags, by comma
portfolio-note-due = Follow up on (2027-01-29)
portfolio-note-reply = Answer
portfolio-note-bad-date = Write the day as 2027-01-29.
portfolio-note-save = Save
portfolio-note-save-keys = Ctrl+Enter saves
portfolio-note-delete = Delete note
portfolio-pin = { $n ->
    [one] One note here
   *[other] { $n } notes here
    }
portfolio-notes-on-it = Notes on it
portfolio-notes-all = All { $n } notes
portfolio-note-here = Note here
portfolio-anchor-fund = fund
portfolio-anchor-holding = holding
portfolio-anchor-city = place
portfolio-anchor-zone = zone
portfolio-anchor-company = company
portfolio-anchor-point = map point
portfolio-anchor-quarter = period
portfolio-anchor-claim = claim
portfolio-anchor-watch = watch item
portfolio-anchor-lost = What this note is about is not there any more. The note is kept.
portfolio-anchors-lost = { $n ->
    [one] One note is about something that is not there any more
   *[other] { $n } notes are about something that is not there any more
    }
portfolio-ask-none = No open questions.
portfolio-ask-nowhere = Of no place
portfolio-timeline-note = note
portfolio-timeline-due = due
portfolio-timeline-deal = invested
portfolio-timeline-none = Nothing is dated yet.

## The file
portfolio-state-saved = portfolio: saved
portfolio-state-kept = portfolio: not saved, kept for recovery
portfolio-state-writing = portfolio: writing…
portfolio-state-failed = portfolio: not saved, try again
portfolio-state-read-only = portfolio: read only
portfolio-save = Save portfolio
portfolio-save-as = Save as a copy
portfolio-revert = Go back to the saved file
portfolio-read-only = This portfolio cannot be overwritten. Save it as a copy.
portfolio-no-edits = The portfolio cannot be changed now: its file is read only, in use by another window, or being read
portfolio-in-use = Another window has this portfolio open. It can be read here, not changed.
portfolio-failed-open = The portfolio could not be read
portfolio-failed-save = The portfolio could not be saved
portfolio-failed-journal = An edit could not be written to the journal
portfolio-recovered = { $n ->
    [one] { $title }: one entry of the last run was not saved.
   *[other] { $title }: { $n } entries of the last run were not saved.
    }
portfolio-changed = Another program changed the portfolio’s file while you have changes of your own.
portfolio-changed-merge = Merge both
portfolio-merged = Both sides were merged without a conflict.
portfolio-merge-conflicts = { $n ->
    [one] One field was changed on both sides; yours was kept. Theirs:
   *[other] { $n } fields were changed on both sides; yours were kept. Theirs:
    }
portfolio-merge-seen = Seen
portfolio-question-unsaved = Save the changes to “{ $title }”?
portfolio-part-about = title
portfolio-part-fund = fund
portfolio-part-holding = holding
portfolio-part-note = note

## What is done, for “Undo …”
portfolio-did-add-fund = add fund
portfolio-did-edit-fund = edit fund
portfolio-did-delete-fund = delete fund
portfolio-did-ladder = change the ladder
portfolio-did-add-holding = add holding
portfolio-did-edit-holding = edit holding
portfolio-did-move-holding = move holding
portfolio-did-delete-holding = delete holding
portfolio-did-fill-down = fill down
portfolio-did-paste = paste
portfolio-did-add-note = add note
portfolio-did-edit-note = edit note
portfolio-did-delete-note = delete note
portfolio-did-merge = merge
portfolio-flag = { $n ->
    [one] One open note on { $period }
   *[other] { $n } open notes on { $period }
}
portfolio-overlap-with = Compared with
portfolio-overlap-one-fund = This portfolio has one fund; a second one is needed to compare what both hold.
portfolio-overlap-none = No company is held by both funds.
portfolio-overlap-share = Share of each fund in companies that both hold
portfolio-failed-photo = The picture cannot be attached
portfolio-photo-nowhere = A picture needs an open portfolio that can be written: open or make one first.
portfolio-photo-add = Attach picture…
portfolio-photo-drop = Picture files can also be dropped on the window.
portfolio-photo-remove = Remove { $file } from the note
portfolio-photo-anchor = Pin the note where { $file } was taken
portfolio-photo-taken = taken { $date }
portfolio-photo-missing = { $file } cannot be shown: { $reason }
