### Window, menus, actions, palette, status bar

shell-title = Cluster Atlas
shell-menu-file = File
shell-menu-edit = Edit
shell-menu-view = View
shell-menu-data = Data
shell-menu-help = Help
shell-menu-all = Menu

shell-workspace-explore = Explore
shell-workspace-compare = Compare
shell-workspace-sources = Sources

shell-panel-map = Map
shell-panel-financing = Financing
shell-panel-ranking = Ranking
shell-panel-compare = Places side by side
shell-panel-parts = Ranking parts
shell-panel-claims = Claims
shell-panel-documents = Documents
shell-panel-conflicts = Conflicts
shell-panel-schemes = Layer schemes
shell-panel-rates = Exchange rates
shell-panel-figures = Figures of the 2020 report
shell-panel-menu = { $panel }: copy, save, maximise
shell-panel-copy-table = Copy numbers with sources
shell-panel-copy-picture = Copy picture
shell-panel-save-picture = Save picture…
shell-panel-maximise = Maximise
shell-panel-restore = Restore
shell-panel-close = Close panel
shell-panels-none = All panels are closed.
shell-panels-reset = Reset layout

action-open = Open file…
action-save = Save view
action-save-as = Save view as…
action-revert = Undo all changes since saving
action-quit = Quit
action-undo = Undo
action-redo = Redo
action-filter = Filter claims
action-clear-filters = Clear all filters
action-select-none = Select nothing
action-compare-selected = Compare what is selected
action-explore = Explore workspace
action-compare = Compare workspace
action-sources = Sources workspace
action-back = Back
action-forward = Forward
action-zoom-in = Zoom in
action-zoom-out = Zoom out
action-home = Whole country
action-left = Left column
action-inspector = Inspector
action-reset-layout = Reset layout
action-panel-map = Show map
action-panel-financing = Show quarterly financing
action-panel-ranking = Show tier ranking
action-panel-compare = Show places side by side
action-panel-parts = Show ranking parts
action-panel-claims = Show claims
action-panel-documents = Show documents
action-panel-conflicts = Show conflicts
action-panel-schemes = Show layer schemes
action-panel-rates = Show exchange rates
action-panel-figures = Show figures of the 2020 report
action-units-yi = Money in CNY bn (亿元 in Chinese)
action-units-wan = Money in CNY m (万元 in Chinese)
action-units-yuan = Money in CNY, in full
action-units-cny-m = Money in CNY m, in Chinese too
action-units-cny-bn = Money in CNY bn, in Chinese too
action-units-usd-m = Money in USD m
action-units-usd-bn = Money in USD bn
action-units-hkd-bn = Money in HKD bn
action-units-jpy-bn = Money in JPY bn
action-units-eur-bn = Money in EUR bn
action-lang-zh = 中文
action-lang-en = English
action-theme-system = Theme of the system
action-theme-light = Light theme
action-theme-dark = Dark theme
action-base-map = Choose base map file…
action-base-map-bundled = Use the bundled base map
action-online-tiles = Online tiles…
action-palette = Search and commands
action-shortcuts = Keyboard shortcuts
action-about = About Cluster Atlas

shell-search = Search places, companies, claims…
shell-search-short = Search
shell-units-tip = Unit for money
shell-lang-tip = 切换到中文
shell-lang-button = EN
shell-theme-tip-dark = Switch to the dark theme
shell-theme-tip-light = Switch to the light theme
shell-left-open = Open left column
shell-inspector-close = Close inspector

shell-views = Views
shell-layers = Layers
shell-filters = Filters

shell-status-cities = { $n } cities
shell-status-claims = { $shown ->
    [0] no claims
   *[other] { $text } claims
}
shell-status-of = { $shown } of { $all }
shell-status-clear = clear
shell-status-remove = Remove filter
shell-status-offline = offline
shell-status-online = online tiles on
shell-status-offline-tip = No request leaves this machine.
shell-status-online-tip = Map tiles are fetched from the server you entered.
shell-status-as-of = data to { $date }
shell-status-as-of-tip = Publication date of the newest document
shell-status-rate = rate { $rate } ({ $period })
shell-status-rate-tip = Each figure in another currency is converted with the rate nearest to its own time, and marked with *. Latest rates: { $rates }.

shell-palette-hint = Name, pinyin, initials, claim, coordinates or command
shell-palette-none = Nothing found. Try a name in Chinese or English, pinyin initials (sz), a claim id (f001) or coordinates (31.3, 120.7).
shell-palette-keys = ↑ ↓ choose · Enter go · Esc close
shell-palette-command = Command
shell-palette-title = Search and commands

shell-shortcuts-title = Keyboard shortcuts
shell-shortcuts-mouse = Mouse on the map
shell-shortcuts-wheel = Wheel: zoom at the pointer
shell-shortcuts-drag = Drag: move the map
shell-shortcuts-double = Double click: zoom in
shell-shortcuts-shift-click = Shift + click: add to the selection (up to 10)
shell-shortcuts-shift-drag = Shift + drag: filter by a box
shell-shortcuts-right = Right click: measure, coordinates, what is here
shell-shortcuts-tab = Tab, Shift+Tab: next and previous control
shell-shortcuts-esc = Esc: close what is on top, then clear the selection
shell-close = Close

shell-about-title = About Cluster Atlas
shell-about-what = An offline atlas of AI industrial clusters in China. Every figure is a claim with its source.
shell-about-version = Version { $version }
shell-about-data = Data: { $claims } claims from { $documents } documents, newest published { $date }
shell-about-map = Made with Natural Earth. Place data © GeoNames, CC BY 4.0.
shell-about-borders = Boundaries follow Natural Earth. They are not authoritative and have no map approval number.
shell-about-licences = Licences
shell-about-licence-program = Program: MIT
shell-about-licence-fonts = Fonts: Inter and Noto Sans SC, SIL Open Font License 1.1; icons: Material Symbols, Apache 2.0
shell-about-licence-map = Base map: Natural Earth, public domain; places: GeoNames, CC BY 4.0
shell-about-licence-figures = Figures: read out of the five documents listed in Sources; ratings are coded by us
shell-about-offline = Works without a network. Online tiles are off unless you switch them on.

shell-tiles-title = Online tiles
shell-tiles-what = The base map is bundled and needs no network. A raster tile server can be shown instead; while it is on, the addresses of the tiles you look at go to that server.
shell-tiles-template = Address
shell-tiles-attribution = Attribution
shell-tiles-cache = Cache folder
shell-tiles-cache-hint = the system's cache folder
shell-tiles-on = Fetch tiles from this server
shell-tiles-bad = The address needs https:// or http://, and {"{z}"}, {"{x}"} and {"{y}"}.

shell-saveas-title = Save view as
shell-saveas-name = Name
shell-saveas-where = Saved in { $folder }
shell-saveas-button = Save
shell-cancel = Cancel

shell-question-unsaved = The view “{ $title }” has changes that are not saved.
shell-question-save = Save and close
shell-question-discard = Close without saving
shell-question-overwrite = Overwrite the file?
shell-question-keep = Keep a copy, then overwrite
shell-question-force = Overwrite

shell-tip = Click a city, a bar or a rank to see where its figure comes from. Ctrl+K finds everything. The atlas works without a network.
shell-tip-close = Got it
shell-copied-table = Copied { $panel } with sources.
shell-copied-picture = Copied the picture of { $panel }.
shell-saved-picture = Saved { $file }.
shell-drop-unknown = This file cannot be opened: { $file }. Drop a saved view (.view.ron) or a base map (.pmtiles).
shell-inspector-title = Inspector

shell-kind-point = Coordinates
shell-kind-city = City
shell-kind-province = Province
shell-kind-view = View
shell-kind-fund = Fund
shell-kind-zone = Zone
shell-kind-company = Company
shell-kind-group = Group
shell-kind-document = Document
shell-kind-entity = Other subject
shell-kind-county = District or county
shell-kind-claim = Claim

shell-path-open = Open file
shell-path-base-map = Choose base map
shell-path-picture = Save picture
shell-path-label = Path (this system has no file dialog)
shell-path-go = OK
shell-file-openable = Saved views and base maps
shell-file-base-map = Base maps (PMTiles)
shell-no-project = There is no folder to save in: the system names no data folder. Start the program with --project FOLDER.
shell-failed-dialog = The file dialog failed
shell-failed-base-map = This base map cannot be used
shell-failed-picture = The picture could not be made
shell-failed-atlas = The data tables have problems; what could be read is shown
shell-failed-settings-read = The settings file could not be read; the usual settings are used

## A person's own layer

layer-edit-refused = The change does not fit
