//! What the lock screen measures, and how we know. Apple publishes almost none of it, so each value names its source.
//!
//! The values are used in `styles/60-phone.css` as custom properties of the same names; a test compares the two.

/// How far a value can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// Apple documents it.
    Documented,
    /// A vendor or a blogger observed it; not yet compared with a real device.
    Observed,
    /// Our own choice, because nobody says.
    Chosen,
}

/// One measured value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Constant {
    /// The custom property, without its dashes.
    pub name: &'static str,
    /// Points; lines for the names that end in `-lines`.
    pub value: u16,
    /// Who says so.
    pub source: &'static str,
    /// How far to trust it.
    pub confidence: Confidence,
    /// When that was last looked at.
    pub checked_on: &'static str,
}

const fn observed(name: &'static str, value: u16, source: &'static str) -> Constant {
    Constant {
        name,
        value,
        source,
        confidence: Confidence::Observed,
        checked_on: "2026-11-21",
    }
}

const fn chosen(name: &'static str, value: u16, source: &'static str) -> Constant {
    Constant {
        name,
        value,
        source,
        confidence: Confidence::Chosen,
        checked_on: "2026-11-21",
    }
}

const BRAZE: &str = "Braze, Create iOS rich notifications";
const FAKERNOTI: &str = "nish261/fakernoti, measured from a Figma kit";

/// The lock screen's card, collapsed.
pub const LOCK_SCREEN: [Constant; 15] = [
    observed(
        "screen-width",
        393,
        "Apple's table of screen sizes, as quoted in public repositories",
    ),
    chosen("card-margin", 12, "iOS 26 screenshots, by eye"),
    observed("card-radius", 22, FAKERNOTI),
    observed("card-padding", 12, FAKERNOTI),
    observed("card-gap", 9, FAKERNOTI),
    observed("icon-size", 38, FAKERNOTI),
    observed("icon-radius", 9, FAKERNOTI),
    observed("title-size", 16, FAKERNOTI),
    observed("title-lines", 1, BRAZE),
    observed("subtitle-lines", 1, "unconfirmed by any vendor's page"),
    observed("time-size", 12, FAKERNOTI),
    observed("body-size", 14, FAKERNOTI),
    observed("body-height", 18, FAKERNOTI),
    observed("body-lines", 4, BRAZE),
    observed("card-blur", 40, FAKERNOTI),
];

#[cfg(test)]
mod tests {
    use super::LOCK_SCREEN;

    const STYLE: &str = include_str!("../../../styles/60-phone.css");

    #[test]
    fn the_style_uses_every_value_of_the_table() {
        for constant in LOCK_SCREEN {
            let declaration = format!("--{}: {};", constant.name, constant.value);
            assert!(
                STYLE.contains(&declaration),
                "the style lacks `{declaration}`"
            );
            assert!(
                STYLE.contains(&format!("var(--{})", constant.name)),
                "nothing uses --{}",
                constant.name
            );
        }
    }
}
