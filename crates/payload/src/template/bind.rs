//! A template and the columns of a table: each name is looked up once, not for each row.

use std::collections::BTreeMap;
use std::fmt;

use super::fill::{Filled, RowSlip};
use super::tally::{MOST_FINDINGS, RowFinding};
use super::{COLLAPSE_ID_LIMIT, Gap, GapKind, MOST_TEMPLATE_FINDINGS, Template, grammar};
use crate::document::{Patch, excerpt};
use crate::finding::{Code, Edit, Finding, Place, Severity};
use crate::headers::{DraftHeaders, HeaderName};
use crate::rules::nearest;
use crate::seal::Draft;

/// One row of a table.
pub trait Row {
    /// The value of a column, counted from 0; `None` when the row ends before it.
    fn get(&self, column: usize) -> Option<&str>;
}

impl<T: AsRef<str>> Row for [T] {
    fn get(&self, column: usize) -> Option<&str> {
        self.get(column).map(AsRef::as_ref)
    }
}

impl<T: AsRef<str>, const N: usize> Row for [T; N] {
    fn get(&self, column: usize) -> Option<&str> {
        self.as_slice().get(column).map(AsRef::as_ref)
    }
}

impl<T: AsRef<str>> Row for Vec<T> {
    fn get(&self, column: usize) -> Option<&str> {
        self.as_slice().get(column).map(AsRef::as_ref)
    }
}

/// A template that knows where each value stands in a row. Cheap to clone but for a list of column numbers.
#[derive(Clone)]
pub struct Bound {
    pub(super) template: Template,
    /// For each of the template's names its column.
    pub(super) columns: Vec<Option<usize>>,
}

impl Template {
    /// Looks up the names among the headings of a table. White space around a heading and a byte-order mark before the first do
    /// not count; of equal headings the first is taken. A name without a column is missing in every row.
    pub fn bind<S: AsRef<str>>(&self, columns: &[S]) -> (Bound, Vec<Finding>) {
        let headings: Vec<&str> = columns
            .iter()
            .map(|column| column.as_ref().trim_start_matches('\u{feff}').trim())
            .collect();
        // From the last to the first, so that the first of equals stays.
        let by_heading: BTreeMap<&str, usize> = headings
            .iter()
            .enumerate()
            .rev()
            .map(|(index, heading)| (*heading, index))
            .collect();
        let columns: Vec<Option<usize>> = self
            .names()
            .iter()
            .map(|name| by_heading.get(name.as_str()).copied())
            .collect();
        let writable: Vec<&str> = headings
            .iter()
            .copied()
            .filter(|heading| grammar::is_name(heading))
            .collect();
        let unknown = columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.is_none());
        let findings = unknown
            .take(MOST_TEMPLATE_FINDINGS)
            .filter_map(|(name, _)| self.unknown(name, &writable))
            .collect();
        let bound = Bound {
            template: self.clone(),
            columns,
        };
        (bound, findings)
    }

    /// A name that no column has. Where every placeholder of the name has a fallback, that may be meant.
    fn unknown(&self, name: usize, headings: &[&str]) -> Option<Finding> {
        let typed = self.names().get(name)?;
        let same = headings
            .iter()
            .find(|heading| heading.eq_ignore_ascii_case(typed));
        let meant = same.copied().or_else(|| nearest(typed, headings));
        let uses = || self.gaps().filter(move |gap| gap.name == name);
        let has_fallbacks = uses().all(|gap| gap.fallback.is_some());
        let mut args = vec![("name", excerpt(typed))];
        let mut fix = Vec::new();
        if let Some(meant) = meant {
            args.push(("what", "near".to_owned()));
            args.push(("meant", meant.to_owned()));
            fix = self.renamed(uses(), meant);
        }
        Some(Finding {
            code: Code::V003,
            severity: if has_fallbacks {
                Severity::Warning
            } else {
                Severity::Error
            },
            place: self.place(uses().next()?),
            args,
            fix,
        })
    }

    /// Writes another name into all these placeholders; nothing when one of them is written with escapes, or when there are too many.
    fn renamed<'t>(&'t self, gaps: impl Iterator<Item = &'t Gap>, meant: &str) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut header = self.0.headers.collapse_id.clone();
        let mut is_in_header = false;
        let gaps: Vec<&Gap> = gaps.take(MOST_FINDINGS + 1).collect();
        if gaps.len() > MOST_FINDINGS {
            return Vec::new();
        }
        // From the end, so that no change of the header moves the next one's bytes.
        for gap in gaps.into_iter().rev() {
            let Some(at) = &gap.name_at else {
                return Vec::new();
            };
            let patch = Patch {
                range: at.clone(),
                replacement: meant.to_owned(),
            };
            if gap.kind == GapKind::Plain {
                is_in_header = true;
                header = patch.apply(&header);
            } else {
                edits.push(Edit::Text(patch));
            }
        }
        if is_in_header {
            edits.push(Edit::Header {
                name: HeaderName::CollapseId,
                value: header,
            });
        }
        edits
    }
}

impl Bound {
    /// The template.
    pub fn template(&self) -> &Template {
        &self.template
    }

    /// The headers of a row that was filled.
    pub fn headers(&self, filled: &Filled) -> DraftHeaders {
        DraftHeaders {
            collapse_id: filled.collapse_id.clone(),
            ..self.template.0.headers.clone()
        }
    }

    /// A row that was filled, to be sealed.
    pub fn draft(&self, filled: &Filled) -> Draft {
        Draft {
            text: filled.body.clone(),
            headers: self.headers(filled),
        }
    }

    /// Whether [`Bound::findings`] has anything to look at.
    pub(super) fn is_remarkable(&self, filled: &Filled) -> bool {
        let template = &*self.template.0;
        !filled.notes.slips.is_empty()
            || filled.body.len() > template.limit
            || !template.collapse_id.gaps.is_empty()
    }

    /// What is wrong with a row, as far as that can be told without running the rules: `V004`, `V008`, `V009`, `V011`, and `V010`
    /// for a collapse id that is no header. At most [`MOST_FINDINGS`] are about values. `filled` is what [`Bound::render`] made of this row; `number` counts rows from 1.
    pub fn findings<R: Row + ?Sized>(
        &self,
        number: u64,
        row: &R,
        filled: &Filled,
    ) -> Vec<RowFinding> {
        let mut findings = Vec::new();
        for (index, slip) in filled.notes.slips.iter().take(MOST_FINDINGS) {
            let Some(gap) = self.template.gaps().nth(*index) else {
                continue;
            };
            let name = self
                .template
                .names()
                .get(gap.name)
                .map_or("", String::as_str);
            let mut args = vec![("name", excerpt(name))];
            let code = match slip {
                RowSlip::NoValue => {
                    if self.columns.get(gap.name).is_none_or(Option::is_none) {
                        // Said once, by `V003`.
                        continue;
                    }
                    Code::V004
                }
                RowSlip::NoNumber => {
                    args.push(("found", excerpt(self.value(gap, row).unwrap_or_default())));
                    Code::V008
                }
                RowSlip::Invisible(character) => {
                    args.push(("found", format!("U+{:04X}", u32::from(*character))));
                    Code::V011
                }
            };
            findings.push(RowFinding::new(
                number,
                code,
                self.template.place(gap),
                args,
            ));
        }
        findings.extend(self.over_limit(number, row, filled));
        findings.extend(self.no_header(number, filled));
        findings
    }

    /// `V009`, at the placeholder that takes most of the bytes.
    fn over_limit<R: Row + ?Sized>(
        &self,
        number: u64,
        row: &R,
        filled: &Filled,
    ) -> Vec<RowFinding> {
        let template = &*self.template.0;
        let mut findings = Vec::new();
        // A text without placeholders is the template's own business.
        if filled.collapse_id.len() > COLLAPSE_ID_LIMIT && !template.collapse_id.gaps.is_empty() {
            let mut args = sizes(filled.collapse_id.len(), COLLAPSE_ID_LIMIT);
            args.push(("what", "collapse-id".to_owned()));
            let name = HeaderName::CollapseId;
            findings.push(RowFinding::new(
                number,
                Code::V009,
                Place::Header { name },
                args,
            ));
        }
        let gaps = template.body.gaps.iter();
        if filled.body.len() > template.limit
            && let Some(longest) = gaps.max_by_key(|gap| self.gap_len(gap, row))
        {
            let args = sizes(filled.body.len(), template.limit);
            let place = self.template.place(longest);
            findings.push(RowFinding::new(number, Code::V009, place, args));
        }
        findings
    }

    /// `V010` for a collapse id of characters that no header may have. Without placeholders in it the template has that error itself.
    fn no_header(&self, number: u64, filled: &Filled) -> Option<RowFinding> {
        let id = filled.collapse_id.as_str();
        let is_plain = id.bytes().all(|byte| matches!(byte, b' '..=b'~')) && id.trim() == id;
        if is_plain || self.template.0.collapse_id.gaps.is_empty() {
            return None;
        }
        let place = Place::Header {
            name: HeaderName::CollapseId,
        };
        let because = Finding {
            code: Code::H005,
            severity: Severity::Error,
            place: place.clone(),
            args: vec![("what", "characters".to_owned())],
            fix: Vec::new(),
        };
        Some(RowFinding::because(number, place, because))
    }
}

fn sizes(bytes: usize, limit: usize) -> Vec<(&'static str, String)> {
    vec![
        ("bytes", bytes.to_string()),
        ("limit", limit.to_string()),
        ("excess", (bytes - limit).to_string()),
    ]
}

impl fmt::Debug for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bound({:?}, {:?})", self.template, self.columns)
    }
}
