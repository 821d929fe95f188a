import { sql } from 'kysely';
import type { EntryReach } from '../registry/index.ts';

/** What the house itself does to files, by a right that was asked elsewhere: nothing of them is shown to anybody. */
export const everything: EntryReach = {
  registersWith: () => [],
  rowVisible: sql<boolean>`true`,
  fileReadable: sql<boolean>`true`,
};
