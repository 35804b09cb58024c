//! Applies the design tokens to the toolkit's style.

use egui::{Color32, Context, CornerRadius, Margin, Shadow, Stroke, Style, TextStyle, Visuals, style::WidgetVisuals, vec2};

use crate::views::theme::{Theme, radius, regular, semibold, size, space, weight};

/// Sets both themes' styles and picks one.
pub fn apply(ctx: &Context, dark: bool) {
    ctx.set_style_of(egui::Theme::Light, style(&Theme::light()));
    ctx.set_style_of(egui::Theme::Dark, style(&Theme::dark()));
    ctx.set_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light });
}

fn style(theme: &Theme) -> Style {
    let mut style = Style::default();
    style.text_styles.insert(TextStyle::Small, regular(size::SMALL));
    style.text_styles.insert(TextStyle::Body, regular(size::BODY));
    style.text_styles.insert(TextStyle::Button, regular(size::BODY));
    style.text_styles.insert(TextStyle::Monospace, regular(size::BODY));
    style.text_styles.insert(TextStyle::Heading, semibold(size::TITLE));
    style.animation_time = 0.12;
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(space::S, space::XS);
    spacing.button_padding = vec2(space::S, space::XS);
    spacing.interact_size = vec2(space::HIT, space::HIT);
    spacing.menu_margin = Margin::same(4);
    spacing.window_margin = Margin::same(12);
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = 6.0;
    spacing.combo_width = 120.0;
    spacing.scroll.bar_width = 6.0;
    spacing.scroll.floating_allocated_width = 0.0;
    style.visuals = visuals(theme);
    style.interaction.tooltip_delay = 0.15;
    style.interaction.selectable_labels = false;
    style
}

fn visuals(theme: &Theme) -> Visuals {
    let mut visuals = if theme.dark { Visuals::dark() } else { Visuals::light() };
    let control = CornerRadius::same(radius::CONTROL);
    let widget = |fill: Color32, border: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(weight::THIN, border),
        corner_radius: control,
        fg_stroke: Stroke::new(weight::THIN, text),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = widget(theme.panel, theme.line, theme.text);
    visuals.widgets.inactive = widget(theme.panel, theme.line, theme.text);
    visuals.widgets.hovered = widget(theme.hover, theme.muted, theme.text);
    visuals.widgets.active = widget(theme.selection, theme.accent, theme.text);
    visuals.widgets.open = widget(theme.selection, theme.accent, theme.text);
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(theme.muted);
    visuals.hyperlink_color = theme.accent;
    visuals.warn_fg_color = theme.warning;
    visuals.error_fg_color = theme.warning;
    visuals.selection.bg_fill = theme.selection;
    visuals.selection.stroke = Stroke::new(weight::BOLD, theme.accent);
    visuals.window_fill = theme.panel;
    visuals.panel_fill = theme.panel;
    visuals.extreme_bg_color = theme.window;
    visuals.faint_bg_color = theme.window;
    visuals.code_bg_color = theme.window;
    visuals.window_stroke = Stroke::new(weight::THIN, theme.line);
    visuals.window_corner_radius = CornerRadius::same(radius::CARD);
    visuals.menu_corner_radius = CornerRadius::same(radius::CONTROL);
    let shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: theme.shadow };
    visuals.popup_shadow = shadow;
    visuals.window_shadow = shadow;
    visuals.slider_trailing_fill = true;
    visuals.handle_shape = egui::style::HandleShape::Circle;
    visuals
}
