//! `carillon preview`, and what the app's own texts add.

use expect_test::{Expect, expect, expect_file};

use crate::Bench;

#[track_caller]
fn check(bench: &Bench, call: &str, expect: &Expect) {
    expect.assert_eq(&bench.run(call).told());
}

fn bench() -> Bench {
    let body = "The first bags of the new harvest are on the shelf, and we roast them every morning before you wake up. ".repeat(2);
    Bench::new()
        .with(
            "p.json",
            format!(
                r#"{{"aps":{{"alert":{{"title":"Fresh beans!","subtitle":"Ethiopia, washed","body":"{body}"}},"badge":3,"sound":"bell.caf","interruption-level":"time-sensitive","thread-id":"beans","mutable-content":1}}}}"#
            ),
        )
        .with("zh.json", r#"{"aps":{"alert":{"title":"新豆到店","body":"埃塞俄比亚\n水洗"},"badge":0}}"#)
        .with("loc.json", r#"{"aps":{"alert":{"title-loc-key":"ORDER","title-loc-args":["17"],"loc-key":"GONE"}}}"#)
        .with("wake.json", r#"{"aps":{"content-available":1}}"#)
        .with("broken.json", "{\"aps\":")
        .with("live.json", r#"{"aps":{"event":"update","timestamp":1795262400,"content-state":{"eta":5,"stops":["A","B"],"driver":{"name":"Ada"}},"alert":{"title":{"loc-key":"NEAR"},"body":"2 stops","sound":"default"}}}"#)
}

#[test]
fn every_surface_is_told() {
    check(
        &bench(),
        "preview --app Roastery p.json",
        &expect![[r#"
            p.json: alert (guessed, because nothing speaks for another)
            A notification is shown.

              title     Fresh beans!
              subtitle  Ethiopia, washed
              body      The first bags of the new harvest are on the shelf, and we roast them every morning before you wake up. The first bags of the new harvest are on the shelf, and we roast them every morning before you wake up.

              Lock Screen                 title 1 line; subtitle 1 line; body about 4 lines (about 160 of 208 characters)
              Banner                      title 1 line; subtitle 1 line; body about 2 lines (about 80 of 208 characters)
              Notification Center         title 1 line; subtitle 1 line; body about 4 lines (about 160 of 208 characters)
              Expanded (long press)       title 1 line; subtitle as it fits; body about 7 lines
              iPad                        title as it fits; subtitle as it fits; body as it fits
              Mac banner                  title as it fits; subtitle 1 line; body as it fits (about 130 of 208 characters)
              Apple Watch, wrist raised   title as it fits
              Apple Watch, long look      the whole title; the whole subtitle; the whole body

              Badge     3
              Sound     bell.caf
              VoiceOver Roastery, time-sensitive notification, Fresh beans! Ethiopia, washed, The first bags of the new harvest are on the shelf, and we roast them every morning before you wake up. The first bags of the new harvest are on the shelf, and we roast them every morning before you wake up.

            Time-sensitive: it is labeled so, and passes Focus and the summary; the app needs the capability.
            The app's service extension may change it before it is shown; without one there is no picture.
            It is stacked with others of its thread-id.
            Where exactly a text is cut is laid out in the composer. Apple publishes no numbers; these are about.
            exit 0
        "#]],
    );
    check(
        &bench(),
        "preview --app Roastery --lang zh p.json",
        &expect![[r#"
            p.json：alert（推断，因为没有其他类型的迹象）
            显示一条通知。

              标题      Fresh beans!
              副标题    Ethiopia, washed
              正文      The first bags of the new harvest are on the shelf, and we roast them every morning before you wake up. The first bags of the new harvest are on the shelf, and we roast them every morning before you wake up.

              锁定屏幕                    标题 1 行；副标题 1 行；正文约 4 行（208 个字符中约 160 个）
              横幅                        标题 1 行；副标题 1 行；正文约 2 行（208 个字符中约 80 个）
              通知中心                    标题 1 行；副标题 1 行；正文约 4 行（208 个字符中约 160 个）
              展开（长按）                标题 1 行；副标题视空间而定；正文约 7 行
              iPad                        标题视空间而定；副标题视空间而定；正文视空间而定
              Mac 横幅                    标题视空间而定；副标题 1 行；正文视空间而定（208 个字符中约 130 个）
              Apple Watch 抬腕时          标题视空间而定
              Apple Watch 长视图          标题全文；副标题全文；正文全文

              角标      3
              声音      bell.caf
              旁白      Roastery，即时通知，Fresh beans! Ethiopia, washed，The first bags of the new harvest are on the shelf, and we roast them every morning before you wake up. The first bags of the new harvest are on the shelf, and we roast them every morning before you wake up.

            即时通知：会带有标签，可越过专注模式和摘要；应用需要相应能力。
            应用的服务扩展可在显示前修改通知；没有该扩展就不会显示图片。
            与相同 thread-id 的通知归为一组。
            文字具体在何处截断由编辑器排版显示。Apple 未公布数字，以上为约数。
            exit 0
        "#]],
    );
}

#[test]
fn chinese_is_not_counted_in_characters() {
    check(
        &bench(),
        "preview --lang zh zh.json",
        &expect![[r#"
            zh.json：alert（推断，因为没有其他类型的迹象）
            显示一条通知。

              标题      新豆到店
              正文      埃塞俄比亚 ⏎ 水洗

              锁定屏幕                    标题 1 行；正文约 4 行
              横幅                        标题 1 行；正文约 2 行
              通知中心                    标题 1 行；正文约 4 行
              展开（长按）                标题 1 行；正文约 7 行
              iPad                        标题视空间而定；正文视空间而定
              Mac 横幅                    标题视空间而定；正文视空间而定
              Apple Watch 抬腕时          标题视空间而定
              Apple Watch 长视图          标题全文；正文全文

              角标      0：清除
              旁白      ‹应用›，通知，新豆到店，埃塞俄比亚 水洗

            文字具体在何处截断由编辑器排版显示。Apple 未公布数字，以上为约数。
            exit 0
        "#]],
    );
}

#[test]
fn a_silent_push_shows_nothing_and_a_broken_one_cannot_be_told() {
    check(
        &bench(),
        "preview wake.json broken.json",
        &expect![[r#"
        wake.json: background (guessed, because aps has content-available and nothing to show)
        Nothing is shown; the app is woken in the background when the system allows it.

        broken.json: alert (guessed, because nothing speaks for another)
        Nothing can be said: the text is not a JSON object. carillon lint says where.
        exit 2
    "#]],
    );
    check(
        &bench(),
        "preview --push-type voip --lang zh wake.json",
        &expect![[r#"
            wake.json：voip
            负载本身不显示任何内容；应用被唤醒后必须报告来电，由系统显示。
            exit 0
        "#]],
    );
}

#[test]
fn a_live_activity_is_told_by_its_values() {
    check(
        &bench(),
        "preview --app Courier live.json",
        &expect![[r#"
            live.json: liveactivity (guessed, because aps has a Live Activity's keys)
            A Live Activity changes.

              title     ‹NEAR›
              body      2 stops
              /eta                5
              /stops/0            A
              /stops/1            B
              /driver/name        Ada

              Sound     default
              VoiceOver Courier, Live Activity, ‹NEAR›, 2 stops

            The app's own layout decides what it looks like; only the values are known here.
            With an alert, iPhone lights up and shows the activity itself; Apple Watch shows the alert's title and body.
            A text in ‹…› is a key: the phone shows the app's text for it.
            exit 0
        "#]],
    );
}

#[test]
fn programs_get_the_numbers_with_their_sources() {
    let outcome = bench().run("preview --format json --app Roastery p.json wake.json");
    expect_file!["../snapshots/p.preview.json"].assert_eq(&outcome.stdout);
}

#[test]
fn the_apps_texts_stand_where_the_phone_shows_them() {
    let bench = bench();
    std::fs::create_dir(bench.path().join("de.lproj")).unwrap();
    let bench = bench.with(
        "de.lproj/Localizable.strings",
        "\"ORDER\" = \"Bestellung %@ ist da\";\n",
    );
    check(
        &bench,
        "preview --strings de.lproj/Localizable.strings --language de loc.json",
        &expect![[r#"
            loc.json: alert (guessed, because nothing speaks for another)
            A notification is shown.

              title     Bestellung 17 ist da
              body      ‹GONE›

              Lock Screen                 title 1 line; body about 4 lines
              Banner                      title 1 line; body about 2 lines
              Notification Center         title 1 line; body about 4 lines
              Expanded (long press)       title 1 line; body about 7 lines
              iPad                        title as it fits; body as it fits
              Mac banner                  title as it fits; body as it fits
              Apple Watch, wrist raised   title as it fits
              Apple Watch, long look      the whole title; the whole body

              VoiceOver ‹app›, notification, Bestellung 17 ist da, ‹GONE›

            A text in ‹…› is a key: the phone shows the app's text for it.
            Where exactly a text is cut is laid out in the composer. Apple publishes no numbers; these are about.
            exit 0
        "#]],
    );
    check(
        &bench,
        "preview loc.json",
        &expect![[r#"
            loc.json: alert (guessed, because nothing speaks for another)
            A notification is shown.

              title     ‹ORDER›
              body      ‹GONE›

              Lock Screen                 title 1 line; body about 4 lines
              Banner                      title 1 line; body about 2 lines
              Notification Center         title 1 line; body about 4 lines
              Expanded (long press)       title 1 line; body about 7 lines
              iPad                        title as it fits; body as it fits
              Mac banner                  title as it fits; body as it fits
              Apple Watch, wrist raised   title as it fits
              Apple Watch, long look      the whole title; the whole body

              VoiceOver ‹app›, notification, ‹ORDER›, ‹GONE›

            A text in ‹…› is a key: the phone shows the app's text for it.
            Where exactly a text is cut is laid out in the composer. Apple publishes no numbers; these are about.
            exit 0
        "#]],
    );
    check(
        &bench,
        "lint --strings de.lproj/Localizable.strings loc.json",
        &expect![[r#"
            loc.json:1:76 error[A009] The app's texts have no GONE; the phone would show the key itself.
              |
            1 | {"aps":{"alert":{"title-loc-key":"ORDER","title-loc-args":["17"],"loc-key":"GONE"}}}
              |                                                                            ^^^^^^

            note: loc.json was checked as alert, because nothing speaks for another; --push-type says it for sure
            1 file: 1 error
            exit 1
        "#]],
    );
}

#[test]
fn a_broken_file_of_texts_is_said_once_at_its_place() {
    let bench = bench();
    std::fs::create_dir(bench.path().join("de.lproj")).unwrap();
    let bench = bench.with(
        "de.lproj/Localizable.strings",
        "\"ORDER\" = \"x %@\";\n\"GONE\" = \"y\"\n\"Z\" \"z\";\n",
    );
    check(
        &bench,
        "lint --strings de.lproj/Localizable.strings loc.json wake.json",
        &expect![[r#"
            de.lproj/Localizable.strings:2:1 warning[A013] de.lproj/Localizable.strings, line 2: a semicolon is missing after "GONE" = "y". Apple's reader gives the whole file up.
              |
            2 | "GONE" = "y"
              | ^^^^^^^^^^^^

            de.lproj/Localizable.strings:3:1 warning[A013] de.lproj/Localizable.strings, line 3: after "Z", an equals sign or a value is missing.
              |
            3 | "Z" "z";
              | ^^^

            note: loc.json was checked as alert, because nothing speaks for another; --push-type says it for sure
            note: wake.json was checked as background, because aps has content-available and nothing to show; --push-type says it for sure
            2 files: 2 warnings
            exit 0
        "#]],
    );
    check(
        &bench,
        "lint --strings missing.strings loc.json",
        &expect![[r#"
            ! carillon: missing.strings does not exist
            exit 2
        "#]],
    );
}

#[test]
fn a_live_activity_is_checked_against_the_apps_types() {
    let bench = bench()
        .with("Ride.swift", "struct Ride: ActivityAttributes {\n  struct ContentState: Codable, Hashable {\n    var eta: String\n    let stops: [String]\n  }\n}\n")
        .with("schema.json", r#"{"type":"object","properties":{"aps":{"properties":{"badge":{"maximum":9}}}}}"#)
        .with("Broken.swift", "struct Ride: ActivityAttributes {")
        .with("many.json", r#"{"aps":{"badge":10,"alert":"Hi"}}"#);
    check(
        &bench,
        "lint -q --now none --swift Ride.swift live.json",
        &expect![[r#"
            live.json:1:72 error[A002] content-state.eta must be text in quotes: the app reads String, you wrote 5.
            live.json:1:92 hint[A003] The app does not read content-state.driver: ContentState has no such property.
            exit 1
        "#]],
    );
    let told = bench.run("lint --now none --swift Ride.swift live.json");
    assert!(
        told.stdout.ends_with("1 file: 1 error, 1 hint\n"),
        "carillon fix reads no Swift: {}",
        told.stdout
    );
    check(
        &bench,
        "lint --now none --swift Broken.swift many.json",
        &expect![[r#"
            Broken.swift:1:8 warning[A007] Ride has no ContentState here, so content-state is not checked.
              |
            1 | struct Ride: ActivityAttributes {
              |        ^^^^

            Broken.swift:1:33 warning[A007] { is never closed.
              |
            1 | struct Ride: ActivityAttributes {
              |                                 ^

            note: many.json was checked as alert, because nothing speaks for another; --push-type says it for sure
            1 file: 2 warnings
            exit 0
        "#]],
    );
    check(
        &bench,
        "lint -q --schema schema.json many.json",
        &expect![[r#"
            many.json:1:17 error[A008] badge must be 9 or less; you wrote 10.
            exit 1
        "#]],
    );
    check(
        &bench,
        "lint --swift None.swift many.json",
        &expect![[r#"
        ! carillon: None.swift does not exist
        exit 2
    "#]],
    );
}
