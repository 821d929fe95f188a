import { afterEach, describe, expect, it, vi } from 'vitest';
import { apiUrl, NoAnswerError, ProblemError, request } from './http.ts';
import { sessionGate } from './session-gate.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  if (sessionGate.isShut()) sessionGate.left();
});

describe('a request', () => {
  it('reads what the server answers', async () => {
    stub(() => answer(200, { items: [1] }));
    expect(await request('/registers')).toEqual({ items: [1] });
  });

  it('tells a refusal in the words of the server', async () => {
    stub(() =>
      answer(422, { code: 'request.invalid', detail: 'Verificați câmpurile.', status: 422, fields: [] }),
    );
    const error = await request('/registers').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ problem: { detail: 'Verificați câmpurile.' } });
  });

  it.each([
    ['a line that is cut', () => Promise.reject(new TypeError('Failed to fetch'))],
    [
      'a proxy that answers for the server',
      () => new Response('<h1>502</h1>', { status: 502, headers: { 'content-type': 'text/html' } }),
    ],
    ['an answer cut in the middle', () => new Response('{"items":[', { status: 200 })],
  ])('knows nothing after %s', async (_what, respond) => {
    stub(respond);
    await expect(request('/registers')).rejects.toBeInstanceOf(NoAnswerError);
  });

  it('that was given up by the page is not a lost line', async () => {
    const controller = new AbortController();
    stub(() => {
      controller.abort();
      return Promise.reject(controller.signal.reason);
    });
    const error = await request('/parties', { signal: controller.signal }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'AbortError' });
  });

  it('waits at the end of the session and is sent once more when somebody signed in again', async () => {
    const answers = [
      answer(401, { code: 'identity.not-signed-in', status: 401, fields: [] }),
      answer(200, { ok: true }),
    ];
    const sent = stub(() => answers.shift() ?? answer(500, {}));
    const waiting = request('/registers', { method: 'POST', body: { subject: 'A' } });
    await vi.waitUntil(() => sessionGate.isShut());
    sessionGate.signedInAgain();
    expect(await waiting).toEqual({ ok: true });
    expect(sent.mock.calls.map(([, init]) => init?.body)).toEqual(['{"subject":"A"}', '{"subject":"A"}']);
  });

  it('ends with the refusal when they chose to leave', async () => {
    stub(() => answer(401, { code: 'identity.not-signed-in', status: 401, fields: [] }));
    const waiting = request('/registers');
    await vi.waitUntil(() => sessionGate.isShut());
    sessionGate.left();
    await expect(waiting).rejects.toBeInstanceOf(ProblemError);
  });
});

it('an address leaves out what is not asked', () => {
  expect(apiUrl('/registers/general/entries', { year: 2026, unit: undefined, unsolved: true })).toBe(
    '/api/v1/registers/general/entries?year=2026&unsolved=true',
  );
});

function stub(respond: () => Response | Promise<Response>) {
  const fetch = vi.fn(async (_input: string, _init?: RequestInit) => respond());
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

function answer(status: number, body: object): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}
