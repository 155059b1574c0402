//! Documents that mean harm, or that something has happened to.
//!
//! What comes in: documents of every kind of wrong, written down one by one
//! ([`fixed`]) or made from sound ones ([`mutated`]), or small ones with hostile texts
//! ([`inert`]). What goes out of the generator must be a crate or errors that help, in
//! reasonable time and size.
//!
//! Syntax that is merely unusual, and what is read from it, is tested beside the
//! loader; here the whole pipeline runs.

mod fixed;
mod growth;
mod inert;
mod mutated;
