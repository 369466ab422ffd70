//! What should not travel in clear, and other things about the data beside `aps`.
