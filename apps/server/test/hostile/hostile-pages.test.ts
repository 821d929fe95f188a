import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aHostileWorld, sample } from './a-hostile-world.ts';
import { hostileSegment, hostileTexts } from './hostile-texts.ts';

const { server } = await aHostileWorld();
const year = new Date().getFullYear();

const markup = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg/onload=alert(1)>",
  '</title><script>',
];
const value = fc.oneof(
  fc
    .constantFrom(...markup, ...hostileTexts)
    .map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 4_000)),
  hostileSegment,
);
const place = fc.constantFrom(
  (text: string) => `/v?numar=${text}`,
  (text: string) => `/v?numar=1%2F29.06.${year}&ora=${text}`,
  (text: string) => `/v?numar=1&data=${text}&ora=10:00&cod=${text}`,
  (text: string) => `/v?numar=1&numar=${text}`,
  (text: string) => `/v?${text}=1`,
  (text: string) => `/v/${text}/${year}/1/ABCD-EFGH`,
  (text: string) => `/v/G/${text}/1/ABCD-EFGH`,
  (text: string) => `/v/G/${year}/${text}`,
  (text: string) => `/v/G/${year}/1/${text}`,
  (text: string) => `/v/${text}`,
  (text: string) => `/registru/amprente?inainte=${text}`,
  (text: string) => `/registru/${text}`,
  (text: string) => `/registru/amprente/${text}`,
  (text: string) => `/${text}`,
  (text: string) => `/registre/${text}`,
);

/** As a browser asks, each time from elsewhere: the limit of guesses must not hide what lies behind it. */
const open = (url: string, address: number) =>
  server.app.inject({
    url,
    headers: { accept: 'text/html,application/xhtml+xml' },
    remoteAddress: `2001:db8::${(address % 60_000).toString(16)}`,
  });

describe('a page that anybody may open', () => {
  test('answers whatever is in its address, and repeats none of it as markup', {
    timeout: sample.patience,
  }, async () => {
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(place, value, async (write, text) => {
        asked += 1;
        const response = await open(write(text), asked);
        const seen = `${write(text).slice(0, 300)} → ${response.statusCode}`;
        expect(response.statusCode, seen).toBeLessThan(500);
        expect(response.headers['content-security-policy'], seen).toMatch(/script-src 'self'/);
        expect(response.headers['x-content-type-options'], seen).toBe('nosniff');
        expect(response.body, seen).not.toMatch(/<script>alert|<img src=x|<svg\/onload|onerror=alert\(1\)>/);
        expect(response.headers['set-cookie'], seen).toBeUndefined();
      }),
      { numRuns: sample.runs * 10 },
    );
  });

  test('is a page for people also when it refuses', async () => {
    for (const url of [
      '/v/%00/%00/%00/%00',
      `/v?numar=${encodeURIComponent(markup[1] ?? '')}`,
      '/registru/nimic',
    ]) {
      const response = await open(url, 65_000);
      expect(response.statusCode).toBeGreaterThanOrEqual(400);
      expect(response.headers['content-type']).toMatch(/^text\/html/);
    }
  });
});
