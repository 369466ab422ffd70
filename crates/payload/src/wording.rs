//! Every sentence of rules and reasons as one file for each language.
//!
//! The page links the checks and fetches the sentences: they weigh several times as much, and a visitor reads one language.

use crate::document::quote;
use crate::reason::Reason;
use crate::rules::{Code, Text};
use crate::words::{Lang, Words};

/// The file of one language, a JSON object:
///
/// ```text
/// {"rules": {"P003": {"title": …, "message": …, "why": …, "remedy": …, "fix": … or null, "apple": <address>,
///                     "cases": {"quoted": {"message": …, "fix": … or null}}}},
///  "reasons": {"BadTopic": {"cause": …, "remedy": …}, "": …}}
/// ```
///
/// The reason with the empty name stands for all that Apple's tables do not name.
pub fn file(lang: Lang) -> String {
    let rules: Vec<String> = Code::ALL
        .iter()
        .map(|code| format!("{}:{}", quote(code.as_str()), rule(lang, code.text())))
        .collect();
    let unknown = Reason::Unknown("".into());
    let reasons: Vec<String> = Reason::ALL
        .iter()
        .chain([&unknown])
        .map(|reason| {
            format!(
                "{}:{{\"cause\":{},\"remedy\":{}}}",
                quote(reason.as_str()),
                quote(reason.cause(lang)),
                quote(reason.remedy(lang))
            )
        })
        .collect();
    format!(
        "{{\"rules\":{{{}}},\"reasons\":{{{}}}}}\n",
        rules.join(","),
        reasons.join(",")
    )
}

fn rule(lang: Lang, text: &Text) -> String {
    let label = |label: Option<Words>| {
        label.map_or_else(|| "null".to_owned(), |words| quote(words.get(lang)))
    };
    let cases: Vec<String> = text
        .cases
        .iter()
        .map(|case| {
            format!(
                "{}:{{\"message\":{},\"fix\":{}}}",
                quote(case.what),
                quote(case.message.get(lang)),
                label(case.fix_label.or(text.fix_label))
            )
        })
        .collect();
    format!(
        "{{\"title\":{},\"message\":{},\"why\":{},\"remedy\":{},\"fix\":{},\"apple\":{},\"cases\":{{{}}}}}",
        quote(text.title.get(lang)),
        quote(text.message.get(lang)),
        quote(text.why.get(lang)),
        quote(text.remedy.get(lang)),
        label(text.fix_label),
        quote(text.apple),
        cases.join(",")
    )
}

#[cfg(test)]
mod tests {
    use super::file;
    use crate::document::Document;
    use crate::words::Lang;

    #[test]
    fn the_file_is_json_and_has_every_sentence() {
        for lang in Lang::ALL {
            let file = Document::parse(file(lang));
            assert!(file.is_valid());
            assert!(file.syntax().is_empty());
            for pointer in [
                "/rules/P003/cases/quoted/message",
                "/rules/S001/why",
                "/reasons/BadTopic/cause",
                "/reasons//remedy",
            ] {
                assert!(file.string(pointer).is_some(), "{pointer}");
            }
        }
    }
}
