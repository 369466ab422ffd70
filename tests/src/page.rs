//! The page as a person meets it: things are found by what they are for, waited for by what the page says, and used by mouse or keys.

use anyhow::{Context as _, Result, bail};
use thirtyfour::extensions::query::ElementQueryable as _;
use thirtyfour::prelude::*;

use crate::browser::{Browser, DEADLINE};

/// How often the page is asked while waiting.
const INTERVAL: std::time::Duration = std::time::Duration::from_millis(25);

/// How a person works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// Pointer.
    Mouse,
    /// Tab, Enter, Space and letters only.
    Keyboard,
}

/// A window with Carillon in it.
pub struct Page<'a> {
    browser: &'a Browser,
    hand: Hand,
}

impl<'a> Page<'a> {
    /// Opens a link and waits until the page is quiet.
    pub async fn open(
        browser: &'a Browser,
        hand: Hand,
        link: &str,
        name: &str,
    ) -> Result<Page<'a>> {
        browser.driver.goto(link).await?;
        let page = Self { browser, hand };
        page.settled(name).await?;
        Ok(page)
    }

    /// Waits until page `name` is shown and not busy.
    pub async fn settled(&self, name: &str) -> Result<()> {
        self.css(&format!("main[data-page='{name}'][data-busy='false']"))
            .await
            .map(drop)
    }

    /// Waits for something that is displayed.
    pub async fn css(&self, selector: &str) -> Result<WebElement> {
        let query = self
            .browser
            .driver
            .query(By::Css(selector))
            .wait(DEADLINE, INTERVAL)
            .and_displayed();
        match query.first().await {
            Ok(element) => Ok(element),
            Err(_) => bail!(
                "nothing shown matches {selector}\n{}",
                self.describe().await
            ),
        }
    }

    /// Waits for the thing with this `data-testid`.
    pub async fn find(&self, id: &str) -> Result<WebElement> {
        self.css(&format!("[data-testid='{id}']")).await
    }

    /// How many things match now, shown or not.
    pub async fn count(&self, selector: &str) -> Result<usize> {
        Ok(self.browser.driver.find_all(By::Css(selector)).await?.len())
    }

    /// Waits until `selector` matches exactly `count` things.
    pub async fn wait_for_count(&self, selector: &str, count: usize) -> Result<()> {
        let deadline = std::time::Instant::now() + DEADLINE;
        while std::time::Instant::now() < deadline {
            if self.count(selector).await? == count {
                return Ok(());
            }
        }
        bail!(
            "{selector} never matched {count} things\n{}",
            self.describe().await
        )
    }

    /// Waits until the visible text of the first match of `selector` contains `text`.
    pub async fn wait_for_text(&self, selector: &str, text: &str) -> Result<()> {
        let wanted = text.to_owned();
        let query = self
            .browser
            .driver
            .query(By::Css(selector))
            .wait(DEADLINE, INTERVAL);
        let query = query.with_filter(move |element: WebElement| {
            let wanted = wanted.clone();
            async move { Ok(element.text().await.unwrap_or_default().contains(&wanted)) }
        });
        match query.first().await {
            Ok(_) => Ok(()),
            Err(_) => bail!("{selector} never said {text:?}\n{}", self.describe().await),
        }
    }

    /// Presses a button or follows a link, by this person's hand.
    pub async fn press(&self, id: &str) -> Result<()> {
        match self.hand {
            Hand::Mouse => {
                let element = self.find(id).await?;
                element.scroll_into_view().await?;
                element
                    .click()
                    .await
                    .with_context(|| format!("cannot click {id}"))?;
            }
            Hand::Keyboard => {
                self.tab_to(id).await?;
                self.keys(Key::Enter + "").await?;
            }
        }
        Ok(())
    }

    /// Chooses one of several by its label, as a pointer does: the radio button itself is not shown.
    pub async fn choose(&self, id: &str) -> Result<()> {
        let label = format!("label:has([data-testid='{id}'])");
        Ok(self.css(&label).await?.click().await?)
    }

    /// Replaces the text of a field.
    pub async fn write(&self, id: &str, text: &str) -> Result<()> {
        match self.hand {
            Hand::Mouse => {
                let element = self.find(id).await?;
                element.scroll_into_view().await?;
                element.click().await?;
            }
            Hand::Keyboard => self.tab_to(id).await?,
        }
        self.keys(Key::Control + "a").await?;
        self.keys(text).await
    }

    /// Types into whatever has the focus.
    pub async fn keys(&self, keys: impl Into<TypingData>) -> Result<()> {
        self.browser
            .driver
            .active_element()
            .await?
            .send_keys(keys.into())
            .await?;
        Ok(())
    }

    /// The `data-testid` of what has the focus.
    pub async fn focused(&self) -> Result<String> {
        let script =
            "return document.activeElement?.closest('[data-testid]')?.dataset.testid ?? '';";
        Ok(self
            .browser
            .driver
            .execute(script, vec![])
            .await?
            .convert()?)
    }

    /// Presses Tab until the focus is on `id`, as a person without a mouse would. Each stop must be visible.
    async fn tab_to(&self, id: &str) -> Result<()> {
        self.find(id).await?;
        let mut seen = Vec::new();
        for _ in 0..160 {
            let focused = self.focused().await?;
            if focused == id {
                return Ok(());
            }
            seen.push(focused);
            self.keys(Key::Tab + "").await?;
        }
        bail!("{id} cannot be reached by Tab; the focus went through {seen:?}")
    }

    /// What a failing journey shows: address, title, text.
    async fn describe(&self) -> String {
        let driver = &self.browser.driver;
        let script = "return location.pathname + ' | ' + document.title + '\\n' + document.body.innerText.slice(0, 2000);";
        let page = match driver.execute(script, vec![]).await {
            Ok(answer) => answer.convert().unwrap_or_default(),
            Err(error) => error.to_string(),
        };
        let errors = self.browser.console_errors().await.unwrap_or_default();
        format!(
            "--- page ---\n{page}\n--- console ---\n{}",
            errors.join("\n")
        )
    }
}
