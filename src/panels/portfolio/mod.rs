//! Floor 5: the panels of the Portfolio workspace: a fund's ladder, mandate, home bias, deployment, holdings;
//! notes, the ask list, the order of time; and the list of funds in the left column.

mod deployment;
mod fund_form;
mod funds;
mod holdings;
mod ladder;
mod notes;
mod overlap;
mod shares;
mod timeline;

pub use deployment::{Deployed, deployment_ui};
pub use funds::{FundsScratch, funds_ui};
pub use holdings::{HoldingsScratch, holdings_ui};
pub use ladder::{LadderScratch, ladder_ui};
pub use notes::{NotesScratch, ask_list_ui, notes_ui};
pub use overlap::{OverlapScratch, overlap_ui};
pub use shares::{home_bias_ui, mandate_ui};
pub use timeline::{Entry, timeline_ui};

use egui::{Frame, Margin, RichText, Ui, vec2};

use super::PanelCtx;
use crate::{
    action::{CommandQueue, command::PortfolioCommand},
    analysis::portfolio::{home_bias::HomeBiasRow, mandate::MandateRow},
    model::portfolio::{Fund, PortfolioEdit},
    update::{Kept, OpenPortfolio},
    views::{
        plots::flags::KeptFlags,
        theme::{regular, semibold, size, space},
    },
};

/// What the panels of the workspace remember between frames.
#[derive(Debug, Default)]
pub struct PortfolioScratch {
    /// Ladder: the amount that is being written.
    pub ladder: LadderScratch,
    /// Holdings: cursor, the cell that is being written, what a paste left.
    pub holdings: HoldingsScratch,
    /// Notes: filter, the note that is being written.
    pub notes: NotesScratch,
    /// Mandate of the fund that is shown.
    pub mandate: Kept<FundKey, Vec<MandateRow>>,
    /// Home bias of the fund that is shown.
    pub home_bias: Kept<FundKey, Vec<HomeBiasRow>>,
    /// What the fund that is shown and another both hold.
    pub overlap: OverlapScratch,
    /// Deployment of the fund that is shown, and its multiple.
    pub deployment: Kept<FundKey, Deployed>,
    /// Notes by the time they hang on.
    pub flags: KeptFlags,
    /// The order of time.
    pub timeline: Kept<ContentKey, Vec<Entry>>,
}

/// What something computed of a portfolio depends on: which content, its revision, the data.
pub type ContentKey = (usize, u64, u64);
/// As [`ContentKey`], for one fund.
pub type FundKey = (ContentKey, String);

/// The key of the portfolio on screen.
pub fn content_key(ctx: &PanelCtx<'_>, open: &OpenPortfolio) -> ContentKey {
    let content = std::sync::Arc::as_ptr(open.document.content()).addr();
    (content, open.document.revision(), ctx.model.data.fingerprint())
}

fn fund_key(ctx: &PanelCtx<'_>, open: &OpenPortfolio, fund: &str) -> FundKey {
    (content_key(ctx, open), fund.to_owned())
}

/// Asks for an edit of the portfolio on screen.
fn edit(out: &mut CommandQueue, label: &str, edit: PortfolioEdit) {
    out.push(PortfolioCommand::Edit { label: label.to_owned(), edit: Box::new(edit) });
}

/// The panel's frame around what it shows of the portfolio; says what to do where there is none.
fn with_portfolio(ui: &mut Ui, ctx: &PanelCtx<'_>, content: impl FnOnce(&mut Ui, &OpenPortfolio)) {
    Frame::NONE.inner_margin(Margin { left: 12, right: 12, top: 6, bottom: 4 }).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        match &ctx.model.portfolio {
            Some(open) => content(ui, open),
            None => quiet(ui, ctx, ctx.text.get("portfolio-none-open")),
        }
    });
}

/// As [`with_portfolio`], for panels that show one fund.
fn with_fund(ui: &mut Ui, ctx: &PanelCtx<'_>, content: impl FnOnce(&mut Ui, &OpenPortfolio, &str, &Fund)) {
    with_portfolio(ui, ctx, |ui, open| match open.shown_fund() {
        Some((key, fund)) => content(ui, open, key, fund),
        None => quiet(ui, ctx, ctx.text.get("portfolio-no-fund")),
    });
}

/// While a field is written, Esc and Tab are its own, not the window's.
fn hold_keys(ui: &Ui, field: &egui::Response) {
    if field.has_focus() {
        let filter = egui::EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(field.id, filter));
    }
}

fn quiet(ui: &mut Ui, ctx: &PanelCtx<'_>, words: &str) {
    ui.add(egui::Label::new(RichText::new(words).font(regular(size::BODY)).color(ctx.theme.muted)).wrap());
}

fn small(ui: &mut Ui, ctx: &PanelCtx<'_>, words: &str) -> egui::Response {
    ui.add(egui::Label::new(RichText::new(words).font(regular(size::SMALL)).color(ctx.theme.muted)).wrap())
}

fn strong(ui: &mut Ui, ctx: &PanelCtx<'_>, words: &str) {
    ui.add(egui::Label::new(RichText::new(words).font(semibold(size::BODY)).color(ctx.theme.text)).wrap());
}
