//! Floor 5: drawing one thing.
//!
//! Owns theme tokens, widgets, the map and the plots. Reads the model, returns what the person
//! did; must not change the model, the view or any document.

<<<<<<< HEAD
pub mod source_chip;
=======
pub mod map;
>>>>>>> 17db121 (Base map from a tile archive: reader, worker threads, tile source, panel)
pub mod theme;
pub mod widgets;
