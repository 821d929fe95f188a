import { AppError, type ProcedureHistory } from '@opis/contracts';
import type { Db } from '../../../platform/db.ts';
import { compareProcedures, describeProcedureChange } from './compare-procedures.ts';
import { toDeclaration } from './declare-procedures.ts';
import { listVersions } from './procedure-store.ts';

/** A procedure with its versions, what each changed and how many files follow it; throws `procedure.not-found`. */
export async function getProcedureHistory({ db }: { db: Db }, code: string): Promise<ProcedureHistory> {
  const rows = await listVersions(db, code);
  const [newest] = rows;
  if (newest === undefined) throw new AppError('not-found', 'procedure.not-found');
  return {
    procedure: newest.procedure,
    versions: rows.map(({ procedure, declaredAt, ...row }, at) => {
      const before = rows[at + 1]?.procedure;
      const { version, origin, ...declaration } = procedure;
      return {
        ...{ version, origin, ...row },
        declaredAt: declaredAt.toISOString(),
        changes: before
          ? compareProcedures(toDeclaration(before), declaration).map(describeProcedureChange)
          : [],
      };
    }),
  };
}
