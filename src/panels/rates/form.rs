//! The line in which a rate is written: what was typed, what is wrong with it, the fields.

use egui::{Align, ComboBox, Key, Layout, Response, RichText, TextEdit, Ui, WidgetInfo, vec2};
use rust_decimal::Decimal;

use crate::{
    model::{catalog::Rate, exchange::Conversion, period::Period, unit::Currency, user_layer::UserRate},
    panels::{PanelCtx, units_menu::currency_text},
    views::{
        theme::{radius, regular, size, space},
        widgets::{Icon, paint_icon, rates_text, wide_button},
    },
};

/// A rate as it is typed.
#[derive(Clone, Debug)]
pub(super) struct RateDraft {
    /// The rate that is changed; none for a new one.
    pub key: Option<String>,
    base: Currency,
    quote: Currency,
    value: String,
    period: String,
    source: String,
    /// Saving was tried: what is wrong is said.
    tried: bool,
    /// The first field asks for the cursor.
    is_new: bool,
}

impl Default for RateDraft {
    fn default() -> Self {
        Self {
            key: None,
            base: Currency::Usd,
            quote: Currency::Cny,
            value: String::new(),
            period: String::new(),
            source: String::new(),
            tried: false,
            is_new: true,
        }
    }
}

/// What is wrong, by field, as text keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Wrong {
    pub pair: Option<&'static str>,
    pub value: Option<&'static str>,
    pub period: Option<&'static str>,
    pub source: Option<&'static str>,
}

/// What a person did with the form.
pub(super) enum Done {
    /// The rate is to be kept under this key.
    Save { key: String, value: UserRate },
    /// Nothing is to be kept.
    Cancel,
}

impl RateDraft {
    /// A rate to be changed.
    pub fn of(key: &str, rate: &UserRate) -> Self {
        Self {
            key: Some(key.to_owned()),
            base: rate.base,
            quote: rate.quote,
            value: rate.value.normalize().to_string(),
            period: rate.period.written().to_owned(),
            source: rate.source.clone(),
            tried: false,
            is_new: true,
        }
    }

    /// The rate as typed, or what is wrong with it.
    pub fn check(&self, author: &str) -> Result<UserRate, Wrong> {
        let value = self.value.trim().parse::<Decimal>().ok().filter(|value| in_range(*value));
        let period = Period::parse(&self.period).ok();
        let source = self.source.trim();
        let wrong = Wrong {
            pair: (self.base == self.quote).then_some("units-rate-wrong-pair"),
            value: value.is_none().then_some("units-rate-wrong-value"),
            period: period.is_none().then_some("units-rate-wrong-period"),
            source: source.is_empty().then_some("units-rate-wrong-source"),
        };
        match (value, period) {
            (Some(value), Some(period)) if wrong == Wrong::default() => Ok(UserRate {
                base: self.base,
                quote: self.quote,
                value,
                period,
                source: source.to_owned(),
                author: author.to_owned(),
                entered_on: jiff::Zoned::now().date(),
            }),
            _ => Err(wrong),
        }
    }

    /// The key that a new rate gets: its pair and period, and a number where that is taken.
    fn new_key(&self, taken: impl Fn(&str) -> bool) -> String {
        let written = format!("own-{}-{}-{}", self.base.code(), self.quote.code(), self.period.trim()).to_ascii_lowercase();
        let slug: String = written.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        if !taken(&slug) {
            return slug;
        }
        (2..).map(|n| format!("{slug}-{n}")).find(|key| !taken(key)).unwrap_or(slug)
    }

    /// The nearest rate that is known for the pair, where the typed one is far from it: a slip, or
    /// the pair turned round.
    fn far_from<'r>(&self, rates: &'r [Rate]) -> Option<&'r Rate> {
        let value = self.value.trim().parse::<Decimal>().ok().filter(|value| in_range(*value))?;
        let period = Period::parse(&self.period).ok();
        let found = Conversion::find(rates, self.base, self.quote, period.as_ref())?;
        let (known, used) = (found.factor, found.used().next()?);
        if Some(used.id.as_str()) == self.key.as_deref() {
            return None;
        }
        let (times, limit) = (value.checked_div(known)?, Decimal::new(15, 1));
        (times > limit || times.checked_mul(limit)? < Decimal::ONE).then_some(used)
    }
}

/// Rates that arithmetic has room for.
fn in_range(value: Decimal) -> bool {
    value >= Decimal::new(1, 9) && value <= Decimal::from(1_000_000_000)
}

/// Draws the fields; Enter in one of them saves, Escape gives up.
pub(super) fn form_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, draft: &mut RateDraft) -> Option<Done> {
    let text = ctx.text;
    let wrong = draft.check("").err().filter(|_| draft.tried).unwrap_or_default();
    let mut entered = false;
    let mut done = None;
    egui::Frame::NONE.stroke(ctx.theme.hairline()).corner_radius(radius::CARD).inner_margin(egui::Margin::same(8)).show(
        ui,
        |ui| {
            ui.set_width(ui.available_width());
            // Fields stand on one line, whatever is said below them.
            ui.with_layout(Layout::left_to_right(Align::Min).with_main_wrap(true), |ui| {
                ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
                field(ui, ctx, 110.0, "units-rate-base", wrong.pair, |ui, name| currency_ui(ui, ctx, name, &mut draft.base));
                let response = field(ui, ctx, 150.0, "units-rate-value", wrong.value, |ui, name| {
                    line_ui(ui, name, &mut draft.value, text.get("units-rate-value-hint"))
                });
                entered |= left_by_enter(ui, &response);
                field(ui, ctx, 110.0, "units-rate-quote", None, |ui, name| currency_ui(ui, ctx, name, &mut draft.quote));
                if std::mem::take(&mut draft.is_new) {
                    response.request_focus();
                }
                let response = field(ui, ctx, 190.0, "sources-field-period", wrong.period, |ui, name| {
                    line_ui(ui, name, &mut draft.period, text.get("units-rate-period-hint"))
                });
                entered |= left_by_enter(ui, &response);
                let response = field(ui, ctx, 260.0, "units-rate-source", wrong.source, |ui, name| {
                    line_ui(ui, name, &mut draft.source, text.get("units-rate-source-hint"))
                });
                entered |= left_by_enter(ui, &response);
            });
            if let Some(rate) = draft.far_from(&ctx.model.data.rates) {
                let known = rates_text(ctx, std::iter::once(rate));
                small(ui, ctx, &text.fmt("units-rate-far", &[("known", (&known).into())]), true);
            }
            ui.horizontal(|ui| {
                let save = wide_button(ui, ctx.theme, text.get("units-rate-save")).clicked();
                if save || entered {
                    draft.tried = true;
                    if let Ok(value) = draft.check(&ctx.model.settings.author) {
                        let (rates, own) = (&ctx.model.data.rates, &ctx.model.layer.content().rates);
                        let taken = |key: &str| own.get(key).is_some() || rates.iter().any(|rate| rate.id == key);
                        let key = draft.key.clone().unwrap_or_else(|| draft.new_key(taken));
                        done = Some(Done::Save { key, value });
                    }
                }
                if wide_button(ui, ctx.theme, text.get("shell-cancel")).clicked() {
                    done = Some(Done::Cancel);
                }
            });
        },
    );
    done
}

fn left_by_enter(ui: &Ui, response: &Response) -> bool {
    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}

/// Title, control, and below it what is wrong.
fn field(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    width: f32,
    title: &str,
    wrong: Option<&str>,
    control: impl FnOnce(&mut Ui, &str) -> Response,
) -> Response {
    let title = ctx.text.get(title);
    ui.allocate_ui_with_layout(vec2(width, 48.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 2.0;
        small(ui, ctx, title, false);
        let response = control(ui, title);
        if let Some(wrong) = wrong {
            small(ui, ctx, ctx.text.get(wrong), true);
        }
        response
    })
    .inner
}

fn small(ui: &mut Ui, ctx: &PanelCtx<'_>, words: &str, warn: bool) {
    let color = if warn { ctx.theme.warning } else { ctx.theme.muted };
    ui.add(egui::Label::new(RichText::new(words).font(regular(size::SMALL)).color(color)).wrap());
}

fn line_ui(ui: &mut Ui, name: &str, typed: &mut String, hint: &str) -> Response {
    let field = TextEdit::singleline(typed)
        .id_salt(name)
        .hint_text(hint)
        .font(regular(size::BODY))
        .margin(egui::Margin::symmetric(8, 4))
        .desired_width(ui.available_width() - 16.0);
    ui.add(field).accessible_name(name)
}

fn currency_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, name: &str, currency: &mut Currency) -> Response {
    let now = currency_text(ctx, *currency);
    let muted = ctx.theme.muted;
    let combo = ComboBox::from_id_salt(name)
        .selected_text(now)
        .width(ui.available_width() - 8.0)
        .icon(move |ui, rect, _, _| paint_icon(ui.painter(), rect, 9.0, Icon::Down, muted));
    let response = combo
        .show_ui(ui, |ui| {
            for choice in Currency::ALL {
                ui.selectable_value(currency, choice, currency_text(ctx, choice));
            }
        })
        .response;
    let label = format!("{name}: {now}");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, &label));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(value: &str, period: &str, source: &str) -> RateDraft {
        RateDraft { value: value.into(), period: period.into(), source: source.into(), ..RateDraft::default() }
    }

    #[test]
    fn what_is_wrong_is_said_field_by_field() {
        let rate = draft(" 7.18 ", "2025Q2", " People's Bank of China ").check("li").unwrap();
        assert_eq!(
            (rate.value.to_string(), rate.source, rate.author),
            ("7.18".into(), "People's Bank of China".into(), "li".into())
        );
        for value in ["", "seven", "0", "-7", "7,18", "NaN", "1e40", "99999999999", "0.0000000001"] {
            let wrong = draft(value, "2025Q2", "bank").check("").unwrap_err();
            assert_eq!(wrong, Wrong { value: Some("units-rate-wrong-value"), ..Wrong::default() }, "{value}");
        }
        let wrong = RateDraft { quote: Currency::Usd, ..draft("7", "soon", " ") }.check("").unwrap_err();
        assert!(wrong.pair.is_some() && wrong.period.is_some() && wrong.source.is_some() && wrong.value.is_none());
    }
}
