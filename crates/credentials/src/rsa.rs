//! Makes an RSA key of 2048 bits for a certificate request: Apple's portal takes no other kind for push certificates.
//!
//! `ring` signs with RSA and cannot make a key. The crate `rsa` can, but has RUSTSEC-2023-0071 open: its operations with a private
//! key leak by their time. So primes come from `crypto-primes`, over the `crypto-bigint` that P-256 brings already, the seven
//! numbers of PKCS#1 are worked out here in constant time, and every operation with the key is `ring`'s, which checks it first.

use crypto_bigint::{NonZero, Odd, U1024, U2048};
use crypto_primes::hazmat::{SetBits, SmallFactorsSieveFactory};
use crypto_primes::{Flavor, is_prime, sieve_and_find};
use rand::rand_core::UnwrapErr;
use rand::rngs::SysRng;
use zeroize::Zeroizing;

use crate::der::{self, integer, tlv};
use crate::private_key::{PrivateKey, PrivateKeyError};

const PRIME_BITS: u32 = 1024;
const EXPONENT: u32 = 65_537;
/// FIPS 186-5: the primes differ within their first 100 bits, or the product could be factored.
const DISTANCE_BITS: u32 = PRIME_BITS - 100;

/// A new key, from the system's randomness. Takes some tenths of a second.
pub(crate) fn generate() -> Result<PrivateKey, PrivateKeyError> {
    loop {
        let (p, q) = (prime()?, prime()?);
        let (p, q) = if *p > *q { (p, q) } else { (q, p) };
        if Zeroizing::new(p.wrapping_sub(&q)).bits() <= DISTANCE_BITS {
            continue;
        }
        if let Some(pkcs1) = pkcs1(&p, &q) {
            return PrivateKey::from_pkcs1(&pkcs1);
        }
    }
}

/// A prime of 1024 bits whose first two are set, so that the product of two has 2048.
fn prime() -> Result<Zeroizing<U1024>, PrivateKeyError> {
    let sieve = SmallFactorsSieveFactory::new(Flavor::Any, PRIME_BITS, SetBits::TwoMsb)
        .map_err(|_| PrivateKeyError::Malformed)?;
    sieve_and_find(&mut UnwrapErr(SysRng), sieve, |_, candidate: &U1024| {
        is_prime(Flavor::Any, candidate)
    })
    .ok()
    .flatten()
    .map(Zeroizing::new)
    .ok_or(PrivateKeyError::Malformed)
}

/// `RSAPrivateKey`. `None` when the exponent divides `p - 1` or `q - 1`, which one pair in 32,000 does.
fn pkcs1(p: &U1024, q: &U1024) -> Option<Zeroizing<Vec<u8>>> {
    let [p_1, q_1] = [p, q].map(|it| Zeroizing::new(it.wrapping_sub(&U1024::ONE)));
    let modulus: U2048 = p.concatenating_mul(q);
    let totient: Zeroizing<U2048> = Zeroizing::new(p_1.concatenating_mul(&*q_1));
    let private = inverse_2048(&U2048::from(EXPONENT), &totient)?;
    let exponent = U1024::from(EXPONENT);
    let private_p = inverse_1024(&exponent, &p_1)?;
    let private_q = inverse_1024(&exponent, &q_1)?;
    let odd = Option::<Odd<U1024>>::from(Odd::new(*p))?;
    let coefficient = Option::<U1024>::from(q.invert_odd_mod(&odd)).map(Zeroizing::new)?;
    Some(tlv(
        der::SEQUENCE,
        &[
            &integer(&[0]),
            &integer(&modulus.to_be_bytes()),
            &integer(&EXPONENT.to_be_bytes()),
            &integer(&Zeroizing::new(private.to_be_bytes())),
            &integer(&Zeroizing::new(p.to_be_bytes())),
            &integer(&Zeroizing::new(q.to_be_bytes())),
            &integer(&Zeroizing::new(private_p.to_be_bytes())),
            &integer(&Zeroizing::new(private_q.to_be_bytes())),
            &integer(&Zeroizing::new(coefficient.to_be_bytes())),
        ],
    ))
}

fn inverse_1024(number: &U1024, modulus: &U1024) -> Option<Zeroizing<U1024>> {
    let modulus = Option::<NonZero<U1024>>::from(NonZero::new(*modulus))?;
    Option::from(number.invert_mod(&modulus)).map(Zeroizing::new)
}

fn inverse_2048(number: &U2048, modulus: &U2048) -> Option<Zeroizing<U2048>> {
    let modulus = Option::<NonZero<U2048>>::from(NonZero::new(*modulus))?;
    Option::from(number.invert_mod(&modulus)).map(Zeroizing::new)
}
