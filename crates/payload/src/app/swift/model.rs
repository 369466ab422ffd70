//! What was read of a Swift text: its types, as far as decoding needs them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// A type as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Type {
    /// Its bytes in the Swift text.
    pub(crate) range: Range<usize>,
    /// What is written there.
    pub(crate) kind: TypeKind,
}

/// How a type is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TypeKind {
    /// `Name`, `Outer.Inner`, `Name<Argument>`
    Name { path: String, arguments: Vec<Type> },
    /// `T?` and `T!`
    Optional(Box<Type>),
    /// `[T]`
    Array(Box<Type>),
    /// `[K: V]`
    Dictionary(Box<Type>, Box<Type>),
    /// `(A, B)`
    Tuple,
    /// `(A) -> B`
    Function,
    /// `any P`, `some P`, `A & B`, and what could not be read.
    Opaque,
    /// Deeper inside other types than is read.
    TooDeep,
}

/// A type that the text declares.
#[derive(Debug, Default)]
pub(crate) struct Decl {
    /// Its name without its parents'.
    pub(crate) name: String,
    /// The name's bytes.
    pub(crate) range: Range<usize>,
    /// What it is.
    pub(crate) kind: DeclKind,
    /// The type it is declared in.
    pub(crate) parent: Option<usize>,
    /// What it conforms to or inherits, in the order of the text, extensions last.
    pub(crate) inherits: Vec<Type>,
    /// Its generic parameters.
    pub(crate) generics: Vec<String>,
    /// Its stored properties.
    pub(crate) properties: Vec<Property>,
    /// Its cases, of an enum.
    pub(crate) cases: Vec<EnumCase>,
    /// Whether it has an `init(from:)` of its own.
    pub(crate) has_own_decoding: bool,
    /// What its keys are in JSON: computed once everything is read.
    pub(crate) fields: Fields,
}

/// What a declared type is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum DeclKind {
    /// A struct or an actor.
    #[default]
    Struct,
    /// A class.
    Class,
    /// An enum.
    Enum,
    /// Another name of a type.
    Alias(Type),
    /// Only extensions of it are here, or it is a protocol: nothing is known.
    Unknown,
}

/// A stored property.
#[derive(Debug)]
pub(crate) struct Property {
    /// Its name in Swift.
    pub(crate) name: String,
    /// The name's bytes.
    pub(crate) range: Range<usize>,
    /// Its type, written or from a literal; `None` when it cannot be known. Shared by the names of `var a, b: Int`.
    pub(crate) typ: Option<Arc<Type>>,
    /// Whether `=` follows.
    pub(crate) has_default: bool,
    /// Whether the synthesized decoding reads it: not `lazy`, and no `let` with a value.
    pub(crate) is_decoded: bool,
    /// Whether it may be missing for a reason that cannot be checked: a property wrapper, or `#if` around it.
    pub(crate) is_uncertain: bool,
}

/// A case of an enum.
#[derive(Debug)]
pub(crate) struct EnumCase {
    /// Its name in Swift.
    pub(crate) name: String,
    /// What stands behind `=`.
    pub(crate) raw: Option<Raw>,
    /// Its associated values; empty without parentheses.
    pub(crate) values: Vec<Associated>,
}

/// A raw value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Raw {
    /// A string.
    Text(String),
    /// A number as it is spelled, sign included, without underscores.
    Number(String),
    /// Something that is not understood.
    Other,
}

/// One associated value.
#[derive(Debug)]
pub(crate) struct Associated {
    /// Its key in JSON: the label, or `_0`, `_1` by its place.
    pub(crate) key: String,
    /// Its type.
    pub(crate) typ: Type,
    /// Whether `=` follows.
    pub(crate) has_default: bool,
}

/// The JSON keys of a struct.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    /// From the JSON key to the property's index.
    pub(crate) by_key: BTreeMap<String, usize>,
    /// From a name in Swift to its key, where that is another one.
    pub(crate) renamed: BTreeMap<String, String>,
    /// The properties that are never decoded, because they have a fixed value or are lazy.
    pub(crate) constants: BTreeSet<String>,
    /// Whether something forbids to know them: own decoding, or coding keys that are no enum.
    pub(crate) is_unknown: bool,
}

impl Decl {
    /// Whether it says itself that it can be decoded.
    pub(crate) fn is_codable(&self) -> bool {
        self.conforms_to("Codable") || self.conforms_to("Decodable")
    }

    /// Whether it names `protocol` among what it conforms to.
    pub(crate) fn conforms_to(&self, protocol: &str) -> bool {
        self.inherits.iter().any(|typ| match &typ.kind {
            TypeKind::Name { path, .. } => {
                path == protocol
                    || path
                        .strip_suffix(protocol)
                        .is_some_and(|before| before.ends_with('.'))
            }
            _ => false,
        })
    }
}
