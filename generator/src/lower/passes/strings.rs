//! Unions of scalars that one type can hold.
//!
//! `anyOf: [{type: string}, {enum: [a, b]}]` is how documents write an open enum:
//! it becomes one. Where strings of several kinds stand beside other types, one
//! variant holds them all, since no plan could tell them apart and come back with
//! the same.

use foldhash::{HashSet, HashSetExt};

use crate::api::{Api, EnumValue, Model, ModelId, Shape, StringEnum, Type, Union, Variant};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// How often a value of an enum is copied into unions, on average. Documents do it
/// once or twice; a chain of thousands of unions would copy each thousands of times.
const COPIES: usize = 32;

/// Merges string and integer variants of every union. In `order` a union stands
/// behind those that are its variants, which have become enums by then.
pub(super) fn merge(api: &mut Api, order: &[ModelId], diagnostics: &mut Diagnostics) {
    let mut budget = COPIES * api.models.iter().map(listed).sum::<usize>();
    for id in order {
        let model = api.model(*id);
        let Shape::Union(union) = &model.shape else {
            continue;
        };
        let merged = if union.variants.iter().all(|v| is_string(api, &v.ty)) {
            let merged = strings(api, union, &mut budget);
            if merged.is_none() {
                let message = "a union of unions lists too many values; it becomes any string";
                let help = "list the values in one enum";
                let pointer = model.pointer.clone();
                diagnostics.push(Diagnostic::warning(pointer, message).help(help));
            }
            Some(merged.unwrap_or(Shape::Alias(Type::STRING)))
        } else {
            scalars(api, union)
        };
        if let Some(shape) = merged {
            api.models[id.index()].shape = shape;
        }
    }
}

/// How many values a model lists.
fn listed(model: &Model) -> usize {
    match &model.shape {
        Shape::StringEnum(e) => e.values.len(),
        _ => 0,
    }
}

/// A union of which some variants are strings, or integers.
fn scalars(api: &Api, union: &Union) -> Option<Shape> {
    let mut variants = union.variants.clone();
    collapse(
        &mut variants,
        |ty| is_string(api, ty),
        "String",
        Type::STRING,
    );
    collapse(
        &mut variants,
        |ty| is_integer(api, ty),
        "Integer",
        Type::Integer(Default::default()),
    );
    (variants.len() < union.variants.len()).then(|| match variants.as_slice() {
        [only] => Shape::Alias(only.ty.clone()),
        _ => Shape::Union(Union {
            variants,
            ..union.clone()
        }),
    })
}

/// One variant for all that hold scalars of one kind, where the first of them was.
fn collapse(variants: &mut Vec<Variant>, is: impl Fn(&Type) -> bool, name: &str, ty: Type) {
    if variants.iter().filter(|v| is(&v.ty)).count() < 2 {
        return;
    }
    let first = variants
        .iter()
        .position(|v| is(&v.ty))
        .expect("there are two");
    variants[first].name = name.to_owned();
    variants[first].ty = ty;
    let mut position = 0;
    variants.retain(|variant| {
        position += 1;
        position - 1 <= first || !is(&variant.ty)
    });
}

/// A union of strings; `None` where listing the values is beyond the budget.
fn strings(api: &Api, union: &Union, budget: &mut usize) -> Option<Shape> {
    let mut values: Vec<EnumValue<String>> = Vec::new();
    let mut known = HashSet::new();
    let mut open = false;
    let mut default = None;
    for variant in &union.variants {
        match api.resolve(&variant.ty) {
            Type::Model(id) => {
                let Shape::StringEnum(part) = &api.model(*id).shape else {
                    continue;
                };
                *budget = budget.checked_sub(part.values.len())?;
                open |= part.open;
                default = default.or_else(|| part.default.clone());
                let new = part.values.iter().filter(|v| known.insert(&v.value));
                values.extend(new.cloned());
            }
            _ => open = true,
        }
    }
    if values.is_empty() {
        return Some(Shape::Alias(Type::STRING));
    }
    Some(Shape::StringEnum(StringEnum {
        values,
        open,
        default,
    }))
}

fn is_string(api: &Api, ty: &Type) -> bool {
    match api.resolve(ty) {
        Type::String(_) => true,
        Type::Model(id) => matches!(api.model(*id).shape, Shape::StringEnum(_)),
        _ => false,
    }
}

fn is_integer(api: &Api, ty: &Type) -> bool {
    match api.resolve(ty) {
        Type::Integer(_) => true,
        Type::Model(id) => matches!(api.model(*id).shape, Shape::IntegerEnum(_)),
        _ => false,
    }
}
