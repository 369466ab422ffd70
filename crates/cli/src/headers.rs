//! A `--headers` file: a JSON object with Apple's header names, in any case, and string values.

use std::ops::Range;

use payload::document::NodeKind;
use payload::{Code, Document, DraftHeaders, Finding, HeaderName, Lang};

use crate::catalog;
use crate::excerpt::Lines;
use crate::io::Source;

/// The headers of a file, and where each value stands in it.
#[derive(Debug)]
pub(crate) struct HeaderFile {
    pub(crate) source: Source,
    pub(crate) headers: DraftHeaders,
    places: Vec<(HeaderName, Range<usize>)>,
}

impl HeaderFile {
    /// The bytes of a header's value, quotes included.
    pub(crate) fn place(&self, name: HeaderName) -> Option<&Range<usize>> {
        let mut places = self.places.iter().rev();
        places
            .find(|(other, _)| *other == name)
            .map(|(_, range)| range)
    }

    /// Reads the file, or says in one sentence what is wrong with it.
    pub(crate) fn read(source: Source, lang: Lang) -> Result<Self, String> {
        let document = Document::parse(source.text.as_str());
        let lines = Lines::of(&source.text);
        let at = |range: &Range<usize>| {
            let at = lines.position(range.start);
            format!("{}:{}:{}", source.name, at.line, at.column)
        };
        let is_text =
            |finding: &&Finding| finding.code == Code::J001 && !source.text.trim().is_empty();
        if let Some(finding) = document.syntax().iter().find(is_text) {
            let place = match &finding.place {
                payload::Place::Body { range, .. } => at(range),
                _ => source.name.clone(),
            };
            return Err(format!("{place}: {}", catalog::message(finding, lang)));
        }
        let root = document.root().filter(|root| root.is_object());
        let Some(root) = root else {
            return Err(match lang {
                Lang::En => format!(
                    "{}: headers are a JSON object, such as {{\"apns-push-type\": \"alert\"}}",
                    source.name
                ),
                Lang::Zh => format!(
                    "{}：标头应为 JSON 对象，例如 {{\"apns-push-type\": \"alert\"}}",
                    source.name
                ),
            });
        };
        let mut headers = DraftHeaders::default();
        let mut places = Vec::new();
        for member in root.members() {
            let Some(value) = member.value.as_str() else {
                return Err(wrong_value(
                    &at(&member.value.range),
                    &member.name,
                    &member.value.kind,
                    document.source(&member.value),
                    lang,
                ));
            };
            let known = HeaderName::ALL
                .into_iter()
                .find(|name| name.as_str().eq_ignore_ascii_case(&member.name));
            // Of several the first is sent, and the others are findings; an empty one is as good as none.
            if let Some(name) = known.filter(|name| headers.get(*name).is_empty()) {
                places.push((name, member.value.range.clone()));
            }
            headers.put(&member.name, value.to_owned());
        }
        Ok(Self {
            source,
            headers,
            places,
        })
    }
}

fn wrong_value(at: &str, name: &str, kind: &NodeKind, found: &str, lang: Lang) -> String {
    match (kind, lang) {
        (NodeKind::Number(_), Lang::En) => {
            format!("{at}: the value of {name} is text; write it as \"{found}\"")
        }
        (NodeKind::Number(_), Lang::Zh) => format!("{at}：{name} 的值是文本；请写作 \"{found}\""),
        (_, Lang::En) => {
            format!(
                "{at}: the value of {name} is text in double quotes, not {}",
                kind.name()
            )
        }
        (_, Lang::Zh) => format!(
            "{at}：{name} 的值应为双引号内的文本，而不是 {}",
            kind.name()
        ),
    }
}
