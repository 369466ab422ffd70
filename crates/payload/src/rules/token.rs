//! The device token.

pub(super) mod t001_token_is_device_token;
pub(super) mod t002_token_has_a_usual_length;
pub(super) mod t003_token_is_for_push_type;
pub(super) mod t004_token_is_of_environment;
pub(super) mod t005_token_is_real;
pub(super) mod t006_token_of_simulator_goes_to_sandbox;
