//! Calls that are not understood, and help.

use std::ffi::OsString;
use std::fmt::Write as _;

use cli::args::{self, Command};
use cli::io::Exit;
use cli::verbs::VERBS;
use expect_test::{Expect, expect, expect_file};
use payload::Lang;

use crate::Bench;

#[track_caller]
fn check(calls: &[&str], lang: Lang, expect: &Expect) {
    let mut bench = Bench::new();
    bench.lang = lang;
    let mut told = String::new();
    for call in calls {
        let outcome = bench.run(call);
        let silent = (Exit::Unusable, "");
        assert_eq!((outcome.exit, outcome.stdout.as_str()), silent, "{call}");
        let complaint = outcome.stderr.lines().next().unwrap_or_default();
        let _ = writeln!(told, "{call}\n    {complaint}");
    }
    expect.assert_eq(&told);
}

const WRONG: &[&str] = &[
    "",
    "lnt x.json",
    "frobnicate",
    "--lint",
    "lint --push-typ alert x.json",
    "lint --push-type Alert x.json",
    "lint --push-type",
    "lint --frobnicate",
    "lint --quiet=yes x.json",
    "lint -x",
    "lint --format xml x.json",
    "lint --deny errors x.json",
    "lint --now yesterday x.json",
    "lint --environment staging x.json",
    "lint --color sometimes x.json",
    "lint --lang fr x.json",
    "fix --write --check x.json",
    "fix --only P003,Q999 x.json",
    "size --format sarif x.json",
    "explain",
    "schema",
    "schema --push-type alert x.json",
    "schema --push-type alert --request",
    "help lnt",
    "help lint fix",
];

#[test]
fn wrong_calls_are_said_in_english() {
    check(
        WRONG,
        Lang::En,
        &expect![[r#"

                carillon: no command; carillon --help lists them
            lnt x.json
                carillon: there is no command "lnt"; did you mean lint?
            frobnicate
                carillon: there is no command "frobnicate"
            --lint
                carillon: there is no command "--lint"; did you mean lint?
            lint --push-typ alert x.json
                carillon: lint has no option --push-typ; did you mean --push-type?
            lint --push-type Alert x.json
                carillon: --push-type takes alert, background, location, voip, complication, fileprovider, mdm, liveactivity, pushtotalk, widgets, controls, not "Alert"
            lint --push-type
                carillon: --push-type needs a value
            lint --frobnicate
                carillon: lint has no option --frobnicate
            lint --quiet=yes x.json
                carillon: --quiet takes no value
            lint -x
                carillon: lint has no option -x
            lint --format xml x.json
                carillon: --format takes text, json, sarif, github, not "xml"
            lint --deny errors x.json
                carillon: --deny takes warnings, hints, not "errors"
            lint --now yesterday x.json
                carillon: --now takes Unix seconds or none, not "yesterday"
            lint --environment staging x.json
                carillon: --environment takes sandbox, production, simulator, not "staging"
            lint --color sometimes x.json
                carillon: --color takes auto, always, never, not "sometimes"
            lint --lang fr x.json
                carillon: --lang takes en, zh, not "fr"
            fix --write --check x.json
                carillon: --write and --check exclude each other
            fix --only P003,Q999 x.json
                carillon: --only takes codes of rules, separated by commas, not "P003,Q999"
            size --format sarif x.json
                carillon: --format takes text, json, not "sarif"
            explain
                carillon: explain needs CODE|REASON
            schema
                carillon: schema needs --push-type T
            schema --push-type alert x.json
                carillon: schema does not take "x.json"
            schema --push-type alert --request
                carillon: --push-type and --request exclude each other
            help lnt
                carillon: there is no command "lnt"; did you mean lint?
            help lint fix
                carillon: help does not take "fix"
        "#]],
    );
}

#[test]
fn wrong_calls_are_said_in_chinese() {
    check(
        WRONG,
        Lang::Zh,
        &expect![[r#"

                carillon: 缺少命令；carillon --help 可查看全部命令
            lnt x.json
                carillon: 没有命令 "lnt"；是否想输入 lint？
            frobnicate
                carillon: 没有命令 "frobnicate"
            --lint
                carillon: 没有命令 "--lint"；是否想输入 lint？
            lint --push-typ alert x.json
                carillon: lint 没有选项 --push-typ；是否想输入 --push-type？
            lint --push-type Alert x.json
                carillon: --push-type 应为 alert, background, location, voip, complication, fileprovider, mdm, liveactivity, pushtotalk, widgets, controls，而不是 "Alert"
            lint --push-type
                carillon: --push-type 需要一个值
            lint --frobnicate
                carillon: lint 没有选项 --frobnicate
            lint --quiet=yes x.json
                carillon: --quiet 不接受值
            lint -x
                carillon: lint 没有选项 -x
            lint --format xml x.json
                carillon: --format 应为 text, json, sarif, github，而不是 "xml"
            lint --deny errors x.json
                carillon: --deny 应为 warnings, hints，而不是 "errors"
            lint --now yesterday x.json
                carillon: --now 应为 Unix 秒或 none，而不是 "yesterday"
            lint --environment staging x.json
                carillon: --environment 应为 sandbox, production, simulator，而不是 "staging"
            lint --color sometimes x.json
                carillon: --color 应为 auto, always, never，而不是 "sometimes"
            lint --lang fr x.json
                carillon: --lang 应为 en, zh，而不是 "fr"
            fix --write --check x.json
                carillon: --write 与 --check 不能同时使用
            fix --only P003,Q999 x.json
                carillon: --only 应为 以逗号分隔的规则编号，而不是 "P003,Q999"
            size --format sarif x.json
                carillon: --format 应为 text, json，而不是 "sarif"
            explain
                carillon: explain 缺少 CODE|REASON
            schema
                carillon: schema 缺少 --push-type T
            schema --push-type alert x.json
                carillon: schema 不接受 "x.json"
            schema --push-type alert --request
                carillon: --push-type 与 --request 不能同时使用
            help lnt
                carillon: 没有命令 "lnt"；是否想输入 lint？
            help lint fix
                carillon: help 不接受 "fix"
        "#]],
    );
}

#[test]
fn the_language_that_is_asked_for_holds_for_complaints_too() {
    let bench = Bench::new();
    let outcome = bench.run("lint --lang zh --frobnicate");
    assert!(outcome.stderr.contains("没有选项"), "{}", outcome.stderr);
    let outcome = bench.run("lint --lang=zh-Hans --frobnicate");
    assert!(outcome.stderr.contains("没有选项"), "{}", outcome.stderr);
}

#[test]
fn every_command_has_help_in_both_languages_and_its_examples_are_understood() {
    let bench = Bench::new();
    for verb in VERBS {
        for call in [
            format!("{} --help", verb.name),
            format!("{} -h", verb.name),
            format!("help {}", verb.name),
        ] {
            let outcome = bench.run(&call);
            assert_eq!(outcome.exit, Exit::Clean);
            assert!(outcome.stdout.contains(verb.about.en), "{call}");
            for line in outcome.stdout.lines() {
                assert!(line.chars().count() <= 100, "{line} is long");
            }
        }
        let outcome = bench.run(&format!("{} --help --lang zh", verb.name));
        assert!(outcome.stdout.contains(verb.about.zh));
        for example in verb.examples {
            let (_, call) = example.split_once("carillon ").unwrap();
            let call = call.split(['<', '>']).next().unwrap();
            let words = call.split_whitespace().map(OsString::from);
            let command = args::parse(words);
            assert!(
                !matches!(command, Err(_) | Ok(Command::Help(..))),
                "{example}: {command:?}"
            );
        }
    }
    assert_eq!(bench.run("--help").stdout, bench.run("help").stdout);
}

#[test]
fn the_help_reads_well() {
    expect![[r#"
        Carillon: check, repair, measure and explain push payloads for Apple devices.

        Usage: carillon COMMAND [OPTIONS] [FILE…]

        Commands:
          lint      check payloads against Apple's rules
          fix       repair what a machine can repair
          size      bytes as typed and as sent, against Apple's limit
          preview   what each surface shows, and what VoiceOver says
          explain   what a rule, or a reason that Apple gives, means
          schema    the JSON Schema of a payload, for editors

        carillon COMMAND --help says more about one of them; carillon --version says which this is.
    "#]]
    .assert_eq(&Bench::new().run("--help").stdout);
    expect![[r#"
        Carillon：检查、修复、度量并解释 Apple 设备的推送负载。

        用法: carillon COMMAND [OPTIONS] [FILE…]

        命令:
          lint      按 Apple 的规则检查负载
          fix       修复机器能修复的问题
          size      原文与实际发送的字节数，对照 Apple 的上限
          preview   各处显示的内容，以及旁白朗读的内容
          explain   解释一条规则，或 Apple 给出的一个原因
          schema    负载的 JSON Schema，供编辑器使用

        carillon COMMAND --help 查看某个命令的详细说明；carillon --version 查看版本。
    "#]]
    .assert_eq(&Bench::new().run("--help --lang zh").stdout);
    expect![[r#"
        carillon explain: what a rule, or a reason that Apple gives, means

        Usage: carillon explain CODE|REASON…

        Options:
              --list              every rule and every reason, one line each
              --lang L            en or zh; default: the environment's language
          -h, --help              print this

        Examples:
          carillon explain P003
          carillon explain BadDeviceToken
          carillon explain --list
    "#]]
    .assert_eq(&Bench::new().run("explain --help").stdout);
    expect![[r#"
        carillon size: 原文与实际发送的字节数，对照 Apple 的上限

        用法: carillon size [OPTIONS] FILE…

        发送的是去掉词间空白后的文本。退出码：0 未超限；1 超限；2 用法错误或文本不是 JSON。

        选项:
              --push-type T       推送类型：alert、background、location、voip、complication、
                                  fileprovider、mdm、liveactivity、pushtotalk、widgets 或
                                  controls；省略时根据负载推断
              --headers FILE      标头：JSON 对象，键为 Apple 的标头名，值为字符串；将按原样检查，
                                  命令行选项优先
              --format F          text 或 json；默认 text
              --lang L            en 或 zh；默认取环境语言
          -h, --help              显示此帮助

        示例:
          carillon size promo.json
          carillon size --push-type voip --format json call.json
    "#]]
    .assert_eq(&Bench::new().run("size --help --lang zh").stdout);
}

#[test]
fn the_version_is_said() {
    for call in ["--version", "-V", "version"] {
        assert_eq!(Bench::new().run(call).stdout, "carillon 0.1.0\n");
    }
}

#[test]
fn words_that_are_no_text_are_said() {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt as _;
        let odd = || OsString::from_vec(vec![b'-', 0xff, b'x']);
        for words in [
            vec![odd()],
            vec!["lint".into(), odd()],
            vec!["lint".into(), "--topic".into(), odd()],
        ] {
            let outcome = Bench::new().run_words(words);
            assert_eq!(outcome.exit, Exit::Unusable);
            assert!(
                outcome.stderr.starts_with("carillon: "),
                "{}",
                outcome.stderr
            );
        }
    }
}

#[test]
fn a_reader_who_goes_away_is_no_error() {
    struct Gone;
    impl std::io::Write for Gone {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let (mut stdin, mut stdout, mut stderr) = (&b""[..], Gone, Vec::new());
    let mut io = cli::io::Io {
        stdin: &mut stdin,
        stdout: &mut stdout,
        stderr: &mut stderr,
        folder: ".".into(),
        now: None,
        lang: Lang::En,
        stdin_is_terminal: false,
        shows_color: false,
    };
    let exit = cli::run([OsString::from("--help")], &mut io);
    assert_eq!((exit, stderr.as_slice()), (Exit::Clean, &b""[..]));
}

#[test]
fn the_page_of_the_command_line_is_what_the_help_says() {
    expect_file!["../../../../docs/cli.md"].assert_eq(&cli::help::page());
}
