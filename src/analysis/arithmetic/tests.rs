use proptest::prelude::*;

use super::*;
use crate::model::quantity::Qualifier;

fn count() -> Unit {
    Unit::new("companies", UnitFamily::Count)
}

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn exact(value: &str) -> Quantity {
    Quantity::computed(Some(d(value)), Bounds::point(d(value)), count())
}

fn between(low: &str, high: &str) -> Quantity {
    let end = |text: &str| (!text.is_empty()).then(|| d(text));
    Quantity::from_bounds(Bounds { low: end(low), high: end(high) }, count())
}

/// A figure and a true value inside it: exact, a range, open on either side, or not stated.
fn drawn(numbers: std::ops::Range<i64>) -> impl Strategy<Value = (Quantity, Decimal)> {
    let widths = prop_oneof![Just(None), Just(Some(0_i64)), (1_i64..2_000).prop_map(Some)];
    (numbers, 0_u32..4, widths.clone(), widths).prop_map(|(mantissa, scale, below, above)| {
        let truth = Decimal::new(mantissa, scale);
        let end = |by: Option<i64>| by.map(|by| truth + Decimal::new(by, scale));
        let bounds = Bounds { low: end(below.map(|by| -by)), high: end(above) };
        let value = bounds.low.zip(bounds.high).map(|(low, high)| (low + high) / Decimal::TWO);
        (Quantity::computed(value, bounds, count()), truth)
    })
}

/// True where `top / bottom` lies inside, told without dividing.
fn holds_quotient(bounds: &Bounds, top: Decimal, bottom: Decimal) -> bool {
    bounds.low.is_none_or(|low| low * bottom <= top) && bounds.high.is_none_or(|high| top <= high * bottom)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_sum_and_a_mean_hold_the_true_ones(parts in proptest::collection::vec(drawn(0..1_000_000), 1..9)) {
        let figures: Vec<Quantity> = parts.iter().map(|(figure, _)| figure.clone()).collect();
        let truth: Decimal = parts.iter().map(|(_, truth)| *truth).sum();
        let total = sum(&figures, true).unwrap();
        prop_assert!(total.bounds.contains(truth), "{total:?} {truth}");
        prop_assert!(!total.is_known() || !figures.iter().any(|f| !f.is_known()) || total.bounds.high.is_none());
        let mean = mean_of(&figures, true).unwrap();
        prop_assert!(holds_quotient(&mean.bounds, truth, Decimal::from(parts.len())), "{mean:?}");
    }

    #[test]
    fn a_ratio_holds_the_true_one((a, top) in drawn(0..1_000_000), (b, bottom) in drawn(1..1_000_000)) {
        let ratio = ratio(&a, &b).unwrap();
        prop_assert!(holds_quotient(&ratio.bounds, top, bottom), "{ratio:?} {top} / {bottom}");
    }

    #[test]
    fn a_ratio_of_what_may_be_below_zero_holds_the_true_one(
        (a, top) in drawn(-1_000_000..1_000_000), (b, bottom) in drawn(1..1_000_000)) {
        let money = |figure: Quantity| Quantity { unit: Unit::money(crate::model::unit::Currency::Jpy), ..figure };
        let ratio = ratio(&money(a), &money(b)).unwrap();
        prop_assert!(holds_quotient(&ratio.bounds, top, bottom), "{ratio:?} {top} / {bottom}");
    }

    #[test]
    fn a_share_holds_the_true_one_and_is_part_of_a_whole(
        (part, inside) in drawn(0..1_000_000), (rest, around) in drawn(0..1_000_000), (whole, _) in drawn(0..10)) {
        prop_assume!(!(inside + around).is_zero());
        let all = inside + around;
        // A whole whose bounds lie around the true one as drawn for the rest.
        let shifted = Bounds { low: rest.bounds.low.map(|low| low + inside), high: rest.bounds.high.map(|high| high + inside) };
        let whole = Quantity { bounds: shifted, value: None, ..whole };
        let share = share(&part, &whole).unwrap();
        prop_assert!(holds_quotient(&share.bounds, inside * Decimal::ONE_HUNDRED, all), "{share:?} {inside} of {all}");
        prop_assert!(!share.is_known() || OF_A_WHOLE.intersect(&share.bounds) == Some(share.bounds));
        let share = share_with_rest(&part, &rest).unwrap();
        prop_assert!(holds_quotient(&share.bounds, inside * Decimal::ONE_HUNDRED, all), "{share:?} {inside} + {around}");
    }

    #[test]
    fn growth_holds_the_true_one((from, earlier) in drawn(1..1_000_000), (to, later) in drawn(0..1_000_000)) {
        let growth = growth(&from, &to).unwrap();
        let truth = (later - earlier) * Decimal::ONE_HUNDRED;
        prop_assert!(holds_quotient(&growth.bounds, truth, earlier), "{growth:?} {earlier} to {later}");
    }

    #[test]
    fn a_mean_over_a_count_holds_the_true_one((total, amount) in drawn(-1_000_000..1_000_000), (things, n) in drawn(1..100_000)) {
        prop_assert!(holds_quotient(&mean(&total, &things).bounds, amount, n));
    }

    #[test]
    fn a_location_quotient_holds_the_true_one(
        (field_here, a) in drawn(0..10_000), (_, more) in drawn(0..10_000), (_, elsewhere) in drawn(0..10_000),
        (_, other) in drawn(0..10_000), widths in proptest::array::uniform6(0_i64..500), open in 0_u8..8) {
        prop_assume!(!a.is_zero());
        let (b, c) = (a + more, a + elsewhere);
        let d = a + more + elsewhere + other;
        let around = |truth: Decimal, below: i64, above: i64, open: bool| {
            let high = (!open).then(|| truth + Decimal::from(above));
            Quantity::from_bounds(Bounds { low: Some((truth - Decimal::from(below)).max(Decimal::ZERO)), high }, count())
        };
        let [w1, w2, w3, w4, w5, w6] = widths;
        let (all_here, field_whole) = (around(b, w1, w2, open & 1 > 0), around(c, w3, w4, open & 2 > 0));
        let all_whole = around(d, w5, w6, open & 4 > 0);
        let of = Specialisation { field_here: &field_here, all_here: &all_here, field_whole: &field_whole, all_whole: &all_whole };
        let lq = location_quotient(of).unwrap();
        prop_assert!(holds_quotient(&lq.bounds, a * d, b * c), "{lq:?} {a} {b} {c} {d}");
    }

    #[test]
    fn a_figure_lies_in_one_class_of_a_legend(value in 0_i64..2_000) {
        let bins = Bin::legend("0-5;5-10;10-15;15-20").unwrap();
        let value = Decimal::new(value, 2);
        let holding: Vec<&Bin> = bins.iter().filter(|bin| bin.contains(value)).collect();
        prop_assert_eq!(holding.len(), 1);
        prop_assert!(holding[0].quantity(Unit::percent()).bounds.contains(value));
        prop_assert!(!value.is_integer() || holding[0].quantity(count()).bounds.contains(value));
    }

    #[test]
    fn huge_figures_open_their_ends_and_never_panic(a in any::<i128>(), b in any::<i128>(), scale in 0_u32..29) {
        let huge = |n: i128| Decimal::try_from_i128_with_scale(n >> 32, scale).unwrap();
        let (a, b) = (huge(a), huge(b));
        let of = |v: Decimal| Quantity::from_bounds(Bounds::between(v, Decimal::MAX), count());
        for (a, b) in [(of(a), of(b)), (of(b), of(Decimal::MIN)), (of(Decimal::ZERO), of(a))] {
            let four = Specialisation { field_here: &a, all_here: &b, field_whole: &b, all_whole: &a };
            let _ = (sum([&a, &b], true), sum([&a, &b], false), ratio(&a, &b), share(&a, &b), share_with_rest(&a, &b));
            let _ = (growth(&a, &b), mean(&a, &b), mean_of([&a, &b], false), location_quotient(four));
        }
        let precision = crate::model::quantity::Precision::Percent(Decimal::from(5));
        for qualifier in [Qualifier::Exact, Qualifier::About, Qualifier::Nearly] {
            let stated = Quantity::stated(a, qualifier, count(), precision);
            prop_assert!(stated.bounds.contains(a), "{stated:?}");
        }
    }

    #[test]
    fn bounds_hold_where_digits_run_out(a in any::<i128>(), b in any::<i128>(), scales in (0_u32..29, 0_u32..29)) {
        let point = |n: i128, scale| Decimal::try_from_i128_with_scale(n >> 33, scale).unwrap();
        let (a, b) = (point(a, scales.0), point(b, scales.1));
        let (sum, product) = (Bounds::point(a).add(&Bounds::point(b)), Bounds::point(a).mul(&Bounds::point(b)));
        // Taking one away again leads back to the other.
        prop_assert!(sum.sub(&Bounds::point(b)).contains(a), "{a} + {b} = {sum:?}");
        if !b.is_zero() {
            prop_assert!(product.div(&Bounds::point(b)).contains(a), "{a} * {b} = {product:?}");
            let quotient = Bounds::point(a).div(&Bounds::point(b));
            prop_assert!(quotient.mul(&Bounds::point(b)).contains(a), "{a} / {b} = {quotient:?}");
        }
    }
}

#[test]
fn a_sum_with_an_unstated_part_is_at_least_the_rest() {
    let unknown = Quantity::not_stated(count());
    let total = sum([&exact("654"), &unknown, &between("", "40")], false).unwrap();
    assert_eq!((total.qualifier, total.bounds.low, total.value), (Qualifier::AtLeast, Some(d("654")), None));
    assert_eq!(sum([&unknown, &unknown], true).unwrap().qualifier, Qualifier::NotStated);
    assert_eq!(sum([], true), None);
    let loss = Quantity { unit: Unit::money(crate::model::unit::Currency::Cny), ..exact("5") };
    assert_eq!(sum([&loss, &exact("5")], true), None, "units differ");
    let unknown = Quantity::not_stated(loss.unit.clone());
    assert!(!sum([&loss, &unknown], false).unwrap().is_known(), "the unknown part may be a loss");
}

#[test]
fn a_part_is_no_larger_than_its_whole() {
    assert_eq!(share(&exact("2006"), &exact("2224")).unwrap().value.map(|v| v.round_dp(1)), Some(d("90.2")));
    let clipped = share(&between("80", "120"), &between("100", "110")).unwrap();
    assert_eq!((clipped.bounds.low.map(|v| v.round_dp(1)), clipped.bounds.high), (Some(d("72.7")), Some(d("100"))));
    assert_eq!(share(&exact("7"), &exact("6")), None);
    assert!(!share(&Quantity::not_stated(count()), &exact("6")).unwrap().is_known());
    assert!(!share(&exact("6"), &Quantity::not_stated(count())).unwrap().is_known());
    let one = between("3", "9");
    assert_eq!(share(&one, &one).unwrap().value.or(share(&one, &one).unwrap().bounds.low), Some(d("100")));
}

#[test]
fn one_figure_on_both_sides_cancels() {
    let wide = between("100", "900");
    assert_eq!(ratio(&wide, &wide).unwrap().bounds, Bounds::point(Decimal::ONE));
    let (field, all) = (between("10", "90"), between("1000", "9000"));
    let of = Specialisation { field_here: &field, all_here: &all, field_whole: &field, all_whole: &all };
    assert_eq!(location_quotient(of).unwrap().bounds, Bounds::point(Decimal::ONE));
    // A rest of 50 and a part of 25 to 50: 33.3 to 50 %, where part and sum apart would give 25 to 67.
    let share = share_with_rest(&between("25", "50"), &exact("50")).unwrap();
    assert_eq!(share.bounds.rounded_outwards(1), Bounds::between(d("33.3"), d("50")));
}

#[test]
fn zero_in_a_divisor_opens_and_never_guesses() {
    let maybe_none = between("0", "10");
    assert_eq!(ratio(&exact("5"), &maybe_none).unwrap().bounds, Bounds { low: Some(d("0.5")), high: None });
    assert!(!ratio(&exact("5"), &exact("0")).unwrap().is_known());
    assert_eq!(growth(&maybe_none, &exact("5")).unwrap().bounds, Bounds { low: Some(d("-50")), high: None });
    assert!(!growth(&Quantity::not_stated(count()), &exact("5")).unwrap().is_known());
    assert_eq!(share_with_rest(&exact("0"), &exact("0")), None);
}

#[test]
fn growth_and_location_quotient_of_plain_figures() {
    let of = |low: &str| exact(low);
    assert_eq!(growth(&of("351"), &of("317")).unwrap().value.map(|v| v.round_dp(2)), Some(d("-9.69")));
    let (a, b, c, e) = (of("20"), of("100"), of("50"), of("1000"));
    let lq = location_quotient(Specialisation { field_here: &a, all_here: &b, field_whole: &c, all_whole: &e }).unwrap();
    assert_eq!((lq.value, lq.qualifier), (Some(d("4")), Qualifier::Exact));
    let more = of("60");
    assert_eq!(location_quotient(Specialisation { field_here: &more, all_here: &b, field_whole: &c, all_whole: &e }), None);
}

#[test]
fn classes_hold_their_lower_edge_and_the_topmost_its_upper_one_too() {
    let bins = Bin::legend("0-5;5–10").unwrap();
    assert_eq!(bins.iter().map(|bin| bin.contains(d("5"))).collect::<Vec<_>>(), [false, true]);
    assert_eq!(bins[0].quantity(count()).bounds, Bounds::between(d("0"), d("4")));
    assert_eq!(bins[0].quantity(Unit::percent()).bounds, Bounds::between(d("0"), d("5")));
    assert_eq!(bins[1].quantity(count()).bounds, Bounds::between(d("5"), d("10")));
    assert_eq!(Bin::parse("50+").unwrap().quantity(count()).qualifier, Qualifier::AtLeast);
    for wrong in ["", "5", "5-5", "9-1", "a-b", "-3-4", "-", ".-1"] {
        assert_eq!(Bin::parse(wrong), None, "{wrong}");
    }
    assert_eq!(Bin::legend("0-5;five"), None);
}
