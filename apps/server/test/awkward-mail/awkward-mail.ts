import { awkwardContent } from './content.ts';
import { awkwardHeaders } from './headers.ts';
import { awkwardKinds } from './kinds.ts';
import { type AwkwardMessage, underItsSubject } from './message.ts';
import { awkwardStructures } from './structure.ts';

/** At least 150 messages, each with one defect and an assertion that holds of no other. */
export const awkwardMail: readonly AwkwardMessage[] = [
  ...awkwardHeaders,
  ...awkwardStructures,
  ...awkwardContent,
  ...awkwardKinds,
].map(underItsSubject);
