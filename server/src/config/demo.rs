//! Whether the relay comes with something to try.

use super::source::{Setting, Source};

const DEMO: Setting = Setting {
    variable: "CARILLON_DEMO",
    flag: Some("demo"),
    expects: "`on` or `off`",
    example: "off",
    default: "`on`",
    about: "A demo workspace with one app, one simulated iPhone and a stand-in for APNs inside the relay. Nothing of it reaches Apple.",
};

pub(super) const SETTINGS: &[Setting] = &[DEMO];

/// Whether the relay comes with something to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demo {
    /// A demo workspace with its simulator.
    On,
    /// None: pushes of the demo workspace cannot be sent.
    Off,
}

impl Demo {
    pub(super) fn read(source: &mut Source) -> Self {
        let demo = source.take(&DEMO, |text| match text {
            "on" => Some(Self::On),
            "off" => Some(Self::Off),
            _ => None,
        });
        demo.unwrap_or(Self::On)
    }
}
