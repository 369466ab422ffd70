//! A008: the payload keeps to the pasted JSON Schema.
//!
//! Why: whoever pastes a schema has said what the app reads. So what breaks it is an error; `format` is only a hint, because
//! the drafts leave it to the reader. What of the schema itself is not checked is said at its place in the schema.
//! Example: `{"aps": {"content-state": {"minutes": -1}}}` for `{"properties": {"minutes": {"minimum": 0}}}`
//! Instead: `{"aps": {"content-state": {"minutes": 0}}}`

use crate::finding::{Code, Severity};
use crate::rules::{Case, Rule, Text, Words, apple, found_elsewhere};

pub(in crate::rules) const RULE: Rule = Rule {
    code: Code::A008,
    severity: Severity::Error,
    push_types: &[],
    check: found_elsewhere,
};

pub(in crate::rules) const TEXT: Text = Text {
    title: Words::new("The JSON Schema is not kept", "不符合 JSON Schema"),
    message: Words::new(
        "{key} does not keep to the schema; you wrote {found}.",
        "{key} 不符合 Schema；您写的是 {found}。",
    ),
    cases: &[
        Case {
            what: "type",
            message: Words::new(
                "{key} must be of the type {expected}; you wrote {found}.",
                "{key} 的类型必须是 {expected}；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "quoted",
            message: Words::new(
                "{key} must be of the type {expected}, without quotes; you wrote {found}.",
                "{key} 的类型必须是 {expected}，不带引号；您写的是 {found}。",
            ),
            fix_label: Some(Words::new("Remove the quotes", "去掉引号")),
        },
        Case {
            what: "unquoted",
            message: Words::new(
                "{key} must be of the type {expected}, in quotes; you wrote {found}.",
                "{key} 的类型必须是 {expected}，带引号；您写的是 {found}。",
            ),
            fix_label: Some(Words::new("Put it in quotes", "加上引号")),
        },
        Case {
            what: "required",
            message: Words::new(
                "{key} lacks {near}, which the schema requires.",
                "{key} 缺少 Schema 必需的 {near}。",
            ),
            fix_label: None,
        },
        Case {
            what: "misspelled",
            message: Words::new(
                "The schema does not know {key}; you probably mean {near}.",
                "Schema 中没有 {key}；您可能是指 {near}。",
            ),
            fix_label: Some(Words::new("Repair the spelling", "更正拼写")),
        },
        Case {
            what: "extra",
            message: Words::new(
                "The schema does not allow the key {key}.",
                "Schema 不允许键 {key}。",
            ),
            fix_label: None,
        },
        Case {
            what: "enum",
            message: Words::new(
                "{key} must be one of {expected}; you wrote {found}.",
                "{key} 必须是 {expected} 之一；您写的是 {found}。",
            ),
            fix_label: Some(Words::new(
                "Use the schema's spelling",
                "使用 Schema 的写法",
            )),
        },
        Case {
            what: "const",
            message: Words::new(
                "{key} must be {expected}; you wrote {found}.",
                "{key} 必须是 {expected}；您写的是 {found}。",
            ),
            fix_label: Some(Words::new("Use the schema's value", "使用 Schema 的值")),
        },
        Case {
            what: "minimum",
            message: Words::new(
                "{key} must be {expected} or more; you wrote {found}.",
                "{key} 必须大于或等于 {expected}；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "maximum",
            message: Words::new(
                "{key} must be {expected} or less; you wrote {found}.",
                "{key} 必须小于或等于 {expected}；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "above",
            message: Words::new(
                "{key} must be more than {expected}; you wrote {found}.",
                "{key} 必须大于 {expected}；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "below",
            message: Words::new(
                "{key} must be less than {expected}; you wrote {found}.",
                "{key} 必须小于 {expected}；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "multiple",
            message: Words::new(
                "{key} must be a multiple of {expected}; you wrote {found}.",
                "{key} 必须是 {expected} 的倍数；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "short",
            message: Words::new(
                "{key} must have {expected} characters or more; you wrote {found}.",
                "{key} 至少要有 {expected} 个字符；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "long",
            message: Words::new(
                "{key} must have {expected} characters or fewer; you wrote {found}.",
                "{key} 最多只能有 {expected} 个字符；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "few",
            message: Words::new(
                "{key} must have {expected} elements or more.",
                "{key} 至少要有 {expected} 个元素。",
            ),
            fix_label: None,
        },
        Case {
            what: "many",
            message: Words::new(
                "{key} must have {expected} elements or fewer.",
                "{key} 最多只能有 {expected} 个元素。",
            ),
            fix_label: None,
        },
        Case {
            what: "few-keys",
            message: Words::new(
                "{key} must have {expected} keys or more.",
                "{key} 至少要有 {expected} 个键。",
            ),
            fix_label: None,
        },
        Case {
            what: "many-keys",
            message: Words::new(
                "{key} must have {expected} keys or fewer.",
                "{key} 最多只能有 {expected} 个键。",
            ),
            fix_label: None,
        },
        Case {
            what: "unique",
            message: Words::new(
                "{key} is in the list twice; the schema wants every element once.",
                "{key} 在列表中重复；Schema 要求每个元素只出现一次。",
            ),
            fix_label: None,
        },
        Case {
            what: "pattern",
            message: Words::new(
                "{key} must look like {expected}; you wrote {found}.",
                "{key} 必须符合 {expected}；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "format",
            message: Words::new(
                "{key} does not look like {expected}; you wrote {found}.",
                "{key} 看起来不是 {expected}；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "no-choice",
            message: Words::new(
                "{key} fits none of the choices that the schema gives; you wrote {found}.",
                "{key} 不符合 Schema 给出的任何一种选择；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "several-choices",
            message: Words::new(
                "{key} fits more than one of the choices that the schema gives, which wants exactly one; you wrote {found}.",
                "{key} 同时符合 Schema 给出的多种选择，而 Schema 只允许一种；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "not",
            message: Words::new(
                "{key} is what the schema forbids; you wrote {found}.",
                "{key} 是 Schema 所禁止的；您写的是 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "never",
            message: Words::new(
                "The schema allows no value for {key}.",
                "Schema 不允许 {key} 有任何值。",
            ),
            fix_label: None,
        },
        Case {
            what: "not-json",
            message: Words::new(
                "The schema is not JSON, so nothing is checked against it.",
                "Schema 不是 JSON，因此不据此检查。",
            ),
            fix_label: None,
        },
        Case {
            what: "not-a-schema",
            message: Words::new(
                "This is not a JSON Schema: it must be an object, true or false.",
                "这不是 JSON Schema：它必须是对象、true 或 false。",
            ),
            fix_label: None,
        },
        Case {
            what: "no-reference",
            message: Words::new(
                "The reference {found} leads nowhere in this schema, so it is not checked.",
                "引用 {found} 在这个 Schema 中没有目标，因此不做检查。",
            ),
            fix_label: None,
        },
        Case {
            what: "pattern-unread",
            message: Words::new(
                "The pattern {found} is too rich to be checked here.",
                "模式 {found} 过于复杂，这里不做检查。",
            ),
            fix_label: None,
        },
        Case {
            what: "unchecked",
            message: Words::new(
                "The keyword {found} is not checked here.",
                "这里不检查关键字 {found}。",
            ),
            fix_label: None,
        },
        Case {
            what: "keyword",
            message: Words::new(
                "JSON Schema has no keyword {found}; you probably mean {near}.",
                "JSON Schema 没有关键字 {found}；您可能是指 {near}。",
            ),
            fix_label: None,
        },
        Case {
            what: "taken-for-state",
            message: Words::new(
                "The schema is taken for the one of content-state.",
                "该 Schema 被当作 content-state 的 Schema。",
            ),
            fix_label: None,
        },
        Case {
            what: "taken-for-attributes",
            message: Words::new(
                "The schema is taken for the one of attributes, because of its title.",
                "根据标题，该 Schema 被当作 attributes 的 Schema。",
            ),
            fix_label: None,
        },
    ],
    why: Words::new(
        "A payload that does not keep to the app's schema is one that the app may not be able to read.",
        "不符合 App 的 Schema 的负载，App 可能无法读取。",
    ),
    remedy: Words::new(
        "Write what the schema wants, or correct the schema.",
        "按照 Schema 的要求书写，或者更正 Schema。",
    ),
    fix_label: Some(Words::new("Repair it", "修复")),
    platforms: &[],
    apple: apple::LIVE_UPDATES,
};
