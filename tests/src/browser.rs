//! A real Chromium, driven over `WebDriver`: a fresh profile and a driver of its own for each journey.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::prelude::*;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// How long a journey waits for anything.
pub const DEADLINE: Duration = Duration::from_secs(20);

/// Theme, language and width that a person has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// `light` or `dark`, as the system would say.
    pub theme: &'static str,
    /// `en` or `zh-Hans`.
    pub language: &'static str,
    /// CSS pixels.
    pub width: u32,
    /// CSS pixels.
    pub height: u32,
}

impl Look {
    /// A laptop, light, in English.
    pub const DESKTOP: Self = Self {
        theme: "light",
        language: "en",
        width: 1280,
        height: 900,
    };
    /// A narrow phone, light, in English.
    pub const PHONE: Self = Self {
        theme: "light",
        language: "en",
        width: 360,
        height: 780,
    };

    /// Both themes times both languages, at a laptop's size.
    pub const ALL: [Self; 4] = [
        Self::DESKTOP,
        Self {
            theme: "dark",
            ..Self::DESKTOP
        },
        Self {
            language: "zh-Hans",
            ..Self::DESKTOP
        },
        Self {
            theme: "dark",
            language: "zh-Hans",
            ..Self::DESKTOP
        },
    ];
}

/// A browser with one window.
pub struct Browser {
    /// The window.
    pub driver: WebDriver,
    service: Child,
    _profile: TempDir,
}

impl Browser {
    /// Starts Chromium with a look. Motion is reduced, so that an audit never sees a color half-way.
    async fn start(look: Look) -> Result<Self> {
        let (service, port) = start_driver().await?;
        let profile = TempDir::new()?;
        let mut caps = DesiredCapabilities::chrome();
        caps.set_binary(&from_env("JOURNEYS_CHROMIUM", "/usr/bin/chromium"))?;
        let profile_argument = format!("--user-data-dir={}", profile.path().display());
        let language = format!("--lang={}", look.language);
        for argument in [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            profile_argument.as_str(),
            language.as_str(),
        ] {
            caps.add_arg(argument)?;
        }
        caps.set_browser_log_level(thirtyfour::LoggingPrefsLogLevel::All)?;
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), caps).await?;
        driver.set_script_timeout(DEADLINE).await?;
        let browser = Self {
            driver,
            service,
            _profile: profile,
        };
        browser.watch_policy().await?;
        browser.look(look).await?;
        Ok(browser)
    }

    /// Gives the window another theme, language and size. The page follows the first two when it is loaded anew.
    pub async fn look(&self, look: Look) -> Result<()> {
        let mobile = look.width < 600;
        self.cdp("Emulation.setDeviceMetricsOverride", json!({
            "width": look.width, "height": look.height, "deviceScaleFactor": 2, "mobile": mobile,
        })).await?;
        self.cdp(
            "Emulation.setEmulatedMedia",
            json!({ "features": [
                { "name": "prefers-color-scheme", "value": look.theme },
                { "name": "prefers-reduced-motion", "value": "reduce" },
            ]}),
        )
        .await?;
        self.cdp(
            "Emulation.setLocaleOverride",
            json!({ "locale": look.language }),
        )
        .await?;
        let script = format!(
            "try {{ localStorage.setItem('carillon.language', '{}') }} catch (_) {{ }}",
            look.language
        );
        self.cdp(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": script }),
        )
        .await?;
        Ok(())
    }

    /// Counts what the Content-Security-Policy stops, on every page from now on. [`Browser::policy_violations`] reads it.
    async fn watch_policy(&self) -> Result<()> {
        let source = "globalThis.stopped = []; document.addEventListener('securitypolicyviolation', \
                      (event) => globalThis.stopped.push(event.violatedDirective + ' ' + event.blockedURI));";
        self.cdp(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": source }),
        )
        .await
    }

    /// What the Content-Security-Policy stopped on this page.
    pub async fn policy_violations(&self) -> Result<Vec<String>> {
        let answer = self
            .driver
            .execute(
                "return globalThis.stopped ?? ['the listener is missing'];",
                vec![],
            )
            .await?;
        Ok(answer.convert()?)
    }

    /// What the page wrote to the console as an error.
    pub async fn console_errors(&self) -> Result<Vec<String>> {
        let log = self.driver.browser_log().await?;
        Ok(log
            .into_iter()
            .filter(|entry| entry.level == "SEVERE")
            .map(|entry| entry.message)
            .collect())
    }

    /// One command of the Chrome `DevTools` Protocol.
    pub async fn cdp(&self, method: &str, parameters: serde_json::Value) -> Result<()> {
        self.driver
            .cdp()
            .send_raw(method, parameters)
            .await
            .with_context(|| method.to_owned())?;
        Ok(())
    }

    /// Saves what the window shows, as WebP: a quarter of a PNG's bytes, and every browser shows it.
    pub async fn picture(&self, file: &std::path::Path) -> Result<()> {
        let parameters = json!({ "format": "webp", "quality": 90 });
        let cdp = self.driver.cdp();
        let answer = cdp.send_raw("Page.captureScreenshot", parameters).await?;
        let data = answer["data"].as_str().context("no picture came")?;
        std::fs::write(file, BASE64.decode(data)?)?;
        Ok(())
    }

    /// Lets `person` work in a fresh browser, and closes it however that ends: a driver that is merely killed leaves its browser running.
    pub async fn visit<T>(look: Look, person: impl AsyncFnOnce(&Self) -> Result<T>) -> Result<T> {
        let mut browser = Self::start(look).await?;
        let seen = person(&browser).await;
        browser.driver.clone().quit().await?;
        browser.service.kill().await?;
        seen
    }
}

/// Starts a driver on a port of its choice, which it prints.
async fn start_driver() -> Result<(Child, u16)> {
    let path = from_env("JOURNEYS_CHROMEDRIVER", "/usr/bin/chromedriver");
    let mut child = Command::new(&path)
        .arg("--port=0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .with_context(|| {
            format!("cannot start {path}: `cargo xtask test` installs it, or says how")
        })?;
    let stdout = child
        .stdout
        .take()
        .context("the driver's standard output is piped")?;
    let mut lines = BufReader::new(stdout).lines();
    while let Some(line) = lines.next_line().await? {
        if let Some((_, port)) = line.split_once("was started successfully on port ") {
            let port = port.trim_end_matches('.').parse()?;
            // Its later output has to go somewhere, or it blocks on a full pipe.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Ok((child, port));
        }
    }
    anyhow::bail!("{path} ended without naming its port")
}

fn from_env(name: &str, default: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| default.to_owned())
}
