//! Blocks in, deals out.

use std::{collections::BTreeSet, ops::ControlFlow};

use rayon::prelude::*;

use super::{
    lane::{BlockEnd, Lane, row_key},
    plan::Plan,
    report::{Remarks, Report, WHOLE_ROW},
};
use crate::{
    data::{deals::DealTableBuilder, import::Block, problem::Problem},
    model::{
        deal::Deal,
        deal_import::{ReportCode, RowCounts, RowKey},
    },
};

/// Lanes that rows are divided among. The number is fixed, so that the same table gives the same
/// result on every machine.
pub const LANES: usize = 4;

/// Takes deals as they are read.
pub trait DealSink: Send {
    /// Takes a deal. It is filled again after, so what is kept must be copied.
    fn push(&mut self, deal: &Deal);
}

impl DealSink for Vec<Deal> {
    fn push(&mut self, deal: &Deal) {
        Vec::push(self, deal.clone());
    }
}

impl DealSink for DealTableBuilder {
    fn push(&mut self, deal: &Deal) {
        Self::push(self, deal);
    }
}

/// How far an import is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read, as the source counts them.
    pub bytes: u64,
    /// Rows read.
    pub rows: u64,
}

/// Why an import did not come to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// It was cancelled.
    Cancelled,
    /// The table cannot be read further.
    Problem(Box<Problem>),
}

/// A table that was read.
#[derive(Debug)]
pub struct Imported<S> {
    /// The sinks in the order in which they were given.
    pub sinks: Vec<S>,
    /// What is said of rows that are not clean.
    pub report: Report,
    /// How many rows, and what became of them.
    pub counts: RowCounts,
    /// True where a column says that rows were made up for a test.
    pub synthetic: bool,
}

/// Where blocks come from.
pub type NextBlock<'n> = dyn FnMut() -> Result<Option<Block>, Problem> + Send + 'n;

/// Reads a table. `make_sink` makes one of the [`LANES`] sinks; `tell` hears of progress and may
/// break off. Deals of equal days come in the same order whatever the machine.
///
/// # Errors
/// When it is cancelled or the table cannot be read further; nothing of it should be kept then.
pub fn run<S: DealSink>(
    plan: &Plan<'_>,
    mut make_sink: impl FnMut() -> S,
    next: &mut NextBlock<'_>,
    mut tell: impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<Imported<S>, Stopped> {
    let mut lanes: Vec<Lane<S>> = (0..LANES).map(|_| Lane::new(make_sink())).collect();
    let mut joined = Joined::default();
    let mut blocks = read_some(next)?;
    while !blocks.is_empty() {
        let mut ahead = Ok(Vec::new());
        let mut ends: Vec<BlockEnd> = Vec::new();
        rayon::join(
            || {
                lanes
                    .par_iter_mut()
                    .zip(blocks.par_iter())
                    .map(|(lane, block)| lane.block(plan, block))
                    .collect_into_vec(&mut ends)
            },
            || ahead = read_some(next),
        );
        for (end, lane) in ends.into_iter().zip(lanes.iter_mut()) {
            joined.join(plan, lane, end);
        }
        let progress = Progress {
            bytes: blocks.last().map(Block::bytes_read).unwrap_or_default(),
            rows: lanes.iter().map(|lane| lane.counts.read).sum(),
        };
        if tell(progress).is_break() {
            return Err(Stopped::Cancelled);
        }
        blocks = ahead?;
    }
    if let (Some(deal), Some(lane)) = (joined.tail.take(), lanes.first_mut()) {
        lane.hand_out(&deal);
    }
    Ok(gathered(plan, lanes))
}

fn read_some(next: &mut NextBlock<'_>) -> Result<Vec<Block>, Stopped> {
    let mut blocks = Vec::with_capacity(LANES);
    while blocks.len() < LANES {
        match next().map_err(|problem| Stopped::Problem(Box::new(problem)))? {
            Some(block) => blocks.push(block),
            None => break,
        }
    }
    Ok(blocks)
}

/// What passes from one block to the next.
#[derive(Default)]
struct Joined {
    /// The last deal before the block.
    tail: Option<Deal>,
    /// Deals that stand in several rows alike, of which one was handed out.
    seen: BTreeSet<RowKey>,
}

impl Joined {
    fn join<S: DealSink>(&mut self, plan: &Plan<'_>, lane: &mut Lane<S>, mut end: BlockEnd) {
        let leading = std::mem::take(&mut end.leading);
        if !leading.is_empty() {
            let mut of_leading = BlockEnd::default();
            self.tail = lane.waited(plan, &leading, self.tail.take(), &mut of_leading);
            self.repeated(lane, of_leading.repeated);
        }
        if end.goes_on {
            if let Some(deal) = self.tail.take() {
                lane.hand_out(&deal);
            }
            self.tail = end.tail.take();
        }
        self.repeated(lane, end.repeated);
    }

    fn repeated<S: DealSink>(&mut self, lane: &mut Lane<S>, deals: Vec<Deal>) {
        for deal in deals {
            lane.counts.read += 1;
            if self.seen.insert(row_key(&deal)) {
                lane.count(deal.remarked);
                lane.hand_out(&deal);
            } else {
                lane.counts.left_out += 1;
                lane.remarks.push(deal.line, WHOLE_ROW, ReportCode::Duplicate, &deal.company, "");
            }
        }
    }
}

fn gathered<S>(plan: &Plan<'_>, lanes: Vec<Lane<S>>) -> Imported<S> {
    let mut counts = RowCounts::default();
    let (mut sinks, mut remarks): (Vec<S>, Vec<Remarks>) = (Vec::new(), Vec::new());
    let (mut synthetic, mut later) = (false, 0);
    for lane in lanes {
        counts.read += lane.counts.read;
        counts.taken += lane.counts.taken;
        counts.remarked += lane.counts.remarked;
        counts.left_out += lane.counts.left_out;
        later += lane.remarked_later;
        synthetic |= lane.synthetic;
        sinks.push(lane.sink);
        remarks.push(lane.remarks);
    }
    counts.taken -= later;
    counts.remarked += later;
    let names: Vec<String> = plan.mapping.columns.iter().map(|column| column.name.clone()).collect();
    Imported { sinks, report: Report::of(&names, remarks), counts, synthetic }
}
