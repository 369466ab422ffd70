//! Controls that are tied to the draft: what is typed stays as it was typed while it is being typed.

use payload::{Finding, HeaderName, Severity};
use yew::prelude::*;

use super::goto::{field_id, header_id};
use crate::components::button::ButtonSize;
use crate::components::text_input::InputKind;
use crate::components::{
    Button, Choice, Field as Labeled, Glyph, Select, Switch, TextArea, TextInput,
};
use crate::contexts::{ComposerContext, use_checklist};
use crate::i18n::wording::use_wording;
use crate::i18n::{composer as words, t, use_lang};
use crate::infra::timer::Timeout;
use crate::infra::{clock, dom};
use crate::state::checklist::{ChecklistAction, Item};
use crate::state::field::Shown;
use crate::state::{ComposerAction, Field};

/// How long typing must rest before an error is shown beside it.
const QUIET_MS: u32 = 600;

/// Whether an error may be shown: after the focus left, or after 600 ms of quiet.
struct Settled {
    now: bool,
    on_input: Callback<()>,
    on_blur: Callback<()>,
}

#[hook]
fn use_settled() -> Settled {
    let now = use_state_eq(|| true);
    let timer = use_mut_ref(|| None::<Timeout>);
    let on_input = use_callback(now.setter(), {
        let timer = timer.clone();
        move |(), now| {
            let later = now.clone();
            now.set(false);
            timer.replace(Some(Timeout::new(QUIET_MS, move || later.set(true))));
        }
    });
    let on_blur = use_callback(now.setter(), move |(), now| {
        timer.replace(None);
        now.set(true);
    });
    Settled {
        now: *now,
        on_input,
        on_blur,
    }
}

/// The first of some findings that blocks sending: its words, and the button that repairs it.
#[hook]
fn use_problem(
    composer: &ComposerContext,
    found: &[(usize, Finding)],
    settled: bool,
    control: String,
) -> (AttrValue, Html) {
    let wording = use_wording();
    let list = use_checklist();
    let Some((index, finding)) = found
        .iter()
        .find(|(_, finding)| finding.severity == Severity::Error)
        .filter(|_| settled)
    else {
        return (AttrValue::default(), Html::default());
    };
    let action = wording.fix_label(finding).map(|label| {
        let (composer, list, index) = (composer.dispatcher(), list.map(|list| list.dispatcher()), *index);
        let on_press = Callback::from(move |()| {
            composer.dispatch(ComposerAction::ApplyFix(index));
            if let Some(list) = &list {
                list.dispatch(ChecklistAction::Done(Item::Fix));
            }
            // The pressed button is about to go.
            dom::focus(&control);
        });
        html! { <Button size={ButtonSize::Small} icon={Glyph::Wrench} {on_press}>{ label }</Button> }
    });
    (wording.message(finding), action.unwrap_or_default())
}

/// How a text is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextKind {
    /// Several lines of prose.
    Area,
    /// One line.
    Line(InputKind),
}

/// Properties of [`BoundText`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct BoundTextProps {
    pub(super) composer: ComposerContext,
    pub(super) field: Field,
    pub(super) kind: TextKind,
    #[prop_or_default]
    pub(super) hint: AttrValue,
    #[prop_or_default]
    pub(super) class: Classes,
}

/// A field of the form.
#[component]
pub(super) fn BoundText(props: &BoundTextProps) -> Html {
    let BoundTextProps {
        composer,
        field,
        kind,
        ..
    } = props;
    let (lang, field) = (use_lang(), *field);
    let typed = use_state_eq(|| None::<String>);
    let settled = use_settled();
    let (error, action) = use_problem(
        composer,
        &composer.findings_of(field),
        settled.now,
        field_id(field),
    );
    let shown = field.read(&composer.last_good);
    // A text that is typed now is shown as typed, as long as the draft still holds what came of it.
    let value = match &*typed {
        Some(typed) if field.normal(typed) == shown.text() => typed.clone(),
        _ => shown.text().to_owned(),
    };
    let on_input = use_callback(
        (
            composer.dispatcher(),
            typed.setter(),
            settled.on_input.clone(),
        ),
        move |text: String, (composer, typed, settling)| {
            typed.set(Some(text.clone()));
            settling.emit(());
            composer.dispatch(ComposerAction::EditField(
                field,
                text,
                clock::monotonic_ms(),
            ));
        },
    );
    let on_blur = use_callback(
        (typed.setter(), settled.on_blur.clone()),
        |(), (typed, settled)| {
            typed.set(None);
            settled.emit(());
        },
    );
    let complex = shown == Shown::Complex;
    let disabled = complex || !composer.document.is_valid();
    let hint = if complex {
        t(lang, &words::Msg::EditInJson)
    } else {
        props.hint.clone()
    };
    let count = value.chars().count();
    let note = matches!(field, Field::Title | Field::Subtitle | Field::Body) && count > 0;
    let id = AttrValue::from(field_id(field));
    html! {
        <Labeled id={id.clone()} label={t(lang, &words::field(field))} {hint} {error} {action} class={props.class.clone()} note={if note { html! { <span aria-hidden="true" title={t(lang, &words::Msg::Characters { count })}>{ count }</span> } } else { Html::default() }}>
            { match kind {
                TextKind::Area => html! { <TextArea value={value} {on_input} {on_blur} {disabled} testid={id} /> },
                TextKind::Line(kind) => html! { <TextInput value={value} {on_input} {on_blur} {disabled} kind={*kind} testid={id} /> },
            } }
        </Labeled>
    }
}

/// Properties of [`BoundSelect`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct BoundSelectProps {
    pub(super) composer: ComposerContext,
    pub(super) field: Field,
    pub(super) choices: Vec<Choice>,
}

/// A field of the form that has a few values. Another value that the draft holds is one more choice.
#[component]
pub(super) fn BoundSelect(props: &BoundSelectProps) -> Html {
    let BoundSelectProps {
        composer,
        field,
        choices,
    } = props;
    let (lang, field) = (use_lang(), *field);
    let (error, action) = use_problem(
        composer,
        &composer.findings_of(field),
        true,
        field_id(field),
    );
    let shown = field.read(&composer.last_good);
    let value = AttrValue::from(shown.text().to_owned());
    let on_change = use_callback(composer.dispatcher(), move |value: AttrValue, composer| {
        composer.dispatch(ComposerAction::EditField(
            field,
            value.to_string(),
            clock::monotonic_ms(),
        ));
    });
    let id = AttrValue::from(field_id(field));
    html! {
        <Labeled id={id.clone()} label={t(lang, &words::field(field))} {error} {action}>
            <Select choices={with_value(choices, &value)} {value} {on_change} disabled={shown == Shown::Complex || !composer.document.is_valid()} testid={id} />
        </Labeled>
    }
}

/// Properties of [`BoundSwitch`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct BoundSwitchProps {
    pub(super) composer: ComposerContext,
    pub(super) field: Field,
    pub(super) hint: AttrValue,
}

/// A field of the form that is 1 or absent.
#[component]
pub(super) fn BoundSwitch(props: &BoundSwitchProps) -> Html {
    let BoundSwitchProps {
        composer,
        field,
        hint,
    } = props;
    let (lang, field) = (use_lang(), *field);
    let (error, action) = use_problem(
        composer,
        &composer.findings_of(field),
        true,
        field_id(field),
    );
    let on_change = use_callback(composer.dispatcher(), move |on: bool, composer| {
        let typed = if on { "1".to_owned() } else { String::new() };
        composer.dispatch(ComposerAction::EditField(
            field,
            typed,
            clock::monotonic_ms(),
        ));
    });
    let shown = field.read(&composer.last_good);
    let on = !matches!(shown.text(), "" | "0" | "false");
    let disabled = shown == Shown::Complex || !composer.document.is_valid();
    html! {
        <div class="p-form__switch" id={field_id(field)} tabindex="-1">
            <Switch label={t(lang, &words::field(field))} hint={hint.clone()} {on} {on_change} {disabled} testid={AttrValue::from(format!("field-{}", field.name()))} />
            if !error.is_empty() {
                <div class="c-field__problem"><p class="c-field__error">{ error }</p>{ action }</div>
            }
        </div>
    }
}

/// Properties of [`BoundHeader`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct BoundHeaderProps {
    pub(super) composer: ComposerContext,
    pub(super) name: HeaderName,
    #[prop_or_default]
    pub(super) hint: AttrValue,
    #[prop_or_default]
    pub(super) placeholder: Option<AttrValue>,
    #[prop_or_default]
    pub(super) note: Html,
    /// What can be chosen; empty for a text.
    #[prop_or_default]
    pub(super) choices: Vec<Choice>,
}

/// A request header.
#[component]
pub(super) fn BoundHeader(props: &BoundHeaderProps) -> Html {
    let BoundHeaderProps {
        composer,
        name,
        choices,
        ..
    } = props;
    let (lang, name) = (use_lang(), *name);
    let settled = use_settled();
    let (error, action) = use_problem(
        composer,
        &composer.findings_of_header(name),
        settled.now,
        header_id(name),
    );
    let value = AttrValue::from(composer.draft.headers.get(name).to_owned());
    let on_input = use_callback(
        (composer.dispatcher(), settled.on_input.clone()),
        move |text: String, (composer, settling)| {
            settling.emit(());
            composer.dispatch(ComposerAction::EditHeader(
                name,
                text,
                clock::monotonic_ms(),
            ));
        },
    );
    let on_change = on_input.reform(|value: AttrValue| value.to_string());
    let id = AttrValue::from(header_id(name));
    html! {
        <Labeled id={id.clone()} label={t(lang, &words::header(name))} hint={props.hint.clone()} {error} {action} note={props.note.clone()}>
            if choices.is_empty() {
                <TextInput {value} {on_input} on_blur={settled.on_blur.clone()} kind={InputKind::Code} placeholder={props.placeholder.clone()} testid={id} />
            } else {
                <Select choices={with_value(choices, &value)} {value} {on_change} testid={id} />
            }
        </Labeled>
    }
}

/// The choices, and the value that the draft holds if it is none of them.
fn with_value(choices: &[Choice], value: &AttrValue) -> Vec<Choice> {
    let mut choices = choices.to_vec();
    if !choices.iter().any(|choice| choice.value == *value) {
        choices.push(Choice::new(value.clone(), value.clone()));
    }
    choices
}
