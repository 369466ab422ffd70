//! Tables as people export them (CSV), read piece by piece, so that an audience of any length needs little memory.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::bind::Row;

const MARK: &[u8] = "\u{feff}".as_bytes();

/// A table with headings that is being read. Commas, semicolons or tabs part the cells: whichever the headings have most of.
///
/// ```
/// use payload::template::{Row, Table};
///
/// let mut names = Vec::new();
/// let mut table = Table::default();
/// table.push(b"name;city\nAda;\"Lon", &mut |row| names.push(row.get(0).unwrap_or_default().to_owned()));
/// table.push(b"don; UK\"\nBob;Paris", &mut |row| names.push(row.get(0).unwrap_or_default().to_owned()));
/// table.end(&mut |row| names.push(row.get(0).unwrap_or_default().to_owned()));
/// assert_eq!(names, ["name", "Ada", "Bob"]);
/// ```
#[derive(Default)]
pub struct Table {
    /// Bytes before the end of the first line, from which the delimiter is told.
    first: Vec<u8>,
    reader: Option<Box<Reader>>,
    line: Vec<u8>,
    filled: usize,
    ends: Vec<usize>,
    cells: usize,
    /// The line again where it is not UTF-8.
    mended: String,
}

/// One line of a table. What is not UTF-8 in it was replaced by `�`.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    text: &'a str,
    ends: &'a [usize],
}

impl<'a> Record<'a> {
    /// The cells.
    pub fn cells(&self) -> impl Iterator<Item = &'a str> {
        let record = *self;
        (0..record.ends.len()).filter_map(move |index| record.cell(index))
    }

    fn cell(&self, index: usize) -> Option<&'a str> {
        let end = *self.ends.get(index)?;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(start..end)
    }
}

impl Row for Record<'_> {
    fn get(&self, column: usize) -> Option<&str> {
        self.cell(column)
    }
}

impl Table {
    /// Reads on. `each` gets every line that is complete, the headings first. Lines of blank cells, as spreadsheets leave them, are passed over.
    pub fn push(&mut self, bytes: &[u8], each: &mut dyn FnMut(Record<'_>)) {
        if bytes.is_empty() {
            // To the reader nothing is the end.
            return;
        }
        if self.reader.is_some() {
            return self.read(bytes, each);
        }
        self.first.extend_from_slice(bytes);
        // What came before has none, and is not looked through again.
        if bytes.contains(&b'\n') {
            self.begin(each);
        }
    }

    /// There is no more: the last line may end without a line break.
    pub fn end(&mut self, each: &mut dyn FnMut(Record<'_>)) {
        if self.reader.is_none() {
            self.begin(each);
        }
        self.read(&[], each);
    }

    fn begin(&mut self, each: &mut dyn FnMut(Record<'_>)) {
        let first = std::mem::take(&mut self.first);
        let bytes = first.strip_prefix(MARK).unwrap_or(&first);
        let head = bytes.split(|byte| *byte == b'\n').next().unwrap_or(bytes);
        let count = |delimiter: u8| head.split(|byte| *byte == delimiter).count();
        // Of equals the last one wins, which is the comma.
        let delimiter = [b'\t', b';', b',']
            .into_iter()
            .max_by_key(|delimiter| count(*delimiter))
            .unwrap_or(b',');
        self.reader = Some(Box::new(ReaderBuilder::new().delimiter(delimiter).build()));
        if !bytes.is_empty() {
            self.read(bytes, each);
        }
    }

    /// Reads bytes; none mean the end.
    fn read(&mut self, mut bytes: &[u8], each: &mut dyn FnMut(Record<'_>)) {
        let Some(reader) = &mut self.reader else {
            return;
        };
        loop {
            let (result, read, written, ended) = reader.read_record(
                bytes,
                &mut self.line[self.filled..],
                &mut self.ends[self.cells..],
            );
            bytes = &bytes[read..];
            self.filled += written;
            self.cells += ended;
            match result {
                ReadRecordResult::OutputFull => {
                    self.line.resize((self.line.len() * 2).max(1024), 0);
                }
                ReadRecordResult::OutputEndsFull => {
                    self.ends.resize((self.ends.len() * 2).max(16), 0);
                }
                ReadRecordResult::Record => {
                    let (line, ends) = (&self.line[..self.filled], &mut self.ends[..self.cells]);
                    let record = record(line, ends, &mut self.mended);
                    if record.cells().any(|cell| !cell.trim().is_empty()) {
                        each(record);
                    }
                    (self.filled, self.cells) = (0, 0);
                }
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return,
            }
        }
    }
}

fn record<'a>(line: &'a [u8], ends: &'a mut [usize], mended: &'a mut String) -> Record<'a> {
    if let Ok(text) = std::str::from_utf8(line) {
        return Record { text, ends };
    }
    mended.clear();
    let mut start = 0;
    for end in &mut *ends {
        let cell = line.get(start..*end).unwrap_or_default();
        mended.push_str(&String::from_utf8_lossy(cell));
        start = *end;
        *end = mended.len();
    }
    Record { text: mended, ends }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of every line, read in pieces of `size` bytes.
    fn read(bytes: &[u8], size: usize) -> Vec<Vec<String>> {
        let mut lines = Vec::new();
        let mut table = Table::default();
        let mut each = |record: Record<'_>| {
            lines.push(record.cells().map(str::to_owned).collect::<Vec<_>>());
        };
        for piece in bytes.chunks(size) {
            table.push(piece, &mut each);
            table.push(&[], &mut each);
        }
        table.end(&mut each);
        lines
    }

    #[test]
    fn a_table_is_the_same_in_pieces_of_any_size() {
        let tables: [(&[u8], &[&[&str]]); 8] = [
            (b"", &[]),
            (b"a", &[&["a"]]),
            (b"a,b\r\n1,2\r\n", &[&["a", "b"], &["1", "2"]]),
            (
                "\u{feff}a;b\n\"1;\n\";\u{e9}".as_bytes(),
                &[&["a", "b"], &["1;\n", "é"]],
            ),
            (b"a\tb\n1,5\t2", &[&["a", "b"], &["1,5", "2"]]),
            (
                b"a,b\n\n1\n , \n,\n1,2,3\n",
                &[&["a", "b"], &["1"], &["1", "2", "3"]],
            ),
            (
                b"a,b\n\"say \"\"hi\"\"\",\n",
                &[&["a", "b"], &["say \"hi\"", ""]],
            ),
            (
                b"a,b\n\xff\xfe,x\n",
                &[&["a", "b"], &["\u{fffd}\u{fffd}", "x"]],
            ),
        ];
        for (bytes, lines) in tables {
            for size in [1, 2, 3, 7, 1000] {
                assert_eq!(read(bytes, size), lines, "{bytes:?} by {size}");
            }
        }
    }

    #[test]
    fn a_long_cell_and_many_cells_fit() {
        let long = format!("a\n{}\n{}", "x".repeat(100_000), "y,".repeat(5_000));
        let lines = read(long.as_bytes(), 4096);
        assert_eq!(lines[1][0].len(), 100_000);
        assert_eq!(lines[2].len(), 5_001);
    }
}
