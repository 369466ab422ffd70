//! How much text each surface shows, as far as anybody knows, with where the number comes from.

use super::Part;
use crate::words::Words;

/// A place on a device where a notification is shown.
#[derive(Debug)]
pub struct Surface {
    /// A name for programs.
    pub name: &'static str,
    /// Its name.
    pub words: Words,
    /// Whether it comes up by itself, which a passive notification does not.
    pub interrupts: bool,
    /// How much of the title, the subtitle and the body it shows, in the order of [`Part::ALL`].
    pub rooms: [Room; 3],
}

/// How much room a text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// How much of it is shown.
    pub extent: Extent,
    /// Characters of Latin text at the usual type size, where somebody has counted. Other writing, emoji and larger type have fewer.
    pub characters: Option<Figure>,
}

/// How much of a text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Nothing.
    None,
    /// So many lines.
    Lines(Figure),
    /// As much as fits; nobody has published how much that is.
    Unknown,
    /// All of it, by scrolling.
    Whole,
}

/// A number that is about right, and why we think so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number.
    pub about: usize,
    /// Where it comes from.
    pub source: Source,
}

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Apple's documentation.
    Apple,
    /// Measured and published by others, for a current system.
    Published,
    /// Seen, and published by nobody that we could find.
    Unsourced,
}

const fn lines(about: usize, source: Source) -> Room {
    Room {
        extent: Extent::Lines(Figure { about, source }),
        characters: None,
    }
}

const fn room(extent: Extent) -> Room {
    Room {
        extent,
        characters: None,
    }
}

impl Room {
    const fn of_characters(self, about: usize, source: Source) -> Self {
        Self {
            extent: self.extent,
            characters: Some(Figure { about, source }),
        }
    }
}

/// One line, with 35 characters of a title beside the time "now" (Braze, "iOS rich notifications").
const TITLE: Room = lines(1, Source::Published).of_characters(35, Source::Published);
const SUBTITLE: Room = lines(1, Source::Unsourced);

/// Every surface, in the order in which a notification meets people. Numbers: Braze, "Create iOS rich notifications" and "Push
/// message and image formats", for notifications without a picture; the Mac's from one marketing page, so weaker; the watch's
/// from Apple's Human Interface Guidelines and `UNMutableNotificationContent.title`.
pub static SURFACES: &[Surface] = &[
    Surface {
        name: "lock-screen",
        words: Words::new("Lock Screen", "锁定屏幕"),
        interrupts: false,
        rooms: [
            TITLE,
            SUBTITLE,
            lines(4, Source::Published).of_characters(160, Source::Published),
        ],
    },
    Surface {
        name: "banner",
        words: Words::new("Banner", "横幅"),
        interrupts: true,
        rooms: [
            TITLE,
            SUBTITLE,
            lines(2, Source::Published).of_characters(80, Source::Published),
        ],
    },
    Surface {
        name: "notification-center",
        words: Words::new("Notification Center", "通知中心"),
        interrupts: false,
        rooms: [
            TITLE,
            SUBTITLE,
            lines(4, Source::Published).of_characters(160, Source::Published),
        ],
    },
    Surface {
        name: "expanded",
        words: Words::new("Expanded (long press)", "展开（长按）"),
        interrupts: false,
        rooms: [
            lines(1, Source::Published),
            room(Extent::Unknown),
            lines(7, Source::Published),
        ],
    },
    Surface {
        name: "ipad",
        words: Words::new("iPad", "iPad"),
        interrupts: false,
        rooms: [
            room(Extent::Unknown),
            room(Extent::Unknown),
            room(Extent::Unknown),
        ],
    },
    Surface {
        name: "mac",
        words: Words::new("Mac banner", "Mac 横幅"),
        interrupts: true,
        rooms: [
            room(Extent::Unknown).of_characters(40, Source::Published),
            SUBTITLE,
            room(Extent::Unknown).of_characters(130, Source::Published),
        ],
    },
    Surface {
        name: "watch-short-look",
        words: Words::new("Apple Watch, wrist raised", "Apple Watch 抬腕时"),
        interrupts: true,
        rooms: [
            room(Extent::Unknown),
            room(Extent::None),
            room(Extent::None),
        ],
    },
    Surface {
        name: "watch-long-look",
        words: Words::new("Apple Watch, long look", "Apple Watch 长视图"),
        interrupts: false,
        rooms: [
            room(Extent::Whole),
            room(Extent::Whole),
            room(Extent::Whole),
        ],
    },
];

impl Surface {
    /// How much room it has for a part.
    pub const fn room(&self, part: Part) -> Room {
        self.rooms[part as usize]
    }
}
