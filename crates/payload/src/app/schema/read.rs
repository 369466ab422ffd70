//! What a pasted schema is about, and what of it is not checked.

use std::fmt;
use std::ops::Range;

use super::pattern::Pattern;
use crate::document::{Document, Node, NodeKind, escape_pointer, excerpt};
use crate::finding::{AppPart, Code, Finding, Place, Severity};
use crate::rules::nearest;

/// How many findings one schema gives at most.
const MOST_REMARKS: usize = 50;

/// A JSON Schema and what it is about.
///
/// Its `Debug` shows the length only.
pub struct Schema {
    pub(super) document: Document,
    /// Where the schema of each part stands.
    pub(super) parts: Vec<Part>,
}

/// The schema of one part of the payload.
pub(super) struct Part {
    /// The pointer into the payload: empty, `/aps/attributes` or `/aps/content-state`.
    pub(super) of: &'static str,
    /// The pointer into the schema.
    pub(super) schema: String,
}

impl fmt::Debug for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Schema({} bytes)", self.document.text().len())
    }
}

const STATE: &str = "/aps/content-state";
const ATTRIBUTES: &str = "/aps/attributes";

/// Keywords that hold one schema.
const ONE: &[&str] = &["additionalProperties", "items", "not", "additionalItems"];
/// Keywords that hold a list of schemas.
const MANY: &[&str] = &["allOf", "anyOf", "oneOf", "prefixItems", "items"];
/// Keywords that hold schemas by name.
const NAMED: &[&str] = &["properties", "$defs", "definitions"];
/// The other keywords that are checked, or that say nothing about values.
const PLAIN: &[&str] = &[
    "type",
    "enum",
    "const",
    "required",
    "minProperties",
    "maxProperties",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "nullable",
    "$ref",
    "$schema",
    "$id",
    "id",
    "$comment",
    "$anchor",
    "$vocabulary",
    "title",
    "description",
    "default",
    "examples",
    "example",
    "deprecated",
    "readOnly",
    "writeOnly",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
];
/// Keywords of the drafts that are not checked.
const UNCHECKED: &[&str] = &[
    "if",
    "then",
    "else",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "patternProperties",
    "propertyNames",
    "contains",
    "minContains",
    "maxContains",
    "unevaluatedProperties",
    "unevaluatedItems",
    "$dynamicRef",
    "$dynamicAnchor",
    "$recursiveRef",
    "$recursiveAnchor",
];

/// Reads any text. `None` when it is no schema at all; the findings say why, and what of a schema is not checked.
///
/// ```
/// use payload::app::schema;
///
/// let (schema, findings) = schema::read(r#"{"properties": {"content-state": {"required": ["minutes"]}}}"#);
/// assert!(schema.is_some() && findings.is_empty());
/// ```
pub fn read(text: &str) -> (Option<Schema>, Vec<Finding>) {
    let document = Document::parse(text);
    let root = match document.root() {
        Some(root) if matches!(root.kind, NodeKind::Object(_) | NodeKind::Bool(_)) => root,
        Some(root) => {
            return (
                None,
                vec![remark("not-a-schema", root.range.clone(), "", "")],
            );
        }
        None => {
            let place = document
                .syntax()
                .first()
                .map(|finding| finding.place.clone());
            let range = match place {
                Some(Place::Body { range, .. }) => range,
                _ => 0..text.len(),
            };
            return (None, vec![remark("not-json", range, "", "")]);
        }
    };
    let mut reader = Reader {
        document: &document,
        remarks: Vec::new(),
    };
    reader.schema(root);
    let parts = reader.parts(root);
    let remarks = reader.remarks;
    (Some(Schema { document, parts }), remarks)
}

struct Reader<'a> {
    document: &'a Document,
    remarks: Vec<Finding>,
}

impl Reader<'_> {
    fn say(&mut self, what: &'static str, at: &Node, found: &str, near: &str) {
        if self.remarks.len() < MOST_REMARKS {
            self.remarks
                .push(remark(what, at.range.clone(), found, near));
        }
    }

    /// One schema and those inside it.
    fn schema(&mut self, node: &Node) {
        for member in node.members() {
            let (keyword, value) = (member.name.as_str(), &member.value);
            match (keyword, &value.kind) {
                ("$ref", NodeKind::String(to)) if target(self.document, to).is_none() => {
                    self.say("no-reference", value, to, "");
                }
                ("pattern", NodeKind::String(pattern)) if Pattern::read(pattern).is_none() => {
                    self.say("pattern-unread", value, pattern, "");
                }
                _ => {}
            }
            if MANY.contains(&keyword) {
                value
                    .elements()
                    .iter()
                    .for_each(|element| self.schema(element));
            }
            if ONE.contains(&keyword) {
                self.schema(value);
            } else if NAMED.contains(&keyword) {
                value
                    .members()
                    .iter()
                    .for_each(|member| self.schema(&member.value));
            } else if UNCHECKED.contains(&keyword) {
                self.keyword("unchecked", &member.key, keyword, "");
            } else if !PLAIN.contains(&keyword)
                && !MANY.contains(&keyword)
                && !keyword.starts_with("x-")
            {
                let near = [PLAIN, ONE, MANY, NAMED]
                    .iter()
                    .find_map(|known| nearest(keyword, known));
                if let Some(near) = near {
                    self.keyword("keyword", &member.key, keyword, near);
                }
            }
        }
    }

    fn keyword(&mut self, what: &'static str, at: &Range<usize>, found: &str, near: &str) {
        if self.remarks.len() < MOST_REMARKS {
            self.remarks.push(remark(what, at.clone(), found, near));
        }
    }

    /// What the schema is about.
    fn parts(&mut self, root: &Node) -> Vec<Part> {
        let reference = root.get("$ref").and_then(Node::as_str);
        let (at, shape) = reference
            .and_then(|to| Some((to.strip_prefix('#')?, target(self.document, to)?)))
            .unwrap_or(("", root));
        let part = |of: &'static str, schema: String| Part { of, schema };
        let properties = shape.get("properties");
        if properties.is_some_and(|it| it.get("aps").is_some()) {
            return vec![part("", at.to_owned())];
        }
        let homes = ["properties", "$defs", "definitions"];
        // Definitions count only where the root itself says nothing.
        let homes = if properties.is_some() || shape.get("type").is_some() {
            &homes[..1]
        } else {
            &homes[..]
        };
        let named = |names: &[&str]| -> Option<String> {
            homes.iter().find_map(|home| {
                let held = shape.get(home)?;
                let name = names.iter().find(|name| held.get(name).is_some())?;
                Some(format!(
                    "{at}/{}/{}",
                    escape_pointer(home),
                    escape_pointer(name)
                ))
            })
        };
        let state = named(&[
            "content-state",
            "contentState",
            "ContentState",
            "content_state",
        ]);
        let attributes = named(&["attributes", "Attributes"]);
        let is_alone = properties.is_none_or(|it| it.members().len() == 1);
        if state.is_some() || attributes.is_some() && is_alone {
            let state = state.map(|schema| part(STATE, schema));
            let attributes = attributes.map(|schema| part(ATTRIBUTES, schema));
            return attributes.into_iter().chain(state).collect();
        }
        let title = ["title", "$id"]
            .into_iter()
            .filter_map(|key| shape.get(key).or_else(|| root.get(key))?.as_str());
        let says_attributes = title.chain([at]).any(|title| {
            let title = title.to_ascii_lowercase();
            title.contains("attributes") && !title.contains("state")
        });
        let brace = Node {
            range: root.range.start..root.range.start + 1,
            kind: NodeKind::Null,
        };
        if says_attributes {
            self.say("taken-for-attributes", &brace, "", "");
            vec![part(ATTRIBUTES, String::new())]
        } else {
            self.say("taken-for-state", &brace, "", "");
            vec![part(STATE, String::new())]
        }
    }
}

/// What a `$ref` means: a place in the same document.
pub(super) fn target<'a>(document: &'a Document, reference: &str) -> Option<&'a Node> {
    let pointer = reference.strip_prefix('#')?;
    if pointer.is_empty() {
        document.root()
    } else {
        document.node(pointer)
    }
}

fn remark(what: &'static str, range: Range<usize>, found: &str, near: &str) -> Finding {
    let severity = match what {
        "not-json" | "not-a-schema" | "no-reference" => Severity::Warning,
        _ => Severity::Hint,
    };
    Finding {
        code: Code::A008,
        severity,
        place: Place::App {
            part: AppPart::Schema,
            range,
        },
        args: vec![
            ("what", what.to_owned()),
            ("found", excerpt(found)),
            ("near", near.to_owned()),
        ],
        fix: Vec::new(),
    }
}
