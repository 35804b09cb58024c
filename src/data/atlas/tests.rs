use super::*;

#[test]
fn the_bundled_atlas_loads_without_errors_or_warnings() {
    let loaded = load(&AtlasSource::Bundled);
    let told: Vec<String> = loaded.problems.iter().filter(|p| p.severity != Severity::Note).map(ToString::to_string).collect();
    assert_eq!(told, Vec::<String>::new());
    let data = &loaded.dataset;
    // 195 figures, 75 ratings, 15 published tiers.
    assert_eq!(data.claims.len(), 285);
    assert_eq!((data.metrics.len(), data.documents.len(), data.figures.len()), (147, 5, 45));
    assert_eq!((data.ranked_cities().count(), data.provinces().count()), (15, 34));
}
