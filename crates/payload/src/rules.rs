//! The catalogue: one numbered list of rules drives the editor, the pre-send sheet, the command line and the help pages.
//!
//! One rule is one file: its check, and its sentences in every language. A code never changes its meaning and is never used
//! again. Findings are codes with arguments. [`Rule`] and [`Text`] are apart because the page links the first and fetches the second.

mod alert;
mod app;
mod apple;
mod base64;
mod broadcast;
mod context;
mod credential;
mod data;
mod headers;
mod invisible;
mod json;
mod keys;
mod kinds;
mod live;
mod moment;
mod size;
mod spelling;
mod token;
mod variables;
mod visible;
mod walk;

pub use context::{Context, Findings};
pub(crate) use spelling::nearest;

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::finding::{Report, Severity};
use crate::headers::DraftHeaders;
use crate::push_type::PushType;
use crate::seal::Target;
use crate::words::Words;

/// One row of the catalogue: what a draft is checked by. What people read about it is its [`Text`].
#[derive(Debug)]
pub struct Rule {
    /// Its number.
    pub code: Code,
    /// How much its findings weigh; a single finding can weigh less.
    pub severity: Severity,
    /// The push types that it is about. Empty: every one, and drafts whose push type is not known.
    pub push_types: &'static [PushType],
    /// Looks for what the rule is about.
    pub check: fn(&Context<'_>, &mut Findings),
}

/// What people read about a rule, in every language.
#[derive(Debug)]
pub struct Text {
    /// A heading for lists.
    pub title: Words,
    /// What a person reads, with `{placeholders}` for a finding's arguments.
    pub message: Words,
    /// Other sentences, chosen by the finding's argument `what`.
    pub cases: &'static [Case],
    /// Why it matters.
    pub why: Words,
    /// What to do.
    pub remedy: Words,
    /// What the button says; `None` where only a person can repair it.
    pub fix_label: Option<Words>,
    /// The systems that it is about. Empty: every one.
    pub platforms: &'static [Platform],
    /// Apple's page.
    pub apple: &'static str,
}

/// One of the ways in which a rule can be broken.
#[derive(Debug)]
pub struct Case {
    /// The value of the finding's argument `what`.
    pub what: &'static str,
    /// What a person reads instead of the rule's `message`.
    pub message: Words,
    /// What the button says instead of the rule's `fix_label`.
    pub fix_label: Option<Words>,
}

/// A system that takes pushes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// iOS
    Ios,
    /// iPadOS
    Ipados,
    /// macOS
    Macos,
    /// tvOS
    Tvos,
    /// visionOS
    Visionos,
    /// watchOS
    Watchos,
}

impl Platform {
    /// Apple's spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ios => "iOS",
            Self::Ipados => "iPadOS",
            Self::Macos => "macOS",
            Self::Tvos => "tvOS",
            Self::Visionos => "visionOS",
            Self::Watchos => "watchOS",
        }
    }
}

impl Text {
    /// The case that a finding's arguments choose.
    pub fn case(&self, args: &[(&'static str, String)]) -> Option<&'static Case> {
        let what = args.iter().find(|(name, _)| *name == "what")?;
        self.cases.iter().find(|case| case.what == what.1)
    }
}

macro_rules! catalogue {
    ($($code:ident = $family:ident::$file:ident, $doc:literal;)*) => {
        /// A rule's number. Letters say what it is about: `J` the text as JSON, `P` the payload, `D` its data, `L` Live Activities, `B` broadcasts, `K` other push types, `H` headers, `T` the token, `C` the credential, `S` sizes, `A` the app, `V` placeholders.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Code {
            $(#[doc = $doc] $code,)*
        }

        impl Code {
            /// Every code, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$code,)*];

            /// Its name.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$code => stringify!($code),)*
                }
            }
        }

        /// Every rule, in the order of [`Code::ALL`].
        pub static ALL: &[Rule] = &[$($family::$file::RULE,)*];

        /// What people read about each rule, in the order of [`Code::ALL`].
        static TEXTS: &[Text] = &[$($family::$file::TEXT,)*];
    };
}

catalogue! {
    // The text as JSON.
    J001 = json::j001_text_is_json, "The text is not JSON.";
    J002 = json::j002_keys_are_unique, "A key is there twice.";
    J003 = json::j003_top_is_object, "The payload is not an object.";
    J004 = json::j004_nesting_is_sane, "It nests too deeply.";
    J005 = json::j005_no_byte_order_mark, "The text begins with a byte-order mark.";
    J006 = json::j006_numbers_are_exact, "A number that many apps cannot read exactly.";
    J007 = json::j007_keys_have_no_edges, "A key is empty or has white space at its ends.";
    J008 = json::j008_characters_are_visible, "An invisible character where it changes the meaning.";

    // `aps`, `alert` and what stands beside them.
    P001 = alert::p001_aps_is_there, "`aps` is missing.";
    P002 = alert::p002_alert_shows_something, "An alert push shows nothing.";
    P003 = alert::p003_badge_is_whole_number, "`badge` is not a whole number.";
    P004 = alert::p004_alert_is_text_or_dictionary, "`alert` has the wrong type.";
    P005 = alert::p005_sound_is_name_or_dictionary, "`sound` has the wrong type or place.";
    P006 = alert::p006_background_is_silent, "A background push is not silent.";
    P007 = alert::p007_flags_are_one, "A flag is not the number 1.";
    P008 = alert::p008_keys_are_apples, "A key of `aps` is not one of Apple's.";
    P009 = alert::p009_interruption_level_is_known, "`interruption-level` is not one of Apple's.";
    P010 = alert::p010_relevance_score_is_in_range, "`relevance-score` is out of range.";
    P011 = alert::p011_mutable_content_has_alert, "`mutable-content` without an alert.";
    P012 = alert::p012_keys_are_in_their_place, "A key is in the wrong place.";
    P013 = alert::p013_null_is_left_out, "A value is `null`.";
    P014 = alert::p014_line_is_text_or_key, "A line of the alert is there as text and as a key.";
    P015 = alert::p015_args_have_their_key, "Arguments of a localized text without its key.";
    P016 = alert::p016_texts_have_no_format, "A format placeholder in a plain text.";
    P017 = alert::p017_keys_are_current, "A key that Apple's pages no longer name.";
    P018 = alert::p018_critical_is_whole, "A critical alert contradicts itself, or needs an entitlement.";
    P019 = alert::p019_time_sensitive_is_entitled, "`time-sensitive` needs an entitlement.";
    P020 = alert::p020_passive_is_quiet, "A passive push with a sound.";
    P021 = alert::p021_sound_dictionary_is_critical, "A sound dictionary that is not critical, or not heard.";
    P022 = alert::p022_mixed_push_is_no_promise, "An alert that also wakes the app.";
    P023 = alert::p023_image_needs_extension, "An image's address without `mutable-content`.";
    P024 = alert::p024_texts_are_not_empty, "An empty text.";
    P025 = alert::p025_texts_are_texts, "A text of `aps` is something else.";
    P026 = alert::p026_url_args_fit, "`url-args` outside a website push, or not a list of texts.";
    P027 = alert::p027_keys_are_read, "A key that this push type does not read.";
    P028 = alert::p028_alerts_have_titles, "An alert without a title.";
    P029 = alert::p029_long_texts_have_titles, "A long alert that is one text.";
    P030 = alert::p030_placeholders_are_filled, "A placeholder of another system in the text.";
    P031 = alert::p031_texts_have_no_markup, "HTML or Markdown in the text.";
    P032 = alert::p032_texts_have_neat_spaces, "White space that does not belong there.";
    P033 = alert::p033_message_is_apples, "This is a message of another service.";
    P034 = alert::p034_aps_is_at_the_top, "`aps` is wrapped in something.";
    P036 = alert::p036_headers_are_headers, "A header stands in the payload.";
    P037 = alert::p037_sound_is_a_file_of_the_app, "A sound that the phone will not find or play.";
    P038 = alert::p038_sound_keys_are_apples, "A key of the sound dictionary is not one of Apple's.";
    P039 = alert::p039_manners_need_an_alert, "A key for how something is shown, but nothing is shown.";
    P040 = alert::p040_keys_are_for_apple, "A key of Android in `aps`.";
    P041 = alert::p041_texts_differ, "Two lines say the same.";
    P042 = alert::p042_names_have_no_edges, "White space around something that is compared.";
    P043 = alert::p043_badge_is_a_count, "`badge` is very large.";
    P044 = alert::p044_alert_is_not_json_in_quotes, "The alert is JSON in quotes.";
    P045 = alert::p045_links_are_data, "A link in the text.";
    P046 = alert::p046_tests_stay_in_the_sandbox, "A text of a trial in production.";

    // Data.
    D001 = data::d001_no_email_in_clear, "An e-mail address in clear.";
    D002 = data::d002_no_secret_in_clear, "A secret in clear.";
    D003 = data::d003_no_numbers_of_people, "A payment card or phone number in clear.";
    D004 = data::d004_no_device_ids, "A device token or device identifier in the payload.";
    D005 = data::d005_addresses_are_encrypted, "An address without encryption.";

    // Live Activities.
    L001 = live::l001_event_is_known, "`event` is missing or unknown.";
    L002 = live::l002_timestamp_is_whole_seconds, "`timestamp` is missing or not in whole seconds.";
    L003 = live::l003_dates_are_in_seconds, "A date counts in the wrong unit.";
    L004 = live::l004_timestamp_is_now, "`timestamp` is not the present.";
    L005 = live::l005_content_state_is_there, "`content-state` is missing.";
    L006 = live::l006_start_names_its_type, "A start without `attributes-type`.";
    L007 = live::l007_start_has_attributes, "A start without `attributes`.";
    L008 = live::l008_start_alerts, "A start without an alert.";
    L009 = live::l009_start_keys_start, "A key of a start in another event.";
    L010 = live::l010_stale_date_is_whole_seconds, "`stale-date` is not in whole seconds.";
    L011 = live::l011_stale_date_is_ahead, "`stale-date` is not ahead.";
    L012 = live::l012_dismissal_date_is_whole_seconds, "`dismissal-date` is not in whole seconds.";
    L013 = live::l013_dates_fit_the_event, "A date that this event does not read.";
    L014 = live::l014_dismissal_date_is_near, "`dismissal-date` is too far away.";
    L015 = live::l015_sound_is_in_the_alert, "The sound is not in the alert.";
    L016 = live::l016_input_push_token_is_one, "`input-push-token` is not 1.";
    L017 = live::l017_token_or_channel, "An update token beside a channel.";
    L018 = live::l018_input_push_channel_is_base64, "`input-push-channel` is not a channel id.";
    L019 = live::l019_alert_lines_are_localized_inside, "A localized line is in the wrong form.";
    L020 = live::l020_start_is_no_broadcast, "A start by broadcast.";
    L021 = live::l021_silent_updates_are_considerate, "A silent update with priority 10.";
    L023 = live::l023_attributes_type_is_a_type_name, "`attributes-type` is not the name of a type.";
    L024 = live::l024_dates_in_the_state_are_numbers, "A date in words in the state.";
    L025 = live::l025_end_says_when_it_goes, "An end without `dismissal-date`.";
    L026 = live::l026_channels_need_ios_18, "A channel needs iOS 18.";
    L027 = live::l027_update_has_a_state, "An update with an empty state.";
    L028 = live::l028_dates_in_the_state_count_from_2001, "A Unix date in the state.";
    L029 = live::l029_alert_sound_is_a_name, "The alert's sound has the wrong type.";
    L030 = live::l030_alert_is_an_object, "The alert is a text.";

    // Broadcasts.
    B001 = broadcast::b001_broadcast_is_live_activity, "A broadcast of another push type.";
    B002 = broadcast::b002_channel_is_base64, "This is not a channel id.";
    B003 = broadcast::b003_broadcast_has_expiration, "A broadcast without an expiration.";
    B004 = broadcast::b004_broadcast_has_priority, "A broadcast without a priority.";
    B005 = broadcast::b005_channel_or_token, "A device token beside a channel.";
    B006 = broadcast::b006_broadcast_has_no_collapse_id, "A collapse id in a broadcast.";
    B007 = broadcast::b007_broadcast_has_no_topic, "A topic in a broadcast.";
    B008 = broadcast::b008_stored_broadcasts_need_storage, "A stored broadcast needs a storing channel.";
    B009 = broadcast::b009_broadcast_has_request_id, "An `apns-id` in a broadcast.";

    // Other push types.
    K001 = kinds::k001_mdm_is_push_magic, "An MDM push is not its `PushMagic`.";
    K002 = kinds::k002_mdm_is_for_mdm, "`mdm` in another push type.";
    K003 = kinds::k003_file_provider_names_its_container, "A File Provider push without a container.";
    K004 = kinds::k004_file_provider_names_its_domain, "A File Provider push without a domain.";
    K005 = kinds::k005_content_changed_is_true, "`content-changed` is not `true`.";
    K006 = kinds::k006_widgets_use_aps, "`apn` instead of `aps`.";
    K007 = kinds::k007_call_is_shown_by_the_app, "A call with an alert.";
    K009 = kinds::k009_complications_are_widgets_now, "Complications are widgets now.";
    K010 = kinds::k010_website_push_has_url_args, "A website push without `url-args`.";
    K011 = kinds::k011_website_push_has_title_and_body, "A website push without title and body.";
    K012 = kinds::k012_pass_update_shows_nothing, "An alert for a Wallet pass.";
    K013 = kinds::k013_pass_update_is_empty, "Data for a Wallet pass.";
    K014 = kinds::k014_simulator_key_stays_at_home, "A key for Xcode's Simulator.";

    // Headers.
    H001 = headers::h001_push_type_is_known, "The push type is missing or unknown.";
    H002 = headers::h002_topic_fits_push_type, "The topic does not fit the push type.";
    H003 = headers::h003_priority_is_known, "The priority is not 10, 5 or 1.";
    H004 = headers::h004_background_has_priority_5, "A background push with priority 10.";
    H005 = headers::h005_collapse_id_fits, "The collapse id is longer than 64 bytes.";
    H006 = headers::h006_expiration_is_unix_seconds, "The expiration is not in Unix seconds.";
    H007 = headers::h007_id_is_uuid, "The id of the push is not a UUID.";
    H008 = headers::h008_expiration_is_within_30_days, "The expiration is more than 30 days away.";
    H009 = headers::h009_expiration_is_ahead, "The expiration is in the past.";
    H010 = headers::h010_call_expires_soon, "A call does not expire soon.";
    H011 = headers::h011_transmission_is_immediate, "A Push to Talk push is not immediate.";
    H012 = headers::h012_priority_fits_push_type, "The priority does not fit the push type.";
    H013 = headers::h013_call_is_immediate, "A call is not immediate.";
    H015 = headers::h015_names_are_apples, "A header is not one of Apple's.";
    H016 = headers::h016_relay_writes_its_own, "A header that the relay writes itself.";
    H017 = headers::h017_values_are_plain, "A header has characters that it cannot carry.";
    H019 = headers::h019_mdm_topic_is_apples, "The topic is not one for MDM.";
    H020 = headers::h020_urgent_alert_is_immediate, "An urgent alert is not immediate.";
    H021 = headers::h021_alert_wakes_the_device, "An alert never wakes the device.";
    H025 = headers::h025_topic_has_the_apps_case, "The topic has other capital letters.";
    H026 = headers::h026_bundle_id_is_real, "The bundle id is not a real one.";
    H027 = headers::h027_alert_waits_for_offline_phones, "An alert is not kept for offline devices.";
    H028 = headers::h028_headers_are_there_once, "A header appears twice.";

    // The device token.
    T001 = token::t001_token_is_device_token, "This is not a device token.";
    T002 = token::t002_token_has_a_usual_length, "The token has an unusual length.";
    T003 = token::t003_token_is_for_push_type, "The token is for another kind of push.";
    T004 = token::t004_token_is_of_environment, "The token belongs to another environment.";
    T005 = token::t005_token_is_real, "The token is a placeholder.";
    T006 = token::t006_token_of_simulator_goes_to_sandbox, "A token of Xcode's Simulator goes to production.";

    // Credentials.
    C001 = credential::c001_key_is_of_environment, "The key is for another environment.";
    C002 = credential::c002_certificate_lists_topic, "The certificate does not list the topic.";
    C003 = credential::c003_certificate_is_of_environment, "The certificate is for another environment.";
    C004 = credential::c004_push_type_takes_credential, "The push type needs a signing key.";
    C005 = credential::c005_mdm_goes_with_certificate, "An MDM push goes with a signing key.";
    C006 = credential::c006_key_lists_app, "The key does not list the app.";
    C007 = credential::c007_credential_lasts, "The certificate has expired or will soon.";
    C008 = credential::c008_pass_has_its_own_certificate, "A pass or website needs its own certificate.";

    // Sizes.
    S001 = size::s001_payload_fits, "The payload is over Apple's limit.";
    S002 = size::s002_payload_has_room, "The payload is close to the limit.";
    S003 = size::s003_letters_are_plain, "Escapes that could be plain letters.";
    S004 = size::s004_entries_hold_something, "Entries that hold nothing.";
    S005 = size::s005_large_entries_are_known, "What takes most of the bytes.";
    S006 = size::s006_names_are_short, "Long names of own keys.";

    // The app.
    A001 = app::a001_required_properties_are_there, "A property that the app requires is missing.";
    A002 = app::a002_values_have_the_apps_types, "A value has another type than in the app.";
    A003 = app::a003_keys_are_read_by_the_app, "The app does not read a key.";
    A004 = app::a004_enum_values_are_known, "The app does not know an enum value.";
    A005 = app::a005_dates_are_seconds_since_2001, "A date is not in seconds since 2001.";
    A006 = app::a006_attributes_type_is_the_struct, "`attributes-type` is not the name of the app's struct.";
    A007 = app::a007_swift_is_understood, "A part of the Swift text is not checked.";
    A008 = app::a008_schema_is_kept, "The JSON Schema is not kept.";
    A009 = app::a009_text_is_in_the_app, "The app has no such text.";
    A010 = app::a010_arguments_fit_the_text, "The text takes other arguments.";
    A011 = app::a011_text_is_in_every_language, "A language lacks the text.";
    A012 = app::a012_texts_fill_the_placeholders, "A placeholder that no text can fill.";
    A013 = app::a013_file_is_understood, "A file of texts was not understood.";

    // Placeholders.
    V001 = variables::v001_placeholder_is_well_written, "A placeholder is not well written.";
    V002 = variables::v002_filter_is_known, "A filter is unknown or has a bad argument.";
    V003 = variables::v003_column_is_there, "The audience has no such column.";
    V004 = variables::v004_row_has_a_value, "A row has no value and the placeholder no fallback.";
    V005 = variables::v005_placeholder_has_a_fallback, "A placeholder has no fallback.";
    V006 = variables::v006_placeholder_is_where_it_is_filled, "A placeholder stands where it is not filled.";
    V007 = variables::v007_number_is_alone, "`number` is not alone in its string.";
    V008 = variables::v008_number_is_a_number, "A value or fallback is not a number.";
    V009 = variables::v009_row_fits, "A row's payload or collapse id is over the limit.";
    V010 = variables::v010_row_keeps_the_rules, "A row's payload breaks another rule.";
    V011 = variables::v011_value_has_no_invisible_characters, "A value has invisible characters.";
    V012 = variables::v012_fallback_is_no_filter, "A fallback looks like a filter.";
}

impl Code {
    /// Its row of the catalogue.
    pub fn rule(self) -> &'static Rule {
        &ALL[self as usize]
    }

    /// What people read about it.
    pub fn text(self) -> &'static Text {
        &TEXTS[self as usize]
    }

    /// Reads [`Code::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == text)
    }
}

/// The check of a rule that other rooms find: `payload::app` and `payload::template` know more than the draft.
fn found_elsewhere(_: &Context<'_>, _: &mut Findings) {}

/// Runs every rule.
pub(crate) fn run(document: &Document, headers: &DraftHeaders, target: &Target) -> Report {
    let context = Context {
        document,
        headers,
        target,
        push_type: headers.parsed_push_type(),
    };
    let mut findings = Findings::default();
    for rule in ALL {
        let is_about_it = |kind| rule.push_types.contains(&kind);
        if rule.push_types.is_empty() || context.push_type.is_some_and(is_about_it) {
            (rule.check)(&context, &mut findings);
        }
    }
    findings.into_report()
}
