import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Http } from './http.ts';

const { resolve } = createRequire(import.meta.url);

type Asset = { body: Buffer; type: string };

/** Static files of the pages for citizens, by name; each name holds the hash of its bytes. */
export type PortalAssets = { styles: string; crest: string | null; files: ReadonlyMap<string, Asset> };

const folder = '/portal/';
const forEver = 'public, max-age=31536000, immutable';

// In the order in which one wins over another.
const portalStyles = ['base', 'frame', 'forms', 'facts', 'foot', 'media', 'doors'] as const;

/** Puts tokens and styles together, names every file after its bytes. `crest` is the institution's, as SVG. */
export function loadPortalAssets(crest: string | null = null): PortalAssets {
  const files = new Map<string, Asset>();
  const add = (name: string, type: string, body: Buffer): string => {
    const [stem, extension] = name.split('.');
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
    const named = `${stem}-${hash}.${extension}`;
    files.set(named, { body, type });
    return folder + named;
  };
  const readAsset = (path: string) => readFileSync(resolve(path));
  const withFonts = portalStyles
    .map((part) => readAsset(`@opis/portal/assets/portal-${part}.css`).toString('utf8'))
    .join('\n')
    .replace(/fonts\/([a-z-]+\.woff2)/g, (_, font: string) =>
      add(font, 'font/woff2', readAsset(`@opis/portal/assets/fonts/${font}`)),
    );
  const tokens = readAsset('@opis/ui/styles/tokens.css').toString('utf8');
  const styles = add('portal.css', 'text/css; charset=utf-8', Buffer.from(minify(tokens + withFonts)));
  return { styles, crest: crest && add('crest.svg', 'image/svg+xml', Buffer.from(crest)), files };
}

/** Serves them; a browser keeps each for ever, a changed file has another name. */
export function portalAssetRoutes(app: Http, { files }: PortalAssets) {
  for (const [name, { body, type }] of files) {
    app.get(folder + name, { config: { public: true }, schema: { hide: true } }, (_request, reply) =>
      reply.header('cache-control', forEver).type(type).send(body),
    );
  }
}

// No space in our style sheets has a meaning around these four signs.
function minify(css: string): string {
  return css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .trim();
}
