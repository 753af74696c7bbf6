//! What is done at once, in words.

use crate::slots::Slot;

/// `done`, or an error in words.
pub fn word<T, E>(result: Result<T, E>, text: impl Fn(E) -> &'static str) -> String {
    result.map_or_else(|error| text(error).to_string(), |_| "done".to_string())
}

/// Whatever it gave, it was done.
pub fn done<T>(_: T) -> String {
    "done".to_string()
}

/// What is done with a slot, unless it is borrowed or empty.
pub fn with<T>(slot: &Slot<T>, f: impl FnOnce(&mut T) -> String) -> String {
    match slot.get() {
        None => "busy".to_string(),
        Some(None) => "none".to_string(),
        Some(Some(value)) => f(value),
    }
}

/// What is done with what a slot holds, which is used up by it.
pub fn taking<T>(slot: &Slot<T>, f: impl FnOnce(T) -> String) -> String {
    match slot.get().map(Option::take) {
        None => "busy".to_string(),
        Some(None) => "none".to_string(),
        Some(Some(value)) => f(value),
    }
}

pub fn filling<T>(slot: &Slot<T>, value: impl FnOnce() -> T) -> String {
    match slot.get() {
        None => "busy".to_string(),
        Some(place) => {
            drop(place.take());
            *place = Some(value());
            "done".to_string()
        }
    }
}
