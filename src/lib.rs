//! Cluster Atlas: an offline atlas of AI industrial clusters in China in which every figure is a
//! claim with its source.
//!
//! Modules stand in floor order; a file uses only its own floor and those below. The floors and
//! their rules are described in the README under "Architecture".

pub mod model;

pub mod text;

pub mod data;

pub mod analysis;

pub mod action;
pub mod export;
pub mod jobs;
pub mod update;

pub mod panels;
pub mod views;

pub mod app;
pub mod cli;
