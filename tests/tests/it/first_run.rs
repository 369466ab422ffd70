//! The first-run flow of a newcomer: a push on the phone, a changed title, a broken payload repaired by one press,
//! and what Apple would have said; by mouse and by keyboard alone, in both themes and both languages.

use anyhow::{Context as _, Result};
use journeys::page::Hand;
use journeys::{Browser, Look, Page, Relay, axe};
use tempfile::TempDir;

#[tokio::test]
async fn first_run_by_mouse() -> Result<()> {
    in_every_look(Hand::Mouse).await
}

#[tokio::test]
async fn first_run_by_keyboard_alone() -> Result<()> {
    in_every_look(Hand::Keyboard).await
}

async fn in_every_look(hand: Hand) -> Result<()> {
    for look in Look::ALL {
        let data = TempDir::new()?;
        let relay = Relay::start(data.path()).await?;
        let visit = Browser::visit(look, async |browser| {
            first_run(browser, &relay, hand, look).await
        });
        visit.await.with_context(|| format!("{hand:?}, {look:?}"))?;
    }
    Ok(())
}

async fn first_run(browser: &Browser, relay: &Relay, hand: Hand, look: Look) -> Result<()> {
    let page = Page::open(browser, hand, &relay.link, "home").await?;
    assert_eq!(
        page.count(&format!("html[lang='{}']", look.language))
            .await?,
        1,
        "the page speaks the person's language"
    );
    let address = browser.driver.current_url().await?;
    assert_eq!(
        address.fragment(),
        None,
        "the sign-in token is gone from the address bar"
    );
    axe::audit(browser, "home, before the first push").await?;

    // The one button.
    page.press("send-first-push").await?;
    for step in ["validated", "signed", "accepted", "displayed"] {
        page.css(&format!("[data-testid='step-{step}'][data-state='done']"))
            .await?;
    }
    page.find("phone-notification").await?;
    axe::audit(browser, "home, after the first push").await?;

    // Another title, sent again.
    page.press("change-title").await?;
    page.settled("compose").await?;
    assert_eq!(
        page.focused().await?,
        "field-title",
        "the caret waits in the title"
    );
    page.write("field-title", "Carillon rings").await?;
    page.wait_for_text("[data-testid='phone']", "Carillon rings")
        .await?;
    page.press("send").await?;
    page.css("[data-testid='result-card'][data-outcome='accepted']")
        .await?;
    page.wait_for_text("[data-testid='phone-notification']", "Carillon rings")
        .await?;
    axe::audit(browser, "composer, after a push").await?;

    // Broken, explained, repaired by one press.
    page.press("break-it").await?;
    page.css("[data-testid='problem'][data-code='P003']")
        .await?;
    axe::audit(browser, "composer, with a problem").await?;
    page.press("send").await?;
    page.css("[data-testid='error-summary']").await?;
    axe::audit(browser, "composer, refusing to send").await?;
    page.press("fix").await?;
    page.wait_for_count("[data-testid='problem'][data-code='P003']", 0)
        .await?;

    // What Apple would have said, at one press each. "Too many" is tried again by itself, and then accepted.
    page.press("nav-home").await?;
    page.settled("home").await?;
    let result = |outcome| format!("[data-testid='result-card'][data-outcome='{outcome}']");
    for reason in ["Unregistered", "BadDeviceToken"] {
        page.press(&format!("script-{reason}")).await?;
        page.wait_for_text(&result("rejected"), reason).await?;
    }
    axe::audit(browser, "home, after a refusal").await?;
    page.press("script-TooManyRequests").await?;
    page.wait_for_text(&result("waiting"), "TooManyRequests")
        .await?;
    axe::audit(browser, "home, waiting for the next attempt").await?;
    page.wait_for_text("[data-item='refusal']", "apns-id")
        .await?;

    // All of it is in the history.
    page.press("nav-history").await?;
    page.settled("history").await?;
    page.wait_for_count("[data-testid='history-row']", 5)
        .await?;
    page.wait_for_count("[data-testid='history-row'][data-outcome='accepted']", 3)
        .await?;
    axe::audit(browser, "history").await?;

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
