//! The panel driven by pointer and keys, without a renderer.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use egui::{Event, Modifiers, PointerButton, Pos2, pos2};
use egui_kittest::{Harness, kittest::Queryable};

use super::*;
use crate::{
    action::{
        Command,
        command::{FilterCommand, SelectCommand},
    },
    data::{
        atlas::{AtlasSource, load},
        shipped,
    },
    model::settings::Settings,
    text::Text,
    update::{AppModel, Derived},
    views::theme::Theme,
};

const SIZE: [f32; 2] = [1013.0, 490.0];

struct Bench {
    model: AppModel,
    scratch: MapScratch,
    commands: Vec<Command>,
}

/// The bundled fonts: texts in the harness must not lack a glyph.
fn install_fonts(ctx: &egui::Context) {
    let mut fonts = egui::FontDefinitions::empty();
    let files: [(&str, &[u8]); 2] = [
        ("inter", include_bytes!("../../../assets/fonts/Inter-Regular.ttf")),
        ("noto", include_bytes!("../../../assets/fonts/NotoSansSC-Regular.ttf")),
    ];
    for (name, bytes) in files {
        fonts.font_data.insert(name.to_owned(), Arc::new(egui::FontData::from_static(bytes)));
    }
    let semibold = egui::FontFamily::Name(crate::views::theme::SEMIBOLD.into());
    for family in [egui::FontFamily::Proportional, egui::FontFamily::Monospace, semibold] {
        fonts.families.insert(family, files.iter().map(|(name, _)| (*name).to_owned()).collect());
    }
    ctx.set_fonts(fonts);
}

fn harness(edit: impl FnOnce(&mut AppModel)) -> (Harness<'static>, Rc<RefCell<Bench>>) {
    let data = Arc::new(load(&AtlasSource::Bundled).dataset);
    let mut view = shipped::views().remove(0);
    view.map = MapView::HOME;
    let mut model = AppModel::new(data, Settings::default(), Lang::En, view);
    edit(&mut model);
    let bench = Rc::new(RefCell::new(Bench { model, scratch: MapScratch::new(true), commands: Vec::new() }));
    let shared = Rc::clone(&bench);
    let (text, theme, derived) = (Text::new(Lang::En), Theme::light(), Derived::default());
    let mut ready = false;
    let harness = Harness::builder().with_size(SIZE).build_ui(move |ui| {
        if !ready {
            install_fonts(ui.ctx());
            ready = true;
            return;
        }
        let bench = &mut *shared.borrow_mut();
        let mut out = CommandQueue::default();
        let ctx = PanelCtx { model: &bench.model, derived: &derived, text: &text, theme: &theme };
        map_ui(ui, &ctx, &mut bench.scratch, &mut out);
        let commands = out.take();
        for command in &commands {
            if let Command::View(ViewCommand::MapMoved(view)) = command {
                bench.model.view.map = view.clone();
            }
        }
        bench.commands.extend(commands);
    });
    (harness, bench)
}

/// Where a place stands in the panel, which fills the harness but for its margin.
fn at(harness: &Harness<'_>, lon: f64, lat: f64) -> Pos2 {
    let rect = harness.get_by_label("Map").rect();
    let size = [f64::from(rect.width()), f64::from(rect.height())];
    let [x, y] = crate::analysis::scale::Viewport::of(&MapView::HOME, size).project_point(LonLat { lon, lat });
    rect.min + vec2(x as f32, y as f32)
}

fn press(harness: &mut Harness<'_>, pos: Pos2, pressed: bool, modifiers: Modifiers) {
    harness.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers });
}

fn click(harness: &mut Harness<'_>, pos: Pos2, modifiers: Modifiers) {
    harness.event_modifiers(Event::PointerMoved(pos), modifiers);
    harness.step();
    harness.event_modifiers(Event::PointerButton { pos, button: PointerButton::Primary, pressed: true, modifiers }, modifiers);
    harness.step();
    harness.event_modifiers(Event::PointerButton { pos, button: PointerButton::Primary, pressed: false, modifiers }, modifiers);
    harness.step();
}

fn selects(bench: &Rc<RefCell<Bench>>) -> Vec<SelectCommand> {
    let commands = std::mem::take(&mut bench.borrow_mut().commands);
    let select = |command| match command {
        Command::Select(select) if !matches!(select, SelectCommand::Hover(_)) => Some(select),
        _ => None,
    };
    commands.into_iter().filter_map(select).collect()
}

const BEIJING: (f64, f64) = (116.3972, 39.9075);
const EMPTY: (f64, f64) = (124.0, 33.0);

#[test]
fn clicks_select_toggle_and_clear() {
    let (mut harness, bench) = harness(|_| {});
    harness.run_steps(3);
    let beijing = || Item::Place("110000".into());
    let spot = at(&harness, BEIJING.0, BEIJING.1);
    click(&mut harness, spot, Modifiers::NONE);
    assert_eq!(selects(&bench), [SelectCommand::Set(beijing())]);
    harness.run_steps(40);
    click(&mut harness, spot, Modifiers::SHIFT);
    assert_eq!(selects(&bench), [SelectCommand::Toggle(beijing())]);
    harness.run_steps(40);
    let empty = at(&harness, EMPTY.0, EMPTY.1);
    click(&mut harness, empty, Modifiers::NONE);
    assert_eq!(selects(&bench), [SelectCommand::Clear]);
}

#[test]
fn hovering_lights_the_city_and_leaving_puts_it_out() {
    let (mut harness, bench) = harness(|_| {});
    harness.run_steps(3);
    let hovers = |bench: &Rc<RefCell<Bench>>| {
        let commands = std::mem::take(&mut bench.borrow_mut().commands);
        let mut hovers = Vec::new();
        for command in commands {
            if let Command::Select(SelectCommand::Hover(item)) = command {
                bench.borrow_mut().model.transient.hover.clone_from(&item);
                hovers.push(item);
            }
        }
        hovers
    };
    let spot = at(&harness, BEIJING.0, BEIJING.1);
    harness.event(Event::PointerMoved(spot));
    harness.run_steps(2);
    assert_eq!(hovers(&bench), [Some(Item::Place("110000".into()))]);
    assert!(bench.borrow().scratch.pointer.is_some_and(|p| (p.lon - BEIJING.0).abs() < 0.01));
    let empty = at(&harness, EMPTY.0, EMPTY.1);
    harness.event(Event::PointerMoved(empty));
    harness.run_steps(2);
    assert_eq!(hovers(&bench), [None]);
}

#[test]
fn a_drag_moves_the_map_and_selects_nothing() {
    let (mut harness, bench) = harness(|_| {});
    harness.run_steps(3);
    let start = at(&harness, EMPTY.0, EMPTY.1);
    harness.event(Event::PointerMoved(start));
    harness.step();
    press(&mut harness, start, true, Modifiers::NONE);
    harness.step();
    for step in 1..=10 {
        harness.event(Event::PointerMoved(start - vec2(10.0 * step as f32, 0.0)));
        harness.step();
    }
    press(&mut harness, start - vec2(100.0, 0.0), false, Modifiers::NONE);
    harness.step();
    let commands = std::mem::take(&mut bench.borrow_mut().commands);
    let moved = commands.iter().rev().find_map(|command| match command {
        Command::View(ViewCommand::MapMoved(view)) => Some(view.clone()),
        _ => None,
    });
    let moved = moved.expect("the map moved");
    // 100 points of 256 * 2^4.6 are 5.8 degrees.
    assert!((moved.lon - MapView::HOME.lon - 5.8).abs() < 1.2, "{moved:?}");
    assert!(!commands.iter().any(|c| matches!(c, Command::Select(SelectCommand::Set(_) | SelectCommand::Clear))), "{commands:?}");
}

#[test]
fn a_box_with_shift_filters_and_selects_the_cities_inside() {
    let (mut harness, bench) = harness(|_| {});
    harness.run_steps(3);
    let (from, to) = (at(&harness, 117.5, 33.0), at(&harness, 122.5, 29.5));
    harness.event_modifiers(Event::PointerMoved(from), Modifiers::SHIFT);
    harness.step();
    let button = |pressed: bool, pos: Pos2| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::SHIFT,
    };
    harness.event_modifiers(button(true, from), Modifiers::SHIFT);
    harness.step();
    for step in 1..=5 {
        harness.event_modifiers(Event::PointerMoved(from.lerp(to, step as f32 / 5.0)), Modifiers::SHIFT);
        harness.step();
    }
    harness.event_modifiers(button(false, to), Modifiers::SHIFT);
    harness.step();
    let commands = std::mem::take(&mut bench.borrow_mut().commands);
    let area = commands.iter().find_map(|command| match command {
        Command::Filter(FilterCommand::Set(filter)) => filter.area,
        _ => None,
    });
    let area = area.expect("an area filter");
    assert!((area.west - 117.5).abs() < 0.2 && (area.north - 33.0).abs() < 0.2, "{area:?}");
    let many = commands.iter().find_map(|command| match command {
        Command::Select(SelectCommand::Many(items)) => Some(items.clone()),
        _ => None,
    });
    let inside = ["310000", "320100", "320500", "330100"].map(|id| Item::Place(id.into()));
    assert_eq!(many.as_deref(), Some(&inside[..]));
    assert!(!commands.iter().any(|c| matches!(c, Command::View(ViewCommand::MapMoved(_)))), "{commands:?}");
}

#[test]
fn buttons_and_the_menu_are_named_and_ask_for_what_they_say() {
    let (mut harness, bench) = harness(|_| {});
    harness.run_steps(3);
    for (label, command) in
        [("Zoom in", ViewCommand::ZoomBy(1.0)), ("Zoom out", ViewCommand::ZoomBy(-1.0)), ("Whole area", ViewCommand::Home)]
    {
        let rect = harness.get_by_label(label).rect();
        assert!(rect.width() >= 24.0 && rect.height() >= 24.0);
        harness.get_by_label(label).click();
        harness.run_steps(2);
        let commands = std::mem::take(&mut bench.borrow_mut().commands);
        assert!(commands.contains(&Command::View(command)), "{label}: {commands:?}");
    }
    let spot = at(&harness, 120.5, 31.3);
    harness.event(Event::PointerMoved(spot));
    harness.step();
    for pressed in [true, false] {
        harness.event(Event::PointerButton { pos: spot, button: PointerButton::Secondary, pressed, modifiers: Modifiers::NONE });
        harness.step();
    }
    harness.run_steps(3);
    harness.get_by_label("What is here").click();
    harness.run_steps(3);
    let found = selects(&bench);
    let [SelectCommand::Set(Item::Place(place))] = found.as_slice() else { panic!("{found:?}") };
    let model = &bench.borrow().model;
    assert!(model.data.ancestry(place).iter().any(|around| around.id.as_str() == "320500"), "{place:?} is not in Suzhou");
}

#[test]
fn idle_frames_ask_for_nothing() {
    let (mut harness, bench) = harness(|model| model.view.layers.provinces = true);
    harness.run_steps(6);
    bench.borrow_mut().commands.clear();
    harness.run_steps(5);
    assert_eq!(bench.borrow().commands, []);
    assert!(bench.borrow().scratch.is_complete());
    assert!(pos2(0.0, 0.0) != at(&harness, BEIJING.0, BEIJING.1));
}

#[test]
fn a_wrong_base_map_is_refused_and_the_bundled_one_stays() {
    let mut scratch = MapScratch::new(true);
    let file = tempfile::NamedTempFile::new().unwrap();
    std::io::Write::write_all(&mut file.as_file(), b"GIF89a").unwrap();
    assert!(matches!(scratch.open_base_map(file.path()), Err(TileFileError::NotPmtiles)));
    assert!(scratch.surface.base().is_some_and(|base| base.archive().is_bundled()));
}
