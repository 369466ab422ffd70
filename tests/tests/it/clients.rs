//! Clients that know nothing of us send to the simulator: what it accepts, and what Apple's reasons for the rest are.

use std::process::Stdio;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
use simulator::{Answer, DeviceSpec, Environment, KeySpec, Options, Simulator};
use test_support::{MintedKey, mint_key};
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

const BUNDLE_ID: &str = "com.example.demo";
const TEAM_ID: &str = "TEAM123456";

/// What is changed in a good push, and what is answered then.
#[rustfmt::skip]
const CASES: &[(&str, &str)] = &[
    ("", "200"),
    ("token=0*64", "400 BadDeviceToken"),
    ("token=0*200", "400 BadDeviceToken"),
    ("token=production", "400 BadDeviceToken"),
    ("token=", "400 MissingDeviceToken"),
    ("token=removed", "410 Unregistered"),
    ("topic=com.example.other", "400 DeviceTokenNotForTopic"),
    ("topic=com.example demo", "400 BadTopic"),
    ("push_type=silent", "400 InvalidPushType"),
    ("push_type=voip", "400 TopicDisallowed"),
    ("priority=7", "400 BadPriority"),
    ("collapse_id=x*65", "400 BadCollapseId"),
    ("bad_expiration=true", "400 BadExpirationDate"),
    ("payload=x*4096", "413 PayloadTooLarge"),
    ("key=stranger", "403 InvalidProviderToken"),
    ("key=other-team", "403 InvalidProviderToken"),
    ("key=revoked", "403 InvalidProviderToken"),
    ("key=production", "403 BadEnvironmentKeyIdInToken"),
    ("order=Forbidden", "403 Forbidden"),
    ("order=ExpiredToken", "410 ExpiredToken"),
    ("order=TopicMismatch", "403 TopicMismatch"),
    ("", "200"),
];

/// A simulator with a phone, and keys that are good and bad.
struct Scene {
    simulator: Simulator,
    token: String,
    production: String,
    removed: String,
    keys: Value,
}

impl Scene {
    async fn set() -> Result<Self> {
        let simulator = Simulator::start(Options::default()).await?;
        let register = |environment| {
            let spec = DeviceSpec {
                name: "Ada’s iPhone".to_owned(),
                bundle_id: BUNDLE_ID.to_owned(),
                environment,
            };
            simulator.register_device(spec).token
        };
        let token = register(Environment::Sandbox);
        let production = register(Environment::Production);
        let removed = register(Environment::Sandbox);
        ensure!(simulator.uninstall(&removed));
        let mut keys = json!({});
        let names = ["good", "stranger", "other-team", "revoked", "production"];
        for (number, name) in names.into_iter().enumerate() {
            let MintedKey { p8_pem, public_pem } = mint_key();
            let key_id = format!("KEY{number:07}");
            if name != "stranger" {
                simulator.register_key_spec(KeySpec {
                    key_id: key_id.clone(),
                    team_id: TEAM_ID.to_owned(),
                    public_key_pem: public_pem,
                    environment: (name == "production").then_some(Environment::Production),
                    bundle_ids: None,
                    related_key_id: None,
                })?;
            }
            let team_id = if name == "other-team" {
                "TEAM654321"
            } else {
                TEAM_ID
            };
            keys[name] = json!({ "key_id": key_id, "team_id": team_id, "pem": p8_pem });
        }
        let revoked = keys["revoked"]["key_id"].as_str().context("it has an id")?;
        ensure!(simulator.revoke_key(revoked));
        Ok(Self {
            simulator,
            token,
            production,
            removed,
            keys,
        })
    }

    fn push(&self, change: &str) -> Result<Value> {
        let mut push = json!({
            "token": self.token,
            "topic": BUNDLE_ID,
            "push_type": "alert",
            "priority": 10,
            "payload": { "aps": { "alert": "Hi" } },
            "key": "good",
        });
        let Some((name, value)) = change.split_once('=') else {
            return Ok(push);
        };
        let value = match value.split_once('*') {
            Some((piece, times)) => piece.repeat(times.parse()?),
            None => value.to_owned(),
        };
        push[name] = match (name, value.as_str()) {
            ("token", "production") => self.production.as_str().into(),
            ("token", "removed") => self.removed.as_str().into(),
            ("priority", number) => number.parse::<u8>()?.into(),
            ("bad_expiration", _) => true.into(),
            ("payload", long) => json!({ "aps": { "alert": long } }),
            ("order", reason) => {
                // A phone of its own: the order is for the next push to it.
                let spec = DeviceSpec {
                    name: reason.to_owned(),
                    bundle_id: BUNDLE_ID.to_owned(),
                    environment: Environment::Sandbox,
                };
                let token = self.simulator.register_device(spec).token;
                let answer = Answer::Reject {
                    reason: reason.to_owned(),
                    status: None,
                    timestamp_ms: None,
                };
                self.simulator.answer_next(&token, answer);
                push["token"] = token.into();
                Value::Null
            }
            (_, value) => value.into(),
        };
        Ok(push)
    }

    /// Lets a client send all of it, and holds what it was answered against the table.
    async fn hear(&self, mut client: Command) -> Result<()> {
        let changes = CASES.iter().map(|(change, _)| self.push(change));
        let asked = json!({
            "host": self.simulator.host(),
            "port": self.simulator.address().port(),
            "ca": self.simulator.ca_pem(),
            "topic": BUNDLE_ID,
            "keys": self.keys,
            "pushes": changes.collect::<Result<Vec<Value>>>()?,
        });
        let mut child = client
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let mut stdin = child.stdin.take().context("it listens")?;
        stdin.write_all(asked.to_string().as_bytes()).await?;
        drop(stdin);
        let output = child.wait_with_output().await?;
        let Ok(answers) = serde_json::from_slice::<Vec<String>>(&output.stdout) else {
            bail!(
                "{} said {}\n{}",
                output.status,
                String::from_utf8_lossy(&output.stdout),
                String::from_utf8_lossy(&output.stderr)
            );
        };
        let answered = table(answers.iter().map(String::as_str));
        let expected = table(CASES.iter().map(|(_, answer)| *answer));
        ensure!(
            answered == expected,
            "answered\n{answered}\nexpected\n{expected}"
        );
        Ok(())
    }
}

/// A line for each case.
fn table<'a>(answers: impl Iterator<Item = &'a str>) -> String {
    let rows = CASES.iter().zip(answers);
    let lines: Vec<String> = rows
        .map(|((change, _), answer)| format!("{change}: {answer}"))
        .collect();
    lines.join("\n")
}

/// A client's script. The library that it stands on is in the folder that `library` names in the environment.
fn script(program: &str, script: &str, library: &str) -> Result<Command> {
    let folder = std::env::var(library).with_context(|| {
        format!("{library} is not set: `cargo xtask test --only journeys` sets it")
    })?;
    let file = format!("{}/clients/{script}", env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new(program);
    command
        .arg(file)
        .env("CLIENT", &folder)
        .env("PYTHONPATH", folder);
    Ok(command)
}

#[tokio::test]
async fn node_apn_is_understood_and_told_apples_reasons() -> Result<()> {
    let client = script("node", "node_apn.mjs", "JOURNEYS_NODE_APN")?;
    Scene::set().await?.hear(client).await
}

#[tokio::test]
async fn apns2_is_understood_and_told_apples_reasons() -> Result<()> {
    let client = script("node", "apns2.mjs", "JOURNEYS_APNS2")?;
    Scene::set().await?.hear(client).await
}

#[tokio::test]
async fn aioapns_is_understood_and_told_apples_reasons() -> Result<()> {
    let client = script("python3", "aioapns_client.py", "JOURNEYS_AIOAPNS")?;
    Scene::set().await?.hear(client).await
}
