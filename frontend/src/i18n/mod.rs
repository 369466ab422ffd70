//! Every sentence of the page, in English and in Simplified Chinese.
//!
//! One enum per area, one exhaustive `match` per language: a missing sentence does not compile.

use std::borrow::Cow;

pub use payload::Lang;
use yew::prelude::*;

/// Declares an area's messages: each with its English and its Chinese words side by side, so that neither can be forgotten.
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident { $($variant:ident $({ $($field:ident: $kind:ty),+ $(,)? })? => $en:expr, $zh:expr;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name {
            $(#[doc = stringify!($en)] $variant $({ $(#[doc = "Stands in the sentence."] $field: $kind),+ })?,)+
        }

        impl $crate::i18n::Words for $name {
            fn en(&self) -> std::borrow::Cow<'static, str> {
                match self {
                    $(Self::$variant $({ $($field),+ })? => std::borrow::Cow::from($en),)+
                }
            }

            fn zh(&self) -> std::borrow::Cow<'static, str> {
                match self {
                    $(Self::$variant $({ $($field),+ })? => std::borrow::Cow::from($zh),)+
                }
            }
        }
    };
}

pub mod composer;
pub mod design;
pub mod errors;
pub mod history;
pub mod home;
pub mod phone;
pub mod result;
pub mod shell;
pub mod wording;

/// A message with its arguments, in every language.
pub trait Words {
    /// In English.
    fn en(&self) -> Cow<'static, str>;
    /// In Simplified Chinese.
    fn zh(&self) -> Cow<'static, str>;
}

/// The words of `message` in `lang`, ready for markup and for properties.
pub fn t(lang: Lang, message: &impl Words) -> AttrValue {
    AttrValue::from(match lang {
        Lang::En => message.en(),
        Lang::Zh => message.zh(),
    })
}

/// The language that the page is shown in.
#[hook]
pub fn use_lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}
