//! Finds places for the labels of a map, so that no label lies on another, on a mark or outside the frame.
//!
//! A label tries the right of its mark, the left, the same in two and three lines, above and below, and only then free
//! space with a leader line. What it must not touch is a wall; what it had better not touch has a price. All whole
//! numbers, so the same points give the same picture everywhere.

use crate::order::ordered_by;
use std::cell::Cell;

/// A rectangle, edges included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) right: i32,
    pub(super) bottom: i32,
}

impl Region {
    pub(super) fn new(left: i32, top: i32, width: i32, height: i32) -> Self {
        Self { left, top, right: left + width, bottom: top + height }
    }

    pub(super) fn grown(self, by: i32) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    pub(super) fn touches(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    pub(super) fn holds(self, other: Self) -> bool {
        self.left <= other.left && self.top <= other.top && self.right >= other.right && self.bottom >= other.bottom
    }

    /// The point of the rectangle that is closest to `(x, y)`.
    fn nearest(self, (x, y): (i32, i32)) -> (i32, i32) {
        (x.max(self.left).min(self.right), y.max(self.top).min(self.bottom))
    }

    /// Whether a line between two points runs through the rectangle.
    pub(super) fn crossed(self, (from, to): Leader) -> bool {
        let around = Self {
            left: from.0.min(to.0),
            top: from.1.min(to.1),
            right: from.0.max(to.0) + 1,
            bottom: from.1.max(to.1) + 1,
        };
        if !self.touches(around) {
            return false;
        }
        let corners =
            [(self.left, self.top), (self.right, self.top), (self.left, self.bottom), (self.right, self.bottom)];
        let sides = corners.map(|corner| side(from, to, corner));
        sides.iter().any(|s| *s >= 0) && sides.iter().any(|s| *s <= 0)
    }
}

/// On which side of the line a point lies: the sign tells.
fn side(from: (i32, i32), to: (i32, i32), point: (i32, i32)) -> i64 {
    let [ax, ay, bx, by, px, py] = [from.0, from.1, to.0, to.1, point.0, point.1].map(i64::from);
    (bx - ax) * (py - ay) - (by - ay) * (px - ax)
}

fn cross(a: Leader, b: Leader) -> bool {
    side(a.0, a.1, b.0).signum() * side(a.0, a.1, b.1).signum() < 0
        && side(b.0, b.1, a.0).signum() * side(b.0, b.1, a.1).signum() < 0
}

fn distance(a: (i32, i32), b: (i32, i32)) -> i32 {
    let (dx, dy) = (i64::from(a.0 - b.0), i64::from(a.1 - b.1));
    i32::try_from((dx * dx + dy * dy).unsigned_abs().isqrt()).unwrap_or(i32::MAX)
}

/// From the mark to the label.
pub(super) type Leader = ((i32, i32), (i32, i32));

/// A label that wants a place.
pub(super) struct Wish {
    /// The centre of its mark.
    pub(super) at: (i32, i32),
    /// How far to the left and right the label must stay off its mark: beyond the end of its bounds line.
    pub(super) reach: (i32, i32),
    /// Width and height of the label set in ever more lines.
    pub(super) sizes: Vec<(i32, i32)>,
}

/// Where a label went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    /// The room it takes.
    pub(super) region: Region,
    /// Which of its sizes was used.
    pub(super) size: usize,
    /// The line that ties it to its mark, if it does not stand beside it.
    pub(super) leader: Option<Leader>,
    price: i32,
}

/// What surrounds the labels.
pub(super) struct Scene {
    /// Labels stay inside.
    pub(super) frame: Region,
    /// Radius of a mark.
    pub(super) radius: i32,
    /// Nothing may lie here: names of areas.
    pub(super) walls: Vec<Region>,
    /// Better not here: lines, each with a price.
    pub(super) prices: Vec<(Region, i32)>,
    /// How many places have been priced; 0 to begin with.
    pub(super) priced: Cell<u32>,
}

/// Clear space around marks and labels, in tenths.
const AIR: i32 = 30;
/// Distance from a mark to the label beside it.
const BESIDE: i32 = 60;
/// Price of crossing a label or mark with a leader line.
const CROSSING: i32 = 2400;
/// How many places may be priced before a result in which every label has room is taken as it is.
const PATIENCE: u32 = 12_000;
/// Price of each further line, away from the mark.
const SIZE_PRICE: i32 = 200;

/// Steps from 0 outwards to both sides, `before` at most down and `after` at most up: 0, 1, −1, 2, −2, … times the mesh.
/// Either limit may be negative, then 0 itself is out.
fn outwards(before: i32, after: i32) -> impl Iterator<Item = i32> {
    const MESH: i32 = 160;
    let most = before.max(after) / MESH;
    (0..=2 * most.max(0) + 1)
        .map(|i| (i + 1) / 2 * MESH * if i % 2 == 1 { 1 } else { -1 })
        .filter(move |step| -before <= *step && *step <= after)
}

impl Scene {
    fn mark(&self, (x, y): (i32, i32)) -> Region {
        Region { left: x - self.radius, top: y - self.radius, right: x + self.radius, bottom: y + self.radius }
    }

    /// The price of a place, or `None` if it is not to be had for less than `limit`.
    fn price(&self, wishes: &[Wish], placed: &[Option<Placed>], own: usize, try_: &Placed, limit: i32) -> Option<i32> {
        let region = try_.region;
        self.priced.set(self.priced.get().saturating_add(1));
        if !self.frame.holds(region) || self.walls.iter().any(|wall| wall.touches(region)) {
            return None;
        }
        let mut price = try_.price;
        let airy = region.grown(AIR);
        // First what forbids the place outright, as that is quick to see.
        let others = || placed.iter().enumerate().filter(|(i, _)| *i != own).filter_map(|(_, place)| place.as_ref());
        if wishes.iter().any(|wish| self.mark(wish.at).touches(airy)) || others().any(|o| o.region.touches(airy)) {
            return None;
        }
        price += self.prices.iter().filter(|(line, _)| line.touches(airy)).map(|(_, price)| price).sum::<i32>();
        if price >= limit {
            return None;
        }
        for (i, wish) in wishes.iter().enumerate() {
            let mark = self.mark(wish.at);
            if i != own && mark.grown(80).touches(region) {
                price += 250;
            }
            if i != own && try_.leader.is_some_and(|line| mark.grown(AIR).crossed(line)) {
                price += CROSSING;
            }
        }
        for other in others() {
            if try_.leader.is_some_and(|line| other.region.grown(AIR).crossed(line)) {
                price += CROSSING;
            }
            if let Some(line) = other.leader {
                if airy.crossed(line) {
                    price += CROSSING;
                }
                if try_.leader.is_some_and(|own_line| cross(own_line, line)) {
                    price += 1500;
                }
            }
        }
        if let Some(line) = try_.leader {
            price += CROSSING * i32::try_from(self.walls.iter().filter(|wall| wall.crossed(line)).count()).unwrap_or(9);
        }
        (price < limit).then_some(price)
    }

    /// Places beside the mark, best first.
    fn beside(&self, wish: &Wish) -> Vec<Placed> {
        let (x, y) = wish.at;
        let gap = self.radius + BESIDE;
        let mut tries = Vec::new();
        for (size, (width, height)) in wish.sizes.iter().enumerate() {
            let more = 300 * i32::try_from(size).unwrap_or(9);
            let mut add = |left: i32, top: i32, price: i32| {
                let region = Region::new(left, top, *width, *height);
                tries.push(Placed { region, size, leader: None, price: price + more });
            };
            let (before, after) =
                (x - gap.max(wish.reach.0 + BESIDE + 40) - width, x + gap.max(wish.reach.1 + BESIDE + 40));
            for (shift, price) in [(0, 0), (-1, 60), (1, 60)] {
                let top = y - height / 2 + shift * (height / 2 - 60).max(0);
                add(after, top, price + wish.reach.1 / 4);
                add(before, top, price + 120 + wish.reach.0 / 4);
            }
            for step in [0, -2, 2, -4, 4] {
                let left = x - width / 2 + step * width / 10;
                add(left, y - gap - height + 20, 420 + 30 * step.abs());
                add(left, y + gap - 20, 440 + 30 * step.abs());
            }
        }
        tries
    }

    /// A place in free space, tied to the mark by a leader line.
    fn apart(&self, wish: &Wish, size: usize, left: i32, top: i32) -> Option<Placed> {
        let (width, height) = wish.sizes.get(size)?;
        let region = Region::new(left, top, *width, *height);
        let end = region.grown(10).nearest(wish.at);
        let far = distance(wish.at, end);
        if far <= self.radius {
            return None;
        }
        let edge = |centre: i32, end: i32| centre + (end - centre) * self.radius / far;
        let start = (edge(wish.at.0, end.0), edge(wish.at.1, end.1));
        let price = 1000 + SIZE_PRICE * i32::try_from(size).unwrap_or(9) + far;
        Some(Placed { region, size, leader: Some((start, end)), price })
    }

    /// The best place for one label, the others standing where they stand.
    fn best(&self, wishes: &[Wish], placed: &[Option<Placed>], own: usize) -> Option<Placed> {
        let wish = wishes.get(own)?;
        let mut best: Option<Placed> = None;
        let consider = |candidate: Placed, best: &mut Option<Placed>| {
            let limit = best.map_or(i32::MAX, |b| b.price);
            if candidate.price < limit
                && let Some(price) = self.price(wishes, placed, own, &candidate, limit)
            {
                *best = Some(Placed { price, ..candidate });
            }
        };
        for candidate in self.beside(wish) {
            consider(candidate, &mut best);
        }
        // Free space is searched in a grid outwards from the mark, and only while it can still be cheaper.
        for size in 0..wish.sizes.len() {
            let Some((width, height)) = wish.sizes.get(size) else { continue };
            let least = 1000 + SIZE_PRICE * i32::try_from(size).unwrap_or(9);
            let (middle, level) = (wish.at.0 - width / 2, wish.at.1 - height / 2);
            for down in outwards(level - self.frame.top, self.frame.bottom - height - level) {
                if least + down.abs() - height / 2 >= best.map_or(i32::MAX, |b| b.price) {
                    break;
                }
                for along in outwards(middle - self.frame.left, self.frame.right - width - middle) {
                    if least + along.abs() - width / 2 >= best.map_or(i32::MAX, |b| b.price) {
                        break;
                    }
                    if let Some(candidate) = self.apart(wish, size, middle + along, level + down) {
                        consider(candidate, &mut best);
                    }
                }
            }
        }
        best
    }

    fn run(&self, wishes: &[Wish], order: &[usize]) -> Vec<Option<Placed>> {
        let mut placed: Vec<Option<Placed>> = vec![None; wishes.len()];
        // The second and third rounds let labels that had to give way move, now that the others are known.
        for _ in 0..3 {
            let before = placed.clone();
            for own in order {
                if placed.get(*own).copied().flatten().is_some_and(|place| place.price < 500) {
                    continue;
                }
                let found = self.best(wishes, &placed, *own);
                if let Some(place) = placed.get_mut(*own) {
                    *place = found;
                }
            }
            let done = self.priced.get() > PATIENCE && placed.iter().all(Option::is_some);
            if done || before == placed {
                break;
            }
        }
        placed
    }

    /// Places every label it can; `None` for one that found no room.
    pub(super) fn place(&self, wishes: &[Wish]) -> Vec<Option<Placed>> {
        let all: Vec<usize> = (0..wishes.len()).collect();
        let at = |i: usize| wishes.get(i).map_or((0, 0), |wish| wish.at);
        let down = ordered_by(&all, &|i| (at(i).1.into(), at(i).0.into()));
        let across = ordered_by(&down, &|i| (-i64::from(at(i).0), 0));
        // Those with most neighbours choose first.
        let near = |i: usize| wishes.iter().filter(|wish| distance(wish.at, at(i)) < 1200).count();
        let crowded = ordered_by(&down, &|i| (-i64::try_from(near(i)).unwrap_or(0), 0));
        let mut best: Option<(i64, Vec<Option<Placed>>)> = None;
        // Good enough: on average no label had to do more than move to another side.
        let enough = 700 * i64::try_from(wishes.len()).unwrap_or(i64::MAX);
        for order in [crowded, down, across] {
            let placed = self.run(wishes, &order);
            let price = placed.iter().map(|p| p.map_or(1_000_000, |p| i64::from(p.price))).sum();
            if best.as_ref().is_none_or(|(least, _)| price < *least) {
                best = Some((price, placed));
            }
            if price <= enough || self.priced.get() > PATIENCE && price < 1_000_000 {
                break;
            }
        }
        best.map(|(_, placed)| placed).unwrap_or_default()
    }
}
