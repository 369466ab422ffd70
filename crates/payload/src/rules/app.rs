//! What the app reads: found by `payload::app`, when a file of the app was loaded.
