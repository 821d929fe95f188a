import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type OurMessage,
  replySubject,
  type TheirMessage,
  threadWith,
  usualAddress,
} from './correspondence.ts';

const theirs = (messageId: string | null, changes: Partial<TheirMessage> = {}): TheirMessage => ({
  ...{ address: 'ana@posta.example', messageId, references: [], subject: 'Cerere', opensFile: false },
  ...changes,
});
const ours = (messageId: string | null, changes: Partial<OurMessage> = {}): OurMessage => ({
  ...{ address: 'ana@posta.example', messageId, inReplyTo: null, references: [] },
  ...changes,
});

test('an answer goes to who opened the file, whoever wrote into it since', () => {
  const written = {
    theirs: [theirs('b', { address: 'institutie@alta.example' }), theirs('a', { opensFile: true })],
    ours: [ours('c', { address: 'institutie@alta.example' })],
  };
  expect(usualAddress(written)).toBe('ana@posta.example');
  expect(usualAddress({ ...written, theirs: [] })).toBe('institutie@alta.example');
  expect(usualAddress({ theirs: [], ours: [] })).toBeUndefined();
});

test('a message of theirs without an id is not answered by name; the one before it is', () => {
  const written = { theirs: [theirs(null), theirs('a')], ours: [] };
  expect(threadWith(written, 'ana@posta.example')).toEqual({
    inReplyTo: 'a',
    references: ['a'],
    subject: 'Cerere',
  });
  expect(threadWith({ theirs: [theirs(null)], ours: [] }, 'ana@posta.example')).toBeUndefined();
});

test('where they only were told of a number, our own message is gone on with', () => {
  const written = { theirs: [], ours: [ours('n', { inReplyTo: 'x', references: ['w'] })] };
  expect(threadWith(written, 'ana@posta.example')).toEqual({
    inReplyTo: 'x',
    references: ['w', 'x', 'n'],
    subject: null,
  });
});

test.each([
  ['Groapa din stradă', 'Re: Groapa din stradă'],
  ['Re: Groapa', 'Re: Groapa'],
  ['RE : Groapa', 'RE : Groapa'],
  ['Fwd: Groapa', 'Re: Fwd: Groapa'],
  ['Referat', 'Re: Referat'],
  [' două\trânduri\r\nBcc: x@y ', 'Re: două rânduri Bcc: x@y'],
  ['  ', null],
])('the answer to „%s” is „%s”', (subject, answer) => {
  expect(replySubject(subject)).toBe(answer);
});

test('whatever was written, what is answered and the newest are named, each once, never more than twenty', () => {
  const id = fc.integer({ min: 0, max: 60 }).map(String);
  const written = fc.record({
    theirs: fc.array(
      fc.tuple(id, fc.array(id)).map(([own, references]) => theirs(own, { references })),
      {
        minLength: 1,
      },
    ),
    ours: fc.array(id.map((own) => ours(own))),
  });
  fc.assert(
    fc.property(written, (given) => {
      const thread = threadWith(given, 'ana@posta.example');
      expect(thread?.references.length).toBeLessThanOrEqual(20);
      expect(new Set(thread?.references).size).toBe(thread?.references.length);
      expect(thread?.inReplyTo).toBe(given.theirs[0]?.messageId);
      expect(thread?.references).toContain(thread?.inReplyTo);
      expect(threadWith(given, 'alta@posta.example')).toBeUndefined();
    }),
  );
});
