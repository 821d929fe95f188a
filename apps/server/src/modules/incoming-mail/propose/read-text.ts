import type { IncomingMessage } from '@opis/contracts';
import { Parser } from 'htmlparser2';
import type { FileStore } from '../../../platform/files/file-store.ts';

const mostBytes = 128 * 1024;
const mostCharacters = 20_000;

/** The beginning of what a message says, as text; of one that is only a page, the words of the page. */
export async function readText(files: FileStore, message: Pick<IncomingMessage, 'parts'>): Promise<string> {
  const text = message.parts.find(({ kind }) => kind === 'text');
  const page = message.parts.find(({ kind }) => kind === 'html');
  if (text?.sha256) return (await readStart(files, text.sha256)).slice(0, mostCharacters);
  return page?.sha256 ? wordsOf(await readStart(files, page.sha256)).slice(0, mostCharacters) : '';
}

/** The beginning of a file, as text. */
export async function readStart(files: FileStore, sha256: string): Promise<string> {
  const stream = await files.open(sha256);
  if (stream === undefined) return '';
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream) {
    pieces.push(piece);
    size += piece.length;
    if (size >= mostBytes) break;
  }
  return Buffer.concat(pieces).subarray(0, mostBytes).toString('utf8');
}

const unread: ReadonlySet<string> = new Set(['style', 'script', 'title', 'head']);

function wordsOf(page: string): string {
  const words: string[] = [];
  let silent = 0;
  const parser = new Parser({
    onopentag: (name) => {
      if (unread.has(name)) silent += 1;
    },
    onclosetag: (name) => {
      if (unread.has(name)) silent -= 1;
    },
    ontext: (text) => {
      if (silent === 0) words.push(text);
    },
  });
  parser.end(page);
  return words.join(' ').replace(/\s+/gu, ' ').trim();
}
