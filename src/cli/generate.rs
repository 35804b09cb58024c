//! `generate-deals N --seed S --out F.csv`: a made-up table.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use clap::Args;

use super::{Folders, Outcome, load_atlas};
use crate::data::deals::generate::{Form, Generator};

/// Arguments of `generate-deals`.
#[derive(Debug, Args)]
pub struct GenerateArgs {
    /// How many deals.
    pub rows: u64,
    /// What the deals follow from: the same number gives the same bytes.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// File to write.
    #[arg(long, value_name = "F.csv")]
    pub out: PathBuf,
    /// Write cells in every form that people use, ambiguous and impossible ones among them.
    #[arg(long)]
    pub dirty: bool,
}

pub(super) fn run(args: &GenerateArgs, folders: &Folders, err: &mut dyn Write) -> io::Result<Outcome> {
    let atlas = load_atlas(folders, err)?;
    let file = args.out.display();
    let Some(generator) = Generator::new(&atlas.dataset, args.rows, args.seed) else {
        writeln!(err, "{file}:1:1: the atlas has no cities, rounds or sub-fields to choose from; leave out --assets")?;
        return Ok(Outcome::Problem);
    };
    let form = if args.dirty { Form::Dirty } else { Form::Clean };
    match generator.write_csv(&args.out, form) {
        Ok(()) => Ok(Outcome::Done),
        Err(error) => {
            writeln!(err, "{file}:1:1: cannot be written ({error}); choose a folder that can be written to")?;
            Ok(Outcome::Problem)
        }
    }
}
