//! Channel ids: base64 in the standard alphabet with its padding, as APNs gave them.

/// What is wrong with a channel id, and the id that was meant where it is certain. `None`: it is base64.
pub(in crate::rules) fn slip(text: &str) -> Option<(&'static str, Option<String>)> {
    if is_base64(text) {
        return None;
    }
    let trimmed = text.trim_matches([' ', '\t', '\n', '\r', '"', '\'']);
    let (what, repaired) = if trimmed.contains('%') {
        ("percent", percent_decoded(trimmed))
    } else if is_uuid(trimmed) {
        ("other", None)
    } else if trimmed.contains(['-', '_']) {
        (
            "url-safe",
            Some(trimmed.replace('-', "+").replace('_', "/")),
        )
    } else if trimmed.len() == text.len() {
        ("padding", Some(trimmed.to_owned()))
    } else {
        ("around", Some(trimmed.to_owned()))
    };
    let repaired = repaired.map(padded).filter(|text| is_base64(text));
    Some((if repaired.is_some() { what } else { "other" }, repaired))
}

fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    !body.is_empty()
        && text.len().is_multiple_of(4)
        && text.len() - body.len() <= 2
        && body
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}

/// Its hyphens belong to it.
fn is_uuid(text: &str) -> bool {
    text.split('-').map(str::len).eq([8, 4, 4, 4, 12])
}

fn padded(mut text: String) -> String {
    while text.len() % 4 >= 2 {
        text.push('=');
    }
    text
}

/// Only the three signs that base64 has.
fn percent_decoded(text: &str) -> Option<String> {
    let mut out = text.to_owned();
    for (code, sign) in [
        ("2B", "+"),
        ("2b", "+"),
        ("2F", "/"),
        ("2f", "/"),
        ("3D", "="),
        ("3d", "="),
    ] {
        out = out.replace(&["%", code].concat(), sign);
    }
    (!out.contains('%')).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::slip;

    #[test]
    fn an_altered_id_is_put_right_where_it_is_certain() {
        for (text, what, repaired) in [
            (
                "V+8UslywEfAAAOq9SbTrLg",
                "padding",
                Some("V+8UslywEfAAAOq9SbTrLg=="),
            ),
            (
                "V-8UslywEfAAAOq9SbTrLg==",
                "url-safe",
                Some("V+8UslywEfAAAOq9SbTrLg=="),
            ),
            (
                "V%2B8UslywEfAAAOq9SbTrLg%3D%3D",
                "percent",
                Some("V+8UslywEfAAAOq9SbTrLg=="),
            ),
            (" V+8U ", "around", Some("V+8U")),
            ("", "other", None),
            ("abcde", "other", None),
            ("ab=c", "other", None),
            ("channel one", "other", None),
            ("5f1d3b0e-8a1c-4f53-9d0e-1a2b3c4d5e6f", "other", None),
            ("%C3%A9", "other", None),
        ] {
            assert_eq!(
                slip(text),
                Some((what, repaired.map(str::to_owned))),
                "{text}"
            );
        }
        assert_eq!(slip("V+8UslywEfAAAOq9SbTrLg=="), None);
    }
}
