//! Which types a payload is checked against, and what cannot be checked of all that it can reach.

use std::collections::BTreeSet;

use super::{Decl, DeclKind, Model, Remark, Scoped, Shape};

impl Model {
    /// Which types a payload is checked against.
    pub(super) fn choose(&mut self, remarks: &mut Vec<Remark>) {
        let is_type =
            |decl: &Decl| !decl.name.is_empty() && !matches!(decl.kind, DeclKind::Alias(_));
        let all = |wanted: &dyn Fn(usize, &Decl) -> bool| -> Vec<usize> {
            let decls = self.decls.iter().enumerate();
            decls
                .filter(|(index, decl)| is_type(decl) && wanted(*index, decl))
                .map(|(index, _)| index)
                .collect()
        };
        let mut activities = all(&|_, decl| decl.conforms_to("ActivityAttributes"));
        if activities.is_empty() {
            activities = all(&|index, _| self.child(Some(index), "ContentState").is_some());
        }
        for &activity in &activities {
            if self.child(Some(activity), "ContentState").is_none()
                && let Some(decl) = self.decl(activity)
            {
                remarks.push(Remark::new("no-content-state", decl.range.clone()));
            }
        }
        let state = if activities.is_empty() {
            let structs = all(&|_, decl| matches!(decl.kind, DeclKind::Struct | DeclKind::Class));
            let named = |suffix: &str| {
                structs.iter().copied().find(|index| {
                    self.decl(*index)
                        .is_some_and(|decl| decl.name.ends_with(suffix))
                })
            };
            let used = self.used();
            named("ContentState")
                .or_else(|| named("State"))
                .or_else(|| structs.iter().copied().find(|index| !used.contains(index)))
                .or_else(|| structs.first().copied())
        } else {
            None
        };
        match state.and_then(|state| self.decl(state)) {
            Some(decl) => remarks.push(Remark::new("taken-for-state", decl.range.clone())),
            None if activities.is_empty() => remarks.push(Remark::new("no-type", 0..0)),
            None => {}
        }
        (self.activities, self.state) = (activities, state);
    }

    /// The types that a property of another one names.
    pub(super) fn used(&self) -> BTreeSet<usize> {
        let mut used = BTreeSet::new();
        for (index, decl) in self.decls.iter().enumerate() {
            let types = decl
                .properties
                .iter()
                .filter_map(|property| property.typ.as_ref());
            for typ in types {
                let scope = Some(index);
                self.each_name(Scoped { typ, scope }, &mut |shape, _| {
                    if let Shape::Struct(found) | Shape::Enum(found) = shape
                        && found != index
                    {
                        used.insert(found);
                    }
                });
            }
        }
        used
    }

    /// Gives every type that `scoped` is made of.
    pub(super) fn each_name<'m>(
        &'m self,
        scoped: Scoped<'m>,
        found: &mut dyn FnMut(Shape<'m>, Scoped<'m>),
    ) {
        let mut open = vec![scoped];
        // A type in a type is part of the text, but an alias can name itself: hence the limit.
        for _ in 0..256 {
            let Some(scoped) = open.pop() else { break };
            let shape = self.shape(scoped);
            found(shape, scoped);
            match shape {
                Shape::Optional(inner)
                | Shape::List(inner)
                | Shape::Bounds(inner)
                | Shape::Map(inner, _) => open.push(inner),
                Shape::Pairs(key, value) => open.extend([key, value]),
                _ => {}
            }
        }
    }

    /// Says what cannot be checked, of the types that a payload can reach.
    pub(super) fn look_at_types(&self, remarks: &mut Vec<Remark>) {
        let states = self
            .activities
            .iter()
            .filter_map(|index| self.content_state(Some(*index)));
        let mut open: Vec<usize> = self
            .activities
            .iter()
            .copied()
            .chain(states)
            .chain(self.state)
            .collect();
        let mut seen = BTreeSet::new();
        let mut said = BTreeSet::new();
        while let Some(index) = open.pop() {
            let Some(decl) = self.decl(index).filter(|_| seen.insert(index)) else {
                continue;
            };
            if let DeclKind::Alias(typ) = &decl.kind {
                let scope = decl.parent;
                self.look_at(Scoped { typ, scope }, &mut open, &mut said, remarks);
            }
            if decl.fields.is_unknown {
                remarks.push(Remark::new("own-decoding", decl.range.clone()));
                continue;
            }
            if decl.kind == DeclKind::Enum && self.raw_shape(index).is_none() && !decl.is_codable()
            {
                remarks.push(Remark::new("no-codable", decl.range.clone()));
                continue;
            }
            for &at in decl.fields.by_key.values() {
                let scope = Some(index);
                if decl.kind == DeclKind::Enum {
                    let values = decl.cases.get(at).map_or(&[][..], |case| &case.values);
                    for value in values {
                        self.look_at(
                            Scoped {
                                typ: &value.typ,
                                scope,
                            },
                            &mut open,
                            &mut said,
                            remarks,
                        );
                    }
                } else if let Some(property) = decl.properties.get(at) {
                    match &property.typ {
                        Some(typ) => {
                            self.look_at(Scoped { typ, scope }, &mut open, &mut said, remarks);
                        }
                        None if property.is_uncertain => {
                            remarks.push(Remark::new("wrapper", property.range.clone()));
                        }
                        None => {
                            remarks.push(Remark::new("no-written-type", property.range.clone()));
                        }
                    }
                }
            }
        }
    }

    pub(super) fn look_at<'m>(
        &'m self,
        scoped: Scoped<'m>,
        open: &mut Vec<usize>,
        said: &mut BTreeSet<String>,
        remarks: &mut Vec<Remark>,
    ) {
        self.each_name(scoped, &mut |shape, scoped| match shape {
            Shape::Struct(index) | Shape::Enum(index) => open.push(index),
            Shape::Anything(what) if said.insert(self.spelled(scoped.typ)) => {
                remarks.push(Remark::new(what, scoped.typ.range.clone()));
            }
            _ => {}
        });
    }
}
