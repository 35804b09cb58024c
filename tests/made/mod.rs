//! Portfolios made up for tests: any at all, and large ones.

use cluster_atlas::model::{
    document::KeyedEdit,
    figure::Figure,
    lang::Bilingual,
    period::Period,
    portfolio::{
        About, Anchor, Attachment, Bucket, Confidence, Fund, FundKind, GeoPoint, Holding, HoldingStatus, LadderStep, Note,
        NoteKind, NoteStatus, Parent, Portfolio, PortfolioEdit, Reply, Rung, Tranche, WatchPoint,
    },
    quantity::Qualifier,
    unit::Currency,
};
use proptest::{
    collection::{btree_map, vec},
    option,
    prelude::*,
    sample::select,
};
use rust_decimal::Decimal;

fn text() -> impl Strategy<Value = String> {
    "[ -~昆山：\n\t\"\\\\\u{0}\u{2028}]{0,10}"
}

fn slug() -> impl Strategy<Value = String> {
    prop_oneof!["[a-d]", text()]
}

fn both() -> impl Strategy<Value = Bilingual> {
    (text(), text()).prop_map(|(en, zh)| Bilingual { en, zh })
}

fn period() -> impl Strategy<Value = Period> {
    select(vec!["2026Q1", "2025H1", "2024", "2026-01-29", "2024 to date"]).prop_map(|text| Period::parse(text).unwrap())
}

fn day() -> impl Strategy<Value = jiff::civil::Date> {
    (1990_i16..2100, 1_i8..13, 1_i8..29).prop_map(|(year, month, day)| jiff::civil::date(year, month, day))
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (any::<i64>(), 0_u32..8).prop_map(|(number, scale)| Decimal::new(number, scale))
}

fn figure() -> impl Strategy<Value = Figure> {
    let numbers = (option::of(decimal()), option::of(decimal()), option::of(decimal()), option::of(decimal()));
    let wording = select(vec![Qualifier::Exact, Qualifier::About, Qualifier::Range, Qualifier::NotStated]);
    (numbers, any::<bool>(), wording, slug()).prop_map(|((value, low, high, step), five_percent, qualifier, unit)| Figure {
        value,
        low,
        high,
        step,
        five_percent,
        qualifier,
        unit: unit.as_str().into(),
    })
}

fn ladder() -> impl Strategy<Value = std::collections::BTreeMap<Rung, LadderStep>> {
    let step = (option::of(figure()), option::of(period()), vec(slug(), 0..3), vec(slug(), 0..2)).prop_map(
        |(amount, date, claims, notes)| LadderStep {
            amount,
            date,
            claims: claims.iter().map(|id| id.as_str().into()).collect(),
            notes,
        },
    );
    btree_map(select(Rung::ALL.to_vec()), step, 0..3)
}

fn fund() -> impl Strategy<Value = Fund> {
    let who = (both(), option::of(slug()), option::of(slug()), option::of(select(FundKind::ALL.to_vec())), vec(both(), 0..3));
    let tranche = (slug(), both(), ladder()).prop_map(|(id, name, ladder)| Tranche { id, name, ladder });
    let bucket = (slug(), both(), option::of(figure())).prop_map(|(id, name, target)| Bucket { id, name, target });
    let watch = (slug(), both(), both(), option::of((1_u16..20, 1_u16..40)), option::of(slug())).prop_map(
        |(id, item, meaning, horizon_months, document)| WatchPoint {
            id,
            item,
            meaning,
            horizon_months,
            document: document.map(|id| id.as_str().into()),
            locator: Bilingual::default(),
        },
    );
    let parent = (slug(), option::of(figure())).prop_map(|(fund, share)| Parent { fund, share });
    let parts = (ladder(), vec(tranche, 0..2), vec(bucket, 0..3), vec(watch, 0..2), vec(parent, 0..2));
    let rest = (any::<i64>(), option::of(period()), option::of(figure()), both(), vec(slug(), 0..2));
    (who, parts, rest).prop_map(|(who, parts, rest)| Fund {
        order: rest.0,
        name: who.0,
        atlas: who.1.map(|id| id.as_str().into()),
        place: who.2.map(|id| id.as_str().into()),
        kind: who.3,
        currency: Some(Currency::Cny),
        announced: rest.1,
        lead: rest.3.clone(),
        co_investors: who.4.clone(),
        lps: who.4,
        ladder: parts.0,
        tranches: parts.1,
        mandate: parts.2,
        mandate_note: rest.3,
        term: rest.2,
        watch: parts.3,
        parents: parts.4,
        documents: rest.4.iter().map(|id| id.as_str().into()).collect(),
    })
}

fn holding() -> impl Strategy<Value = Holding> {
    let what = (any::<i64>(), slug(), option::of(slug()), both(), option::of(slug()), option::of(slug()));
    let words = (text(), text(), text(), text(), text(), text());
    let money = (option::of(period()), option::of(figure()), option::of(figure()), option::of(figure()), option::of(period()));
    let end = (option::of(select(HoldingStatus::ALL.to_vec())), vec(both(), 0..3));
    (what, words, money, end).prop_map(|(what, words, money, end)| Holding {
        order: what.0,
        fund: what.1,
        company: what.2.map(|id| id.as_str().into()),
        name: what.3,
        place: what.4.map(|id| id.as_str().into()),
        zone: what.5.map(|id| id.as_str().into()),
        sub_field: words.0,
        layer: words.1,
        bucket: words.2,
        round: words.3,
        round_as_written: words.4,
        date: money.0,
        amount: money.1,
        as_written: words.5,
        stake: money.2,
        value: money.3,
        value_date: money.4,
        status: end.0,
        co_investors: end.1,
    })
}

fn anchor() -> impl Strategy<Value = Anchor> {
    prop_oneof![
        slug().prop_map(Anchor::Fund),
        slug().prop_map(Anchor::Holding),
        slug().prop_map(|id| Anchor::City(id.as_str().into())),
        slug().prop_map(|id| Anchor::Zone(id.as_str().into())),
        slug().prop_map(|id| Anchor::Company(id.as_str().into())),
        (-180.0..180.0, -90.0..90.0).prop_map(|(lon, lat)| Anchor::Point(GeoPoint::new(lon, lat).unwrap())),
        period().prop_map(Anchor::Quarter),
        slug().prop_map(|id| Anchor::Claim(id.as_str().into())),
        (slug(), slug()).prop_map(|(fund, item)| Anchor::WatchItem { fund, item }),
    ]
}

fn note() -> impl Strategy<Value = Note> {
    let reply = (text(), text(), day()).prop_map(|(text, author, created)| Reply { text, author, created });
    let picture = (text(), option::of((-180.0..180.0, -90.0..90.0)), text()).prop_map(|(file, at, taken_on)| Attachment {
        file,
        taken_at: at.and_then(|(lon, lat)| GeoPoint::new(lon, lat)),
        taken_on,
    });
    let what = (anchor(), select(NoteKind::ALL.to_vec()), both(), vec(text(), 0..3), select(NoteStatus::ALL.to_vec()));
    let when = (text(), day(), day(), option::of(day()), option::of(select(Confidence::ALL.to_vec())));
    (what, when, vec(reply, 0..2), vec(picture, 0..2)).prop_map(|(what, when, replies, attachments)| Note {
        anchor: what.0,
        kind: what.1,
        text: what.2,
        tags: what.3,
        status: what.4,
        author: when.0,
        created: when.1,
        changed: when.2,
        follow_up: when.3,
        confidence: when.4,
        replies,
        attachments,
    })
}

/// Any portfolio at all, sensible or not.
pub fn portfolio() -> impl Strategy<Value = Portfolio> {
    let about = (both(), both()).prop_map(|(title, description)| About { title, description });
    let parts = (btree_map(slug(), fund(), 0..3), btree_map(slug(), holding(), 0..4), btree_map(slug(), note(), 0..4));
    (about, parts).prop_map(|(about, (funds, holdings, notes))| Portfolio {
        about,
        funds: funds.into_iter().collect(),
        holdings: holdings.into_iter().collect(),
        notes: notes.into_iter().collect(),
    })
}

/// Any edit, fitting or not.
pub fn edit() -> impl Strategy<Value = PortfolioEdit> {
    let key = || "[a-d]";
    let one = prop_oneof![
        (both(), both()).prop_map(|(title, description)| PortfolioEdit::About(About { title, description })),
        (key(), fund()).prop_map(|(key, value)| PortfolioEdit::Fund(KeyedEdit::Put { key, value })),
        (key(), holding()).prop_map(|(key, value)| PortfolioEdit::Holding(KeyedEdit::Put { key, value })),
        (key(), note()).prop_map(|(key, value)| PortfolioEdit::Note(KeyedEdit::Put { key, value })),
        key().prop_map(|key| PortfolioEdit::Note(KeyedEdit::Remove { key })),
        key().prop_map(|key| PortfolioEdit::Holding(KeyedEdit::Remove { key })),
    ];
    one.prop_recursive(2, 8, 3, |inner| vec(inner, 0..4).prop_map(PortfolioEdit::Batch))
}
