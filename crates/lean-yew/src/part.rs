//! The one component type.

use std::any::{Any, TypeId};
use std::marker::PhantomData;
use std::rc::Rc;

use upstream_yew::ContextProvider;
use upstream_yew::context::ContextProviderProps;
use upstream_yew::functional::{FunctionComponent, FunctionProvider, HookContext};
use upstream_yew::html::{BaseComponent, Context, Html, HtmlResult, Properties};
use upstream_yew::virtual_dom::{Key, VComp, VNode};

/// A function component and its properties.
trait Piece {
    /// Renders it.
    fn run(&self, hooks: &mut HookContext) -> HtmlResult;
    /// Whether the other is the same component with the same properties.
    fn same(&self, other: &dyn Any) -> bool;
    /// Which component it is.
    fn kind(&self) -> TypeId;
    /// Itself, to be compared.
    fn as_any(&self) -> &dyn Any;
}

struct Of<C: FunctionProvider>(C::Properties);

impl<C: FunctionProvider + 'static> Piece for Of<C> {
    fn run(&self, hooks: &mut HookContext) -> HtmlResult {
        C::run(hooks, &self.0)
    }

    fn same(&self, other: &dyn Any) -> bool {
        other
            .downcast_ref::<Self>()
            .is_some_and(|other| self.0 == other.0)
    }

    fn kind(&self) -> TypeId {
        TypeId::of::<C>()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// Properties of [`Part`].
#[derive(Clone, Properties)]
pub struct PartProps {
    piece: Rc<dyn Piece>,
}

impl PartialEq for PartProps {
    fn eq(&self, other: &Self) -> bool {
        self.piece.same(other.piece.as_any())
    }
}

/// Any function component.
pub struct Part {
    hooks: FunctionComponent<Self>,
    /// Another component came into this place, and what the one before has left in the document is still to be removed.
    stale: bool,
}

impl FunctionProvider for Part {
    type Properties = PartProps;

    fn run(hooks: &mut HookContext, props: &PartProps) -> HtmlResult {
        props.piece.run(hooks)
    }
}

impl BaseComponent for Part {
    type Message = ();
    type Properties = PartProps;

    fn create(context: &Context<Self>) -> Self {
        Self {
            hooks: FunctionComponent::new(context),
            stale: false,
        }
    }

    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        true
    }

    fn changed(&mut self, context: &Context<Self>, before: &PartProps) -> bool {
        // Yew takes any two parts in the same place for the same component: what one has kept is not for the other, nor its
        // elements, which may have the focus or be unfolded.
        if before.piece.kind() != context.props().piece.kind() {
            self.hooks.destroy();
            self.hooks = FunctionComponent::new(context);
            self.stale = true;
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> HtmlResult {
        if self.stale {
            return Ok(Html::default());
        }
        self.hooks.render(context.props())
    }

    fn rendered(&mut self, context: &Context<Self>, _first: bool) {
        if std::mem::take(&mut self.stale) {
            context.link().send_message(());
        } else {
            self.hooks.rendered();
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.hooks.destroy();
    }

    fn prepare_state(&self) -> Option<String> {
        self.hooks.prepare_state()
    }
}

/// What `html!` makes of a component.
pub struct VChild<C>(PhantomData<C>);

impl<C: FunctionProvider + 'static> VChild<C> {
    /// The component with its properties, ready to be shown.
    #[expect(
        clippy::new_ret_no_self,
        reason = "the name is Yew's, and nobody needs the type"
    )]
    pub fn new(props: C::Properties, key: Option<Key>) -> VNode {
        node(Rc::new(Of::<C>(props)), key)
    }
}

/// Outlined, so that nothing but the properties' own type is written once for each component.
#[inline(never)]
fn node(piece: Rc<dyn Piece>, key: Option<Key>) -> VNode {
    VNode::VComp(Rc::new(VComp::new::<Part>(
        Rc::new(PartProps { piece }),
        key,
    )))
}

/// Children that find `context` by `use_context`. A provider is a component of another kind than functions, which `html!` of this
/// crate has no place for.
pub fn provide<T: Clone + PartialEq + 'static>(context: T, children: Html) -> Html {
    let props = ContextProviderProps { context, children };
    VNode::VComp(Rc::new(VComp::new::<ContextProvider<T>>(
        Rc::new(props),
        None,
    )))
}
