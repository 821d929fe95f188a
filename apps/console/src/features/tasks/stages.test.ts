import { describe, expect, test } from 'vitest';
import { newStage, optionsOf, proposedStages, stageMistakes, toSteps } from './stages.ts';

const today = '2026-06-29';
const steps = (...stages: Parameters<typeof toSteps>[0]) => toSteps(stages, { today });

describe('a circuit', () => {
  test('goes from stage to stage: opinion, then visa, then endorsement, each with its people and its day', () => {
    expect(
      steps(
        newStage('opinion', { to: ['unit contencios', 'person ana'], day: '+2' }),
        newStage('visa', { to: ['person jurist'], day: '03.07' }),
        newStage('endorsement', { to: ['person a', 'person b'], order: 'in-turn' }),
      ),
    ).toEqual([
      [
        { kind: 'opinion', to: { unit: 'contencios' }, dueOn: '2026-07-01' },
        { kind: 'opinion', to: { person: 'ana' }, dueOn: '2026-07-01' },
      ],
      [{ kind: 'visa', to: { person: 'jurist' }, dueOn: '2026-07-03' }],
      [{ kind: 'endorsement', to: { person: 'a' } }],
      [{ kind: 'endorsement', to: { person: 'b' } }],
    ]);
  });

  test('asks a stage at the same time as the one before it when it says so', () => {
    const [first, ...rest] = steps(
      newStage('opinion', { to: ['person a'] }),
      newStage('visa', { to: ['person b'], withBefore: true }),
    );
    expect(first?.map(({ kind }) => kind)).toEqual(['opinion', 'visa']);
    expect(rest).toEqual([]);
  });

  test('is not sent while a stage has nobody, a wrong day, or a clarification without its day (PET-03)', () => {
    const found = stageMistakes(
      [
        newStage('visa'),
        newStage('opinion', { to: ['person a'], day: 'cândva' }),
        newStage('clarification', { to: ['person a'] }),
        newStage('endorsement', { to: ['person a'] }),
      ],
      today,
    );
    expect(found).toEqual([
      { to: 'ask.to-missing' },
      { day: 'ask.day-wrong' },
      { day: 'ask.day-missing' },
      {},
    ]);
  });
});

describe('a circuit that the procedure proposes', () => {
  const ana = { unit: null, person: 'ana', name: 'Ana' };
  const unit = { unit: 'contencios', person: null, name: 'Contencios' };
  const planned = proposedStages([
    [
      { kind: 'opinion', required: false, dueOn: null, candidates: [unit] },
      { kind: 'visa', required: true, dueOn: '2026-07-03', candidates: [ana] },
    ],
    [{ kind: 'endorsement', required: true, dueOn: null, candidates: [] }],
  ]);
  const all = [{ id: 'person ion', label: 'Ion' }];

  test('asks the nearest of each, at once where it says so, by its days', () => {
    expect(toSteps(planned.slice(0, 2), { today })).toEqual([
      [
        { kind: 'opinion', to: { unit: 'contencios' } },
        { kind: 'visa', to: { person: 'ana' }, dueOn: '2026-07-03' },
      ],
    ]);
    expect(planned.map(({ withBefore }) => withBefore)).toEqual([false, true, false]);
  });

  test('offers of a required step only whom the procedure names, of others everybody', () => {
    const [opinion, visa, endorsement] = planned.map((stage) => optionsOf(stage, all).map(({ id }) => id));
    expect(opinion).toEqual(['person ion', 'unit contencios']);
    expect(visa).toEqual(['person ana']);
    expect(endorsement).toEqual(['person ion']);
  });
});
