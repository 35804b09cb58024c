//! How periods are written in the interface's language.

use crate::model::period::Period;

use super::Text;

/// A period in words: `2026Q1` stays, `to 2025` becomes "until 2025" or "截至 2025".
pub fn period_text(text: &Text, period: &Period) -> String {
    let written = period.written();
    if let Some((from, to)) = written.split_once("..") {
        return text.fmt("units-period-span", &[("from", from.trim().into()), ("to", to.trim().into())]);
    }
    if let Some(from) = written.strip_suffix(" to date") {
        return text.fmt("units-period-to-date", &[("from", from.into())]);
    }
    if let Some(from) = written.strip_prefix("since ") {
        return text.fmt("units-period-since", &[("from", from.into())]);
    }
    if let Some(to) = written.strip_prefix("to ") {
        return text.fmt("units-period-until", &[("to", to.into())]);
    }
    if let Some(year) = written.strip_prefix("FY") {
        return text.fmt("units-period-fiscal", &[("year", year.into())]);
    }
    if let Some((length, to)) = written.strip_prefix("last ").unwrap_or(written).split_once(" to ")
        && let Some((count, unit)) = length.split_once(' ')
        && let Ok(count) = count.parse::<usize>()
    {
        let args = [("n", count.into()), ("to", to.into())];
        return if unit.starts_with("year") {
            text.fmt("units-period-years", &args)
        } else {
            text.fmt("units-period-months", &args)
        };
    }
    written.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::lang::Lang;

    #[test]
    fn periods_read_in_both_languages() {
        let (en, zh) = (Text::new(Lang::En), Text::new(Lang::Zh));
        for (written, in_en, in_zh) in [
            ("2026Q1", "2026Q1", "2026Q1"),
            ("to 2025", "until 2025", "截至 2025"),
            ("2024 to date", "2024 to date", "2024 至今"),
            ("since 2024", "since 2024", "自 2024 起"),
            ("2022..2024", "2022 to 2024", "2022 至 2024"),
            ("FY2024", "FY2024", "2024 财年"),
            ("last 10 years to 2024", "10 years to 2024", "截至 2024 的 10 年"),
            ("2 months to 2023-08", "2 months to 2023-08", "截至 2023-08 的 2 个月"),
        ] {
            let period = Period::parse(written).unwrap();
            assert_eq!(period_text(&en, &period), in_en);
            assert_eq!(period_text(&zh, &period), in_zh);
        }
    }
}
