//! Finds the tags of a page that Trunk wrote, with exact positions, so that the rest of it stays byte for byte.

use std::ops::Range;

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// In lower case.
    pub(crate) name: String,
    /// From `<` to behind `>`.
    pub(crate) range: Range<usize>,
    /// For a script or a style: what is inside it. Empty for others.
    pub(crate) content: Range<usize>,
    /// Behind the end tag of a script or a style; behind the start tag of others.
    pub(crate) end: usize,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute; the empty text when it has none.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The names of all attributes, in lower case.
    pub(crate) fn attribute_names(&self) -> impl Iterator<Item = &str> {
        self.attributes.iter().map(|(name, _)| name.as_str())
    }
}

/// All start tags of a page, in order. Comments and end tags are passed over.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let rest = &html[start..];
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(html.len(), |end| start + end + 3);
        } else if rest[1..].starts_with(|first: char| first.is_ascii_alphabetic()) {
            let tag = start_tag(html, start);
            at = tag.end;
            tags.push(tag);
        } else {
            at = start + 1;
        }
    }
    tags
}

fn start_tag(html: &str, start: usize) -> Tag {
    let mut reader = Reader {
        html,
        at: start + 1,
    };
    let name = reader
        .take_while(|char| !char.is_ascii_whitespace() && char != '>' && char != '/')
        .to_ascii_lowercase();
    let mut attributes = Vec::new();
    loop {
        reader.take_while(|char| char.is_ascii_whitespace() || char == '/');
        match reader.peek() {
            None => break,
            Some('>') => {
                reader.at += 1;
                break;
            }
            Some(_) => attributes.push(attribute(&mut reader)),
        }
    }
    let behind = reader.at;
    let (content, end) = if name == "script" || name == "style" {
        let close = html[behind..]
            .to_ascii_lowercase()
            .find(&format!("</{name}"))
            .map_or(html.len(), |found| behind + found);
        (
            behind..close,
            html[close..]
                .find('>')
                .map_or(html.len(), |found| close + found + 1),
        )
    } else {
        (behind..behind, behind)
    };
    Tag {
        name,
        range: start..behind,
        content,
        end,
        attributes,
    }
}

fn attribute(reader: &mut Reader<'_>) -> (String, String) {
    // The first character belongs to the name whatever it is, so that each turn moves on.
    let from = reader.at;
    reader.at += reader.peek().map_or(0, char::len_utf8);
    reader.take_while(|char| !char.is_ascii_whitespace() && !matches!(char, '=' | '>' | '/'));
    let name = reader.html[from..reader.at].to_ascii_lowercase();
    let behind_name = reader.at;
    reader.take_while(|char| char.is_ascii_whitespace());
    if reader.peek() != Some('=') {
        reader.at = behind_name;
        return (name, String::new());
    }
    reader.at += 1;
    reader.take_while(|char| char.is_ascii_whitespace());
    let value = match reader.peek() {
        Some(quote @ ('"' | '\'')) => {
            reader.at += 1;
            let value = reader.take_while(|char| char != quote);
            reader.at = (reader.at + 1).min(reader.html.len());
            value
        }
        _ => reader.take_while(|char| !char.is_ascii_whitespace() && char != '>'),
    };
    (name, value.to_owned())
}

struct Reader<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<char> {
        self.html[self.at..].chars().next()
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = &self.html[self.at..];
        let taken = &rest[..rest.find(|char| !wanted(char)).unwrap_or(rest.len())];
        self.at += taken.len();
        taken
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use expect_test::{Expect, expect};

    use super::tags;

    #[track_caller]
    fn check(html: &str, expected: &Expect) {
        let mut lines = String::new();
        for tag in tags(html) {
            write!(lines, "{}", tag.name).expect("a String takes any text");
            for (name, value) in &tag.attributes {
                write!(lines, " {name}={value:?}").expect("a String takes any text");
            }
            writeln!(
                lines,
                " | {:?} | {:?}",
                &html[tag.content.clone()],
                &html[tag.end..]
            )
            .expect("a String takes any text");
        }
        expected.assert_eq(&lines);
    }

    #[test]
    fn attributes_are_read_with_any_quotes_and_none() {
        check(
            r#"<!doctype html><LINK rel=icon HREF='a b' data-trunk integrity="x=>y"/>rest"#,
            &expect![[r#"
                link rel="icon" href="a b" data-trunk="" integrity="x=>y" | "" | "rest"
            "#]],
        );
    }

    #[test]
    fn scripts_keep_their_text_and_hide_the_tags_in_it() {
        check(
            "<script type=\"module\">if (a < b) '<p>'</script><p>",
            &expect![[r#"
                script type="module" | "if (a < b) '<p>'" | "<p>"
                p | "" | ""
            "#]],
        );
    }

    #[test]
    fn comments_end_tags_and_lone_brackets_are_no_tags() {
        check("<!-- <b> --></i> a < b <", &expect![""]);
    }

    #[test]
    fn broken_markup_ends_with_the_text() {
        check(
            "<a href=\"x",
            &expect![[r#"
                a href="x" | "" | ""
            "#]],
        );
        check(
            "<style>p",
            &expect![[r#"
                style | "p" | ""
            "#]],
        );
        check(
            "<a ==>",
            &expect![[r#"
                a =="" | "" | ""
            "#]],
        );
    }
}
