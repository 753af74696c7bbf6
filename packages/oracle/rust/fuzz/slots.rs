//! Places for what one future at a time may borrow.

use std::cell::{Cell, UnsafeCell};
use std::rc::Rc;

/// A place for something that one future at a time may borrow.
pub struct Slot<T> {
    value: UnsafeCell<Option<T>>,
    claimed: Rc<Cell<bool>>,
}

/// How a future finds a slot.
pub enum Found<T: 'static> {
    Here(&'static mut T),
    None,
    Busy,
}

impl<T> Slot<T> {
    pub fn new(value: Option<T>) -> Self {
        let value = UnsafeCell::new(value);
        Slot {
            value,
            claimed: Rc::default(),
        }
    }

    /// Borrows what is there until the claims are dropped.
    pub fn claim(&'static self, claims: &mut Claims) -> Found<T> {
        if self.claimed.get() {
            return Found::Busy;
        }
        match unsafe { &mut *self.value.get() } {
            None => Found::None,
            Some(value) => {
                claims.add(&self.claimed);
                Found::Here(value)
            }
        }
    }

    /// Gives access to the place, unless it is borrowed.
    pub fn get(&self) -> Option<&mut Option<T>> {
        if self.claimed.get() {
            return None;
        }
        Some(unsafe { &mut *self.value.get() })
    }

    /// Empties the place, at the end of what has borrowed it.
    pub fn clear(&self) {
        unsafe { *self.value.get() = None }
    }

    /// Looks at what is there, where looking needs no exclusive right.
    pub fn look(&self) -> Option<&T> {
        unsafe { &*self.value.get() }.as_ref()
    }
}

/// What a statement borrows while it is awaited.
#[derive(Default)]
pub struct Claims(Vec<Rc<Cell<bool>>>);

impl Claims {
    pub fn add(&mut self, claimed: &Rc<Cell<bool>>) {
        claimed.set(true);
        self.0.push(claimed.clone());
    }
}

impl Drop for Claims {
    fn drop(&mut self) {
        for claimed in &self.0 {
            claimed.set(false);
        }
    }
}
