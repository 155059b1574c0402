//! The type of a schema: which construct it is, and the simple ones.

use std::borrow::Cow;

use crate::api::{Model, ModelId, Origin, Shape, Type};
use crate::diagnostic::Diagnostic;
use crate::dialect::{SchemaId, TypeSet};

use super::components::Component;
use super::merge::{Merged, Null};
use super::origin::{Toward, Way};
use super::parts::{Part, Parts};
use super::{Lowering, formats};

/// Deeper than this a schema is a free-form value. Documents nest a few dozen
/// levels; only hostile ones nest more, and their types would serve nobody.
const MAX_DEPTH: usize = 200;

/// What a schema is, before it is known whether it needs an item of its own.
pub(super) enum Form {
    /// A type that needs no item.
    Type(Type),
    /// A struct, an enum or a union.
    Shape(Shape),
}

impl<'doc, 'a> Lowering<'doc, 'a> {
    /// Lowers a component into the model reserved for it.
    pub(super) fn component(&mut self, id: SchemaId, component: &Component<'doc>, way: &Way<'_>) {
        let (model, merged) = (component.model, &component.view);
        let parts = [Part::whole(id)];
        self.lowered.insert(&parts, Type::Model(model));
        let form = match self.component_referral(id) {
            Some(referral) => Form::Type(self.referred(referral)),
            None if self.is_polymorphic(id, merged) => self.polymorphic(id, model, merged, way),
            None => self.guarded(&parts, |lowering| {
                lowering.form(merged, &parts, way, Some(model))
            }),
        };
        let shape = match form {
            Form::Type(ty) => Shape::Alias(ty.split_null().0),
            Form::Shape(shape) => shape,
        };
        let filled = self.model(merged, self.pointer(&parts), way.origin(), shape);
        self.fill(model, filled);
    }

    /// The type of a schema, null included where it is a value.
    pub(super) fn schema(&mut self, id: SchemaId, way: &Way<'_>) -> Type {
        match self.referral(id) {
            Some(referral) => self.referred(referral),
            None => self.parts(&[Part::whole(id)], way),
        }
    }

    /// The type of everything that several schemas say about one value.
    fn schemas(&mut self, ids: &[SchemaId], way: &Way<'_>) -> Type {
        match ids {
            [one] => self.schema(*one, way),
            many => {
                let parts: Vec<Part> = many.iter().map(|id| Part::whole(*id)).collect();
                self.parts(&parts, way)
            }
        }
    }

    /// The same, of which it is known what they say.
    pub(super) fn schemas_seen(
        &mut self,
        parts: &[Part],
        merged: &Merged<'doc>,
        way: &Way<'_>,
    ) -> Type {
        let referral = match parts {
            [Part { id, .. }] => self.referral(*id),
            _ => None,
        };
        match referral {
            Some(referral) => self.referred(referral),
            None => self.parts_seen(parts, merged, way),
        }
    }

    /// The type of a conjunction, null included where it is a value.
    pub(super) fn parts(&mut self, parts: &[Part], way: &Way<'_>) -> Type {
        match self.lowered.get(parts) {
            Some(known) => known.clone(),
            None => self.parts_seen(parts, &self.merged(parts), way),
        }
    }

    /// The same, of which it is known what it says.
    fn parts_seen(&mut self, parts: &[Part], merged: &Merged<'doc>, way: &Way<'_>) -> Type {
        if let Some(known) = self.lowered.get(parts) {
            return known.clone();
        }
        if self.budget.is_exhausted() {
            return Type::Any;
        }
        let is_open = |open: &Parts| open.as_slice() == parts;
        if self.open.iter().any(is_open) || self.open.len() > MAX_DEPTH {
            let help = "give the schema a name under components/schemas";
            let message = "an unnamed schema contains itself; it becomes a free-form value";
            let pointer = self.pointer(parts);
            self.report(Diagnostic::warning(pointer, message).help(help));
            return Type::Any;
        }
        if self.crosses(parts) && self.open.iter().any(|open| self.crosses(open.as_slice())) {
            let message = "several schemas apply at once, inside of what several schemas describe \
                           at once; the value is kept free-form";
            self.report(Diagnostic::note(self.pointer(parts), message));
            return Type::Any;
        }
        if let Some(conflict) = merged.conflict {
            let message = format!("allOf contradicts itself in `{conflict}`; the first one counts");
            let pointer = self.pointer(parts);
            self.report(
                Diagnostic::warning(pointer, message).help("make the parts of allOf agree"),
            );
        }
        let null = self.null_of(merged);
        let form = self.guarded(parts, |lowering| lowering.form(merged, parts, way, None));
        let ty = match form {
            Form::Type(ty) => ty,
            Form::Shape(shape) => {
                // A union or a struct that contains itself has its id already.
                let id = match self.lowered.get(parts).cloned().map(Type::split_null) {
                    Some((Type::Model(id), _)) => id,
                    _ => self.reserve(),
                };
                let pointer = self.pointer(parts);
                let mut model = self.model(merged, pointer, way.origin(), shape);
                model.with = self.others(parts);
                self.fill(id, model);
                Type::Model(id)
            }
        };
        let ty = if null { ty.nullable() } else { ty };
        self.lowered.insert(parts, ty.clone());
        ty
    }

    /// Whether several components apply to one value as wholes. What these mention is
    /// then described by several at once, and so forth: there may be as many types as
    /// there are sets of components, of which only the outermost are made.
    fn crosses(&self, parts: &[Part]) -> bool {
        let whole = parts.iter().filter(|part| !part.trunk);
        let meanings = whole.map(|part| self.schemas.meaning(part.id));
        let mut components = meanings.filter(|id| self.components.contains(*id));
        let first = components.next();
        first.is_some_and(|first| components.any(|other| other != first))
    }

    /// Runs `lower` with `parts` marked as being lowered.
    fn guarded<T>(&mut self, parts: &[Part], lower: impl FnOnce(&mut Self) -> T) -> T {
        self.open.push(Parts::of(parts));
        let result = lower(self);
        self.open.pop();
        result
    }

    /// What a view is. `model` is the id it has, if it has one already.
    pub(super) fn form(
        &mut self,
        merged: &Merged<'doc>,
        parts: &[Part],
        way: &Way<'_>,
        model: Option<ModelId>,
    ) -> Form {
        if merged.never || merged.is_null() {
            return Form::Type(Type::Any);
        }
        if let Some(enumeration) = &merged.enumeration
            && let Some(form) = self.enumeration(merged, enumeration, parts)
        {
            return form;
        }
        if !merged.groups.is_empty()
            && let Some(form) = self.union(merged, parts, way, model)
        {
            return form;
        }
        self.by_type(merged, parts, way, model)
    }

    fn by_type(
        &mut self,
        merged: &Merged<'doc>,
        parts: &[Part],
        way: &Way<'_>,
        model: Option<ModelId>,
    ) -> Form {
        let types = kinds(merged);
        match types.len() {
            0 => Form::Type(Type::Any),
            1 => self.single_type(types, merged, parts, way, model),
            7.. => Form::Type(Type::Any),
            _ if types == TypeSet::INTEGER.union(TypeSet::NUMBER) => Form::Type(Type::Number),
            // Every type there is, null apart, and nothing said about any.
            6 if !merged.has_object_structure() && merged.items.is_empty() => Form::Type(Type::Any),
            _ => self.several_types(types, merged, parts, way, model),
        }
    }

    /// A view of one JSON type.
    pub(super) fn single_type(
        &mut self,
        kind: TypeSet,
        merged: &Merged<'doc>,
        parts: &[Part],
        way: &Way<'_>,
        model: Option<ModelId>,
    ) -> Form {
        let format = merged.bounds().format;
        match kind {
            TypeSet::OBJECT => self.object(merged, parts, way, model),
            TypeSet::ARRAY => Form::Type(self.array(merged, way)),
            TypeSet::STRING => Form::Type(formats::string(self.config, format)),
            TypeSet::INTEGER => Form::Type(formats::integer(format)),
            TypeSet::NUMBER => Form::Type(Type::Number),
            TypeSet::BOOLEAN => Form::Type(Type::Boolean),
            _ => Form::Type(Type::Any),
        }
    }

    fn array(&mut self, merged: &Merged<'doc>, way: &Way<'_>) -> Type {
        let rest = match merged.items.as_slice() {
            [] if merged.no_more_items => None,
            [] => Some(Type::Any),
            ids => Some(self.schemas(ids, &way.child(Toward::Item))),
        };
        if merged.prefix_items.is_empty() {
            return Type::List(Box::new(rest.unwrap_or(Type::Any)));
        }
        let mut items: Vec<Type> = Vec::new();
        for (index, id) in merged.prefix_items.iter().enumerate() {
            items.push(self.schema(*id, &way.child(Toward::TupleItem(index + 1))));
        }
        let length = items.len() as u64;
        let at_most = merged.no_more_items || merged.bounds().max_items == Some(length);
        // Up to twelve, where the standard library's traits for tuples end.
        if at_most && merged.bounds().min_items == Some(length) && items.len() <= 12 {
            return Type::Tuple(items);
        }
        let same = items.iter().chain(&rest).all(|t| *t == items[0]);
        Type::List(Box::new(if same {
            items.swap_remove(0)
        } else {
            Type::Any
        }))
    }

    /// Whether null is a value of a schema (and the schema says more than that
    /// anything is).
    ///
    /// Branches are asked first, from a list: unions may be branches of unions
    /// without end.
    pub(super) fn admits_null(&mut self, id: SchemaId) -> bool {
        let mut asked = vec![id];
        while let Some(next) = asked.last().copied() {
            match self.admits_null.get(&next) {
                Some(Some(_)) => {
                    asked.pop();
                }
                // Its branches are known, but for those that lead back to it.
                Some(None) => {
                    asked.pop();
                    let merged = self.merged(&[Part::whole(next)]);
                    let answer = self.null_of_known(&merged);
                    self.admits_null.insert(next, Some(answer));
                }
                None => {
                    self.admits_null.insert(next, None);
                    let merged = self.merged(&[Part::whole(next)]);
                    asked.extend(self.unknown_branches(&merged));
                }
            }
        }
        self.knows_null(id)
    }

    fn knows_null(&self, id: SchemaId) -> bool {
        self.admits_null.get(&id).copied().flatten() == Some(true)
    }

    /// The branches of which must be known whether null is among their values.
    fn unknown_branches(&self, merged: &Merged<'doc>) -> Vec<SchemaId> {
        if merged.enumeration.is_some() || merged.null != Null::Unstated {
            return Vec::new();
        }
        let branches = merged.groups.iter().flat_map(|group| &group.branches);
        let unknown = branches.filter(|branch| !self.admits_null.contains_key(branch));
        unknown.copied().collect()
    }

    /// `{}` or `true`, which null is as well as everything else.
    fn is_anything(&self, id: SchemaId) -> bool {
        let view = self.merged(&[Part::whole(id)]);
        view.is_constraint_only() && view.types.is_empty() && view.required.is_empty()
    }

    pub(super) fn null_of(&mut self, merged: &Merged<'doc>) -> bool {
        for branch in self.unknown_branches(merged) {
            self.admits_null(branch);
        }
        self.null_of_known(merged)
    }

    fn null_of_known(&self, merged: &Merged<'doc>) -> bool {
        if let Some(enumeration) = &merged.enumeration {
            return merged.null == Null::Admitted || enumeration.values.iter().any(|v| v.is_null());
        }
        match merged.null {
            // Also beside `oneOf`: `nullable: true` adds null to what they say.
            Null::Admitted => true,
            Null::Refused => false,
            Null::Unstated => {
                !merged.groups.is_empty()
                    && merged.groups.iter().all(|group| {
                        group
                            .branches
                            .iter()
                            .any(|branch| self.knows_null(*branch) || self.is_anything(*branch))
                    })
            }
        }
    }

    pub(super) fn model(
        &mut self,
        merged: &Merged<'doc>,
        pointer: String,
        origin: Origin,
        shape: Shape,
    ) -> Model {
        let told = self.told(merged);
        Model {
            pointer,
            with: Vec::new(),
            origin,
            title: told.title.map(str::to_owned),
            description: told.description.map(str::to_owned),
            deprecated: told.deprecated,
            nullable: !matches!(shape, Shape::Alias(Type::Any)) && self.null_of(merged),
            examples: told.examples.iter().map(|e| (*e).clone()).collect(),
            bounds: formats::bounds(told.bounds.as_deref()),
            shape,
        }
    }

    /// A view with what its one branch that is not null tells besides, as if null
    /// stood beside the branch's type:
    /// `anyOf: [{type: string, description: ..., maxLength: 80}, {type: "null"}]`.
    pub(super) fn told<'m>(&self, merged: &'m Merged<'doc>) -> Cow<'m, Merged<'doc>> {
        match self.branch_beside_null(merged) {
            Some(branch) => {
                let mut told = merged.clone();
                told.heed(&branch);
                Cow::Owned(told)
            }
            None => Cow::Borrowed(merged),
        }
    }

    fn branch_beside_null(&self, merged: &Merged<'doc>) -> Option<Cow<'a, Merged<'doc>>> {
        let [group] = merged.groups.as_slice() else {
            return None;
        };
        let views = group
            .branches
            .iter()
            .map(|branch| self.merged(&[Part::whole(*branch)]));
        let mut views = views.filter(|view| !view.is_null());
        let only = views.next()?;
        views.next().is_none().then_some(only)
    }
}

/// The JSON types of a view, null apart: those stated, else those its keywords
/// are about.
pub(super) fn kinds(merged: &Merged<'_>) -> TypeSet {
    let stated = merged.types.without(TypeSet::NULL);
    if !stated.is_empty() || merged.types == TypeSet::NULL {
        return stated;
    }
    let bounds = merged.bounds();
    if merged.has_object_structure()
        || !merged.required.is_empty()
        || merged.additional != crate::dialect::Additional::Unstated
    {
        TypeSet::OBJECT
    } else if !merged.items.is_empty() || !merged.prefix_items.is_empty() {
        TypeSet::ARRAY
    } else if bounds.pattern.is_some() || bounds.max_length.is_some() || bounds.min_length.is_some()
    {
        TypeSet::STRING
    } else if bounds.multiple_of.is_some() || bounds.minimum.is_some() || bounds.maximum.is_some() {
        TypeSet::NUMBER
    } else {
        TypeSet::default()
    }
}
