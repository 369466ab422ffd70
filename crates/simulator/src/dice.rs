//! Answers by chance, the same for the same seed: for tests that send through thousands of random faults.

use crate::Answer;
use serde::{Deserialize, Serialize};

/// What may happen to a push by chance. What no face has falls to the verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dice {
    /// The same seed makes the same throws, in the order in which pushes come in.
    pub seed: u64,
    /// Each face with its share.
    pub faces: Vec<Face>,
}

/// One thing that may happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Face {
    /// To how many of a million pushes it happens.
    pub per_million: u32,
    /// What happens.
    pub answer: Answer,
}

impl Dice {
    /// Throws once.
    pub(crate) fn throw(&mut self) -> Option<Answer> {
        let mut rest = self.next() % 1_000_000;
        self.faces.iter().find_map(|face| {
            let share = u64::from(face.per_million);
            if rest < share {
                return Some(face.answer.clone());
            }
            rest -= share;
            None
        })
    }

    /// `SplitMix64`.
    fn next(&mut self) -> u64 {
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.seed;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Dice, Face};

    #[test]
    fn each_face_comes_as_often_as_it_should_and_the_same_seed_throws_the_same() {
        let dice = Dice {
            seed: 7,
            faces: vec![
                Face {
                    per_million: 100_000,
                    answer: Answer::Stall,
                },
                Face {
                    per_million: 300_000,
                    answer: Answer::Delay(1),
                },
            ],
        };
        let throws = |mut dice: Dice| -> Vec<_> { (0..100_000).map(|_| dice.throw()).collect() };
        let rolled = throws(dice.clone());
        let count = |wanted: Option<Answer>| rolled.iter().filter(|it| **it == wanted).count();
        assert!(count(Some(Answer::Stall)).abs_diff(10_000) < 500);
        assert!(count(Some(Answer::Delay(1))).abs_diff(30_000) < 800);
        assert_eq!(rolled, throws(dice));
    }
}
