//! Which of the app's languages a phone shows.

use std::collections::BTreeSet;

/// The language for a phone that is set to `language`; `None` when there is none at all.
pub(super) fn nearest<'a>(
    languages: &'a BTreeSet<String>,
    source: Option<&str>,
    language: &str,
) -> Option<&'a str> {
    // No tag is longer than this.
    let language = language.get(..language.floor_char_boundary(40));
    let mut wanted = language.unwrap_or_default().replace('_', "-");
    let same = |wanted: &str| languages.iter().find(|it| it.eq_ignore_ascii_case(wanted));
    let primary = wanted.split('-').next().unwrap_or_default().to_owned();
    if let Some(found) = same(&wanted) {
        return Some(found);
    }
    if primary.eq_ignore_ascii_case("zh") {
        let is_traditional = ["Hant", "TW", "HK", "MO"]
            .iter()
            .any(|part| wanted.split('-').any(|it| it.eq_ignore_ascii_case(part)));
        let script = if is_traditional { "zh-Hant" } else { "zh-Hans" };
        script.clone_into(&mut wanted);
    }
    loop {
        if let Some(found) = same(&wanted) {
            return Some(found);
        }
        let Some((shorter, _)) = wanted.rsplit_once('-') else {
            break;
        };
        wanted = shorter.to_owned();
    }
    let is_sister = |it: &&String| {
        it.split('-')
            .next()
            .is_some_and(|it| it.eq_ignore_ascii_case(&primary))
    };
    let fallback = [source.unwrap_or("Base"), "Base", "en"];
    languages
        .iter()
        .find(is_sister)
        .or_else(|| fallback.into_iter().find_map(same))
        .or_else(|| languages.first())
        .map(String::as_str)
}
