import type { DueTerm } from '@opis/contracts';
import { describe, expect, it } from 'vitest';
import { aCaseFile } from '../../../test/fake-works.ts';
import { actsOn } from './acts/case-acts.ts';
import { undoOf } from './acts/undo.ts';
import { withWork } from './desk.ts';
import { groupWorks } from './group-works.ts';
import { initialsOf, shortName } from './short-name.ts';
import {
  isFiltered,
  orderOf,
  readQueryText,
  readWorksSearch,
  toListQuery,
  toQueryText,
} from './works-search.ts';

describe('the address of a list', () => {
  it('keeps what is a filter and leaves out what is not', () => {
    expect(
      readWorksSearch({
        coada: 'structura',
        text: 12345,
        de: '2026-06-31',
        stadiu: 'x',
        categorie: 'petitie',
        y: 1,
      }),
    ).toEqual({ coada: 'structura', text: '12345', categorie: 'petitie' });
  });

  it('says the same in one order, so that a kept list is known again', () => {
    const search = { text: 'drum și pod', coada: 'mele', de: '2026-06-01' } as const;
    expect(readQueryText(toQueryText(search))).toEqual(search);
    expect(toQueryText(search)).toBe(toQueryText({ de: '2026-06-01', coada: 'mele', text: 'drum și pod' }));
  });

  it('works by legal term, and shows what passes by from the newest', () => {
    expect(toListQuery({}, 'mine')).toMatchObject({ queue: 'mine', sort: 'due' });
    expect(toListQuery({ termen: '2026-07-03' }, 'mine')).toMatchObject({ dueTo: '2026-07-03' });
    expect(orderOf({}, 'closed')).toBe('noi');
    expect(orderOf({ ordine: 'vechi' }, 'recent')).toBe('vechi');
    expect(isFiltered({ coada: 'mele', ordine: 'noi' })).toBe(false);
  });
});

describe('the rows under their headings', () => {
  const on = (day: string) => aCaseFile({ registeredOn: day });
  it('are cut by age, or by day where they are read from the newest', () => {
    const rows = [on('2026-05-01'), on('2026-06-10'), on('2026-06-25'), on('2026-06-28'), on('2026-06-29')];
    const heads = (byDay: boolean) =>
      groupWorks(byDay ? rows.toReversed() : rows, {
        today: '2026-06-29',
        order: byDay ? 'noi' : 'vechi',
      }).map(({ heading }) => heading.kind);
    expect(heads(false)).toEqual(['older', 'month', 'week', 'yesterday', 'today']);
    expect(heads(true)).toEqual(['today', 'yesterday', 'day', 'day', 'day']);
  });
});

describe('the rows by term', () => {
  const dueOn = (on: string, state: DueTerm['state'], days: number) =>
    aCaseFile({
      due: { termId: on, on, at: null, rule: 'PET-06', role: 'answer', state, days, since: null },
    });
  it('are cut into what is past, today, this week, later, and what has no term', () => {
    const rows = [
      dueOn('2026-06-25', 'late', -4),
      dueOn('2026-06-29', 'today', 0),
      dueOn('2026-06-30', 'near', 1),
      dueOn('2026-07-05', 'far', 6),
      dueOn('2026-07-06', 'far', 7),
      dueOn('2026-06-15', 'suspended', -14),
      aCaseFile(),
    ];
    const groups = groupWorks(rows, { today: '2026-06-29', order: 'termen' });
    expect(groups.map(({ heading, rows: own }) => [heading, own.length])).toEqual([
      [{ kind: 'due', due: 'late' }, 1],
      [{ kind: 'due', due: 'today' }, 1],
      [{ kind: 'due', due: 'week' }, 2],
      [{ kind: 'due', due: 'later' }, 1],
      [{ kind: 'due', due: 'none' }, 2],
    ]);
  });
});

describe('a name in a row', () => {
  it('shortens given names first, the family name never', () => {
    expect(shortName('Lavinia Boțoghină')).toBe('Lavinia Boțoghină');
    expect(shortName('Aurelian-Constantin Popa-Dumbrăveanu')).toBe('Aurelian-C. Popa-Dumbrăveanu');
    expect(shortName('Maria Alexandra Vădineanu-Constantinescu')).toBe('Maria A. Vădineanu-Constantinescu');
    expect(initialsOf('Carmen Țuțuianu')).toBe('CȚ');
  });
});

describe('what may be done', () => {
  it('to one file is what the server returned; to many, only what is the same act for all', () => {
    const one = aCaseFile({ actions: ['note', 'assign', 'reopen'] });
    expect(actsOn([one]).map(({ action }) => action)).toEqual(['assign', 'note', 'reopen']);
    expect(actsOn([one, aCaseFile()]).map(({ action }) => action)).toEqual(['assign']);
    expect(actsOn([one, aCaseFile({ actions: [] })])).toEqual([]);
  });
});

describe('the way back', () => {
  const handler = { id: 'p', name: 'Andrei Stănciulescu', title: '' };
  const waiting = aCaseFile();
  const handed = aCaseFile({ status: 'with-handler', handler, version: 2, actions: ['assign', 'return'] });
  it('is there only where the server has an act for it', () => {
    expect(undoOf(waiting, handed, 'x')).not.toBeNull();
    expect(undoOf(waiting, { ...handed, actions: [] }, 'x')).toBeNull();
    expect(undoOf(handed, { ...handed, version: 3 }, 'x')).toBeNull();
    expect(undoOf(waiting, { ...waiting, status: 'closed', actions: ['reopen'] }, 'x')).not.toBeNull();
    expect(undoOf({ ...waiting, status: 'closed' }, waiting, 'x')).toBeNull();
  });
});

describe('the desk', () => {
  const work = (id: string) => ({ id, number: id, name: `Lucrarea ${id}` });
  it('keeps a work in its place and lets the oldest without a draft go for a thirteenth', () => {
    const twelve = {
      works: Array.from({ length: 12 }, (_, id) => work(String(id))),
      notes: { 0: { text: 'x', at: '' } },
    };
    expect(withWork(twelve, work('3'))).toBe(twelve);
    expect(withWork(twelve, work('12')).works.map(({ id }) => id)).toEqual([
      '0',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
      '10',
      '11',
      '12',
    ]);
  });
});
