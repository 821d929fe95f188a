import {
  AppError,
  type CaseFileRow,
  type ChangeProcedureRequest,
  checkFieldValues,
  type FieldValues,
} from '@opis/contracts';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db.ts';
import { cancelTerms, startTerms, type TermDeps } from '../../deadlines/index.ts';
import type { Acting, Actor } from '../../identity/index.ts';
import type { CaseChange } from '../acts/case-change.ts';
import { type ActDeps, performAct } from '../acts/perform-acts.ts';
import type { CaseFileState } from '../case-file.ts';
import { getCaseRow, requireCaseFile } from '../views/require-case-file.ts';
import type { Procedure, ProcedureKey } from './procedure.ts';
import type { ProcedureBook } from './procedure-book.ts';

export type ChangeProcedureDeps = ActDeps & TermDeps & { procedures: ProcedureBook };

/**
 * `confirms`: that it is what it was taken for is a step too, and moves no term. `also`: what a module above writes with
 * it, in the same transaction and in the same name.
 */
export type ChangeProcedureCommand = ChangeProcedureRequest & {
  id: string;
  confirms?: boolean;
  also?: (tx: Tx, acting: Acting) => Promise<void>;
  /** Values of fields that are known with it; those that the procedure does not declare are left out. */
  sets?: FieldValues;
};

/**
 * Reclassifies a file (INF-10: 544 to 27 and back): number and date stay, terms that run are cancelled and those of the
 * other procedure counted anew from the registration. Values of fields that the other does not declare stay, unseen.
 */
export async function changeProcedure(
  deps: ChangeProcedureDeps,
  actor: Actor,
  { id, requestId, version, procedure: code, reason, confirms = false, also, sets }: ChangeProcedureCommand,
): Promise<CaseFileRow> {
  const { record } = await requireCaseFile(deps, actor, id);
  const procedure = await requireActive(deps.procedures, code);
  const values = valuesFor(procedure, sets);
  await performAct(deps, actor, {
    ...{ id, version, requestId },
    name: 'case-file.reclassified',
    body: { id, version, procedure: code, reason, ...(sets && { sets }) },
    decide: (file) => ({
      action: 'reclassify',
      kind: 'reclassify',
      place: placeThatStays(file),
      outcome: null,
      text: reason,
      ...changeTo({ ...file.procedure, name: record.procedure_name }, procedure, confirms),
      ...(values && { fields: { ...file.fields, ...values } }),
    }),
    async also(tx, changes) {
      const changed = changes.filter(({ file }) => !confirms || file.procedure.code !== code);
      await restartTerms(tx, deps, { changes: changed, procedure });
      for (const { acting } of changes) await also?.(tx, acting);
    },
  });
  return getCaseRow(deps, actor, id);
}

function valuesFor({ fields }: Procedure, sets: FieldValues | undefined): FieldValues | undefined {
  if (sets === undefined) return undefined;
  const declared = fields.filter(({ name }) => name in sets);
  const given = Object.fromEntries(declared.map(({ name }) => [name, sets[name] ?? null]));
  const { values, issues } = checkFieldValues(declared, given);
  if (issues.length > 0) throw new AppError('validation', 'request.invalid', { fields: issues });
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

async function requireActive(procedures: ProcedureBook, code: string): Promise<Procedure> {
  const found = await procedures.newest(code);
  if (found === undefined) throw refused('procedure.not-found');
  if (!found.active) throw refused('procedure.not-active');
  return found;
}

const refused = (code: 'procedure.not-found' | 'procedure.not-active' | 'procedure.same') =>
  new AppError('validation', code, { fields: [{ path: 'procedure', code }] });

// To a newer version of the same one too: that is how a file is brought to what was declared since.
function changeTo(
  from: ProcedureKey & { name: string },
  { code, version, name }: Procedure,
  confirms: boolean,
) {
  if (!confirms && from.code === code && from.version === version) throw refused('procedure.same');
  const procedure = { code, version };
  return { procedure, detail: { from, to: { ...procedure, name } } };
}

const placeThatStays = ({ status, unitId, handlerId }: CaseFileState) => ({ status, unitId, handlerId });

async function restartTerms(
  tx: Tx,
  deps: ChangeProcedureDeps,
  { changes, procedure }: { changes: readonly CaseChange[]; procedure: Procedure },
) {
  const [change] = changes;
  if (change === undefined) return;
  const act = { actor: change.acting, at: deps.clock.now() };
  const picks = changes.map(({ file }) => ({ caseFileId: file.id }));
  await cancelTerms(tx, deps, { ...act, picks, reason: 'reclassified' });
  const starts = changes.flatMap(({ file }) =>
    procedure.terms.map(({ rule, role }) => ({
      ...{ caseFileId: file.id, ruleId: rule, role },
      at: file.receivedAt,
      startOn: toLegalTime(file.receivedAt).date,
    })),
  );
  await startTerms(tx, deps, { ...act, starts });
}
