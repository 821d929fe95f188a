import type { Problem, RegisterDocumentRequest, RegisterDocumentResponse } from '@opis/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FakeApi, type Line, openFakeApi } from '../../../test/fake-api.ts';
import { NoAnswerError, ProblemError } from '../../api/http.ts';
import {
  newAttempt,
  type Outcome,
  type RegistrationFields,
  sendRegistration,
  withUnanswered,
} from './registration.ts';

const fields: RegistrationFields = {
  channel: 'counter',
  direction: 'in',
  subject: 'Reluarea plății indemnizației',
  sender: { kind: 'natural', name: 'Elena Vădineanu' },
  sheets: 1,
  annexes: 0,
  uploads: [],
  confirmGap: false,
};
const changed = { ...fields, subject: 'Reluarea plății și a restanțelor' };

describe('a registration', () => {
  it('takes its number at once when the line is whole', async () => {
    const { send, api } = aLine([]);
    const outcome = await sendRegistration(send, newAttempt(), fields);
    expect(outcome).toMatchObject({ kind: 'registered', response: { number: 12345 } });
    expect(api.numbers()).toEqual([12345]);
  });

  it('is sent again under the same id after an answer that never came', async () => {
    const { send, api } = aLine(['lost-after']);
    const lost = await sendRegistration(send, newAttempt(), fields);
    expect(lost.kind).toBe('unanswered');
    const found = await sendRegistration(send, attemptOf(lost), fields);
    expect(found).toMatchObject({ kind: 'registered', response: { number: 12345 } });
    expect(api.numbers()).toEqual([12345]);
    expect(new Set(api.registrations().map((body) => body.requestId)).size).toBe(1);
  });

  it('changed after a lost answer finds the number that the earlier body has, and makes no second one', async () => {
    const { send, api } = aLine(['lost-after']);
    const lost = await sendRegistration(send, newAttempt(), fields);
    const found = await sendRegistration(send, attemptOf(lost), changed);
    expect(found).toMatchObject({ kind: 'registered-before', response: { number: 12345 }, body: fields });
    expect(api.numbers()).toEqual([12345]);
  });

  it('changed after a request that never arrived is registered as it was changed', async () => {
    const { send, api } = aLine(['lost-before']);
    const lost = await sendRegistration(send, newAttempt(), fields);
    const registered = await sendRegistration(send, attemptOf(lost), changed);
    expect(registered).toMatchObject({ kind: 'registered', body: changed });
    expect(api.numbers()).toEqual([12345]);
  });

  it('refused starts anew, because nothing of it can be registered', async () => {
    const attempt = newAttempt();
    const refused = await sendRegistration(refuse(422, 'request.invalid'), attempt, fields);
    expect(refused.kind).toBe('refused');
    expect(attemptOf(refused)).toMatchObject({ unanswered: [] });
    expect(attemptOf(refused).requestId).not.toBe(attempt.requestId);
  });

  it('refused keeps its id while an earlier body is still without an answer', async () => {
    const attempt = withUnanswered(newAttempt(), fields);
    const refused = await sendRegistration(refuse(422, 'request.invalid'), attempt, changed);
    expect(attemptOf(refused)).toEqual(attempt);
  });

  it.each([500, 503])(
    'answered with %i is still in doubt: the number may have been written',
    async (status) => {
      const outcome = await sendRegistration(refuse(status, 'internal.unexpected'), newAttempt(), fields);
      expect(outcome.kind).toBe('unanswered');
      expect(attemptOf(outcome).unanswered).toHaveLength(1);
    },
  );

  it('keeps a body once, however often it is lost', () => {
    const once = withUnanswered(newAttempt(), fields);
    expect(withUnanswered(withUnanswered(once, changed), fields).unanswered).toHaveLength(2);
  });

  it('gets exactly one number whatever the line does and however the form changes', async () => {
    const lines = fc.constantFrom<Line>('whole', 'lost-before', 'lost-after');
    const steps = fc.array(fc.record({ line: lines, subject: fc.constantFrom('A', 'B', 'C') }), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (presses) => {
        const { send, api } = aLine([]);
        let attempt = newAttempt();
        let outcome: Outcome | undefined;
        for (const { line, subject } of [...presses, { line: 'whole' as const, subject: 'C' }]) {
          api.state.lines = [line];
          // Written down before it leaves, as the page does: a crash here loses nothing.
          outcome = await sendRegistration(send, attempt, { ...fields, subject });
          if (outcome.kind === 'registered' || outcome.kind === 'registered-before') break;
          attempt = outcome.attempt;
        }
        expect(api.numbers()).toEqual([12345]);
        expect(outcome).toMatchObject({ response: { number: 12345 } });
      }),
    );
  });
});

type Send = (body: RegisterDocumentRequest) => Promise<RegisterDocumentResponse>;

/** The counter's way to the server, cut as told. */
function aLine(lines: Line[]): { send: Send; api: FakeApi } {
  const api = openFakeApi();
  api.state.lines = lines;
  const send: Send = async (body) => {
    const init = { method: 'POST', body: JSON.stringify(body) };
    const response = await api.fetch('/api/v1/registers/general/entries', init).catch((cause) => {
      throw new NoAnswerError('cut', { cause });
    });
    if (!response.ok) throw new ProblemError((await response.json()) as Problem);
    return (await response.json()) as RegisterDocumentResponse;
  };
  return { send, api };
}

function refuse(status: number, code: string): Send {
  const problem = { type: '', title: code, status, detail: '', code, errorId: '', fields: [] };
  return () => Promise.reject(new ProblemError(problem));
}

function attemptOf(outcome: Outcome) {
  if (outcome.kind === 'registered' || outcome.kind === 'registered-before')
    throw new Error('it has a number');
  return outcome.attempt;
}
