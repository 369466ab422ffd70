//! What the draft is checked against besides Apple's rules: the app's own types, schema and texts. Closed until somebody wants it.

use payload::AppPart;
use web_sys::{Event, HtmlInputElement};
use yew::prelude::*;

use crate::components::badge::Tone;
use crate::components::button::ButtonSize;
use crate::components::{
    Banner, Button, ButtonLook, Disclosure, Field, Glyph, IconButton, ProblemItem, ProblemList,
    TextArea,
};
use crate::contexts::{AppCheckContext, use_app_check};
use crate::i18n::composer::{self, Msg};
use crate::i18n::wording::use_wording;
use crate::i18n::{Lang, t, use_lang};
use crate::infra::{dom, files};
use crate::state::{AppAction, AppCheck, app_check};

/// Ids of the inputs, whose buttons are beside them.
const FILES: &str = "app-files";
const FOLDER: &str = "app-folder";

const SWIFT_EXAMPLE: &str = "struct RideAttributes: ActivityAttributes {\n    struct ContentState: Codable, Hashable {\n        var minutes: Int\n    }\n}";
const SCHEMA_EXAMPLE: &str = "{ \"properties\": { \"order-id\": { \"type\": \"string\" } } }";

/// Properties of [`AppPanel`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct AppPanelProps {
    /// How many problems of the draft the check has found.
    pub(super) problems: usize,
}

/// The check against the app: what it is done with, and what was not understood of that.
#[component]
pub(super) fn AppPanel(props: &AppPanelProps) -> Html {
    let lang = use_lang();
    let Some(app) = use_app_check() else {
        return Html::default();
    };
    let typed = |action: fn(String) -> AppAction| {
        let dispatcher = app.dispatcher();
        Callback::from(move |text| dispatcher.dispatch(action(text)))
    };
    let onchange = {
        let dispatcher = app.dispatcher();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                let dispatcher = dispatcher.clone();
                let on_read = Callback::from(move |read| dispatcher.dispatch(AppAction::Add(read)));
                files::read_chosen(&input, app_check::is_text_file, on_read);
            }
        })
    };
    let clear = {
        let dispatcher = app.dispatcher();
        Callback::from(move |()| {
            dispatcher.dispatch(AppAction::Clear);
            // The pressed button is about to go.
            dom::focus("app-swift");
        })
    };
    let note = html! { <span data-testid="app-note">{ note(lang, &app, props.problems) }</span> };
    html! {
        <Disclosure summary={t(lang, &Msg::AppCheck)} {note} class="p-app" testid="app-panel">
            <div class="p-form__group">
                <p class="u-hint">{ t(lang, &Msg::AppIntro) }</p>
                if app.known.failed {
                    <Banner tone={Tone::Warning} title={t(lang, &Msg::AppFailed)} />
                }
                <Field id="app-swift" label={t(lang, &Msg::AppSwiftLabel)}>
                    <TextArea value={app.swift.clone()} on_input={typed(AppAction::Swift)} placeholder={SWIFT_EXAMPLE} rows={5} code=true testid="app-swift" />
                </Field>
                <Faults app={app.clone()} part={AppPart::Swift} />
                <Field id="app-schema" label={t(lang, &Msg::AppSchemaLabel)}>
                    <TextArea value={app.schema.clone()} on_input={typed(AppAction::Schema)} placeholder={SCHEMA_EXAMPLE} code=true testid="app-schema" />
                </Field>
                <Faults app={app.clone()} part={AppPart::Schema} />
                <div class="p-app__texts" role="group" aria-labelledby="app-files-label" aria-describedby="app-files-hint">
                    <p class="c-field__label" id="app-files-label">{ t(lang, &Msg::AppFilesLabel) }</p>
                    <p class="u-hint" id="app-files-hint">{ t(lang, &Msg::AppFilesHint) }</p>
                    <Files app={app.clone()} />
                    <input type="file" hidden=true id={FILES} multiple=true accept={app_check::ENDINGS.join(",")} onchange={onchange.clone()} data-testid="app-files" />
                    <input type="file" hidden=true id={FOLDER} multiple=true webkitdirectory=true {onchange} data-testid="app-folder" />
                    <div class="l-row">
                        <Button id="app-add" size={ButtonSize::Small} icon={Glyph::Add} on_press={|()| dom::click(FILES)} testid="app-add-files">{ t(lang, &Msg::AppAddFiles) }</Button>
                        <Button size={ButtonSize::Small} icon={Glyph::Add} on_press={|()| dom::click(FOLDER)} testid="app-add-folder">{ t(lang, &Msg::AppAddFolder) }</Button>
                        if !app.is_empty() {
                            <Button look={ButtonLook::Quiet} size={ButtonSize::Small} on_press={clear} testid="app-clear">{ t(lang, &Msg::AppClear) }</Button>
                        }
                    </div>
                </div>
                <Faults app={app.clone()} part={AppPart::Strings} />
            </div>
        </Disclosure>
    }
}

/// What is loaded and what was found, in a few words; empty while nothing is loaded.
fn note(lang: Lang, app: &AppCheck, problems: usize) -> String {
    let mut parts = Vec::new();
    if app.is_empty() {
        return String::new();
    }
    if !app.swift.trim_ascii().is_empty() {
        parts.push(t(lang, &Msg::AppSwift));
    }
    if !app.schema.trim_ascii().is_empty() {
        parts.push(t(lang, &Msg::AppSchema));
    }
    if !app.files.is_empty() {
        let count = app.known.languages;
        parts.push(t(lang, &Msg::AppLanguages { count }));
    }
    let count = app.known.findings.len() + problems;
    if count > 0 {
        parts.push(t(lang, &Msg::AppProblems { count }));
    }
    parts.join(" · ")
}

/// Properties of [`Faults`].
#[derive(Clone, PartialEq, Properties)]
struct FaultsProps {
    app: AppCheckContext,
    part: AppPart,
}

/// What was not understood of one kind of file.
#[component]
fn Faults(props: &FaultsProps) -> Html {
    let (lang, wording) = (use_lang(), use_wording());
    let part = props.part;
    let items: Vec<Html> = props
        .app
        .known
        .about(part)
        .map(|(line, finding)| {
            // Of texts, the sentence says file and line.
            let place = match part {
                AppPart::Strings => AttrValue::default(),
                _ => t(lang, &Msg::Line { line: *line }),
            };
            html! {
                <ProblemItem
                    code={finding.code.as_str()}
                    severity={finding.severity}
                    severity_label={t(lang, &composer::severity(finding.severity))}
                    {place}
                    message={wording.message(finding)}
                />
            }
        })
        .collect();
    if items.is_empty() {
        return Html::default();
    }
    let part = t(lang, &composer::app_part(part)).to_string();
    html! { <ProblemList label={t(lang, &Msg::AppFaults { part })}>{ items }</ProblemList> }
}

/// Properties of [`Files`].
#[derive(Clone, PartialEq, Properties)]
struct FilesProps {
    app: AppCheckContext,
}

/// The files of texts that are loaded, each with its languages.
#[component]
fn Files(props: &FilesProps) -> Html {
    let app = &props.app;
    let lang = use_lang();
    if app.files.is_empty() {
        return Html::default();
    }
    let last = app.files.len() - 1;
    html! {
        <ul class="p-app__files" role="list" aria-labelledby="app-files-label">
            { for app.files.iter().enumerate().map(|(index, file)| {
                let dispatcher = app.dispatcher();
                let on_press = Callback::from(move |()| {
                    // The pressed button is about to go: its neighbor takes the focus.
                    match (index < last, index.checked_sub(1)) {
                        (true, _) => dom::focus(&remove_id(index + 1)),
                        (false, Some(before)) => dom::focus(&remove_id(before)),
                        (false, None) => dom::focus("app-add"),
                    };
                    dispatcher.dispatch(AppAction::Remove(index));
                });
                let name = t(lang, &Msg::AppRemove { path: file.path.to_string() });
                html! {
                    <li key={file.path.to_string()} class="p-app__file">
                        <span class="p-app__path" dir="auto">{ file.path.clone() }</span>
                        <span class="u-hint">{ app.known.files.get(index).cloned().unwrap_or_default() }</span>
                        <IconButton glyph={Glyph::Close} size={ButtonSize::Small} {name} {on_press} id={remove_id(index)} testid="app-file-remove" />
                    </li>
                }
            }) }
        </ul>
    }
}

/// Id of the button that takes a file away.
fn remove_id(index: usize) -> String {
    format!("app-file-{index}")
}
