import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPortalSite, type PortalSite, pageNames, visitPages } from './portal-site.ts';

let site: PortalSite;
beforeAll(async () => {
  site = await openPortalSite();
});
afterAll(() => site?.close());

test.each([320, 390, 1280])(
  'no page keeps anybody out (axe) at %i px, and none needs sideways scrolling',
  async (width) => {
    expect(await visitPages(site, width, pageNames)).toEqual({});
  },
);
