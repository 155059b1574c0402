//! The plan of a union: how to pick a variant, as text and as what that says.
//!
//! The text has the name of each variant on a line, in the order of their numbers,
//! and then an object:
//!
//! | key | holds |
//! |---|---|
//! | `route` | a route |
//! | `unknown` | the variant that holds any JSON, if there is one |
//! | `writes` | tags that the union writes, because the variant has no field for them: `[[variant, key, tag], ..]` |
//!
//! A route is the name of a variant, which is then decided on, or one of these:
//!
//! | route | picks |
//! |---|---|
//! | `{"tag": key, "values": [[tag, route], ..]}` | by the value of one key, of which the first entry counts; `missing` and `other` are the routes of objects without it and of other values, where those are allowed |
//! | `{"types": [[type, route], ..]}` | by the type of the JSON value; an integer takes the route for numbers if it has none of its own, and the other way round |
//! | `{"keys": [[key, variant], ..]}` | by which key is there, `fallback` if none is; where `first`, the first such key decides, otherwise an object with the keys of several variants is unknown |
//! | `{"trial": [variant, ..], "keys": [key, ..]}` | the one that keeps the most of the value, as `trial.rs` explains; not all variants have the keys, and a value that would lose one of them mixes several variants, and is unknown |

use serde_json::Value;

use super::shelf::{Place, Shelf};
use super::{Fixed, Kind, from_json};

/// The plan of a union, as text.
pub struct Plan {
    /// The text.
    pub text: &'static str,
    /// Where what the text says stands.
    pub place: Place,
}

/// What a plan says.
pub(super) struct Choice {
    /// The names of the variants, for messages.
    pub(super) variants: Vec<&'static str>,
    /// The variant that holds any JSON, if there is one.
    pub(super) unknown: Option<usize>,
    /// How to pick a variant.
    pub(super) route: Route,
    /// Tags that the union writes, by variant.
    pub(super) writes: Vec<(usize, &'static str, Fixed)>,
}

/// How to pick a variant.
pub(super) enum Route {
    /// It is this one.
    Variant(usize),
    /// By the value of one key.
    Tag(Tag),
    /// By the type of the JSON value.
    Types(Vec<(Kind, Route)>),
    /// By which key is there.
    Keys {
        keys: Vec<(&'static str, usize)>,
        fallback: Option<Box<Route>>,
        first: bool,
    },
    /// The one that keeps the most.
    Trial {
        order: Vec<usize>,
        keys: Vec<&'static str>,
    },
}

/// A key whose value picks the variant.
pub(super) struct Tag {
    pub(super) key: &'static str,
    pub(super) values: Vec<TagValue>,
    /// The route of objects without the key.
    pub(super) missing: Option<Box<Route>>,
    /// The route of objects with another value.
    pub(super) other: Option<Box<Route>>,
}

/// One value of a tag, and where it leads.
pub(super) struct TagValue {
    pub(super) tag: Fixed,
    pub(super) route: Route,
    /// How an object begins that has this tag first, if the tag is a string, whose
    /// end can be told: `{"key":"value"`
    pub(super) start: Option<String>,
}

static CHOICES: Shelf<Choice> = Shelf::new(Choice::read);

impl Plan {
    /// What the text says.
    pub(super) fn choice(&self) -> &'static Choice {
        CHOICES.get(&self.place, self.text)
    }
}

impl Choice {
    fn read(text: &'static str) -> Self {
        let (names, plan) = text.split_at(text.find('{').unwrap_or(text.len()));
        let variants = Variants(names.lines().collect());
        // It is the generator's text; tests decode by every kind of route.
        let plan: Value = from_json(plan).unwrap_or_default();
        Self {
            unknown: plan.get("unknown").map(|variant| variants.number(variant)),
            route: variants.route(&plan["route"]),
            writes: each(&plan["writes"])
                .map(|tag| {
                    let variant = variants.number(&tag[0]);
                    (variant, keep(&tag[1]), Fixed::of(&tag[2]))
                })
                .collect(),
            variants: variants.0,
        }
    }
}

/// The names of a union's variants.
struct Variants(Vec<&'static str>);

impl Variants {
    fn number(&self, name: &Value) -> usize {
        let is = |variant: &&str| name == variant;
        self.0.iter().position(is).unwrap_or_default()
    }

    fn route(&self, route: &Value) -> Route {
        let pairs = |key| each(&route[key]).map(|pair| (&pair[0], &pair[1]));
        if let Some(key) = route.get("tag") {
            Route::Tag(Tag {
                key: keep(key),
                values: pairs("values")
                    .map(|(tag, route)| TagValue {
                        start: tag.is_string().then(|| format!("{{{key}:{tag}")),
                        tag: Fixed::of(tag),
                        route: self.route(route),
                    })
                    .collect(),
                missing: self.optional(&route["missing"]),
                other: self.optional(&route["other"]),
            })
        } else if route.get("types").is_some() {
            let types = pairs("types").map(|(name, route)| (Kind::named(name), self.route(route)));
            Route::Types(types.collect())
        } else if route.get("trial").is_some() {
            let mut keys: Vec<&str> = each(&route["keys"]).map(keep).collect();
            keys.sort_unstable();
            Route::Trial {
                order: each(&route["trial"]).map(|v| self.number(v)).collect(),
                keys,
            }
        } else if route.get("keys").is_some() {
            Route::Keys {
                keys: pairs("keys")
                    .map(|(key, variant)| (keep(key), self.number(variant)))
                    .collect(),
                fallback: self.optional(&route["fallback"]),
                first: route["first"] == true,
            }
        } else {
            Route::Variant(self.number(route))
        }
    }

    fn optional(&self, route: &Value) -> Option<Box<Route>> {
        (!route.is_null()).then(|| Box::new(self.route(route)))
    }
}

/// The items of a list; none if there is no list.
fn each(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

/// A string that stays for good, as the text does.
pub(super) fn keep(text: &Value) -> &'static str {
    text.as_str().unwrap_or_default().to_owned().leak()
}

impl Kind {
    const NAMES: [(&'static str, Self); 7] = [
        ("null", Self::Null),
        ("boolean", Self::Bool),
        ("integer", Self::Integer),
        ("number", Self::Number),
        ("string", Self::String),
        ("array", Self::Array),
        ("object", Self::Object),
    ];

    /// The type that a plan calls so.
    fn named(name: &Value) -> Self {
        let found = Self::NAMES.iter().find(|(is, _)| name == is);
        found.map_or(Self::Null, |(_, kind)| *kind)
    }

    /// How a message calls this type: `an integer`.
    pub(super) fn described(self) -> String {
        let found = Self::NAMES.iter().find(|(_, kind)| *kind == self);
        let name = found.map_or("null", |(name, _)| name);
        let article = match self {
            Self::Null => return name.to_owned(),
            Self::Integer | Self::Array | Self::Object => "an",
            _ => "a",
        };
        format!("{article} {name}")
    }
}
