import type { IntakeItem, IntakeKind, RegisteredKind } from '@opis/contracts';
import type { IconName } from '@opis/ui';

/** Kinds in the order of their digits. */
export const kindsByDigit: readonly RegisteredKind[] = [
  'petition',
  'foi-request',
  'request',
  'invoice',
  'letter',
  'confidential',
];

/** The picture of a kind. */
export const kindIcons = {
  petition: 'file',
  'foi-request': 'note',
  request: 'paper',
  invoice: 'chart',
  letter: 'legal',
  reply: 'linked',
  confidential: 'confidential',
  'not-registered': 'annulled',
  unknown: 'opinion',
} as const satisfies Record<IntakeKind, IconName>;

/** Whoever wrote, as far as they say it. */
export const senderOf = (message: Pick<IntakeItem, 'fromName' | 'fromAddress'>): string | null =>
  message.fromName || message.fromAddress;
