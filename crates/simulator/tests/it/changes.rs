//! Faults as data: what to change in a good request, in one line.

use crate::client::Push;

/// Changes are divided by semicolons: `method PUT`, `path /`, `spaces 5` (the size of the body), `text hello`,
/// `without name`, `again name=value`, and simply `name=value` for a header. `x*65` is 65 times the letter.
pub(crate) fn change(push: &mut Push, changes: &str) {
    for change in changes.split("; ") {
        match change.split_once(' ') {
            Some(("method", method)) => push.method = method.parse().unwrap(),
            Some(("path", path)) => push.path = repeated(path),
            Some(("spaces", size)) => push.body = vec![b' '; size.parse().unwrap()].into(),
            Some(("text", text)) => push.body = text.to_owned().into(),
            Some(("without", name)) => push.remove(name),
            Some(("again", header)) => {
                let (name, value) = header.split_once('=').unwrap();
                push.add(name, value);
            }
            _ => {
                let (name, value) = change.split_once('=').unwrap();
                push.set(name, &repeated(value));
            }
        }
    }
}

/// Spells out the repetition at the end of a text.
fn repeated(text: &str) -> String {
    match text.split_once('*') {
        Some((text, count)) => {
            let (start, last) = text.split_at(text.len() - 1);
            format!("{start}{}", last.repeat(count.parse().unwrap()))
        }
        None => text.to_owned(),
    }
}
