//! Sends N notifications as fast as one core can, and remembers what became of each: a sender for comparisons with other
//! libraries that read the same environment.
//!
//! `APNS_HOST`, `APNS_PORT`, `APNS_CA` (PEM), `APNS_KEY` (.p8), `APNS_KEY_ID`, `APNS_TEAM_ID`, `APNS_TOPIC`,
//! `APNS_PAYLOAD` (a file), `N`; `CONC`: pushes in flight (1000), `LANES`: the most connections (16).
//! It ends with 0 when every push was answered with 200.

use std::collections::HashMap;
use std::env;
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::SystemTime;

use anyhow::{Context as _, Result, ensure};
use apns::{Authentication, Delivery, Endpoint, Message, Native, Options, Recipient, Roots};
use bytes::Bytes;
use credentials::{KeyId, SigningKey, TeamId, TokenSigner};
use payload::{DeviceToken, Headers, Priority, PushType, Reason};
use tokio::sync::mpsc;

fn main() -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let book = runtime.block_on(send())?;
    let accepted = book.accepted();
    let total = book.statuses.len();
    writeln!(
        std::io::stdout(),
        r#"{{"ok":{accepted},"bad":{}}}"#,
        total - accepted
    )?;
    for reason in book.rejections.values().take(3) {
        writeln!(std::io::stderr(), "{reason}")?;
    }
    Ok(if accepted == total {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

async fn send() -> Result<Book> {
    let total: u64 = number("N", 20_000)?;
    let in_flight: u64 = number("CONC", 1000)?;
    let native = gateway()?;
    let message = message()?;
    let recipient = |tag: u64| Recipient {
        tag,
        id: format!("00000000-0000-4000-8000-{tag:012x}"),
        token: DeviceToken::parse(&format!(
            "{tag:08x}f3a91c7be2d4086513aa7719be0fd5c2486e9b10d7c3f25a8e41b6d9"
        ))
        .expect("it is hex"),
        message: message.clone(),
        not_after: None,
    };
    let mut book = Book::of(usize::try_from(total)?);
    let (outcomes, mut answers) = mpsc::unbounded_channel();
    let mut heard = Vec::with_capacity(1024);
    let mut sent = in_flight.min(total);
    native.send_all((0..sent).map(recipient), &outcomes);
    let mut left = total;
    while left > 0 {
        let count = answers.recv_many(&mut heard, 1024).await;
        ensure!(count > 0, "the gateway has gone");
        for (tag, delivery) in heard.drain(..) {
            book.note(tag, delivery);
        }
        let count = u64::try_from(count)?;
        left -= count;
        let until = (sent + count).min(total);
        native.send_all((sent..until).map(recipient), &outcomes);
        sent = until;
    }
    Ok(book)
}

/// What became of each push: the answer's status and `apns-id` by number, and why, where it was not accepted.
struct Book {
    statuses: Vec<u16>,
    ids: Vec<u128>,
    rejections: HashMap<u64, String>,
}

impl Book {
    fn of(total: usize) -> Self {
        Self {
            statuses: vec![0; total],
            ids: vec![0; total],
            rejections: HashMap::new(),
        }
    }

    fn note(&mut self, tag: u64, delivery: Delivery) {
        let place = usize::try_from(tag).expect("it is below N");
        match delivery {
            Ok(reply) => {
                self.statuses[place] = reply.status;
                self.ids[place] = reply.apns_id.as_deref().map_or(0, uuid);
                if let Some(reason) = reply.reason {
                    self.rejections
                        .insert(tag, Reason::as_str(&reason).to_owned());
                }
            }
            Err(error) => {
                self.rejections.insert(tag, error.to_string());
            }
        }
    }

    /// Those with status 200 and an id.
    fn accepted(&self) -> usize {
        let answers = self.statuses.iter().zip(&self.ids);
        answers
            .filter(|(status, id)| **status == 200 && **id != 0)
            .count()
    }
}

fn uuid(text: &str) -> u128 {
    let digits = text.bytes().filter(|byte| *byte != b'-');
    // Of a hex digit: its low bits, and nine more for a letter.
    digits.fold(0, |value, byte| {
        value << 4 | u128::from((byte & 15) + 9 * (byte >> 6))
    })
}

fn gateway() -> Result<Native> {
    let endpoint = Endpoint {
        host: text("APNS_HOST")?,
        port: text("APNS_PORT")?.parse()?,
        roots: Roots::Pem(file("APNS_CA")?),
        proxy: None,
    };
    #[expect(
        clippy::disallowed_methods,
        reason = "a program's own clock, at its edge"
    )]
    let clock = Arc::new(SystemTime::now);
    let signer = TokenSigner::new(
        SigningKey::from_p8(&file("APNS_KEY")?)?,
        KeyId::parse(&text("APNS_KEY_ID")?)?,
        TeamId::parse(&text("APNS_TEAM_ID")?)?,
        clock,
    );
    let options = Options {
        most_lanes: usize::try_from(number("LANES", 16)?)?,
        ..Options::default()
    };
    let authentication = Authentication::Token(Arc::new(signer));
    Ok(Native::with_options(endpoint, authentication, options)?)
}

fn message() -> Result<Message> {
    let headers = Headers {
        push_type: PushType::Alert,
        topic: text("APNS_TOPIC")?,
        priority: Some(Priority::Immediate),
        expiration: None,
        collapse_id: None,
    };
    let body = Bytes::from(file("APNS_PAYLOAD")?);
    Ok(Message::new(&headers, body)?)
}

fn text(name: &str) -> Result<String> {
    env::var(name).with_context(|| format!("{name} is not set"))
}

fn number(name: &str, default: u64) -> Result<u64> {
    match env::var(name) {
        Ok(text) => text.parse().with_context(|| format!("{name} is no number")),
        Err(_) => Ok(default),
    }
}

fn file(name: &str) -> Result<String> {
    let path = text(name)?;
    std::fs::read_to_string(&path).with_context(|| format!("{path} cannot be read"))
}
