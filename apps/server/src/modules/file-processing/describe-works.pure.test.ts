import { FileFlag, FileWorkKind } from '@opis/contracts';
import { describe, expect, test } from 'vitest';
import type { FileCopy } from './copy-reader.ts';
import { describeWorks } from './describe-works.ts';
import type { FileWork } from './file-work.ts';

const aWork = (changes: Partial<FileWork>): FileWork => ({
  sha256: '0'.repeat(64),
  ...{ kind: 'text', status: 'done', flags: [], done: 0, total: null, tool: null, detail: null },
  ...changes,
});
const said = (...works: FileWork[]) => describeWorks(works, [], (kind) => `/${kind}`).map(({ text }) => text);

describe('what people are told of the works on a file', () => {
  test('nothing, when everything ended as it should', () => {
    expect(said(aWork({}), aWork({ kind: 'antivirus', tool: 'clamd' }))).toEqual([]);
  });

  test('how many pages are behind it, while it is read', () => {
    const [line] = describeWorks([aWork({ status: 'running', done: 3, total: 20 })], [], () => '');
    expect(line).toMatchObject({
      ...{ tone: 'busy', done: 3, total: 20 },
      text: 'Se citește textul: 3 din 20 de pagini.',
    });
  });

  test('that text was recognised, and may be wrong', () => {
    expect(said(aWork({ tool: 'tesseract.js' }))).toEqual([
      'Textul a fost recunoscut din imagini; poate avea greșeli.',
    ]);
  });

  test('once what is told by several works, and of an infected file that alone', () => {
    const sealed = { status: 'flagged', flags: ['encrypted'] } as const;
    expect(said(aWork(sealed), aWork({ ...sealed, kind: 'preview' }))).toHaveLength(1);
    const infected = { status: 'flagged', flags: ['infected'] } as const;
    const lines = said(aWork({ ...infected, kind: 'antivirus', detail: 'Eicar-Test' }), aWork(infected));
    expect(lines).toEqual([
      'Conține un virus (Eicar-Test). Se păstrează, dar nu se deschide și nu se descarcă.',
    ]);
  });

  test('the size before, after and aimed at of a smaller copy, and where it is given', () => {
    const copy: FileCopy = {
      ...{ sha256: '0'.repeat(64), kind: 'small' as const, copySha256: '1'.repeat(64) },
      ...{ size: 8_283_750, originalSize: 40_055_603, mediaType: 'application/pdf' },
    };
    expect(describeWorks([aWork({ kind: 'small' })], [copy], (kind) => `/copies/${kind}`)).toMatchObject([
      {
        text: 'Copie mai mică: 7,9 MB în loc de 38,2 MB (țintă 10 MB).',
        copy: '/copies/small',
        tone: 'calm',
      },
    ]);
  });

  test.each(FileFlag.options)('the flag %s has a sentence', (flag) => {
    expect(said(aWork({ kind: 'antivirus', status: 'flagged', flags: [flag] }))[0]).toMatch(/^[A-ZȘȚ].*[.]$/);
  });

  test.each(FileWorkKind.options)('the work %s says that it waits, runs or failed', (kind) => {
    for (const status of ['waiting', 'running', 'failed'] as const)
      expect(said(aWork({ kind, status }))[0]).toMatch(/^[A-ZȘȚ].*[.]$/);
  });
});
