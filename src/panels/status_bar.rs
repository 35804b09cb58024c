//! The bar at the bottom: what is in view, filters as chips, pointer, network, data date.

use egui::{Align, Layout, RichText, Sense, Ui, vec2};

use super::PanelCtx;
use crate::{
    action::{
        Command, CommandQueue,
        command::{FilterCommand, LayerCommand},
    },
    model::{catalog::Rate, filter::Filter, place::LonLat, unit::Currency},
    text::{number::grouped, period::period_text},
    views::{
        theme::{regular, size, space},
        widgets::{Icon, chip_removable, icon_button, link, rates_text},
    },
};

/// Height of the bar in points.
pub const HEIGHT: f32 = 28.0;

/// What the bar shows besides the model.
pub struct StatusInput<'a> {
    /// Chips: label and the filter without it.
    pub chips: &'a [(String, Filter)],
    /// Claims that pass the filters.
    pub shown: usize,
    /// Where the pointer is on the map.
    pub pointer: Option<LonLat>,
    /// What runs in the background, in words.
    pub job: Option<&'a str>,
    /// What breaks it off.
    pub stops: Option<Command>,
}

/// Draws the bar.
pub fn status_bar_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, input: &StatusInput<'_>, out: &mut CommandQueue) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        ui.add_space(space::M);
        let all = ctx.model.data.claims.len();
        let cities = ctx.model.data.ranked_cities().count();
        muted(ui, ctx, &ctx.text.fmt("shell-status-cities", &[("n", cities.into())]));
        dot(ui, ctx);
        let count = if input.shown == all {
            grouped(all.into())
        } else {
            ctx.text.fmt(
                "shell-status-of",
                &[("shown", (&grouped(input.shown.into())).into()), ("all", (&grouped(all.into())).into())],
            )
        };
        muted(ui, ctx, &ctx.text.fmt("shell-status-claims", &[("shown", input.shown.into()), ("text", (&count).into())]));
        if !input.chips.is_empty() {
            dot(ui, ctx);
            for (label, without) in input.chips {
                if chip_removable(ui, ctx.theme, label, ctx.text.get("shell-status-remove")) {
                    out.push(FilterCommand::Set(Box::new(without.clone())));
                }
            }
            let clear = ctx.text.get("shell-status-clear");
            if link(ui, ctx.theme, None, clear, regular(size::SMALL), ctx.text.get("action-clear-filters")).clicked() {
                out.push(FilterCommand::Clear);
            }
        }
        layer_state(ui, ctx, out);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::M);
            right_side(ui, ctx, input, out);
        });
    });
}

fn right_side(ui: &mut Ui, ctx: &PanelCtx<'_>, input: &StatusInput<'_>, out: &mut CommandQueue) {
    if let Some(job) = input.job {
        if let Some(stops) = &input.stops
            && icon_button(ui, ctx.theme, Icon::Close, ctx.text.get("shell-status-stop"), None).clicked()
        {
            out.push(stops.clone());
        }
        muted(ui, ctx, job);
        ui.add(egui::Spinner::new().size(12.0).color(ctx.theme.muted));
        dot(ui, ctx);
    }
    let own = ctx.model.view.as_of.as_str();
    let date = if own.is_empty() { ctx.model.data.as_of() } else { own };
    super::as_of::later_ui(ui, ctx, out);
    muted(ui, ctx, &ctx.text.fmt("shell-status-as-of", &[("date", date.into())]))
        .on_hover_text(ctx.text.get("shell-status-as-of-tip"));
    dot(ui, ctx);
    let (state, tip) = if ctx.model.settings.online_tiles.enabled {
        (ctx.text.get("shell-status-online"), ctx.text.get("shell-status-online-tip"))
    } else {
        (ctx.text.get("shell-status-offline"), ctx.text.get("shell-status-offline-tip"))
    };
    muted(ui, ctx, state).on_hover_text(tip);
    let rates = rates_in_use(ctx);
    if let Some(first) = rates.first() {
        dot(ui, ctx);
        let shown = format!("1 {} = {} {}", first.base.code(), first.value.round_dp(2), first.quote.code());
        let period = period_text(ctx.text, &first.period);
        let rate = ctx.text.fmt("shell-status-rate", &[("rate", (&shown).into()), ("period", (&period).into())]);
        let rate = if rates.len() > 1 { format!("{rate} +{}", rates.len() - 1) } else { rate };
        let all = rates_text(ctx, rates.iter().copied());
        muted(ui, ctx, &rate).on_hover_text(ctx.text.fmt("shell-status-rate-tip", &[("rates", (&all).into())]));
    }
    if let Some(at) = input.pointer {
        dot(ui, ctx);
        let east = if at.lon < 0.0 { 'W' } else { 'E' };
        let north = if at.lat < 0.0 { 'S' } else { 'N' };
        muted(ui, ctx, &format!("{:.2} {east}  {:.2} {north}  WGS-84", at.lon.abs(), at.lat.abs()));
    }
}

/// The latest rates behind converted figures, one for each foreign currency that has any.
fn rates_in_use<'a>(ctx: &PanelCtx<'a>) -> Vec<&'a Rate> {
    let mut rates: Vec<&Rate> = Vec::new();
    for currency in Currency::ALL {
        for rate in ctx.writer().through_lens(currency, None).conversion.used() {
            if !rates.iter().any(|have| have.id == rate.id) {
                rates.push(rate);
            }
        }
    }
    rates
}

/// Whether the person's layer is saved; nothing while there is none.
fn layer_state(ui: &mut Ui, ctx: &PanelCtx<'_>, out: &mut CommandQueue) {
    let (layer, file) = (&ctx.model.layer, &ctx.model.layer.file);
    if layer.content().is_empty() && !layer.is_dirty() {
        return;
    }
    dot(ui, ctx);
    if file.changed {
        let text = ctx.text.get("layer-file-changed");
        if link(ui, ctx.theme, None, text, regular(size::SMALL), text).clicked() {
            out.push(LayerCommand::Save);
        }
        return;
    }
    if let Some(problem) = &file.problem {
        let text = ctx.text.get("layer-file-unsaved");
        if link(ui, ctx.theme, None, text, regular(size::SMALL), text).on_hover_text(problem).clicked() {
            out.push(LayerCommand::Save);
        }
        return;
    }
    let key = match (file.read_only, layer.is_dirty()) {
        (true, _) => "layer-file-read-only",
        (false, true) if file.acknowledged == file.edits => "layer-file-kept",
        (false, true) => "layer-file-saving",
        (false, false) => "layer-file-saved",
    };
    let tip = file.path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
    muted(ui, ctx, ctx.text.get(key)).on_hover_text(tip);
}

fn muted(ui: &mut Ui, ctx: &PanelCtx<'_>, text: &str) -> egui::Response {
    ui.add(egui::Label::new(RichText::new(text).font(regular(size::SMALL)).color(ctx.theme.muted)).sense(Sense::hover()))
}

fn dot(ui: &mut Ui, ctx: &PanelCtx<'_>) {
    let (rect, _) = ui.allocate_exact_size(vec2(4.0, 4.0), Sense::hover());
    ui.painter().circle_filled(rect.center(), 1.5, ctx.theme.muted);
}
