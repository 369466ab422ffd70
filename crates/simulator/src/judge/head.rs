//! What the headers alone show.

use crate::{
    Reason,
    channels::is_channel_id,
    push_type::PushType,
    request::{Request, is_apns},
};
use http::header::AUTHORIZATION;

/// The most bytes of a collapse id.
const COLLAPSE_ID_LIMIT: usize = 64;

/// Headers that come twice, and identifiers that are not canonical.
fn common(request: &Request) -> Result<(), Reason> {
    let repeated = |name| request.headers.get_all(name).iter().nth(1).is_some();
    if request
        .headers
        .keys()
        .any(|name| (is_apns(name) || name == AUTHORIZATION) && repeated(name))
    {
        return Err(Reason::DuplicateHeaders);
    }
    let is_bad = |name| request.header(name).is_some() && request.uuid(name).is_none();
    if is_bad("apns-id") || (!request.is_device_push() && is_bad("apns-request-id")) {
        return Err(Reason::BadMessageId);
    }
    Ok(())
}

/// Of a push to a device; gives the push type.
pub(super) fn device(request: &Request) -> Result<Option<&'static PushType>, Reason> {
    common(request)?;
    let push_type = match request.header("apns-push-type") {
        None => None,
        Some(name) => Some(PushType::find(name).ok_or(Reason::InvalidPushType)?),
    };
    if request
        .header("apns-expiration")
        .is_some_and(|text| seconds(text).is_none())
    {
        return Err(Reason::BadExpirationDate);
    }
    let is_background = push_type.is_some_and(|push_type| push_type.name == "background");
    if is_background && request.header("apns-priority") == Some("10") {
        return Err(Reason::BadPriority);
    }
    priority(request)?;
    if request
        .headers
        .get("apns-collapse-id")
        .is_some_and(|id| id.len() > COLLAPSE_ID_LIMIT)
    {
        return Err(Reason::BadCollapseId);
    }
    Ok(push_type)
}

/// Of a push to a channel; gives the channel and the expiration.
pub(super) fn broadcast(request: &Request) -> Result<(&str, u64), Reason> {
    common(request)?;
    // Apple's pages spell it in three ways.
    match request.header("apns-push-type") {
        None => return Err(Reason::MissingPushType),
        Some(name) if name.eq_ignore_ascii_case("liveactivity") => {}
        Some(_) => return Err(Reason::InvalidPushType),
    }
    let expiration = request
        .header("apns-expiration")
        .and_then(seconds)
        .ok_or(Reason::BadExpirationDate)?;
    priority(request)?;
    Ok((channel_id(request)?, expiration))
}

/// Of a request about one channel; gives its id.
pub(super) fn one_channel(request: &Request) -> Result<&str, Reason> {
    common(request)?;
    channel_id(request)
}

/// Of a request about no channel, or about all.
pub(super) fn no_channel(request: &Request) -> Result<(), Reason> {
    common(request)
}

fn channel_id(request: &Request) -> Result<&str, Reason> {
    let id = request
        .header("apns-channel-id")
        .ok_or(Reason::MissingChannelId)?;
    if is_channel_id(id) {
        Ok(id)
    } else {
        Err(Reason::BadChannelId)
    }
}

fn priority(request: &Request) -> Result<(), Reason> {
    match request.header("apns-priority") {
        None | Some("1" | "5" | "10") => Ok(()),
        Some(_) => Err(Reason::BadPriority),
    }
}

/// Unix seconds: digits only, and a number that fits.
fn seconds(text: &str) -> Option<u64> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}
