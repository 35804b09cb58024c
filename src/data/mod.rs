//! Floor 2: bytes to model and back.
//!
//! Owns every file the program touches: the bundled atlas, view files, settings, atomic writing.
//! The only floor below the shell that may use `std::fs`. Must not know about analysis or windows.

pub mod atlas;
pub mod atomic_write;
pub mod bundled;
pub mod csv_table;
pub mod deals;
pub mod document_store;
pub mod entry_writer;
pub mod import;
pub mod journal;
pub mod layer_form;
pub mod names;
pub mod parts_v1;
pub mod photo;
pub mod picture_cache;
pub mod picture_file;
pub mod portfolio_file;
pub mod portfolio_store;
pub mod problem;
pub mod project;
pub mod provinces;
pub mod recovery;
pub mod ron_file;
pub mod script_file;
pub mod settings_file;
pub mod shipped;
pub mod table_text;
pub mod tables;
pub mod tiles;
pub mod user_layer_file;
pub mod view_file;
pub mod view_store;
