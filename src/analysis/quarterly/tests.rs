use super::*;
use crate::{
    analysis::{
        chart::{Mark, MarkKind, wrong_joins},
        comparability::{GapReason, SeriesKey, gaps_between},
        derived_figures::derived_figures,
    },
    data::atlas::{AtlasSource, load},
    model::{
        claim::Status,
        ids::{ClaimId, PlaceId},
    },
};

fn bundled() -> Dataset {
    load(&AtlasSource::Bundled).dataset
}

fn view(scope: &str, measure: Measure, place: Option<&str>) -> FinancingView {
    FinancingView { scope: scope.into(), measure, place: place.map(PlaceId::new), stack: String::new() }
}

fn chart(data: &Dataset, view: &FinancingView) -> ChartModel {
    financing_chart(data, view, &Filter::default(), &derived_figures(data), 14)
}

/// Every chart that the panel can show.
fn all_charts(data: &Dataset) -> Vec<ChartModel> {
    let mut charts = Vec::new();
    for scope in scopes(data) {
        for measure in [Measure::Events, Measure::Amount] {
            charts.push(chart(data, &view(&scope, measure, None)));
            charts.extend(
                subjects(data, &scope, measure).iter().map(|subject| chart(data, &view(&scope, measure, Some(subject.id())))),
            );
        }
    }
    charts
}

fn lines(chart: &ChartModel) -> Vec<String> {
    chart
        .marks()
        .map(|mark| {
            let value = mark.quantity.value.or(mark.quantity.bounds.low).map_or("-".to_owned(), |v| v.normalize().to_string());
            let gap = mark.gap.iter().map(|g| g.name()).collect::<Vec<_>>().join(";");
            format!("{} {} {value} {:?} {} {gap}", mark.series.subject.id(), mark.period, mark.kind(), mark.joins_previous)
                .trim_end()
                .to_owned()
        })
        .collect()
}

#[test]
fn events_of_all_sectors_in_china() {
    let data = bundled();
    let chart = chart(&data, &view("all", Measure::Events, Some("100000")));
    assert_eq!(
        lines(&chart),
        [
            "100000 2025Q1 1885 Derived false",
            "100000 2025Q2 - NotStated false",
            "100000 2025Q3 - NotStated false",
            "100000 2025Q4 2795 Derived false previous_not_stated",
            "100000 2026Q1 2865 Exact true",
        ]
    );
    let last = chart.marks().last().unwrap();
    assert_eq!(last.growth.iter().map(|g| g.claim.as_str()).collect::<Vec<_>>(), ["f002", "f003"]);
    assert_eq!(
        chart.ticks.iter().map(|t| t.period.written()).collect::<Vec<_>>(),
        ["2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1"]
    );
    assert_eq!(chart.legend, [MarkKind::Exact, MarkKind::Derived, MarkKind::NotStated]);
}

#[test]
fn years_part_periods_and_quarters_keep_apart() {
    let data = bundled();
    let chart = chart(&data, &view("ai", Measure::Events, None));
    assert_eq!(
        lines(&chart),
        [
            "100000 2023 595 Derived false",
            "100000 2024 500 Exact true",
            "100000 2024-01-01..2024-08-27 317 Exact false different_period_length",
            // A share of all events gives it: counted by another definition, joined to nothing.
            "100000 2026Q1 315 Derived false different_definition;different_provider;not_adjacent",
            "100000 2025Q1 351 Exact false different_provider;different_period_length",
            "110000 2024-01..2024-08 107 Exact false",
            "310000 2024-01..2024-08 46 Exact false",
            "440000 2024-01..2024-08 58 Exact false",
        ]
    );
    assert_eq!(chart.lanes.len(), 7);
}

#[test]
fn an_amount_said_in_two_currencies_is_one_mark() {
    let data = bundled();
    let chart = chart(&data, &view("all", Measure::Amount, Some("world")));
    let said: Vec<_> = chart.marks().filter(|m| m.status == Some(Status::Reported)).collect();
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].claims.iter().map(ClaimId::as_str).collect::<Vec<_>>(), ["f076", "f076b"]);
}

#[test]
fn a_scope_without_claims_is_empty_and_one_claim_has_room_around_it() {
    let data = bundled();
    assert!(chart(&data, &view("biotech", Measure::Events, None)).is_empty());
    let one = chart(&data, &view("embodied_ai", Measure::Events, None));
    assert_eq!(lines(&one), ["441900 2026Q1 12 Exact false"]);
    assert_eq!(one.ticks.len(), MIN_QUARTERS);
    assert_eq!(scopes(&data), ["all", "ai", "embodied_ai"]);
}

#[test]
fn filters_take_marks_out_and_the_period_only_fades_them() {
    let data = bundled();
    let view = view("all", Measure::Events, Some("100000"));
    let figures = derived_figures(&data);
    let with = |filter: Filter| financing_chart(&data, &view, &filter, &figures, 14);
    let reported = with(Filter { statuses: [Status::Reported].into(), ..Filter::default() });
    assert_eq!(lines(&reported), ["100000 2026Q1 2865 Exact false"]);
    let derived = with(Filter { statuses: [Status::Derived].into(), ..Filter::default() });
    assert_eq!(derived.marks().filter(|m| m.quantity.is_known()).count(), 2);
    assert!(with(Filter { providers: ["pitchbook".into()].into(), ..Filter::default() }).is_empty());
    let brushed = with(Filter { period: Period::parse("2025Q4..2026Q1").ok(), ..Filter::default() });
    let known: Vec<bool> = brushed.marks().filter(|m| m.quantity.is_known()).map(|m| m.in_period).collect();
    assert_eq!(known, [false, true, true]);
}

#[test]
fn no_chart_joins_what_must_not_be_joined() {
    let data = bundled();
    let charts = all_charts(&data);
    assert!(charts.len() >= 10, "{}", charts.len());
    let joins: usize = charts.iter().flat_map(ChartModel::marks).filter(|mark| mark.joins_previous).count();
    assert!(joins > 0, "the test would pass on charts without any join");
    for chart in &charts {
        assert_eq!(wrong_joins(chart, &data), [], "{:?}", chart.title);
    }
}

/// Claims changed so that the two figures of a join no longer agree: the chart of the old claims
/// is found wrong, and a chart of the new ones does not join them.
#[test]
fn a_changed_claim_breaks_the_join() {
    let data = bundled();
    let view = view("all", Measure::Events, Some("100000"));
    let quarter = |text: &str| Period::parse(text).unwrap();
    // Two neighbours that are both stated and may be joined.
    let mut joined = data.clone();
    let mut earlier = data.claims[&ClaimId::new("f001")].clone();
    earlier.id = "x1".into();
    earlier.period = quarter("2025Q4");
    joined.claims.insert(earlier.id.clone(), earlier.clone());
    let joined = joined.index(1);
    let good = chart(&joined, &view);
    assert!(good.marks().any(|m| m.joins_previous) && wrong_joins(&good, &joined).is_empty());

    type Change = fn(&mut Claim);
    let changes: [(&str, Change); 5] = [
        ("different_provider", |c| c.provider = Some("jiazi".into())),
        ("different_definition", |c| c.metric = "vc_deals:all".into()),
        ("different_scope", |c| c.metric = "financing_events:ai".into()),
        ("different_subject", |c| c.subject = Subject::Place("110000".into())),
        ("different_unit", |c| c.quantity.unit = Unit::new("projects", UnitFamily::Count)),
    ];
    for (reason, change) in changes {
        let mut mutated = joined.clone();
        change(mutated.claims.get_mut(&ClaimId::new("x1")).unwrap());
        let mutated = mutated.index(2);
        let wrong = wrong_joins(&good, &mutated);
        let found = wrong.iter().any(|w| w.reason == reason) || (reason == "different_unit" && !wrong.is_empty());
        assert!(found, "{reason}: {wrong:?}");
        let fresh = chart(&mutated, &FinancingView { place: None, ..view.clone() });
        assert_eq!(wrong_joins(&fresh, &mutated), [], "{reason}");
    }
    // A period of another length, and one that is not adjacent.
    for period in ["2025H2", "2025", "2025Q3", "2025-12"] {
        let mut mutated = joined.clone();
        mutated.claims.get_mut(&ClaimId::new("x1")).unwrap().period = quarter(period);
        mutated.claims.remove(&ClaimId::new("f002"));
        let mutated = mutated.index(3);
        let fresh = chart(&mutated, &view);
        assert!(fresh.marks().all(|m| !m.joins_previous), "{period}: {:?}", lines(&fresh));
        let mut forced = fresh.clone();
        forced.lanes.iter_mut().flat_map(|l| &mut l.marks).for_each(|m| m.joins_previous = true);
        assert!(!wrong_joins(&forced, &mutated).is_empty());
    }
    assert!(good.marks().all(|m| !m.gap.contains(&GapReason::Provider)));
}

/// The same metric that counts another population breaks the line, and the chart says why.
#[test]
fn another_population_breaks_the_join() {
    let mut data = bundled();
    let mut other = data.metrics["financing_events:all"].clone();
    other.id = "financing_events:disclosed".into();
    other.coverage = "disclosed_deals".into();
    data.metrics.insert(other.id.clone(), other);
    let mut earlier = data.claims[&ClaimId::new("f001")].clone();
    (earlier.id, earlier.period) = ("x1".into(), Period::parse("2025Q4").unwrap());
    earlier.metric = "financing_events:disclosed".into();
    data.claims.insert(earlier.id.clone(), earlier);
    let data = data.index(1);
    let fresh = chart(&data, &view("all", Measure::Events, Some("100000")));
    let mark = fresh.marks().find(|mark| mark.claims == ["f001".into()]).unwrap();
    let [a, b] = ["x1", "f001"].map(|id| {
        let claim = &data.claims[&ClaimId::new(id)];
        (SeriesKey::of(claim, data.metric_of(claim).unwrap()), claim.period.clone())
    });
    let gaps = gaps_between((&a.0, &a.1), (&b.0, &b.1));
    assert_eq!(gaps, [GapReason::Definition, GapReason::Coverage]);
    assert!(!mark.joins_previous || mark.claims != ["x1".into()]);
    assert_eq!(wrong_joins(&fresh, &data), []);
}

#[test]
fn a_person_may_join_what_the_rule_does_not() {
    let mut data = bundled();
    let view = view("ai", Measure::Events, Some("100000"));
    let plain = chart(&data, &view);
    let find = |chart: &ChartModel, id: &str| chart.marks().find(|mark| mark.claim() == Some(&id.into())).cloned().unwrap();
    let quarter = find(&plain, "f051");
    assert_eq!((quarter.earlier.as_ref().map(ClaimId::as_str), quarter.joined_by_hand), (Some("f046"), false));
    data.joins.insert(("f046".into(), "f051".into()));
    let joined = chart(&data, &view);
    let mark = find(&joined, "f051");
    assert!(mark.joined_by_hand && mark.joins_previous && joined.has_joins_by_hand());
    assert_eq!(mark.gap, quarter.gap, "the reason stays");
    assert_eq!(wrong_joins(&joined, &data), []);
    data.joins.clear();
    assert_eq!(wrong_joins(&joined, &data).len(), 1, "only joins that a person made hold");
}

#[test]
fn a_dash_between_two_quarters_can_be_joined_over() {
    let mut data = bundled();
    let view = view("all", Measure::Events, Some("100000"));
    let gap = chart(&data, &view).marks().find(|mark| mark.gap == [GapReason::NotStated]).cloned().unwrap();
    data.joins.insert((gap.earlier.clone().unwrap(), gap.claim().cloned().unwrap()));
    let joined = chart(&data, &view);
    assert_eq!(joined.marks().filter(|mark| mark.joined_by_hand).count(), 1);
    assert_eq!(wrong_joins(&joined, &data), []);
}

/// f001 counts 2026Q1 and is known from 2026-04-28, 28 days after the quarter's end.
#[test]
fn a_young_vintage_is_incomplete() {
    let data = bundled();
    let view = view("all", Measure::Events, Some("100000"));
    let kind = |days| {
        let chart = financing_chart(&data, &view, &Filter::default(), &derived_figures(&data), days);
        chart.marks().last().map(Mark::kind)
    };
    assert_eq!([0, 14, 28].map(kind), [Some(MarkKind::Exact); 3]);
    assert_eq!([29, 30, 365].map(kind), [Some(MarkKind::Incomplete); 3]);
}

#[test]
fn a_count_published_before_its_quarter_ended_is_incomplete() {
    let mut data = bundled();
    data.documents.get_mut("chanyejia-2026-04").unwrap().data_to = "2026-02".into();
    let data = data.index(1);
    let chart = chart(&data, &view("all", Measure::Events, Some("100000")));
    assert_eq!(chart.marks().last().map(|m| m.kind()), Some(MarkKind::Incomplete));
    assert!(chart.legend.contains(&MarkKind::Incomplete));
}
