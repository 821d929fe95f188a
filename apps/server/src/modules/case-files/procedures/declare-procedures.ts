import { AppError, type FieldError, type ProcedureDeclaration } from '@opis/contracts';
import { sql } from 'kysely';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import type { DeadlineBook } from '../../deadlines/index.ts';
import { type EventActor, recordEvent } from '../../events/index.ts';
import { listCategories, listNomenclature, listUnits } from '../../organisation/index.ts';
import { type KnownNames, procedureIssues } from './check-procedure.ts';
import { compareProcedures, type ProcedureChange } from './compare-procedures.ts';
import type { ProcedureBook } from './procedure-book.ts';
import { insertVersion, listVersions } from './procedure-store.ts';

export type DeclareDeps = {
  db: Db;
  clock: Clock;
  deadlines: DeadlineBook;
  procedures: ProcedureBook;
  letterTemplates: TemplateCodes;
};

/** Codes of the templates of letters that are still offered: of the module above, which has them. */
export type TemplateCodes = { codes(): Promise<ReadonlySet<string>> };

/** What declaring one would do: its next version, and what is other than in the one before (null: it is new). */
export type ProcedureForecast = {
  readonly declaration: ProcedureDeclaration;
  readonly version: number;
  readonly changes: readonly ProcedureChange[] | null;
};

/**
 * What would be declared, nothing of what stays the same. Throws `request.invalid` with the path of everything that is
 * wrong, the number of the declaration first.
 */
export async function previewProcedures(
  deps: DeclareDeps,
  declarations: readonly ProcedureDeclaration[],
): Promise<ProcedureForecast[]> {
  const known = await readKnownNames(deps);
  const newest = new Map((await deps.procedures.list()).map((each) => [each.code, toDeclaration(each)]));
  const forecasts: ProcedureForecast[] = [];
  const fields: FieldError[] = [];
  for (const [at, declaration] of declarations.entries()) {
    const { code } = declaration;
    const rows = await listVersions(deps.db, code);
    const before = rows.map(({ procedure }) => toDeclaration(procedure));
    const others = [...newest.values()];
    const filled = await filledFields(deps.db, code);
    const issues = procedureIssues(declaration, known, { others, before, filled });
    fields.push(...issues.map((issue) => ({ ...issue, path: `${at}.${issue.path}` })));
    newest.set(code, declaration);
    const changes = before[0] === undefined ? null : compareProcedures(before[0], declaration);
    const version = (rows[0]?.procedure.version ?? 0) + 1;
    if (changes === null || changes.length > 0) forecasts.push({ declaration, version, changes });
  }
  if (fields.length > 0) throw new AppError('validation', 'request.invalid', { fields });
  return forecasts;
}

/** Declares them all or none, each as a new version of its code; running files keep theirs. */
export async function declareProcedures(
  deps: DeclareDeps,
  by: EventActor,
  declarations: readonly ProcedureDeclaration[],
): Promise<ProcedureForecast[]> {
  const forecasts = await previewProcedures(deps, declarations);
  const at = deps.clock.now();
  await deps.db
    .transaction()
    .execute(async (tx) => {
      for (const { declaration, version } of forecasts) {
        const id = await insertVersion(tx, { declaration, version, at, by: by.accountId });
        await recordEvent(tx, by, {
          ...{ type: 'procedure.declared', at, subjectType: 'procedure', subjectId: id, unitId: null },
          data: { code: declaration.code, version },
        });
      }
    })
    .catch(refuseTaken);
  deps.procedures.forget();
  return forecasts;
}

// Somebody declared the same version meanwhile.
function refuseTaken(error: unknown): never {
  const taken = error instanceof Error && 'code' in error && error.code === '23505';
  throw taken ? new AppError('conflict', 'procedure.changed-meanwhile', { cause: error }) : error;
}

/** A version without its number: what a file says. */
export const toDeclaration = ({
  version: _version,
  origin: _origin,
  ...declaration
}: ProcedureDeclaration & { version: number; origin: string }): ProcedureDeclaration => declaration;

async function readKnownNames({ db, clock, deadlines, letterTemplates }: DeclareDeps): Promise<KnownNames> {
  const today = toLegalTime(clock.now()).date;
  const { rows } = await sql<{ registers: string[] | null; subs: string[] | null }>`
    SELECT (SELECT json_agg(registers.code) FROM registers WHERE registers.kind <> 'confidential') AS registers,
      (SELECT json_agg(sub_registers.code) FROM sub_registers) AS subs
  `.execute(db);
  const codes = (list: readonly { code: string }[]) => new Set(list.map(({ code }) => code));
  return {
    templates: await letterTemplates.codes(),
    rules: new Map(
      (await deadlines.read()).rules
        .filter(({ validFrom, validTo }) => validFrom <= today && (validTo === null || today < validTo))
        .map((rule) => [rule.id, rule]),
    ),
    units: codes(await listUnits(db, today)),
    categories: codes(await listCategories(db, today)),
    nomenclature: codes(await listNomenclature(db, today)),
    registers: new Set(rows[0]?.registers ?? []),
    subRegisters: new Set(rows[0]?.subs ?? []),
  };
}

async function filledFields(db: Db, code: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`
    SELECT DISTINCT jsonb_object_keys(case_files.fields) AS name FROM case_files
    WHERE case_files.procedure = ${code} AND case_files.status <> 'closed'
  `.execute(db);
  return new Set(rows.map(({ name }) => name));
}
