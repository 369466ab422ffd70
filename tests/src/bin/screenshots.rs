//! Makes pictures of the real product.
//!
//! `cargo xtask screenshots` makes those in `docs/screenshots/`: the composer on a laptop, at 360 px, dark, in Chinese.
//! `cargo xtask screenshots FOLDER` makes every state of the first run in every look, to be looked at one by one.

use std::path::{Path, PathBuf};

use anyhow::Result;
use journeys::page::Hand;
use journeys::{Browser, Look, Page, Relay};

/// What is kept in the repository.
const KEPT: [(&str, Look); 4] = [
    ("desktop", Look::DESKTOP),
    ("360", Look::PHONE),
    ("dark", DARK),
    ("chinese", CHINESE),
];

/// What else is worth a look.
const MORE: [(&str, Look); 3] = [
    (
        "chinese-dark",
        Look {
            theme: "dark",
            ..CHINESE
        },
    ),
    (
        "360-dark",
        Look {
            theme: "dark",
            ..Look::PHONE
        },
    ),
    (
        "360-chinese",
        Look {
            language: "zh-Hans",
            ..Look::PHONE
        },
    ),
];

const DARK: Look = Look {
    theme: "dark",
    ..Look::DESKTOP
};
const CHINESE: Look = Look {
    language: "zh-Hans",
    ..Look::DESKTOP
};

/// Which states are pictured.
#[derive(Clone, Copy, PartialEq)]
enum States {
    Composer,
    All,
}

#[tokio::main]
async fn main() -> Result<()> {
    let (folder, states) = match std::env::args_os().nth(1) {
        Some(folder) => (PathBuf::from(folder), States::All),
        None => (
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/screenshots"),
            States::Composer,
        ),
    };
    std::fs::create_dir_all(&folder)?;
    let more = MORE.into_iter().filter(|_| states == States::All);
    for (name, look) in KEPT.into_iter().chain(more) {
        let data = tempfile::TempDir::new()?;
        let relay = Relay::start(data.path()).await?;
        Browser::visit(look, async |browser| {
            shoot(browser, &relay, &folder, name, states).await
        })
        .await?;
    }
    Ok(())
}

async fn shoot(
    browser: &Browser,
    relay: &Relay,
    folder: &Path,
    name: &str,
    states: States,
) -> Result<()> {
    let page = Page::open(browser, Hand::Mouse, &relay.link, "home").await?;
    let save = async |state: &str| {
        if states == States::All || state == "composer" {
            let file = folder.join(format!("{state}-{name}.webp"));
            browser.picture(&file).await?;
        }
        anyhow::Ok(())
    };
    save("home").await?;
    page.press("send-first-push").await?;
    page.css("[data-testid='step-displayed'][data-state='done']")
        .await?;
    save("first-push").await?;
    page.press("change-title").await?;
    page.settled("compose").await?;
    if name.starts_with("360") {
        save("composer").await?;
    } else {
        page.choose("view-split").await?;
        page.find("json-text").await?;
        save("composer").await?;
        page.choose("view-form").await?;
    }
    page.press("send").await?;
    page.css("[data-testid='result-card'][data-outcome='accepted']")
        .await?;
    save("accepted").await?;
    page.press("nav-history").await?;
    page.settled("history").await?;
    save("history").await
}
