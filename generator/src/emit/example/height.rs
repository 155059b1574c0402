//! How deep the smallest value of every model is.

use std::collections::VecDeque;

use crate::api::{Model, ModelId, Shape, Type};

use super::super::Context;

/// No finite value exists.
const ENDLESS: u32 = u32::MAX;

/// By model: how many models deep its smallest value is.
#[derive(Debug)]
pub(super) struct Heights(Vec<u32>);

impl Heights {
    /// Measures every model, until nothing changes any more.
    pub fn of(cx: &Context<'_>) -> Heights {
        let mut heights = Heights(vec![ENDLESS; cx.api.models.len()]);
        let mut queue: VecDeque<ModelId> = cx.api.iter().map(|(id, _)| id).collect();
        while let Some(id) = queue.pop_front() {
            let height = heights.measure(cx.api.model(id));
            if height < heights.0[id.index()] {
                heights.0[id.index()] = height;
                queue.extend(&cx.analysis.usage(id).models);
            }
        }
        heights
    }

    /// The height of a type; `None` where no finite value exists.
    pub fn of_type(&self, ty: &Type) -> Option<u32> {
        Some(self.ty(ty)).filter(|height| *height != ENDLESS)
    }

    fn measure(&self, model: &Model) -> u32 {
        let content = match &model.shape {
            Shape::Struct(s) => {
                let needed = s.fields().filter(|f| f.required && !f.nullable);
                needed.map(|f| self.ty(&f.ty)).max().unwrap_or(0)
            }
            Shape::Union(u) => u
                .variants
                .iter()
                .map(|v| self.ty(&v.ty))
                .min()
                .unwrap_or(ENDLESS),
            Shape::Alias(ty) => return self.ty(ty),
            Shape::StringEnum(e) if e.values.is_empty() => ENDLESS,
            Shape::IntegerEnum(e) if e.values.is_empty() => ENDLESS,
            Shape::StringEnum(_) | Shape::IntegerEnum(_) => 0,
        };
        content.saturating_add(1)
    }

    fn ty(&self, ty: &Type) -> u32 {
        match ty {
            Type::Model(id) => self.0[id.index()],
            Type::Tuple(items) => items.iter().map(|t| self.ty(t)).max().unwrap_or(0),
            _ => 0,
        }
    }
}
