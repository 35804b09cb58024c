//! A few panels as pictures: what no other test sees is compared with a picture that a person has
//! looked at. `UPDATE_SNAPSHOTS=1` draws them anew, to be looked at again.
#![cfg(test)]

use std::sync::Arc;

use cluster_atlas::{
    app::{
        headless::{Painter, Picture},
        offscreen::Offscreen,
    },
    data::{
        atlas::{AtlasSource, load},
        shipped,
    },
    model::{lang::Lang, layout::Panel},
};

#[test]
fn panels_look_as_they_did() {
    let data = Arc::new(load(&AtlasSource::Bundled).dataset);
    let mut painter = Painter::new(Offscreen::new().expect("a software driver"), data);
    let mut results = egui_kittest::SnapshotResults::new();
    for (name, view, panel, size, lang, dark) in [
        ("financing-en-light", "q1-2026-at-a-glance", Panel::Financing, [480, 320], Lang::En, false),
        ("ranking-zh-dark", "q1-2026-at-a-glance", Panel::Ranking, [520, 360], Lang::Zh, true),
        ("map-zh-light", "shanghai-six-paradigms", Panel::Map, [560, 360], Lang::Zh, false),
        ("compare-en-dark", "tier-one-against-tier-two", Panel::Compare, [900, 300], Lang::En, true),
        ("parts-zh-light", "tier-one-against-tier-two", Panel::Parts, [760, 280], Lang::Zh, false),
    ] {
        let view = shipped::views().into_iter().find(|shipped| shipped.id.as_str() == view).expect("a shipped view");
        let picture = Picture { view, panel: Some(panel), size, scale: 1.0, lang, dark };
        let image = painter.paint(&picture).expect("a picture");
        results.add(egui_kittest::try_image_snapshot(&image, name));
    }
}
