//! The filters of a placeholder: a small fixed set, each a function from text to text.

use unicode_segmentation::UnicodeSegmentation;

/// What happens to a value before it is put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    Upper,
    Lower,
    Capitalize,
    Trim,
    Truncate(usize),
    Url,
}

/// Every name that may follow a colon, the one that is no [`Filter`] included.
pub(super) const NAMES: &[&str] = &[
    "upper",
    "lower",
    "capitalize",
    "trim",
    "truncate",
    "url",
    NUMBER,
];

/// Says that a value is written as a bare JSON number.
pub(super) const NUMBER: &str = "number";

/// What is put where text was cut.
const ELLIPSIS: char = '…';

/// Why a filter cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FilterError {
    /// There is no filter of that name.
    Unknown,
    /// It has an argument that it does not take, or lacks the one that it needs.
    Argument,
}

impl Filter {
    /// Reads what stands after a colon. `None` is [`NUMBER`].
    pub(super) fn read(text: &str) -> Result<Option<Self>, FilterError> {
        let (name, argument) = match text.split_once('(') {
            Some((name, rest)) => (
                name.trim_end(),
                Some(rest.strip_suffix(')').ok_or(FilterError::Argument)?),
            ),
            None => (text, None),
        };
        Ok(Some(match (name, argument) {
            ("upper", None) => Self::Upper,
            ("lower", None) => Self::Lower,
            ("capitalize", None) => Self::Capitalize,
            ("trim", None) => Self::Trim,
            ("url", None) => Self::Url,
            (NUMBER, None) => return Ok(None),
            ("truncate", Some(argument)) => match argument.trim().parse::<u16>() {
                Ok(most) if most > 0 => Self::Truncate(most.into()),
                _ => return Err(FilterError::Argument),
            },
            (name, _) if NAMES.contains(&name) => return Err(FilterError::Argument),
            _ => return Err(FilterError::Unknown),
        }))
    }

    /// Writes what becomes of `text` behind what `out` holds.
    pub(super) fn write(self, text: &str, out: &mut String) {
        match self {
            Self::Upper => out.push_str(&text.to_uppercase()),
            Self::Lower => out.push_str(&text.to_lowercase()),
            Self::Capitalize => capitalize(text, out),
            Self::Trim => out.push_str(text.trim()),
            Self::Truncate(most) => truncate(text, most, out),
            Self::Url => percent_encode(text, out),
        }
    }
}

/// The first letter large, the others as they are, so that `mcDonald` stays one person.
fn capitalize(text: &str, out: &mut String) {
    let start = text.len() - text.trim_start().len();
    let (space, word) = text.split_at(start);
    out.push_str(space);
    let mut rest = word.chars();
    if let Some(first) = rest.next() {
        // `ß` is two letters when large, of which only one is at the beginning.
        for (at, letter) in first.to_uppercase().enumerate() {
            if at == 0 {
                out.push(letter);
            } else {
                out.extend(letter.to_lowercase());
            }
        }
    }
    out.push_str(rest.as_str());
}

/// At most `most` user-perceived characters, `…` included, which stands for what was cut.
fn truncate(text: &str, most: usize, out: &mut String) {
    if text.len() <= most {
        return out.push_str(text);
    }
    // Most values are plain, and then each byte but a line break's first is a character.
    if text.is_ascii() && !text.contains('\r') {
        out.push_str(text.get(..most - 1).unwrap_or_default().trim_end());
        return out.push(ELLIPSIS);
    }
    let mut graphemes = text.grapheme_indices(true);
    let cut = graphemes.nth(most - 1).map_or(text.len(), |(at, _)| at);
    if graphemes.next().is_none() {
        out.push_str(text);
    } else {
        out.push_str(text.get(..cut).unwrap_or_default().trim_end());
        out.push(ELLIPSIS);
    }
}

/// Every byte but RFC 3986's unreserved characters as `%XX`.
fn percent_encode(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(byte.into());
        } else {
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)].into());
            out.push(HEX[usize::from(byte & 15)].into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filtered(filters: &str, text: &str) -> String {
        let mut text = text.to_owned();
        for filter in filters.split(':') {
            let mut out = String::new();
            Filter::read(filter)
                .unwrap()
                .unwrap()
                .write(&text, &mut out);
            text = out;
        }
        text
    }

    #[test]
    fn letters_change_their_size() {
        assert_eq!(filtered("upper", "straße 张伟"), "STRASSE 张伟");
        assert_eq!(filtered("lower", "ΟΔΟΣ"), "οδος");
        assert_eq!(filtered("capitalize", "ada lovelace"), "Ada lovelace");
        assert_eq!(filtered("capitalize", "  élan"), "  Élan");
        assert_eq!(filtered("capitalize", "ßa"), "Ssa");
        assert_eq!(filtered("capitalize", ""), "");
        assert_eq!(filtered("lower:capitalize", "ADA"), "Ada");
        assert_eq!(filtered("trim", " \u{3000}Ada\n"), "Ada");
    }

    #[test]
    fn a_cut_never_splits_what_people_see_as_one_character() {
        assert_eq!(filtered("truncate(5)", "Hello"), "Hello");
        assert_eq!(filtered("truncate(5)", "Hello!"), "Hell…");
        assert_eq!(filtered("truncate(6)", "Hello world"), "Hello…");
        assert_eq!(filtered("truncate(1)", "Hi"), "…");
        assert_eq!(filtered("truncate(1)", "H"), "H");
        assert_eq!(filtered("truncate(2)", "👨‍👩‍👧👨‍👩‍👧"), "👨‍👩‍👧👨‍👩‍👧");
        assert_eq!(filtered("truncate(2)", "👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧"), "👨‍👩‍👧…");
        assert_eq!(
            filtered("truncate(3)", "e\u{301}e\u{301}e\u{301}e\u{301}"),
            "e\u{301}e\u{301}…"
        );
        assert_eq!(filtered("truncate(3)", "a\r\nbc"), "a…");
    }

    #[test]
    fn a_link_takes_any_text() {
        assert_eq!(filtered("url", "a b&c=é/~"), "a%20b%26c%3D%C3%A9%2F~");
    }

    #[test]
    fn arguments_are_checked() {
        for bad in [
            "truncate",
            "truncate()",
            "truncate(0)",
            "truncate(-1)",
            "truncate(x)",
            "truncate(5",
            "upper(1)",
            "number(2)",
        ] {
            assert_eq!(Filter::read(bad), Err(FilterError::Argument), "{bad}");
        }
        for bad in ["", "uper", "Upper", "upper lower"] {
            assert_eq!(Filter::read(bad), Err(FilterError::Unknown), "{bad}");
        }
        assert_eq!(Filter::read("truncate( 7 )"), Ok(Some(Filter::Truncate(7))));
        assert_eq!(Filter::read("truncate (7)"), Ok(Some(Filter::Truncate(7))));
        assert_eq!(Filter::read(NUMBER), Ok(None));
    }
}
