//! Valid JSON for a schema, by covering its alternatives.
//!
//! What comes in: a schema of a document. What goes out: a bounded number of
//! values that take every branch of its unions, every value of its enums, every
//! optional property present and absent, and the boundaries of its scalars. The
//! same schema always gives the same values. Whether they are valid is for the
//! validator to say; the synthesiser only has to be right nearly always.

mod choose;
mod height;
mod object;
pub mod pattern;
mod scalar;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use serde_json::Value;

use crate::conjunction::{Conjunction, admits_null};
use crate::inheritance::Inheritance;
use crate::schema::{Node, Union};
use crate::types::Types;
use choose::{Coverage, Mode};
use height::{ENDLESS, Heights};

/// How much is made.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Most instances of one schema.
    pub instances: usize,
    /// Values in an instance beyond which it is brought to an end.
    pub size: usize,
    /// Depth beyond which it is brought to an end.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            instances: 60,
            size: 250,
            depth: 5,
        }
    }
}

/// Why a place has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The schema requires itself without end.
    Endless,
    /// No type satisfies all that is said.
    NoType,
    /// No listed value satisfies all that is said.
    NoValue,
    /// A required key is forbidden.
    ForbiddenKey,
    /// The attempt became too large.
    TooLarge,
}

impl Why {
    /// In words.
    pub fn as_str(self) -> &'static str {
        match self {
            Why::Endless => "unsatisfiable: the schema requires itself without end",
            Why::NoType => "unsatisfiable: no type satisfies everything that is said",
            Why::NoValue => "unsatisfiable: no listed value satisfies everything that is said",
            Why::ForbiddenKey => "unsatisfiable: a required key is forbidden",
            Why::TooLarge => "given up: instances become too large",
        }
    }
}

/// Makes instances of one schema.
pub struct Synth<'a, 'd> {
    inheritance: &'a Inheritance<'d>,
    limits: Limits,
    coverage: Coverage,
    heights: Heights,
    size: usize,
    depth: usize,
    /// Views made for the instance, against endless trying.
    steps: usize,
    /// Candidate values by the schemas they are for.
    scalars: HashMap<u64, Rc<Vec<Value>>>,
}

impl<'a, 'd> Synth<'a, 'd> {
    /// For one schema; `seed` tells schemas apart.
    pub fn new(inheritance: &'a Inheritance<'d>, limits: Limits, seed: u64) -> Self {
        Synth {
            inheritance,
            limits,
            coverage: Coverage::new(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)),
            heights: Heights::default(),
            size: 0,
            depth: 0,
            steps: 0,
            scalars: HashMap::new(),
        }
    }

    /// Values of which all of `nodes` hold and that `valid` accepts, each once.
    ///
    /// # Errors
    /// Why there is none, where the synthesiser knows.
    pub fn instances(
        &mut self,
        nodes: &[Node<'d>],
        mut valid: impl FnMut(&Value) -> bool,
    ) -> Result<Vec<Value>, Option<Why>> {
        // Going down such a schema ends only where the stack does.
        if self.heights.of(nodes) == ENDLESS {
            return Err(Some(Why::Endless));
        }
        let mut found = Vec::new();
        let mut seen = HashSet::new();
        let mut why = None;
        // An enum is covered whole.
        let listed = Conjunction::of(nodes).values.map_or(0, |v| v.len());
        let most = self.limits.instances.max(listed.min(1000));
        let mut fruitless = 0;
        for round in 0..most * 2 {
            self.coverage.mode = match round {
                0 => Mode::Full,
                1 => Mode::Minimal,
                _ => Mode::Varied,
            };
            (self.size, self.depth, self.steps) = (0, 0, 0);
            fruitless += 1;
            match self.place(nodes) {
                Ok(value) => {
                    let text = value.to_string();
                    if !seen.contains(&text) && valid(&value) {
                        found.push(value);
                        fruitless = 0;
                    }
                    seen.insert(text);
                }
                Err(reason) => why = Some(reason),
            }
            let covered = round > 3 && self.coverage.untaken() == 0;
            if found.len() >= most || (covered && fruitless > 3) || fruitless > 20 {
                break;
            }
        }
        if found.is_empty() {
            Err(why)
        } else {
            Ok(found)
        }
    }

    /// Whether to come to an end.
    fn tight(&self) -> bool {
        self.size > self.limits.size || self.depth >= self.limits.depth
    }

    /// A value, null or not, for which all of `nodes` hold.
    fn place(&mut self, nodes: &[Node<'d>]) -> Result<Value, Why> {
        let first = nodes.first().map_or(0, |n| n.id());
        if admits_null(nodes) {
            let site = Coverage::site(first, "null");
            // A place that is free takes its nulls from the free values.
            let free = nodes
                .iter()
                .all(|n| Conjunction::of(&[*n]).types == Types::ALL);
            let order = self.coverage.order(site, 2);
            let first_choice = if self.tight() { 1 } else { order[0] };
            if first_choice == 1 && !free && self.coverage.mode != Mode::Full {
                self.coverage.take(site, 1);
                return Ok(Value::Null);
            }
            self.coverage.take(site, first_choice);
            return self.conjunction(Conjunction::of(nodes)).or(Ok(Value::Null));
        }
        self.conjunction(Conjunction::of(nodes))
    }

    /// A value of a conjunction; null only where nothing else is admitted.
    fn conjunction(&mut self, conjunction: Conjunction<'d>) -> Result<Value, Why> {
        self.steps += 1;
        if self.steps > 20_000 {
            return Err(Why::TooLarge);
        }
        if let Some(union) = conjunction.unions.first().cloned() {
            return self.union(conjunction, &union);
        }
        if let Some(values) = &conjunction.values {
            return self.listed(&conjunction, values);
        }
        let site = conjunction.leaves.first().map_or(0, |n| n.id());
        let types = conjunction.types.each();
        if types.is_empty() {
            return Err(Why::NoType);
        }
        if conjunction.types == Types::ALL {
            self.size += 1;
            return Ok(self.pick(Coverage::site(site, "anything"), &scalar::anything()));
        }
        let site = Coverage::site(site, "type");
        let mut last = Why::NoType;
        for choice in self.coverage.order(site, types.len()) {
            self.coverage.take(site, choice);
            match self.typed(&conjunction, types[choice]) {
                Err(why) => last = why,
                found => return found,
            }
        }
        Err(last)
    }

    fn typed(&mut self, conjunction: &Conjunction<'d>, types: Types) -> Result<Value, Why> {
        self.size += 1;
        let first = conjunction.leaves.first().map_or(0, |n| n.id());
        match types {
            Types::OBJECT => return self.object(conjunction),
            Types::ARRAY => return self.array(conjunction),
            Types::NULL => return Ok(Value::Null),
            _ => {}
        }
        let site = Coverage::site(first, types.word());
        let mut key = site;
        for leaf in &conjunction.leaves {
            key = Coverage::site(leaf.id(), &key.to_string());
        }
        let candidates = Rc::clone(self.scalars.entry(key).or_insert_with(|| {
            Rc::new(match types {
                Types::STRING => scalar::strings(conjunction),
                Types::BOOLEAN => vec![Value::Bool(true), Value::Bool(false)],
                _ => scalar::numbers(conjunction, types),
            })
        }));
        if candidates.is_empty() {
            return Err(Why::NoValue);
        }
        Ok(self.pick(site, &candidates))
    }

    fn pick(&mut self, site: u64, candidates: &[Value]) -> Value {
        let choice = self.coverage.order(site, candidates.len())[0];
        self.coverage.take(site, choice);
        candidates[choice].clone()
    }

    fn listed(
        &mut self,
        conjunction: &Conjunction<'d>,
        values: &[&'d Value],
    ) -> Result<Value, Why> {
        self.size += 1;
        let fitting: Vec<Value> = values
            .iter()
            .filter(|v| conjunction.types.has(Types::of(v)))
            .map(|v| (*v).clone())
            .collect();
        if fitting.is_empty() {
            return Err(Why::NoValue);
        }
        let first = conjunction.leaves.first().map_or(0, |n| n.id());
        Ok(self.pick(Coverage::site(first, "value"), &fitting))
    }

    /// A branch of the first open union; of an `anyOf`, also all at once.
    fn union(&mut self, mut conjunction: Conjunction<'d>, union: &Union<'d>) -> Result<Value, Why> {
        conjunction.unions.remove(0);
        let together = union.any && union.branches.len() > 1;
        let count = union.branches.len() + usize::from(together);
        let site = Coverage::site(union.node.id(), if union.any { "any" } else { "one" });
        let mut order = self.coverage.order(site, count);
        if self.tight() {
            order.retain(|choice| *choice < union.branches.len());
            order.sort_by_key(|choice| self.heights.of_one(union.branches[*choice]));
        }
        let mut last = Why::NoType;
        for choice in order {
            let chosen: Vec<Node<'d>> = match union.branches.get(choice) {
                Some(branch) if self.heights.of_one(*branch) == ENDLESS => {
                    last = Why::Endless;
                    continue;
                }
                Some(branch) => vec![*branch],
                None => union.branches.clone(),
            };
            self.coverage.take(site, choice);
            let mut deeper = conjunction.clone().with(&chosen);
            if let [branch] = chosen.as_slice() {
                deeper.force_tag(union.node, *branch);
            }
            match self.conjunction(deeper) {
                Err(Why::TooLarge) => return Err(Why::TooLarge),
                Err(why) => last = why,
                found => return found,
            }
        }
        Err(last)
    }

    /// The items of an array: one, none, a few, many.
    fn array(&mut self, conjunction: &Conjunction<'d>) -> Result<Value, Why> {
        let low = conjunction.count("minItems").unwrap_or(0);
        let high = conjunction.count("maxItems").unwrap_or(usize::MAX).max(low);
        let prefix = conjunction
            .leaves
            .iter()
            .map(|l| l.items().0.len())
            .max()
            .unwrap_or(0);
        let lengths = [1.max(prefix), 0, 3, 40].map(|n| n.clamp(low, high));
        let first = conjunction.leaves.first().map_or(0, |n| n.id());
        let site = Coverage::site(first, "length");
        let endless = conjunction
            .of_item(0)
            .is_some_and(|item| self.heights.of(&item) == ENDLESS);
        let choice = match self.coverage.order(site, lengths.len())[0] {
            3 if self.depth > 1 => 2,
            choice => choice,
        };
        self.coverage.take(site, choice);
        let length = if self.tight() || endless {
            low
        } else {
            lengths[choice]
        };
        self.depth += 1;
        let mut items = Vec::new();
        while items.len() < length {
            let Some(nodes) = conjunction.of_item(items.len()) else {
                break;
            };
            if items.len() > low && self.size > 2 * self.limits.size {
                break;
            }
            match self.place(&nodes) {
                Ok(item) => items.push(item),
                Err(_) if items.len() >= low => break,
                Err(why) => {
                    self.depth -= 1;
                    return Err(why);
                }
            }
        }
        self.depth -= 1;
        if conjunction.first(|n| n.keyword("uniqueItems")) == Some(&Value::Bool(true)) {
            let mut unique: Vec<Value> = Vec::new();
            for item in items {
                if !unique.contains(&item) {
                    unique.push(item);
                }
            }
            items = unique;
        }
        Ok(Value::Array(items))
    }
}
