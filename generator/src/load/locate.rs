//! Lines and columns for diagnostics.
//!
//! What comes in: diagnostics that know a pointer. What goes out: the same with
//! file, line and column. The text is read once more per file, whatever the
//! number of diagnostics, along a tree of the wanted pointers; everything else is
//! skipped.
//!
//! Neither parser tells where it is, but both lend keys out of the text they
//! parse, and the address of a borrowed key is its place. A key that cannot be
//! borrowed (because it holds an escape) gives way to the place of its parent.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use memchr::{memchr_iter, memrchr};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, IgnoredAny, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use super::value::DEPTH;
use super::{FileId, RawDocument, RawFile, Syntax, unescaped};
use crate::diagnostic::Diagnostics;

/// Fills in the places of all diagnostics that have none yet.
pub(super) fn complete(document: &RawDocument, diagnostics: &mut Diagnostics) {
    let mut wanted: HashMap<FileId, Wanted> = HashMap::new();
    for diagnostic in diagnostics.iter_mut().filter(|d| d.place.file.is_none()) {
        let Some((file, pointer)) = document.split(&diagnostic.place.pointer) else {
            continue;
        };
        diagnostic.place.file = Some(document.file(file).path.clone());
        wanted.entry(file).or_default().add(pointer);
    }
    for (file, wanted) in &mut wanted {
        wanted.find(document.file(*file));
    }
    for diagnostic in diagnostics
        .iter_mut()
        .filter(|d| d.place.position.is_none())
    {
        let Some((file, pointer)) = document.split(&diagnostic.place.pointer) else {
            continue;
        };
        let offset = wanted.get(&file).and_then(|wanted| wanted.offset(pointer));
        diagnostic.place.position = offset.map(|at| position(&document.file(file).text, at));
    }
}

/// Line and column of what a pointer leads to in one file.
pub(super) fn place(file: &RawFile, pointer: &str) -> Option<(usize, usize)> {
    let mut wanted = Wanted::default();
    wanted.add(pointer);
    wanted.find(file);
    let offset = wanted.offset(pointer)?;
    Some(position(&file.text, offset))
}

/// Line and column of a byte offset, both from 1.
pub(super) fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    // Of a large document this is gone through for each diagnostic.
    let line = 1 + memchr_iter(b'\n', before.as_bytes()).count();
    let start = memrchr(b'\n', before.as_bytes()).map_or(0, |at| at + 1);
    (line, 1 + before[start..].chars().count())
}

/// A tree of pointers.
#[derive(Debug, Default)]
struct Wanted {
    children: HashMap<String, Wanted>,
    offset: Option<usize>,
}

impl Wanted {
    fn add(&mut self, pointer: &str) {
        let mut node = self;
        for segment in segments(pointer) {
            node = node.children.entry(segment).or_default();
        }
    }

    /// The offset of what a pointer leads to, or of the innermost parent that
    /// has one.
    fn offset(&self, pointer: &str) -> Option<usize> {
        let mut node = self;
        let mut found = node.offset;
        for segment in segments(pointer) {
            node = node.children.get(&segment)?;
            found = node.offset.or(found);
        }
        found
    }

    fn find(&mut self, file: &RawFile) {
        self.offset = Some(0);
        let walk = Walk {
            text: &file.text,
            node: self,
            depth: 0,
        };
        // A fault of the text has been told when it was parsed first.
        let _ = match file.syntax {
            Syntax::Json => {
                let mut parser = serde_json::Deserializer::from_str(&file.text);
                parser.disable_recursion_limit();
                walk.deserialize(&mut parser).ok()
            }
            Syntax::Yaml => serde_yaml::Deserializer::from_str(&file.text)
                .next()
                .and_then(|first| walk.deserialize(first).ok()),
        };
    }
}

pub(super) fn segments(pointer: &str) -> impl Iterator<Item = String> {
    let keys = pointer.split('/').skip(1).map(unescaped);
    keys.map(Cow::into_owned)
}

/// Goes down one value along the tree.
struct Walk<'w, 'de> {
    text: &'de str,
    node: &'w mut Wanted,
    depth: usize,
}

impl<'w, 'de> Walk<'w, 'de> {
    fn child<'c>(&'c mut self, segment: &str) -> Option<Walk<'c, 'de>> {
        let node = self.node.children.get_mut(segment)?;
        (self.depth < DEPTH).then_some(Walk {
            text: self.text,
            node,
            depth: self.depth + 1,
        })
    }

    /// Takes the place of a string that was lent out of the text.
    fn set(&mut self, key: &Key<'de>) {
        if let Cow::Borrowed(lent) = key.0 {
            let at = (lent.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize);
            if let Some(at) = at.filter(|at| self.text.is_char_boundary(*at)) {
                self.node.offset.get_or_insert(at);
            }
        }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut access: A) -> Result<(), A::Error> {
        while let Some(key) = access.next_key::<Key<'de>>()? {
            // An item of a list has no key of its own; its first one serves.
            self.set(&key);
            match self.child(&key.0) {
                Some(mut child) => {
                    child.set(&key);
                    access.next_value_seed(child)?;
                }
                None => {
                    access.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut access: A) -> Result<(), A::Error> {
        for index in 0_usize.. {
            let more = match self.child(&index.to_string()) {
                Some(child) => access.next_element_seed(child)?.is_some(),
                None => access.next_element::<IgnoredAny>()?.is_some(),
            };
            if !more {
                break;
            }
        }
        Ok(())
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let (_, variant) = access.variant::<IgnoredAny>()?;
        variant.newtype_variant_seed(self)
    }

    fn visit_borrowed_str<E>(mut self, text: &'de str) -> Result<(), E> {
        self.set(&Key(Cow::Borrowed(text)));
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i128<E>(self, _: i128) -> Result<(), E> {
        Ok(())
    }

    fn visit_u128<E>(self, _: u128) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// A key, lent out of the text where that is possible.
pub(super) struct Key<'de>(pub(super) Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Lent;

        impl<'de> Visitor<'de> for Lent {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key that is a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(text.to_owned())))
            }
        }

        deserializer.deserialize_str(Lent)
    }
}
