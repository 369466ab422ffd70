//! The schema of the request's headers: names as Apple spells them, values as text.

use super::json::Json;
use super::{head, of_type};
use crate::headers::{HeaderName, Priority};
use crate::push_type::PushType;

pub(super) fn schema() -> Json {
    let mut schema = head(
        "headers",
        "Headers of a push",
        "The request headers beside the payload, for carillon lint --headers. All values are text. The size does not count them.",
    );
    schema.put("type", Json::text("object"));
    let mut properties = Json::object();
    for name in HeaderName::ALL {
        properties.put(name.as_str(), property(name));
    }
    schema.put("properties", properties);
    schema.put("required", Json::texts(&["apns-push-type"]));
    // Other headers are for the rules to judge; that their values are text holds for them too.
    schema.put("additionalProperties", of_type("string"));
    let background = Json::object().with("const", Json::text(PushType::Background.as_str()));
    let is_background = Json::object()
        .with(
            "properties",
            Json::object().with("apns-push-type", background),
        )
        .with("required", Json::texts(&["apns-push-type"]));
    let considerate = Json::object().with("const", Json::text(Priority::Considerate.as_str()));
    let then = Json::object().with(
        "properties",
        Json::object().with("apns-priority", considerate),
    );
    schema.put("if", is_background);
    schema.put("then", then);
    let example = Json::object()
        .with("apns-push-type", Json::text("alert"))
        .with("apns-topic", Json::text("com.example.demo"))
        .with("apns-priority", Json::text("10"));
    schema.put("examples", Json::Array(vec![example]));
    schema
}

fn property(name: HeaderName) -> Json {
    let (about, shape): (&str, &[(&str, Json)]) = match name {
        HeaderName::PushType => (
            "What the push is for.",
            &[("enum", Json::texts(&PushType::ALL.map(PushType::as_str)))],
        ),
        HeaderName::Topic => (
            "The app's bundle id with the ending of the push type; for mdm the topic of the certificate.",
            &[("pattern", Json::text("^[A-Za-z0-9._-]+$"))],
        ),
        HeaderName::Priority => (
            "10: now. 5: when the device's power allows. 1: never wakes the device. Absent means 10; background takes 5 only.",
            &[("enum", Json::texts(&["10", "5", "1"]))],
        ),
        HeaderName::Expiration => (
            "Until when Apple keeps trying, in Unix seconds; 0: once.",
            &[("pattern", Json::text("^[0-9]{1,10}$"))],
        ),
        HeaderName::CollapseId => (
            "Pushes with the same one replace each other on the device. At most 64 bytes.",
            &[
                ("minLength", Json::Number(1)),
                ("maxLength", Json::Number(64)),
            ],
        ),
        HeaderName::Id => (
            "A UUID in lower case; Apple makes one when it is absent.",
            &[(
                "pattern",
                Json::text("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"),
            )],
        ),
        HeaderName::ChannelId => (
            "The channel of a broadcast, in base64 as Apple gave it.",
            &[("pattern", Json::text("^[A-Za-z0-9+/]+={0,2}$"))],
        ),
    };
    let mut schema = of_type("string").with("description", Json::text(about));
    for (name, value) in shape {
        schema.put(name, value.clone());
    }
    schema
}
