//! Objects with known properties.

use foldhash::{HashMap, HashSet};

use crate::api::{Extra, Field, Member, Struct, Type};

use super::super::json::{Json, same};
use super::super::object::Object;
use super::Conform;

/// So many members are looked at before a key is looked up.
const NEAR: usize = 16;

impl<'a> Conform<'a> {
    pub(super) fn structure(&mut self, s: &'a Struct, given: &Object<'a>) -> Option<Json<'a>> {
        let mut out = Object::with_capacity(s.members.len().min(given.len() + 1));
        let values = by_member(s, given);
        for (member, value) in s.members.iter().zip(&values) {
            let value = *value;
            match member {
                Member::Constant(constant) => {
                    let constantly = Json::from(&constant.value);
                    if value.is_some_and(|value| !same(value, &constantly)) {
                        return None;
                    }
                    out.push(&constant.key, constantly);
                }
                Member::Field(field) => self.field(field, value, &mut out)?,
            }
        }
        if out.is_empty() && !given.is_empty() {
            self.first_of(s, &values, &mut out)?;
        }
        if out.len() < given.len() {
            match &s.extra {
                Extra::Kept(ty) => self.extra(s, ty, given, &mut out)?,
                Extra::Ignored { .. } | Extra::Unstated => {
                    self.dropped += given.len() - values.iter().flatten().count();
                }
            }
        }
        Some(Json::Object(out))
    }

    /// Where trimming would leave nothing, the first property stays.
    fn first_of(
        &mut self,
        s: &'a Struct,
        values: &[Option<&Json<'a>>],
        out: &mut Object<'a>,
    ) -> Option<()> {
        let trim = self.trim;
        self.trim.optional_depth = self.depth;
        for (member, value) in s.members.iter().zip(values) {
            if let Member::Field(field) = member {
                self.field(field, *value, out)?;
            }
            if !out.is_empty() {
                break;
            }
        }
        self.trim = trim;
        Some(())
    }

    /// Other keys, of a struct that keeps them.
    fn extra(
        &mut self,
        s: &Struct,
        ty: &Type,
        given: &Object<'a>,
        out: &mut Object<'a>,
    ) -> Option<()> {
        let known: HashSet<&str> = s.members.iter().map(Member::key).collect();
        let extra = given
            .iter()
            .filter(|(key, _)| !known.contains(key.as_ref()));
        for (key, value) in extra.take(self.trim.items) {
            out.push(key.clone(), self.check(ty, value)?);
        }
        Some(())
    }

    fn field(
        &mut self,
        field: &'a Field,
        value: Option<&Json<'a>>,
        out: &mut Object<'a>,
    ) -> Option<()> {
        let holds_null = field.nullable || matches!(field.ty, Type::Any | Type::Null);
        let value = match value {
            None if field.required && field.nullable => Json::Null,
            None if field.required => return None,
            None => return Some(()),
            Some(_) if !field.required && self.depth > self.trim.optional_depth => return Some(()),
            Some(Json::Null) if holds_null => Json::Null,
            Some(Json::Null) if !field.required => {
                self.dropped += 1;
                return Some(());
            }
            Some(value) => self.check(&field.ty, value)?,
        };
        out.push(&field.key, value);
        Some(())
    }
}

/// What an object holds, by member. An object lists its keys in about the order of
/// the schema, mostly, and lacks many that are optional: so its keys are looked for
/// among the members, and each of them first where it is expected.
fn by_member<'o, 'a>(s: &Struct, object: &'o Object<'a>) -> Vec<Option<&'o Json<'a>>> {
    let mut values = vec![None; s.members.len()];
    let mut expected = 0;
    let mut positions: Option<HashMap<&str, usize>> = None;
    for (key, value) in object.iter() {
        let near = s.members[expected..].iter().take(NEAR);
        let near = near.map(Member::key).position(|member| member == key);
        let found = near.map(|steps| expected + steps).or_else(|| {
            if s.members.len() <= NEAR {
                return s.members.iter().position(|member| member.key() == key);
            }
            let positions = positions.get_or_insert_with(|| {
                let keys = s.members.iter().map(Member::key);
                keys.zip(0..).collect()
            });
            positions.get(key.as_ref()).copied()
        });
        if let Some(position) = found {
            values[position] = Some(value);
            expected = position + 1;
        }
    }
    values
}
