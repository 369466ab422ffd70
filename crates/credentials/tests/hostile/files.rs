//! The files, and why each hurts.

use rcgen::{CertificateParams, DistinguishedName, DnType, Issuer, KeyPair};

use crate::Hostile;
use crate::pfx::{
    SALT, bag, certificate_bag, contents, derivation, fixture, integer, lock, locked_key_bag,
    locked_part, mac_data, oid, open_part, pbes2, pbmac1, pfx, tlv, unsealed,
};

const PASSWORD: &str = "old keychain";
const OCTETS: &[u8] = &[0x55; 64];

fn p12(name: String, file: Vec<u8>) -> Hostile {
    Hostile {
        name,
        files: vec![file],
        password: PASSWORD,
    }
}

fn no_mac(name: String, parts: &[Vec<u8>]) -> Hostile {
    p12(name, pfx(parts, unsealed))
}

/// Good files, each ending at every one of its bytes.
pub(crate) fn cut() -> Vec<Hostile> {
    [
        "p12/rc2-40.p12",
        "p12/3des.p12",
        "p12/aes256.p12",
        "push.cer",
    ]
    .iter()
    .flat_map(|name| {
        let whole = fixture(name);
        (0..whole.len())
            .map(|length| p12(format!("{name} cut at {length}"), whole[..length].to_vec()))
            .collect::<Vec<_>>()
    })
    .collect()
}

/// Good files with some bits turned, by a generator with a fixed seed.
pub(crate) fn altered(names: &[&str]) -> Vec<Hostile> {
    let mut state = 0x2026_1122_u64;
    let mut next = move |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let mut files = Vec::new();
    for name in names {
        let whole = fixture(name);
        for round in 0..200 {
            let mut file = whole.clone();
            for _ in 0..=next(3) {
                let place = next(file.len());
                file[place] ^= 1 << next(8);
            }
            files.push(p12(format!("{name} altered {round}"), file));
        }
    }
    files
}

/// Files that ask for so much at once that nothing may be done.
pub(crate) fn impossible_work() -> Vec<Hostile> {
    let mut files = Vec::new();
    for rounds in [
        1_000_001,
        (1 << 31) - 1,
        1 << 31,
        (1 << 32) - 1,
        1 << 32,
        u64::MAX,
    ] {
        let locked = |algorithm: &[u8]| locked_part(algorithm, OCTETS);
        let key = |algorithm: &[u8]| open_part(&[locked_key_bag(algorithm, OCTETS)]);
        for (name, algorithm) in [
            ("PBKDF2, SHA-1", pbes2(&derivation(SALT, rounds, None, 7))),
            ("PBKDF2, SHA-256", pbes2(&derivation(SALT, rounds, None, 9))),
            (
                "PBKDF2, SHA-512",
                pbes2(&derivation(SALT, rounds, Some(32), 11)),
            ),
            ("RC2-40", pbe(6, SALT, rounds)),
            ("3DES", pbe(3, SALT, rounds)),
        ] {
            files.push(no_mac(
                format!("{name}, {rounds} rounds"),
                &[locked(&algorithm)],
            ));
            files.push(no_mac(
                format!("key by {name}, {rounds} rounds"),
                &[key(&algorithm)],
            ));
            let alone = tlv(0x30, &[&algorithm, &tlv(4, &[OCTETS])]);
            files.push(Hostile {
                name: format!("encrypted key by {name}, {rounds} rounds"),
                files: vec![fixture("push.cer"), alone],
                password: PASSWORD,
            });
        }
        let sealed = pfx(&[open_part(&[])], |_| mac_data(SALT, rounds, &[0; 20]));
        files.push(p12(format!("MAC, {rounds} rounds"), sealed));
    }
    // Two blocks of SHA-1 make a key of 24 bytes: twice the rounds.
    files.push(no_mac(
        "3DES, twice 500,001".into(),
        &[locked_part(&pbe(3, SALT, 500_001), OCTETS)],
    ));
    let sealed = pfx(&[open_part(&[])], |safes| {
        pbmac1(safes, PASSWORD, 2_000_000_000, 32)
    });
    files.push(p12("PBMAC1".into(), sealed));
    files
}

/// Files that hurt in other ways.
pub(crate) fn bombs() -> Vec<Hostile> {
    let mut files = many_derivations();
    files.extend(odd_parameters());
    files.extend(nested());
    files.extend(lengths());
    files.extend(keys());
    files.push(circle());
    files
}

/// Each derivation is allowed, all of them are not. The inner ones cannot be seen before the outer one was opened.
fn many_derivations() -> Vec<Hostile> {
    let mut files = Vec::new();
    for rounds in [125_001, 999_999] {
        for bags in [8, 70] {
            let algorithm = pbes2(&derivation(SALT, rounds, None, 9));
            let keys = vec![locked_key_bag(&algorithm, OCTETS); bags];
            let name = format!("{bags} keys of {rounds} rounds");
            files.push(no_mac(name.clone(), &[open_part(&keys)]));
            files.push(no_mac(
                format!("{name}, in parts"),
                &vec![locked_part(&algorithm, OCTETS); bags],
            ));
            let (outer, locked) = lock(&contents(&keys), PASSWORD, 1000);
            files.push(no_mac(
                format!("{name}, locked in"),
                &[locked_part(&outer, &locked)],
            ));
            let sealed = pfx(&[open_part(&keys)], |_| mac_data(SALT, rounds, &[0; 20]));
            files.push(p12(format!("{name}, under a MAC"), sealed));
        }
    }
    files
}

fn odd_parameters() -> Vec<Hostile> {
    let long = vec![1; 40_000];
    let scrypt = tlv(
        0x30,
        &[
            &oid("1.3.6.1.4.1.11591.4.11"),
            // N = 2^20, r = 8: a gigabyte.
            &tlv(
                0x30,
                &[
                    &tlv(4, &[SALT]),
                    &integer(1 << 20),
                    &integer(8),
                    &integer(1),
                ],
            ),
        ],
    );
    let negative = {
        let parameters = tlv(0x30, &[&tlv(4, &[SALT]), &[2, 1, 0xff]]);
        tlv(0x30, &[&oid("1.2.840.113549.1.12.1.3"), &parameters])
    };
    let mut files: Vec<Hostile> = [
        ("scrypt", pbes2(&scrypt)),
        ("no rounds", pbes2(&derivation(SALT, 0, None, 9))),
        ("no rounds of 3DES", pbe(3, SALT, 0)),
        ("rounds below zero", negative),
        ("a long salt", pbes2(&derivation(&long, 1, None, 9))),
        ("a long salt of RC2", pbe(6, &long, 1)),
        (
            "a key of two gigabytes",
            pbes2(&derivation(SALT, 1, Some(1 << 31), 9)),
        ),
        ("no key", pbes2(&derivation(SALT, 1, Some(0), 9))),
        ("an unknown hash", pbes2(&derivation(SALT, 1, None, 99))),
        ("an unknown cipher", pbe(99, SALT, 1)),
        ("no parameters", tlv(0x30, &[&oid("1.2.840.113549.1.5.13")])),
        ("nothing", tlv(0x30, &[])),
    ]
    .into_iter()
    .map(|(name, algorithm)| no_mac(name.into(), &[locked_part(&algorithm, OCTETS)]))
    .collect();
    for length in [0, 65, 1 << 31] {
        let sealed = pfx(&[open_part(&[])], |safes| {
            pbmac1(safes, PASSWORD, 1, length)
        });
        files.push(p12(format!("PBMAC1 with a key of {length}"), sealed));
    }
    let sealed = pfx(&[open_part(&[])], |_| mac_data(&long, 1, &[0; 20]));
    files.push(p12("a long salt of a MAC".into(), sealed));
    for length in 0..17 {
        let algorithm = pbes2(&derivation(SALT, 1, None, 9));
        files.push(no_mac(
            format!("{length} octets"),
            &[locked_part(&algorithm, &OCTETS[..length])],
        ));
    }
    files
}

fn nested() -> Vec<Hostile> {
    let mut files = Vec::new();
    for depth in [4, 5, 8, 15, 16, 17, 100, 1000, 5000] {
        let mut bags = contents(&[certificate_bag(&fixture("push.cer"))]);
        let mut sequences = tlv(0x30, &[]);
        for _ in 0..depth {
            bags = contents(&[bag(6, &bags)]);
            sequences = tlv(0x30, &[&sequences]);
        }
        files.push(no_mac(
            format!("bags, {depth} deep"),
            &[open_part(&[bag(6, &bags)])],
        ));
        let (algorithm, locked) = lock(&bags, PASSWORD, 10);
        files.push(no_mac(
            format!("bags, {depth} deep, locked"),
            &[locked_part(&algorithm, &locked)],
        ));
        files.push(p12(format!("sequences, {depth} deep"), sequences));
    }
    for count in [9, 100, 2000] {
        let crl = vec![bag(4, &tlv(0x30, &[])); count];
        files.push(no_mac(format!("{count} bags"), &[open_part(&crl)]));
        files.push(no_mac(
            format!("{count} parts"),
            &vec![open_part(&[]); count],
        ));
        files.push(no_mac(
            format!("{count} certificates"),
            &vec![open_part(&[certificate_bag(&fixture("signing.cer"))]); count.min(60)],
        ));
    }
    files
}

/// Lengths that lie, and lengths that are not said.
fn lengths() -> Vec<Hostile> {
    let mut files = Vec::new();
    let whole = fixture("p12/aes256.p12");
    for length in [
        &[0x80][..],
        &[0x81, 0xff],
        &[0x84, 0xff, 0xff, 0xff, 0xff],
        &[0x84, 0x7f, 0xff, 0xff, 0xff],
        &[0x88, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        &[0xff],
    ] {
        let mut file = vec![0x30];
        file.extend_from_slice(length);
        files.push(p12(format!("length {length:x?} and nothing"), file.clone()));
        file.extend_from_slice(&whole[4..]);
        files.push(p12(format!("length {length:x?}"), file));
        let inner = [&[0x30][..], length, &whole[4..]].concat();
        let outer = tlv(0x30, &[&integer(3), &inner]);
        files.push(p12(format!("length {length:x?} within"), outer));
    }
    files.push(p12("too large".into(), vec![0x30; 64 * 1024 + 1]));
    files.push(p12("sequences to the end".into(), vec![0x30; 64 * 1024]));
    files.push(p12("long tags".into(), vec![0x3f; 64 * 1024]));
    files.push(p12("lines".into(), "-----BEGIN ".repeat(5900).into_bytes()));
    files.push(p12(
        "frames".into(),
        "-----BEGIN CERTIFICATE-----\n".repeat(2300).into_bytes(),
    ));
    files.push(p12("brackets".into(), "[".repeat(64 * 1024).into_bytes()));
    files.push(p12("letters".into(), "MII".repeat(21_000).into_bytes()));
    files
}

/// Keys beside a certificate that no TLS takes: other curves, a modulus of 30 KB, numbers that do not fit.
fn keys() -> Vec<Hostile> {
    let pkcs8 =
        |algorithm: &[u8], key: &[u8]| tlv(0x30, &[&integer(0), algorithm, &tlv(4, &[key])]);
    let rsa = tlv(0x30, &[&oid("1.2.840.113549.1.1.1"), &[5, 0]]);
    let modulus = |bytes: usize| {
        let number = tlv(2, &[&[0], &vec![0xff; bytes]]);
        let small = integer(65_537);
        tlv(
            0x30,
            &[
                &integer(0),
                &number,
                &small,
                &number,
                &small,
                &small,
                &small,
                &small,
                &small,
            ],
        )
    };
    let curve = |name: &str| {
        let algorithm = tlv(0x30, &[&oid("1.2.840.10045.2.1"), &oid(name)]);
        let key = tlv(0x30, &[&integer(1), &tlv(4, &[&[1; 32]])]);
        pkcs8(&algorithm, &key)
    };
    let mut files: Vec<(String, Vec<u8>)> = [
        ("P-384", "1.3.132.0.34"),
        ("P-521", "1.3.132.0.35"),
        ("secp256k1", "1.3.132.0.10"),
        ("P-192", "1.2.840.10045.3.1.1"),
        ("brainpool", "1.3.36.3.3.2.8.1.1.7"),
        ("a curve of nobody", "1.2.3.4"),
    ]
    .map(|(name, id)| (name.to_owned(), curve(id)))
    .into();
    let of_zeros = {
        let algorithm = tlv(
            0x30,
            &[&oid("1.2.840.10045.2.1"), &oid("1.2.840.10045.3.1.7")],
        );
        pkcs8(&algorithm, &tlv(0x30, &[&integer(1), &tlv(4, &[&[0; 32]])]))
    };
    files.push(("P-256 of zeros".into(), of_zeros));
    for bytes in [1, 64, 128, 255, 256, 257, 512, 513, 1024, 14_000] {
        files.push((
            format!("RSA of {bytes} bytes"),
            pkcs8(&rsa, &modulus(bytes)),
        ));
        files.push((format!("PKCS#1 of {bytes} bytes"), modulus(bytes)));
    }
    let mut all: Vec<Hostile> = files
        .iter()
        .map(|(name, key)| Hostile {
            name: name.clone(),
            files: vec![fixture("push.cer"), key.clone()],
            password: PASSWORD,
        })
        .collect();
    all.extend(files.into_iter().map(|(name, key)| {
        let bags = [certificate_bag(&fixture("push.cer")), bag(1, &key)];
        no_mac(format!("{name} in a bag"), &[open_part(&bags)])
    }));
    all
}

/// Authorities that vouch for each other, and no key.
fn circle() -> Hostile {
    let named = |name: &str| {
        let mut params = CertificateParams::default();
        params.distinguished_name = DistinguishedName::new();
        params.distinguished_name.push(DnType::CommonName, name);
        params
    };
    let crossed = |subject: &str, issuer: &str| {
        let issuer = Issuer::new(named(issuer), KeyPair::generate().unwrap());
        let key = KeyPair::generate().unwrap();
        named(subject)
            .signed_by(&key, &issuer)
            .unwrap()
            .der()
            .to_vec()
    };
    let bags: Vec<Vec<u8>> = (0..8)
        .map(|place| crossed(&format!("A{place}"), &format!("A{}", (place + 1) % 8)))
        .map(|der| certificate_bag(&der))
        .collect();
    no_mac("authorities in a circle".into(), &[open_part(&bags)])
}

/// PKCS#12's own encryption: 3 for 3DES, 6 for RC2-40.
fn pbe(cipher: u8, salt: &[u8], rounds: u64) -> Vec<u8> {
    let parameters = tlv(0x30, &[&tlv(4, &[salt]), &integer(rounds)]);
    tlv(
        0x30,
        &[
            &oid(&format!("1.2.840.113549.1.12.1.{cipher}")),
            &parameters,
        ],
    )
}
