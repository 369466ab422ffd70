//! The app's texts: what is read of them, what is said about a payload that names them, and what the phone would show.
//!
//! A fixture is a folder in `tests/fixtures/app/strings`: the app's files, a `payload.push`, and `expected`, all that is said.
//! `A010-bad-…` raises that rule, `A010-good-…` does not.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::{expect, expect_file};
use payload::app::strings::format::{fill, placeholders};
use payload::app::strings::{FileKind, Strings, StringsFile};
use payload::app::{self, App};
use payload::document::quote;
use payload::finding::Place;
use payload::{Code, Document, Draft, Finding, Lang, Severity};
use proptest::prelude::*;

struct Fixture {
    name: String,
    folder: PathBuf,
    strings: Strings,
    draft: Draft,
}

impl Fixture {
    fn read(folder: PathBuf) -> Self {
        let mut paths = Vec::new();
        walk(&folder, &mut paths);
        paths.sort();
        let files = paths.iter().map(|path| {
            let name = path.strip_prefix(&folder).unwrap().to_str().unwrap();
            StringsFile::read(&fs::read(path).unwrap(), name)
        });
        let push = fs::read_to_string(folder.join("payload.push")).unwrap();
        let (_, text) = push.split_once("\n\n").unwrap();
        Self {
            name: folder.file_name().unwrap().to_str().unwrap().to_owned(),
            strings: Strings::new(files),
            draft: Draft {
                text: text.trim_end().to_owned(),
                ..Draft::default()
            },
            folder,
        }
    }

    fn check(&self, text: &str) -> Vec<Finding> {
        let mut findings = self.strings.findings();
        findings.extend(self.strings.check(&Document::parse(text)));
        findings
    }

    fn findings(&self) -> Vec<Finding> {
        self.check(&self.draft.text)
    }

    /// Everything that a person is told, and what the phone shows in each language.
    fn told(&self) -> String {
        let mut out = format!("languages: {}\n", self.strings.languages().join(", "));
        for finding in self.findings() {
            let severity = format!("{:?}", finding.severity).to_ascii_lowercase();
            let place = self.place(&finding);
            let _ = writeln!(out, "{} {severity} at {place}", finding.code.as_str());
            for lang in Lang::ALL {
                let _ = writeln!(out, "  {}", finding.message(lang));
            }
            if let Some(label) = finding.fix_label(Lang::En) {
                let fixed = self.draft.fixed(&finding.fix).text;
                let _ = writeln!(out, "  [{label}]\n  > {fixed}");
            }
        }
        let document = Document::parse(self.draft.text.as_str());
        for line in ["title", "subtitle", "body"] {
            let Some((key, args)) = named(&document, line) else {
                continue;
            };
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            for language in self.strings.languages() {
                let text = self.strings.text(&key, &args, language);
                let text = text.map_or("(the key)".to_owned(), |text| format!("{text:?}"));
                let _ = writeln!(out, "{line} in {language}: {text}");
            }
        }
        out
    }

    fn place(&self, finding: &Finding) -> String {
        match &finding.place {
            Place::Body { range, pointer } => {
                let found: String = self.draft.text[range.clone()].chars().take(30).collect();
                format!("{pointer} {found:?}")
            }
            Place::App { range, .. } => {
                let (_, path) = finding
                    .args
                    .iter()
                    .find(|(name, _)| *name == "file")
                    .unwrap();
                let mut files = self.strings.files().iter();
                let file = files.find(|file| file.path() == path).unwrap();
                let found: String = file.text()[range.clone()].chars().take(30).collect();
                format!("{path} {found:?}")
            }
            other => panic!("{other:?}"),
        }
    }
}

/// The text that a line names, and its arguments.
fn named(document: &Document, line: &str) -> Option<(String, Vec<String>)> {
    let prefix = if line == "body" {
        String::new()
    } else {
        format!("{line}-")
    };
    let plain = format!("/aps/alert/{prefix}loc-");
    let inner = format!("/aps/alert/{line}/loc-");
    let home = [plain, inner]
        .into_iter()
        .find(|home| document.has(&format!("{home}key")))?;
    let key = document.string(&format!("{home}key"))?.to_owned();
    let args = document.node(&format!("{home}args"));
    let args = args.map_or(Vec::new(), |args| args.elements().to_vec());
    let args = args
        .iter()
        .filter_map(|arg| arg.as_str().map(str::to_owned));
    Some((key, args.collect()))
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let extension = path.extension().and_then(|it| it.to_str());
        if path.is_dir() {
            walk(&path, paths);
        } else if matches!(extension, Some("strings" | "stringsdict" | "xcstrings")) {
            paths.push(path);
        }
    }
}

fn fixtures() -> Vec<Fixture> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/app/strings");
    let entries = fs::read_dir(root).unwrap();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders.into_iter().map(Fixture::read).collect()
}

const CODES: [Code; 5] = [Code::A009, Code::A010, Code::A011, Code::A012, Code::A013];

#[test]
fn fixtures_say_what_is_expected() {
    for fixture in fixtures() {
        expect_file![fixture.folder.join("expected")].assert_eq(&fixture.told());
    }
}

#[test]
fn every_rule_has_bad_and_good_fixtures_that_raise_it_or_do_not() {
    let mut seen = BTreeSet::new();
    for fixture in fixtures() {
        let (code, rest) = fixture.name.split_once('-').unwrap();
        let code = Code::parse(code).unwrap();
        let kind = rest.split('-').next().unwrap().to_owned();
        let is_raised = fixture
            .findings()
            .iter()
            .any(|finding| finding.code == code);
        assert_eq!(is_raised, kind == "bad", "{}", fixture.name);
        if kind == "good" {
            let mut findings = fixture.findings().into_iter();
            let error = findings.find(|finding| finding.severity == Severity::Error);
            assert!(error.is_none(), "{} has {error:?}", fixture.name);
        }
        seen.insert((code, kind));
    }
    for code in CODES {
        for kind in ["bad", "good"] {
            assert!(
                seen.contains(&(code, kind.to_owned())),
                "{code:?} has no {kind} fixture"
            );
        }
    }
}

#[test]
fn every_case_of_every_rule_is_in_a_fixture() {
    let found: Vec<Finding> = fixtures().iter().flat_map(Fixture::findings).collect();
    for code in CODES {
        for case in code.text().cases {
            let is_there = found.iter().any(|finding| {
                finding.code == code
                    && code.text().case(&finding.args).map(|it| it.what) == Some(case.what)
            });
            assert!(is_there, "{} {} is in no fixture", code.as_str(), case.what);
        }
    }
}

#[test]
fn sentences_have_all_their_values() {
    for fixture in fixtures() {
        for finding in fixture.findings() {
            for lang in Lang::ALL {
                let message = finding.message(lang);
                assert!(
                    !message.contains("{f") && !message.contains("{k") && !message.contains("{l"),
                    "{message}"
                );
            }
        }
    }
}

#[test]
fn a_fix_removes_its_finding_and_adds_no_error() {
    let errors = |findings: &[Finding]| {
        findings
            .iter()
            .filter(|it| it.severity == Severity::Error)
            .count()
    };
    let mut fixes = 0;
    for fixture in fixtures() {
        let before = fixture.findings();
        for finding in before.iter().filter(|finding| !finding.fix.is_empty()) {
            let after = fixture.check(&fixture.draft.fixed(&finding.fix).text);
            assert!(
                errors(&after) <= errors(&before),
                "{} gets an error",
                fixture.name
            );
            assert!(
                after.len() < before.len() || finding.code != Code::A009,
                "{} keeps it",
                fixture.name
            );
            fixes += 1;
        }
    }
    assert!(fixes > 2, "only {fixes} fixes were tried");
}

#[test]
fn without_files_nothing_is_said() {
    let document = Document::parse(r#"{"aps": {"alert": {"loc-key": "A"}}}"#);
    assert!(Strings::default().check(&document).is_empty());
    assert_eq!(Strings::default().text("A", &[], "en"), None);
}

#[test]
fn an_app_with_texts_checks_them() {
    let mut app = App::default();
    let file = ("en.lproj/Localizable.strings", &b"\"A\" = \"a\""[..]);
    assert_eq!(app.read_strings([file]).len(), 1);
    let document =
        Document::parse(r#"{"aps": {"alert": {"title-loc-key": "A", "loc-key": "MISSING"}}}"#);
    let findings = app::check(&document, None, &app);
    assert_eq!(
        findings.iter().map(|it| it.code).collect::<Vec<_>>(),
        [Code::A009]
    );
    assert!(app.read_strings([]).is_empty());
    assert!(app::check(&document, None, &app).is_empty());
}

#[test]
fn the_path_says_kind_table_and_language() {
    let language = |path: &str| {
        let strings = Strings::new([StringsFile::read(b"a=b;", path)]);
        strings.languages().join(" ")
    };
    assert_eq!(language("App/zh-Hans.lproj/Localizable.strings"), "zh-Hans");
    assert_eq!(language("pt_BR.lproj\\Localizable.strings"), "pt-BR");
    assert_eq!(language("German.lproj/Localizable.strings"), "de");
    assert_eq!(language("Localizable-fr.strings"), "fr");
    assert_eq!(language("es.strings"), "es");
    assert_eq!(language("Localizable (1).strings"), "und");
    assert_eq!(language(""), "und");
    assert_eq!(language("en.lproj/InfoPlist.strings"), "");
    let given = StringsFile::read(b"a=b;", "").in_language("it");
    assert_eq!(given.kind(), FileKind::Strings);
    let strings = Strings::new([given]);
    assert_eq!(strings.languages(), ["it"]);
    assert!(strings.findings().is_empty());
}

#[test]
fn a_phone_takes_the_nearest_language() {
    let file = |language: &str| {
        StringsFile::read(b"a=b;", &format!("{language}.lproj/Localizable.strings"))
    };
    let strings = Strings::new(["Base", "en-GB", "fr", "zh-Hans", "zh-Hant"].map(file));
    let language = |phone: &str| strings.language_for(phone).unwrap().to_owned();
    assert_eq!(language("fr-CA"), "fr");
    assert_eq!(language("fr_CA"), "fr");
    assert_eq!(language("en-US"), "en-GB");
    assert_eq!(language("zh-CN"), "zh-Hans");
    assert_eq!(language("zh"), "zh-Hans");
    assert_eq!(language("zh-HK"), "zh-Hant");
    assert_eq!(language("zh-Hant-TW"), "zh-Hant");
    assert_eq!(language("ja"), "Base");
    assert_eq!(
        Strings::new([file("fr"), file("de")]).language_for("ja"),
        Some("de")
    );
}

#[test]
fn strings_text_is_read_as_apples_reader_does() {
    let text = r#"
        // a comment
        "a" = "x\ny\t\"z\" \\ \'q\'"; /* another ; "one" */
        plain.key-1/2 = value$;
        'single' = 'it"s';
        "short";
        "escaped" = "\U00e9\UD83D\UDE00 \101\12!";
        "half" = "\UD83D!";
        "over
lines" = "one
two";
        "中文" = "你好，%@";
    "#;
    let strings = Strings::new([StringsFile::read(
        text.as_bytes(),
        "en.lproj/Localizable.strings",
    )]);
    let show = |key: &str| strings.text(key, &["世界"], "en").unwrap();
    assert_eq!(strings.findings(), []);
    assert_eq!(show("a"), "x\ny\t\"z\" \\ 'q'");
    assert_eq!(show("plain.key-1/2"), "value$");
    assert_eq!(show("single"), "it\"s");
    assert_eq!(show("short"), "short");
    assert_eq!(show("escaped"), "é😀 A\n!");
    assert_eq!(show("half"), "\u{fffd}!");
    assert_eq!(show("over\nlines"), "one\ntwo");
    assert_eq!(show("中文"), "你好，世界");
}

#[test]
fn an_old_property_list_in_braces_is_read() {
    let file = StringsFile::read(b"{ a = b; \"c\" = d; }\n", "en.lproj/Localizable.strings");
    let strings = Strings::new([file]);
    assert_eq!(strings.findings(), []);
    assert_eq!(strings.text("c", &[], "en").unwrap(), "d");
}

#[test]
fn utf_16_is_read_with_and_without_a_mark() {
    let text = "\"a\" = \"größer 😀\";";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [
        [&[0xff, 0xfe], &little[..]].concat(),
        [&[0xfe, 0xff], &big[..]].concat(),
        [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat(),
        little,
        big,
    ] {
        let strings = Strings::new([StringsFile::read(&bytes, "de.lproj/Localizable.strings")]);
        assert_eq!(strings.findings(), []);
        assert_eq!(strings.text("a", &[], "de").unwrap(), "größer 😀");
    }
}

#[test]
fn placeholders_are_found_as_the_phone_reads_them() {
    let told = |text: &str| {
        let mut out = String::new();
        for it in placeholders(text) {
            let _ = write!(out, "{:?}", it.kind);
            it.position
                .iter()
                .for_each(|position| write!(out, " {position}").unwrap());
            let _ = writeln!(out, " {}", &text[it.range]);
        }
        out
    };
    expect![[r"
        Object %@
        Object 2 %2$@
        Literal %%
        Number %d
        Number %lld
        Number %.2f
        Number %li
        Number %lu
        Number %-8.3lf
        Number 1 %1$ld
        Number %*d
        Pointer %s
        Variable %#@days@
        Variable 2 %2$#@hours@
        Percent % d
    "]]
    .assert_eq(&told(
        "%@ %2$@ %% %d %lld %.2f %li %lu %-8.3lf %1$ld %*d %s %#@days@ %2$#@hours@ 50% discount",
    ));
    assert_eq!(
        told("100% 50%! %0$@ %99999999999999999999$@ %1$ %#@@ 折扣％ %"),
        "Object %#@\n"
    );
}

#[test]
fn placeholders_are_filled_as_the_phone_does() {
    assert_eq!(fill("%2$@ before %1$@", &["a", "b"]), "b before a");
    assert_eq!(fill("%@ and %@", &["%@", "b"]), "%@ and b");
    assert_eq!(fill("%@ and %@", &["a"]), "a and (null)");
    assert_eq!(fill("100%% of %d %@", &["x", "y"]), "100% of %d y");
    assert_eq!(fill("50% off", &[]), "50% off");
}

#[test]
fn a_file_of_rubbish_is_named_fifty_times_and_no_more() {
    let strings = Strings::new([StringsFile::read(
        "#\n".repeat(1000).as_bytes(),
        "en.lproj/Localizable.strings",
    )]);
    let findings = strings.findings();
    assert_eq!(findings.len(), 50);
    let line = |finding: &Finding| {
        finding
            .args
            .iter()
            .find(|(name, _)| *name == "line")
            .unwrap()
            .1
            .clone()
    };
    assert_eq!(line(&findings[49]), "50");
}

#[test]
fn deep_nesting_is_refused_and_costs_no_stack() {
    let deep = format!("<plist>{}", "<dict><key>a</key>".repeat(100_000));
    let list = format!("a = {}", "{(".repeat(100_000));
    let json = "{\"strings\":".repeat(100_000);
    for (text, path, what) in [
        (deep, "en.lproj/Localizable.stringsdict", "nested"),
        (list, "en.lproj/Localizable.strings", "end"),
        (json, "Localizable.xcstrings", "json"),
    ] {
        let findings = Strings::new([StringsFile::read(text.as_bytes(), path)]).findings();
        assert_eq!(findings.len(), 1, "{path}");
        assert_eq!(findings[0].args[0], ("what", what.to_owned()));
    }
}

#[test]
fn pasted_text_is_taken_for_what_it_is() {
    let kind = |text: &str| StringsFile::read(text.as_bytes(), "").kind();
    assert_eq!(kind("\"a\" = \"b\";"), FileKind::Strings);
    assert_eq!(kind("{ \"a\" = \"b\"; }"), FileKind::Strings);
    assert_eq!(
        kind("<plist><dict><key>a</key><string>b</string></dict></plist>"),
        FileKind::Strings
    );
    assert_eq!(
        kind("<?xml version=\"1.0\"?><plist><key>NSStringLocalizedFormatKey</key></plist>"),
        FileKind::Stringsdict
    );
    assert_eq!(
        kind("\n{\"sourceLanguage\": \"en\", \"strings\": {}}"),
        FileKind::Catalog
    );
}

/// Pieces of which hostile files are made.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let words = prop::sample::select(vec![
        "\"",
        "'",
        "\\",
        "\\U12",
        "\\u0041",
        "=",
        ";",
        "{",
        "}",
        "/*",
        "*/",
        "//",
        "\n",
        "key",
        "%@",
        "%1$",
        "中",
        "😀",
        "<",
        ">",
        "<plist>",
        "</plist>",
        "<dict>",
        "</dict>",
        "<key>",
        "</key>",
        "<string>",
        "</string>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<!DOCTYPE",
        "[",
        "]",
        "&amp;",
        "&#x41;",
        "&",
        "<?xml",
        "?>",
        "\"strings\":",
        "\"localizations\":",
        "\"stringUnit\":",
        "\"value\":\"x\"",
        "\"variations\":",
        "\"device\":",
        "\"plural\":",
        ",",
        "\u{feff}",
        "\0",
        "NSStringLocalizedFormatKey",
    ]);
    let piece = prop_oneof![
        8 => words.prop_map(|word| word.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_panic_and_ranges_lie_on_characters(
        bytes in pieces(),
        path in prop::sample::select(vec!["", "en.lproj/Localizable.strings", "en.lproj/Localizable.stringsdict", "Localizable.xcstrings"]),
    ) {
        let strings = Strings::new([StringsFile::read(&bytes, path)]);
        let text = strings.files()[0].text();
        for finding in strings.findings() {
            let Place::App { range, .. } = &finding.place else { panic!("{finding:?}") };
            prop_assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
        }
        let document = Document::parse(r#"{"aps": {"alert": {"loc-key": "key", "loc-args": ["a"]}}}"#);
        for finding in strings.check(&document) {
            let Place::Body { range, .. } = &finding.place else { panic!("{finding:?}") };
            prop_assert!(document.text().get(range.clone()).is_some());
        }
        let _ = strings.text("key", &["a"], "en");
    }

    #[test]
    fn every_format_gives_back_the_text_that_was_written(value in "(?s).{0,24}") {
        let quoted = value.replace('\\', "\\\\").replace('"', "\\\"");
        let tagged = value.replace('&', "&amp;").replace('<', "&lt;");
        let files = [
            (format!("\"k\" = \"{quoted}\";"), "en.lproj/Localizable.strings"),
            (format!("<plist><dict><key>k</key><string>{tagged}</string></dict></plist>"), "en.lproj/Localizable.strings"),
            (
                format!(r#"{{"sourceLanguage": "en", "strings": {{"k": {{"localizations": {{"en": {{"stringUnit": {{"value": {}}}}}}}}}}}}}"#, quote(&value)),
                "Localizable.xcstrings",
            ),
        ];
        for (text, path) in files {
            let strings = Strings::new([StringsFile::read(text.as_bytes(), path)]);
            prop_assert_eq!(strings.findings(), []);
            prop_assert_eq!(strings.text("k", &["x", "y"], "en").unwrap(), fill(&value, &["x", "y"]));
        }
    }

    #[test]
    fn any_text_is_filled_without_panic(text in "[%@$#dls 0-9.a中-]{0,24}", args in prop::collection::vec(".{0,3}", 0..3)) {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let filled = fill(&text, &args);
        for it in placeholders(&text) {
            prop_assert!(text.get(it.range).is_some());
        }
        if !text.contains('%') {
            prop_assert_eq!(filled, text);
        }
    }
}
