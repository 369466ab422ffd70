//! Time as the browser has it: the monotonic clock for coalescing and timings, `Intl` for what people read.

use gloo_timers::callback::Interval;
use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::i18n::Lang;

/// Milliseconds since the page was opened; never goes back.
pub fn monotonic_ms() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}

/// Unix time in milliseconds.
pub fn now_ms() -> f64 {
    Date::now()
}

/// A moment in words, such as `9:41`, by `Intl.DateTimeFormat` options such as `[("hour", "numeric"), ("minute", "2-digit")]`.
pub fn format(lang: Lang, unix_ms: f64, options: &[(&str, &str)]) -> String {
    let bag = Object::new();
    for (name, value) in options {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&bag, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    let format = Intl::DateTimeFormat::new(&Array::of1(&JsValue::from_str(lang.tag())), &bag);
    let date = Date::new(&JsValue::from_f64(unix_ms));
    format
        .format()
        .call1(&JsValue::UNDEFINED, &date)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// Hour and minute as a phone's lock screen writes them, such as `9:41`: without AM and PM.
pub fn phone_time(lang: Lang, unix_ms: f64) -> String {
    let time = time(lang, unix_ms);
    time.split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// Hour and minute, such as `9:41 AM`.
pub fn time(lang: Lang, unix_ms: f64) -> String {
    format(lang, unix_ms, &[("hour", "numeric"), ("minute", "2-digit")])
}

/// Hour, minute and second: when something is tried again.
pub fn time_with_seconds(lang: Lang, unix_ms: f64) -> String {
    format(lang, unix_ms, &[("timeStyle", "medium")])
}

/// A time of the wire as this module counts it.
#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds since 1970 fit into 53 bits until the year 287396"
)]
pub fn from_wire(millis: api::Millis) -> f64 {
    millis as f64
}

/// Weekday, day and month, such as `Friday, November 21`: the phone's date.
pub fn day(lang: Lang, unix_ms: f64) -> String {
    format(
        lang,
        unix_ms,
        &[("weekday", "long"), ("day", "numeric"), ("month", "long")],
    )
}

/// Day and time, for lists.
pub fn day_and_time(lang: Lang, unix_ms: f64) -> String {
    format(
        lang,
        unix_ms,
        &[("dateStyle", "medium"), ("timeStyle", "medium")],
    )
}

/// A number with the separators of the language, such as `4,096`.
pub fn number(lang: Lang, value: f64) -> String {
    let format =
        Intl::NumberFormat::new(&Array::of1(&JsValue::from_str(lang.tag())), &Object::new());
    format
        .format()
        .call1(&JsValue::UNDEFINED, &JsValue::from_f64(value))
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// The time now (Unix milliseconds), fresh every ten seconds.
#[hook]
pub fn use_now() -> f64 {
    let now = use_state_eq(now_ms);
    use_effect_with((), {
        let now = now.setter();
        move |()| {
            let ticking = Interval::new(10_000, move || now.set(now_ms()));
            move || drop(ticking)
        }
    });
    *now
}
