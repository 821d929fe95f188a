import { expect, test } from 'vitest';
import { aServer } from '../../../test/a-server.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { loadPortalAssets } from './portal-assets.ts';

const { app } = await aServer(await aDatabase());

const stylesOf = (html: string) => /<link rel="stylesheet" href="([^"]+)"/.exec(html)?.[1] ?? '';

test('the product opens the verification to anybody, in the institution’s name', async () => {
  const page = await app.inject({ url: '/v' });
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('Verificați o dovadă de înregistrare');
  expect(page.body).not.toContain('crest');
});

test('styles and fonts are served under the hash of their bytes, to be kept for ever', async () => {
  const styles = await app.inject({ url: stylesOf((await app.inject({ url: '/v' })).body) });
  expect(styles.statusCode).toBe(200);
  expect(styles.headers['content-type']).toBe('text/css; charset=utf-8');
  expect(styles.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  const fonts = [...styles.body.matchAll(/url\("([^"]+)"\)/g)].map(([, url]) => url ?? '');
  expect(fonts).toHaveLength(2);
  for (const url of fonts) {
    const font = await app.inject({ url });
    expect(font.headers['content-type']).toBe('font/woff2');
    expect(font.rawPayload.subarray(0, 4).toString()).toBe('wOF2');
  }
});

test('the same bytes have the same name, others another', () => {
  expect(loadPortalAssets('<svg/>')).toEqual(loadPortalAssets('<svg/>'));
  expect(loadPortalAssets('<svg/>').crest).not.toBe(loadPortalAssets('<svg />').crest);
  expect(loadPortalAssets().crest).toBeNull();
});

test('making the style sheet small loses none of it', () => {
  const { files } = loadPortalAssets();
  const [css = ''] = [...files]
    .filter(([name]) => name.endsWith('.css'))
    .map(([, { body }]) => body.toString());
  expect(css).toContain(':root{color-scheme: light;--paper: #f6f4ef;');
  expect(css).toContain('.field:has([aria-invalid]){');
  expect(css).toContain('@media (min-width: 44rem){.wrap{padding-inline: 32px;}');
  expect(css).not.toMatch(/\/\*|\n/);
  expect(css.match(/{/g)?.length).toBe(css.match(/}/g)?.length);
});
