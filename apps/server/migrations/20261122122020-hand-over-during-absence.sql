-- Work that is handed to the substitute for the time of an absence, and comes back by itself at its end.

ALTER TABLE substitutions ADD COLUMN hand_over boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN substitutions.hand_over IS 'The open works of who is away lie with the substitute from the first day to the last; else only the rights pass';
CREATE INDEX substitutions_hand_over_idx ON substitutions (first_day) WHERE hand_over;

CREATE TABLE absence_handovers (
  substitution_id uuid NOT NULL,
  begun_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT absence_handovers_pk PRIMARY KEY (substitution_id),
  CONSTRAINT absence_handovers_substitution_fk FOREIGN KEY (substitution_id) REFERENCES substitutions (id),
  CONSTRAINT absence_handovers_period CHECK (ended_at >= begun_at)
);
CREATE INDEX absence_handovers_open_idx ON absence_handovers (begun_at) WHERE ended_at IS NULL;
COMMENT ON TABLE absence_handovers IS 'Absences whose works were handed to the substitute, and when they came back';

CREATE TABLE absence_handover_items (
  substitution_id uuid NOT NULL,
  item_id uuid NOT NULL,
  case_file_id uuid NOT NULL,
  case_task_id uuid,
  CONSTRAINT absence_handover_items_pk PRIMARY KEY (substitution_id, item_id),
  CONSTRAINT absence_handover_items_handover_fk FOREIGN KEY (substitution_id) REFERENCES absence_handovers (substitution_id),
  CONSTRAINT absence_handover_items_file_fk FOREIGN KEY (case_file_id) REFERENCES case_files (id),
  CONSTRAINT absence_handover_items_task_fk FOREIGN KEY (case_task_id) REFERENCES case_tasks (id),
  CONSTRAINT absence_handover_items_one CHECK (item_id = coalesce(case_task_id, case_file_id))
);
CREATE INDEX absence_handover_items_file_idx ON absence_handover_items (case_file_id);
CREATE INDEX absence_handover_items_task_idx ON absence_handover_items (case_task_id) WHERE case_task_id IS NOT NULL;
COMMENT ON TABLE absence_handover_items IS 'What was handed over: files, and tasks (case_task_id) asked of who is away';

GRANT SELECT, INSERT ON absence_handovers, absence_handover_items TO opis_app;
GRANT UPDATE (ended_at) ON absence_handovers TO opis_app;
GRANT SELECT ON absence_handovers, absence_handover_items TO opis_worker;
