//! `carillon lint --rows`: an audience against a payload with placeholders.

use expect_test::{Expect, expect};

use crate::Bench;

#[track_caller]
fn check(bench: &Bench, call: &str, expect: &Expect) {
    expect.assert_eq(&bench.run(call).told());
}

fn bench() -> Bench {
    Bench::new()
        .with("p.json", r#"{"aps":{"alert":{"title":"Hi {{name|there}}","body":"Your order {{order}}"},"badge":"{{count:number|0}}"}}"#)
        .with("good.csv", "name,order,count\nAda,17,3\n\"Grace \"\"G\"\"\",\"18,\n19\",\n")
        .with("bad.csv", "name;order;count\r\nAda;17;many\r\n;;1\r\n")
        .with("missing.csv", "name\torder id\nAda\t17\n")
        .with("empty.csv", "\n")
}

#[test]
fn rows_that_fit_are_counted() {
    check(
        &bench(),
        "lint --rows good.csv p.json",
        &expect![[r#"
        p.json:1:65 hint[V005] Rows without “order” cannot be sent, because the placeholder has no fallback.
          |
        1 | … {{name|there}}","body":"Your order {{order}}"},"badge":"{{count:number|0}}"}}
          |                                      ^^^^^^^^^

        note: p.json was checked as alert, because nothing speaks for another; --push-type says it for sure
        note: p.json with 2 rows: 0 cannot be sent; the longest is row 2 with 82 bytes
        1 file: 1 hint
        exit 0
    "#]],
    );
    check(
        &bench(),
        "lint --lang zh --rows good.csv p.json",
        &expect![[r#"
            p.json:1:65 提示[V005] 没有“order”的行无法发送，因为占位符没有备用文本。
              |
            1 | … {{name|there}}","body":"Your order {{order}}"},"badge":"{{count:number|0}}"}}
              |                                      ^^^^^^^^^

            说明：p.json 按 alert 检查，因为没有其他类型的迹象；可用 --push-type 指定
            说明：p.json 共 2 行，0 行无法发送；最长的是第 2 行，82 字节
            1 个文件：1 个提示
            exit 0
        "#]],
    );
}

#[test]
fn a_row_that_cannot_be_sent_is_named() {
    check(
        &bench(),
        "lint --rows bad.csv p.json",
        &expect![[r#"
        p.json:1:65 hint[V005] Rows without “order” cannot be sent, because the placeholder has no fallback.
          |
        1 | … {{name|there}}","body":"Your order {{order}}"},"badge":"{{count:number|0}}"}}
          |                                      ^^^^^^^^^

        p.json:1:86 error[V008] row 1: “many” in column “count” is not a number as JSON has it.
          |
        1 | …y":"Your order {{order}}"},"badge":"{{count:number|0}}"}}
          |                                      ^^^^^^^^^^^^^^^^^^

        p.json:1:65 error[V004] row 2: This row has no “order”, and the placeholder has no fallback.
          |
        1 | … {{name|there}}","body":"Your order {{order}}"},"badge":"{{count:number|0}}"}}
          |                                      ^^^^^^^^^

        note: p.json was checked as alert, because nothing speaks for another; --push-type says it for sure
        note: p.json with 2 rows: 2 cannot be sent; the longest is row 1 with 72 bytes
        1 file: 2 errors, 1 hint
        exit 1
    "#]],
    );
    check(
        &bench(),
        "lint -q --lang zh --rows bad.csv p.json",
        &expect![[r#"
            p.json:1:65 提示[V005] 没有“order”的行无法发送，因为占位符没有备用文本。
            p.json:1:86 错误[V008] 第 1 行：“count”列中的“many”不是有效的 JSON 数字。
            p.json:1:65 错误[V004] 第 2 行：此行没有“order”，占位符也没有备用文本。
            exit 1
        "#]],
    );
    let json = bench()
        .run("lint --format json --rows bad.csv p.json")
        .stdout;
    assert!(
        json.contains("\"row\": 1") && json.contains("\"refused\": 2"),
        "{json}"
    );
}

#[test]
fn a_column_that_is_not_there_is_said() {
    check(
        &bench(),
        "lint -q --rows missing.csv p.json",
        &expect![[r#"
            p.json:1:65 hint[V005] Rows without “order” cannot be sent, because the placeholder has no fallback.
            p.json:1:65 error[V003] The audience has no column “order”. Do you mean “order id”?
            p.json:1:86 warning[V003] The audience has no column “count”.
            exit 1
        "#]],
    );
    check(
        &bench(),
        "lint -q --rows empty.csv p.json",
        &expect![[r#"
        ! carillon: empty.csv has no headings
        exit 2
    "#]],
    );
}

#[test]
fn commas_semicolons_and_tabs_part_the_same_cells() {
    let payload = r#"{"aps":{"alert":"Hi {{name}}, it is {{order}}"}}"#;
    let told = |table: &str| {
        let bench = Bench::new().with("p.json", payload).with("rows", table);
        bench.run("lint -q --now none --rows rows p.json").told()
    };
    let semicolons =
        told("\u{feff}name;order;note\n\"Ada; Bob\";1,5;\n\n;;\n  ;2;\"two\nlines\"\n");
    expect![[r#"
        p.json:1:21 hint[V005] Rows without “name” cannot be sent, because the placeholder has no fallback.
        p.json:1:37 hint[V005] Rows without “order” cannot be sent, because the placeholder has no fallback.
        p.json:1:21 error[V004] row 2: This row has no “name”, and the placeholder has no fallback.
        exit 1
    "#]].assert_eq(&semicolons);
    // Spreadsheets leave lines of blank cells, which are no rows; line breaks are those of any system.
    for table in [
        "name\torder\tnote\r\nAda; Bob\t1,5\r\n\t\t\r\n\t2\t\r\n",
        "name,order\rAda; Bob,\"1,5\"\r,2",
    ] {
        assert_eq!(told(table), semicolons, "{table:?}");
    }
}

#[test]
fn a_table_is_read_for_every_payload() {
    let bench = bench()
        .with("q.json", r#"{"aps":{"alert":"{{order}}"}}"#)
        .with(
            "long.csv",
            format!("{}order\n{}17\n", "x,".repeat(100_000), ",".repeat(100_000)),
        );
    check(
        &bench,
        "lint -q --rows good.csv p.json q.json",
        &expect![[r#"
            p.json:1:65 hint[V005] Rows without “order” cannot be sent, because the placeholder has no fallback.
            q.json:1:18 hint[V005] Rows without “order” cannot be sent, because the placeholder has no fallback.
            exit 0
        "#]],
    );
    check(
        &bench,
        "lint --rows long.csv q.json",
        &expect![[r#"
            q.json:1:18 hint[V005] Rows without “order” cannot be sent, because the placeholder has no fallback.
              |
            1 | {"aps":{"alert":"{{order}}"}}
              |                  ^^^^^^^^^

            note: q.json was checked as alert, because nothing speaks for another; --push-type says it for sure
            note: q.json with 1 row: 0 cannot be sent; the longest is row 1 with 22 bytes
            1 file: 1 hint
            exit 0
        "#]],
    );
    check(
        &bench,
        "lint --lang zh --rows empty.csv p.json q.json",
        &expect![[r#"
            ! carillon: empty.csv 没有标题行
            exit 2
        "#]],
    );
}
