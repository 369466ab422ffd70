//! From words to declarations. Whatever is not a declaration of a type or of a stored property is stepped over.

use std::mem;
use std::ops::Range;

use super::Remark;
use super::lexer::{Kind, Token, lex, unquoted};
use super::model::{Associated, Decl, DeclKind, EnumCase, Property, Raw, Type, TypeKind};

/// How deep declarations may nest, and types in types. Nothing sensible comes near.
const MAX_DEPTH: usize = 24;

/// Words that stand before a declaration and change nothing here, `lazy`, `static` and `class` excepted.
const MODIFIERS: &[&str] = &[
    "public",
    "private",
    "internal",
    "fileprivate",
    "open",
    "package",
    "static",
    "class",
    "final",
    "lazy",
    "weak",
    "unowned",
    "mutating",
    "nonmutating",
    "override",
    "required",
    "convenience",
    "dynamic",
    "optional",
    "indirect",
    "nonisolated",
    "isolated",
    "distributed",
    "borrowing",
    "consuming",
    "prefix",
    "postfix",
    "infix",
    "async",
];

/// Words that begin a declaration.
const BEGINNINGS: &[&str] = &[
    "let",
    "var",
    "func",
    "init",
    "deinit",
    "subscript",
    "struct",
    "class",
    "enum",
    "protocol",
    "extension",
    "actor",
    "typealias",
    "associatedtype",
    "import",
    "case",
    "operator",
    "precedencegroup",
    "macro",
];

/// Attributes of a property that do not change how it is decoded. Any other one is a property wrapper.
const PLAIN_ATTRIBUTES: &[&str] = &[
    "available",
    "objc",
    "nonobjc",
    "usableFromInline",
    "inlinable",
    "MainActor",
    "NSCopying",
    "IBOutlet",
    "IBInspectable",
    "backDeployed",
    "_spi",
    "preconcurrency",
    "ObservationIgnored",
    "ObservationTracked",
];

/// What was read, before names are looked up.
#[derive(Default)]
pub(super) struct Read {
    /// Every declared type, parents first.
    pub(super) decls: Vec<Decl>,
    /// The extensions: the path of the extended type, and what they add.
    pub(super) extensions: Vec<Extension>,
}

/// `extension Path: Inherits { … }`
pub(super) struct Extension {
    /// The extended type as it is written.
    pub(super) path: String,
    /// What stands in it. Its children have this declaration's index as their parent.
    pub(super) decl: usize,
}

/// Reads any text.
pub(super) fn parse(text: &str, remarks: &mut Vec<Remark>) -> Read {
    let tokens = lex(text, remarks);
    let mut reader = Reader {
        text,
        tokens: &tokens,
        at: 0,
        read: Read::default(),
        remarks,
        conditions: 0,
    };
    reader.members(tokens.len(), None, 0);
    reader.read
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
    read: Read,
    remarks: &'a mut Vec<Remark>,
    /// How many `#if` are open.
    conditions: usize,
}

/// What stands before a declaration.
#[derive(Default)]
struct Before {
    is_static: bool,
    is_lazy: bool,
    is_wrapped: bool,
}

impl<'a> Reader<'a> {
    fn word(&self, at: usize) -> &'a str {
        let text = self.text;
        self.tokens
            .get(at)
            .and_then(|token| text.get(token.range.clone()))
            .unwrap_or_default()
    }

    fn here(&self) -> &'a str {
        self.word(self.at)
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn is_first(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| token.is_first)
    }

    /// The name here, without backticks.
    fn name(&self) -> Option<(String, Range<usize>)> {
        let token = self.tokens.get(self.at)?;
        (token.kind == Kind::Word).then(|| {
            (
                self.here().trim_matches('`').to_owned(),
                token.range.clone(),
            )
        })
    }

    fn take(&mut self, word: &str) -> bool {
        let is_here = self.here() == word;
        self.at += usize::from(is_here);
        is_here
    }

    fn is_opening(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Sign) && matches!(self.word(at), "(" | "[" | "{")
    }

    /// Steps over one word, or over brackets with everything in them.
    fn skip(&mut self) {
        if self.is_opening(self.at) {
            self.at = self.partner();
        }
        self.at += 1;
    }

    /// The index of the bracket that closes the one here. Behind the end when there is none.
    fn partner(&self) -> usize {
        self.tokens
            .get(self.at)
            .map_or(self.tokens.len(), |token| token.partner.max(self.at))
    }

    fn skip_line(&mut self) {
        while self.at < self.tokens.len() {
            self.at += 1;
            if self.is_first(self.at) {
                break;
            }
        }
    }

    /// Whether a declaration, an attribute or a `#` begins here, on its own line.
    fn is_beginning(&self) -> bool {
        self.is_first(self.at)
            && (matches!(self.here(), "@" | "}")
                || self.kind(self.at) == Some(Kind::Directive)
                || BEGINNINGS.contains(&self.here())
                || MODIFIERS.contains(&self.here()))
    }

    /// Everything up to the token `end`.
    fn members(&mut self, end: usize, owner: Option<usize>, depth: usize) {
        let mut before = Before::default();
        while self.at < end {
            let from = self.at;
            match (self.kind(from), self.here()) {
                (Some(Kind::Directive), directive) => self.directive(directive),
                (_, "@") => {
                    if !PLAIN_ATTRIBUTES.contains(&self.attribute()) {
                        before.is_wrapped = true;
                    }
                    continue;
                }
                (Some(Kind::Word), word) => {
                    if self.modifier(word, &mut before) {
                        continue;
                    }
                    let before = mem::take(&mut before);
                    self.declaration(word, &before, owner, depth);
                }
                _ => self.skip(),
            }
            before = Before::default();
            // Always on, and never behind the brackets that this is in.
            self.at = self.at.max(from + 1).min(end.max(from + 1));
        }
        self.at = end;
    }

    fn directive(&mut self, directive: &str) {
        match directive {
            "#if" => self.conditions += 1,
            "#endif" => self.conditions = self.conditions.saturating_sub(1),
            "#else" | "#elseif" => {}
            _ => {
                self.at += 1;
                while self.is_opening(self.at) {
                    self.skip();
                }
                return;
            }
        }
        self.skip_line();
    }

    /// Steps over an attribute and gives its name.
    fn attribute(&mut self) -> &'a str {
        self.at += 1;
        let mut name = self.here();
        self.at += 1;
        while self.here() == "." {
            name = self.word(self.at + 1);
            self.at += 2;
        }
        self.generic_brackets();
        let end = |at: usize| self.tokens.get(at).map(|token| token.range.end);
        let start = self.tokens.get(self.at).map(|token| token.range.start);
        if self.here() == "(" && start.is_some() && end(self.at.wrapping_sub(1)) == start {
            self.skip();
        }
        name
    }

    /// Steps over `<…>` without reading it.
    fn generic_brackets(&mut self) {
        let mut depth = 0_usize;
        loop {
            match self.here() {
                "<" => depth += 1,
                ">" => depth = depth.saturating_sub(1),
                "{" | "}" | ")" | "]" | "=" | "" => return,
                _ => {}
            }
            if depth == 0 && self.here() != ">" {
                return;
            }
            self.skip();
            if depth == 0 {
                return;
            }
        }
    }

    fn modifier(&mut self, word: &str, before: &mut Before) -> bool {
        let next = self.word(self.at + 1);
        let is_followed = self.kind(self.at + 1) == Some(Kind::Word) || matches!(next, "(" | "@");
        let is_modifier = MODIFIERS.contains(&word)
            && is_followed
            && (word != "class"
                || MODIFIERS.contains(&next)
                || matches!(next, "func" | "var" | "let" | "subscript"));
        if !is_modifier {
            return false;
        }
        before.is_static |= matches!(word, "static" | "class");
        before.is_lazy |= word == "lazy";
        self.at += 1;
        if self.here() == "(" {
            self.skip();
        }
        true
    }

    fn declaration(&mut self, word: &str, before: &Before, owner: Option<usize>, depth: usize) {
        match word {
            "import" | "operator" | "precedencegroup" | "associatedtype" => {
                self.at += 1;
                while self.at < self.tokens.len() && !self.is_first(self.at) {
                    self.skip();
                }
            }
            "struct" | "actor" => self.type_declaration(DeclKind::Struct, owner, depth),
            "class" => self.type_declaration(DeclKind::Class, owner, depth),
            "enum" => self.type_declaration(DeclKind::Enum, owner, depth),
            "protocol" => self.type_declaration(DeclKind::Unknown, owner, depth),
            "extension" => self.extension(depth),
            "typealias" => self.alias(owner),
            "let" | "var" => self.bindings(word == "let", before, owner),
            "case" if owner.is_some() => self.cases(owner),
            "func" | "macro" => {
                // What follows is its name, whatever it is.
                self.at += 2;
                self.skip_signature();
            }
            "init" => {
                self.at += 1;
                if matches!(self.here(), "?" | "!") {
                    self.at += 1;
                }
                self.generic_brackets();
                if self.here() == "("
                    && self.word(self.at + 1) == "from"
                    && let Some(decl) = owner.and_then(|owner| self.read.decls.get_mut(owner))
                {
                    decl.has_own_decoding = true;
                }
                self.skip_signature();
            }
            "deinit" | "subscript" => {
                self.at += 1;
                self.skip_signature();
            }
            _ => self.at += 1,
        }
    }

    /// Steps over parameters, results and the body.
    fn skip_signature(&mut self) {
        while self.at < self.tokens.len() && !self.is_beginning() {
            let is_body = self.here() == "{";
            self.skip();
            if is_body {
                return;
            }
        }
    }

    fn type_declaration(&mut self, kind: DeclKind, owner: Option<usize>, depth: usize) {
        self.at += 1;
        let Some((name, range)) = self.name() else {
            return;
        };
        self.at += 1;
        let generics = self.generic_names();
        let decl = Decl {
            name,
            range,
            kind,
            parent: owner,
            generics,
            ..Decl::default()
        };
        self.body(decl, depth);
    }

    fn extension(&mut self, depth: usize) {
        self.at += 1;
        let Type { range, kind } = self.typ(0);
        let TypeKind::Name { path, .. } = kind else {
            return self.skip_signature();
        };
        let extension = Extension {
            path,
            decl: self.read.decls.len(),
        };
        self.read.extensions.push(extension);
        let decl = Decl {
            range,
            kind: DeclKind::Unknown,
            ..Decl::default()
        };
        self.body(decl, depth);
    }

    /// What a type conforms to, and its members.
    fn body(&mut self, mut decl: Decl, depth: usize) {
        if self.take(":") {
            loop {
                decl.inherits.push(self.typ(0));
                if !self.take(",") {
                    break;
                }
            }
        }
        while self.at < self.tokens.len() && self.here() != "{" && !self.is_beginning() {
            self.at += 1;
        }
        let range = decl.range.clone();
        let index = self.read.decls.len();
        self.read.decls.push(decl);
        if self.here() != "{" {
            return;
        }
        let end = self.partner();
        if depth >= MAX_DEPTH {
            self.remarks.push(Remark::new("too-deep", range));
        } else {
            self.at += 1;
            let conditions = mem::take(&mut self.conditions);
            self.members(end, Some(index), depth + 1);
            self.conditions = conditions;
        }
        self.at = end + 1;
    }

    /// The names in `<T: Codable, U>`.
    fn generic_names(&mut self) -> Vec<String> {
        let mut names = Vec::new();
        if self.here() != "<" {
            return names;
        }
        let from = self.at;
        self.generic_brackets();
        for at in from..self.at {
            if matches!(self.word(at), "<" | ",") && self.kind(at + 1) == Some(Kind::Word) {
                names.push(self.word(at + 1).to_owned());
            }
        }
        names
    }

    fn alias(&mut self, owner: Option<usize>) {
        self.at += 1;
        let Some((name, range)) = self.name() else {
            return;
        };
        self.at += 1;
        let generics = self.generic_names();
        if self.take("=") {
            let typ = self.typ(0);
            self.read.decls.push(Decl {
                name,
                range,
                kind: DeclKind::Alias(typ),
                parent: owner,
                generics,
                ..Decl::default()
            });
        }
    }

    /// `let a = 1, b, c: Int { … }`
    fn bindings(&mut self, is_constant: bool, before: &Before, owner: Option<usize>) {
        let mut found: Vec<Property> = Vec::new();
        loop {
            self.at += 1;
            let Some((name, range)) = self.name() else {
                // A pattern such as `let (a, b) = …` is no stored property of its own.
                return self.skip_expression();
            };
            self.at += 1;
            let mut property = Property {
                name,
                range,
                typ: None,
                has_default: false,
                is_decoded: !before.is_lazy,
                is_uncertain: before.is_wrapped || self.conditions > 0,
            };
            if self.take(":") {
                let typ = self.typ(0);
                for earlier in found.iter_mut().rev() {
                    if earlier.typ.is_some() || earlier.has_default {
                        break;
                    }
                    earlier.typ = Some(typ.clone());
                }
                property.typ = Some(typ);
            }
            if self.take("=") {
                property.has_default = true;
                property.is_decoded &= !is_constant;
                if property.typ.is_none() {
                    property.typ = self.inferred();
                }
                self.skip_expression();
            }
            if before.is_wrapped {
                property.typ = None;
            }
            let is_computed = self.here() == "{" && !self.is_observed();
            if self.here() == "{" {
                self.skip();
            }
            if !is_computed && !before.is_static {
                found.push(property);
            }
            if self.here() != "," {
                break;
            }
        }
        if let Some(decl) = owner.and_then(|owner| self.read.decls.get_mut(owner)) {
            decl.properties.append(&mut found);
        }
    }

    /// Whether the braces here hold `willSet` or `didSet`.
    fn is_observed(&self) -> bool {
        matches!(self.word(self.at + 1), "willSet" | "didSet")
    }

    /// Steps over a value: up to `,`, `;`, the end of the block, observers, or a line that does not go on with it.
    fn skip_expression(&mut self) {
        let mut is_open = true;
        let mut is_start = true;
        while self.at < self.tokens.len() {
            let word = self.here();
            match word {
                "," | ";" | "}" | ")" | "]" => return,
                "{" if !is_start && self.is_observed() => return,
                _ => {}
            }
            if !is_start && self.is_first(self.at) {
                let goes_on = is_open
                    || matches!(
                        word,
                        "." | "?" | ":" | "+" | "-" | "*" | "/" | "&" | "|" | "=" | "<" | ">" | "%"
                    )
                    || matches!(word, "as" | "is");
                if !goes_on || self.is_beginning() {
                    return;
                }
            }
            let is_sign = self.kind(self.at) == Some(Kind::Sign);
            is_open = is_sign && !self.is_opening(self.at) && !matches!(word, "?" | "!" | ">");
            is_start = false;
            self.skip();
            self.generic_arguments();
        }
    }

    /// Steps over the `<…>` of `Dictionary<String, Int>()`, which is one without a space before it.
    fn generic_arguments(&mut self) {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        if let (Some(before), Some(here)) = (before, self.tokens.get(self.at))
            && before.kind == Kind::Word
            && before.range.end == here.range.start
            && self.here() == "<"
        {
            self.generic_brackets();
        }
    }

    /// Whether a value ends before the word at `at`.
    fn ends_value(&self, at: usize) -> bool {
        let is_observed =
            || self.word(at) == "{" && matches!(self.word(at + 1), "willSet" | "didSet");
        self.is_first(at) || matches!(self.word(at), "," | ";" | "}") || is_observed()
    }

    /// The type that a value has, where it can be seen.
    fn inferred(&mut self) -> Option<Type> {
        let range = self.tokens.get(self.at)?.range.clone();
        let from = self.at;
        let named = |path: &str| {
            Some(Type {
                range: range.clone(),
                kind: TypeKind::Name {
                    path: path.to_owned(),
                    arguments: Vec::new(),
                },
            })
        };
        let first = from + usize::from(self.here() == "-");
        match (self.kind(first)?, self.word(first)) {
            (Kind::Number, number) if self.ends_value(first + 1) => {
                let is_whole = number.starts_with("0x") || !number.contains(['.', 'e', 'E']);
                named(if is_whole { "Int" } else { "Double" })
            }
            (Kind::Text, _) if self.ends_value(first + 1) => named("String"),
            (Kind::Word, "true" | "false") if self.ends_value(first + 1) => named("Bool"),
            (Kind::Word, word) if word.starts_with(|first: char| first.is_ascii_uppercase()) => {
                let path = self.typ(0);
                let after = if self.here() == "(" {
                    self.partner() + 1
                } else {
                    self.at
                };
                let is_call = after > self.at && self.ends_value(after);
                let is_case = after == self.at && self.ends_value(after);
                self.at = from;
                match path.kind {
                    TypeKind::Name { .. } | TypeKind::Array(_) | TypeKind::Dictionary(..)
                        if is_call =>
                    {
                        Some(path)
                    }
                    TypeKind::Name { path: dotted, .. } if is_case => {
                        named(dotted.rsplit_once('.')?.0)
                    }
                    _ => None,
                }
            }
            (Kind::Sign, "[") if self.word(self.partner() + 1) == "(" => {
                let typ = self.typ(0);
                self.at = from;
                Some(typ)
            }
            _ => None,
        }
    }

    /// `case a, b = "B", c(Int, label: String = "x")`
    fn cases(&mut self, owner: Option<usize>) {
        let mut found = Vec::new();
        loop {
            self.at += 1;
            let Some((name, _)) = self.name() else { break };
            self.at += 1;
            let values = if self.here() == "(" {
                self.associated()
            } else {
                Vec::new()
            };
            let raw = self.take("=").then(|| self.raw());
            found.push(EnumCase { name, raw, values });
            if self.here() != "," {
                break;
            }
        }
        if let Some(decl) = owner.and_then(|owner| self.read.decls.get_mut(owner)) {
            decl.cases.append(&mut found);
        }
    }

    fn raw(&mut self) -> Raw {
        let is_negative = self.take("-");
        let raw = match self.kind(self.at) {
            Some(Kind::Text) => unquoted(self.here()).map_or(Raw::Other, Raw::Text),
            Some(Kind::Number) => {
                let sign = if is_negative { "-" } else { "" };
                Raw::Number([sign, &self.here().replace('_', "")].concat())
            }
            _ => Raw::Other,
        };
        self.skip_expression();
        raw
    }

    fn associated(&mut self) -> Vec<Associated> {
        let end = self.partner();
        let mut values = Vec::new();
        self.at += 1;
        while self.at < end {
            let from = self.at;
            let mut key = format!("_{}", values.len());
            if self.kind(self.at) == Some(Kind::Word) {
                let is_labelled = self.word(self.at + 1) == ":";
                let has_two =
                    self.word(self.at + 2) == ":" && self.kind(self.at + 1) == Some(Kind::Word);
                if (is_labelled || has_two) && self.here() != "_" {
                    self.here().trim_matches('`').clone_into(&mut key);
                }
                self.at += if is_labelled {
                    2
                } else {
                    3 * usize::from(has_two)
                };
            }
            let typ = self.typ(0);
            let has_default = self.take("=");
            if has_default {
                self.skip_expression();
            }
            values.push(Associated {
                key,
                typ,
                has_default,
            });
            while self.at < end && !self.take(",") {
                self.skip();
            }
            self.at = self.at.max(from + 1);
        }
        self.at = end + 1;
        values
    }

    /// The type that begins here. Never goes past a bracket that it did not open.
    fn typ(&mut self, depth: usize) -> Type {
        while self.here() == "@" {
            self.attribute();
        }
        let start = self
            .tokens
            .get(self.at)
            .map_or(self.text.len(), |token| token.range.start);
        let mut kind = if depth >= MAX_DEPTH {
            self.too_deep();
            TypeKind::TooDeep
        } else {
            self.plain_type(depth)
        };
        loop {
            let is_adjacent = !self.is_first(self.at);
            match self.here() {
                "?" | "!" if is_adjacent => {
                    self.at += 1;
                    if !matches!(kind, TypeKind::Optional(_)) {
                        let range = start..self.end_before(start);
                        kind = TypeKind::Optional(Box::new(Type { range, kind }));
                    }
                }
                "&" => {
                    self.at += 1;
                    if self.kind(self.at) == Some(Kind::Word) {
                        self.at += 1;
                    }
                    kind = TypeKind::Opaque;
                }
                "." if kind == TypeKind::Opaque => self.at += 1,
                _ => break,
            }
        }
        let range = start..self.end_before(start);
        Type { range, kind }
    }

    /// Where the last word that was read ends, at least `start`.
    fn end_before(&self, start: usize) -> usize {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        last.map_or(start, |token| token.range.end.max(start))
    }

    fn too_deep(&mut self) {
        if self.is_opening(self.at) {
            self.skip();
            return;
        }
        self.at += usize::from(self.kind(self.at) == Some(Kind::Word));
        self.generic_brackets();
    }

    fn plain_type(&mut self, depth: usize) -> TypeKind {
        match self.here() {
            "[" => {
                let end = self.partner();
                self.at += 1;
                let first = self.typ(depth + 1);
                let second = self.take(":").then(|| self.typ(depth + 1));
                let is_read = self.at == end;
                self.at = end + 1;
                match second {
                    _ if !is_read => TypeKind::Opaque,
                    Some(value) => TypeKind::Dictionary(Box::new(first), Box::new(value)),
                    None => TypeKind::Array(Box::new(first)),
                }
            }
            "(" => {
                let end = self.partner();
                self.at += 1;
                let inner = if self.at < end {
                    self.typ(depth + 1).kind
                } else {
                    TypeKind::Tuple
                };
                let is_alone = self.at == end;
                self.at = end + 1;
                while matches!(self.here(), "async" | "throws" | "rethrows") {
                    self.at += 1;
                }
                if self.take("->") {
                    self.typ(depth + 1);
                    TypeKind::Function
                } else if is_alone {
                    inner
                } else {
                    TypeKind::Tuple
                }
            }
            "some" | "any" | "inout" | "borrowing" | "consuming" | "sending" | "~" => {
                self.at += 1;
                self.typ(depth + 1);
                TypeKind::Opaque
            }
            _ => self.named_type(depth),
        }
    }

    fn named_type(&mut self, depth: usize) -> TypeKind {
        let Some((mut path, _)) = self.name() else {
            return TypeKind::Opaque;
        };
        let mut arguments = Vec::new();
        self.at += 1;
        loop {
            if self.here() == "<" {
                self.at += 1;
                arguments = Vec::new();
                loop {
                    arguments.push(self.typ(depth + 1));
                    if !self.take(",") {
                        break;
                    }
                }
                if !self.take(">") {
                    return TypeKind::Opaque;
                }
            }
            if self.here() != "." || self.kind(self.at + 1) != Some(Kind::Word) {
                break;
            }
            path.push('.');
            path.push_str(self.word(self.at + 1).trim_matches('`'));
            self.at += 2;
        }
        TypeKind::Name { path, arguments }
    }
}
