//! `carillon explain`, `fix` and `size`.

use expect_test::{Expect, expect, expect_file};

use crate::Bench;

#[track_caller]
fn check(bench: &Bench, call: &str, expect: &Expect) {
    expect.assert_eq(&bench.run(call).told());
}

#[test]
fn rules_and_reasons_are_explained() {
    let bench = Bench::new();
    check(
        &bench,
        "explain H004",
        &expect![[r#"
            H004 error: A background push with priority 10

              A background push needs priority 5; 10 is for what people see.

            Why: Apple calls priority 10 an error for a background push and may refuse or drop it.
            What to do: Use priority 5. When the priority is left empty, 5 is sent.
            Fixes: Use priority 5
            Apple would answer: BadPriority
            Apple's page: https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns
            exit 0
        "#]],
    );
    check(
        &bench,
        "explain --lang zh h004",
        &expect![[r#"
            H004 错误: 后台推送使用了优先级 10

              后台推送需要优先级 5；10 用于人能看到的推送。

            为什么：Apple 将后台推送的优先级 10 视为错误，可能拒绝或丢弃。
            怎么办：使用优先级 5。优先级留空时会发送 5。
            可自动修复：使用优先级 5
            Apple 会回应：BadPriority
            Apple 文档：https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns
            exit 0
        "#]],
    );
    check(
        &bench,
        "explain BadDeviceToken",
        &expect![[r#"
            400 BadDeviceToken

            What happened: The device token is malformed, or it belongs to the other environment: a development token was sent to production, or the reverse.
            What to do: Check where the token comes from: a build run from Xcode registers with the sandbox, TestFlight and the App Store with production. Then send to the environment that the token belongs to.
            Send again: never: the answer stays the same
            Device token: stop using it in this environment
            Caught before sending by: T001 This is not a device token
            Caught before sending by: T004 The token belongs to another environment
            Caught before sending by: T005 The token is a placeholder
            Caught before sending by: T006 A token of Xcode's Simulator goes to production
            Caught before sending by: T002 The token has an unusual length
            exit 0
        "#]],
    );
    check(
        &bench,
        "explain --lang zh BadEnvironmentKeyInToken",
        &expect![[r#"
            403 BadEnvironmentKeyIdInToken

            发生了什么：签名密钥属于另一个环境。
            怎么办：使用此环境的密钥，或发送到另一个环境。
            是否重发：修复之后
            设备令牌：保留
            其他写法：BadEnvironmentKeyInToken
            发送前由此规则发现：C001 密钥用于另一个环境
            exit 0
        "#]],
    );
    check(
        &bench,
        "explain badtopic",
        &expect![[r#"
            400 BadTopic

            What happened: The topic is not valid.
            What to do: Use the app's bundle id with the suffix of the push type.
            Send again: after the repair
            Device token: keep it
            Caught before sending by: H002 The topic does not fit the push type
            Caught before sending by: H017 A header has characters that it cannot carry
            Caught before sending by: H026 The bundle id is not a real one
            exit 0
        "#]],
    );
}

#[test]
fn what_is_not_known_is_near_to_something() {
    let bench = Bench::new();
    check(
        &bench,
        "explain H04 BadDevicToken Xyzzy",
        &expect![[r#"
        ! carillon: there is no rule or reason "H04"; did you mean H004?
        ! carillon: there is no rule or reason "BadDevicToken"; did you mean BadDeviceToken?
        ! carillon: there is no rule or reason "Xyzzy"; carillon explain --list has them all
        exit 2
    "#]],
    );
    check(
        &bench,
        "explain --lang zh BadDevicToken Xyzzy",
        &expect![[r#"
            ! carillon: 没有规则或原因 "BadDevicToken"；是否想输入 BadDeviceToken？
            ! carillon: 没有规则或原因 "Xyzzy"；carillon explain --list 可列出全部
            exit 2
        "#]],
    );
}

#[test]
fn everything_is_listed() {
    let list = Bench::new().run("explain --list").stdout;
    for code in payload::Code::ALL {
        assert!(list.contains(&format!("{} ", code.as_str())));
    }
    for reason in payload::Reason::ALL {
        assert!(list.contains(&format!("{} {}", reason.status(), reason.as_str())));
    }
}

#[test]
fn a_repair_is_shown() {
    let text = "{\n  \"aps\": {\n    \"alert\": \"Hi\",\n    \"badge\": \"3\",\n    \"content_available\": 1,\n  }\n}\n";
    let bench = Bench::new().with("p.json", text);
    check(
        &bench,
        "fix p.json",
        &expect![[r#"
            --- p.json
            +++ p.json
            @@ -1,7 +1,7 @@
             {
               "aps": {
                 "alert": "Hi",
            -    "badge": "3",
            -    "content_available": 1,
            +    "badge": 3,
            +    "content-available": 1
               }
             }
            ! carillon: p.json: can be repaired (J001, P003, P007)
            exit 0
        "#]],
    );
}

#[test]
fn a_repair_has_colors_on_a_terminal() {
    let bench = Bench::new().with("p.json", "{\n  \"aps\": {\"badge\": \"3\"}\n}\n");
    check(
        &bench,
        "fix --color always p.json",
        &expect![[r#"
            --- p.json
            +++ p.json
            [36m@@ -1,3 +1,3 @@[0m
             {
            [31m-  "aps": {"badge": "3"}[0m
            [32m+  "aps": {"badge": 3}[0m
             }
            ! carillon: p.json: can be repaired (P003)
            exit 0
        "#]],
    );
}

#[test]
fn a_repair_is_only_written_when_asked() {
    let text = "{\n  \"aps\": {\n    \"alert\": \"Hi\",\n    \"badge\": \"3\",\n    \"content_available\": 1,\n  }\n}\n";
    let bench = Bench::new().with("p.json", text);
    bench.run("fix p.json");
    assert_eq!(bench.text("p.json"), text);
    check(
        &bench,
        "fix --check p.json",
        &expect![[r#"
            --- p.json
            +++ p.json
            @@ -1,7 +1,7 @@
             {
               "aps": {
                 "alert": "Hi",
            -    "badge": "3",
            -    "content_available": 1,
            +    "badge": 3,
            +    "content-available": 1
               }
             }
            ! carillon: p.json: can be repaired (J001, P003, P007)
            exit 1
        "#]],
    );
    check(
        &bench,
        "fix --print --only J001 --lang zh p.json",
        &expect![[r#"
            {
              "aps": {
                "alert": "Hi",
                "badge": "3",
                "content_available": 1
              }
            }
            ! carillon: p.json：已修复（J001）
            exit 0
        "#]],
    );
    check(
        &bench,
        "fix --write p.json",
        &expect![[r#"
            ! carillon: p.json: repaired (J001, P003, P007)
            exit 0
        "#]],
    );
    expect![[r#"
        {
          "aps": {
            "alert": "Hi",
            "badge": 3,
            "content-available": 1
          }
        }
    "#]]
    .assert_eq(&bench.text("p.json"));
    check(
        &bench,
        "fix --check p.json",
        &expect![[r#"
        ! carillon: p.json: nothing to repair
        exit 0
    "#]],
    );
    check(
        &bench,
        "fix --check --lang zh p.json",
        &expect![[r#"
        ! carillon: p.json：无需修复
        exit 0
    "#]],
    );
}

#[test]
fn the_end_of_the_file_and_its_line_ends_stay() {
    let bench = Bench::new()
        .with("none.json", "{\"aps\":{\"badge\":\"3\"}}")
        .with(
            "crlf.json",
            "{\r\n\t\"aps\":\t{\"badge\" : \"3\"}\r\n}\r\n\r\n",
        );
    check(
        &bench,
        "fix none.json",
        &expect![[r#"
        --- none.json
        +++ none.json
        @@ -1 +1 @@
        -{"aps":{"badge":"3"}}
        \ No newline at end of file
        +{"aps":{"badge":3}}
        \ No newline at end of file
        ! carillon: none.json: can be repaired (P003)
        exit 0
    "#]],
    );
    bench.run("fix --write none.json crlf.json");
    assert_eq!(bench.text("none.json"), "{\"aps\":{\"badge\":3}}");
    assert_eq!(
        bench.text("crlf.json"),
        "{\r\n\t\"aps\":\t{\"badge\" : 3}\r\n}\r\n\r\n"
    );
}

#[test]
fn standard_input_is_repaired_to_standard_output() {
    let bench = Bench::new().stdin("{'aps': {'alert': 'Hi', /* later */ 'badge': 3,}}\n");
    check(
        &bench,
        "fix -",
        &expect![[r#"
            {"aps": {"alert": "Hi",  "badge": 3}}
            ! carillon: <stdin>: repaired (J001 ×6)
            exit 0
        "#]],
    );
}

#[test]
fn what_only_a_header_repairs_is_said() {
    let bench = Bench::new()
        .with("p.json", r#"{"aps":{"content-available":1}}"#)
        .with("h.json", r#"{"apns-push-type":"background","apns-priority":"10","apns-topic":"com.example.demo"}"#);
    check(
        &bench,
        "fix --headers h.json p.json",
        &expect![[r#"
        ! carillon: p.json: nothing to repair
        ! carillon: p.json: A background push needs priority 5; 10 is for what people see. Send it with apns-priority: 5
        exit 0
    "#]],
    );
    check(
        &bench,
        "fix --lang zh --headers h.json p.json",
        &expect![[r#"
            ! carillon: p.json：无需修复
            ! carillon: p.json：后台推送需要优先级 5；10 用于人能看到的推送。请改为 apns-priority: 5
            exit 0
        "#]],
    );
}

#[test]
fn many_findings_are_repaired_together() {
    let entries: Vec<String> = (0..2_000)
        .map(|number| format!("'key{number}': {number}"))
        .collect();
    let bench = Bench::new().with(
        "many.json",
        format!("{{'aps': {{'alert': 'Hi'}}, {}}}", entries.join(", ")),
    );
    let outcome = bench.run("fix --write --only J001 many.json");
    assert_eq!(outcome.exit as u8, 0);
    assert!(
        payload::Document::parse(bench.text("many.json")).is_valid(),
        "{}",
        outcome.stderr
    );
}

#[test]
fn sizes_are_told() {
    let bench = Bench::new()
        .with("p.json", "{ \"aps\" : { \"alert\" : { \"title\": \"Fresh beans\", \"body\": \"价格\" } }, \"list\": [1, { }, \"a/b\"], \"a/b\": null }\n")
        .with("big.json", format!("{{\"aps\":{{\"alert\":\"{}\"}}}}", "x".repeat(4200)))
        .with("broken.json", "{");
    check(
        &bench,
        "size p.json",
        &expect![[r#"
            p.json: alert (guessed, because nothing speaks for another)
              as typed     109 bytes
              as sent       88 bytes, 2 % of the limit
              limit       4096 bytes
              left        4008 bytes
              the longest, with their keys:
                  21   23 %  /aps/alert/title
                  15   17 %  /aps/alert/body
                  10   11 %  /a~1b
                   5    5 %  /list/2
                   2    2 %  /list/1
                   1    1 %  /list/0
              what can be cut:
                  11         /a~1b  holds nothing
            exit 0
        "#]],
    );
    check(
        &bench,
        "size --lang zh p.json",
        &expect![[r#"
            p.json：alert（推断，因为没有其他类型的迹象）
              原文     109 字节
              发送      88 字节，占上限的 2%
              上限    4096 字节
              剩余    4008 字节
              最长的值（含键）：
                  21   23 %  /aps/alert/title
                  15   17 %  /aps/alert/body
                  10   11 %  /a~1b
                   5    5 %  /list/2
                   2    2 %  /list/1
                   1    1 %  /list/0
              可以删减：
                  11         /a~1b  没有内容
            exit 0
        "#]],
    );
    check(
        &bench,
        "size big.json",
        &expect![[r#"
            big.json: alert (guessed, because nothing speaks for another)
              as typed    4220 bytes
              as sent     4220 bytes, 103 % of the limit
              limit       4096 bytes
              too many     124 bytes
              the longest, with their keys:
                4210   99 %  /aps/alert
              what can be cut:
                4210  up to  /aps/alert  takes many bytes: shorten it, or let the app load it
            exit 1
        "#]],
    );
    check(
        &bench,
        "size --push-type voip big.json",
        &expect![[r#"
            big.json: voip
              as typed    4220 bytes
              as sent     4220 bytes, 82 % of the limit
              limit       5120 bytes
              left         900 bytes
              the longest, with their keys:
                4210   99 %  /aps/alert
              what can be cut:
                4210  up to  /aps/alert  takes many bytes: shorten it, or let the app load it
            exit 0
        "#]],
    );
    check(
        &bench,
        "size broken.json",
        &expect![[r#"
        broken.json: 1 bytes as typed; not JSON, so nothing can be sent. carillon lint says where.
        exit 2
    "#]],
    );
    let outcome = bench.run("size --format json p.json");
    expect_file!["../snapshots/p.size.json"].assert_eq(&outcome.stdout);
}

#[test]
fn a_broadcast_may_be_longer() {
    let bench = Bench::new()
        .with(
            "big.json",
            format!("{{\"aps\":{{\"alert\":\"{}\"}}}}", "x".repeat(4200)),
        )
        .with(
            "channel.json",
            r#"{"apns-push-type":"liveactivity","apns-channel-id":"dHN0LXNyY2gtY2hubA=="}"#,
        );
    check(
        &bench,
        "size --headers channel.json big.json",
        &expect![[r#"
            big.json: liveactivity
              as typed    4220 bytes
              as sent     4220 bytes, 82 % of the limit
              limit       5120 bytes
              left         900 bytes
              the longest, with their keys:
                4210   99 %  /aps/alert
              what can be cut:
                4210  up to  /aps/alert  takes many bytes: shorten it, or let the app load it
            exit 0
        "#]],
    );
}

#[test]
fn schemas_are_printed() {
    let bench = Bench::new();
    for push_type in payload::PushType::ALL {
        let printed = bench.run(&format!("schema --push-type {push_type}")).stdout;
        assert_eq!(printed, payload::schema::payload(push_type));
    }
    assert_eq!(
        bench.run("schema --request").stdout,
        payload::schema::headers()
    );
}
