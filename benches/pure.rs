//! Times of what the program computes without a window: reading the data, ranking, tables, texts.
//! Run by `cargo bench`; whole-process budgets are measured by `benches/budgets.sh`.

use std::hint::black_box;

use cluster_atlas::{
    analysis::{findings::Findings, ranking},
    data::{
        atlas::{self, AtlasSource},
        shipped,
    },
    export::table::{PANEL_TABLES, TableInputs},
    model::user_layer::UserLayer,
    model::{filter::Filter, lang::Lang},
    text::Text,
};
use criterion::{Criterion, criterion_group, criterion_main};

fn load(criterion: &mut Criterion) {
    criterion.bench_function("atlas: read and check all tables", |bench| {
        bench.iter(|| atlas::load(black_box(&AtlasSource::Bundled)));
    });
    criterion.bench_function("texts: one language", |bench| {
        bench.iter(|| Text::new(black_box(Lang::Zh)));
    });
    criterion.bench_function("views: read the shipped ones", |bench| bench.iter(shipped::views));
}

fn rank(criterion: &mut Criterion) {
    let data = atlas::load(&AtlasSource::Bundled).dataset;
    let view = ranking::default_ranking(&data);
    criterion.bench_function("ranking: 15 cities", |bench| {
        bench.iter(|| ranking::rank(black_box(&data), black_box(&view), &Filter::default()));
    });
}

fn tables(criterion: &mut Criterion) {
    let data = atlas::load(&AtlasSource::Bundled).dataset;
    let Some(view) = shipped::views().into_iter().next() else { return };
    let (findings, layer) = (Findings::of(&data), UserLayer::default());
    for (name, make) in PANEL_TABLES {
        criterion.bench_function(&format!("table: {name} as CSV"), |bench| {
            bench.iter(|| {
                make(TableInputs { data: black_box(&data), view: &view, findings: &findings, layer: &layer, incomplete_days: 14 })
                    .to_csv()
            });
        });
    }
}

criterion_group!(benches, load, rank, tables);
criterion_main!(benches);
