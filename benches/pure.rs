//! Times of what the program computes without a window: reading the data, ranking, tables, texts.
//! Run by `cargo bench`; whole-process budgets are measured by `benches/budgets.sh`.

use std::hint::black_box;

use cluster_atlas::{
    analysis::{derived_figures::derived_figures, findings::Findings, ranking},
    data::{
        atlas::{self, AtlasSource},
        shipped,
    },
    export::table::{PANEL_TABLES, TableInputs},
    model::{
        claim::{Claim, Metric, Subject},
        dataset::Dataset,
        filter::Filter,
        ids::{ClaimId, PlaceId},
        lang::Lang,
        period::Period,
        quantity::{Precision, Qualifier, Quantity},
        unit::{Currency, Unit, UnitFamily},
        user_layer::UserLayer,
    },
    text::Text,
};
use criterion::{Criterion, criterion_group, criterion_main};
use rust_decimal::Decimal;

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

/// A synthetic atlas: the shipped one with made claims up to 100,000. Half of them state one
/// level for every place in turn, half speak of one country with every financing metric in turn;
/// periods and figures go round.
fn synthetic() -> Dataset {
    let mut data = atlas::load(&AtlasSource::Bundled).dataset;
    let places: Vec<PlaceId> = data.places.keys().cloned().collect();
    let Some(like) = data.claims.values().next().cloned() else { return data };
    let Some(topic) = data.metric_of(&like).map(|metric| metric.topic.clone()) else { return data };
    let metrics: Vec<Metric> = data.metrics.values().filter(|metric| metric.topic == topic).cloned().collect();
    let unit_of = |metric: &Metric| match metric.family {
        UnitFamily::Money => Unit::money(Currency::Cny),
        UnitFamily::Percent => Unit::percent(),
        family => Unit::new("events", family),
    };
    for n in data.claims.len()..100_000 {
        let turn = n / 2;
        let metric = if n % 2 == 0 { data.metrics.get(&like.metric) } else { metrics.get(turn % metrics.len()) };
        let subject =
            if n % 2 == 0 { places.get(turn % places.len()).cloned().map(Subject::Place) } else { Some(like.subject.clone()) };
        let (Some(metric), Some(subject)) = (metric, subject) else { continue };
        let round = if n % 2 == 0 { turn / places.len() } else { turn / metrics.len() };
        let year = 1990 + round % 36;
        let period = match round % 3 {
            0 => format!("{year}Q{}", round / 36 % 4 + 1),
            1 => format!("{year}"),
            _ => format!("{year}-{:02}-{:02}..{year}-12-28", round % 11 + 1, round / 11 % 28 + 1),
        };
        let value = Decimal::from(10 + n * 31 % 900);
        let id = ClaimId::new(format!("s{n:06}"));
        let claim = Claim {
            id: id.clone(),
            subject,
            metric: metric.id.clone(),
            period: Period::parse(&period).unwrap_or_else(|_| like.period.clone()),
            quantity: Quantity::stated(value, Qualifier::Exact, unit_of(metric), Precision::Whole),
            ..like.clone()
        };
        data.claims.insert(id, claim);
    }
    data.index(1)
}

fn claims(criterion: &mut Criterion) {
    let data = synthetic();
    let figures = derived_figures(&data);
    assert!(data.claims.len() == 100_000 && figures.len() > 1000);
    let mut group = criterion.benchmark_group("100,000 synthetic claims");
    group.sample_size(10);
    group.bench_function("derived figures", |bench| bench.iter(|| derived_figures(black_box(&data))));
    group.bench_function("conflicts and derived figures", |bench| bench.iter(|| Findings::of(black_box(&data))));
    group.finish();
}

criterion_group!(benches, load, rank, tables, claims);
criterion_main!(benches);
