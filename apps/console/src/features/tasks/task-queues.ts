import type { TaskQueue } from '@opis/contracts';

/** The screens of what is asked of a person, by their address. */
export const taskScreens = {
  '/de-avizat': 'endorse',
  '/de-semnat': 'sign',
  '/de-clarificat': 'clarify',
} as const satisfies Readonly<Record<string, TaskQueue>>;

export type TaskScreen = keyof typeof taskScreens;

/** What stands beside the queue itself, as tabs of the same screen. */
export const taskTabs = ['returnate', 'date-azi', 'cerute'] as const;
export type TaskTab = (typeof taskTabs)[number];

export const queueOfTab: Readonly<Record<TaskTab, TaskQueue>> = {
  returnate: 'returned',
  'date-azi': 'done',
  cerute: 'asked',
};

/** What the address says of the screen. */
export type TaskSearch = { vezi?: TaskTab | undefined };

export function readTaskSearch(search: Record<string, unknown>): TaskSearch {
  const vezi = taskTabs.find((tab) => tab === search.vezi);
  return vezi === undefined ? {} : { vezi };
}
