//! What the database holds opens in its own row, under a key of the ring, unaltered; and nowhere else.

use credentials::{
    Binding, ExposeSecret as _, KekError, KeyRing, PassphraseFile, Sealed, SecretString,
    UnlockError, Vault, VaultError,
};
use expect_test::expect;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::support::fixture;

const SECRET: &[u8] = b"-----BEGIN PRIVATE KEY-----";
const ROW: Binding<'static> = Binding {
    tenant: "workspace-1",
    credential: "credential-1",
    kind: "p8",
    version: 1,
};

fn line() -> String {
    KeyRing::generate_line().unwrap().expose_secret().to_owned()
}

fn ring() -> KeyRing {
    KeyRing::parse(&line()).unwrap()
}

fn opens(ring: &KeyRing, row: &Binding<'_>, bytes: &[u8]) -> bool {
    Sealed::from_bytes(bytes)
        .and_then(|sealed| ring.open(row, &sealed))
        .is_ok_and(|secret| secret.expose_secret() == SECRET)
}

#[test]
fn sealed_secret_opens_in_its_own_row() {
    let ring = ring();
    let bytes = ring.seal(&ROW, SECRET).unwrap().to_bytes();
    assert!(opens(&ring, &ROW, &bytes));
    assert!(!bytes.windows(8).any(|it| it == &SECRET[..8]));
    assert_ne!(ring.seal(&ROW, SECRET).unwrap().to_bytes(), bytes);
}

#[test]
fn every_flipped_bit_and_every_cut_is_refused() {
    let ring = ring();
    let bytes = ring.seal(&ROW, SECRET).unwrap().to_bytes();
    for bit in 0..bytes.len() * 8 {
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(!opens(&ring, &ROW, &flipped), "bit {bit}");
    }
    for length in 0..bytes.len() {
        assert!(!opens(&ring, &ROW, &bytes[..length]), "{length} bytes");
    }
    assert!(!opens(&ring, &ROW, &[bytes.as_slice(), &[0]].concat()));
}

#[test]
fn secret_of_one_row_does_not_open_in_another() {
    let ring = ring();
    let sealed = ring.seal(&ROW, SECRET).unwrap();
    let rows = [
        Binding {
            tenant: "workspace-2",
            ..ROW
        },
        Binding {
            credential: "credential-2",
            ..ROW
        },
        Binding { kind: "p12", ..ROW },
        Binding { version: 2, ..ROW },
        // The same letters, divided elsewhere.
        Binding {
            tenant: "workspace-1c",
            credential: "redential-1",
            ..ROW
        },
        Binding {
            credential: "credential-1p",
            kind: "8",
            ..ROW
        },
    ];
    for row in &rows {
        assert_eq!(
            ring.open(row, &sealed).err(),
            Some(VaultError::Refused),
            "{row:?}"
        );
        assert!(ring.reencrypt(row, &sealed).is_err());
    }
}

#[test]
fn parts_of_two_secrets_do_not_mix() {
    let ring = ring();
    let second = Binding { version: 2, ..ROW };
    let [one, two] = [&ROW, &second].map(|row| ring.seal(row, SECRET).unwrap().to_bytes());
    let bounds = [1, 9, 33, 81, 105, one.len()];
    for part in bounds
        .windows(2)
        .filter(|part| one[part[0]..part[1]] != two[part[0]..part[1]])
    {
        let mut mixed = one.clone();
        mixed[part[0]..part[1]].copy_from_slice(&two[part[0]..part[1]]);
        assert!(
            !opens(&ring, &ROW, &mixed) && !opens(&ring, &second, &mixed),
            "{part:?}"
        );
    }
}

#[test]
fn rotation_wraps_anew_and_leaves_the_secret_as_it_is() {
    let (old, new) = (line(), line());
    let before = KeyRing::parse(&old).unwrap();
    let during = KeyRing::parse(&format!("# 2026-11\n{new}\n{old}\n")).unwrap();
    let after = KeyRing::parse(&new).unwrap();
    let sealed = before.seal(&ROW, SECRET).unwrap();
    assert!(opens(&during, &ROW, &sealed.to_bytes()));
    let unknown = VaultError::UnknownKey(before.current());
    assert_eq!(after.open(&ROW, &sealed).err(), Some(unknown));

    let rewrapped = during.rewrap(&ROW, &sealed).unwrap().unwrap();
    assert_eq!(rewrapped.kek(), after.current());
    assert!(opens(&after, &ROW, &rewrapped.to_bytes()));
    let tail = |sealed: &Sealed| sealed.to_bytes()[81..].to_vec();
    assert_eq!(tail(&rewrapped), tail(&sealed));
    assert_eq!(during.rewrap(&ROW, &rewrapped).unwrap(), None);
    let other = Binding {
        credential: "credential-2",
        ..ROW
    };
    assert_eq!(
        during.rewrap(&other, &sealed).err(),
        Some(VaultError::Refused)
    );

    let reencrypted = during.reencrypt(&ROW, &rewrapped).unwrap();
    assert_ne!(tail(&reencrypted), tail(&rewrapped));
    assert!(opens(&after, &ROW, &reencrypted.to_bytes()));
}

#[test]
fn altered_secret_is_not_rotated_over() {
    let (old, new) = (line(), line());
    let mut bytes = KeyRing::parse(&old)
        .unwrap()
        .seal(&ROW, SECRET)
        .unwrap()
        .to_bytes();
    *bytes.last_mut().unwrap() ^= 1;
    let ring = KeyRing::parse(&format!("{new} {old}")).unwrap();
    let altered = Sealed::from_bytes(&bytes).unwrap();
    assert_eq!(ring.rewrap(&ROW, &altered).err(), Some(VaultError::Refused));
}

#[test]
fn key_file_is_read_strictly() {
    let key = line();
    let hex = "0f1e2d3c4b5a69788796a5b4c3d2e1f00123456789abcdeffedcba9876543210";
    let cases = [
        ("base64", key.clone()),
        ("hexadecimal", hex.to_owned()),
        (
            "two, commented",
            format!("# new\n{key}\n\n  # old\n  {hex}\n"),
        ),
        ("nothing", " \n# only a comment\n".to_owned()),
        ("words", "correct horse battery staple".to_owned()),
        ("without padding", key.trim_end_matches('=').to_owned()),
        ("16 bytes", hex[..32].to_owned()),
        ("odd hexadecimal", hex[..63].to_owned()),
        ("zeros", "00".repeat(32)),
        ("a pattern", "0123456789abcdef".repeat(4)),
        ("twice", format!("{key}\n{key}")),
        (
            "the same in two spellings",
            format!("{hex}\n{}", hex.to_uppercase()),
        ),
        ("seventeen", (0..17).map(|_| line() + "\n").collect()),
    ];
    let lines = cases.map(|(name, text)| {
        let told = KeyRing::parse(&text).map_or_else(|error| error.to_string(), |_| "read".into());
        format!("{name}: {told}\n")
    });
    expect![[r"
        base64: read
        hexadecimal: read
        two, commented: read
        nothing: there is no key; make one with: openssl rand -base64 32
        words: line 1: a key is 32 bytes in base64 or hexadecimal; make one with: openssl rand -base64 32
        without padding: line 1: a key is 32 bytes in base64 or hexadecimal; make one with: openssl rand -base64 32
        16 bytes: line 1: a key has 32 bytes, this one has another number; make one with: openssl rand -base64 32
        odd hexadecimal: line 1: a key is 32 bytes in base64 or hexadecimal; make one with: openssl rand -base64 32
        zeros: line 1: this is not a random key; make one with: openssl rand -base64 32
        a pattern: line 1: this is not a random key; make one with: openssl rand -base64 32
        twice: line 2: this key is there already
        the same in two spellings: line 2: this key is there already
        seventeen: there are more than 16 keys; finish a rotation before starting the next
    "]].assert_eq(&lines.concat());
    assert_eq!(Vault::from_file(&[0xff; 32]).err(), Some(KekError::NotText));
    let is_open = |vault: Result<Vault, KekError>| vault.is_ok_and(|it| !it.is_locked());
    assert!(is_open(Vault::from_file(key.as_bytes())));
    assert!(is_open(Vault::from_environment(&key)));
}

#[test]
fn nothing_of_a_key_is_printed() {
    let key = line();
    let ring = KeyRing::parse(&key).unwrap();
    let printed = format!(
        "{ring:?} {:?} {:?}",
        ring.seal(&ROW, SECRET).unwrap(),
        ring.current()
    );
    assert!(printed.contains(&ring.current().to_string()) && !printed.contains(&key[..8]));
}

#[test]
fn locked_vault_opens_nothing_until_its_passphrase_is_given() {
    let passphrase = SecretString::from("correct horse 电池");
    // Made with the crate `age` 0.12, binary and armored, and by ourselves.
    let own = PassphraseFile::lock(&SecretString::from(line()), &passphrase, 4).unwrap();
    for file in [fixture("keys.age"), fixture("keys.armored.age"), own] {
        let mut vault = Vault::from_file(&file).unwrap();
        assert!(vault.is_locked());
        assert_eq!(vault.ring().err(), Some(VaultError::Locked));
        let wrong = vault.unlock(&SecretString::from("wrong"));
        assert_eq!(wrong, Err(UnlockError::WrongPassphrase));
        assert!(vault.is_locked());
        vault.unlock(&passphrase).unwrap();
        let ring = vault.ring().unwrap();
        let sealed = ring.seal(&ROW, SECRET).unwrap();
        assert!(opens(ring, &ROW, &sealed.to_bytes()));
    }
}

#[test]
fn altered_key_file_stays_locked() {
    let passphrase = SecretString::from("x");
    let file = PassphraseFile::lock(&SecretString::from(line()), &passphrase, 1).unwrap();
    for byte in 0..file.len() {
        let mut altered = file.clone();
        altered[byte] ^= 1;
        let unlocked =
            Vault::from_file(&altered).is_ok_and(|mut it| it.unlock(&passphrase).is_ok());
        assert!(!unlocked, "byte {byte}");
        let cut =
            Vault::from_file(&file[..byte]).is_ok_and(|mut it| it.unlock(&passphrase).is_ok());
        assert!(!cut, "{byte} bytes");
    }
}

#[test]
fn age_file_of_another_kind_or_of_too_much_work_is_refused() {
    let recipient = b"age-encryption.org/v1\n-> X25519 abc\nAAAA\n--- AAAA\n";
    assert_eq!(
        Vault::from_file(recipient).err(),
        Some(KekError::NotPassphrase)
    );
    let file =
        PassphraseFile::lock(&SecretString::from(line()), &SecretString::from("x"), 1).unwrap();
    let end = file.windows(3).position(|it| it == b" 1\n").unwrap();
    let bomb = [&file[..end], b" 30", &file[end + 2..]].concat();
    assert_eq!(Vault::from_file(&bomb).err(), Some(KekError::TooMuchWork));
}

/// A row whose names are made of few letters, so that two of them are often almost the same.
fn row() -> impl Strategy<Value = ([String; 3], u32)> {
    ([0; 3].map(|_| "[a|]{0,3}"), 0..3_u32)
}

fn binding(([tenant, credential, kind], version): &([String; 3], u32)) -> Binding<'_> {
    Binding {
        tenant,
        credential,
        kind,
        version: *version,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, rng_seed: RngSeed::Fixed(4), ..ProptestConfig::default() })]

    #[test]
    fn seal_opens_in_the_same_row_and_in_no_other(
        own in row(), other in row(), secret in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let ring = ring();
        let bytes = ring.seal(&binding(&own), &secret).unwrap().to_bytes();
        let sealed = Sealed::from_bytes(&bytes).unwrap();
        let opened = ring.open(&binding(&own), &sealed).unwrap();
        prop_assert_eq!(opened.expose_secret(), secret.as_slice());
        prop_assert_eq!(ring.open(&binding(&other), &sealed).is_ok(), own == other);
    }
}
