//! Which mentions must be boxed.
//!
//! A type has an infinite size when it contains itself without a pointer on the
//! way. Lists and maps are pointers already; every other mention within one
//! strongly connected component of the graph of direct mentions is boxed, and no
//! mention outside of one, so boxes appear only where a cycle needs them.

use crate::api::{Api, Model, ModelId, Shape, Type};

/// By model, sorted: the models it must box.
pub(super) fn boxed(api: &Api) -> Vec<Vec<ModelId>> {
    let direct: Vec<Vec<ModelId>> = api.models.iter().map(|m| direct_mentions(api, m)).collect();
    let component = components(&direct);
    direct
        .iter()
        .enumerate()
        .map(|(owner, targets)| {
            let mut boxed: Vec<ModelId> = targets
                .iter()
                .copied()
                .filter(|target| component[target.index()] == component[owner])
                .collect();
            boxed.sort_unstable();
            boxed
        })
        .collect()
}

/// The models this one holds without a list or a map between. An alias holds
/// nothing itself: whoever mentions it holds what it stands for.
fn direct_mentions(api: &Api, model: &Model) -> Vec<ModelId> {
    fn walk(api: &Api, ty: &Type, found: &mut Vec<ModelId>) {
        match api.resolve(ty) {
            Type::Model(id) if !found.contains(id) => found.push(*id),
            Type::Nullable(inner) => walk(api, inner, found),
            Type::Tuple(items) => items.iter().for_each(|t| walk(api, t, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    if !matches!(model.shape, Shape::Alias(_)) {
        model.for_each_type(&mut |ty| walk(api, ty, &mut found));
    }
    found
}

/// The strongly connected component of every node (Tarjan's algorithm, with a
/// stack of its own: a chain of ten thousand models must not overflow ours).
fn components(edges: &[Vec<ModelId>]) -> Vec<usize> {
    const UNSEEN: usize = usize::MAX;
    let mut index = vec![UNSEEN; edges.len()];
    let mut low = vec![0; edges.len()];
    let mut component = vec![UNSEEN; edges.len()];
    let mut open = Vec::new();
    let mut next = 0;
    let mut components = 0;
    for root in 0..edges.len() {
        if index[root] != UNSEEN {
            continue;
        }
        let mut path = vec![(root, 0)];
        while let Some((node, edge)) = path.last_mut() {
            let node = *node;
            if *edge == 0 {
                index[node] = next;
                low[node] = next;
                next += 1;
                open.push(node);
            }
            if let Some(target) = edges[node].get(*edge) {
                *edge += 1;
                let target = target.index();
                if index[target] == UNSEEN {
                    path.push((target, 0));
                } else if component[target] == UNSEEN {
                    low[node] = low[node].min(index[target]);
                }
                continue;
            }
            path.pop();
            if let Some((parent, _)) = path.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
            if low[node] == index[node] {
                while let Some(member) = open.pop() {
                    component[member] = components;
                    if member == node {
                        break;
                    }
                }
                components += 1;
            }
        }
    }
    component
}
