import type { Askable, AskedKind, ProposedStep, TaskToAsk } from '@opis/contracts';
import type { ChoiceOption } from '../../parts/choice-field.tsx';
import { showDate } from '../../parts/dates.ts';
import { readTypedDate } from '../../parts/typed-date.ts';

/** One stage of a circuit as it is composed: what is asked, of whom, by when, and how it stands to the others. */
export type Stage = {
  /** Its place on the screen, for as long as it is there. */
  readonly key: number;
  readonly kind: AskedKind;
  /** `unit <code>` or `person <id>`, in the order chosen. */
  readonly to: readonly string[];
  readonly day: string;
  /** Several people of one stage: all at once, or one after another. */
  readonly order: 'together' | 'in-turn';
  /** At the same time as the stage before it. */
  readonly withBefore: boolean;
  /** The procedure asks for it: it stays. */
  readonly required: boolean;
  /** Whom the procedure names; of a required stage these alone may be chosen. */
  readonly named: readonly ChoiceOption[];
};

/** What is wrong with a stage, as keys of the catalogue. */
export type StageMistakes = { to?: 'ask.to-missing'; day?: 'ask.day-missing' | 'ask.day-wrong' };

let lastKey = 0;

/** A stage of one's own, of nobody yet. */
export const newStage = (kind: AskedKind, changes: Partial<Stage> = {}): Stage => ({
  ...{ kind, to: [], day: '', order: 'together', withBefore: false, required: false, named: [] },
  ...changes,
  key: ++lastKey,
});

/** The stages that a procedure proposes, each asked of the nearest who may be. */
export function proposedStages(steps: readonly (readonly ProposedStep[])[]): Stage[] {
  return steps.flatMap((step) =>
    step.map(({ kind, required, dueOn, candidates }, index) => {
      const named = candidates.map(({ unit, person, name }) => ({
        id: person === null ? `unit ${unit}` : `person ${person}`,
        label: name,
      }));
      return newStage(kind, {
        ...{ required, named, withBefore: index > 0, day: dueOn === null ? '' : showDate(dueOn) },
        to: named.slice(0, 1).map(({ id }) => id),
      });
    }),
  );
}

/** Whom a stage may be asked of, among all who may be asked. */
export function optionsOf({ required, named }: Stage, all: readonly ChoiceOption[]): ChoiceOption[] {
  if (required && named.length > 0) return [...named];
  return [...all, ...named.filter(({ id }) => !all.some((option) => option.id === id))];
}

/** What each stage lacks, in their order; nothing where it is whole. */
export function stageMistakes(stages: readonly Stage[], today: string): StageMistakes[] {
  return stages.map(({ kind, to, day }) => {
    const empty = day.trim() === '';
    return {
      ...(to.length === 0 && { to: 'ask.to-missing' as const }),
      ...(empty && kind === 'clarification' && { day: 'ask.day-missing' as const }),
      ...(!empty && readTypedDate(day, today, 'future') === undefined && { day: 'ask.day-wrong' as const }),
    };
  });
}

/** The stages as they are asked: one list after another, each at once. */
export function toSteps(stages: readonly Stage[], { today, text = '' }: { today: string; text?: string }) {
  const steps: TaskToAsk[][] = [];
  for (const { kind, to, day, order, withBefore } of stages) {
    const dueOn = readTypedDate(day, today, 'future');
    const tasks = to.map((id) => toTask(id, { kind, ...(text && { text }), ...(dueOn && { dueOn }) }));
    const before = withBefore ? steps.at(-1) : undefined;
    if (order === 'in-turn') steps.push(...tasks.map((task) => [task]));
    else if (before) before.push(...tasks);
    else steps.push(tasks);
  }
  return steps;
}

function toTask(id: string, rest: Omit<TaskToAsk, 'to'>): TaskToAsk {
  const [what, which = ''] = id.split(' ');
  return { ...rest, to: what === 'unit' ? { unit: which } : { person: which } };
}

/** Units first, in the order of the tree; whoever the complaint bars is not among them. */
export function askableOptions({ units, people }: Askable): ChoiceOption[] {
  return [
    ...units
      .filter(({ barred }) => barred === null)
      .map(({ code, name, depth }) => ({ id: `unit ${code}`, label: name, depth })),
    ...people
      .filter(({ barred, self }) => barred === null && !self)
      .map(({ id, name, title, unit }) => ({
        id: `person ${id}`,
        label: name,
        aside: unit?.shortName ?? title,
      })),
  ];
}
