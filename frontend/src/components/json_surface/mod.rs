//! The JSON editor: a native text area under a highlighted overlay.
