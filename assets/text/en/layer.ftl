### layer: what a person adds over the atlas; the board of conflicts

layer-edit-refused = The change does not fit
layer-edit-missing = there is no “{ $id }” to change

## The form

layer-form-title-new = Add a claim
layer-form-title-correct = Correct a claim
layer-form-title-newer = A newer figure
layer-form-title-change = Change your claim
layer-form-why-own = It is kept in your own layer over the atlas, with its source.
layer-form-why-correct = For a figure that was read wrongly. The original stays and can be looked at; yours is used.
layer-form-why-newer = For a later publication of the same figure. The original holds up to that day.
layer-form-original = Original
layer-form-subject = Subject
layer-form-subject-hint = Place, company, fund, investor…
layer-form-metric = Metric
layer-form-metric-hint = What is measured
layer-form-period = Period
layer-form-period-hint = 2026Q1, 2025H1, 2024, 2025-12
layer-form-figure = Figure, as the source writes it
layer-form-figure-hint = 2,865 · ≥ 300 · about 2.5 bn
layer-form-reads = Read as { $figure }
layer-form-reads-not-stated = Read as not stated
layer-form-written = The source's own words
layer-form-written-hint = As it stands in the source
layer-form-provider = Who measured it
layer-form-provider-none = Not named in the source
layer-form-document = Document
layer-form-document-pick = Choose a document
layer-form-document-new = A document that is not in the list…
layer-form-document-known = Choose from the list instead
layer-form-document-title = Title of the document
layer-form-document-hint = Title as printed
layer-form-published-hint = 2026-04-28, 2026-04 or 2026
layer-form-optional = If the source says it
layer-form-locator = Where in the document
layer-form-locator-hint = Page, section, table
layer-form-note = Note
layer-form-none-found = Nothing fits
layer-form-author = Your name
layer-form-signed = Entered by { $author } on { $day }
layer-form-unsigned = Entered on { $day }
layer-form-save = Save claim
layer-form-cancel = Cancel
layer-form-problems = { $n ->
    [one] One field is still to be filled or mended.
   *[other] { $n } fields are still to be filled or mended.
    }
layer-form-missing = Still to be filled
layer-form-period-wrong = “{ $text }” is no period; write 2026Q1, 2025H1, 2024 or 2025-12
layer-form-unit-wrong = The unit “{ $text }” does not fit the metric
layer-form-figure-none = There is no number in “{ $text }”
layer-form-figure-rest = “{ $text }” behind the number is not understood
layer-form-figure-large = The number has too many digits
layer-form-figure-no-money = The metric counts no money
layer-form-figure-parts = The parts of the figure do not fit: { $text }

## What was done, for Undo

layer-did-add = add claim
layer-did-correct = correct claim
layer-did-supersede = newer figure
layer-did-change = change claim
layer-did-remove = delete claim
layer-did-keep = keep derived figure
layer-did-decide = decision on a conflict
layer-undo = Undo: { $what }
layer-redo = Redo: { $what }

## A claim's state and what can be done with it

layer-state-replaced = Not used: { $id } took its place
layer-state-later = Not used: published after the day the view speaks of
layer-state-set-aside = Not used: { $id } was chosen instead
layer-short-replaced = replaced
layer-short-later = later
layer-short-set-aside = set aside
layer-correct = Correct…
layer-newer = Newer figure…
layer-change = Change…
layer-remove = Delete
layer-keep = Keep as a claim
layer-entered = Entered
layer-add-here = Add a claim…
layer-follows-from = Follows from
layer-left-out-missing = { $key } is not used: there is no { $detail }
layer-left-out-unit = { $key } is not used: the unit { $detail } does not fit its metric
layer-left-out-figure = { $key } is not used: the parts of its figure do not fit
layer-left-out-taken = { $key } is not used: a claim of the atlas has this id
layer-left-out-follows = { $key } no longer follows from its claims { $detail }

## As of

layer-as-of = Known on
layer-as-of-all = everything known
layer-as-of-tip = Only what was published by this day is used. A date that a source does not state is taken as the end of its data.
layer-as-of-later = { $n ->
    [one] one claim is later
   *[other] { $n } claims are later
    }

## The board

board-none = No claims disagree, and there is no sum worth seeing.
board-class-all = All
board-class-contradiction = Contradictions
board-class-jump = Jumps
board-class-definition = Definitions
board-class-record = Records
board-class-check = Checks
board-open-count = { $n } open
board-expected = Follows from the others
board-found = Stated
board-in-use = In use
board-use = Use this one
board-used-in = Used in: { $where }
board-used-lists = Used in lists only
board-decision = Your decision
board-decision-remove = Take the decision back
board-state-open = Open
board-state-settled = Settled
board-state-dismissed = No concern
board-note = Note
board-note-hint = Why, for those who ask later
board-stands-in = Stands in

## The file
layer-failed-journal = An edit could not be written to the journal
layer-failed-save = Your claims could not be saved
layer-failed-read = Your claims could not be read
layer-failed-foreign = Unsaved edits of an earlier run belong to another state of your claims; they were moved to
layer-recovered = { $n ->
    [one] One edit of the last run was not saved.
   *[other] { $n } entries of the last run were not saved.
    }
layer-recovered-keep = Keep them
layer-recovered-drop = Go back to the saved file
layer-changed = Another program changed the file of your claims while you have changes of your own.
layer-changed-mine = Keep mine (theirs goes to .bak)
layer-changed-theirs = Take theirs
layer-file-saved = your claims: saved
layer-file-kept = your claims: kept, saving soon
layer-file-saving = your claims: writing…
layer-file-unsaved = your claims: not saved, try again
layer-file-read-only = your claims: read only

## Claims from a table
layer-did-import = import claims
layer-failed-import = The table could not be read
layer-import-column = a column is missing; name one of: { $columns }
layer-import-unknown = “{ $text }” is not known
layer-import-ambiguous = “{ $text }” is the name of several; write the id
layer-import-row = the row cannot be read: { $text }
layer-imported = { $taken } claims taken, { $left } rows left out
layer-imported-row = line { $line }, { $column }: { $why }
layer-file-changed = your claims: changed by another program, decide
layer-file-in-use = Another window has this project open. Your claims can be read here, not changed.
layer-file-no-edits = Your claims cannot be changed now: the file is read only, in use by another window, or being read
layer-part-claim = claim
layer-part-document = document
layer-part-provider = provider
layer-part-rate = rate
layer-part-decision = decision
layer-part-join = join
