//! The draft against the app's own files, all in the browser: a pasted Swift type finds the key that the app would miss,
//! a loaded file finds the text that it does not have.

use anyhow::{Context as _, Result, ensure};
use journeys::page::Hand;
use journeys::{Browser, Look, Page, Relay, axe};
use tempfile::TempDir;
use thirtyfour::By;
use thirtyfour::components::SelectElement;

const SWIFT: &str = "struct MatchAttributes: ActivityAttributes {
struct ContentState: Codable, Hashable {
var homeScore: Int
var awayScore: Int
}
}";

const MISSPELLED: &str = r#"{"aps":{"timestamp":1760000000,"event":"update","content-state":{"homescore":2,"awayScore":1}}}"#;
const MISSING: &str =
    r#"{"aps":{"timestamp":1760000000,"event":"update","content-state":{"homeScore":2}}}"#;
const RIGHT: &str = r#"{"aps":{"timestamp":1760000000,"event":"update","content-state":{"homeScore":2,"awayScore":0}}}"#;
const LOCALIZED: &str = r#"{"aps":{"timestamp":1760000000,"event":"update","content-state":{"homeScore":2,"awayScore":0},"alert":{"loc-key":"GOAL_HOEM"}}}"#;

#[tokio::test]
async fn a_draft_is_checked_against_the_app_by_mouse() -> Result<()> {
    let dark = Look {
        theme: "dark",
        language: "zh-Hans",
        ..Look::DESKTOP
    };
    for look in [Look::DESKTOP, dark] {
        let data = TempDir::new()?;
        let relay = Relay::start(data.path()).await?;
        let visit = Browser::visit(look, async |browser| checked(browser, &relay).await);
        visit.await.with_context(|| format!("{look:?}"))?;
    }
    Ok(())
}

/// How many problems of the list have this code.
fn problem(code: &str) -> String {
    format!(".p-dock [data-testid='problem'][data-code='{code}']")
}

async fn checked(browser: &Browser, relay: &Relay) -> Result<()> {
    let page = Page::open(browser, Hand::Mouse, &relay.link, "home").await?;
    page.press("nav-compose").await?;
    page.settled("compose").await?;

    // A Live Activity, by its header and its JSON.
    page.css("[data-testid='delivery'] > summary")
        .await?
        .click()
        .await?;
    let kind = page.find("field-apns-push-type").await?;
    let kind = SelectElement::new(&kind).await?;
    kind.select_by_value("liveactivity").await?;
    page.choose("view-json").await?;
    page.write("json-text", MISSPELLED).await?;

    // The app's type: the key that it misses is named, and repaired by one press.
    page.css("[data-testid='app-panel'] > summary")
        .await?
        .click()
        .await?;
    page.write("app-swift", SWIFT).await?;
    let missing = problem("A001");
    page.css(&missing).await?;
    page.wait_for_text("[data-testid='app-note']", "Swift")
        .await?;
    axe::audit(browser, "composer, checked against Swift").await?;
    let fix = page.css(&format!("{missing} [data-testid='fix']")).await?;
    fix.click().await?;
    page.wait_for_count(&missing, 0).await?;

    // Corrected by hand.
    page.write("json-text", MISSING).await?;
    page.wait_for_text(&missing, "awayScore").await?;
    page.write("json-text", RIGHT).await?;
    page.wait_for_count(&missing, 0).await?;

    // The app's texts, from a file that does not say its language.
    let folder = TempDir::new()?;
    let file = folder.path().join("Localizable.strings");
    std::fs::write(&file, "\"GOAL_HOME\" = \"Goal!\";\n")?;
    page.write("json-text", LOCALIZED).await?;
    let input = browser
        .driver
        .find(By::Css("[data-testid='app-files']"))
        .await?;
    input
        .send_keys(file.to_str().context("the path is text")?)
        .await?;
    let no_text = problem("A009");
    page.css(&no_text).await?;
    page.css("[data-testid='app-panel'] [data-testid='problem'][data-code='A013']")
        .await?;
    axe::audit(browser, "composer, checked against texts").await?;

    // What is taken away is not checked against; the focus stays near.
    page.press("app-file-remove").await?;
    page.wait_for_count(&no_text, 0).await?;
    assert_eq!(page.focused().await?, "app-add-files");
    page.write("json-text", MISSING).await?;
    page.css(&missing).await?;
    page.press("app-clear").await?;
    page.wait_for_count(&missing, 0).await?;
    assert_eq!(page.focused().await?, "app-swift");

    // A worker that was dropped comes again.
    page.write("app-swift", SWIFT).await?;
    page.css(&missing).await?;
    is_clean(browser).await
}

#[tokio::test]
async fn the_panel_fits_a_narrow_phone() -> Result<()> {
    let data = TempDir::new()?;
    let relay = Relay::start(data.path()).await?;
    Browser::visit(Look::PHONE, async |browser| {
        let page = Page::open(browser, Hand::Mouse, &relay.link, "home").await?;
        page.press("nav-compose").await?;
        page.settled("compose").await?;
        let panel = page.css("[data-testid='app-panel'] > summary").await?;
        panel.scroll_into_view().await?;
        panel.click().await?;
        // Not understood: what is said about it is shown here, too.
        page.write(
            "app-swift",
            "struct AVeryLongNameThatNoPhoneCanShowOnOneLine {",
        )
        .await?;
        page.css("[data-testid='app-panel'] [data-testid='problem'][data-code='A007']")
            .await?;
        let script =
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth;";
        let over: i64 = browser.driver.execute(script, vec![]).await?.convert()?;
        ensure!(over <= 0, "the page is {over} px too wide");
        axe::audit(browser, "the open panel on a phone").await?;
        is_clean(browser).await
    })
    .await
}

async fn is_clean(browser: &Browser) -> Result<()> {
    assert_eq!(
        browser.policy_violations().await?,
        Vec::<String>::new(),
        "the Content-Security-Policy stopped something"
    );
    assert_eq!(
        browser.console_errors().await?,
        Vec::<String>::new(),
        "the console is clean"
    );
    Ok(())
}
