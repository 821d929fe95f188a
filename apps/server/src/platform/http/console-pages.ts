import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { AppError } from '@opis/contracts';
import { consoleFolder } from '../server-folders.ts';
import type { Http } from './http.ts';

const forEver = 'public, max-age=31536000, immutable';

/**
 * The staff console: its built files, and its one page for every address that is not the API's. Built files carry a
 * hash in their names and are kept by the browser; the page itself is asked for each time. Register it last.
 */
export async function consolePages(app: Http) {
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
  app.get('/*', { config: { public: true }, schema: { hide: true } }, async (request, reply) => {
    const isPage = !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');
    if (!built || !isPage) throw new AppError('not-found', 'request.not-found');
    return reply.type('text/html').sendFile('index.html', { cacheControl: false });
  });
}
