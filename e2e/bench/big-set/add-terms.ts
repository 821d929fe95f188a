import { type Db, namedQuery } from '../../../apps/server/src/platform/db.ts';

/**
 * Gives every case file a term of thirty days, as the registration of a petition begins it: running while the file is
 * open, met by the answer when it was closed. Files know their next day, as the trigger on terms would have told them.
 */
export async function addTerms(db: Db): Promise<void> {
  await namedQuery(db, 'bench-terms', terms, []);
  await namedQuery(db, 'bench-due', due, []);
}

const terms = `
INSERT INTO terms (id, case_file_id, role, rule_id, rule_valid_from, extension_cap, suspendable, started_at, start_on,
  target_on, limit_on, due_on, status, met_at, met_cause)
SELECT gen_random_uuid(), case_files.id, 'answer', rules.id, rules.valid_from, rules.extension_cap, rules.suspendable,
  entries.registered_at, entries.registered_on, entries.registered_on + 30, entries.registered_on + 30,
  entries.registered_on + 30, CASE WHEN case_files.status = 'closed' THEN 'met' ELSE 'running' END, case_files.closed_at,
  CASE WHEN case_files.status = 'closed' THEN 'closed' END
FROM case_files JOIN entries ON entries.id = case_files.id
CROSS JOIN (SELECT * FROM deadline_rules WHERE deadline_rules.id = 'PET-06' ORDER BY deadline_rules.valid_from DESC LIMIT 1) AS rules`;

const due = `
UPDATE case_files SET due_on = entries.registered_on + 30 FROM entries
WHERE entries.id = case_files.id AND case_files.status <> 'closed'`;
