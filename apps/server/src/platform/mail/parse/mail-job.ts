import type { CleanPage } from './clean-page.ts';
import type { ParsedMessage } from './parsed-message.ts';

/** A picture that came with a message, for the page that shows it. */
export type PagePicture = { readonly contentId: string; readonly path: string; readonly mediaType: string };

/** What is asked of the process that reads messages; `path` is where the bytes lie now. */
export type MailJob =
  | { readonly task: 'start' }
  | { readonly task: 'message'; readonly path: string; readonly now: Date }
  | {
      readonly task: 'header';
      readonly path: string;
      readonly now: Date;
      readonly why: 'reading-took-too-long' | 'reader-ended';
    }
  | { readonly task: 'page'; readonly path: string; readonly pictures: readonly PagePicture[] };

/** What it answers, by the task. */
export type MailAnswer =
  | { readonly started: true }
  | { readonly message: ParsedMessage }
  | { readonly page: CleanPage };
