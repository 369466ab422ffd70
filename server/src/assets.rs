//! The page: its files are embedded in the program, compressed ahead of time, and named by their content.
//!
//! `cargo xtask build` leaves them in `dist/`. In debug builds they are read from there at each request.

mod encoding;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use rust_embed::Embed;
use sha2::{Digest as _, Sha256};

use encoding::Encoding;

#[derive(Embed)]
#[folder = "../dist"]
#[allow_missing = true]
struct Dist;

/// Where the page's files come from.
#[derive(Clone, Debug, Default)]
pub enum Assets {
    /// This program.
    #[default]
    Embedded,
    /// These files, by path.
    Files(Arc<BTreeMap<String, Vec<u8>>>),
}

struct File {
    data: Cow<'static, [u8]>,
    hash: [u8; 32],
}

/// For names that carry a hash of the content: what is under them never changes.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// For all others.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

const NOT_BUILT: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Carillon: the page is not built</title>\n\
     <h1>The page is not built</h1>\n<p>This relay was built without its page. Run <code>cargo xtask build</code>, \
     or <code>cargo xtask run</code> to build and start everything.</p>\n<p>The API works: <a href=\"/readyz\">/readyz</a>.</p>\n</html>\n";

impl Assets {
    /// These files.
    pub fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        Self::Files(Arc::new(
            files
                .into_iter()
                .map(|(path, data)| (path.to_owned(), data.to_vec()))
                .collect(),
        ))
    }

    /// Answers a request for a file of the page, or for one of its places, which are all `index.html`.
    pub fn serve(&self, method: &Method, path: &str, request: &HeaderMap) -> Response {
        if *method != Method::GET && *method != Method::HEAD {
            return (
                StatusCode::METHOD_NOT_ALLOWED,
                [(header::ALLOW, "GET, HEAD")],
                "Pages can only be read.\n",
            )
                .into_response();
        }
        let path = path.trim_start_matches('/');
        let is_variant = matches!(extension(path), "br" | "gz");
        if !path.is_empty()
            && !is_variant
            && let Some(answer) = self.file(path, method, request)
        {
            return answer;
        }
        // A place has no dot. A file that is gone with an older page must not be answered with markup.
        if path
            .rsplit('/')
            .next()
            .is_some_and(|name| name.contains('.'))
        {
            return (StatusCode::NOT_FOUND, "There is no such file.\n").into_response();
        }
        self.file("index.html", method, request).unwrap_or_else(|| {
            (
                StatusCode::SERVICE_UNAVAILABLE,
                axum::response::Html(NOT_BUILT),
            )
                .into_response()
        })
    }

    fn file(&self, path: &str, method: &Method, request: &HeaderMap) -> Option<Response> {
        let plain = self.read(path)?;
        let mut variants = [Encoding::Brotli, Encoding::Gzip]
            .map(|it| (it, self.read(&format!("{path}{}", it.suffix()))));
        let has_variants = variants.iter().any(|(_, file)| file.is_some());
        let compressed = encoding::by_preference(request)
            .into_iter()
            .find_map(|wanted| {
                let (_, file) = variants
                    .iter_mut()
                    .find(|(encoding, _)| *encoding == wanted)?;
                file.take().map(|file| (wanted, file))
            });
        let (encoding, file) = match compressed {
            Some((encoding, file)) => (Some(encoding), file),
            None => (None, plain),
        };

        let etag = etag(&file.hash);
        let mut headers = HeaderMap::new();
        headers.insert(
            header::CACHE_CONTROL,
            if is_named_by_content(path) {
                FOREVER
            } else {
                ASK_AGAIN
            },
        );
        if has_variants {
            headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        }
        let is_known = is_known(request, &etag);
        headers.insert(header::ETAG, HeaderValue::try_from(etag).ok()?);
        if is_known {
            return Some((StatusCode::NOT_MODIFIED, headers).into_response());
        }
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(content_type(path)),
        );
        headers.insert(header::CONTENT_LENGTH, file.data.len().into());
        if let Some(encoding) = encoding {
            headers.insert(
                header::CONTENT_ENCODING,
                HeaderValue::from_static(encoding.name()),
            );
        }
        let data = match file.data {
            Cow::Borrowed(data) => Bytes::from_static(data),
            Cow::Owned(data) => Bytes::from(data),
        };
        let body = if *method == Method::HEAD {
            Body::empty()
        } else {
            Body::from(data)
        };
        Some((headers, body).into_response())
    }

    fn read(&self, path: &str) -> Option<File> {
        match self {
            Self::Embedded => Dist::get(path).map(|file| File {
                hash: file.metadata.sha256_hash(),
                data: file.data,
            }),
            Self::Files(files) => files.get(path).map(|data| File {
                hash: Sha256::digest(data).into(),
                data: Cow::Owned(data.clone()),
            }),
        }
    }
}

/// Each encoding of a file has bytes of its own, so each has a tag of its own.
fn etag(hash: &[u8; 32]) -> String {
    let mut tag = String::from("\"");
    for byte in &hash[..16] {
        let _ = write!(tag, "{byte:02x}");
    }
    tag.push('"');
    tag
}

/// Whether the browser has this already (RFC 9110, 13.1.2: weak comparison).
fn is_known(request: &HeaderMap, etag: &str) -> bool {
    let lists = request
        .get_all(header::IF_NONE_MATCH)
        .into_iter()
        .filter_map(|value| value.to_str().ok());
    let mut tags = lists.flat_map(|list| list.split(',')).map(str::trim);
    tags.any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

/// Whether the path has a hash in it, as Trunk writes them: `carillon-0a1b2c3d4e5f6789_bg.wasm`.
fn is_named_by_content(path: &str) -> bool {
    let is_hash = |piece: &str| {
        piece.len() >= 8
            && piece
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    path.split(['/', '-', '_', '.']).any(is_hash)
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

fn content_type(path: &str) -> &'static str {
    match extension(path) {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "jpg" | "jpeg" => "image/jpeg",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_never_change() {
        for path in [
            "carillon-0a1b2c3d4e5f6789.js",
            "carillon-0a1b2c3d4e5f6789_bg.wasm",
            "snippets/yew-0a1b2c3d4e5f6789/inline0.js",
            "app-deadbeef.css",
        ] {
            assert!(is_named_by_content(path), "{path}");
        }
        for path in [
            "index.html",
            "theme.js",
            "icons.svg",
            "app-facade.css",
            "app-DEADBEEF.css",
            "manifest.webmanifest",
        ] {
            assert!(!is_named_by_content(path), "{path}");
        }
    }
}
