//! `Accept-Encoding`: which of the encodings that we keep a client wants, best first.

use http::{HeaderMap, header};

/// An encoding that files are kept in beside their plain form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
}

impl Encoding {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    pub(super) const fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
        }
    }
}

/// The encodings that the client takes and does not like less than the plain form. Equally welcome ones are in the order of our liking.
pub(super) fn by_preference(request: &HeaderMap) -> Vec<Encoding> {
    let lists: Vec<&str> = request
        .get_all(header::ACCEPT_ENCODING)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    let weigh = |name: &str| {
        lists
            .iter()
            .flat_map(|list| list.split(','))
            .find_map(|item| weight_of(item, name))
    };
    let any = weigh("*");
    let plain = weigh("identity").unwrap_or(0);
    let mut wanted: Vec<(u16, Encoding)> = [Encoding::Brotli, Encoding::Gzip]
        .into_iter()
        .map(|encoding| (weigh(encoding.name()).or(any).unwrap_or(0), encoding))
        .filter(|(weight, _)| *weight > 0 && *weight >= plain)
        .collect();
    wanted.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    wanted.into_iter().map(|(_, encoding)| encoding).collect()
}

/// The weight, in thousandths, that `item` gives to `name`.
fn weight_of(item: &str, name: &str) -> Option<u16> {
    let (coding, parameters) = item.split_once(';').unwrap_or((item, ""));
    if !coding.trim().eq_ignore_ascii_case(name) {
        return None;
    }
    let Some((key, value)) = parameters.split_once('=') else {
        return Some(1000);
    };
    let quality = value
        .trim()
        .parse::<f32>()
        .ok()
        .filter(|quality| (0.0..=1.0).contains(quality));
    if !key.trim().eq_ignore_ascii_case("q") {
        return Some(1000);
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a quality is from 0 to 1"
    )]
    // What cannot be read is not wanted.
    Some(quality.map_or(0, |quality| (quality * 1000.0).round() as u16))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::Encoding::{Brotli, Gzip};
    use super::*;

    #[track_caller]
    fn check(accepted: &'static str, wanted: &[Encoding]) {
        let headers =
            HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted))]);
        assert_eq!(by_preference(&headers), wanted, "{accepted}");
    }

    #[test]
    fn clients_get_what_they_want_most() {
        check("gzip, deflate, br, zstd", &[Brotli, Gzip]);
        check("gzip;q=1.0, br;q=0.5", &[Gzip, Brotli]);
        check("br;q=0, gzip", &[Gzip]);
        check("BR", &[Brotli]);
        check("*", &[Brotli, Gzip]);
        check("*;q=0.1, gzip;q=0", &[Brotli]);
        check("identity, br;q=0.5", &[]);
        check("identity;q=0.5, br", &[Brotli]);
        check("deflate", &[]);
        check("", &[]);
        check("br;q=nonsense", &[]);
        check("br;q=2", &[]);
    }

    #[test]
    fn clients_that_say_nothing_get_the_plain_form() {
        assert_eq!(by_preference(&HeaderMap::new()), []);
    }
}
