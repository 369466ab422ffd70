//! JSON Schemas (draft 2020-12) of the payload of each push type and of its headers, made from the one table of keys.
//!
//! They are for editors: completion, explanation and types as one writes. A schema cannot see headers, time, size, or how two
//! places go together beyond the simplest; the rules do. So what a schema refuses is always wrong, and what it lets pass may
//! still be.
//!
//! Beside `aps` everything is allowed: that is the app's own data. Inside `aps` of the types whose keys Apple reads (alert,
//! background, Live Activity, widgets, controls) only those keys are: Apple ignores others, so one is always a slip, and an
//! editor shows it. The other types hand `aps` to the app as it is.

mod headers;
mod json;

use crate::keys::{Home, KEYS, Key, Kind, SUMMARIES};
use crate::push_type::PushType;
use json::Json;

/// What every schema says first.
pub const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The largest number of seconds that is taken for a time: the year 2286. What is larger is milliseconds.
const LAST_SECOND: i64 = 9_999_999_999;

/// The schema of a payload, as text that ends with a line break.
pub fn payload(push_type: PushType) -> String {
    let name = push_type.as_str();
    let mut schema = head(
        &format!("payload:{name}"),
        &format!("Payload of a push of type {name}"),
        about(push_type),
    );
    schema.put("type", Json::text("object"));
    let mut properties = Json::object();
    if push_type != PushType::Mdm {
        properties.put("aps", aps(push_type));
    }
    for (key, summary) in keys(Home::Root, push_type) {
        properties.put(key.name, property(key, summary));
    }
    if matches!(push_type, PushType::Alert | PushType::Background) {
        let bundle = of_type("string").with(
            "description",
            Json::text("The app's bundle id, in .apns files for Apple's simulator."),
        );
        properties.put("Simulator Target Bundle", bundle);
    }
    schema.put("properties", properties);
    match push_type {
        PushType::Mdm => {
            schema.put("required", Json::texts(&["mdm"]));
            schema.put("additionalProperties", Json::Bool(false));
        }
        _ if is_read(push_type) => schema.put("required", Json::texts(&["aps"])),
        PushType::Fileprovider => schema.put("required", Json::texts(&["container-identifier"])),
        _ => {}
    }
    schema.put("examples", Json::Array(vec![example(push_type)]));
    let defs = definitions(push_type);
    if !defs.is_empty() {
        schema.put("$defs", defs);
    }
    schema.printed()
}

/// The schema of the request's headers, as the command line and the page's files have them.
pub fn headers() -> String {
    headers::schema().printed()
}

/// Whether Apple reads `aps` of this type, so that a key that it does not know is a slip.
const fn is_read(push_type: PushType) -> bool {
    matches!(
        push_type,
        PushType::Alert
            | PushType::Background
            | PushType::Liveactivity
            | PushType::Widgets
            | PushType::Controls
    )
}

/// `$schema`, `$id`, title and description.
fn head(id: &str, title: &str, description: &str) -> Json {
    Json::object()
        .with("$schema", Json::text(DIALECT))
        .with("$id", Json::text(&format!("urn:carillon:schema:{id}")))
        .with("title", Json::text(title))
        .with("description", Json::text(description))
}

const fn about(push_type: PushType) -> &'static str {
    match push_type {
        PushType::Alert => {
            "Shows an alert, plays a sound or changes the badge. At most 4096 bytes."
        }
        PushType::Background => "Wakes the app without showing anything. At most 4096 bytes.",
        PushType::Location => {
            "Asks for the person's location. The payload is the app's own. At most 4096 bytes."
        }
        PushType::Voip => "Announces a call. The payload is the app's own. At most 5120 bytes.",
        PushType::Complication => {
            "Renews a watch complication. The payload is the app's own. At most 4096 bytes."
        }
        PushType::Fileprovider => {
            "Says that something changed in a File Provider's container. At most 4096 bytes."
        }
        PushType::Mdm => "Asks a managed device to contact its server: exactly one key.",
        PushType::Liveactivity => {
            "Starts, updates or ends a Live Activity. At most 4096 bytes; to a channel 5120."
        }
        PushType::Pushtotalk => {
            "Announces a Push to Talk transmission. The payload is the app's own. At most 4096 bytes."
        }
        PushType::Widgets => "Reloads an app's widgets. At most 4096 bytes.",
        PushType::Controls => "Reloads a control. At most 4096 bytes.",
    }
}

/// The keys of an object that a push type reads, each with what it does.
fn keys(home: Home, push_type: PushType) -> impl Iterator<Item = (&'static Key, &'static str)> {
    KEYS.iter()
        .zip(SUMMARIES)
        .filter(move |(key, _)| key.home == home && key.push_types.contains(&push_type))
        .map(|(key, summary)| (key, summary.en))
}

/// The keys of an object as `properties`.
fn properties(home: Home, push_type: PushType) -> Json {
    let mut all = Json::object();
    for (key, summary) in keys(home, push_type) {
        all.put(key.name, property(key, summary));
    }
    all
}

fn property(key: &Key, summary: &str) -> Json {
    let since = match key.since {
        "" => String::new(),
        "Safari" => " For websites in Safari on the Mac.".to_owned(),
        since => format!(" Since {since}."),
    };
    let mut schema = Json::object().with("description", Json::text(&format!("{summary}{since}")));
    if (key.home, key.name) == (Home::Alert, "action-loc-key") {
        // Its null asked for a button without a name.
        schema.put("type", Json::texts(&["string", "null"]));
    } else {
        for (name, value) in of_kind(key.kind) {
            schema.put(name, value);
        }
    }
    if let Some(example) = example_of(key) {
        schema.put("examples", Json::Array(vec![example]));
    }
    if key.is_legacy {
        schema.put("deprecated", Json::Bool(true));
    }
    schema
}

/// What a kind of value has to be.
fn of_kind(kind: Kind) -> Vec<(&'static str, Json)> {
    let typed = |name: &str| vec![("type", Json::text(name))];
    let either = |home: &str| {
        let object = Json::object().with("$ref", Json::text(&format!("#/$defs/{home}")));
        vec![("anyOf", Json::Array(vec![of_type("string"), object]))]
    };
    let ranged = |name: &str, least: i64, most: Option<i64>| {
        let mut all = vec![("type", Json::text(name)), ("minimum", Json::Number(least))];
        all.extend(most.map(|most| ("maximum", Json::Number(most))));
        all
    };
    match kind {
        Kind::Text => typed("string"),
        Kind::Texts => vec![("type", Json::text("array")), ("items", of_type("string"))],
        Kind::Line => either("line"),
        Kind::Word(words) => vec![("enum", Json::texts(words))],
        Kind::Base64 => vec![
            ("type", Json::text("string")),
            ("contentEncoding", Json::text("base64")),
            ("pattern", Json::text("^[A-Za-z0-9+/]+={0,2}$")),
        ],
        Kind::One => vec![("const", Json::Number(1))],
        Kind::Switch => vec![("enum", Json::Array(vec![Json::Number(0), Json::Number(1)]))],
        Kind::Count => ranged("integer", 0, None),
        Kind::Fraction => ranged("number", 0, Some(1)),
        Kind::Number => typed("number"),
        Kind::Seconds => ranged("integer", 0, Some(LAST_SECOND)),
        Kind::True => vec![("const", Json::Bool(true))],
        Kind::Object => typed("object"),
        Kind::Alert => either("alert"),
        Kind::Sound => either("sound"),
    }
}

fn of_type(name: &str) -> Json {
    Json::object().with("type", Json::text(name))
}

fn aps(push_type: PushType) -> Json {
    let what = if is_read(push_type) {
        "What Apple reads. The app's own data stands beside it."
    } else {
        "Apple does not read it for this push type; the app gets it as it is."
    };
    let mut aps = of_type("object").with("description", Json::text(what));
    if !is_read(push_type) {
        return aps;
    }
    aps.put("properties", properties(Home::Aps, push_type));
    aps.put("additionalProperties", Json::Bool(false));
    let required = |names: &[&str]| Json::object().with("required", Json::texts(names));
    match push_type {
        PushType::Alert => {
            let any = ["alert", "badge", "sound"].map(|name| required(&[name]));
            aps.put("anyOf", Json::Array(any.into()));
        }
        PushType::Background => aps.put("required", Json::texts(&["content-available"])),
        PushType::Liveactivity => {
            aps.put("required", Json::texts(&["timestamp", "event"]));
            aps.put("allOf", Json::Array(events()));
        }
        _ => aps.put("required", Json::texts(&["content-changed"])),
    }
    aps
}

/// What only the start of a Live Activity reads.
const STARTS: [&str; 4] = [
    "attributes-type",
    "attributes",
    "input-push-token",
    "input-push-channel",
];

/// What each event of a Live Activity has to have, and what only another one reads.
fn events() -> Vec<Json> {
    let when = |event: &str, needs: &[&str], not: &[&str]| {
        let is = Json::object().with("const", Json::text(event));
        let mut then = Json::object();
        if !needs.is_empty() {
            then.put("required", Json::texts(needs));
        }
        let mut refused = Json::object();
        for name in not {
            refused.put(name, Json::Bool(false));
        }
        then.put("properties", refused);
        let is = Json::object().with("event", is);
        let condition = Json::object()
            .with("properties", is)
            .with("required", Json::texts(&["event"]));
        Json::object().with("if", condition).with("then", then)
    };
    let both = Json::object().with(
        "required",
        Json::texts(&["input-push-token", "input-push-channel"]),
    );
    vec![
        when(
            "start",
            &["content-state", "attributes-type", "attributes", "alert"],
            &["dismissal-date"],
        ),
        when(
            "update",
            &["content-state"],
            &[STARTS.as_slice(), &["dismissal-date"]].concat(),
        ),
        when("end", &[], &STARTS),
        Json::object().with("not", both),
    ]
}

/// The objects that keys of `aps` refer to.
fn definitions(push_type: PushType) -> Json {
    let mut all = Json::object();
    if !matches!(push_type, PushType::Alert | PushType::Liveactivity) {
        return all;
    }
    let closed = |home| {
        of_type("object")
            .with("properties", properties(home, push_type))
            .with("additionalProperties", Json::Bool(false))
    };
    all.put("alert", closed(Home::Alert));
    all.put("sound", closed(Home::Sound));
    if push_type == PushType::Liveactivity {
        let line = of_type("object")
            .with(
                "properties",
                Json::object()
                    .with(
                        "loc-key",
                        of_type("string")
                            .with("description", Json::text("The key of the localized text.")),
                    )
                    .with(
                        "loc-args",
                        of_type("array")
                            .with("items", of_type("string"))
                            .with("description", Json::text("Texts for its placeholders.")),
                    ),
            )
            .with("required", Json::texts(&["loc-key"]))
            .with("additionalProperties", Json::Bool(false));
        all.put("line", line);
    }
    all
}

/// A value that an editor may offer.
fn example_of(key: &Key) -> Option<Json> {
    let text = match (key.home, key.name) {
        (Home::Aps, "alert") => {
            return Some(
                Json::object()
                    .with("title", Json::text("Fresh beans"))
                    .with("body", Json::text("The first bags are on the shelf.")),
            );
        }
        (Home::Aps, "badge") => return Some(Json::Number(3)),
        (Home::Aps, "timestamp" | "stale-date" | "dismissal-date") => {
            return Some(Json::Number(1_795_262_400));
        }
        (Home::Aps | Home::Alert, "sound") | (Home::Sound, "name") => "default",
        (Home::Aps, "thread-id") => "orders",
        (Home::Aps, "category") => "ORDER",
        (Home::Aps, "attributes-type") => "DeliveryAttributes",
        (Home::Aps, "filter-criteria") => "work",
        (Home::Alert, "title") => "Fresh beans",
        (Home::Alert, "subtitle") => "Ethiopia, washed",
        (Home::Alert, "body") => "The first bags are on the shelf.",
        (Home::Alert, "title-loc-key" | "subtitle-loc-key" | "loc-key") => "ORDER_READY",
        _ => return None,
    };
    Some(Json::text(text))
}

/// A whole payload that an editor may offer.
fn example(push_type: PushType) -> Json {
    let alert = || {
        Json::object()
            .with("title", Json::text("Fresh beans"))
            .with("body", Json::text("The first bags are on the shelf."))
    };
    let aps = match push_type {
        PushType::Alert => Json::object()
            .with("alert", alert())
            .with("sound", Json::text("default")),
        PushType::Background => Json::object().with("content-available", Json::Number(1)),
        PushType::Liveactivity => Json::object()
            .with("timestamp", Json::Number(1_795_262_400))
            .with("event", Json::text("update"))
            .with(
                "content-state",
                Json::object().with("minutes", Json::Number(5)),
            ),
        PushType::Widgets | PushType::Controls => {
            Json::object().with("content-changed", Json::Bool(true))
        }
        PushType::Mdm => {
            return Json::object().with("mdm", Json::text("F7B8C9D0-1A2B-4C3D-8E4F-5A6B7C8D9E0F"));
        }
        PushType::Fileprovider => {
            return Json::object()
                .with(
                    "container-identifier",
                    Json::text("NSFileProviderWorkingSetContainerItemIdentifier"),
                )
                .with("domain", Json::text("work"));
        }
        PushType::Voip => return Json::object().with("caller", Json::text("Ada")),
        PushType::Pushtotalk => {
            return Json::object()
                .with("aps", Json::object())
                .with("activeSpeaker", Json::text("Ada"));
        }
        PushType::Location | PushType::Complication => {
            return Json::object().with("aps", Json::object());
        }
    };
    Json::object().with("aps", aps)
}
