//! What is said about models and their parts: sentences and notes that the source and
//! the pages share, made of what the API holds.

mod item;
mod notes;
mod plan;

pub use item::{constant, field, introduction, model, value, variant};
pub use notes::Notes;
pub use plan::{recognised, told_apart};
