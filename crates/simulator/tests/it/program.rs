//! The program: its line, its control port, its end.

use crate::client::{BUNDLE_ID, Client, KEY_ID, Key, Push, TEAM_ID, reply, soon};
use rustls_pki_types::{CertificateDer, pem::PemObject as _};
use serde_json::{Value, json};
use std::{
    env, fs,
    net::SocketAddr,
    process::Stdio,
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::TcpStream,
    process::{Child, Command},
};

/// The running program with what it said.
pub(crate) struct Program {
    child: Child,
    ready: Value,
}

impl Program {
    pub(crate) async fn start(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_apns-simulator"))
            .args(arguments)
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut line = String::new();
        soon(BufReader::new(child.stdout.take().unwrap()).read_line(&mut line))
            .await
            .unwrap();
        Self {
            child,
            ready: serde_json::from_str(&line).unwrap(),
        }
    }

    pub(crate) fn text(&self, key: &str) -> &str {
        self.ready[key].as_str().unwrap()
    }

    /// A request to the control port.
    pub(crate) async fn control(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let address = self
            .text("control")
            .trim_start_matches("http://")
            .to_owned();
        request(&address, &address, method, path, body).await
    }
}

/// It is killed, and cannot tidy up itself.
impl Drop for Program {
    fn drop(&mut self) {
        if let Some(path) = self.ready["ca_path"].as_str() {
            drop(fs::remove_file(path));
        }
    }
}

/// HTTP/1.1 by hand: one request, one connection.
pub(crate) async fn request(
    address: &str,
    host: &str,
    method: &str,
    path: &str,
    body: &Value,
) -> (u16, Value) {
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut response = String::new();
    soon(stream.read_to_string(&mut response)).await.unwrap();
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, serde_json::from_str(body).unwrap_or(Value::Null))
}

/// The program runs by the clock of the machine.
#[expect(
    clippy::disallowed_methods,
    reason = "the program under test reads the machine's clock too"
)]
fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or(Duration::ZERO)
        .as_secs()
}

#[tokio::test]
async fn program_prints_one_line_and_can_be_steered_from_registration_to_delivery() {
    let program = Program::start(&["--listen", "127.0.0.1:0", "--control", "127.0.0.1:0"]).await;
    let key = Key::new(KEY_ID, TEAM_ID);
    let spec =
        json!({ "key_id": KEY_ID, "team_id": TEAM_ID, "public_key_pem": key.public_key_pem });
    assert_eq!(program.control("POST", "/keys", &spec).await.0, 204);
    let spec = json!({ "name": "Ada's iPhone", "bundle_id": BUNDLE_ID, "environment": "sandbox" });
    let (status, device) = program.control("POST", "/devices", &spec).await;
    assert_eq!(status, 201);
    assert_eq!(
        program.control("GET", "/devices", &Value::Null).await,
        (200, json!([device]))
    );

    let address: SocketAddr = program.text("address").parse().unwrap();
    assert_eq!(
        program.text("endpoint"),
        format!("https://localhost:{}", address.port())
    );
    let mut client = Client::connect(address, program.text("ca_pem"), "localhost").await;
    let push = Push::new(device["token"].as_str().unwrap(), &key.token(now()));
    let (waited, accepted) = tokio::join!(
        program.control("GET", "/deliveries?since=0&wait_ms=30000", &Value::Null),
        client.send(&push)
    );
    assert_eq!(accepted.verdict(), "200");
    let (status, deliveries) = waited;
    assert_eq!(
        (status, &deliveries[0]["payload"]["aps"]["alert"]),
        (200, &json!("Hello"))
    );
    assert_eq!(
        program
            .control("GET", "/deliveries?since=1", &Value::Null)
            .await,
        (200, json!([]))
    );

    let order = json!({ "token": device["token"], "answer": { "reject": { "reason": "TooManyRequests" } } });
    assert_eq!(program.control("POST", "/answers", &order).await.0, 204);
    assert_eq!(client.send(&push).await.verdict(), "429 TooManyRequests");
    assert_eq!(
        program
            .control(
                "POST",
                "/answers",
                &json!({ "answer": { "reject": { "reason": "Shutdown" } } })
            )
            .await
            .0,
        204
    );
    assert_eq!(client.send(&push).await.verdict(), "503 Shutdown");
    assert_eq!(
        program
            .control("POST", "/answers", &json!({ "answer": null }))
            .await
            .0,
        204
    );
    assert_eq!(client.send(&push).await.verdict(), "200");

    let path = format!("/devices/{}", device["token"].as_str().unwrap());
    assert_eq!(program.control("DELETE", &path, &Value::Null).await.0, 204);
    assert_eq!(program.control("DELETE", &path, &Value::Null).await.0, 404);
    assert_eq!(client.send(&push).await.verdict(), "410 Unregistered");

    let (_, ledger) = program.control("GET", "/ledger", &Value::Null).await;
    let rejected = json!({ "TooManyRequests": 1, "Shutdown": 1, "Unregistered": 1 });
    assert_eq!(
        ledger["counts"],
        json!({ "received": 5, "accepted": 2, "rejected": rejected, "unanswered": 0 })
    );
    assert_eq!(ledger["records"].as_array().unwrap().len(), 5);
}

#[tokio::test]
async fn program_has_four_endpoints_gives_credentials_and_takes_orders_for_connections() {
    let program = Program::start(&[]).await;
    assert_eq!(program.text("endpoint"), program.ready["sandbox"]["push"]);
    let mut ports: Vec<&str> = ["sandbox", "production"]
        .into_iter()
        .flat_map(|environment| ["push", "channels"].map(|service| (environment, service)))
        .map(|(environment, service)| program.ready[environment][service].as_str().unwrap())
        .collect();
    ports.sort_unstable();
    ports.dedup();
    assert_eq!(ports.len(), 4);
    let spec = json!({ "bundle_id": BUNDLE_ID, "environments": ["sandbox"] });
    let (status, identity) = program.control("POST", "/identities", &spec).await;
    assert_eq!(status, 201);
    let chain = identity["chain_pem"].as_str().unwrap();
    assert!(CertificateDer::from_pem_slice(chain.as_bytes()).is_ok());
    assert!(
        identity["key_pem"]
            .as_str()
            .unwrap()
            .contains("PRIVATE KEY")
    );

    let key = Key::new(KEY_ID, TEAM_ID);
    let spec =
        json!({ "key_id": KEY_ID, "team_id": TEAM_ID, "public_key_pem": key.public_key_pem });
    assert_eq!(program.control("POST", "/keys", &spec).await.0, 204);
    let path = format!("/keys/{KEY_ID}");
    assert_eq!(program.control("DELETE", &path, &Value::Null).await.0, 204);
    assert_eq!(program.control("DELETE", &path, &Value::Null).await.0, 404);
    assert_eq!(program.control("POST", "/keys", &spec).await.0, 204);

    let address = program.text("address").parse().unwrap();
    let mut client = Client::connect(address, program.text("ca_pem"), "localhost").await;
    let push = Push::new("ab", &key.token(now()));
    assert_eq!(client.send(&push).await.verdict(), "400 BadDeviceToken");
    let (_, connections) = program.control("GET", "/connections", &Value::Null).await;
    let number = &connections[0]["number"];
    assert_eq!(connections[0]["is_authenticated"], true);
    let order =
        json!({ "connection": number, "fault": { "answer": { "answer": { "reset": 8 } } } });
    let expected = (200, json!({ "connections": 1 }));
    assert_eq!(program.control("POST", "/faults", &order).await, expected);
    let reset = client.start(&push).await;
    assert!(soon(reply(reset)).await.unwrap_err().is_reset());
    for (path, body) in [
        ("/dice", json!({ "seed": 1, "faces": [] })),
        ("/conditions", json!({ "refuse_tls": "alert" })),
        ("/conditions", json!({})),
        ("/apps/com.example.demo", json!({ "broadcast": false })),
    ] {
        assert_eq!(program.control("POST", path, &body).await.0, 204, "{path}");
    }
}

#[tokio::test]
async fn control_port_refuses_what_it_cannot_do_and_who_comes_by_another_name() {
    let program = Program::start(&[]).await;
    let bad_key = json!({ "key_id": "x", "team_id": TEAM_ID, "public_key_pem": "" });
    let expected = json!({ "error": "a key id has ten letters and digits" });
    assert_eq!(
        program.control("POST", "/keys", &bad_key).await,
        (400, expected)
    );
    assert_eq!(
        program
            .control("POST", "/answers", &json!({ "token": "ab" }))
            .await
            .0,
        400
    );
    assert_eq!(
        program.control("GET", "/nothing", &Value::Null).await.0,
        404
    );
    let control = program.text("control").trim_start_matches("http://");
    for (host, status) in [("evil.example", 403), ("localhost", 200), ("[::1]:80", 200)] {
        assert_eq!(
            request(control, host, "GET", "/devices", &Value::Null)
                .await
                .0,
            status,
            "{host}"
        );
    }
}

#[tokio::test]
async fn program_writes_the_certificate_where_it_is_told_and_accepts_everything_when_told() {
    let path = env::temp_dir().join(format!("apns-simulator-{}.pem", std::process::id()));
    let program = Program::start(&["--accept-all", "--ca", path.to_str().unwrap()]).await;
    assert_eq!(program.text("ca_path"), path.to_str().unwrap());
    let ca_pem = fs::read_to_string(&path).unwrap();
    fs::remove_file(&path).unwrap();
    assert!(CertificateDer::from_pem_slice(ca_pem.as_bytes()).is_ok());
    let mut client = Client::connect(
        program.text("address").parse().unwrap(),
        &ca_pem,
        "localhost",
    )
    .await;
    assert_eq!(
        client.send(&Push::new("ab", "nothing")).await.verdict(),
        "200"
    );
}

#[tokio::test]
async fn program_refuses_a_control_port_that_others_can_reach() {
    let output = Command::new(env!("CARGO_BIN_EXE_apns-simulator"))
        .args(["--control", "0.0.0.0:0"])
        .output();
    let output = soon(output).await.unwrap();
    assert!(!output.status.success());
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).contains("is not a loopback address"));
}

#[cfg(unix)]
#[tokio::test]
async fn program_ends_in_peace_when_it_is_told_to_terminate() {
    let mut program = Program::start(&[]).await;
    let ca_path = program.text("ca_path").to_owned();
    assert_eq!(
        fs::read_to_string(&ca_path).unwrap(),
        program.text("ca_pem")
    );
    let id = program.child.id().unwrap().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .await
            .unwrap()
            .success()
    );
    assert!(soon(program.child.wait()).await.unwrap().success());
    // What it has written for others goes with it.
    assert!(!fs::exists(&ca_path).unwrap());
}
