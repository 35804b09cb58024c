//! What the fund that is shown and another fund of the portfolio both hold.

use std::collections::BTreeSet;

use egui::{RichText, ScrollArea, Ui};

use super::{FundKey, fund_key, shares::bar_ui, small, with_fund};
use crate::{
    action::{CommandQueue, command::SelectCommand},
    analysis::{
        arithmetic,
        portfolio::{
            money::{currency_of, invested},
            overlap::{overlap, share_in},
        },
    },
    model::{
        item::Item,
        portfolio::{Portfolio, in_order},
        quantity::{Bounds, Quantity},
        unit::Unit,
    },
    panels::PanelCtx,
    text::number::Digits,
    update::Kept,
    views::{
        theme::{regular, semibold, size, space},
        widgets::{chip, elided, figure_text, link},
    },
};

/// Room for a fund's name in front of its bar.
const NAMES: f32 = 160.0;

/// What only this panel remembers.
#[derive(Debug, Default)]
pub struct OverlapScratch {
    /// Key of the other fund.
    other: Option<String>,
    found: Kept<(FundKey, String), Found>,
}

/// A company that both hold: its name's holding, and what each fund put into it.
#[derive(Debug)]
struct Row {
    holding: String,
    amounts: [Quantity; 2],
}

#[derive(Debug, Default)]
struct Found {
    rows: Vec<Row>,
    /// Share of each fund's money in these companies.
    shares: [Option<Bounds>; 2],
}

/// Draws the companies that two funds both hold, and how much of each fund stands in them.
pub fn overlap_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, scratch: &mut OverlapScratch, out: &mut CommandQueue) {
    with_fund(ui, ctx, |ui, open, key, fund| {
        let content = open.document.content();
        let others: Vec<_> = in_order(&content.funds).into_iter().filter(|(other, _)| *other != key).collect();
        let chosen = scratch.other.as_deref().and_then(|wanted| others.iter().find(|(other, _)| *other == wanted));
        let Some((other_key, other)) = chosen.or(others.first()) else {
            small(ui, ctx, ctx.text.get("portfolio-overlap-one-fund"));
            return;
        };
        scratch.found.refresh((fund_key(ctx, open, key), (*other_key).to_owned()), || find(ctx, content, key, other_key));
        let mut picked = None;
        ScrollArea::vertical().id_salt("overlap").auto_shrink([false, false]).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                small(ui, ctx, ctx.text.get("portfolio-overlap-with"));
                for (candidate, fund) in &others {
                    if chip(ui, ctx.theme, fund.name.get(ctx.lang()), candidate == other_key).clicked() {
                        picked = Some((*candidate).to_owned());
                    }
                }
            });
            let names = [fund.name.get(ctx.lang()), other.name.get(ctx.lang())];
            let found = &*scratch.found;
            if found.rows.is_empty() {
                small(ui, ctx, ctx.text.get("portfolio-overlap-none"));
                return;
            }
            elided(ui, ctx.text.get("portfolio-overlap-share"), semibold(size::BODY), ctx.theme.text);
            for (name, share) in names.iter().zip(&found.shares) {
                bar_ui(ui, ctx, (name, NAMES), *share, None);
            }
            ui.add_space(space::XS);
            rows_ui(ui, ctx, content, (names, &found.rows), out);
        });
        if picked.is_some() {
            scratch.other = picked;
        }
    });
}

fn rows_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    content: &Portfolio,
    ([first, second], rows): ([&str; 2], &[Row]),
    out: &mut CommandQueue,
) {
    ui.columns(3, |columns| {
        let titles = [ctx.text.get("portfolio-column-company"), first, second];
        for (column, title) in columns.iter_mut().zip(titles) {
            elided(column, title, regular(size::SMALL), ctx.theme.muted);
        }
    });
    for row in rows {
        let Some(holding) = content.holdings.get(&row.holding) else { continue };
        let name = holding.name.get(ctx.lang());
        let known = holding.company.as_ref().filter(|company| ctx.model.data.companies.contains_key(*company));
        ui.columns(3, |columns| {
            let [company_ui, amounts @ ..] = columns else { return };
            match known {
                Some(company) => {
                    if link(company_ui, ctx.theme, None, name, regular(size::BODY), name).clicked() {
                        out.push(SelectCommand::Set(Item::Company(company.clone())));
                    }
                }
                None => {
                    elided(company_ui, name, regular(size::BODY), ctx.theme.text);
                }
            }
            for (column, amount) in amounts.iter_mut().zip(&row.amounts) {
                let said = if amount.is_known() {
                    figure_text(ctx, (amount, holding.date.as_ref()), Digits::Short)
                } else {
                    ctx.text.get("portfolio-not-stated").to_owned()
                };
                column.label(RichText::new(said).font(regular(size::BODY)).color(ctx.theme.text));
            }
        });
    }
}

fn find(ctx: &PanelCtx<'_>, content: &Portfolio, first: &str, second: &str) -> Found {
    let data = &ctx.model.data;
    let shared = overlap(content, first, second);
    let sum = |fund: &str, keys: &[&str]| {
        let currency = currency_of(content.funds.get(fund), &content.holdings_of(fund));
        let amounts: Vec<Quantity> =
            keys.iter().filter_map(|key| content.holdings.get(key)).map(|held| invested(data, held, currency)).collect();
        arithmetic::sum(&amounts, true).unwrap_or_else(|| Quantity::not_stated(Unit::money(currency)))
    };
    let rows = shared.iter().filter_map(|shared| {
        let holding = (*shared.first.first()?).to_owned();
        Some(Row { holding, amounts: [sum(first, &shared.first), sum(second, &shared.second)] })
    });
    let firsts: BTreeSet<&str> = shared.iter().flat_map(|shared| shared.first.iter().copied()).collect();
    let seconds: BTreeSet<&str> = shared.iter().flat_map(|shared| shared.second.iter().copied()).collect();
    let shares = [share_in(data, content, first, &firsts), share_in(data, content, second, &seconds)];
    Found { rows: rows.collect(), shares }
}
