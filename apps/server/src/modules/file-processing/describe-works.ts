import type { FileFlag, FileWorkLine, FileWorkTone } from '@opis/contracts';
import type { FileCopy } from './copy-reader.ts';
import type { FileWork } from './file-work.ts';
import { fileWorkText } from './file-work-texts.ts';
import { smallCopyTarget } from './works-of-types.ts';

const megabyte = 1024 * 1024;
const target = smallCopyTarget / megabyte;

/** What there is to say of the works on one file, one line each; what ended as it should says nothing. */
export function describeWorks(
  works: readonly FileWork[],
  copies: readonly FileCopy[],
  urlOf: (kind: FileCopy['kind']) => string,
): FileWorkLine[] {
  // Nothing that is told of an infected file matters beside that.
  const infected = works.find(({ flags }) => flags.includes('infected'));
  const told = infected ? works.filter(({ kind }) => kind === 'antivirus') : works;
  return withoutRepeats(
    told.flatMap((work) => {
      const copy = copies.find(({ kind }) => kind === work.kind);
      return describeWork(work, copy, copy && urlOf(copy.kind));
    }),
  );
}

function describeWork(work: FileWork, copy: FileCopy | undefined, url: string | undefined): FileWorkLine[] {
  const line = (tone: FileWorkTone, text: string, rest: Partial<FileWorkLine> = {}): FileWorkLine => ({
    kind: work.kind,
    ...{ tone, text, done: null, total: null, copy: null },
    ...rest,
  });
  const { kind, status, done, total } = work;
  if (status === 'running' && kind === 'text' && total !== null)
    return [line('busy', fileWorkText('text.running-pages', { done, total }), { done, total })];
  if (status === 'waiting' || status === 'running')
    return [line('busy', fileWorkText(`${kind}.${status}`, { target }))];
  if (status === 'failed') return [line('warn', fileWorkText(`${kind}.failed`))];
  const flags = work.flags.map((flag) => line(toneOf(flag), describeFlag(work, flag)));
  if (copy && (kind === 'small' || kind === 'archive')) {
    const sizes = { size: showSize(copy.size), originalSize: showSize(copy.originalSize), target };
    flags.unshift(line('calm', fileWorkText(`${kind}.done`, sizes), { copy: url ?? null }));
  }
  if (kind === 'text' && isRecognised(work)) flags.push(line('calm', fileWorkText('text.recognised')));
  return flags;
}

const isRecognised = ({ tool, status }: FileWork) =>
  (tool === 'tesseract.js' || tool === 'tesseract') && (status === 'done' || status === 'flagged');

const describeFlag = ({ detail }: FileWork, flag: FileFlag) =>
  fileWorkText(`flag.${flag}`, { detail: detail ?? '–', target });

const toneOf = (flag: FileFlag): FileWorkTone => {
  if (flag === 'infected') return 'stop';
  return flag === 'not-scanned' || flag === 'no-office-here' ? 'calm' : 'warn';
};

// A file under a password is that for every work.
function withoutRepeats(lines: readonly FileWorkLine[]): FileWorkLine[] {
  const seen = new Set<string>();
  return lines.filter(({ text }) => !seen.has(text) && seen.add(text));
}

const showSize = (bytes: number) =>
  `${(bytes / megabyte).toLocaleString('ro-RO', { maximumFractionDigits: 1 })} MB`;
