//! The JSON Schema side of an app: the useful part of draft 2020-12 and draft 7, read and applied without a library.
//!
//! **Checked:** `type` (also a list; `integer` takes `5.0`), `enum`, `const`, `properties`, `required`, `additionalProperties`,
//! `minProperties`, `maxProperties`, `items`, `prefixItems` (and draft 7's list of `items`), `minItems`, `maxItems`,
//! `uniqueItems`, `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum` (numbers), `multipleOf` (whole numbers),
//! `minLength`, `maxLength`, `pattern` (classes, repetitions and anchors, no groups), `format` (`date-time`, `date`, `uri`,
//! `uuid`, `email`, as a hint), `allOf`, `anyOf`, `oneOf`, `not`, `nullable`, `$ref` into the same document, `true` and `false`.
//! **Said to be unchecked:** what else the drafts have, references elsewhere, patterns beyond that. Unknown keywords are ignored,
//! as the drafts say, unless one is nearly a known one.
//!
//! **What a schema describes** follows from its shape: with a property `aps` the whole payload; with a property `content-state`
//! (`contentState`, `ContentState`), or definitions of these names, the parts of a Live Activity; anything else `content-state`,
//! or `attributes` when its title says so. The last two are guesses, and said.

mod pattern;
mod read;
mod validate;

pub use read::{Schema, read};
pub(super) use validate::check;
