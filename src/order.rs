//! Small ordered collections built one by one. The standard library's bulk constructors and sorts bring a kilobyte or
//! more of program for each type; these lists have a dozen entries.

use std::collections::{BTreeMap, BTreeSet};

/// A set of the items.
pub fn set_of<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

/// A map of the items; a later one replaces an earlier one with the same key.
pub fn map_of<K: Ord, V>(items: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(items);
    map
}

/// Puts an item before the first that comes after it; equal items keep their order.
pub fn insert_in_order<T>(list: &mut Vec<T>, item: T, comes_before: impl Fn(&T, &T) -> bool) {
    let at = list.iter().position(|other| comes_before(&item, other)).unwrap_or(list.len());
    list.insert(at, item);
}

/// Numbers in the order of their keys, lowest first; equal keys keep their order.
pub fn ordered_by(numbers: &[usize], key: &dyn Fn(usize) -> (i64, i64)) -> Vec<usize> {
    let mut ordered = Vec::with_capacity(numbers.len());
    for number in numbers {
        insert_in_order(&mut ordered, *number, |a, b| key(*a) < key(*b));
    }
    ordered
}
