//! What a file's path says about it: `MyApp/zh-Hans.lproj/Localizable.strings`.

use super::{FileKind, TABLE};

/// What a path says.
pub(super) struct Named {
    pub kind: Option<FileKind>,
    pub table: String,
    pub language: Option<String>,
}

/// Names of folders from before languages had tags.
const OLD_NAMES: &[(&str, &str)] = &[
    ("Dutch", "nl"),
    ("English", "en"),
    ("French", "fr"),
    ("German", "de"),
    ("Italian", "it"),
    ("Japanese", "ja"),
    ("Spanish", "es"),
];

/// Reads a path with either kind of slash.
pub(super) fn read(path: &str) -> Named {
    let mut parts = path.rsplit(['/', '\\']);
    let name = parts.next().unwrap_or_default();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let folder = parts.find_map(|part| part.strip_suffix(".lproj"));
    let kind = match extension {
        "strings" => Some(FileKind::Strings),
        "stringsdict" => Some(FileKind::Stringsdict),
        "xcstrings" => Some(FileKind::Catalog),
        _ => None,
    };
    // A copy may be called `Localizable (1)`, `Localizable-de` or `de`.
    let rest = stem.strip_prefix(TABLE).unwrap_or(stem);
    let tag = rest.trim_matches(['-', '_', '.', ' ', '(', ')']);
    let named = Some(tag).filter(|tag| is_tag(tag));
    let is_table =
        kind.is_none() || stem.starts_with(TABLE) || (folder.is_none() && named.is_some());
    Named {
        kind,
        table: if is_table { TABLE } else { stem }.to_owned(),
        language: folder.or(named).map(language),
    }
}

fn language(name: &str) -> String {
    let old = OLD_NAMES.iter().find(|(old, _)| *old == name);
    old.map_or_else(|| name.replace('_', "-"), |(_, tag)| (*tag).to_owned())
}

/// Whether it looks like `de`, `pt-BR` or `zh_Hans_CN`.
fn is_tag(text: &str) -> bool {
    let mut parts = text.split(['-', '_']);
    let is_language = |it: &str| it.len() == 2 && it.bytes().all(|byte| byte.is_ascii_lowercase());
    parts.next().is_some_and(is_language)
        && parts.all(|it| {
            (2..=8).contains(&it.len()) && it.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}
