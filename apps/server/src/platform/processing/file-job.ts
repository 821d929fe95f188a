import type { FileFlag } from '@opis/contracts';
import type { Refusal } from '../preview/preview-job.ts';

/** A file as the reader sees it; `path` is where its bytes lie now. */
export type ReadFile = { readonly path: string; readonly mediaType: string };

/** What is asked of the process that reads files. */
export type FileJob = ReadFile &
  (
    | { readonly task: 'begin' }
    /** Text written in these pages, from 1, both included. */
    | { readonly task: 'layer'; readonly from: number; readonly to: number }
    /** Text seen in the picture of one page, by the engine that comes with the program. */
    | { readonly task: 'recognise'; readonly page: number }
    /** The picture of one page as PNG, upright and grey, for another engine. */
    | { readonly task: 'draw'; readonly page: number }
    | { readonly task: 'shrink'; readonly side: number; readonly quality: number }
    | { readonly task: 'archive'; readonly title: string }
  );

/** Text as it is kept: ș ț with comma below, no control characters. */
export type ReadText = { readonly page: number; readonly text: string };

/** How a file begins: how many pages wait to be read, or, of a document without pages, all its text. */
export type BegunFile = {
  readonly pages: number;
  readonly flags: readonly FileFlag[];
  /** Of a document without pages. */
  readonly whole?: { readonly text: string; readonly source: 'office' | 'mail' };
};

/** What it answers, by the task. `unread`: pages that are a picture, whose text must be recognised. */
export type FileAnswer =
  | { readonly begun: BegunFile }
  | { readonly texts: readonly ReadText[]; readonly unread: readonly number[] }
  | { readonly seen: string }
  | { readonly png: Uint8Array }
  | { readonly pdf: Uint8Array };

/** Why not, with what people are told of the file. */
export type FileRefusal = Refusal & { readonly flag?: FileFlag };

/** Something about the file that ends its reading; the message is an English word for the log. */
export class FlaggedFileError extends Error {
  override readonly name = 'FlaggedFileError';
  readonly flag: FileFlag;

  constructor(flag: FileFlag, message: string = flag) {
    super(message);
    this.flag = flag;
  }
}
