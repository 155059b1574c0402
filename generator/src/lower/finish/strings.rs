//! Unions of scalars that one type can hold.
//!
//! `anyOf: [{type: string}, {enum: [a, b]}]` is how documents write an open enum:
//! it becomes one. Where strings of several kinds stand beside other types, one
//! variant holds them all, since no plan could tell them apart and come back with
//! the same.

use crate::api::{Api, EnumValue, Shape, StringEnum, Type, Union, Variant};

/// Merges string and integer variants of every union. A union of unions of
/// strings takes a round more for each level.
pub(super) fn merge(api: &mut Api) {
    loop {
        let mut changed = false;
        for index in 0..api.models.len() {
            let Shape::Union(union) = &api.models[index].shape else {
                continue;
            };
            if let Some(shape) = merged_shape(api, union) {
                api.models[index].shape = shape;
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

fn merged_shape(api: &Api, union: &Union) -> Option<Shape> {
    if union.variants.iter().all(|v| is_string(api, &v.ty)) {
        return Some(strings(api, union));
    }
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
    (variants.len() < union.variants.len()).then(|| {
        if let [only] = variants.as_slice() {
            return Shape::Alias(only.ty.clone());
        }
        Shape::Union(Union {
            variants,
            ..union.clone()
        })
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

fn strings(api: &Api, union: &Union) -> Shape {
    let mut values: Vec<EnumValue<String>> = Vec::new();
    let mut open = false;
    let mut default = None;
    for variant in &union.variants {
        match api.resolve(&variant.ty) {
            Type::Model(id) => {
                let Shape::StringEnum(known) = &api.model(*id).shape else {
                    continue;
                };
                open |= known.open;
                default = default.or_else(|| known.default.clone());
                for value in &known.values {
                    if !values.iter().any(|v| v.value == value.value) {
                        values.push(value.clone());
                    }
                }
            }
            _ => open = true,
        }
    }
    if values.is_empty() {
        return Shape::Alias(Type::STRING);
    }
    Shape::StringEnum(StringEnum {
        values,
        open,
        default,
    })
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
