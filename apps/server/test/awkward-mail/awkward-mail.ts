import { awkwardContent } from './content.ts';
import { awkwardHeaders } from './headers.ts';
import { awkwardKinds } from './kinds.ts';
import type { AwkwardMessage } from './message.ts';
import { awkwardStructures } from './structure.ts';

/** At least 150 messages, each with one defect and an assertion that only it satisfies. */
export const awkwardMail: readonly AwkwardMessage[] = [
  ...awkwardHeaders,
  ...awkwardStructures,
  ...awkwardContent,
  ...awkwardKinds,
];

/** Every so many: what the fast run looks at. */
export const someAwkwardMail: readonly AwkwardMessage[] = awkwardMail
  .filter((_, index) => index % 16 === 3)
  .slice(0, 10);
