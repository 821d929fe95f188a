import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { TrustedList } from '../../platform/signing/trust/read-trusted-list.ts';
import type { TrustedService } from '../../platform/signing/trust/trusted-service.ts';

/** Services of all imported lists. */
export async function loadTrust(db: Db): Promise<TrustedService[]> {
  const { rows } = await sql<TrustedService>`
    SELECT trusted_services.territory, trusted_services.kind, trusted_services.name, trusted_services.certificates,
      trusted_services.history, trusted_services.restricted
    FROM trusted_services
  `.execute(db);
  return rows;
}

/** An imported list, as far as the next import asks. */
export type ImportedList = {
  readonly territory: string;
  readonly sequenceNumber: number;
  readonly issuedAt: Date;
  readonly nextUpdateAt: Date | null;
  readonly signerSha256: string;
  readonly importedAt: Date;
  readonly services: number;
  readonly pointers: Readonly<Record<string, readonly string[]>>;
};

export async function listTrustedLists(db: Db | Tx): Promise<ImportedList[]> {
  const { rows } = await sql<ImportedList>`
    SELECT trusted_lists.territory, trusted_lists.sequence_number AS "sequenceNumber",
      trusted_lists.issued_at AS "issuedAt", trusted_lists.next_update_at AS "nextUpdateAt",
      trusted_lists.signer_sha256 AS "signerSha256", trusted_lists.imported_at AS "importedAt", trusted_lists.pointers,
      (SELECT count(*)::int FROM trusted_services WHERE trusted_services.territory = trusted_lists.territory) AS services
    FROM trusted_lists ORDER BY trusted_lists.territory
  `.execute(db);
  return rows;
}

/** Puts a list in the place of the one before of the same territory. */
export async function replaceTrustedList(
  tx: Tx,
  list: TrustedList,
  { confirmedBy, at }: { confirmedBy: 'operator' | 'pointer' | 'earlier-list'; at: Date },
): Promise<void> {
  await sql`DELETE FROM trusted_lists WHERE trusted_lists.territory = ${list.territory}`.execute(tx);
  await sql`
    INSERT INTO trusted_lists (territory, sequence_number, issued_at, next_update_at, signer_sha256, confirmed_by,
      pointers, imported_at)
    VALUES (${list.territory}, ${list.sequenceNumber}, ${list.issuedAt}, ${list.nextUpdateAt}, ${list.signerSha256},
      ${confirmedBy}, ${JSON.stringify(list.pointers)}, ${at})
  `.execute(tx);
  const rows = list.services.map((service) => ({ ...service, id: newId() }));
  await sql`
    INSERT INTO trusted_services (id, territory, kind, name, provider, certificates, history, restricted)
    SELECT item.id, ${list.territory}, item.kind, item.name, item.provider,
      ARRAY(SELECT json_array_elements_text(item.certificates)), item.history, item.restricted
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS item(id uuid, kind text, name text, provider text,
      certificates json, history jsonb, restricted boolean)
  `.execute(tx);
}
