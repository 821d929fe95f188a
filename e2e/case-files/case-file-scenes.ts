import type { ConsoleWindow } from '../support/console.ts';
import type { Scene } from '../support/scene.ts';

// Bars on their way have no file.
const rowRead = '.work-row[data-work]';
const list = '/lucrari?coada=structura';
const dialogBy = (name: string, key: string): Scene => ({
  name,
  path: list,
  ready: rowRead,
  act: async (page) => {
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
  },
});
/** The page of the first file of the unit. */
const filePage = (part: string) => async (head: ConsoleWindow) => {
  const { items } = await head.read<{ items: { id: string }[] }>('/case-files?queue=unit&limit=1');
  return `/lucrari/${items[0]?.id}${part}`;
};

/** Every screen and state of works. */
export const scenes: readonly Scene[] = [
  { name: 'what waits to be assigned', path: '/de-repartizat', ready: '.person' },
  {
    name: 'a letter about to be named, many chosen',
    path: '/de-repartizat',
    ready: '.person',
    act: async (page) => {
      await page.keyboard.press('x');
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('r');
      await page.locator('.people.is-naming').waitFor();
    },
  },
  {
    name: 'the kept resolutions',
    path: '/de-repartizat',
    ready: '.person',
    act: async (page) => {
      await page.keyboard.press('F4');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'what came in', path: '/intrari', ready: rowRead },
  { name: 'the works of the unit, one looked at', path: list, ready: '.moves' },
  {
    name: 'works chosen, filters open',
    path: list,
    ready: rowRead,
    act: async (page) => {
      await page.keyboard.press('x');
      await page.locator('.bulk-bar').waitFor();
      await page.getByRole('button', { name: 'Filtre' }).press('Enter');
    },
  },
  { name: 'nothing found', path: `${list}&text=nimicdeacestfel`, ready: '.state' },
  {
    name: 'a list that could not be read',
    path: '/lucrari?coada=inchise',
    ready: '.works-views',
    act: async (page) => {
      await page.route('**/api/v1/case-files?**', (route) => route.abort());
      await page.reload();
      await page.getByRole('button', { name: 'Încearcă din nou' }).waitFor();
    },
  },
  dialogBy('the dialog to assign', 'r'),
  dialogBy('the dialog to forward', 'f'),
  dialogBy('the dialog to return', 't'),
  dialogBy('the dialog to close', 'c'),
  dialogBy('the dialog to write a note', 'n'),
  {
    name: 'a dialog with something missing',
    path: list,
    ready: rowRead,
    act: async (page) => {
      await page.keyboard.press('t');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Control+Enter');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'a list about to be kept',
    path: `${list}&categorie=petitie`,
    ready: '.works-view',
    act: async (page) => {
      await page.getByRole('button', { name: 'Păstrează lista' }).press('Enter');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'a file, its chronology', path: filePage(''), ready: '.case-event' },
  {
    name: 'a question about to be asked',
    path: filePage(''),
    ready: '.composer-tab',
    act: async (page) => {
      await page.getByRole('button', { name: 'Clarificare' }).press('Enter');
      await page.locator('#ask-to').waitFor();
    },
  },
  { name: 'what is to be endorsed', path: '/de-avizat', ready: '.circuit-step' },
  {
    name: 'an endorsement sent back',
    path: '/de-avizat',
    ready: '.circuit-step',
    act: async (page) => {
      await page.keyboard.press('t');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'what is to be clarified', path: '/de-clarificat', ready: '.circuit-step' },
  { name: 'what is to be signed', path: '/de-semnat', ready: '.circuit-step' },
  { name: 'papers from hand to hand', path: '/hartii', ready: '.papers-lists' },
  { name: 'a file, its opis', path: filePage('?fila=opis'), ready: '.opis' },
  { name: 'a file, its data', path: filePage('?fila=date'), ready: '.case-entry' },
  {
    name: 'who looked at a file',
    path: filePage(''),
    ready: '.case-seen',
    act: async (page) => {
      await page.getByRole('button', { name: 'Cine s-a uitat' }).press('Enter');
      await page.locator('.looked > li').first().waitFor();
    },
  },
  { name: 'a file that nobody has', path: '/lucrari/01a1ff7a-0000-7000-8000-00000000dead', ready: '.state' },
];
