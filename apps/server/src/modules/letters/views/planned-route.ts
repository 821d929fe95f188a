import {
  AppError,
  type LegalCalendar,
  type LetterRouteChoices,
  letterKinds,
  type PlannedStep,
  type ProposedStep,
  type SignatureSlot,
  workingDayAfter,
} from '@opis/contracts';
import { toLegalTime } from '../../../platform/clock.ts';
import { findAddressees, type StepCandidate } from '../../case-files/index.ts';
import type { LetterState } from '../letter.ts';
import type { LetterDeps } from '../letter-deps.ts';
import type { LetterFacts } from '../letter-facts.ts';

/** A step that the procedure declares, with those whom it may be asked of. */
export type PlannedTask = Omit<ProposedStep, 'kind' | 'candidates'> & {
  readonly kind: PlannedStep['kind'];
  readonly candidates: readonly StepCandidate[];
};

/** The way that the procedure of a file declares for its answers; empty for letters on the way there. */
export type PlannedRoute = {
  /** One after another; what stands in one list is asked at once. */
  readonly steps: readonly (readonly PlannedTask[])[];
  readonly signatures: readonly (PlannedTask & { slot: SignatureSlot })[];
  readonly signTogether: boolean;
};

/** Reads the declared way of a letter, by the version of the procedure that its file follows, and who is to go it. */
export async function planRoute(
  deps: LetterDeps,
  { state, facts }: { state: LetterState; facts: LetterFacts },
): Promise<PlannedRoute> {
  const { route } = await deps.procedures.version(facts.procedure);
  const declared = letterKinds[state.kind].concludes ? route : [];
  const candidates = await findAddressees(deps, {
    caseFileId: state.caseFileId,
    unitId: state.unitId,
    asked: declared.map(({ to }) => to),
  });
  const stages = inStages(declared.map((step, at) => ({ ...step, candidates: candidates[at] ?? [] })));
  const dated = withDays(stages, await deps.deadlines.calendar(), toLegalTime(deps.clock.now()).date);
  const signing = dated.map((stage) => stage.filter(({ kind }) => kind === 'signature'));
  const signatures = signing.flat();
  return {
    steps: dated
      .map((stage) => stage.filter(({ kind }) => kind !== 'signature'))
      .filter((stage) => stage.length > 0),
    signatures: signatures.map((step, at) => ({ ...step, slot: slotOf(signatures.length, at, declared) })),
    signTogether: signing.some((stage) => stage.length > 1),
  };
}

type Step = PlannedStep & { candidates: readonly StepCandidate[] };

function inStages(steps: readonly Step[]): Step[][] {
  const stages: Step[][] = [];
  for (const step of steps) {
    const last = stages.at(-1);
    if (step.together && last) last.push(step);
    else stages.push([step]);
  }
  return stages;
}

/** Days of one stage are counted from the last day of the one before it. */
function withDays(
  stages: readonly (readonly Step[])[],
  calendar: LegalCalendar,
  today: string,
): PlannedTask[][] {
  let from: string | null = today;
  return stages.map((stage) => {
    const start: string | null = from;
    const dated = stage.map(({ kind, required, candidates, withinDays }) => ({
      ...{ kind, required, candidates },
      dueOn: withinDays === undefined || start === null ? null : dayAfter(calendar, start, withinDays),
    }));
    const days = dated.map(({ dueOn }) => dueOn).filter((day) => day !== null);
    if (days.length > 0) from = days.toSorted().at(-1) ?? null;
    return dated;
  });
}

// Of a year that nobody verified no day is proposed: the person writes one.
function dayAfter(calendar: LegalCalendar, from: string, days: number): string | null {
  try {
    return workingDayAfter(calendar, from, days);
  } catch (error) {
    if (error instanceof AppError && error.code === 'calendar.year-unverified') return null;
    throw error;
  }
}

function slotOf(count: number, at: number, declared: readonly PlannedStep[]): SignatureSlot {
  if (count > 1) return at === 0 ? 'unit-head' : 'institution-head';
  const to = declared.find(({ kind }) => kind === 'signature')?.to;
  return to && 'leads' in to && to.leads === 'institution' ? 'institution-head' : 'unit-head';
}

/** The same as the console proposes it. */
export function toProposal({
  steps,
  signatures,
  signTogether,
}: PlannedRoute): LetterRouteChoices['proposed'] {
  const chosen = new Set<string>();
  return {
    steps: steps.map((stage) => stage.flatMap(toProposedStep)),
    signers: signatures.flatMap(({ slot, required, candidates }) => {
      const person = candidates.find(({ personId }) => personId !== null && !chosen.has(personId))?.personId;
      if (!person) return [];
      chosen.add(person);
      return [{ slot, person, required }];
    }),
    signTogether,
  };
}

const toProposedStep = ({ kind, required, dueOn, candidates }: PlannedTask): ProposedStep[] =>
  kind === 'signature'
    ? []
    : [
        {
          ...{ kind, required, dueOn },
          candidates: candidates.map(({ code, personId, name }) => ({ unit: code, person: personId, name })),
        },
      ];
