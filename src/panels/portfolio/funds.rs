//! Portfolios and their funds, in the left column.

use egui::{RichText, Role, Sense, TextEdit, Ui, WidgetInfo, vec2};

use super::{
    edit,
    fund_form::{FundForm, fund_form_ui},
    small,
};
use crate::{
    action::{CommandQueue, command::PortfolioCommand},
    model::{
        document::KeyedEdit,
        lang::Bilingual,
        portfolio::{Fund, Portfolio, PortfolioEdit, in_order, last_order},
        unit::Currency,
    },
    panels::PanelCtx,
    update::OpenPortfolio,
    views::{
        theme::{radius, regular, semibold, size, space},
        widgets::{Icon, icon_button, link, ring_around, section_heading, shortened_galley, wide_button},
    },
};

/// What the list remembers.
#[derive(Debug, Default)]
pub struct FundsScratch {
    /// Title of a portfolio that is being made.
    new: Option<String>,
    /// The fund that is being written.
    form: Option<FundForm>,
}

impl FundsScratch {
    /// True while a fund's form is open.
    pub fn is_writing(&self) -> bool {
        self.form.is_some()
    }

    /// Closes the form; what was written in it is not taken.
    pub fn leave(&mut self) {
        self.form = None;
    }
}

/// Draws the portfolios of the project and the funds of the one on screen.
pub fn funds_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut FundsScratch, out: &mut CommandQueue) {
    section_heading(ui, ctx.theme, ctx.text.get("portfolio-portfolios"), "");
    for entry in &ctx.model.portfolios {
        let on = ctx.model.portfolio.as_ref().is_some_and(|open| open.entry.id == entry.id);
        let dirty = on && ctx.model.portfolio.as_ref().is_some_and(|open| open.document.is_dirty());
        let aside = match (&entry.problem, dirty, entry.shipped) {
            (Some(_), _, _) => ctx.text.get("portfolio-broken"),
            (None, true, _) => "•",
            (None, false, true) => ctx.text.get("portfolio-shipped"),
            (None, false, false) => "",
        };
        let response = entry_ui(ui, ctx, entry.title.get(ctx.lang()), aside, on);
        if response.clicked() {
            out.push(PortfolioCommand::Open(entry.id.clone()));
        }
        if let Some(problem) = &entry.problem {
            response.on_hover_text(problem);
        }
    }
    new_ui(ui, ctx, scratch, out);
    let Some(open) = &ctx.model.portfolio else { return };
    ui.add_space(space::M);
    section_heading(ui, ctx.theme, ctx.text.get("portfolio-funds"), "");
    let shown = open.shown_fund().map(|(key, _)| key.to_owned());
    for (key, fund) in in_order(&open.document.content().funds) {
        let response = entry_ui(ui, ctx, fund.name.get(ctx.lang()), "", shown.as_deref() == Some(key));
        if response.clicked() {
            out.push(PortfolioCommand::ShowFund(key.to_owned()));
        }
    }
    ui.horizontal_wrapped(|ui| {
        let add = ctx.text.get("portfolio-fund-add");
        if link(ui, ctx.theme, Some(Icon::Plus), add, regular(size::BODY), add).clicked() {
            add_fund(ctx, scratch, open, out);
        }
        if let Some((key, fund)) = open.shown_fund() {
            let change = ctx.text.get("portfolio-fund-edit");
            if link(ui, ctx.theme, None, change, regular(size::BODY), change).clicked() {
                scratch.form = Some(FundForm::of(ctx, open.document.content(), key, fund));
            }
        }
    });
    if let Some(form) = &mut scratch.form
        && !fund_form_ui(ui.ctx(), ctx, form, open, out)
    {
        scratch.form = None;
    }
    state_ui(ui, ctx, open, out);
}

fn entry_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, name: &str, aside: &str, on: bool) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), space::HIT), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, name));
    if on || response.hovered() {
        let fill = if on { ctx.theme.selection } else { ctx.theme.hover };
        ui.painter().rect_filled(rect.expand2(vec2(space::XS, 0.0)), radius::CONTROL, fill);
    }
    let quiet = ui.painter().layout_no_wrap(aside.to_owned(), regular(size::SMALL), ctx.theme.muted);
    let room = rect.width() - if aside.is_empty() { 0.0 } else { quiet.size().x + space::S };
    let font = if on { semibold(size::BODY) } else { regular(size::BODY) };
    let galley = shortened_galley(ui, name, font, ctx.theme.text, room);
    let cut = galley.elided;
    ui.painter().galley(rect.left_center() - vec2(0.0, galley.size().y / 2.0), galley, ctx.theme.text);
    let end = rect.right_center() - vec2(quiet.size().x, quiet.size().y / 2.0);
    ui.painter().galley(end, quiet, ctx.theme.muted);
    ring_around(ui, ctx.theme, &response);
    if cut { response.on_hover_text(name) } else { response }
}

fn new_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut FundsScratch, out: &mut CommandQueue) {
    let Some(title) = &mut scratch.new else {
        let add = ctx.text.get("portfolio-new");
        if link(ui, ctx.theme, Some(Icon::Plus), add, regular(size::BODY), add).clicked() {
            scratch.new = Some(String::new());
        }
        return;
    };
    let mut done = false;
    let label = ctx.text.get("portfolio-new-title");
    let field = ui.add(TextEdit::singleline(title).hint_text(label).desired_width(f32::INFINITY)).accessible_name(label);
    if title.is_empty() && !field.has_focus() && !field.lost_focus() {
        field.request_focus();
    }
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    ui.horizontal(|ui| {
        if (wide_button(ui, ctx.theme, ctx.text.get("portfolio-new-make")).clicked() || entered) && !title.trim().is_empty() {
            out.push(PortfolioCommand::New { title: title.trim().to_owned() });
            done = true;
        }
        done |= wide_button(ui, ctx.theme, ctx.text.get("shell-cancel")).clicked();
    });
    if done {
        scratch.new = None;
    }
}

fn add_fund(ctx: &PanelCtx<'_>, scratch: &mut FundsScratch, open: &OpenPortfolio, out: &mut CommandQueue) {
    let content = open.document.content();
    let key = Portfolio::free_key(&content.funds, "fund-");
    let title = ctx.text.get("portfolio-fund-untitled");
    let fund = Fund {
        name: Bilingual::new(title, title),
        order: last_order(&content.funds),
        currency: Some(Currency::Cny),
        ..Fund::default()
    };
    scratch.form = Some(FundForm::of(ctx, content, &key, &fund));
    edit(out, "portfolio-did-add-fund", PortfolioEdit::Fund(KeyedEdit::Put { key: key.clone(), value: fund }));
    out.push(PortfolioCommand::ShowFund(key));
}

/// Whether the portfolio is saved, and what a merge left.
fn state_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, open: &OpenPortfolio, out: &mut CommandQueue) {
    ui.add_space(space::M);
    let file = &open.document.file;
    let dirty = open.document.is_dirty();
    let key = match (file.read_only, &file.problem, dirty) {
        (true, _, _) => "portfolio-state-read-only",
        (_, Some(_), _) => "portfolio-state-failed",
        (_, None, true) if file.acknowledged == file.edits => "portfolio-state-kept",
        (_, None, true) => "portfolio-state-writing",
        (_, None, false) => "portfolio-state-saved",
    };
    let path = file.path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
    let tip = file.problem.as_ref().map_or_else(|| path.clone(), |problem| format!("{problem}\n{path}"));
    small(ui, ctx, ctx.text.get(key)).on_hover_text(tip);
    ui.horizontal_wrapped(|ui| {
        if dirty && !file.read_only && wide_button(ui, ctx.theme, ctx.text.get("portfolio-save")).clicked() {
            out.push(PortfolioCommand::Save);
        }
        let copy = ctx.text.get("portfolio-save-as");
        if (file.problem.is_some() || file.read_only) && wide_button(ui, ctx.theme, copy).clicked() {
            let title = open.entry.title.get(ctx.lang()).to_owned();
            out.push(PortfolioCommand::SaveAs(title));
        }
        if dirty {
            let revert = ctx.text.get("portfolio-revert");
            if link(ui, ctx.theme, None, revert, regular(size::SMALL), revert).clicked() {
                out.push(PortfolioCommand::Revert);
            }
        }
    });
    if !open.merge_conflicts.is_empty() {
        let words = ctx.text.fmt("portfolio-merge-conflicts", &[("n", open.merge_conflicts.len().into())]);
        ui.label(RichText::new(words).font(regular(size::SMALL)).color(ctx.theme.warning));
        for conflict in open.merge_conflicts.iter().take(8) {
            let theirs = if conflict.theirs.is_empty() { "–" } else { &conflict.theirs };
            small(ui, ctx, &format!("{} {} {}: {theirs}", conflict.part, conflict.key, conflict.field));
        }
        if icon_button(ui, ctx.theme, Icon::Check, ctx.text.get("portfolio-merge-seen"), None).clicked() {
            out.push(PortfolioCommand::MergeSeen);
        }
    }
}
