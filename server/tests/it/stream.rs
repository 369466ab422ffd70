//! Reads an event stream.

use api::{Event, Outcome, Push};
use axum::body::Body;
use futures_util::StreamExt as _;
use http::{Response, header};

use crate::bench::PATIENCE;

/// An open event stream.
pub(crate) struct Events {
    chunks: futures_util::stream::BoxStream<'static, String>,
    read: String,
}

impl Events {
    pub(crate) fn of(response: Response<Body>) -> Self {
        assert_eq!(
            response.headers()[header::CONTENT_TYPE],
            "text/event-stream"
        );
        let chunks = response.into_body().into_data_stream();
        let chunks = chunks
            .map(|chunk| String::from_utf8(chunk.unwrap().to_vec()).unwrap())
            .boxed();
        Self {
            chunks,
            read: String::new(),
        }
    }

    /// The next event; `None` at the end of the stream.
    pub(crate) async fn next(&mut self) -> Option<Event> {
        loop {
            while let Some((block, rest)) = self.read.split_once(
                "

",
            ) {
                let data = block.strip_prefix("data: ").map(str::to_owned);
                let length = self.read.len() - rest.len();
                drop(self.read.drain(..length));
                if let Some(data) = data {
                    return Some(api::read(&data).expect("an event"));
                }
            }
            let chunk = tokio::time::timeout(PATIENCE, self.chunks.next())
                .await
                .expect("an event or the end");
            self.read.push_str(&chunk?);
        }
    }

    /// Reads on until the push is as wished.
    pub(crate) async fn until(&mut self, id: &str, wished: impl Fn(&Push) -> bool) -> Push {
        loop {
            match self.next().await.expect("the stream goes on") {
                Event::Push(push) if push.id == id && wished(&push) => return *push,
                _ => {}
            }
        }
    }

    /// Reads on until the push has an outcome.
    pub(crate) async fn outcome(&mut self, id: &str) -> Outcome {
        self.until(id, |push| push.outcome.is_settled())
            .await
            .outcome
    }
}
