-- What a person can see of a push before its outcome: when its intent was written, and the times of an attempt that
-- Apple answered "not now".

ALTER TABLE chunk ADD COLUMN written_at_us INTEGER; -- of the last claim, in the transaction that carried it

ALTER TABLE retry ADD COLUMN sent_at_us INTEGER;
ALTER TABLE retry ADD COLUMN signed_at_us INTEGER;
ALTER TABLE retry ADD COLUMN answered_at_us INTEGER;

PRAGMA user_version = 2;
