//! `carillon lint`: for people.

use expect_test::{Expect, expect};

use crate::Bench;

#[track_caller]
fn check(bench: &Bench, call: &str, expect: &Expect) {
    expect.assert_eq(&bench.run(call).told());
}

#[test]
fn a_finding_is_shown_where_it_is() {
    let bench = Bench::new().with(
        "promo.json",
        "{\n  \"aps\": {\n    \"alert\": \"Fresh beans\",\n    \"badge\": \"3\"\n  }\n}\n",
    );
    check(
        &bench,
        "lint promo.json",
        &expect![[r#"
        promo.json:4:14 error[P003] badge must be a whole number; you wrote "3" in quotes.
          |
        4 |     "badge": "3"
          |              ^^^
          = fix: Remove the quotes: 3

        note: promo.json was checked as alert, because nothing speaks for another; --push-type says it for sure
        1 file: 1 error; carillon fix can repair 1
        exit 1
    "#]],
    );
    check(
        &bench,
        "lint --lang zh promo.json",
        &expect![[r#"
            promo.json:4:14 错误[P003] badge 必须是整数；您把 "3" 写在了引号里。
              |
            4 |     "badge": "3"
              |              ^^^
              = 修复：去掉引号：3

            说明：promo.json 按 alert 检查，因为没有其他类型的迹象；可用 --push-type 指定
            1 个文件：1 个错误；carillon fix 可修复 1 个
            exit 1
        "#]],
    );
    check(
        &bench,
        "lint --quiet promo.json",
        &expect![[r#"
        promo.json:4:14 error[P003] badge must be a whole number; you wrote "3" in quotes.
        exit 1
    "#]],
    );
    check(
        &bench,
        "lint --color always promo.json",
        &expect![[r#"
        [1mpromo.json[0m:4:14 [1;31merror[P003][0m badge must be a whole number; you wrote "3" in quotes.
          [34m|[0m
        [34m4[0m [34m|[0m     "badge": "3"
          [34m|[0m [1;31m             ^^^[0m
          [34m=[0m fix: Remove the quotes: 3

        note: promo.json was checked as alert, because nothing speaks for another; --push-type says it for sure
        1 file: 1 error; carillon fix can repair 1
        exit 1
    "#]],
    );
}

#[test]
fn what_is_fine_is_clean() {
    let bench = Bench::new()
        .with("a.json", r#"{"aps":{"alert":"Hi"}}"#)
        .with("b.json", r#"{"aps":{"content-available":1},"id":7}"#);
    check(
        &bench,
        "lint a.json b.json",
        &expect![[r#"
        note: a.json was checked as alert, because nothing speaks for another; --push-type says it for sure
        note: b.json was checked as background, because aps has content-available and nothing to show; --push-type says it for sure
        2 files: nothing to complain about
        exit 0
    "#]],
    );
    check(
        &bench,
        "lint --lang zh a.json b.json",
        &expect![[r#"
            说明：a.json 按 alert 检查，因为没有其他类型的迹象；可用 --push-type 指定
            说明：b.json 按 background 检查，因为其 aps 含有 content-available 而没有可显示的内容；可用 --push-type 指定
            2 个文件：没有问题
            exit 0
        "#]],
    );
    check(
        &bench,
        "lint --quiet a.json b.json",
        &expect![[r#"
        exit 0
    "#]],
    );
}

#[test]
fn wide_characters_keep_carets_under_their_place() {
    let bench = Bench::new()
        .with(
            "zh.json",
            "{\"aps\":{\"alert\":\"你好，世界\",\"badge\":\"三\"}}",
        )
        .with(
            "tab.json",
            "{\"aps\":{\t\"alert\":\"👩‍👩‍👧 Hi\",\t\"badge\":\"1\"}}",
        );
    check(
        &bench,
        "lint zh.json tab.json",
        &expect![[r#"
            zh.json:1:33 error[P003] badge must be a whole number; you wrote "三" in quotes.
              |
            1 | {"aps":{"alert":"你好，世界","badge":"三"}}
              |                                      ^^^^

            tab.json:1:38 error[P003] badge must be a whole number; you wrote "1" in quotes.
              |
            1 | {"aps":{    "alert":"👩‍👩‍👧 Hi",    "badge":"1"}}
              |                                         ^^^
              = fix: Remove the quotes: 1

            note: 2 files were checked as alert, because nothing speaks for another
            2 files: 2 errors; carillon fix can repair 1
            exit 1
        "#]],
    );
}

#[test]
fn a_long_line_is_cut_around_its_place() {
    let text = format!(
        "{{\"note\":\"{}\",\"aps\":{{\"alert\":\"Hi\",\"badge\":\"1\",\"category\":\"{}\"}}}}",
        "long ".repeat(60),
        "x".repeat(200)
    );
    let bench = Bench::new().with("long.json", text);
    check(
        &bench,
        "lint long.json",
        &expect![[r#"
            long.json:1:340 error[P003] badge must be a whole number; you wrote "1" in quotes.
              |
            1 | … long ","aps":{"alert":"Hi","badge":"1","category":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
              |                                      ^^^
              = fix: Remove the quotes: 1

            note: long.json was checked as alert, because nothing speaks for another; --push-type says it for sure
            1 file: 1 error; carillon fix can repair 1
            exit 1
        "#]],
    );
}

#[test]
fn nothing_that_a_terminal_obeys_gets_through() {
    let bench = Bench::new().with(
        "evil.json",
        "{\"aps\":{\"alert\":\"\u{1b}]0;owned\u{7}\",\"\u{202e}x\":1}}",
    );
    let outcome = bench.run("lint evil.json");
    assert!(
        !outcome.stdout.contains(['\u{1b}', '\u{7}', '\u{202e}']),
        "{}",
        outcome.stdout
    );
}

#[test]
fn broken_text_is_a_finding_and_no_failure() {
    let bench = Bench::new()
        .with("broken.json", "{\"aps\": {\"alert\": \"Hi\",}\n")
        .with("empty.json", "")
        .with("deep.json", "[".repeat(100_000));
    check(
        &bench,
        "lint broken.json",
        &expect![[r#"
        broken.json:1:1 error[J001] { is opened here and never closed.
          |
        1 | {"aps": {"alert": "Hi",}
          | ^
          = fix: Close it: }

        broken.json:1:23 error[J001] There is a comma after the last entry.
          |
        1 | {"aps": {"alert": "Hi",}
          |                       ^
          = fix: Remove the comma

        note: broken.json was checked as alert, because nothing speaks for another; --push-type says it for sure
        1 file: 2 errors; carillon fix can repair 2
        exit 1
    "#]],
    );
    check(
        &bench,
        "lint empty.json",
        &expect![[r#"
        empty.json:1:1 error[J001] There is no payload yet.
          |
        1 | 
          | ^

        note: empty.json was checked as alert, because nothing speaks for another; --push-type says it for sure
        1 file: 1 error
        exit 1
    "#]],
    );
    check(
        &bench,
        "lint deep.json",
        &expect![[r#"
        deep.json:1:33 error[J004] Brackets are nested more than 32 deep here.
          |
        1 | [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…
          |                                 ^

        note: deep.json was checked as alert, because nothing speaks for another; --push-type says it for sure
        1 file: 1 error
        exit 1
    "#]],
    );
}

#[test]
fn crlf_counts_as_one_line_end() {
    let bench = Bench::new().with(
        "crlf.json",
        "{\r\n  \"aps\": {\r\n    \"badge\": \"1\"\r\n  }\r\n}\r\n",
    );
    check(
        &bench,
        "lint crlf.json",
        &expect![[r#"
        crlf.json:3:14 error[P003] badge must be a whole number; you wrote "1" in quotes.
          |
        3 |     "badge": "1"
          |              ^^^
          = fix: Remove the quotes: 1

        note: crlf.json was checked as alert, because nothing speaks for another; --push-type says it for sure
        1 file: 1 error; carillon fix can repair 1
        exit 1
    "#]],
    );
}

#[test]
fn standard_input_is_a_file_too() {
    let bench = Bench::new().stdin(r#"{"aps":{"badge":-1}}"#);
    check(
        &bench,
        "lint -",
        &expect![[r#"
        <stdin>:1:17 error[P003] badge must be 0 or more; you wrote -1.
          |
        1 | {"aps":{"badge":-1}}
          |                 ^^

        note: <stdin> was checked as alert, because nothing speaks for another; --push-type says it for sure
        1 file: 1 error
        exit 1
    "#]],
    );
    check(
        &bench,
        "lint --quiet",
        &expect![[r#"
        <stdin>:1:17 error[P003] badge must be 0 or more; you wrote -1.
        exit 1
    "#]],
    );
    let mut bench = Bench::new();
    bench.is_terminal = true;
    check(
        &bench,
        "lint",
        &expect![[r#"
        ! carillon: no FILE, and nothing comes in on standard input
        exit 2
    "#]],
    );
    bench.lang = payload::Lang::Zh;
    check(
        &bench,
        "lint",
        &expect![[r#"
        ! carillon: 没有 FILE，标准输入也没有内容
        exit 2
    "#]],
    );
}

#[test]
fn what_cannot_be_read_is_said_and_the_others_are_checked() {
    let bench = Bench::new()
        .with("good.json", r#"{"aps":{"alert":"Hi"}}"#)
        .with("latin.json", b"{\"aps\":{\"alert\":\"caf\xe9\"}}")
        .with("huge.json", vec![b' '; 4 * 1024 * 1024 + 1]);
    check(
        &bench,
        "lint missing.json latin.json huge.json . good.json",
        &expect![[r#"
            note: good.json was checked as alert, because nothing speaks for another; --push-type says it for sure
            1 file: nothing to complain about
            ! carillon: missing.json does not exist
            ! carillon: latin.json is not UTF-8 text (byte 21); save it as UTF-8
            ! carillon: huge.json is larger than 4 MiB
            ! carillon: . is a folder; name its files, for example FOLDER/*.apns
            exit 2
        "#]],
    );
    check(
        &bench,
        "lint --lang zh missing.json latin.json huge.json . good.json",
        &expect![[r#"
            说明：good.json 按 alert 检查，因为没有其他类型的迹象；可用 --push-type 指定
            1 个文件：没有问题
            ! carillon: missing.json 不存在
            ! carillon: latin.json 不是 UTF-8 文本（第 21 字节）；请另存为 UTF-8
            ! carillon: huge.json 大于 4 MiB
            ! carillon: . 是文件夹；请写明其中的文件，例如 FOLDER/*.apns
            exit 2
        "#]],
    );
}

#[test]
fn a_denied_severity_fails() {
    let bench = Bench::new().with(
        "w.json",
        r#"{"aps":{"alert":"Hi","mutable-content":1,"relevance-scor":1}}"#,
    );
    check(
        &bench,
        "lint -q w.json",
        &expect![[r#"
        w.json:1:42 warning[P008] Apple does not know relevance-scor; you probably mean relevance-score.
        exit 0
    "#]],
    );
    check(
        &bench,
        "lint -q --deny warnings w.json",
        &expect![[r#"
        w.json:1:42 warning[P008] Apple does not know relevance-scor; you probably mean relevance-score.
        exit 1
    "#]],
    );
}

#[test]
fn headers_come_from_a_file() {
    let bench = Bench::new()
        .with("h.json", "{\n  \"apns-push-type\": \"background\",\n  \"apns-priority\": \"10\",\n  \"apns-topic\": \"com.example.demo\"\n}\n")
        .with("p.json", r#"{"aps":{"content-available":1}}"#);
    check(
        &bench,
        "lint --headers h.json p.json",
        &expect![[r#"
        h.json:3:20 error[H004] apns-priority: A background push needs priority 5; 10 is for what people see.
          |
        3 |   "apns-priority": "10",
          |                    ^^^^
          = fix: Use priority 5: apns-priority: 5

        1 file: 1 error
        exit 1
    "#]],
    );
    check(
        &bench,
        "lint --headers h.json --push-type alert p.json",
        &expect![[r#"
            p.json:1:8 error[P002] This push only wakes the app and shows nothing; that is the push type background.
              |
            1 | {"aps":{"content-available":1}}
              |        ^^^^^^^^^^^^^^^^^^^^^^^
              = fix: Send it as background

            1 file: 1 error
            exit 1
        "#]],
    );
    check(
        &bench,
        "lint --headers h.json --bundle-id com.example.other p.json",
        &expect![[r#"
            h.json:4:17 warning[H002] apns-topic: com.example.demo is the topic of a different app from the chosen one.
              |
            4 |   "apns-topic": "com.example.demo"
              |                 ^^^^^^^^^^^^^^^^^^
              = fix: Use the chosen app: apns-topic: com.example.other

            h.json:3:20 error[H004] apns-priority: A background push needs priority 5; 10 is for what people see.
              |
            3 |   "apns-priority": "10",
              |                    ^^^^
              = fix: Use priority 5: apns-priority: 5

            1 file: 1 error, 1 warning
            exit 1
        "#]],
    );
}

#[test]
fn a_header_that_is_there_twice_is_said_whatever_its_case() {
    let bench = Bench::new()
        .with(
            "case.json",
            r#"{"APNS-Push-Type":"alert","Apns-Topic":"com.example.demo","apns-priority":"7"}"#,
        )
        .with(
            "twice.json",
            "{\n  \"apns-push-type\": \"alert\",\n  \"apns-topic\": \"com.example.demo\",\n  \"apns-priority\": \"7\",\n  \"apns-priority\": \"5\"\n}\n",
        )
        .with(
            "both.json",
            r#"{"apns-push-type":"alert","Apns-Push-Type":"alert","apns-topic":"com.example.demo","apns-priority":"","Apns-Priority":"7"}"#,
        )
        .with("p.json", r#"{"aps":{"alert":"Hi"}}"#);
    check(
        &bench,
        "lint --headers case.json p.json",
        &expect![[r#"
            case.json:1:75 error[H003] apns-priority: The priority must be 10, 5 or 1; you wrote 7.
              |
            1 | {"APNS-Push-Type":"alert","Apns-Topic":"com.example.demo","apns-priority":"7"}
              |                                                                           ^^^

            1 file: 1 error
            exit 1
        "#]],
    );
    check(
        &bench,
        "lint --headers twice.json p.json",
        &expect![[r#"
            twice.json:4:20 error[H003] apns-priority: The priority must be 10, 5 or 1; you wrote 7.
              |
            4 |   "apns-priority": "7",
              |                    ^^^

            twice.json:1:1 error[H028] headers: The header apns-priority is there twice; Apple takes it once.

            1 file: 2 errors
            exit 1
        "#]],
    );
    check(
        &bench,
        "lint --headers both.json p.json",
        &expect![[r#"
            both.json:1:119 error[H003] apns-priority: The priority must be 10, 5 or 1; you wrote 7.
              |
            1 | …,"apns-priority":"","Apns-Priority":"7"}
              |                                      ^^^

            both.json:1:1 error[H028] headers: The header apns-push-type is there twice; Apple takes it once.

            1 file: 2 errors
            exit 1
        "#]],
    );
}

#[test]
fn headers_of_the_wrong_shape_are_said_exactly() {
    let bench = Bench::new()
        .with("p.json", r#"{"aps":{"alert":"Hi"}}"#)
        .with("list.json", "[]")
        .with(
            "number.json",
            "{\"apns-push-type\": \"alert\",\n \"apns-priority\": 10}",
        )
        .with("null.json", r#"{"apns-topic": null}"#)
        .with("broken.json", "{\"apns-priority\": \"5\",}");
    for file in ["list", "number", "null", "broken", "missing"] {
        let outcome = bench.run(&format!("lint --headers {file}.json p.json"));
        assert_eq!(
            (outcome.exit as u8, outcome.stdout.as_str()),
            (2, ""),
            "{file}"
        );
    }
    check(
        &bench,
        "lint --headers list.json p.json",
        &expect![[r#"
            ! carillon: list.json: headers are a JSON object, such as {"apns-push-type": "alert"}
            exit 2
        "#]],
    );
    check(
        &bench,
        "lint --headers number.json p.json",
        &expect![[r#"
        ! carillon: number.json:2:19: the value of apns-priority is text; write it as "10"
        exit 2
    "#]],
    );
    check(
        &bench,
        "lint --headers null.json p.json",
        &expect![[r#"
        ! carillon: null.json:1:16: the value of apns-topic is text in double quotes, not null
        exit 2
    "#]],
    );
    check(
        &bench,
        "lint --headers broken.json p.json",
        &expect![[r#"
        ! carillon: broken.json:1:22: There is a comma after the last entry.
        exit 2
    "#]],
    );
    check(
        &bench,
        "lint --headers missing.json p.json",
        &expect![[r#"
        ! carillon: missing.json does not exist
        exit 2
    "#]],
    );
    check(
        &bench,
        "lint --lang zh --headers number.json p.json",
        &expect![[r#"
            ! carillon: number.json:2:19：apns-priority 的值是文本；请写作 "10"
            exit 2
        "#]],
    );
}

#[test]
fn an_apns_file_names_its_app() {
    let bench = Bench::new().with(
        "a.apns",
        r#"{"Simulator Target Bundle":"com.example.demo","aps":{"alert":"Hi"}}"#,
    );
    check(
        &bench,
        "lint --topic com.example.other a.apns",
        &expect![[r#"
            a.apns:1:1 warning[H002] apns-topic: com.example.other is the topic of a different app from the chosen one.
              = fix: Use the chosen app: apns-topic: com.example.demo

            note: a.apns was checked as alert, because nothing speaks for another; --push-type says it for sure
            1 file: 1 warning
            exit 0
        "#]],
    );
    check(
        &bench,
        "lint a.apns",
        &expect![[r#"
        note: a.apns was checked as alert, because nothing speaks for another; --push-type says it for sure
        1 file: nothing to complain about
        exit 0
    "#]],
    );
}

#[test]
fn the_app_follows_from_the_topic() {
    let bench = Bench::new().with("call.json", r#"{"caller":"Ada"}"#);
    check(
        &bench,
        "lint -q --push-type voip --topic com.example.demo call.json",
        &expect![[r#"
            call.json:1:1 error[H002] apns-topic: The topic must be com.example.demo.voip for this push type; its end is missing.
            exit 1
        "#]],
    );
    check(
        &bench,
        "lint -q --push-type voip --topic com.example.demo.voip call.json",
        &expect![[r#"
            exit 0
        "#]],
    );
}

#[test]
fn a_token_is_checked() {
    let bench = Bench::new().with("p.json", r#"{"aps":{"alert":"Hi"}}"#);
    check(
        &bench,
        "lint --token (null) p.json",
        &expect![[r#"
        p.json:1:1 error[T001] token: There is no device token.

        note: p.json was checked as alert, because nothing speaks for another; --push-type says it for sure
        1 file: 1 error
        exit 1
    "#]],
    );
}

#[test]
fn json_holds_nothing_that_a_terminal_would_obey() {
    let bench = Bench::new().stdin("{\"aps\": {\"alert\": \"a\"}} \"b\u{7f}c\u{9b}d\"");
    for format in ["json", "sarif"] {
        let printed = bench.run(&format!("lint --format {format} -")).stdout;
        let obeyed = |letter: char| letter.is_control() && letter != '\n';
        assert!(!printed.contains(obeyed), "{printed:?}");
        serde_json::from_str::<serde_json::Value>(&printed).unwrap();
    }
}
