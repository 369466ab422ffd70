//! Bytes of a limit, exactly.

use yew::prelude::*;

/// How full a meter is, in words that the style knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// There is room.
    Fine,
    /// Nine tenths are taken.
    Near,
    /// More than fits.
    Over,
}

impl Fill {
    /// How full `value` of `limit` is.
    pub const fn of(value: usize, limit: usize) -> Self {
        if value > limit {
            Self::Over
        } else if value.saturating_mul(10) >= limit.saturating_mul(9) {
            Self::Near
        } else {
            Self::Fine
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Fine => "c-meter",
            Self::Near => "c-meter is-near",
            Self::Over => "c-meter is-over",
        }
    }
}

/// The share of `limit` that `value` takes, in tenths of a percent, at most all of it.
fn permille(value: usize, limit: usize) -> usize {
    value
        .min(limit)
        .saturating_mul(1000)
        .checked_div(limit)
        .unwrap_or(0)
}

/// Properties of [`Meter`].
#[derive(Clone, PartialEq, Properties)]
pub struct MeterProps {
    /// What is measured.
    pub label: AttrValue,
    /// How much there is.
    pub value: usize,
    /// How much there may be.
    pub limit: usize,
    /// Both in words, such as `612 of 4,096 bytes`.
    pub text: AttrValue,
}

/// A meter with its words.
#[component]
pub fn Meter(props: &MeterProps) -> Html {
    let share = permille(props.value, props.limit);
    let width = format!("{}.{}%", share / 10, share % 10);
    html! {
        <div
            class={Fill::of(props.value, props.limit).class()}
            role="meter"
            aria-label={props.label.clone()}
            aria-valuemin="0"
            aria-valuemax={props.limit.to_string()}
            aria-valuenow={props.value.min(props.limit).to_string()}
            aria-valuetext={props.text.clone()}
        >
            <span class="c-meter__text">{ props.text.clone() }</span>
            <svg class="c-meter__bar" aria-hidden="true" focusable="false">
                <rect class="c-meter__ground" width="100%" height="100%" />
                <rect class="c-meter__fill" {width} height="100%" />
            </svg>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::{Fill, permille};

    #[test]
    fn a_meter_warns_from_nine_tenths_and_is_over_only_above_the_limit() {
        let cases = [0, 3686, 3687, 4096, 4097].map(|value| Fill::of(value, 4096));
        assert_eq!(
            cases,
            [Fill::Fine, Fill::Fine, Fill::Near, Fill::Near, Fill::Over]
        );
    }

    #[test]
    fn the_bar_is_never_longer_than_its_ground() {
        assert_eq!(
            [0, 2048, 4096, 9999].map(|value| permille(value, 4096)),
            [0, 500, 1000, 1000]
        );
        assert_eq!(permille(1, 0), 0);
    }
}
