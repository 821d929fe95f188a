import type { PartySuggestions } from '../../packages/contracts/src/index.ts';
import type { ConsoleWindow } from '../support/console.ts';
import type { Scene } from '../support/scene.ts';

const idOf = async ({ read }: ConsoleWindow, name: string) =>
  (await read<PartySuggestions>('/parties/search', { q: name })).items.find((party) => party.name === name)
    ?.id;

/** Pages about persons, emergency sheets and the old register. */
export const scenes: readonly Scene[] = [
  { name: 'the queue of duplicates', path: '/persoane/dubluri', ready: '.pair' },
  {
    name: 'a person with contacts, representation and a merge',
    path: async (desk) => `/persoane/${await idOf(desk, 'Vădineanu-Constantinescu Elena-Gabriela')}`,
    ready: '.contact-row',
  },
  {
    name: 'two persons side by side',
    path: async (desk) =>
      `/persoane/${await idOf(desk, 'Prundaru Vasile')}/uneste/${await idOf(desk, 'Prundariu Vasile')}`,
    ready: '.merge-table',
  },
  { name: 'the emergency sheets', path: '/urgenta', ready: '.sheet-row' },
  { name: 'the old register', path: '/registre/general/istoric', ready: '.history-table' },
];
