import { AppError, checkFieldValues, type FieldIssue, type FieldValues } from '@opis/contracts';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { DeadlineBook, LawSnapshot } from '../../deadlines/index.ts';
import type { RegistrationToPlan } from '../../registry/index.ts';
import { type ComplaintTarget, readBarred, resolveTarget } from '../complaint/complaint-target.ts';
import { barredError } from '../complaint/refuse-barred.ts';
import { chooseProcedure } from './choose-procedure.ts';
import { type ReferenceDeps, referenceIssues } from './field-references.ts';
import type { Procedure } from './procedure.ts';
import type { ProcedureBook } from './procedure-book.ts';

export type PlacingDeps = ReferenceDeps & {
  clock: Clock;
  procedures: ProcedureBook;
  deadlines: DeadlineBook;
};

/** What a new file begins with. `law`: what its terms are counted by; undefined where its procedure has none. */
export type NewFile = {
  readonly procedure: Procedure;
  readonly fields: FieldValues;
  readonly presented: readonly string[];
  readonly law: LawSnapshot | undefined;
  /** Whom it is about. */
  readonly target: ComplaintTarget;
};

/** Chooses the procedure of a paper that opens a file and checks what was typed for it; throws validation. */
export async function placeFile(
  deps: PlacingDeps,
  all: readonly Procedure[],
  item: RegistrationToPlan,
): Promise<NewFile> {
  const { caseFile, register, direction, categoryCode: category, subRegister } = item;
  const procedure = chooseProcedure(all, {
    ...{ procedure: caseFile.procedure, register, direction, category, subRegister },
  });
  const law = procedure.terms.length > 0 ? await deps.deadlines.read() : undefined;
  // A year that nobody verified is said before the number is asked for, not after.
  const start = startOf(deps.clock.now(), item);
  if (law) for (const { rule } of procedure.terms) law.dates(law.ruleFor(rule, start.on), start);
  return {
    ...{ procedure, law },
    fields: await checkFields(deps, item, procedure),
    presented: checkPresented(item, procedure),
    target: await checkComplaint(deps, item),
  };
}

/** From which legal day the terms run: what was first written on an emergency sheet was registered there. */
export function startOf(at: Date, { emergency }: Pick<RegistrationToPlan, 'emergency'>) {
  const moment = emergency === undefined ? at : new Date(emergency.receivedAt);
  return { on: toLegalTime(moment).date, at: moment.toISOString() };
}

async function checkFields(
  deps: PlacingDeps,
  { actor, caseFile }: RegistrationToPlan,
  { fields }: Procedure,
): Promise<FieldValues> {
  if (caseFile.fields === null) return {};
  const { values, issues } = checkFieldValues(fields, caseFile.fields);
  refuse([...issues, ...(await referenceIssues(deps, actor, { fields, values }))]);
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

async function checkComplaint(
  deps: PlacingDeps,
  { caseFile, unitId }: RegistrationToPlan,
): Promise<ComplaintTarget> {
  if (caseFile.complaint === null) return { personId: null, unitId: null };
  const target = await resolveTarget(deps, caseFile.complaint, 'complaint.');
  const barred = await readBarred(deps.db, deps.clock, target);
  if (unitId !== null && barred.has(unitId)) throw barredError('unit');
  return target;
}

function checkPresented(
  { caseFile }: RegistrationToPlan,
  { requiredDocuments }: Procedure,
): readonly string[] {
  const known = new Set(requiredDocuments.map(({ code }) => code));
  refuse(
    caseFile.presented.flatMap((code, at) =>
      known.has(code) ? [] : [{ path: `presented.${at}`, code: 'procedure.document-unknown' as const }],
    ),
  );
  return [...new Set(caseFile.presented)];
}

function refuse(issues: readonly FieldIssue[]) {
  if (issues.length > 0) throw new AppError('validation', 'request.invalid', { fields: [...issues] });
}
