//! Placeholders for personal values: found by `payload::template`.
