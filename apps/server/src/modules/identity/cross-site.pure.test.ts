import { expect, test } from 'vitest';
import { refuseCrossSite, refuseForeignSite } from './cross-site.ts';

const host = 'opis.lunca-alba.example:8080';
const own = `https://${host}`;
const isRefused = (check: typeof refuseCrossSite, method: string, headers: Record<string, string>) => {
  try {
    check({ method, host, headers });
    return false;
  } catch {
    return true;
  }
};

test.each([
  // What the browser says, whether a cookie's act is refused, whether a sign-in is.
  [{ 'sec-fetch-site': 'same-origin' }, false, false],
  [{ 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }, false, false],
  [{ 'sec-fetch-site': 'same-site', origin: own }, true, true],
  [{ 'sec-fetch-site': 'cross-site', origin: own }, true, true],
  [{ 'sec-fetch-site': 'none' }, true, true],
  [{ 'sec-fetch-site': '' }, true, true],
  [{ origin: own }, false, false],
  [{ origin: 'https://opis.lunca-alba.example' }, true, true],
  [{ origin: `https://${host}.evil.example` }, true, true],
  [{ origin: 'https://evil.example' }, true, true],
  [{ origin: 'null' }, true, true],
  [{ origin: '' }, true, true],
  [{}, true, false],
])('%o', (headers, actRefused, signInRefused) => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    expect(isRefused(refuseCrossSite, method, headers)).toBe(actRefused);
    expect(isRefused(refuseForeignSite, method, headers)).toBe(signInRefused);
  }
  for (const method of ['GET', 'HEAD', 'OPTIONS'])
    expect(isRefused(refuseCrossSite, method, headers)).toBe(false);
});
