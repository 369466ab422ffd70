//! What only the app's own files can tell about a payload: its types, its schema, its texts.

pub mod strings;
