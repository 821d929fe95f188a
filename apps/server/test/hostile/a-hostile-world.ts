import { errorCodes, generateCnp, Problem } from '@opis/contracts';
import type { InjectOptions } from 'fastify';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { aPdf } from '../a-pdf.ts';
import { aServer } from '../a-server.ts';
import { aDatabase } from '../test-database.ts';
import { listOperations, type Operation } from './operations.ts';

// A refusal of any kind leaves each of these as it was. Events are not here: a failed sign-in is one.
const tables = [
  ...['books', 'ledger_records', 'ledger_values', 'entries', 'commands'],
  ...['documents', 'document_files', 'uploads', 'blobs', 'parties', 'entry_models'],
];

/** How much of what could be sent is sent: how often a property is tried, and which of a list of hostile things. */
export type Thoroughness = {
  runs: number;
  patience: number;
  of<T>(all: readonly T[], at: number): readonly T[];
};

/** In every run: a few tries, and of each list every fourth, another four for the next in turn. */
export const sample: Thoroughness = {
  runs: 8,
  patience: 30_000,
  of: (all, at) => all.filter((_, index) => (index + at) % 4 === 0),
};

/** In the long run: all of them. `HOSTILE_RUNS=2000` for a search; what it finds becomes a test of its own. */
const wholeRuns = Number(process.env.HOSTILE_RUNS ?? 30);
export const whole: Thoroughness = { runs: wholeRuns, patience: 60_000 + wholeRuns * 300, of: (all) => all };

/** The whole product, and somebody in it who may do nearly everything: what is refused is refused for what was sent. */
export async function aHostileWorld() {
  const database = await aDatabase();
  const server = await aServer(database);
  const caller = await server.aCaller([
    'registrar',
    'digital-officer',
    'archivist',
    'auditor',
    'administrator',
  ]);
  const authorization = `Bearer ${caller.token}`;
  const operations = listOperations(server.app.swagger()).map((operation) => ({
    ...operation,
    name: `${operation.method} ${operation.path}`,
  }));

  async function countRows(): Promise<Record<string, number>> {
    const counts = tables.map((table) => `(SELECT count(*) FROM ${table})::int AS ${table}`).join(', ');
    const { rows } = await sql<Record<string, number>>`${sql.raw(`SELECT ${counts}`)}`.execute(database.db);
    return rows[0] ?? {};
  }

  /** Asks, and holds what must hold of every answer: never a failure of ours, never half a write. */
  async function ask(request: InjectOptions): Promise<number> {
    const before = await countRows();
    const response = await server.app.inject({
      ...request,
      headers: { authorization, ...request.headers },
      // From everywhere: the limit of failed sign-ins must not hide what lies behind it.
      remoteAddress: `192.0.2.${Math.floor(Math.random() * 250)}`,
    });
    const { statusCode: status, headers, body } = response;
    const seen = `${request.method} ${String(request.url).slice(0, 300)} → ${status} ${body.slice(0, 300)}`;
    expect(status, seen).toBeLessThan(500);
    if (status < 400) return status;
    expect(headers['content-type'], seen).toMatch(/^application\/problem\+json/);
    expect(headers['content-security-policy'], seen).toContain("default-src 'none'");
    holdProblem(response.json(), status, seen);
    expect(await countRows(), seen).toEqual(before);
    return status;
  }

  /** A new entry with nothing but a number, for an act that changes it. */
  async function aBareEntry(): Promise<Record<string, string>> {
    const { body } = await caller.request('POST', '/api/v1/registers/general/entries', {
      requestId: crypto.randomUUID(),
      channel: 'post',
      direction: 'internal',
      subject: 'Referat',
      sheets: 1,
      annexes: 0,
    });
    const { year, number } = body as { year: number; number: number };
    return { code: 'general', year: String(year), number: String(number) };
  }

  /** An entry with a sender whose CNP is known and a document: what every address can really be asked about. */
  async function anEntry(): Promise<Record<string, string>> {
    const upload = await server.inject({
      method: 'POST',
      url: '/api/v1/uploads?name=act.pdf',
      headers: { authorization },
      payload: aPdf(2),
    });
    const { body } = await caller.request('POST', '/api/v1/registers/general/entries', {
      requestId: crypto.randomUUID(),
      channel: 'counter',
      subject: 'Cerere',
      sender: { kind: 'natural', name: 'Anghelina Turturică', cnp: aCnp },
      sheets: 1,
      annexes: 0,
      uploads: [(upload.body as { id: string }).id],
    });
    const { year, number } = body as { year: number; number: number };
    const detail = await caller.request('GET', `/api/v1/registers/general/entries/${year}/${number}`);
    const { partyId, documents } = detail.body as { partyId: string; documents: { id: string }[] };
    return {
      code: 'general',
      year: String(year),
      number: String(number),
      id: partyId,
      documentId: documents[0]?.id ?? '',
      page: '1',
    };
  }

  return { database, server, caller, authorization, operations, ask, aBareEntry, anEntry, countRows };
}

const aCnp = generateCnp({ sex: 'female', birthDate: '1990-01-01', county: '16', serial: 901 });

/** A problem document as every refusal must be: a code that is known, and a sentence for people. */
export function holdProblem(body: unknown, status: number, seen: string) {
  const problem = Problem.parse(body);
  expect(errorCodes, seen).toContain(problem.code);
  expect(problem.detail, seen).not.toBe(problem.code);
  expect(problem.status, seen).toBe(status);
  for (const field of problem.fields) expect(errorCodes, seen).toContain(field.code);
}

/** The operation's address with these values in it. */
export const addressOf = (operation: Pick<Operation, 'path'>, values: Readonly<Record<string, string>>) =>
  operation.path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '0');
