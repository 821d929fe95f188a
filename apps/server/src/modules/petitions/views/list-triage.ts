import {
  type Channel,
  formatRegistrationNumber,
  type ListTriageQuery,
  type TriagePage,
} from '@opis/contracts';
import { sql } from 'kysely';
import type { Actor } from '../../identity/index.ts';
import { holds } from '../../identity/index.ts';
import { readEntryReach } from '../../registry/index.ts';
import { anonymousGround } from '../petition.ts';
import type { PetitionDeps } from '../petition-deps.ts';

type Row = {
  id: string;
  version: number;
  number: number;
  registered_on: string;
  registered_at: Date;
  channel: Channel;
  direction: string;
  subject: string;
  issuer: string;
  procedure: string;
  procedure_name: string;
  unit: string | null;
  document_count: number;
  party_id: string | null;
  identified: boolean;
  due_on: string | null;
};

/**
 * Papers that came in and that nobody has recognised yet, oldest first: those without a unit for who gives papers their
 * way, those that wait in a unit for whoever gives them out there. What a special register holds is not among them.
 */
export async function listTriage(
  deps: PetitionDeps,
  actor: Actor,
  { after, limit }: ListTriageQuery,
): Promise<TriagePage> {
  const reach = await readEntryReach(deps, actor);
  const routed = reach.registersWith('case.route');
  const led = actor.principals.filter((id) => holds(actor, 'case.assign', id));
  const past = after === undefined ? sql`true` : sql`case_files.id > ${after}`;
  const { rows } = await sql<Row>`
    SELECT case_files.id, case_files.version, entries.number, entries.registered_on, entries.registered_at,
      entries.channel, entries.direction, entries.subject, entries.issuer, case_files.procedure,
      procedures.declaration ->> 'name' AS procedure_name, units.name AS unit, entries.document_count,
      entries.party_id, case_files.due_on,
      (parties.cnp_hash IS NOT NULL OR parties.cui IS NOT NULL OR parties.phone IS NOT NULL OR parties.email IS NOT NULL
        OR parties.address IS NOT NULL) IS TRUE AS identified
    FROM case_files
    JOIN entries ON entries.id = case_files.id
    JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id AND registers.kind <> 'confidential'
    JOIN procedures ON procedures.code = case_files.procedure AND procedures.version = case_files.procedure_version
    LEFT JOIN units ON units.id = case_files.unit_id
    LEFT JOIN parties ON parties.id = surviving_party(entries.party_id)
    WHERE (case_files.status = 'unassigned' AND books.register_id = ANY (${routed}::uuid[])
        OR case_files.status = 'with-unit' AND case_files.unit_id = ANY (${led}::uuid[]))
      AND entries.direction = 'in' AND ${reach.fileReadable} AND ${past}
      AND NOT EXISTS (SELECT FROM petition_triages WHERE petition_triages.case_file_id = case_files.id)
    ORDER BY case_files.id LIMIT ${limit + 1}
  `.execute(deps.db);
  const items = rows.slice(0, limit);
  return { items: items.map(toItem), next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

const toItem = (row: Row): TriagePage['items'][number] => ({
  id: row.id,
  version: row.version,
  registrationNumber: formatRegistrationNumber(row.number, row.registered_on),
  registeredAt: row.registered_at.toISOString(),
  channel: row.channel,
  subject: row.subject,
  issuer: row.issuer,
  procedure: { code: row.procedure, name: row.procedure_name },
  unit: row.unit,
  documentCount: row.document_count,
  anonymous: anonymousGround({
    partyId: row.party_id,
    identified: row.identified,
    direction: row.direction,
  }),
  dueOn: row.due_on,
});
