import type { CopyTariff, SetCopyTariffRequest } from '@opis/contracts';
import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../platform/claim-command.ts';
import type { Db } from '../../platform/db.ts';
import { recordEvent } from '../events/index.ts';
import type { Actor } from '../identity/index.ts';
import type { InformationDeps } from './information-deps.ts';

/** Every price of copies, the ones that hold first; a price is public. */
export async function listCopyTariffs(db: Db): Promise<CopyTariff[]> {
  const { rows } = await sql<CopyTariff>`
    SELECT copy_tariffs.code, copy_tariffs.name, copy_tariffs.amount::text AS amount, copy_tariffs.act,
      copy_tariffs.valid_from AS "validFrom", copy_tariffs.valid_to AS "validTo"
    FROM copy_tariffs ORDER BY copy_tariffs.valid_to IS NOT NULL, copy_tariffs.name COLLATE "ro-x-icu",
      copy_tariffs.valid_from DESC
  `.execute(db);
  return rows;
}

/**
 * Sets a price from a day on; the one before ends there. A price is never changed: charges name the one of their day.
 * Throws `information-request.tariff-day-not-after` on a day not after that of the one before.
 */
export async function setCopyTariff(
  deps: Pick<InformationDeps, 'db' | 'clock'>,
  actor: Actor,
  { requestId, ...tariff }: SetCopyTariffRequest,
): Promise<CopyTariff[]> {
  const at = deps.clock.now();
  const command = { accountId: actor.accountId, requestId, action: 'copy-tariff.set', body: tariff, at };
  await deps.db.transaction().execute(async (tx) => {
    if (!(await claimCommand(tx, command))) return;
    const { code, name, amount, act, validFrom } = tariff;
    const { rows } = await sql<{ from: string }>`
      SELECT copy_tariffs.valid_from AS from FROM copy_tariffs
      WHERE copy_tariffs.code = ${code} AND copy_tariffs.valid_to IS NULL FOR UPDATE`.execute(tx);
    if (rows.some(({ from }) => from >= validFrom)) throw wrongDay();
    await sql`UPDATE copy_tariffs SET valid_to = ${validFrom}::date
      WHERE copy_tariffs.code = ${code} AND copy_tariffs.valid_to IS NULL`.execute(tx);
    await sql`
      INSERT INTO copy_tariffs (id, code, valid_from, name, amount, act, set_at, set_by)
      VALUES (${requestId}, ${code}, ${validFrom}::date, ${name}, ${amount}, ${act}, ${at}, ${actor.accountId})
    `.execute(tx);
    await recordEvent(tx, actor, {
      ...{ type: 'copy-tariff.set', at, subjectType: 'copy-tariff', subjectId: requestId },
      data: { code, from: validFrom },
    });
  });
  return listCopyTariffs(deps.db);
}

const wrongDay = () =>
  new AppError('validation', 'information-request.tariff-day-not-after', {
    fields: [{ path: 'validFrom', code: 'information-request.tariff-day-not-after' }],
  });
