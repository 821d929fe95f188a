-- What changed a moment ago, and who may be told: open pages read anew what they show. A hint, never data: it holds ids
-- only, and is thrown away after an hour.
CREATE TABLE live_changes (
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
  topic text NOT NULL,
  subject_id uuid,
  principals uuid[] NOT NULL,
  sealed_register_id uuid,
  CONSTRAINT live_changes_pk PRIMARY KEY (id),
  CONSTRAINT live_changes_topic_form CHECK (topic ~ '^[a-z][a-z-]{0,39}$'),
  CONSTRAINT live_changes_register_fk FOREIGN KEY (sealed_register_id) REFERENCES registers (id)
);
CREATE INDEX live_changes_xact_idx ON live_changes (xact);
CREATE INDEX live_changes_at_idx ON live_changes (at);
CREATE INDEX live_changes_register_idx ON live_changes (sealed_register_id);
COMMENT ON TABLE live_changes IS 'Hints that something changed, written in the transaction that changed it; kept an hour';
COMMENT ON COLUMN live_changes.xact IS 'The transaction that wrote it: a reader asks for what its last snapshot did not see, so that nothing is lost whatever the order of commits';
COMMENT ON COLUMN live_changes.principals IS 'Units and persons who may be told: those who may read the thing';
COMMENT ON COLUMN live_changes.sealed_register_id IS 'Set for what lies in a confidential register: only whoever is named on it is told';
GRANT SELECT, INSERT, DELETE ON live_changes TO opis_app;
GRANT SELECT, INSERT ON live_changes TO opis_worker;
