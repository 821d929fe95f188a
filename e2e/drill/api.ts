import errors from '../../apps/server/messages/errors.ro.json' with { type: 'json' };
import { Problem } from '../../packages/contracts/src/index.ts';
import { register } from './institution.ts';

/** `broken`: the connection died or was refused. `silent`: nothing came for so long that nobody would wait. */
export type Answer =
  | { kind: 'answered'; status: number; body: unknown }
  | { kind: 'broken' | 'silent'; reason: string };

/** The product's API through one token. */
export type Api = {
  get(path: string): Promise<Answer>;
  register(body: object): Promise<Answer>;
  post(path: string, body: object): Promise<Answer>;
  upload(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Answer>;
  /** The bytes behind a path, or undefined. */
  download(path: string): Promise<Buffer | undefined>;
};

const patienceMs = 30_000;
const entries = `/api/v1/registers/${register.code}/entries`;

export function openApi(address: string, token: string): Api {
  const authorization = `Bearer ${token}`;
  const ask = (path: string, init: RequestInit) =>
    fetch(`${address}${path}`, { ...init, signal: AbortSignal.timeout(patienceMs) });
  const answer = async (path: string, init: RequestInit): Promise<Answer> => {
    try {
      const response = await ask(path, init);
      return { kind: 'answered', status: response.status, body: await response.json() };
    } catch (error) {
      return toFailure(error);
    }
  };
  const post = (path: string, body: BodyInit, type: string) =>
    answer(path, { method: 'POST', headers: { authorization, 'content-type': type }, body });
  return {
    get: (path) => answer(path, { headers: { authorization } }),
    post: (path, body) => post(path, JSON.stringify(body), 'application/json'),
    register: (body) => post(entries, JSON.stringify(body), 'application/json'),
    upload: (name, bytes) =>
      post(`/api/v1/uploads?name=${encodeURIComponent(name)}`, bytes, 'application/octet-stream'),
    download: async (path) => {
      const response = await ask(path, { headers: { authorization } });
      return response.ok ? Buffer.from(await response.arrayBuffer()) : undefined;
    },
  };
}

function toFailure(error: unknown): Answer {
  if (!(error instanceof Error)) throw error;
  if (error.name === 'TimeoutError') return { kind: 'silent', reason: `no answer in ${patienceMs / 1000} s` };
  const cause = error.cause instanceof Error ? error.cause.message : error.message;
  return { kind: 'broken', reason: cause };
}

const sentences: Readonly<Record<string, string>> = errors;

/** The stable code of a well-formed problem document whose Romanian sentence is the catalogue's; else undefined. */
export function problemCode(answer: Answer, status: number): string | undefined {
  if (answer.kind !== 'answered' || answer.status !== status) return undefined;
  const problem = Problem.safeParse(answer.body);
  if (!problem.success || problem.data.status !== status) return undefined;
  return sentences[problem.data.code] === problem.data.detail ? problem.data.code : undefined;
}

/** An answer in one line, for the report. */
export function describeAnswer(answer: Answer): string {
  if (answer.kind !== 'answered') return `${answer.kind} (${answer.reason})`;
  return `${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`;
}
