//! Puts together what a text says in several places: extensions, names, and the JSON keys of every type.

use std::collections::{BTreeMap, BTreeSet};

use super::model::TypeKind;
use super::parser::Extension;
use super::{DeclKind, Fields, Keys, Model};

impl Model {
    /// Puts what extensions add where it belongs, fills the table of names and the keys of every type.
    pub(super) fn gather(&mut self, extensions: &[Extension]) {
        let is_extension: BTreeSet<usize> =
            extensions.iter().map(|extension| extension.decl).collect();
        let mut children: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, decl) in self.decls.iter().enumerate() {
            match decl.parent {
                Some(parent) if is_extension.contains(&parent) => {
                    children.entry(parent).or_default().push(index);
                }
                _ if is_extension.contains(&index) => {}
                parent => {
                    // The first one counts where `#if` gives two.
                    self.names
                        .entry((parent, decl.name.clone()))
                        .or_insert(index);
                }
            }
        }
        // Three rounds: an extension may come before the one that adds the type it extends, and what is extended may not be here.
        let mut open: Vec<&Extension> = extensions.iter().collect();
        for round in 0..3 {
            open.retain(|extension| {
                let Some(target) = self.look_up(&extension.path, None) else {
                    return true;
                };
                self.extend(
                    self.behind(target),
                    extension,
                    children.get(&extension.decl),
                );
                false
            });
            if round == 1 {
                for extension in &open {
                    self.stand_in(extension);
                }
            }
        }
        for extension in open {
            self.extend(extension.decl, extension, children.get(&extension.decl));
        }
        for index in 0..self.decls.len() {
            let fields = self.fields(index);
            if let Some(decl) = self.decls.get_mut(index) {
                decl.fields = fields;
            }
        }
    }

    /// Lets an extension stand for a type that is not here: what is added to it still is.
    pub(super) fn stand_in(&mut self, extension: &Extension) {
        let name = extension.path.rsplit('.').next().unwrap_or_default();
        if let Some(decl) = self.decls.get_mut(extension.decl) {
            name.clone_into(&mut decl.name);
        }
        if name == extension.path {
            let key = (None, name.to_owned());
            self.names.entry(key).or_insert(extension.decl);
        }
    }

    pub(super) fn extend(
        &mut self,
        target: usize,
        extension: &Extension,
        children: Option<&Vec<usize>>,
    ) {
        for &child in children.into_iter().flatten() {
            if let Some(decl) = self.decls.get_mut(child) {
                decl.parent = Some(target);
                self.names
                    .entry((Some(target), decl.name.clone()))
                    .or_insert(child);
            }
        }
        if target == extension.decl {
            return;
        }
        let Some(added) = self.decls.get_mut(extension.decl) else {
            return;
        };
        let (mut inherits, has_own_decoding) =
            (std::mem::take(&mut added.inherits), added.has_own_decoding);
        if let Some(decl) = self.decls.get_mut(target) {
            decl.inherits.append(&mut inherits);
            decl.has_own_decoding |= has_own_decoding;
        }
    }

    /// The JSON keys of a type's properties, or of an enum's cases.
    pub(super) fn fields(&self, index: usize) -> Fields {
        let mut fields = Fields::default();
        let Some(decl) = self.decl(index) else {
            return fields;
        };
        fields.is_unknown = decl.has_own_decoding;
        let inherits_class = decl.kind == DeclKind::Class
            && decl.inherits.iter().any(|typ| match &typ.kind {
                TypeKind::Name { path, .. } => {
                    let found = self
                        .look_up(path, Some(index))
                        .and_then(|found| self.decl(found));
                    found.is_some_and(|found| found.kind == DeclKind::Class) || path == "NSObject"
                }
                _ => false,
            });
        fields.is_unknown |= inherits_class;
        let names: Vec<&str> = if decl.kind == DeclKind::Enum {
            decl.cases.iter().map(|case| case.name.as_str()).collect()
        } else {
            decl.properties
                .iter()
                .map(|property| property.name.as_str())
                .collect()
        };
        let renamed = self.coding_keys(index, "CodingKeys");
        fields.is_unknown |= matches!(renamed, Keys::Unknown);
        for (at, name) in names.into_iter().enumerate() {
            let key = match &renamed {
                Keys::Renamed(keys) => keys.get(name).copied(),
                _ => Some(name),
            };
            let is_decoded = decl
                .properties
                .get(at)
                .is_none_or(|property| property.is_decoded);
            match key.map(str::to_owned) {
                Some(key) if is_decoded => {
                    if key != name {
                        fields.renamed.insert(name.to_owned(), key.clone());
                    }
                    fields.by_key.entry(key).or_insert(at);
                }
                Some(key) => {
                    fields.constants.insert(key);
                }
                None => {}
            }
        }
        fields
    }
}
