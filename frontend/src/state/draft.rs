//! The draft that a newcomer starts with, and how a draft is kept in the browser.

use payload::{Draft, DraftHeaders, PushType};

/// A push worth looking at, so that the first click already shows something.
const WELCOME_EN: &str = r#"{
  "aps": {
    "alert": {
      "title": "Your table is ready",
      "subtitle": "Café Carillon",
      "body": "We saved the seat by the window. See you in ten minutes?"
    },
    "badge": 1,
    "sound": "default"
  },
  "order-id": "A-1042"
}
"#;

/// The same in Chinese.
const WELCOME_ZH: &str = r#"{
  "aps": {
    "alert": {
      "title": "您的座位准备好了",
      "subtitle": "钟乐咖啡馆",
      "body": "我们为您留了靠窗的位置。十分钟后见？"
    },
    "badge": 1,
    "sound": "default"
  },
  "order-id": "A-1042"
}
"#;

/// The draft that a newcomer starts with, in their language.
pub fn welcome(chinese: bool) -> Draft {
    let text = if chinese { WELCOME_ZH } else { WELCOME_EN };
    Draft {
        text: text.to_owned(),
        headers: DraftHeaders::of(PushType::Alert),
    }
}

/// The draft as it is kept. `None` cannot happen with string keys, but is not worth a panic.
pub fn to_storage(draft: &Draft) -> Option<String> {
    serde_json::to_string(draft).ok()
}

/// Reads a kept draft back; `None` when another version wrote something else.
pub fn from_storage(kept: &str) -> Option<Draft> {
    Draft::of_json(kept)
}

#[cfg(test)]
mod tests {
    use payload::{Environment, Target, seal};

    use super::*;

    #[test]
    fn the_welcome_draft_can_be_sent_in_both_languages() {
        let target = Target::new(Environment::Simulator, "com.example.demo");
        for chinese in [false, true] {
            assert_eq!(seal(&welcome(chinese), &target).err(), None);
        }
    }

    #[test]
    fn a_draft_survives_the_storage() {
        let draft = welcome(true);
        assert_eq!(
            to_storage(&draft).as_deref().and_then(from_storage),
            Some(draft)
        );
    }

    #[test]
    fn what_another_version_wrote_is_left_alone() {
        assert_eq!(from_storage("{\"v\":9}"), None);
    }
}
