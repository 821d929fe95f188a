import { AppError, type ErrorCode, type SendLetterOnRouteRequest } from '@opis/contracts';
import type { NewTask, StepCandidate } from '../../case-files/index.ts';
import type { PlannedRoute, PlannedTask } from '../views/planned-route.ts';

/** A step as it is asked, with its place in the request. */
export type AskedStep = NewTask & { path: string };

/**
 * Marks the asked steps that the procedure requires. Throws when one is left out (`letter.step-required`), asked of
 * others than the procedure says (`letter.step-to-others`), or when a required signature is (`letter.signature-required`).
 * Where the procedure finds nobody, anybody of the kind will do.
 */
export function keepToRoute(
  { steps, signatures }: PlannedRoute,
  asked: readonly (readonly AskedStep[])[],
  signers: SendLetterOnRouteRequest['signers'],
): NewTask[][] {
  const required = new Set<AskedStep>();
  for (const step of steps.flat().filter((each) => each.required)) {
    const free = asked.flat().filter((each) => each.kind === step.kind && !required.has(each));
    const [first] = free;
    if (first === undefined) throw refused('steps', 'letter.step-required');
    const found = free.find((each) => mayBeAsked(step, each));
    if (found === undefined) throw refused(`${first.path}.to`, 'letter.step-to-others');
    required.add(found);
  }
  for (const { required: due, candidates } of signatures) {
    const people = new Set(candidates.map(({ personId }) => personId));
    const signed = signers.some(({ person }) => people.has(person));
    if (due && people.size > 0 && !signed) throw refused('signers', 'letter.signature-required');
  }
  return asked.map((stage) =>
    stage.map((step) => {
      const { path: _path, ...task } = step;
      return { ...task, required: required.has(step) };
    }),
  );
}

const mayBeAsked = ({ candidates }: PlannedTask, { unitId, personId }: AskedStep) =>
  candidates.length === 0 ||
  candidates.some((each: StepCandidate) => each.unitId === unitId && each.personId === personId);

const refused = (path: string, code: ErrorCode) =>
  new AppError('validation', code, { fields: [{ path, code }] });
