//! Apps, devices, credentials, audit log.

use payload::Environment;
use store::{CredentialKind, NewApp, NewAudit, NewCredential, NewDevice, StoreError};

use crate::bench::{Bench, phone};

pub(super) async fn a_bundle_id_is_unique_in_its_workspace_only(bench: Bench) {
    let ada = bench.team("Ada").await;
    let app = NewApp {
        id: "second".to_owned(),
        bundle_id: ada.app.bundle_id.clone(),
        name: "Again".to_owned(),
        demo: false,
    };
    assert!(matches!(
        ada.scoped.insert_app(app).await,
        Err(StoreError::Conflict { what: "app" })
    ));
    let grace = bench.team("Grace").await;
    assert_eq!(grace.app.bundle_id, ada.app.bundle_id);
}

pub(super) async fn registering_a_token_again_renews_the_device(bench: Bench) {
    let ada = bench.team("Ada").await;
    bench.pass(1000);
    let renewed = NewDevice {
        name: "Ada’s new name".to_owned(),
        ..phone("other id", &ada.app, 0)
    };
    let renewed = ada.scoped.register_device(renewed).await.unwrap();
    assert_eq!(renewed.id, ada.phone.id);
    assert_eq!(renewed.registered_at, ada.phone.registered_at + 1000);
    assert_eq!(ada.scoped.devices().await.unwrap(), [renewed]);

    let sandbox = NewDevice {
        environment: Environment::Sandbox,
        ..phone("in sandbox", &ada.app, 0)
    };
    ada.scoped.register_device(sandbox).await.unwrap();
    assert_eq!(
        ada.scoped.devices().await.unwrap().len(),
        2,
        "another environment, another token"
    );
    ada.scoped.remove_device("in sandbox").await.unwrap();
    assert_eq!(ada.scoped.devices().await.unwrap().len(), 1);
}

pub(super) async fn another_workspace_s_things_are_not_found(bench: Bench) {
    let ada = bench.team("Ada").await;
    let grace = bench.team("Grace").await;
    for id in [grace.app.id.as_str(), "no such app"] {
        assert!(matches!(
            ada.scoped.app(id).await,
            Err(StoreError::NotFound { what: "app" })
        ));
    }
    for id in [grace.phone.id.as_str(), "no such device"] {
        assert!(matches!(
            ada.scoped.device(id).await,
            Err(StoreError::NotFound { what: "device" })
        ));
        assert!(matches!(
            ada.scoped.remove_device(id).await,
            Err(StoreError::NotFound { what: "device" })
        ));
    }
    let stolen = ada
        .scoped
        .register_device(phone("stolen", &grace.app, 1))
        .await;
    assert!(matches!(stolen, Err(StoreError::NotFound { what: "app" })));
    assert_eq!(
        ada.scoped.apps().await.unwrap(),
        std::slice::from_ref(&ada.app)
    );
    assert_eq!(
        ada.scoped.devices().await.unwrap(),
        std::slice::from_ref(&ada.phone)
    );
    assert_eq!(
        grace.scoped.device(&grace.phone.id).await.unwrap(),
        grace.phone
    );
    assert_eq!(grace.scoped.app(&grace.app.id).await.unwrap(), grace.app);
}

pub(super) async fn credentials_and_audit_stay_in_their_workspace(bench: Bench) {
    let ada = bench.team("Ada").await;
    let grace = bench.team("Grace").await;
    let key = NewCredential {
        id: "key".to_owned(),
        app_id: Some(ada.app.id.clone()),
        kind: CredentialKind::Key,
        environment: Some(Environment::Sandbox),
        key_id: Some("ABCDE12345".to_owned()),
        team_id: Some("TEAM123456".to_owned()),
        fingerprint: "00ff".to_owned(),
    };
    assert!(matches!(
        grace.scoped.insert_credential(key.clone()).await,
        Err(StoreError::NotFound { what: "app" })
    ));
    let kept = ada.scoped.insert_credential(key).await.unwrap();
    assert_eq!(ada.scoped.credentials().await.unwrap(), [kept]);
    assert_eq!(grace.scoped.credentials().await.unwrap(), []);

    for (action, subject) in [("device.add", "phone"), ("push.send", "push")] {
        let person_id = Some(ada.person_id.clone());
        ada.scoped
            .record(NewAudit {
                person_id,
                action,
                subject: subject.to_owned(),
            })
            .await
            .unwrap();
    }
    let log = ada.scoped.audit_log(10).await.unwrap();
    let lines: Vec<_> = log
        .iter()
        .map(|line| (line.action.as_str(), line.subject.as_str(), line.at))
        .collect();
    assert_eq!(
        lines,
        [
            ("push.send", "push", bench.now()),
            ("device.add", "phone", bench.now())
        ]
    );
    assert_eq!(ada.scoped.audit_log(1).await.unwrap(), log[..1]);
    assert_eq!(grace.scoped.audit_log(10).await.unwrap(), []);
}
