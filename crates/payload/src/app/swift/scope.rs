//! From a type as it is written to what `JSONDecoder` wants to see: names are looked up as Swift does it.

use std::collections::BTreeMap;

use super::Model;
use super::model::{Decl, DeclKind, Type, TypeKind};

/// How many aliases may lead to each other.
const MOST_ALIASES: usize = 16;

/// From a parent and a name to the declaration.
pub(super) type Names = BTreeMap<(Option<usize>, String), usize>;

/// A type and the declaration in whose scope its name stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scoped<'m> {
    /// The type.
    pub(crate) typ: &'m Type,
    /// The declaration around it.
    pub(crate) scope: Option<usize>,
}

/// What a default `JSONDecoder` wants to see.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape<'m> {
    /// A string.
    Text,
    /// `true` or `false`.
    Flag,
    /// A whole number from the first to the last.
    Whole(i128, i128),
    /// Any number.
    Number,
    /// Seconds since 2001.
    Date,
    /// Base64.
    Data,
    /// A string that is an address.
    Url,
    /// A string of 36 characters.
    Uuid,
    /// An array of a lower and an upper bound.
    Bounds(Scoped<'m>),
    /// An array.
    List(Scoped<'m>),
    /// An object with any keys; whether the keys are whole numbers.
    Map(Scoped<'m>, bool),
    /// An array in which keys and values take turns.
    Pairs(Scoped<'m>, Scoped<'m>),
    /// The same, or `null`.
    Optional(Scoped<'m>),
    /// A declared struct or class.
    Struct(usize),
    /// A declared enum.
    Enum(usize),
    /// Cannot be known; anything is taken. With the case of the remark that says so.
    Anything(&'static str),
}

/// The range of Swift's whole numbers by their names.
fn whole(name: &str) -> Option<(i128, i128)> {
    let signed = |bits: u32| (-(1 << (bits - 1)), (1 << (bits - 1)) - 1);
    let unsigned = |bits: u32| (0, (1 << bits) - 1);
    Some(match name {
        "Int" | "Int64" | "CLong" => signed(64),
        "Int32" => signed(32),
        "Int16" => signed(16),
        "Int8" => signed(8),
        "UInt" | "UInt64" => unsigned(64),
        "UInt32" => unsigned(32),
        "UInt16" => unsigned(16),
        "UInt8" => unsigned(8),
        _ => return None,
    })
}

impl Model {
    /// The declaration that a dotted name means inside `scope`: there, then around it, then at the top.
    pub(super) fn look_up(&self, path: &str, scope: Option<usize>) -> Option<usize> {
        let mut names = path.split('.');
        let first = names.next()?;
        let mut around = scope;
        let mut found = loop {
            if let Some(found) = self.child(around, first) {
                break found;
            }
            // A type also knows its own name.
            around = self.decl(around?)?.parent;
        };
        for name in names {
            found = self.child(Some(self.behind(found)), name)?;
        }
        Some(found)
    }

    /// What an alias leads to, as far as that is a declaration.
    pub(super) fn behind(&self, mut found: usize) -> usize {
        for _ in 0..MOST_ALIASES {
            let Some(Decl {
                kind: DeclKind::Alias(typ),
                parent,
                ..
            }) = self.decl(found)
            else {
                break;
            };
            let TypeKind::Name { path, .. } = &typ.kind else {
                break;
            };
            // Only plain names, so that this does not call itself through `look_up`.
            match self.child(*parent, path).or_else(|| self.child(None, path)) {
                Some(next) if next != found => found = next,
                _ => break,
            }
        }
        found
    }

    /// The declaration of that name directly inside another one.
    pub(super) fn child(&self, parent: Option<usize>, name: &str) -> Option<usize> {
        self.names.get(&(parent, name.to_owned())).copied()
    }

    /// What decoding a value of this type wants to see.
    pub(crate) fn shape<'m>(&'m self, scoped: Scoped<'m>) -> Shape<'m> {
        self.shape_within(scoped, MOST_ALIASES)
    }

    /// The same, with how many names may still lead to each other: an alias can name itself as the key of a dictionary.
    fn shape_within<'m>(&'m self, mut scoped: Scoped<'m>, most: usize) -> Shape<'m> {
        for most in (0..most).rev() {
            match self.step(scoped, most) {
                Ok(shape) => return shape,
                Err(behind) => scoped = behind,
            }
        }
        Shape::Anything("unknown-type")
    }

    /// The shape, or the type that stands behind an alias.
    fn step<'m>(
        &'m self,
        Scoped { typ, scope }: Scoped<'m>,
        most: usize,
    ) -> Result<Shape<'m>, Scoped<'m>> {
        let within = |typ: &'m Type| Scoped { typ, scope };
        let (path, arguments) = match &typ.kind {
            TypeKind::Optional(inner) => return Ok(Shape::Optional(within(inner))),
            TypeKind::Array(inner) => return Ok(Shape::List(within(inner))),
            TypeKind::Dictionary(key, value) => {
                return Ok(self.dictionary(within(key), within(value), most));
            }
            TypeKind::Tuple => return Ok(Shape::Anything("tuple")),
            TypeKind::Function => return Ok(Shape::Anything("not-codable")),
            TypeKind::Opaque => return Ok(Shape::Anything("unknown-type")),
            TypeKind::TooDeep => return Ok(Shape::Anything("too-deep")),
            TypeKind::Name { path, arguments } => (path.as_str(), arguments.as_slice()),
        };
        if self.is_generic(path, scope) {
            return Ok(Shape::Anything("generic"));
        }
        if let Some(index) = self.look_up(path, scope)
            && let Some(decl) = self.decl(index)
        {
            return match &decl.kind {
                DeclKind::Alias(_) if !decl.generics.is_empty() => Ok(Shape::Anything("generic")),
                DeclKind::Alias(typ) => Err(Scoped {
                    typ,
                    scope: decl.parent,
                }),
                DeclKind::Struct | DeclKind::Class => Ok(self
                    .raw_value(index)
                    .map_or(Shape::Struct(index), |raw| self.shape_within(raw, most))),
                DeclKind::Enum => Ok(Shape::Enum(index)),
                DeclKind::Unknown => Ok(Shape::Anything("unknown-type")),
            };
        }
        let name = path
            .strip_prefix("Swift.")
            .or_else(|| path.strip_prefix("Foundation."))
            .or_else(|| path.strip_prefix("CoreGraphics."))
            .unwrap_or(path);
        if let Some((first, last)) = whole(name) {
            return Ok(Shape::Whole(first, last));
        }
        Ok(match (name, arguments) {
            ("String" | "Substring", []) => Shape::Text,
            ("Bool", []) => Shape::Flag,
            (
                "Double"
                | "Float"
                | "CGFloat"
                | "Decimal"
                | "TimeInterval"
                | "Float32"
                | "Float64"
                | "Float16"
                | "NSTimeInterval"
                | "CLLocationDegrees"
                | "CLLocationDistance"
                | "CLLocationSpeed"
                | "CLLocationDirection",
                [],
            ) => Shape::Number,
            ("Date", []) => Shape::Date,
            ("Data", []) => Shape::Data,
            ("URL", []) => Shape::Url,
            ("UUID", []) => Shape::Uuid,
            ("Optional", [inner]) => Shape::Optional(within(inner)),
            ("Array" | "ContiguousArray" | "ArraySlice" | "Set", [inner]) => {
                Shape::List(within(inner))
            }
            ("Dictionary", [key, value]) => self.dictionary(within(key), within(value), most),
            ("Range" | "ClosedRange", [inner]) => Shape::Bounds(within(inner)),
            (
                "Character"
                | "Any"
                | "AnyObject"
                | "AnyHashable"
                | "Never"
                | "Void"
                | "NSString"
                | "NSNumber"
                | "NSDate"
                | "NSArray"
                | "NSDictionary"
                | "UIImage"
                | "UIColor"
                | "NSImage"
                | "Image"
                | "Color"
                | "Text"
                | "CLLocation"
                | "CLLocationCoordinate2D",
                [],
            ) => Shape::Anything("not-codable"),
            _ => Shape::Anything("unknown-type"),
        })
    }

    /// Only `String` and `Int` keys make an object. Swift writes any other dictionary as an array of keys and values.
    fn dictionary<'m>(&'m self, key: Scoped<'m>, value: Scoped<'m>, most: usize) -> Shape<'m> {
        match self.shape_within(key, most) {
            Shape::Text => Shape::Map(value, false),
            Shape::Whole(first, last) if first < 0 && last > i128::from(i32::MAX) => {
                Shape::Map(value, true)
            }
            Shape::Enum(index) | Shape::Struct(index)
                if self
                    .decl(index)
                    .is_some_and(|decl| decl.conforms_to("CodingKeyRepresentable")) =>
            {
                Shape::Map(value, false)
            }
            Shape::Anything(what) => Shape::Anything(what),
            _ => Shape::Pairs(key, value),
        }
    }

    /// The type of `rawValue` of a struct that is decoded from it, as option sets are.
    fn raw_value(&self, index: usize) -> Option<Scoped<'_>> {
        let decl = self.decl(index)?;
        let is_raw = decl.conforms_to("RawRepresentable") || decl.conforms_to("OptionSet");
        if !is_raw || decl.has_own_decoding {
            return None;
        }
        let property = decl
            .properties
            .iter()
            .find(|property| property.name == "rawValue")?;
        // Only what is not declared here: a raw value of its own type would never end.
        let typ = property.typ.as_ref()?;
        match &typ.kind {
            TypeKind::Name { path, .. } if self.look_up(path, Some(index)).is_none() => {
                Some(Scoped {
                    typ,
                    scope: Some(index),
                })
            }
            _ => None,
        }
    }

    /// Whether a name is a generic parameter here.
    fn is_generic(&self, path: &str, mut scope: Option<usize>) -> bool {
        let first = path.split('.').next().unwrap_or(path);
        while let Some(decl) = scope.and_then(|index| self.decl(index)) {
            if decl.generics.iter().any(|name| name == first) {
                return true;
            }
            scope = decl.parent;
        }
        false
    }

    /// The type of an enum's raw values, when it has one.
    pub(crate) fn raw_shape(&self, index: usize) -> Option<Shape<'_>> {
        let decl = self.decl(index)?;
        let typ = decl.inherits.first()?;
        let scope = decl.parent;
        match self.shape(Scoped { typ, scope }) {
            shape @ (Shape::Text | Shape::Whole(..) | Shape::Number) => Some(shape),
            _ => None,
        }
    }
}
