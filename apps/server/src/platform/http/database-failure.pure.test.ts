import { expect, test } from 'vitest';
import { toDatabaseFailure } from './database-failure.ts';

const failure = (code: string | undefined, message = '') =>
  toDatabaseFailure(Object.assign(new Error(message), { code }));

test.each([
  ['nobody listens', 'ECONNREFUSED'],
  ['the connection was cut', 'ECONNRESET'],
  ['an administrator ended the connection', '57P01'],
  ['another backend crashed', '57P02'],
  ['it starts', '57P03'],
  ['it has no connection left', '53300'],
  ['its disk does not answer', '58030'],
  ['it may only be read', '25006'],
  ['a lock was waited for too long', '55P03'],
  ['the statement took too long', '57014'],
  ['two transactions stood in each other’s way', '40P01'],
])('says that the database is away when %s', (_why, code) => {
  expect(failure(code)).toBe('internal.unavailable');
});

test.each([
  'Connection terminated unexpectedly',
  'Client has encountered a connection error and is not queryable',
  'timeout exceeded when trying to connect',
])('says so when pg only has words for it: %s', (message) => {
  expect(failure(undefined, message)).toBe('internal.unavailable');
});

test('tells a full disk by its name', () => {
  expect(failure('53100')).toBe('internal.storage-full');
});

test.each([
  ['a value that cannot be', '22P02'],
  ['a row that is there already', '23505'],
  ['a mistake in a statement', '42601'],
  ['no code at all', undefined],
])('leaves %s to be what it is', (_what, code) => {
  expect(failure(code)).toBeUndefined();
});
