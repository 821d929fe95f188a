import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  AppError,
  HistoryPage,
  HistoryQuery,
  HistoryReport,
  HistoryYears,
  ImportHistoryQuery,
} from '@opis/contracts';
import { z } from 'zod';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import type { Http } from '../../../platform/http/http.ts';
import { actorOf } from '../../identity/index.ts';
import { mayInRegister, type RegisterDirectory } from '../registers.ts';
import { listHistory, listHistoryYears } from './history-views.ts';
import { importHistory } from './import-history.ts';

export type HistoryRoutesDeps = { db: Db; clock: Clock; registers: RegisterDirectory };

const history = '/api/v1/registers/:code/history';
const RegisterParams = z.object({ code: z.string().max(200) });
const Bytes = z.any().meta({ type: 'string', format: 'binary' });
const maxBytes = 100 * 1024 * 1024;

/**
 * The old register: its years, its rows, and the file that brings them. `app` must be a scope of its own (`register`):
 * in it every body is a stream.
 */
export function historyRoutes(app: Http, deps: HistoryRoutesDeps): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, body, done) => done(null, body));
  app.addHook('onRequest', async (request) => {
    if (request.method === 'POST') request.raw.headers['content-type'] = 'application/octet-stream';
  });
  app.get(
    `${history}/years`,
    { schema: { params: RegisterParams, response: { 200: HistoryYears } } },
    async (request) => {
      const actor = actorOf(request);
      return listHistoryYears(deps, actor, await deps.registers.require(actor, request.params.code));
    },
  );
  app.get(
    history,
    { schema: { params: RegisterParams, querystring: HistoryQuery, response: { 200: HistoryPage } } },
    async (request) => {
      const actor = actorOf(request);
      const access = await deps.registers.require(actor, request.params.code);
      return listHistory(deps, actor, access, request.query);
    },
  );
  app.post(
    history,
    {
      schema: {
        consumes: ['application/octet-stream'],
        params: RegisterParams,
        querystring: ImportHistoryQuery,
        body: Bytes,
        response: { 200: HistoryReport },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { register, member } = await deps.registers.require(actor, request.params.code);
      if (!mayInRegister(actor, { register, member }, 'history.import'))
        throw new AppError('forbidden', 'identity.forbidden');
      const { mode, ...file } = request.query;
      return withSpooled(request.raw, (path) =>
        importHistory(deps, actor, { register, keep: mode === 'import', file: { ...file, path } }),
      );
    },
  );
}

// Read twice (how it is written, then what it says), so it lies on the disk for the while; never in memory.
async function withSpooled<Answer>(
  body: IncomingMessage,
  work: (path: string) => Promise<Answer>,
): Promise<Answer> {
  const folder = await mkdtemp(join(tmpdir(), 'opis-history-'));
  try {
    const path = join(folder, 'file.csv');
    await pipeline(body, countBytes(), createWriteStream(path));
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function countBytes(): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > maxBytes) done(new AppError('validation', 'history.too-large'));
      else done(null, chunk);
    },
  });
}
