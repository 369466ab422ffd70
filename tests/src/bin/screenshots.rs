//! Makes the pictures in `docs/screenshots/` from the real product: composer on a laptop, at 360 px, dark, in Chinese.
//!
//! `cargo xtask screenshots`

use std::path::{Path, PathBuf};

use anyhow::Result;
use journeys::page::Hand;
use journeys::{Browser, Look, Page, Relay};

#[tokio::main]
async fn main() -> Result<()> {
    let folder = match std::env::args_os().nth(1) {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/screenshots"),
    };
    std::fs::create_dir_all(&folder)?;
    for (name, look) in [
        ("desktop", Look::DESKTOP),
        (
            "dark",
            Look {
                theme: "dark",
                ..Look::DESKTOP
            },
        ),
        (
            "chinese",
            Look {
                language: "zh-Hans",
                ..Look::DESKTOP
            },
        ),
        (
            "chinese-dark",
            Look {
                language: "zh-Hans",
                theme: "dark",
                ..Look::DESKTOP
            },
        ),
        ("360", Look::PHONE),
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
    ] {
        let data = tempfile::TempDir::new()?;
        let relay = Relay::start(data.path()).await?;
        let visit = Browser::visit(look, async |browser| {
            shoot(browser, &relay, &folder, name).await
        });
        visit.await?;
    }
    Ok(())
}

async fn shoot(browser: &Browser, relay: &Relay, folder: &Path, name: &str) -> Result<()> {
    let page = Page::open(browser, Hand::Mouse, &relay.link, "home").await?;
    let save = async |state: &str| {
        browser
            .driver
            .screenshot(&folder.join(format!("{state}-{name}.png")))
            .await
    };
    save("home").await?;
    page.press("send-first-push").await?;
    page.css("[data-testid='step-displayed'][data-state='done']")
        .await?;
    save("first-push").await?;
    page.press("change-title").await?;
    page.settled("compose").await?;
    save("composer").await?;
    page.press("send").await?;
    page.css("[data-testid='result-card'][data-outcome='accepted']")
        .await?;
    save("accepted").await?;
    Ok(())
}
