import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { AppError, consolePaths } from '@opis/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { consoleFolder } from '../server-folders.ts';
import type { Http } from './http.ts';

const forEver = 'public, max-age=31536000, immutable';

/** What stands beside the console: the page of a citizen at `/`, and for an address that nothing serves. */
export type CitizenPages = {
  /** True when whoever asks has been signed in here: `/` is then the console's. */
  isStaff(request: FastifyRequest): boolean;
  /** Undefined before there is an institution: the console says what is to be done. */
  front(reply: FastifyReply): Promise<FastifyReply | undefined>;
  notFound(reply: FastifyReply): Promise<FastifyReply | undefined>;
};

/**
 * The staff console: its built files, and its one page for each of its addresses; other pages that nothing serves are
 * citizens'. Built files carry a hash in their names and are kept by the browser; the page itself is asked for each time.
 * Register it last.
 */
export async function consolePages(app: Http, citizens: CitizenPages) {
  const built = existsSync(join(consoleFolder, 'index.html'));
  if (built) {
    await app.register(fastifyStatic, {
      root: consoleFolder,
      wildcard: false,
      index: false,
      preCompressed: true,
      setHeaders: (reply, path) => {
        if (path.includes('/assets/')) reply.header('cache-control', forEver);
      },
    });
  }
  const sendConsole = (reply: FastifyReply) => {
    if (!built) throw new AppError('not-found', 'request.not-found');
    return reply.type('text/html').sendFile('index.html', { cacheControl: false });
  };
  const open = { config: { public: true }, schema: { hide: true } };
  // One address for two: what is kept of it must not be shown to the other.
  app.get('/', open, async (request, reply) => {
    reply.header('cache-control', 'no-store').header('vary', 'cookie');
    return (citizens.isStaff(request) ? undefined : await citizens.front(reply)) ?? sendConsole(reply);
  });
  app.get('/*', open, async (request, reply) => {
    const isPage = !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');
    if (!isPage) throw new AppError('not-found', 'request.not-found');
    const [first = ''] = request.url.slice(1).split(/[/?#]/);
    const isConsole = consolePaths.includes(first);
    return (isConsole ? undefined : await citizens.notFound(reply)) ?? sendConsole(reply);
  });
}
