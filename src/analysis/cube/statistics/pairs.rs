//! Who invests with whom.

use rayon::prelude::*;

use super::super::prepared::Cube;

/// Two investors and the deals that they did together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InvestorPair {
    /// The one whose name comes first.
    pub one: String,
    /// The other one.
    pub other: String,
    /// Deals that name both.
    pub deals: u64,
}

/// The pairs of investors with the most deals together, most first, then by name; at most so many.
pub fn co_investments(cube: &Cube, rows: &[u32], most: usize) -> Vec<InvestorPair> {
    let investors = cube.table().investors();
    let mut pairs: Vec<u64> = rows
        .par_iter()
        .fold(Vec::new, |mut pairs, row| {
            let list = investors.of(*row as usize);
            for (at, one) in list.iter().enumerate() {
                for other in list.iter().skip(at + 1) {
                    pairs.push(u64::from(*one.min(other)) << 32 | u64::from(*one.max(other)));
                }
            }
            pairs
        })
        .reduce(Vec::new, |mut all, mut more| {
            all.append(&mut more);
            all
        });
    pairs.par_sort_unstable();
    let mut counted: Vec<(u64, u64)> =
        pairs.chunk_by(|a, b| a == b).filter_map(|same| Some((*same.first()?, same.len() as u64))).collect();
    // Codes follow the names, so the order of pairs is that of names.
    counted.sort_by_key(|(pair, deals)| (std::cmp::Reverse(*deals), *pair));
    let name = |code: u64| {
        let code = u32::try_from(code).unwrap_or_default();
        investors.dictionary.text(code).unwrap_or_default().to_owned()
    };
    let named =
        |(pair, deals): (u64, u64)| InvestorPair { one: name(pair >> 32), other: name(pair & u64::from(u32::MAX)), deals };
    counted.into_iter().take(most).map(named).collect()
}
