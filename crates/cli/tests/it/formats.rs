//! `carillon lint`: for programs.

use expect_test::{Expect, expect, expect_file};
use serde_json::Value;

use crate::Bench;

fn bench() -> Bench {
    Bench::new()
        .with(
            "promo.json",
            "{\n  \"aps\": {\n    \"alert\": \"价 👋\", \"badge\": \"3\",\n    \"relevance-scor\": 1\n  }\n}\n",
        )
        .with("h.json", "{\"apns-push-type\": \"alert\",\n \"apns-priority\": \"7\"}")
}

#[track_caller]
fn check(call: &str, expect: &Expect) {
    expect.assert_eq(&bench().run(call).told());
}

#[test]
fn json_has_every_place_in_all_units() {
    let outcome = bench().run("lint --format json --headers h.json promo.json");
    expect_file!["../snapshots/promo.lint.json"].assert_eq(&outcome.stdout);
}

#[test]
fn json_says_that_the_push_type_was_guessed() {
    let outcome = bench().run("lint --format json promo.json");
    let value: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(value["files"][0]["push_type"], "alert");
    assert_eq!(
        value["files"][0]["push_type_guessed_because"],
        "nothing speaks for another"
    );
    let outcome = bench().run("lint --format json --push-type alert promo.json");
    let value: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(value["files"][0]["push_type_guessed_because"], Value::Null);
}

#[test]
fn sarif_has_rules_results_and_fixes() {
    let outcome = bench().run("lint --format sarif --headers h.json promo.json");
    expect_file!["../snapshots/promo.sarif"].assert_eq(&outcome.stdout);
}

#[test]
fn github_gets_workflow_commands() {
    check(
        "lint --format github --headers h.json promo.json",
        &expect![[r#"
            ::error file=h.json,line=2,endLine=2,col=19,endColumn=22,title=H003 The priority is not 10%2C 5 or 1::apns-priority: The priority must be 10, 5 or 1; you wrote 7.
            ::error file=promo.json,line=3,endLine=3,col=30,endColumn=33,title=P003 badge is not a whole number::badge must be a whole number; you wrote "3" in quotes.
            ::warning file=promo.json,line=4,endLine=4,col=5,endColumn=21,title=P008 A key of aps is not one of Apple's::Apple does not know relevance-scor; you probably mean relevance-score.
            exit 1
        "#]],
    );
    check(
        "lint --format github --lang zh --headers h.json promo.json",
        &expect![[r#"
            ::error file=h.json,line=2,endLine=2,col=19,endColumn=22,title=H003 优先级不是 10、5 或 1::apns-priority: 优先级必须是 10、5 或 1；您写的是 7。
            ::error file=promo.json,line=3,endLine=3,col=30,endColumn=33,title=P003 badge 不是整数::badge 必须是整数；您把 "3" 写在了引号里。
            ::warning file=promo.json,line=4,endLine=4,col=5,endColumn=21,title=P008 aps 中有 Apple 不认识的键::Apple 不认识 relevance-scor；您可能想写 relevance-score。
            exit 1
        "#]],
    );
}

#[test]
fn github_commands_cannot_be_broken_out_of() {
    let bench = Bench::new().with(
        "a,b:c%.json",
        "{\"aps\":{\"badge\":\"1::error::x\",\"sound\": \"\n::warning::y\"}}",
    );
    expect![[r#"
        ::error file=a%2Cb%3Ac%25.json,line=1,endLine=1,col=40,endColumn=41,title=J001 The text is not JSON::This text spans several lines; JSON writes a line break as \n.
        exit 1
    "#]].assert_eq(&bench.run("lint --format github a,b:c%.json").told());
}

/// What the schema of SARIF 2.1.0 asks of what is used here. The whole schema was applied by hand.
#[test]
fn sarif_keeps_to_its_schema() {
    let bench = bench()
        .with("broken.json", "{\"aps\":\r\n{\"alert\":\"Hi\",}")
        .with(
            "a b.json",
            "{\"aps\":{\"badge\":\"1\"}, \"aps\":{\"badge\":\"1\"}}",
        );
    let outcome = bench.run_words(
        [
            "lint",
            "--format=sarif",
            "promo.json",
            "broken.json",
            "a b.json",
        ]
        .map(Into::into),
    );
    let log: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in rules {
        for text in [
            "/id",
            "/name",
            "/shortDescription/text",
            "/fullDescription/text",
            "/help/text",
            "/help/markdown",
        ] {
            assert!(
                rule.pointer(text)
                    .unwrap()
                    .as_str()
                    .is_some_and(|text| !text.is_empty()),
                "{text}"
            );
        }
        assert!(
            rule["helpUri"]
                .as_str()
                .unwrap()
                .starts_with("https://developer.apple.com/")
        );
        let level = rule["defaultConfiguration"]["level"].as_str().unwrap();
        assert!(["error", "warning", "note"].contains(&level));
    }
    let results = run["results"].as_array().unwrap();
    assert!(results.len() > 5);
    let mut prints = Vec::new();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(!uri.contains([' ', '\\']));
        region(&place["region"]);
        for fix in result["fixes"].as_array().into_iter().flatten() {
            assert!(!fix["description"]["text"].as_str().unwrap().is_empty());
            for change in fix["artifactChanges"].as_array().unwrap() {
                assert!(change["artifactLocation"]["uri"].is_string());
                for replacement in change["replacements"].as_array().unwrap() {
                    region(&replacement["deletedRegion"]);
                    assert!(replacement["insertedContent"]["text"].is_string());
                }
            }
        }
        let print = (
            uri,
            result["partialFingerprints"]["carillonFinding/v1"]
                .as_str()
                .unwrap(),
        );
        assert!(!prints.contains(&print), "{print:?} is there twice");
        prints.push(print);
    }
}

#[track_caller]
fn region(region: &Value) {
    let number = |name: &str| region[name].as_u64().unwrap();
    assert!(number("startLine") >= 1 && number("startColumn") >= 1);
    let start = (number("startLine"), number("startColumn"));
    assert!((number("endLine"), number("endColumn")) >= start);
}
