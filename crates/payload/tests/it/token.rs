//! What is taken for a device token, and what is named instead.

use payload::DeviceToken;
use payload::token::DeviceTokenError;

const TOKEN: &str = "740f4707bebcf74f9b7c25d48e3358945f6aa01da5ddb387462c7eaf61bb78ad";

#[test]
fn every_pasted_form_is_cleaned() {
    for pasted in [
        TOKEN.to_owned(),
        TOKEN.to_uppercase(),
        format!("  {TOKEN}\n"),
        format!("\"{TOKEN}\","),
        format!("0x{TOKEN}"),
        "<740f4707 bebcf74f 9b7c25d4 8e335894 5f6aa01d a5ddb387 462c7eaf 61bb78ad>".to_owned(),
    ] {
        assert_eq!(
            DeviceToken::parse(&pasted).unwrap().as_str(),
            TOKEN,
            "{pasted}"
        );
    }
}

#[test]
fn tokens_have_no_fixed_length() {
    for digits in [2, 64, 108, 160, 200] {
        assert!(DeviceToken::parse(&"ab".repeat(digits / 2)).is_ok());
    }
}

#[test]
fn what_is_not_a_token_is_named() {
    use DeviceTokenError::{
        Base64, Empty, Fcm, NotHex, OddDigits, TooLong, TruncatedDescription, Uuid,
    };
    for (text, error) in [
        ("", Empty),
        ("< >", Empty),
        ("(null)", Empty),
        ("abc", OddDigits),
        (&"ab".repeat(101), TooLong),
        (
            "{length = 32, bytes = 0x740f4707 bebcf74f ... 0f1031a4 }",
            TruncatedDescription,
        ),
        ("740f4707…61bb78ad", TruncatedDescription),
        ("E621E1F8-C36C-495A-93FC-0C247A3E6E5F", Uuid),
        ("00008030-001C2D223A91802E", Uuid),
        (
            "dXvt3Qk9TkE:APA91bHnq5OZ4mNQxQ0gIuVWzWg2Q9Yt0u_M7f3mYFxpA-kN1q2w3e4r5t6y",
            Fcm,
        ),
        ("dA9HR76+90+bfCXUjjNYlF9qoB2l3bOHRix+r2G7eK0=", Base64),
        ("hello world", NotHex),
        ("740f4707zz", NotHex),
    ] {
        assert_eq!(DeviceToken::parse(text), Err(error), "{text}");
    }
}

#[test]
fn a_token_is_not_printed() {
    let printed = format!("{:?}", DeviceToken::parse(TOKEN).unwrap());
    assert_eq!(printed, "DeviceToken(740f…, 64 characters)");
}

#[test]
fn every_error_has_a_name_of_its_own() {
    let mut names: Vec<&str> = DeviceTokenError::ALL
        .into_iter()
        .map(DeviceTokenError::as_str)
        .collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), DeviceTokenError::ALL.len());
}
