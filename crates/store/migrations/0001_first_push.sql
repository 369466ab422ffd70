-- The first push: everything that one needs, in the shape that campaigns and teams will need.
-- Every row belongs to a workspace, and a row can only refer to rows of the same workspace.
-- Times are Unix milliseconds; names ending in _us are Unix microseconds.

CREATE TABLE workspace (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE person (
    id           TEXT PRIMARY KEY,
    workspace_id TEXT NOT NULL REFERENCES workspace (id),
    name         TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    UNIQUE (workspace_id, id)
) STRICT;

-- SHA-256 of the session id, never the id.
CREATE TABLE session (
    hash         BLOB PRIMARY KEY CHECK (length(hash) = 32),
    workspace_id TEXT NOT NULL,
    person_id    TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_expires ON session (expires_at);

-- SHA-256 of the token, never the token.
CREATE TABLE sign_in_token (
    hash         BLOB PRIMARY KEY CHECK (length(hash) = 32),
    workspace_id TEXT NOT NULL,
    person_id    TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    used_at      INTEGER,
    FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE app (
    id           TEXT PRIMARY KEY,
    workspace_id TEXT NOT NULL REFERENCES workspace (id),
    bundle_id    TEXT NOT NULL,
    name         TEXT NOT NULL,
    demo         INTEGER NOT NULL CHECK (demo IN (0, 1)),
    created_at   INTEGER NOT NULL,
    UNIQUE (workspace_id, bundle_id),
    UNIQUE (workspace_id, id)
) STRICT;

-- Metadata only: what may be told.
CREATE TABLE credential (
    id           TEXT PRIMARY KEY,
    workspace_id TEXT NOT NULL REFERENCES workspace (id),
    app_id       TEXT,
    kind         TEXT NOT NULL CHECK (kind IN ('key', 'certificate')),
    environment  TEXT CHECK (environment IN ('simulator', 'sandbox', 'production')),
    key_id       TEXT,
    team_id      TEXT,
    fingerprint  TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    FOREIGN KEY (workspace_id, app_id) REFERENCES app (workspace_id, id)
) STRICT;
CREATE INDEX credential_workspace ON credential (workspace_id);

CREATE TABLE device (
    id            TEXT PRIMARY KEY,
    workspace_id  TEXT NOT NULL,
    app_id        TEXT NOT NULL,
    environment   TEXT NOT NULL CHECK (environment IN ('simulator', 'sandbox', 'production')),
    kind          TEXT NOT NULL,
    name          TEXT NOT NULL,
    token         TEXT NOT NULL,
    simulated     INTEGER NOT NULL CHECK (simulated IN (0, 1)),
    registered_at INTEGER NOT NULL,
    dead_since    INTEGER,
    UNIQUE (workspace_id, app_id, environment, token),
    FOREIGN KEY (workspace_id, app_id) REFERENCES app (workspace_id, id)
) STRICT;

-- A sealed draft and whom it goes to. The counts are kept in the transaction that changes the states they count.
CREATE TABLE push (
    number          INTEGER PRIMARY KEY, -- the order in which pushes were taken
    id              TEXT NOT NULL UNIQUE,
    workspace_id    TEXT NOT NULL,
    app_id          TEXT NOT NULL,
    environment     TEXT NOT NULL CHECK (environment IN ('simulator', 'sandbox', 'production')),
    kind            TEXT NOT NULL CHECK (kind IN ('test', 'campaign')),
    device_id       TEXT, -- history: the device may have been removed since
    draft           TEXT NOT NULL,
    headers         TEXT NOT NULL,
    body            TEXT NOT NULL,
    created_by      TEXT,
    created_at      INTEGER NOT NULL,
    received_at_us  INTEGER NOT NULL,
    validated_at_us INTEGER NOT NULL,
    displayed_at_us INTEGER,
    deadline_at     INTEGER NOT NULL,
    unknown_policy  TEXT NOT NULL CHECK (unknown_policy IN ('leave', 'resend')),
    idempotency_key TEXT NOT NULL,
    request_hash    BLOB NOT NULL CHECK (length(request_hash) = 32),
    cancelled_at    INTEGER,
    total           INTEGER NOT NULL,
    accepted        INTEGER NOT NULL DEFAULT 0,
    rejected        INTEGER NOT NULL DEFAULT 0,
    unknown         INTEGER NOT NULL DEFAULT 0,
    gave_up         INTEGER NOT NULL DEFAULT 0,
    cancelled       INTEGER NOT NULL DEFAULT 0,
    UNIQUE (workspace_id, idempotency_key),
    UNIQUE (workspace_id, id),
    CHECK (accepted + rejected + unknown + gave_up + cancelled <= total),
    FOREIGN KEY (workspace_id, app_id) REFERENCES app (workspace_id, id),
    FOREIGN KEY (workspace_id, created_by) REFERENCES person (workspace_id, id)
) STRICT;
CREATE INDEX push_newest ON push (workspace_id, number);

-- At most 250 recipients of a push. The bytes of `states` are those of delivery::State.
CREATE TABLE chunk (
    id           INTEGER PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    push_id      TEXT NOT NULL,
    first_index  INTEGER NOT NULL,
    n            INTEGER NOT NULL CHECK (n BETWEEN 1 AND 250),
    kind         TEXT NOT NULL CHECK (kind IN ('test', 'campaign')),
    phase        INTEGER NOT NULL DEFAULT 0 CHECK (phase IN (0, 1, 2)), -- queued, claimed, done
    epoch        INTEGER NOT NULL DEFAULT 0, -- raised by each claim: fences out whoever held it before
    lease_until  INTEGER, -- for several senders on one database; SQLite has one
    crashes      INTEGER NOT NULL DEFAULT 0, -- in a row, while it was claimed
    tokens       BLOB NOT NULL,
    states       BLOB NOT NULL CHECK (length(states) = n),
    UNIQUE (push_id, first_index),
    FOREIGN KEY (workspace_id, push_id) REFERENCES push (workspace_id, id)
) STRICT;
CREATE INDEX chunk_queued ON chunk (kind, id) WHERE phase = 0;
CREATE INDEX chunk_claimed ON chunk (id) WHERE phase = 1;

-- Recipients of claimed chunks that are certainly not accepted and not on the wire: they wait for another attempt.
-- An undecided recipient of a claimed chunk without such a row has an intent and no answer.
CREATE TABLE retry (
    chunk_id     INTEGER NOT NULL REFERENCES chunk (id),
    position     INTEGER NOT NULL,
    workspace_id TEXT NOT NULL REFERENCES workspace (id),
    kind         TEXT NOT NULL CHECK (kind IN ('test', 'campaign')),
    due_at       INTEGER NOT NULL,
    attempts     INTEGER NOT NULL,
    http         INTEGER,
    reason       TEXT,
    detail       TEXT,
    PRIMARY KEY (chunk_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX retry_due ON retry (kind, due_at);

-- What is known beyond the state: of every recipient that was not accepted, and of every test push.
CREATE TABLE outcome_detail (
    push_id        TEXT NOT NULL,
    idx            INTEGER NOT NULL,
    workspace_id   TEXT NOT NULL,
    state          INTEGER NOT NULL,
    http           INTEGER,
    reason         TEXT,
    unknown_cause  TEXT,
    detail         TEXT,
    apns_id        TEXT,
    apns_unique_id TEXT,
    apns_ts        INTEGER,
    attempts       INTEGER NOT NULL,
    sent_at_us     INTEGER,
    signed_at_us   INTEGER,
    answered_at_us INTEGER,
    settled_at     INTEGER NOT NULL,
    PRIMARY KEY (push_id, idx),
    FOREIGN KEY (workspace_id, push_id) REFERENCES push (workspace_id, id)
) STRICT, WITHOUT ROWID;

-- Every recipient that was ever unknown, also where it was sent again and has an outcome now.
CREATE TABLE unknown_log (
    id           INTEGER PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    push_id      TEXT NOT NULL,
    idx          INTEGER NOT NULL,
    epoch        INTEGER NOT NULL,
    cause        TEXT NOT NULL,
    at           INTEGER NOT NULL,
    FOREIGN KEY (workspace_id, push_id) REFERENCES push (workspace_id, id)
) STRICT;
CREATE INDEX unknown_log_workspace ON unknown_log (workspace_id, id);
CREATE TRIGGER unknown_log_no_update BEFORE UPDATE ON unknown_log
BEGIN SELECT RAISE(ABORT, 'unknown_log can only grow'); END;
CREATE TRIGGER unknown_log_no_delete BEFORE DELETE ON unknown_log
BEGIN SELECT RAISE(ABORT, 'unknown_log can only grow'); END;

CREATE TABLE audit_entry (
    id           INTEGER PRIMARY KEY,
    workspace_id TEXT NOT NULL REFERENCES workspace (id),
    person_id    TEXT,
    action       TEXT NOT NULL,
    subject      TEXT NOT NULL,
    at           INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_entry_workspace ON audit_entry (workspace_id, id);
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit_entry can only grow'); END;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit_entry can only grow'); END;

PRAGMA user_version = 1;
