//! `carillon schema`: the JSON Schema of a payload, or of a `--headers` file.

use crate::args::Schema;
use crate::io::{Exit, Io};

/// Prints the schema.
pub(crate) fn run(_schema: &Schema, io: &mut Io<'_>) -> Exit {
    crate::finish(io, "", Exit::Clean)
}
