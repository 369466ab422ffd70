//! The typed client over a native transport, with the cookie of one person. For tests that need no page.

use std::sync::{Arc, Mutex};

use anyhow::{Context as _, Result, bail};
use api::Event;
use client::{Client, Request, Response, Transport, Unreachable};
use futures_util::StreamExt as _;

use crate::relay::Relay;

/// Carries requests by HTTP and keeps the session cookie. Clones share both.
#[derive(Clone)]
pub struct Http {
    address: Arc<str>,
    cookie: Arc<Mutex<Option<String>>>,
    connections: reqwest::Client,
}

impl Http {
    fn cookie(&self) -> Option<String> {
        self.cookie.lock().ok().and_then(|cookie| cookie.clone())
    }
}

impl Transport for Http {
    async fn send(&self, request: Request) -> Result<Response, Unreachable> {
        let method = request.method.parse().map_err(|_| Unreachable)?;
        let mut call = self
            .connections
            .request(method, format!("{}{}", self.address, request.path));
        // What a browser says of a page's own request.
        call = call
            .header("origin", &*self.address)
            .header("sec-fetch-site", "same-origin");
        for (name, value) in request.headers {
            call = call.header(name, value);
        }
        if let Some(cookie) = self.cookie() {
            call = call.header("cookie", cookie);
        }
        if let Some(body) = request.body {
            call = call.body(body);
        }
        let answer = call.send().await.map_err(|_| Unreachable)?;
        let status = answer.status().as_u16();
        let set = answer
            .headers()
            .get("set-cookie")
            .and_then(|value| value.to_str().ok());
        if let (Some(pair), Ok(mut cookie)) = (
            set.and_then(|set| set.split(';').next()),
            self.cookie.lock(),
        ) {
            *cookie = Some(pair.to_owned());
        }
        let body = answer.text().await.map_err(|_| Unreachable)?;
        Ok(Response { status, body })
    }
}

/// A signed-in person.
pub struct Person {
    /// The relay, as methods.
    pub relay: Client<Http>,
    http: Http,
}

impl Person {
    /// Signs in with the relay's one-time link.
    pub async fn sign_in(relay: &Relay) -> Result<(Self, api::Session)> {
        let http = Http {
            address: relay.address.as_str().into(),
            cookie: Arc::default(),
            connections: reqwest::Client::new(),
        };
        let person = Self {
            relay: Client::new(http.clone()),
            http,
        };
        let session = person.relay.sign_in(relay.sign_in_token()?).await?;
        Ok((person, session))
    }

    /// Opens the event stream. It is subscribed when this returns.
    pub async fn events(&self) -> Result<Events> {
        let http = &self.http;
        let call = http
            .connections
            .get(format!("{}{}", http.address, api::paths::EVENTS));
        let call = call.header("cookie", http.cookie().context("nobody is signed in")?);
        let answer = call
            .header("sec-fetch-site", "same-origin")
            .send()
            .await?
            .error_for_status()?;
        Ok(Events {
            body: answer.bytes_stream().boxed(),
            text: String::new(),
        })
    }
}

/// An open event stream.
pub struct Events {
    body: futures_util::stream::BoxStream<'static, reqwest::Result<bytes::Bytes>>,
    text: String,
}

impl Events {
    /// The next event. Comments (heartbeats) are passed over.
    pub async fn next(&mut self) -> Result<Event> {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let data = block
                    .lines()
                    .filter_map(|line| line.strip_prefix("data:"))
                    .collect::<String>();
                let consumed = self.text.len() - rest.len();
                self.text.drain(..consumed);
                if !data.is_empty() {
                    return api::read(&data).context("not an event that this version knows");
                }
                continue;
            }
            match self.body.next().await {
                Some(chunk) => self.text.push_str(std::str::from_utf8(&chunk?)?),
                None => bail!("the event stream ended"),
            }
        }
    }
}
