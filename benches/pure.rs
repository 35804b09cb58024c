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
        claim::{Claim, Measure, Metric, Subject},
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

/// A synthetic atlas: the shipped one with made claims up to 100,000. Half of them speak of one
/// metric, a quarter of one subject, the rest of every place in turn; periods, figures and
/// providers go round.
fn synthetic() -> Dataset {
    let mut data = atlas::load(&AtlasSource::Bundled).dataset;
    let places: Vec<PlaceId> = data.places.keys().cloned().collect();
    let metrics: Vec<_> = data.metrics.values().cloned().collect();
    let Some(like) = data.claims.values().next().cloned() else { return data };
    let main = metrics.iter().position(|metric| metric.measure == Some(Measure::Events)).unwrap_or_default();
    let unit_of = |metric: &Metric| match metric.family {
        UnitFamily::Money => Unit::money(Currency::Cny),
        UnitFamily::Percent => Unit::percent(),
        family => Unit::new("events", family),
    };
    for n in data.claims.len()..100_000 {
        let metric = if n % 2 == 0 { metrics.get(main) } else { metrics.get(n * 7 % metrics.len()) };
        let place = if n % 4 == 1 { places.first() } else { places.get(n * 13 % places.len()) };
        let (Some(metric), Some(place)) = (metric, place) else { continue };
        let period = match n % 3 {
            0 => format!("{}Q{}", 1990 + n % 36, n / 36 % 4 + 1),
            1 => format!("{}", 1990 + n / 3 % 36),
            _ => format!("{}-{:02}-01..{}-{:02}-28", 1990 + n % 36, n % 12 + 1, 1990 + n % 36 + n % 3, 12),
        };
        let value = Decimal::from(10 + n * 31 % 900);
        let id = ClaimId::new(format!("s{n:06}"));
        let claim = Claim {
            id: id.clone(),
            subject: Subject::Place(place.clone()),
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
