//! The component library, and the two composite parts that the app builds from it.
//!
//! Components know no language: text comes in by props. The phone and the result card are the exceptions, with words of their own.

pub mod badge;
pub mod banner;
pub mod button;
pub mod card;
pub mod copy_button;
pub mod dialog;
pub mod disclosure;
pub mod empty_state;
pub mod field;
pub mod icon;
pub mod json_surface;
pub mod kbd;
pub mod mark;
pub mod meter;
pub mod mini_preview;
pub mod phone;
pub mod problem_list;
pub mod result_card;
pub mod segmented;
pub mod select;
pub mod shell;
pub mod skeleton;
pub mod steps;
pub mod switch;
pub mod tabs;
pub mod text_area;
pub mod text_input;
pub mod toast;

pub use badge::{Badge, EnvironmentBadge, SeverityBadge};
pub use banner::Banner;
pub use button::{Button, ButtonLook, IconButton};
pub use card::Card;
pub use copy_button::CopyButton;
pub use dialog::Dialog;
pub use disclosure::Disclosure;
pub use empty_state::EmptyState;
pub use field::Field;
pub use icon::{Glyph, Icon};
pub use kbd::Kbd;
pub use mark::Mark;
pub use meter::Meter;
pub use mini_preview::MiniPreview;
pub use phone::{Phone, PhoneNotification};
pub use problem_list::{ProblemItem, ProblemList};
pub use result_card::{ResultCard, ResultState};
pub use segmented::Segmented;
pub use select::Select;
pub use skeleton::Skeleton;
pub use steps::{Step, StepState, Steps};
pub use switch::Switch;
pub use tabs::{TabPanel, Tabs};
pub use text_area::TextArea;
pub use text_input::TextInput;
pub use toast::{Toast, Toasts};

/// One of several things to choose from, in [`Segmented`], [`Tabs`] and [`Select`].
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What the callback gets.
    pub value: yew::AttrValue,
    /// What people read.
    pub label: yew::AttrValue,
    /// Shown before the label.
    pub icon: Option<Glyph>,
    /// A small count after the label; empty for none.
    pub count: yew::AttrValue,
    /// For tests.
    pub testid: Option<yew::AttrValue>,
}

impl Choice {
    /// A choice of words only.
    pub fn new(value: impl Into<yew::AttrValue>, label: impl Into<yew::AttrValue>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            icon: None,
            count: yew::AttrValue::default(),
            testid: None,
        }
    }

    /// With an icon before the label.
    #[must_use]
    pub fn icon(mut self, icon: Glyph) -> Self {
        self.icon = Some(icon);
        self
    }

    /// With a count after the label.
    #[must_use]
    pub fn count(mut self, count: impl Into<yew::AttrValue>) -> Self {
        self.count = count.into();
        self
    }

    /// With a name for tests.
    #[must_use]
    pub fn testid(mut self, testid: impl Into<yew::AttrValue>) -> Self {
        self.testid = Some(testid.into());
        self
    }
}
