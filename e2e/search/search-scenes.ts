import type { Page } from 'playwright-core';

/** A state of the palette or of the page, and the hands that bring it about. */
export type Scene = {
  name: string;
  path: string;
  act: (page: Page) => Promise<unknown>;
  /** Looked at in every run; the others, and each size, in the longer one. */
  sample?: true;
};

const open = async (page: Page, text: string) => {
  await page.locator('.find-box').waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type(text);
};

export const scenes: readonly Scene[] = [
  {
    name: 'the palette, empty',
    path: '/ghiseu',
    act: async (page) => {
      await open(page, '');
      await page.locator('.palette-row').first().waitFor();
    },
  },
  {
    name: 'the palette, with works and persons',
    sample: true,
    path: '/ghiseu',
    act: async (page) => {
      await open(page, 'vadineanu');
      await page.locator('mark.found').first().waitFor();
    },
  },
  {
    name: 'the palette, with nothing',
    path: '/ghiseu',
    act: async (page) => {
      await open(page, 'qqqzzz');
      await page.getByText(/Nimic cu „qqqzzz”/).waitFor();
    },
  },
  {
    name: 'the palette, with the line cut',
    path: '/ghiseu',
    act: async (page) => {
      await page.route('**/api/v1/search', (route) => route.abort());
      await open(page, 'vadineanu');
      await page.getByText(/Serverul nu răspunde/).waitFor();
    },
  },
  {
    name: 'the page, before anything is sought',
    path: '/cautare',
    act: (page) => page.getByText('Ce căutați?').waitFor(),
  },
  {
    name: 'the page, with results',
    sample: true,
    path: '/cautare?q=adeverinta',
    act: (page) => page.locator('.found-row').first().waitFor(),
  },
  {
    name: 'the page, narrowed',
    path: '/cautare?q=adeverinta&canal=email',
    act: (page) => page.locator('.facet-link[data-chosen]').first().waitFor({ state: 'attached' }),
  },
  {
    name: 'the page, with names that come near',
    path: '/cautare?q=vadinaenu',
    act: (page) => page.getByText(/Nume asemănătoare/).waitFor(),
  },
  {
    name: 'the page, with nothing',
    path: '/cautare?q=qqqzzz',
    act: (page) => page.getByRole('heading', { name: /Nimic cu/ }).waitFor(),
  },
  {
    name: 'the page, with the line cut',
    path: '/cautare?q=cerere',
    act: async (page) => {
      await page.getByRole('searchbox', { name: 'Ce căutați' }).waitFor();
      await page.route('**/api/v1/search', (route) => route.abort());
      await page.keyboard.type(' nouă');
      await page
        .getByText(/Serverul nu răspunde/)
        .first()
        .waitFor();
    },
  },
];
