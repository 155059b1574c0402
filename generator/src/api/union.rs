//! Unions, and the plans by which they are decoded.
//!
//! A plan is made when the code is generated ([`crate::lower::union`]) so that
//! nothing is tried at run time unless a document leaves no other way. It is
//! data: the Rust emitter writes it as code, the page shows it as prose, and
//! tests compare it with a table.

use super::{Scalar, Type};

/// One of several types.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// The variants in the document's order; null is never one of them.
    pub variants: Vec<Variant>,
    /// How a value is told to belong to a variant.
    pub plan: Plan,
    /// There is an `Unknown(Value)` variant for what fits no other: tags, keys and
    /// types that are not listed, and objects that show the keys of several variants.
    pub open: bool,
    /// A value may be several variants at once, and then shows the keys of all.
    pub overlaps: bool,
}

/// One variant of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// What its name is made from: a tag, a schema's name, a kind of value.
    pub name: String,
    /// Its content. Never [`Type::Nullable`].
    pub ty: Type,
    /// CommonMark of any quality.
    pub description: Option<String>,
    /// Tag to write because the content does not carry it: the property and
    /// its value. `None` where the content writes the tag by itself.
    pub writes_tag: Option<(String, Scalar)>,
}

/// How a JSON value is told to belong to a variant. Numbers are positions in
/// [`Union::variants`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Plan {
    /// It is this variant.
    Variant(usize),
    /// By the property that tells.
    Tag(TagPlan),
    /// By the JSON type of the value, each kind at most once.
    Kind(Vec<(JsonKind, Plan)>),
    /// It is this variant, unless it shows keys that only others know: then it is
    /// several variants at once, and unknown.
    Exclusive(ExclusivePlan),
    /// By a key that one variant alone has.
    Key(KeyPlan),
    /// By what each of them keeps of the value: the one that keeps the most, and the
    /// first of several; none, where the union is open and every one loses what another
    /// one keeps. Reported to the user as ambiguous.
    Trial(Vec<usize>),
}

impl Plan {
    /// The variant that is decided on, where nothing more has to be told apart.
    pub fn decided(&self) -> Option<usize> {
        match self {
            Plan::Variant(variant) => Some(*variant),
            Plan::Exclusive(plan) => Some(plan.variant),
            _ => None,
        }
    }

    /// Some values are told to belong to a variant by nothing but trial.
    pub fn tries(&self) -> bool {
        match self {
            Plan::Trial(_) => true,
            Plan::Kind(routes) => routes.iter().any(|(_, plan)| plan.tries()),
            Plan::Tag(tag) => {
                let absent = tag.absent.as_deref();
                tag.arms.iter().any(|arm| arm.plan.tries()) || absent.is_some_and(Plan::tries)
            }
            Plan::Variant(_) | Plan::Exclusive(_) | Plan::Key(_) => false,
        }
    }
}

/// Objects told apart by the value of one property.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TagPlan {
    /// The property.
    pub property: String,
    /// Whether the document names it (`discriminator`) or it was inferred.
    pub explicit: bool,
    /// Which value means which variant, in the document's order.
    pub arms: Vec<TagArm>,
    /// What objects without the property are, if a variant may lack it.
    pub absent: Option<Box<Plan>>,
    /// The variant that takes every value not listed (its tag is a plain
    /// string), if there is one.
    pub other: Option<usize>,
}

/// One value of a tag.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TagArm {
    /// The value; several arms may lead to one variant.
    pub tag: Scalar,
    /// What it leads to: a variant, mostly. A nested union that shares the tag is
    /// one variant with several arms; variants that share a value are told apart
    /// by a plan of their own.
    pub plan: Plan,
}

/// An object that is told to be one variant, and may be others as well.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ExclusivePlan {
    /// The variant it is told to be.
    pub variant: usize,
    /// Keys that this variant does not know and the others do.
    pub foreign: Vec<String>,
}

/// Objects told apart by their keys.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct KeyPlan {
    /// Which key means which variant; several keys may mean one variant.
    pub keys: Vec<(String, usize)>,
    /// The variant of objects that have none of the keys.
    pub fallback: Option<usize>,
}

/// The kinds of JSON value that a plan tells apart.
///
/// `Integer` is a number without a fractional part; where both are listed,
/// integers take the one and other numbers the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum JsonKind {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}
