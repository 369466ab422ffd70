//! `carillon schema`: the JSON Schema of a payload, or of a `--headers` file.

use payload::schema;

use crate::args::Schema;
use crate::io::{Exit, Io};

/// Prints the schema.
pub(crate) fn run(call: &Schema, io: &mut Io<'_>) -> Exit {
    let text = call.push_type.map_or_else(schema::headers, schema::payload);
    crate::finish(io, &text, Exit::Clean)
}
