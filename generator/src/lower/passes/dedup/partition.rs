//! Which of the models that look alike are equal all the way down.
//!
//! In comes a class for each node of a graph, by what can be seen of the node
//! alone, and where its edges lead, in order. Out goes the coarsest partition in
//! which the nodes of a class lead to nodes of the same classes. Where nodes lead
//! back to themselves, they are equal unless something tells them apart.

use std::ops::Range;

/// Splits classes until nothing tells the nodes of one apart. There are no more of
/// them in the beginning than nodes, and none has a higher number.
///
/// After Hopcroft: of a class that is split, the largest part keeps the number, so
/// that a node gets a new one no more often than the logarithm of how many there
/// are. Only nodes that lead to one with a new number are looked at again.
pub(super) fn refine(classes: Vec<usize>, edges: &[Vec<usize>]) -> Vec<usize> {
    let sources = sources(edges);
    let mut partition = Partition::of(classes);
    let mut suspects: Vec<usize> = (0..edges.len()).collect();
    while !suspects.is_empty() {
        let moved = partition.round(suspects, edges);
        suspects = moved
            .iter()
            .flat_map(|node| &sources[*node])
            .copied()
            .collect();
        suspects.sort_unstable();
        suspects.dedup();
    }
    partition.classes
}

/// By node: the nodes that lead to it.
fn sources(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut sources = vec![Vec::new(); edges.len()];
    for (source, targets) in edges.iter().enumerate() {
        for target in targets {
            sources[*target].push(source);
        }
    }
    sources
}

struct Partition {
    /// By node: the number of its class.
    classes: Vec<usize>,
    /// The nodes, those of a class side by side.
    nodes: Vec<usize>,
    /// By node: where it stands among them.
    places: Vec<usize>,
    /// By class: where its nodes stand.
    ranges: Vec<Range<usize>>,
}

/// A node, by the classes that it leads to.
type Signed = (Vec<usize>, usize);

impl Partition {
    fn of(classes: Vec<usize>) -> Partition {
        let mut nodes: Vec<usize> = (0..classes.len()).collect();
        nodes.sort_by_key(|node| classes[*node]);
        let mut places = vec![0; nodes.len()];
        let mut ranges = vec![0..0; nodes.len()];
        for (place, node) in nodes.iter().enumerate() {
            places[*node] = place;
        }
        for class in nodes.chunk_by(|one, other| classes[*one] == classes[*other]) {
            let start = places[class[0]];
            ranges[classes[class[0]]] = start..start + class.len();
        }
        Partition {
            classes,
            nodes,
            places,
            ranges,
        }
    }

    /// Splits the classes of suspects. Answers the nodes that have a new class.
    ///
    /// All are judged by the classes of before, in which the others of their class
    /// are still like each other.
    fn round(&mut self, mut suspects: Vec<usize>, edges: &[Vec<usize>]) -> Vec<usize> {
        suspects.retain(|node| self.ranges[self.classes[*node]].len() > 1);
        let signed = suspects.into_iter().map(|node| {
            let targets = edges[node].iter().map(|target| self.classes[*target]);
            (self.classes[node], (targets.collect(), node))
        });
        let mut signed: Vec<(usize, Signed)> = signed.collect();
        signed.sort_unstable();
        let mut moved = Vec::new();
        for suspects in signed.chunk_by(|(one, _), (other, _)| one == other) {
            let class = suspects[0].0;
            let parts = self.parts(class, suspects);
            self.split(class, parts, &mut moved);
        }
        moved
    }

    /// Puts the suspects of a class in front, and tells where each part of the class
    /// stands then.
    fn parts(&mut self, class: usize, suspects: &[(usize, Signed)]) -> Vec<Range<usize>> {
        let Range { start, end } = self.ranges[class];
        let mut parts = Vec::new();
        let mut next = start;
        for part in suspects.chunk_by(|(_, (one, _)), (_, (other, _))| one == other) {
            for (_, (_, node)) in part {
                self.swap(self.places[*node], next);
                next += 1;
            }
            parts.push(next - part.len()..next);
        }
        if next < end {
            parts.push(next..end);
        }
        parts
    }

    /// Makes a class of each part of a class; the largest remains what it is.
    fn split(&mut self, class: usize, mut parts: Vec<Range<usize>>, moved: &mut Vec<usize>) {
        parts.sort_by_key(Range::len);
        if let Some(largest) = parts.pop() {
            self.ranges[class] = largest;
        }
        for part in parts {
            for node in &self.nodes[part.clone()] {
                self.classes[*node] = self.ranges.len();
                moved.push(*node);
            }
            self.ranges.push(part);
        }
    }

    fn swap(&mut self, one: usize, other: usize) {
        self.nodes.swap(one, other);
        self.places[self.nodes[one]] = one;
        self.places[self.nodes[other]] = other;
    }
}

#[cfg(test)]
mod tests {
    use super::refine;

    /// Classes in the beginning, edges, and by node the first that equals it.
    type Row<'a> = (&'a [usize], &'a [&'a [usize]], &'a [usize]);

    /// By node: the first that equals it.
    fn firsts(classes: &[usize], edges: &[&[usize]]) -> Vec<usize> {
        let edges: Vec<Vec<usize>> = edges.iter().map(|targets| targets.to_vec()).collect();
        let classes = refine(classes.to_vec(), &edges);
        let first = |class: &usize| classes.iter().position(|other| other == class);
        classes.iter().filter_map(first).collect()
    }

    #[test]
    fn equal_all_the_way_down() {
        let table: &[Row<'_>] = &[
            (&[0, 0, 1, 1], &[&[2], &[3], &[], &[]], &[0, 0, 2, 2]),
            // What they lead to differs, at the second step.
            (
                &[0, 0, 0, 0, 1],
                &[&[1], &[4], &[3], &[0], &[]],
                &[0, 1, 2, 3, 4],
            ),
            // In which order.
            (&[0, 0, 1, 2], &[&[2, 3], &[3, 2], &[], &[]], &[0, 1, 2, 3]),
            // Each leads back to itself, alone or by way of the other.
            (&[0, 0, 0, 0], &[&[0], &[2], &[1], &[0]], &[0, 0, 0, 0]),
            (&[0, 1, 0, 1], &[&[1], &[0], &[3], &[2]], &[0, 1, 0, 1]),
            (
                &[0, 1, 0, 1, 2],
                &[&[1], &[0], &[3], &[4], &[]],
                &[0, 1, 2, 3, 4],
            ),
            (&[], &[], &[]),
        ];
        for (classes, edges, expected) in table {
            assert_eq!(firsts(classes, edges), *expected, "{classes:?} {edges:?}");
        }
    }

    /// What each step takes is in proportion to what it changes.
    #[test]
    fn a_long_chain() {
        let length = 200_000;
        let edges: Vec<Vec<usize>> = (0..length)
            .map(|node| {
                if node + 1 < length {
                    vec![node + 1]
                } else {
                    Vec::new()
                }
            })
            .collect();
        let classes = refine(vec![0; length], &edges);
        let mut sorted = classes;
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), length);
    }
}
