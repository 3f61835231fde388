//! Edits of several stages as one list from source to output.

use super::layer::Applied;

/// One step on the way to a net edit: edit `edit` of the layer `layer`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) layer: u32,
    pub(crate) edit: u32,
}

/// An edit from the source to the text after the layers seen so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Net {
    pub(crate) source: (u32, u32),
    pub(crate) target: (u32, u32),
    /// In the order of the stages, never empty.
    pub(crate) steps: Vec<Step>,
}

/// Puts the edits of one more layer on top of `below`. Edits of different layers that overlap or touch become one;
/// edits of one layer that only touch each other stay apart. Linear in the number of edits.
pub(crate) fn compose(below: &[Net], layer: u32, above: &[Applied]) -> Vec<Net> {
    let mut composed = Vec::with_capacity(below.len() + above.len());
    let (mut low, mut up) = (0, 0);
    // Between edits all text is kept, so a position there only shifts on its way to the source and to the target.
    let (mut to_source, mut to_target) = (0i64, 0i64);
    while low < below.len() || up < above.len() {
        let (first_low, first_up) = (low, up);
        let start = below
            .get(low)
            .map_or(u32::MAX, |net| net.target.0)
            .min(above.get(up).map_or(u32::MAX, |edit| edit.start));
        let source_start = shift(start, to_source);
        let target_start = shift(start, to_target);
        let mut end = start;
        loop {
            let alone = low == first_low && up == first_up;
            let reaches = |net_taken: bool, from: u32, reach: u32| {
                if alone { from == start } else { net_taken && from <= reach }
            };
            // A lower edit joins the group through an upper one and the other way round.
            let upper_reach = up.checked_sub(1).map_or(0, |last| above[last].end);
            let lower_reach = low.checked_sub(1).map_or(0, |last| below[last].target.1);
            if let Some(net) = below.get(low).filter(|net| reaches(up > first_up, net.target.0, upper_reach))
            {
                to_source = i64::from(net.source.1) - i64::from(net.target.1);
                end = end.max(net.target.1);
                low += 1;
            } else if let Some(edit) =
                above.get(up).filter(|edit| reaches(low > first_low, edit.start, lower_reach))
            {
                to_target = i64::from(edit.out_end) - i64::from(edit.end);
                end = end.max(edit.end);
                up += 1;
            } else {
                break;
            }
        }
        let mut steps: Vec<Step> = Vec::with_capacity(low - first_low + up - first_up);
        steps.extend(below[first_low..low].iter().flat_map(|net| &net.steps));
        steps.sort_by_key(|step| step.layer);
        steps.extend((first_up..up).map(|edit| Step { layer, edit: edit as u32 }));
        composed.push(Net {
            source: (source_start, shift(end, to_source)),
            target: (target_start, shift(end, to_target)),
            steps,
        });
    }
    composed
}

/// Joins nets that touch, unless all that touch are the work of one and the same layer.
pub(crate) fn join_touching(nets: Vec<Net>) -> Vec<Net> {
    let mut joined: Vec<Net> = Vec::with_capacity(nets.len());
    let mut run: Vec<Net> = Vec::new();
    for net in nets {
        if run.last().is_some_and(|last| last.source.1 != net.source.0) {
            join(&mut run, &mut joined);
        }
        run.push(net);
    }
    join(&mut run, &mut joined);
    joined
}

/// Empties `run`, nets of which each touches the next, into `joined`.
fn join(run: &mut Vec<Net>, joined: &mut Vec<Net>) {
    let mut layers = run.iter().flat_map(|net| &net.steps).map(|step| step.layer);
    let first = layers.next();
    let one_layer = layers.all(|layer| Some(layer) == first);
    match (run.first(), run.last()) {
        (Some(first), Some(last)) if !one_layer => {
            let (source, target) = ((first.source.0, last.source.1), (first.target.0, last.target.1));
            let mut steps: Vec<Step> = run.drain(..).flat_map(|net| net.steps).collect();
            steps.sort_unstable_by_key(|step| (step.layer, step.edit));
            joined.push(Net { source, target, steps });
        }
        _ => joined.append(run),
    }
}

fn shift(position: u32, by: i64) -> u32 {
    (i64::from(position) + by) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Applied edits from (start, end, inserted length).
    fn layer(edits: &[(u32, u32, u32)]) -> Vec<Applied> {
        let mut shift = 0i64;
        edits
            .iter()
            .map(|&(start, end, length)| {
                shift += i64::from(length) - i64::from(end - start);
                let out_end = (i64::from(end) + shift) as u32;
                Applied { start, end, out_end, rule: 0, confidence: 0 }
            })
            .collect()
    }

    /// Source, target, number of steps.
    type Shape = ((u32, u32), (u32, u32), usize);

    fn net(layers: &[Vec<Applied>]) -> Vec<Shape> {
        let nets = layers
            .iter()
            .enumerate()
            .fold(Vec::new(), |below, (index, edits)| compose(&below, index as u32, edits));
        nets.into_iter().map(|net| (net.source, net.target, net.steps.len())).collect()
    }

    #[test]
    fn edits_apart_stay_apart() {
        let layers = [layer(&[(0, 2, 1), (10, 10, 3)]), layer(&[(5, 6, 0)])];
        assert_eq!(net(&layers), [((0, 2), (0, 1), 1), ((6, 7), (5, 5), 1), ((10, 10), (8, 11), 1)]);
    }

    #[test]
    fn edits_of_two_stages_that_touch_are_one() {
        let layers = [layer(&[(4, 8, 0)]), layer(&[(4, 4, 2)])];
        assert_eq!(net(&layers), [((4, 8), (4, 6), 2)]);
    }

    #[test]
    fn edits_of_one_stage_that_touch_are_two() {
        assert_eq!(net(&[layer(&[(4, 8, 1), (8, 9, 0)])]), [((4, 8), (4, 5), 1), ((8, 9), (5, 5), 1)]);
    }

    #[test]
    fn a_later_edit_can_swallow_earlier_ones() {
        let layers = [layer(&[(2, 3, 5), (6, 7, 0)]), layer(&[(0, 12, 1)])];
        assert_eq!(net(&layers), [((0, 9), (0, 1), 3)]);
    }
}
