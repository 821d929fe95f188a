import type { CaseFilePage } from '../../packages/contracts/src/index.ts';
import type { ConsoleWindow } from '../support/console.ts';
import type { Scene } from '../support/scene.ts';

/** A petition of the demonstration by the beginning of its subject. */
const petition = (begins: string) => async (window: ConsoleWindow) => {
  const { items } = await window.read<CaseFilePage>('/case-files?queue=unit&limit=200&sort=newest');
  return `/lucrari/${items.find(({ subject }) => subject.startsWith(begins))?.id}`;
};

/** What the law of petitions draws for the head of a unit. */
export const scenes: readonly Scene[] = [
  { name: 'the queue of triage', path: '/triaj', ready: '.triage-row' },
  {
    name: 'the reason of a triage',
    path: '/triaj',
    ready: '.triage-row',
    act: async (page) => {
      await page.locator('.triage-row .number').first().focus();
      await page.keyboard.press('5');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'the competent bodies', path: '/autoritati', ready: '.body-list li' },
  { name: 'the half-yearly report', path: '/petitii/raport', ready: '.petition-figures' },
  { name: 'an anonymous petition', path: petition('Zgomot după miezul nopții'), ready: '.petition-bands' },
  {
    name: 'the question about a child or a victim',
    path: petition('Zgomot după miezul nopții'),
    ready: '.petition-bands',
    act: async (page) => {
      await page.getByRole('button', { name: 'Hotărăște' }).press('Enter');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'two petitions about the same', path: petition('Groapa din carosabil'), ready: '.petition-list' },
  { name: 'a petition at the wrong door', path: petition('Factura de apă'), ready: '.petition-list' },
  { name: 'an extended petition', path: petition('Verificarea stabilității'), ready: '.petition-bands' },
];
