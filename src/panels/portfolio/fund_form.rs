//! The form of a fund: everything that is known of it but its ladder and its holdings.

use egui::{ComboBox, Context, Grid, Key, Modifiers, RichText, Role, TextEdit, Ui, WidgetInfo, vec2};

use super::{edit, ladder::kind_key, small};
use crate::{
    action::CommandQueue,
    analysis::portfolio::{
        cells::CellProblem,
        fund_text::{FundText, WatchText},
    },
    model::{
        document::KeyedEdit,
        portfolio::{Fund, FundKind, Portfolio, PortfolioEdit},
        unit::Currency,
    },
    panels::{PanelCtx, floating::with_foot},
    update::OpenPortfolio,
    views::{
        theme::{regular, semibold, size, space},
        widgets::{Icon, chip, icon_button, link, wide_button},
    },
};

/// Width of the form in points.
const WIDTH: f32 = 560.0;
/// Height of what is always in sight: a problem, the buttons, a line of words.
const FOOT: f32 = 84.0;
/// Width of the names of the fields.
const NAMES: f32 = 128.0;

/// A fund that is being written.
#[derive(Debug)]
pub struct FundForm {
    /// Its key in the portfolio.
    key: String,
    text: FundText,
    problem: Option<CellProblem>,
    is_new: bool,
}

impl FundForm {
    /// The form of a fund of the portfolio.
    pub fn of(ctx: &PanelCtx<'_>, portfolio: &Portfolio, key: &str, fund: &Fund) -> Self {
        let text = FundText::of(&ctx.model.data, portfolio, fund, ctx.lang());
        Self { key: key.to_owned(), text, problem: None, is_new: true }
    }
}

/// Draws the form in a window of its own; false when the person is done with it.
pub fn fund_form_ui(
    egui: &Context,
    ctx: &PanelCtx<'_>,
    form: &mut FundForm,
    open: &OpenPortfolio,
    out: &mut CommandQueue,
) -> bool {
    let content = open.document.content();
    let Some(fund) = content.funds.get(&form.key) else { return false };
    let title = ctx.text.fmt("portfolio-fund-form", &[("name", fund.name.get(ctx.lang()).into())]);
    let mut done = false;
    let fields = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        fields_ui(ui, ctx, form);
        watch_ui(ui, ctx, &mut form.text.watch);
        form
    };
    let stays = with_foot(egui, ("fund form", &title, WIDTH), FOOT, fields, |ui, form| {
        done = end_ui(ui, ctx, form, (content, fund), out);
    });
    stays && !done
}

fn fields_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, form: &mut FundForm) {
    let text = &mut form.text;
    let first = std::mem::take(&mut form.is_new);
    Grid::new("fund fields").num_columns(2).min_col_width(NAMES).show(ui, |ui| {
        let name = line(ui, ctx, "portfolio-fund-name-zh", "", &mut text.name_zh);
        if first {
            name.request_focus();
        }
        line(ui, ctx, "portfolio-fund-name-en", "", &mut text.name_en);
        line(ui, ctx, "portfolio-fund-place", "portfolio-fund-place-hint", &mut text.place);
        label(ui, ctx, "portfolio-fund-kind");
        ui.horizontal_wrapped(|ui| {
            for kind in FundKind::ALL {
                let on = text.kind == Some(kind);
                if chip(ui, ctx.theme, ctx.text.get(kind_key(kind)), on).clicked() {
                    text.kind = if on { None } else { Some(kind) };
                }
            }
        });
        ui.end_row();
        currency_ui(ui, ctx, &mut text.currency);
        line(ui, ctx, "portfolio-fund-announced", "portfolio-fund-announced-hint", &mut text.announced);
        line(ui, ctx, "portfolio-fund-lead", "", &mut text.lead);
        line(ui, ctx, "portfolio-fund-co-investors", "portfolio-fund-list-hint", &mut text.co_investors);
        line(ui, ctx, "portfolio-fund-lps", "portfolio-fund-list-hint", &mut text.lps);
        line(ui, ctx, "portfolio-fund-term", "portfolio-fund-term-hint", &mut text.term);
        line(ui, ctx, "portfolio-fund-tranches", "portfolio-fund-list-hint", &mut text.tranches);
        line(ui, ctx, "portfolio-fund-mandate", "portfolio-fund-mandate-hint", &mut text.mandate);
        line(ui, ctx, "portfolio-fund-mandate-note", "", &mut text.mandate_note);
        line(ui, ctx, "portfolio-fund-parents", "portfolio-fund-parents-hint", &mut text.parents);
    });
}

fn label(ui: &mut Ui, ctx: &PanelCtx<'_>, key: &str) {
    ui.label(RichText::new(ctx.text.get(key)).font(regular(size::BODY)).color(ctx.theme.muted));
}

/// A row of the grid: name and text; an empty hint says nothing.
fn line(ui: &mut Ui, ctx: &PanelCtx<'_>, key: &str, hint: &str, written: &mut String) -> egui::Response {
    label(ui, ctx, key);
    let hint = if hint.is_empty() { "" } else { ctx.text.get(hint) };
    let field = TextEdit::singleline(written).hint_text(hint).desired_width(f32::INFINITY);
    let response = ui.add(field).accessible_name(ctx.text.get(key));
    ui.end_row();
    response
}

fn currency_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, currency: &mut Option<Currency>) {
    label(ui, ctx, "portfolio-fund-currency");
    let shown = currency.map_or("–", Currency::code);
    let response = ComboBox::from_id_salt("fund currency").selected_text(shown).width(96.0).show_ui(ui, |ui| {
        for option in [None].into_iter().chain(Currency::ALL.map(Some)) {
            ui.selectable_value(currency, option, option.map_or("–", Currency::code));
        }
    });
    let name = ctx.text.get("portfolio-fund-currency");
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("{name}: {shown}")));
    ui.end_row();
}

/// Points to watch: what, when, what it would mean.
fn watch_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, points: &mut Vec<WatchText>) {
    ui.add_space(space::S);
    ui.label(RichText::new(ctx.text.get("portfolio-fund-watch")).font(semibold(size::BODY)).color(ctx.theme.text));
    let mut gone = None;
    for (index, point) in points.iter_mut().enumerate() {
        ui.horizontal(|ui| {
            let delete = ctx.text.get("portfolio-fund-watch-delete");
            let room = ui.available_width() - 120.0 - space::HIT - 2.0 * space::S;
            for (key, width, written) in
                [("portfolio-fund-watch-item", room, &mut point.item), ("portfolio-fund-watch-months", 104.0, &mut point.months)]
            {
                let hint = ctx.text.get(key);
                let name = format!("{hint} {}", index + 1);
                ui.add(TextEdit::singleline(written).hint_text(hint).desired_width(width)).accessible_name(name);
            }
            if icon_button(ui, ctx.theme, Icon::Close, &format!("{delete} {}", index + 1), None).clicked() {
                gone = Some(index);
            }
        });
        let hint = ctx.text.get("portfolio-fund-watch-meaning");
        let field = TextEdit::singleline(&mut point.meaning).hint_text(hint).desired_width(f32::INFINITY);
        ui.add(field).accessible_name(format!("{hint} {}", index + 1));
        ui.add_space(space::XS);
    }
    if let Some(index) = gone {
        points.remove(index);
    }
    let add = ctx.text.get("portfolio-fund-watch-add");
    if link(ui, ctx.theme, Some(Icon::Plus), add, regular(size::BODY), add).clicked() {
        points.push(WatchText::default());
    }
}

/// What is wrong, and the buttons; true when the person is done.
fn end_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    form: &mut FundForm,
    (content, fund): (&Portfolio, &Fund),
    out: &mut CommandQueue,
) -> bool {
    ui.add_space(space::S);
    if let Some(problem) = &form.problem {
        let words = ctx.text.fmt(problem.key, &[("text", problem.text.as_str().into())]);
        ui.label(RichText::new(words).font(regular(size::SMALL)).color(ctx.theme.warning));
    }
    let by_keys = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let mut done = false;
    ui.horizontal_wrapped(|ui| {
        if wide_button(ui, ctx.theme, ctx.text.get("portfolio-note-save")).clicked() || by_keys {
            match form.text.read((&ctx.model.data, content), (&form.key, fund), ctx.lang()) {
                Ok(value) => {
                    if value != *fund {
                        let put = KeyedEdit::Put { key: form.key.clone(), value };
                        edit(out, "portfolio-did-edit-fund", PortfolioEdit::Fund(put));
                    }
                    done = true;
                }
                Err(problem) => form.problem = Some(problem),
            }
        }
        done |= wide_button(ui, ctx.theme, ctx.text.get("shell-cancel")).clicked();
        let delete = ctx.text.get("portfolio-fund-delete");
        if link(ui, ctx.theme, None, delete, regular(size::SMALL), delete).clicked() {
            let mut edits = vec![PortfolioEdit::Fund(KeyedEdit::Remove { key: form.key.clone() })];
            let held = content.holdings.iter().filter(|(_, holding)| holding.fund == form.key);
            edits.extend(held.map(|(held, _)| PortfolioEdit::Holding(KeyedEdit::Remove { key: held.to_owned() })));
            edit(out, "portfolio-did-delete-fund", PortfolioEdit::Batch(edits));
            done = true;
        }
    });
    small(ui, ctx, ctx.text.get("portfolio-fund-form-about"));
    done
}
