//! The atlas tables that are compiled into the program.

/// Every atlas table: file name and content.
pub const ATLAS_TABLES: [(&str, &[u8]); 20] = [
    ("cities.csv", include_bytes!("../../assets/atlas/cities.csv")),
    ("claims.csv", include_bytes!("../../assets/atlas/claims.csv")),
    ("companies.csv", include_bytes!("../../assets/atlas/companies.csv")),
    ("crosswalk.csv", include_bytes!("../../assets/atlas/crosswalk.csv")),
    ("documents.csv", include_bytes!("../../assets/atlas/documents.csv")),
    ("entities.csv", include_bytes!("../../assets/atlas/entities.csv")),
    ("figures.csv", include_bytes!("../../assets/atlas/figures.csv")),
    ("fund_watch.csv", include_bytes!("../../assets/atlas/fund_watch.csv")),
    ("funds.csv", include_bytes!("../../assets/atlas/funds.csv")),
    ("gazetteer.csv", include_bytes!("../../assets/atlas/gazetteer.csv")),
    ("groups.csv", include_bytes!("../../assets/atlas/groups.csv")),
    ("metrics.csv", include_bytes!("../../assets/atlas/metrics.csv")),
    ("place_history.csv", include_bytes!("../../assets/atlas/place_history.csv")),
    ("providers.csv", include_bytes!("../../assets/atlas/providers.csv")),
    ("rates.csv", include_bytes!("../../assets/atlas/rates.csv")),
    ("rounds.csv", include_bytes!("../../assets/atlas/rounds.csv")),
    ("schemes.csv", include_bytes!("../../assets/atlas/schemes.csv")),
    ("strengths.csv", include_bytes!("../../assets/atlas/strengths.csv")),
    ("units.csv", include_bytes!("../../assets/atlas/units.csv")),
    ("zones.csv", include_bytes!("../../assets/atlas/zones.csv")),
];
