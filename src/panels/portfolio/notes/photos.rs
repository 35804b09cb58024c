//! Pictures of a note: small on its card, larger on hovering; attached and taken off in the editor.

use egui::{Rect, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use crate::{
    action::{CommandQueue, command::PortfolioCommand},
    model::portfolio::{Anchor, Attachment, Note},
    panels::{PanelCtx, portfolio::small},
    update::Photo,
    views::{
        pictures::Pictures,
        theme::{radius, regular, size, space},
        widgets::{Icon, elided, icon_button, link},
    },
};

/// Height of a picture on a card.
const HEIGHT: f32 = 64.0;
/// Widest picture on a card.
const WIDEST: f32 = 128.0;

/// Draws the pictures of a note in rows; asks for those that were not read yet.
pub(super) fn photos_ui(
    ui: &mut Ui,
    ctx: &PanelCtx<'_>,
    pictures: &mut Pictures,
    attachments: &[Attachment],
    out: &mut CommandQueue,
) {
    if attachments.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for attachment in attachments {
            let file = attachment.file.as_str();
            match ctx.model.transient.photos.get(file) {
                known @ (None | Some(Photo::Awaited)) => {
                    let (rect, _) = ui.allocate_exact_size(vec2(HEIGHT, HEIGHT), Sense::hover());
                    // Only what is in sight is read: a long list holds more than memory should.
                    if known.is_none() && ui.is_rect_visible(rect) {
                        out.push(PortfolioCommand::ReadPhoto(file.to_owned()));
                    }
                    let middle = Rect::from_center_size(rect.center(), vec2(space::L, space::L));
                    egui::Spinner::new().color(ctx.theme.muted).paint_at(ui, middle);
                }
                Some(Photo::Missing(reason)) => {
                    let words =
                        ctx.text.fmt("portfolio-photo-missing", &[("file", file.into()), ("reason", reason.as_str().into())]);
                    ui.label(RichText::new(words).font(regular(size::SMALL)).color(ctx.theme.warning));
                }
                Some(Photo::Ready(picture)) => {
                    let Some(texture) = pictures.texture(ui.ctx(), file, picture) else { continue };
                    let full = texture.size_vec2();
                    let scale = (HEIGHT / full.y.max(1.0)).min(WIDEST / full.x.max(1.0)).min(1.0);
                    let (rect, response) = ui.allocate_exact_size(full * scale, Sense::hover());
                    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, file));
                    egui::Image::from_texture(&texture).corner_radius(radius::CONTROL).paint_at(ui, rect);
                    response.on_hover_ui(|ui| {
                        ui.add(egui::Image::from_texture(&texture).max_size(vec2(480.0, 480.0)));
                        small(ui, ctx, &about(ctx, attachment));
                    });
                }
            }
        }
    });
}

/// "site.jpg · taken 2026-03-31 14:05:09 · 31.38503, 120.95508".
fn about(ctx: &PanelCtx<'_>, attachment: &Attachment) -> String {
    let mut parts = vec![attachment.file.clone()];
    if !attachment.taken_on.is_empty() {
        parts.push(ctx.text.fmt("portfolio-photo-taken", &[("date", attachment.taken_on.as_str().into())]));
    }
    if let Some(at) = attachment.taken_at {
        parts.push(format!("{}, {}", at.lat, at.lon));
    }
    parts.join(" · ")
}

/// Draws the pictures of a note that is written, each with what can be done with it.
pub(super) fn edit_ui(ui: &mut Ui, ctx: &PanelCtx<'_>, note: &mut Note, out: &mut CommandQueue) {
    let mut gone = None;
    for (index, attachment) in note.attachments.iter().enumerate() {
        let file = [("file", attachment.file.as_str().into())];
        ui.horizontal(|ui| {
            let remove = ctx.text.fmt("portfolio-photo-remove", &file);
            if icon_button(ui, ctx.theme, Icon::Close, &remove, None).clicked() {
                gone = Some(index);
            }
            elided(ui, &about(ctx, attachment), regular(size::SMALL), ctx.theme.muted);
        });
        let Some(at) = attachment.taken_at.filter(|at| note.anchor != Anchor::Point(*at)) else { continue };
        let pin = ctx.text.fmt("portfolio-photo-anchor", &file);
        if link(ui, ctx.theme, None, &pin, regular(size::SMALL), &pin).clicked() {
            note.anchor = Anchor::Point(at);
        }
    }
    if let Some(index) = gone {
        note.attachments.remove(index);
    }
    let add = ctx.text.get("portfolio-photo-add");
    let tip = ctx.text.get("portfolio-photo-drop");
    if link(ui, ctx.theme, Some(Icon::Plus), add, regular(size::SMALL), add).on_hover_text(tip).clicked() {
        out.push(PortfolioCommand::PickPhoto);
    }
}
