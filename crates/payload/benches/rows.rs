//! What an audience costs: 100,000 rows in two languages, each filled, checked and measured.
//!
//! `cargo bench -p payload --bench rows`. The limit is that of the issue: 1.5 s in the browser's worker, so about 0.4 s here.

use divan::Bencher;
use payload::template::{Bound, Filled, Summary, Template, worst_case};
use payload::{Document, DraftHeaders, Environment, PushType, Target};

fn main() {
    divan::main();
}

const ROWS: usize = 100_000;

const COLUMNS: [&str; 5] = ["First Name", "city", "order", "count", "link"];

/// About 600 bytes with five placeholders.
fn bound(title: &str, body: &str) -> Bound {
    let text = format!(
        r#"{{
  "aps": {{
    "alert": {{ "title": "{title}", "subtitle": "{{{{city|}}}}", "body": "{body}" }},
    "badge": "{{{{count:number|0}}}}",
    "sound": "chime.caf",
    "thread-id": "orders",
    "interruption-level": "time-sensitive"
  }},
  "order": {{ "items": [{{ "sku": "A-0001", "name": "Mug \"blue\"", "gift": false }}], "currency": "EUR", "total": 129.90 }},
  "link": "https://shop.example.com/orders?utm_source=push&utm_campaign=spring&next={{{{link:url|/}}}}",
  "note": "Opening hours of all shops are from nine in the morning to eight in the evening, Sundays excluded, holidays too"
}}"#
    );
    let document = Document::parse(text);
    let (template, _) = Template::of(&document, &DraftHeaders::of(PushType::Alert));
    template.bind(&COLUMNS).0
}

fn languages() -> Vec<Bound> {
    vec![
        bound(
            "Hello {{First Name:trim|there}}",
            "Order {{order:truncate(20)|?}} is on its way.",
        ),
        bound(
            "你好，{{First Name:trim|朋友}}",
            "订单 {{order:truncate(20)|?}} 已发出。",
        ),
    ]
}

/// Rows as people have them: some without a value, some of other scripts, some to be escaped.
fn rows() -> Vec<[String; 5]> {
    let names = ["Ada", "Wolfgang Amadeus", "", "张伟", "O\"Neil", "Zoë"];
    let cities = ["London", "São Paulo", "北京", "", "Sankt Peterburg"];
    (0..ROWS)
        .map(|row| {
            [
                names[row % names.len()].to_owned(),
                cities[row % cities.len()].to_owned(),
                format!("2026-{row:08}-long-order-number"),
                if row % 7 == 0 {
                    String::new()
                } else {
                    (row % 90).to_string()
                },
                format!("/orders/{row}?from=a b"),
            ]
        })
        .collect()
}

fn target() -> Target {
    Target::new(Environment::Sandbox, "com.example.demo")
}

#[divan::bench(sample_count = 20)]
fn a_hundred_thousand_rows_in_two_languages_tallied(bencher: Bencher<'_, '_>) {
    let (languages, rows, target) = (languages(), rows(), target());
    bencher.bench(|| tally(&languages, &target, &rows));
}

fn tally(languages: &[Bound], target: &Target, rows: &[[String; 5]]) -> Summary {
    let summary = worst_case(languages.to_vec(), target, rows);
    assert_eq!((summary.rows, summary.refused), (ROWS as u64, 0));
    summary
}

#[divan::bench(sample_count = 20)]
fn a_hundred_thousand_rows_filled(bencher: Bencher<'_, '_>) {
    let (languages, rows) = (languages(), rows());
    let mut filled = Filled::default();
    bencher.bench_local(|| {
        rows.iter()
            .map(|row| {
                languages[0].render(row, &mut filled);
                filled.body.len()
            })
            .max()
    });
}

#[divan::bench(sample_count = 20)]
fn a_hundred_thousand_rows_measured(bencher: Bencher<'_, '_>) {
    let (languages, rows) = (languages(), rows());
    bencher.bench(|| rows.iter().map(|row| languages[0].len(row)).max());
}
