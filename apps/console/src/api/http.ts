import type { Problem } from '@opis/contracts';
import { sessionGate } from './session-gate.ts';

/** The server refused and said why: `detail` is the Romanian sentence for people, `code` the stable one for us. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** No answer came, or none of ours: whether the request had an effect is not known. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

type RequestOptions = {
  method?: 'GET' | 'POST' | 'DELETE';
  query?: Query;
  body?: unknown;
  signal?: AbortSignal | undefined;
  /** Milliseconds after which the line counts as lost; the browser's own patience when absent. */
  patience?: number;
  /** Before anybody is signed in a 401 is an answer; afterwards it asks to sign in again and the request is repeated. */
  beforeSignIn?: boolean;
};

const api = '/api/v1';

/** Sends one request to our own server and reads its JSON. Throws `ProblemError`, `NoAnswerError` or the abort. */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const response = await send(path, options);
  if (response.ok) return readAnswer<Answer>(response);
  const problem = await readProblem(response);
  if (options.beforeSignIn || problem.code !== 'identity.not-signed-in') throw new ProblemError(problem);
  await sessionGate.waitForSignIn(new ProblemError(problem));
  return request<Answer>(path, { ...options, beforeSignIn: true });
}

/** Bytes of a file of ours, such as a PDF to print. */
export async function requestBlob(path: string): Promise<Blob> {
  const response = await send(path, {});
  if (response.ok) return response.blob();
  throw new ProblemError(await readProblem(response));
}

/** `/api/v1` + path + query, leaving out what is undefined. */
export function apiUrl(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  );
  const search = new URLSearchParams(pairs).toString();
  return `${path.startsWith(api) ? '' : api}${path}${search ? `?${search}` : ''}`;
}

async function send(
  path: string,
  { method = 'GET', query, body, signal, patience }: RequestOptions,
): Promise<Response> {
  try {
    // The time starts with each sending: what waited for a new sign-in is not late because of it.
    return await fetch(apiUrl(path, query), {
      method,
      credentials: 'same-origin',
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      signal: patience === undefined ? (signal ?? null) : AbortSignal.timeout(patience),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new NoAnswerError('no answer', { cause });
  }
}

async function readAnswer<Answer>(response: Response): Promise<Answer> {
  if (response.status === 204) return undefined as Answer;
  try {
    return (await response.json()) as Answer;
  } catch (cause) {
    throw new NoAnswerError('answer cut short', { cause });
  }
}

/** A refusal that is not ours (a proxy, a page that is not the product) is no answer at all. */
export async function readProblem(response: Response): Promise<Problem> {
  if (!response.headers.get('content-type')?.includes('json'))
    throw new NoAnswerError(`status ${response.status}`);
  return (await readAnswer<Problem>(response)) satisfies Problem;
}
