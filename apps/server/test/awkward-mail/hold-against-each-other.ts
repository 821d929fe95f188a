import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ParsedMessage } from '../../src/platform/mail/parse/parsed-message.ts';
import { readMessage } from '../../src/platform/mail/parse/read-message.ts';
import { findActive } from './find-active.ts';
import { type AwkwardMessage, aMessage, cleanedPageOf, soundMessage } from './message.ts';

const now = new Date('2026-11-22T08:00:00Z');

/** Messages as the reader reads them, by their defects. */
export async function readAll(messages: readonly AwkwardMessage[]): Promise<Map<string, ParsedMessage>> {
  const read = await readerHere();
  const all = new Map<string, ParsedMessage>();
  for (const { defect, raw } of messages) all.set(defect, await read(raw));
  await read.end();
  return all;
}

/**
 * Every assertion against every message: what is true of another than its own, or not true of its own; and those with a
 * subject, of the sound message under that subject.
 */
export async function findConfused(
  messages: readonly AwkwardMessage[],
  parsed: ReadonlyMap<string, ParsedMessage>,
): Promise<string[]> {
  const read = await readerHere();
  const wrong: string[] = [];
  for (const { defect, subject, holds } of messages) {
    for (const [other, message] of parsed)
      if (holds(message) !== (other === defect)) wrong.push(`${defect}: ${other}`);
    const sound = subject === undefined ? soundMessage : aMessage({ Subject: subject }, 'Vă rog.\r\n');
    if (holds(await read(sound))) wrong.push(`${defect}: the sound message`);
  }
  await read.end();
  return wrong;
}

/** What could still run, fetch or ask in the pages of these messages as they are shown. */
export const findRunning = (parsed: ReadonlyMap<string, ParsedMessage>): string[] =>
  [...parsed].flatMap(([defect, message]) =>
    findActive(cleanedPageOf(message)).map((found) => `${defect}: ${found}`),
  );

async function readerHere() {
  const folder = await mkdtemp(join(tmpdir(), 'opis-awkward-'));
  const path = join(folder, 'message');
  const read = async (raw: Buffer) => {
    await writeFile(path, raw);
    return await readMessage(path, now);
  };
  return Object.assign(read, { end: () => rm(folder, { recursive: true, force: true }) });
}
