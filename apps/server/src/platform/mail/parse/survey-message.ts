import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { MessageFlag } from '@opis/contracts';
import { type MimeNode, Splitter, type SplitterChunk } from '@zone-eu/mailsplit';
import { decodeText } from '../../decode-text.ts';
import { parseLimits } from './parse-limits.ts';

/** A body that was left where it lies; `token` stands for it in the skeleton. */
export type LeftBody = {
  readonly token: string;
  readonly from: number;
  readonly to: number;
  readonly encoding: 'base64' | 'quoted-printable' | 'none';
  readonly isText: boolean;
};

/** A message small enough to be parsed in memory, whatever its size: long bodies are tokens in it. */
export type Survey = {
  readonly skeleton: Buffer;
  readonly leftBodies: readonly LeftBody[];
  readonly flags: ReadonlySet<MessageFlag>;
};

const signedTypes = ['multipart/signed'];
const sealedTypes = ['multipart/encrypted', 'application/pkcs7-mime', 'application/x-pkcs7-mime'];
const elsewhereTypes = ['message/partial', 'message/external-body'];

/**
 * Walks through a message once, in flat memory, and copies what is small. Never throws for what a message holds: where
 * it cannot go on it stops, and says so in the flags.
 */
export async function surveyMessage(path: string): Promise<Survey> {
  const survey = new Walk();
  const splitter = new Splitter({
    ignoreEmbedded: true,
    maxHeadSize: parseLimits.headerBytes,
    maxChildNodes: parseLimits.parts + 10,
  });
  const source = createReadStream(path, { highWaterMark: 256 * 1024 });
  source.on('error', (error) => splitter.destroy(error));
  try {
    for await (const chunk of source.pipe(splitter)) {
      survey.take(chunk as SplitterChunk);
      if (survey.isFull) break;
    }
  } catch (error) {
    if (!isLimit(error)) throw error;
    survey.stopAtLimit();
  } finally {
    source.destroy();
  }
  return survey.finish();
}

const isLimit = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EMAXLEN';

type OpenBody = { node: MimeNode; from: number; length: number; held: Buffer[]; left: boolean };

class Walk {
  readonly #pieces: Buffer[] = [];
  readonly #left: LeftBody[] = [];
  readonly #flags = new Set<MessageFlag>();
  /** Last borders that have not come yet: without its own a multipart may have lost its end. */
  readonly #awaited = new Set<string>();
  #offset = 0;
  #size = 0;
  #nodes = 0;
  #open: OpenBody | undefined;
  isFull = false;

  take(chunk: SplitterChunk): void {
    if (chunk.type === 'node') this.#begin(chunk);
    else if (chunk.type === 'body') this.#addBody(chunk.node, chunk.value);
    else if (chunk.type === 'data') this.#addBorder(chunk.value);
  }

  /** The splitter refused to go on: too many parts, or a header without end. */
  stopAtLimit(): void {
    this.#flags.add(this.#nodes > parseLimits.parts ? 'parts-left-inside' : 'header-cut');
  }

  finish(): Survey {
    this.#close();
    const whole = !this.#flags.has('parts-left-inside') && !this.#flags.has('nested-too-deep');
    if (whole && this.#awaited.size > 0) this.#flags.add('broken-structure');
    return { skeleton: Buffer.concat(this.#pieces), leftBodies: this.#left, flags: this.#flags };
  }

  #begin(node: MimeNode) {
    this.#close();
    this.#nodes += 1;
    if (this.#nodes > parseLimits.parts) return this.#fill('parts-left-inside');
    if (depthOf(node) > parseLimits.depth) return this.#fill('nested-too-deep');
    this.#noteType(node);
    const header = node.getHeaders();
    this.#offset += header.length;
    // Letters of an old character set in a header: read as Romanian Windows wrote them.
    this.#push(node.parentNode ? header : Buffer.from(decodeText(header)));
    if (node.multipart && node._boundary) this.#awaited.add(`--${node._boundary.toString('latin1')}--`);
  }

  #noteType({ contentType, multipart, _boundary }: MimeNode) {
    const type = contentType || '';
    if (sealedTypes.includes(type)) this.#flags.add('encrypted');
    if (signedTypes.includes(type)) this.#flags.add('signed');
    if (elsewhereTypes.includes(type)) this.#flags.add('content-elsewhere');
    if (type === 'text/calendar' || type === 'application/ics') this.#flags.add('calendar');
    if (multipart && !_boundary) this.#flags.add('broken-structure');
  }

  #addBody(node: MimeNode, value: Buffer) {
    this.#open ??= { node, from: this.#offset, length: 0, held: [], left: false };
    const open = this.#open;
    this.#offset += value.length;
    open.length += value.length;
    if (open.left) return;
    // A slice would keep the whole piece of the file that it was cut from.
    open.held.push(Buffer.from(value));
    if (open.length > (isShownText(node) ? parseLimits.heldTextBytes : parseLimits.heldBytes)) {
      open.left = true;
      open.held = [];
    }
  }

  #addBorder(value: Buffer) {
    this.#close();
    this.#offset += value.length;
    this.#push(value);
    for (const border of this.#awaited) if (value.includes(border, 0, 'latin1')) this.#awaited.delete(border);
  }

  #close() {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined) return;
    if (!open.left) return this.#push(Buffer.concat(open.held));
    const token = `opis-${randomUUID()}`;
    const encoding = toEncoding(open.node.encoding);
    this.#left.push({
      token,
      from: open.from,
      to: open.from + open.length,
      encoding,
      isText: isShownText(open.node),
    });
    this.#push(Buffer.from(encoding === 'base64' ? Buffer.from(token).toString('base64') : token));
  }

  #push(bytes: Buffer) {
    this.#size += bytes.length;
    if (this.#size > parseLimits.skeletonBytes) this.#fill('parts-left-inside');
    else this.#pieces.push(bytes);
  }

  #fill(flag: MessageFlag) {
    this.#flags.add(flag);
    this.isFull = true;
  }
}

function depthOf(node: MimeNode): number {
  let depth = 0;
  for (let parent = node.parentNode; parent; parent = parent.parentNode) depth += 1;
  return depth;
}

const isShownText = ({ contentType, disposition }: MimeNode): boolean =>
  disposition !== 'attachment' && (contentType === 'text/plain' || contentType === 'text/html');

function toEncoding(encoding: string | false): LeftBody['encoding'] {
  if (encoding && /base64/i.test(encoding)) return 'base64';
  return encoding && /quoted-printable/i.test(encoding) ? 'quoted-printable' : 'none';
}
