import type { CaseTask } from '@opis/contracts';
import type { IconName } from '@opis/ui';

/** Whom a task was asked of, by name. */
export const askedName = ({ toPerson, toUnit }: Pick<CaseTask, 'toPerson' | 'toUnit'>): string =>
  toPerson?.name ?? toUnit?.name ?? '';

/** One picture for each kind, everywhere. */
export const taskIcons = {
  opinion: 'opinion',
  endorsement: 'endorsed',
  visa: 'verified',
  signature: 'signature',
  clarification: 'opinion',
  'hand-over': 'paper',
} as const satisfies Readonly<Record<CaseTask['kind'], IconName>>;
