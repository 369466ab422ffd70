//! Yew's hooks with the types of their values behind a pointer.
//!
//! Yew writes a hook's whole life anew for each type that it holds, half a kilobyte and more each time. Here each has it once,
//! and the types meet it only where values go in and come out.

use std::any::Any;
use std::marker::PhantomData;
use std::ops::Deref;
use std::rc::Rc;

use upstream_yew::Callback;
use upstream_yew::functional::{
    Hook, HookContext, Reducible, TearDown, UseReducerDispatcher as UpstreamDispatcher,
    UseReducerHandle as UpstreamHandle,
};

/// A value of any type that can be compared with its like.
struct Value {
    value: Box<dyn Any>,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl Value {
    fn of<T: PartialEq + 'static>(value: T) -> Self {
        Self {
            value: Box::new(value),
            same: |a, b| match (a.downcast_ref::<T>(), b.downcast_ref::<T>()) {
                (Some(a), Some(b)) => a == b,
                _ => false,
            },
        }
    }

    /// The value; it is only ever asked for as what it was made of.
    fn get<T: 'static>(&self) -> &T {
        self.value
            .downcast_ref()
            .unwrap_or_else(|| unreachable!("a hook keeps its types"))
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(&*self.value, &*other.value)
    }
}

/// A hook as a function of its place in the component.
struct Run<F>(F);

impl<T, F: FnOnce(&mut HookContext) -> T> Hook for Run<F> {
    type Output = T;

    fn run(self, context: &mut HookContext) -> T {
        (self.0)(context)
    }
}

type Cleanup = Box<dyn FnOnce()>;

fn run_effect(context: &mut HookContext, deps: Value, effect: Box<dyn FnOnce(&Value) -> Cleanup>) {
    upstream_yew::functional::use_effect_with(deps, effect).run(context);
}

/// Yew's `use_effect_with`: runs `effect` after rendering when `deps` changed, and what it returns before the next one.
pub fn use_effect_with<T, F, D>(deps: T, effect: F) -> impl Hook<Output = ()>
where
    T: PartialEq + 'static,
    F: FnOnce(&T) -> D + 'static,
    D: TearDown,
{
    Run(move |context: &mut HookContext| {
        let effect = move |deps: &Value| -> Cleanup {
            let done = effect(deps.get());
            Box::new(move || done.tear_down())
        };
        run_effect(context, Value::of(deps), Box::new(effect));
    })
}

fn run_memo(
    context: &mut HookContext,
    deps: Value,
    make: &mut dyn FnMut(&Value) -> Rc<dyn Any>,
) -> Rc<dyn Any> {
    let kept = upstream_yew::functional::use_memo(deps, |deps| make(deps)).run(context);
    Rc::clone(&kept)
}

/// Yew's `use_memo`: what `make` made of `deps`, made again when they changed.
pub fn use_memo<T, F, D>(deps: D, make: F) -> impl Hook<Output = Rc<T>>
where
    T: 'static,
    F: FnOnce(&D) -> T,
    D: PartialEq + 'static,
{
    Run(move |context: &mut HookContext| {
        let mut make = Some(make);
        let kept = run_memo(context, Value::of(deps), &mut |deps| {
            let make = make
                .take()
                .unwrap_or_else(|| unreachable!("a value is made once"));
            Rc::new(make(deps.get()))
        });
        kept.downcast()
            .unwrap_or_else(|_| unreachable!("a hook keeps its types"))
    })
}

/// Yew's `use_callback`: a callback that stays equal to itself while `deps` do.
pub fn use_callback<IN, OUT, F, D>(deps: D, call: F) -> impl Hook<Output = Callback<IN, OUT>>
where
    IN: 'static,
    OUT: 'static,
    F: Fn(IN, &D) -> OUT + 'static,
    D: PartialEq + 'static,
{
    Run(move |context: &mut HookContext| {
        let kept = use_memo(Rc::new(deps), move |deps: &Rc<D>| {
            let deps = Rc::clone(deps);
            Callback::from(move |input: IN| call(input, &deps))
        });
        (*kept.run(context)).clone()
    })
}

/// The state behind every handle: a value of any type.
struct AnyState(Rc<dyn Any>);

impl PartialEq for AnyState {
    /// A state that stays as it is keeps its place.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// What makes the next state of the last one.
struct AnyAction(Box<Step>);

/// The next state; `None` when it stays as it is.
type Step = dyn FnOnce(&Rc<dyn Any>) -> Option<Rc<dyn Any>>;

impl Reducible for AnyState {
    type Action = AnyAction;

    fn reduce(self: Rc<Self>, action: AnyAction) -> Rc<Self> {
        match (action.0)(&self.0) {
            Some(next) => Rc::new(Self(next)),
            None => self,
        }
    }
}

fn run_state(
    context: &mut HookContext,
    first: &mut dyn FnMut() -> Rc<dyn Any>,
) -> UpstreamHandle<AnyState> {
    upstream_yew::functional::use_reducer(|| AnyState(first())).run(context)
}

fn run_typed<T: 'static>(
    context: &mut HookContext,
    first: impl FnOnce() -> T,
) -> UpstreamHandle<AnyState> {
    let mut first = Some(first);
    run_state(context, &mut || {
        let first = first
            .take()
            .unwrap_or_else(|| unreachable!("a state begins once"));
        Rc::new(first())
    })
}

fn typed<T: 'static>(state: &Rc<dyn Any>) -> &T {
    state
        .downcast_ref()
        .unwrap_or_else(|| unreachable!("a hook keeps its types"))
}

/// Yew's `use_reducer`: a state that is changed by actions, and renders its component again when it became another one.
pub fn use_reducer<T, F>(first: F) -> impl Hook<Output = UseReducerHandle<T>>
where
    T: Reducible + 'static,
    F: FnOnce() -> T,
{
    Run(move |context: &mut HookContext| UseReducerHandle {
        inner: run_typed(context, first),
        of: PhantomData,
    })
}

fn reduce<T: Reducible + 'static>(action: T::Action) -> AnyAction
where
    T::Action: 'static,
{
    AnyAction(Box::new(move |state| {
        let before: Rc<T> = Rc::clone(state)
            .downcast()
            .unwrap_or_else(|_| unreachable!("a hook keeps its types"));
        let after = Rc::clone(&before).reduce(action);
        (!Rc::ptr_eq(&before, &after)).then_some(after as Rc<dyn Any>)
    }))
}

/// A state that is changed by actions.
pub struct UseReducerHandle<T> {
    inner: UpstreamHandle<AnyState>,
    of: PhantomData<T>,
}

impl<T: Reducible + 'static> UseReducerHandle<T>
where
    T::Action: 'static,
{
    /// Does an action.
    pub fn dispatch(&self, action: T::Action) {
        self.inner.dispatch(reduce::<T>(action));
    }

    /// The way to do actions, without the state.
    pub fn dispatcher(&self) -> UseReducerDispatcher<T> {
        UseReducerDispatcher {
            inner: self.inner.dispatcher(),
            of: PhantomData,
        }
    }
}

impl<T: 'static> Deref for UseReducerHandle<T> {
    type Target = T;

    fn deref(&self) -> &T {
        typed(&self.inner.0)
    }
}

impl<T> Clone for UseReducerHandle<T> {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
            of: PhantomData,
        }
    }
}

impl<T> PartialEq for UseReducerHandle<T> {
    /// Whether both were made of the same state. What they show is the present one, which says nothing of that.
    fn eq(&self, other: &Self) -> bool {
        self.inner == other.inner
    }
}

impl<T: std::fmt::Debug + 'static> std::fmt::Debug for UseReducerHandle<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(f)
    }
}

/// The way to do actions.
pub struct UseReducerDispatcher<T> {
    inner: UpstreamDispatcher<AnyState>,
    of: PhantomData<T>,
}

impl<T: Reducible + 'static> UseReducerDispatcher<T>
where
    T::Action: 'static,
{
    /// Does an action.
    pub fn dispatch(&self, action: T::Action) {
        self.inner.dispatch(reduce::<T>(action));
    }
}

impl<T> Clone for UseReducerDispatcher<T> {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
            of: PhantomData,
        }
    }
}

impl<T> PartialEq for UseReducerDispatcher<T> {
    fn eq(&self, other: &Self) -> bool {
        self.inner == other.inner
    }
}

/// Yew's `use_state_eq`: a value that renders its component again when it is set to another one.
pub fn use_state_eq<T, F>(first: F) -> impl Hook<Output = UseStateHandle<T>>
where
    T: PartialEq + 'static,
    F: FnOnce() -> T,
{
    Run(move |context: &mut HookContext| UseStateHandle {
        inner: run_typed(context, first),
        of: PhantomData,
    })
}

fn set<T: PartialEq + 'static>(value: T) -> AnyAction {
    AnyAction(Box::new(move |state| {
        (*typed::<T>(state) != value).then(|| Rc::new(value) as Rc<dyn Any>)
    }))
}

/// A state and the way to set it.
pub struct UseStateHandle<T> {
    inner: UpstreamHandle<AnyState>,
    of: PhantomData<T>,
}

impl<T: PartialEq + 'static> UseStateHandle<T> {
    /// Sets it.
    pub fn set(&self, value: T) {
        self.inner.dispatch(set(value));
    }

    /// The way to set it, without its value.
    pub fn setter(&self) -> UseStateSetter<T> {
        UseStateSetter {
            inner: self.inner.dispatcher(),
            of: PhantomData,
        }
    }
}

impl<T: 'static> Deref for UseStateHandle<T> {
    type Target = T;

    fn deref(&self) -> &T {
        typed(&self.inner.0)
    }
}

impl<T> Clone for UseStateHandle<T> {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
            of: self.of,
        }
    }
}

impl<T> PartialEq for UseStateHandle<T> {
    /// Whether both were made of the same state. What they show is the present one, which says nothing of that.
    fn eq(&self, other: &Self) -> bool {
        self.inner == other.inner
    }
}

/// The way to set a state.
pub struct UseStateSetter<T> {
    inner: UpstreamDispatcher<AnyState>,
    of: PhantomData<T>,
}

impl<T: PartialEq + 'static> UseStateSetter<T> {
    /// Sets it.
    pub fn set(&self, value: T) {
        self.inner.dispatch(set(value));
    }
}

impl<T> Clone for UseStateSetter<T> {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
            of: self.of,
        }
    }
}

impl<T> PartialEq for UseStateSetter<T> {
    fn eq(&self, other: &Self) -> bool {
        self.inner == other.inner
    }
}
