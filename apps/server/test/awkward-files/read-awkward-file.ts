import { Writable } from 'node:stream';
import { pino } from 'pino';
import {
  fileTexts,
  fileWorkOf,
  type ProcessingDeps,
  processUploads,
} from '../../src/modules/file-processing/index.ts';
import type { Actor } from '../../src/modules/identity/index.ts';
import { anActor } from '../a-registry.ts';
import { anUpload, type SomeDocuments, someDocuments } from '../some-documents.ts';
import { someProcessing, workThrough } from '../some-processing.ts';
import type { TestDatabase } from '../test-database.ts';
import type { AwkwardFile } from './awkward-file.ts';

/** What came of a file: how its reading ended, its text, what it was taken for, and why it was given up. */
export type Outcome = {
  readonly ends: string;
  readonly text: string;
  readonly pages: number;
  readonly type: string;
  readonly why: string;
  /** Whatever it is, its bytes are kept as they came. */
  readonly kept: boolean;
};

type Readers = { documents: SomeDocuments; deps: ProcessingDeps; actor: Actor; refusals: string[] };

/** The true works on files, and whoever keeps and reads one awkward file after the other. */
export async function anAwkwardReader(database: TestDatabase) {
  const refusals: string[] = [];
  const hears = new Writable({
    write: (line, _encoding, done) => {
      const { msg, reason } = JSON.parse(String(line)) as { msg: string; reason?: string };
      if (msg === 'file refused' && reason !== undefined) refusals.push(reason);
      done();
    },
  });
  const documents = await someDocuments(database.db, { uploadSubscribers: [processUploads] });
  const deps = someProcessing(database.db, documents, { log: pino({ base: null }, hears) });
  const actor = await anActor(database);
  return (file: AwkwardFile) => readOne({ documents, deps, actor, refusals }, file);
}

async function readOne({ documents, deps, actor, refusals }: Readers, file: AwkwardFile): Promise<Outcome> {
  refusals.length = 0;
  const bytes = await file.bytes();
  const { sha256, mediaType } = await anUpload(documents, actor, { bytes });
  await workThrough(deps);
  const work = (await fileWorkOf(deps.db, [sha256])).find(({ kind }) => kind === 'text');
  const texts = await fileTexts(deps.db, [sha256]);
  return {
    ends: work ? [work.status, ...work.flags].join(' ') : 'unread',
    text: texts.map(({ text }) => text).join('\n'),
    pages: texts.length,
    type: mediaType,
    why: refusals.join('\n'),
    kept: await isKept(deps, sha256, bytes),
  };
}

async function isKept({ files }: ProcessingDeps, sha256: string, bytes: Buffer): Promise<boolean> {
  const pieces: Buffer[] = [];
  for await (const piece of (await files.open(sha256)) ?? []) pieces.push(piece);
  return Buffer.concat(pieces).equals(bytes);
}

/** What of an outcome is not as is said of a file; nothing of its own. */
export function findMistakes(file: AwkwardFile, outcome: Outcome): string[] {
  const { ends, reads, leaves, pages, type, why } = file;
  const holds = {
    ends: outcome.ends === ends,
    reads: reads === undefined || isIn(outcome.text, reads),
    leaves: leaves === undefined || !outcome.text.includes(leaves),
    pages: pages === undefined || outcome.pages === pages,
    type: type === undefined || outcome.type === type,
    why: why === undefined || isIn(outcome.why, why),
    kept: outcome.kept,
  };
  return Object.entries(holds).flatMap(([name, held]) => (held ? [] : [name]));
}

const isIn = (text: string, wanted: string | RegExp) =>
  typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text.trim());

/** Files of whose outcome what is said of another is true as well. */
export function findConfusedFiles(outcomes: ReadonlyMap<AwkwardFile, Outcome>): string[] {
  return [...outcomes.keys()].flatMap((file) =>
    [...outcomes].flatMap(([other, outcome]) =>
      other !== file && findMistakes(file, outcome).length === 0 ? [`${file.name}: ${other.name}`] : [],
    ),
  );
}
