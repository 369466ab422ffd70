//! What should not travel in clear, and other things about the data beside `aps`.

pub(super) mod d001_no_email_in_clear;
pub(super) mod d002_no_secret_in_clear;
pub(super) mod d003_no_numbers_of_people;
pub(super) mod d004_no_device_ids;
pub(super) mod d005_addresses_are_encrypted;
