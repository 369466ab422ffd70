//! Push types: what each wants of the topic, and how much it may carry.
//!
//! <https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns>

/// A value of `apns-push-type`.
#[derive(Debug)]
pub(crate) struct PushType {
    pub(crate) name: &'static str,
    /// What follows the bundle id in the topic; `None` where the topic has nothing to do with a bundle id.
    pub(crate) suffix: Option<&'static str>,
    /// The most bytes that the body may have.
    pub(crate) limit: usize,
}

/// The limit of everything but `VoIP`.
pub(crate) const LIMIT: usize = 4096;
const VOIP_LIMIT: usize = 5120;

const fn kind(name: &'static str, suffix: &'static str) -> PushType {
    PushType {
        name,
        suffix: Some(suffix),
        limit: LIMIT,
    }
}

const ALL: [PushType; 11] = [
    kind("alert", ""),
    kind("background", ""),
    kind("location", ".location-query"),
    PushType {
        limit: VOIP_LIMIT,
        ..kind("voip", ".voip")
    },
    kind("complication", ".complication"),
    kind("fileprovider", ".pushkit.fileprovider"),
    PushType {
        suffix: None,
        ..kind("mdm", "")
    },
    kind("liveactivity", ".push-type.liveactivity"),
    kind("pushtotalk", ".voip-ptt"),
    kind("widgets", ".push-type.widgets"),
    kind("controls", ".push-type.controls"),
];

impl PushType {
    pub(crate) fn find(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|push_type| push_type.name == name)
    }

    /// Whether a topic is one for this type: with its suffix, and without that of another. (So an app whose own
    /// bundle id ends like a suffix cannot be simulated.)
    pub(crate) fn fits(&self, topic: &str) -> bool {
        let Some(suffix) = self.suffix else {
            return true;
        };
        topic
            .strip_suffix(suffix)
            .is_some_and(|bundle_id| !bundle_id.is_empty() && bundle_id_of(bundle_id) == bundle_id)
    }
}

/// The bundle id in a topic, without the suffix of any push type.
pub(crate) fn bundle_id_of(topic: &str) -> &str {
    let mut suffixes = ALL
        .iter()
        .filter_map(|push_type| push_type.suffix)
        .filter(|suffix| !suffix.is_empty());
    suffixes
        .find_map(|suffix| topic.strip_suffix(suffix))
        .unwrap_or(topic)
}

/// Whether a text could be a topic at all: letters, digits, points, hyphens and underscores.
pub(crate) fn is_topic(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::PushType;

    #[test]
    fn a_topic_fits_with_its_own_suffix_once() {
        let cases = [
            ("alert", "com.example.app", true),
            ("alert", "com.example.app.voip", false),
            ("voip", "com.example.app.voip", true),
            ("voip", "com.example.app", false),
            ("voip", "com.example.app.voip.voip", false),
            ("voip", ".voip", false),
            ("pushtotalk", "com.example.app.voip-ptt", true),
            (
                "liveactivity",
                "com.example.app.push-type.liveactivity",
                true,
            ),
            ("mdm", "com.apple.mgmt.External.1", true),
        ];
        for (name, topic, fits) in cases {
            assert_eq!(
                PushType::find(name).unwrap().fits(topic),
                fits,
                "{name} {topic}"
            );
        }
    }
}
