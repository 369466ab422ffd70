//! Characters that nobody sees.

/// The first invisible character that does not belong there, by its number: `U+200B`. In a text that is shown some have their place.
pub(in crate::rules) fn first(text: &str, is_shown: bool) -> Option<String> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return None;
    }
    stray(text, is_shown)
        .next()
        .map(|(_, found)| format!("U+{:04X}", u32::from(found)))
}

/// The text without them. A joiner whose neighbor goes is one, too.
pub(in crate::rules) fn without(text: &str, is_shown: bool) -> String {
    let mut clean = pass(text, is_shown);
    for _ in 0..3 {
        if first(&clean, is_shown).is_some() {
            clean = pass(&clean, is_shown);
        }
    }
    clean
}

fn pass(text: &str, is_shown: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (at, found) in stray(text, is_shown) {
        out.push_str(&text[done..at]);
        done = at + found.len_utf8();
    }
    out.push_str(&text[done..]);
    out
}

/// Whether a character takes no room.
pub(in crate::rules) fn is_format(character: char) -> bool {
    stray(character.encode_utf8(&mut [0; 4]), false)
        .next()
        .is_some()
}

fn stray(text: &str, is_shown: bool) -> impl Iterator<Item = (usize, char)> {
    let mut before = ' ';
    text.char_indices().filter(move |&(at, found)| {
        let after = || text[at + found.len_utf8()..].chars().next().unwrap_or(' ');
        let is_stray = match found {
            '\t' | '\n' | '\r' => false,
            '\0'..=' ' => found != ' ',
            '\u{7f}'..='\u{9f}' | '\u{202d}' | '\u{202e}' | '\u{feff}' => true,
            // Khmer, Thai and their neighbors break lines at it.
            '\u{200b}' => !(is_shown && ('\u{e00}'..'\u{1800}').contains(&before)),
            // Emoji and some scripts are joined, or kept apart, by them.
            '\u{200c}' | '\u{200d}' => before.is_ascii() || after().is_ascii(),
            '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202c}'
            | '\u{2060}'..='\u{2069}' => !is_shown,
            _ => false,
        };
        before = found;
        is_stray
    })
}
