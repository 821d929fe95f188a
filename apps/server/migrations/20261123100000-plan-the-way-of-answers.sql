-- What a procedure declares of the way of its answers is lived by: steps that it requires stay, templates exist.

ALTER TABLE case_tasks ADD COLUMN required boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN case_tasks.required IS 'The procedure of the file asks for it: whoever asked cannot give it up';

-- Whoever writes the row: no letter is approved past a step that its procedure required when it was sent.
CREATE FUNCTION letters_keep_required_steps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM letter_routes JOIN case_tasks ON case_tasks.subject_id = letter_routes.id
      WHERE letter_routes.letter_id = NEW.id AND letter_routes.number = NEW.route
        AND case_tasks.required AND case_tasks.status <> 'done'
        AND NOT EXISTS (SELECT FROM case_tasks AS later WHERE later.line_id = case_tasks.line_id
          AND later.position = case_tasks.position AND later.round > case_tasks.round)) THEN
    RAISE EXCEPTION 'a step that the procedure requires is not done' USING ERRCODE = 'check_violation', CONSTRAINT = 'letters_required_steps_done';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER letters_keep_required_steps BEFORE UPDATE ON letters FOR EACH ROW
  WHEN (NEW.status IN ('approved', 'signed', 'ready') AND OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION letters_keep_required_steps();

-- Until now nothing followed the declared way. The head of the unit that solved signs beside the head of the institution
-- (art. 13 of OG 27/2002): the endorsement by the same person, asked just before, said nothing more.
SELECT ship_procedure(newest.declaration || changed.declared)
FROM (VALUES
  ('petition', '{
    "route": [{ "kind": "signature", "to": { "leads": "unit" } }, { "kind": "signature", "to": { "leads": "institution" } }],
    "answer": { "templates": ["raspuns-petitie"], "signatures": 2, "legalBasis": true } }'::jsonb),
  ('referral-notice', '{
    "route": [{ "kind": "signature", "to": { "leads": "unit" } }, { "kind": "signature", "to": { "leads": "institution" } }],
    "answer": { "templates": ["raspuns-petitie"], "signatures": 2, "legalBasis": true } }'),
  -- Legal visa before whoever signs binds the institution: nobody goes round it.
  ('authorisation', '{
    "route": [{ "kind": "visa", "to": { "permission": "case.visa" }, "withinDays": 3, "required": true },
      { "kind": "signature", "to": { "leads": "unit" } }, { "kind": "signature", "to": { "leads": "institution" } }],
    "answer": { "templates": ["comunicare-autorizatie", "respingere-autorizatie"], "signatures": 2, "legalBasis": true } }')
) AS changed (code, declared)
JOIN LATERAL (SELECT procedures.declaration FROM procedures
  WHERE procedures.code = changed.code AND procedures.origin = 'shipped'
  ORDER BY procedures.version DESC LIMIT 1) AS newest ON true;
