import type { Page } from 'playwright-core';
import type { CaseFilePage } from '../../packages/contracts/src/index.ts';
import type { ConsoleWindow } from '../support/console.ts';
import type { Scene } from '../support/scene.ts';

/** A request for information on the inspector's table that is still to be answered. */
async function requestAddress({ read }: ConsoleWindow): Promise<string> {
  const { items } = await read<CaseFilePage>('/case-files?queue=mine&limit=200');
  const request = items.find(
    ({ procedure, status }) => procedure.code === 'foi-request' && status !== 'closed',
  );
  return `/lucrari/${request?.id}?fila=date`;
}

/** The dialog behind this button of a request. */
const dialogOf = (button: string): Scene => ({
  name: `the dialog „${button}”`,
  path: requestAddress,
  ready: '.info-acts',
  act: async (page: Page) => {
    await page.getByRole('button', { name: button }).press('Enter');
    await page.getByRole('dialog').waitFor();
  },
});

/** What the inspector sees of Legea 544/2001. */
export const inspectorScenes: readonly Scene[] = [
  { name: 'a request for information', path: requestAddress, ready: '.info-acts' },
  dialogOf('Completează datele'),
  dialogOf('Refuză, în tot sau în parte'),
  dialogOf('Trimite la altă instituție'),
  dialogOf('Îndrumă la ce este publicat'),
  dialogOf('Cere precizări solicitantului'),
  dialogOf('Stabilește costul copiilor'),
];

/** What the registry sees: the register of requests, the yearly report, the spoken request. */
export const registryScenes: readonly Scene[] = [
  { name: 'the register of requests', path: '/544', ready: '#main table tbody tr, #main li' },
  { name: 'the yearly report', path: '/544/raport', ready: '#main table' },
  { name: 'a spoken request', path: '/544/verbal', ready: '#info-sender' },
  {
    name: 'a spoken request with something missing',
    path: '/544/verbal',
    ready: '#info-sender',
    act: async (page) => {
      await page.keyboard.press('Control+Enter');
      await page.getByRole('alert').first().waitFor();
    },
  },
];
