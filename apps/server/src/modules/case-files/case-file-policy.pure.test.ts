import type { CaseFileAction, Permission } from '@opis/contracts';
import { describe, expect, test } from 'vitest';
import type { Capacities } from '../identity/index.ts';
import type { CaseFileFacts } from './case-file.ts';
import { caseFileActions } from './case-file-policy.ts';

const rights = (
  permissions: readonly Permission[],
  scope: 'institution' | string[],
  principals: string[],
): Capacities => {
  const own = {
    scopes: new Map(permissions.map((each) => [each, scope === 'institution' ? scope : new Set(scope)])),
    principals,
  };
  return { ...own, own, onBehalf: [], staffId: principals[0] ?? '' };
};

const people = {
  registrar: rights(['case.route', 'entry.read-book'], 'institution', ['ioana']),
  head: rights(['case.assign', 'case.work'], ['juridic'], ['carmen', 'juridic']),
  handler: rights(['case.work'], ['juridic'], ['andrei', 'juridic']),
  colleague: rights(['case.work'], ['juridic'], ['sorin', 'juridic']),
  auditor: rights(['entry.read-book', 'audit.read'], 'institution', ['haralambie']),
};

const aFile = (changes: Partial<CaseFileFacts>): CaseFileFacts => ({
  status: 'with-unit',
  unitId: 'juridic',
  handlerId: null,
  outcome: null,
  sealed: false,
  registerUnitId: null,
  reader: true,
  barred: new Set(),
  rights: {},
  ...changes,
});

const unassigned = aFile({ status: 'unassigned', unitId: null, reader: false });
const withUnit = aFile({});
const withHandler = aFile({ status: 'with-handler', handlerId: 'andrei' });
const closed = aFile({ status: 'closed', handlerId: 'andrei', outcome: 'filed' });

type Row = [who: keyof typeof people, file: CaseFileFacts, actions: CaseFileAction[]];

describe('what a person may do', () => {
  test.each<Row>([
    ['registrar', unassigned, ['assign', 'join', 'set-complaint']],
    ['registrar', { ...withUnit, reader: false }, ['forward', 'join', 'set-complaint']],
    ['registrar', { ...withHandler, reader: false }, ['join', 'set-complaint']],
    [
      'head',
      withUnit,
      [
        'assign',
        'take',
        'forward',
        'return',
        'close',
        'join',
        'note',
        'ask',
        'set-complaint',
        'reclassify',
        'edit',
      ],
    ],
    [
      'head',
      withHandler,
      [
        'assign',
        'take',
        'forward',
        'return',
        'close',
        'join',
        'note',
        'ask',
        'set-complaint',
        'reclassify',
        'edit',
      ],
    ],
    ['handler', withUnit, ['take', 'note', 'ask', 'set-complaint', 'reclassify', 'edit']],
    [
      'handler',
      withHandler,
      ['forward', 'return', 'close', 'join', 'note', 'ask', 'set-complaint', 'reclassify', 'edit'],
    ],
    ['colleague', withHandler, ['note']],
    ['handler', closed, ['reopen', 'note']],
    ['colleague', closed, ['note']],
    ['auditor', { ...withUnit, reader: false }, []],
  ])('%s, %o', (who, file, actions) => {
    expect(caseFileActions(people[who], file)).toEqual(actions);
  });
});

test('a file that was closed with its papers is reopened by nobody', () => {
  for (const outcome of ['annulled', 'joined'] as const)
    expect(caseFileActions(people.head, { ...closed, outcome })).toEqual(['note']);
});

test('a head whose unit has it but who may not read it does nothing to it', () => {
  expect(caseFileActions(people.head, { ...withUnit, reader: false })).toEqual([]);
});

test('in a confidential register whoever is named has every right, and nobody else any', () => {
  const sealed = { ...unassigned, sealed: true, reader: true };
  const member = rights([], 'institution', ['octavian']);
  expect(caseFileActions(member, sealed)).toEqual([
    ...['assign', 'join', 'take', 'close', 'note', 'ask', 'set-complaint', 'reclassify', 'edit'],
  ]);
  expect(caseFileActions(people.registrar, { ...sealed, reader: false })).toEqual([]);
  const taken = { ...sealed, status: 'with-handler', handlerId: 'octavian' } as const;
  expect(caseFileActions(member, taken)).toEqual([
    ...['assign', 'return', 'close', 'join', 'note', 'ask', 'set-complaint', 'reclassify', 'edit'],
  ]);
});

test('an act for which the procedure asks a right more is kept for who holds it where the file lies', () => {
  const strict = { ...withHandler, rights: { close: 'case.assign' } as const };
  expect(caseFileActions(people.handler, strict)).not.toContain('close');
  expect(caseFileActions(people.head, strict)).toContain('close');
});

test('a registrar who reads it says what a file is until somebody has it, and adds to it afterwards', () => {
  expect(caseFileActions(people.registrar, withUnit)).toEqual(expect.arrayContaining(['reclassify', 'edit']));
  const taken = caseFileActions(people.registrar, withHandler);
  expect(taken).toContain('edit');
  expect(taken).not.toContain('reclassify');
});
