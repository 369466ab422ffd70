//! Where to go from here: only what exists.

use api::{IDEMPOTENCY_KEY, REQUESTED_BY, REQUESTED_BY_VALUE, SendRequest, paths};
use yew::prelude::*;

use crate::components::shell::PageLink;
use crate::components::{Card, CopyButton, Disclosure, Glyph, Icon};
use crate::contexts::{use_checklist, use_composer};
use crate::i18n::home::Home;
use crate::i18n::{t, use_lang};
use crate::infra::dom;
use crate::route::Route;
use crate::state::Composer;
use crate::state::checklist::Item;

/// Apple's page that the payload's rules come from.
const APPLE: &str =
    "https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification";

/// The choices after the first push.
#[component]
pub(super) fn NextSteps() -> Html {
    let lang = use_lang();
    let (composer, list) = (use_composer(), use_checklist());
    let (Some(composer), Some(list)) = (composer, list) else {
        return Html::default();
    };
    if !list.is_done(Item::Send) && !list.skipped {
        return Html::default();
    }
    let command = curl(&dom::origin(), &composer);
    html! {
        <section class="p-next" aria-labelledby="next-title">
            <h2 id="next-title">{ t(lang, &Home::NextTitle) }</h2>
            <div class="l-grid">
                <Card title={t(lang, &Home::ComposeCard)} lead={t(lang, &Home::ComposeCardText)}>
                    <p><PageLink to={Route::Compose} class="c-button c-button--secondary">{ t(lang, &Home::ComposeOpen) }</PageLink></p>
                </Card>
                <Card title={t(lang, &Home::DocsCard)} lead={t(lang, &Home::DocsCardText)}>
                    <p><a class="c-link" href={APPLE} target="_blank" rel="noreferrer">{ t(lang, &Home::DocsOpen) }{ " " }<Icon glyph={Glyph::External} size={crate::components::icon::IconSize::Small} /></a></p>
                </Card>
            </div>
            <Card title={t(lang, &Home::ApiCard)} lead={t(lang, &Home::ApiCardText)} action={html! {
                <CopyButton text={command.clone()} name={t(lang, &Home::CopyCurl)} done={t(lang, &Home::Copied)} />
            }}>
                <Disclosure summary={AttrValue::from(format!("POST {}", paths::PUSHES))}>
                    <pre class="p-next__code" tabindex="0"><code>{ command.clone() }</code></pre>
                </Disclosure>
            </Card>
        </section>
    }
}

/// The draft's send as one command, with a place for the session's cookie.
fn curl(origin: &str, composer: &Composer) -> String {
    let request = SendRequest {
        app_id: composer.destination.app_id.clone(),
        environment: composer.destination.environment,
        device_id: composer.destination.device_id.clone(),
        headers: composer.draft.headers.clone(),
        payload: composer.draft.text.clone(),
    };
    let body = serde_json::to_string_pretty(&request).unwrap_or_default();
    [
        format!("curl {origin}{} \\", paths::PUSHES),
        "  --cookie \"$CARILLON_SESSION\" \\".to_owned(),
        format!("  --header '{REQUESTED_BY}: {REQUESTED_BY_VALUE}' \\"),
        // A request with a cookie must say that no other site caused it.
        "  --header 'sec-fetch-site: same-origin' \\".to_owned(),
        format!("  --header \"{IDEMPOTENCY_KEY}: $(uuidgen)\" \\"),
        "  --json @- <<'JSON'".to_owned(),
        body,
        "JSON".to_owned(),
    ]
    .join("\n")
}

#[cfg(test)]
mod tests {
    use payload::{Draft, DraftHeaders, PushType};

    use super::*;

    #[test]
    fn the_command_sends_the_draft_and_holds_no_session() {
        let composer = Composer::new(Draft {
            text: "{\"aps\":{\"alert\":\"Hi\"}}".to_owned(),
            headers: DraftHeaders::of(PushType::Alert),
        });
        expect_test::expect![[r#"
            curl http://127.0.0.1:1/api/v1/pushes \
              --cookie "$CARILLON_SESSION" \
              --header 'x-requested-by: carillon' \
              --header 'sec-fetch-site: same-origin' \
              --header "idempotency-key: $(uuidgen)" \
              --json @- <<'JSON'
            {
              "app_id": "",
              "environment": "simulator",
              "device_id": "",
              "headers": {
                "apns-push-type": "alert"
              },
              "payload": "{\"aps\":{\"alert\":\"Hi\"}}"
            }
            JSON"#]]
        .assert_eq(&curl("http://127.0.0.1:1", &composer));
    }
}
