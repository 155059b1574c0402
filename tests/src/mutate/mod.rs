//! Values that are changed on purpose: by drift, or to be refused.

mod drift;
mod reject;

pub use drift::{DRIFT, Drift, DriftKind, drifts, strip};
pub use reject::{Rejection, RejectionKind, rejections};
