import { AppError } from '@opis/contracts';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { listAbsences } from '../../substitutions/index.ts';
import type { CaseFileState } from '../case-file.ts';

/** A unit or a person to whom a file would go, and where the request names them. */
type Target = { unitId: string | null; personId: string | null; path: string };

/**
 * Throws `case-file.barred-by-complaint` when one of these is whom the file complains of, stands under them, or is away
 * and represented by such a one (OG 27/2002 art. 11): what they would do, the other would.
 */
export async function refuseBarred(
  db: Db | Tx,
  { clock }: { clock: Clock },
  { file, asked }: { file: Pick<CaseFileState, 'barred'>; asked: readonly Target[] },
): Promise<void> {
  if (file.barred.size === 0) return;
  const staffIds = asked.map(({ personId }) => personId).filter((id) => id !== null);
  const away = await listAbsences(db, { staffIds, today: toLegalTime(clock.now()).date });
  for (const { unitId, personId, path } of asked) {
    const acting = personId === null ? undefined : away.get(personId)?.substitute.id;
    const named = [unitId, personId, acting ?? null].filter((id) => id !== null);
    if (named.some((id) => file.barred.has(id))) throw barredError(path);
  }
}

/** The refusal, naming the rule; `path` is that of the field. */
export function barredError(path: string): AppError {
  const code = 'case-file.barred-by-complaint';
  return new AppError('validation', code, { fields: [{ path, code }] });
}
