//! A computed value kept until what it depends on changes.

use std::ops::Deref;

/// A value with the key it was computed for.
#[derive(Clone, Debug)]
pub struct Kept<K, V> {
    key: Option<K>,
    value: V,
}

impl<K, V: Default> Default for Kept<K, V> {
    fn default() -> Self {
        Self { key: None, value: V::default() }
    }
}

impl<K: PartialEq, V> Kept<K, V> {
    /// Computes the value again if `key` differs from the one it was computed for.
    pub fn refresh(&mut self, key: K, compute: impl FnOnce() -> V) {
        if self.key.as_ref() != Some(&key) {
            self.value = compute();
            self.key = Some(key);
        }
    }
}

impl<K, V> Deref for Kept<K, V> {
    type Target = V;

    fn deref(&self) -> &V {
        &self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_is_computed_once_per_key() {
        let mut kept: Kept<u32, u32> = Kept::default();
        let mut computed = 0;
        for key in [1, 1, 2, 2, 1] {
            kept.refresh(key, || {
                computed += 1;
                key * 10
            });
            assert_eq!(*kept, key * 10);
        }
        assert_eq!(computed, 3);
    }
}
