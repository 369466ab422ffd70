//! Classes as the one text that they become: Yew keeps them as a hash set, which a page that names no class twice has no use for.

use crate::html::IntoPropValue;
use crate::virtual_dom::AttrValue;

/// The classes of an element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Classes(AttrValue);

impl Classes {
    /// Adds some more.
    pub fn push(&mut self, more: impl Into<Self>) {
        self.join(more.into());
    }

    #[inline(never)]
    fn join(&mut self, Self(more): Self) {
        if self.0.is_empty() {
            self.0 = more;
        } else if !more.is_empty() {
            self.0 = AttrValue::from([self.0.as_str(), " ", more.as_str()].concat());
        }
    }
}

impl From<&'static str> for Classes {
    fn from(classes: &'static str) -> Self {
        Self(AttrValue::Static(classes))
    }
}

impl From<String> for Classes {
    fn from(classes: String) -> Self {
        Self(classes.into())
    }
}

impl From<Option<&'static str>> for Classes {
    fn from(classes: Option<&'static str>) -> Self {
        Self(AttrValue::Static(classes.unwrap_or_default()))
    }
}

impl IntoPropValue<Classes> for &'static str {
    fn into_prop_value(self) -> Classes {
        self.into()
    }
}

impl IntoPropValue<Option<AttrValue>> for Classes {
    fn into_prop_value(self) -> Option<AttrValue> {
        Some(self.0).filter(|classes| !classes.is_empty())
    }
}

/// Joins classes: texts, and texts that may be absent.
#[macro_export]
macro_rules! classes {
    ($($some:expr),+ $(,)?) => {{
        let mut classes = $crate::html::Classes::default();
        $(classes.push($some);)+
        classes
    }};
}
