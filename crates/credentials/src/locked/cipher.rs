//! The block ciphers of keychains, all in CBC with PKCS#7 padding.

use aes::{Aes128, Aes192, Aes256};
use cbc::Decryptor;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipherDecrypt, BlockModeDecrypt as _, KeyInit, KeyIvInit as _};
use des::{TdesEde2, TdesEde3};
use rc2::Rc2;
use zeroize::Zeroizing;

use super::LockedError;

#[derive(Clone, Copy)]
pub(crate) enum Cipher {
    Aes128,
    Aes192,
    Aes256,
    Des2,
    Des3,
    /// With a key of 128 bits.
    Rc2,
    /// With a key of 40 bits.
    Rc2Export,
}

impl Cipher {
    /// Bytes of key.
    pub(crate) fn key_length(self) -> usize {
        match self {
            Self::Aes128 | Self::Des2 | Self::Rc2 => 16,
            Self::Aes192 | Self::Des3 => 24,
            Self::Aes256 => 32,
            Self::Rc2Export => 5,
        }
    }

    /// The plain text. Padding that does not fit means another password: the caller knows no better word.
    pub(crate) fn decrypt(
        self,
        key: &[u8],
        iv: &[u8],
        bytes: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, LockedError> {
        match self {
            Self::Aes128 => cbc_decrypt::<Aes128>(key, iv, bytes),
            Self::Aes192 => cbc_decrypt::<Aes192>(key, iv, bytes),
            Self::Aes256 => cbc_decrypt::<Aes256>(key, iv, bytes),
            Self::Des2 => cbc_decrypt::<TdesEde2>(key, iv, bytes),
            Self::Des3 => cbc_decrypt::<TdesEde3>(key, iv, bytes),
            Self::Rc2 | Self::Rc2Export => cbc_decrypt::<Rc2>(key, iv, bytes),
        }
    }
}

fn cbc_decrypt<C: BlockCipherDecrypt + KeyInit>(
    key: &[u8],
    iv: &[u8],
    bytes: &[u8],
) -> Result<Zeroizing<Vec<u8>>, LockedError> {
    let cipher = Decryptor::<C>::new_from_slices(key, iv).map_err(|_| LockedError::Damaged)?;
    let mut plain = Zeroizing::new(bytes.to_vec());
    let length = cipher
        .decrypt_padded::<Pkcs7>(&mut plain)
        .map_err(|_| LockedError::WrongPassword)?
        .len();
    plain.truncate(length);
    Ok(plain)
}
