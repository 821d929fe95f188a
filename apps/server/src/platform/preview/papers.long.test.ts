import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { aPdf } from '../../../test/a-pdf.ts';
import { hostileFiles } from '../../../test/hostile-files.ts';
import { createLog } from '../log.ts';
import { createPapers } from './papers.ts';

const folder = await mkdtemp(join(tmpdir(), 'opis-papers-'));
const papers = createPapers(createLog('silent'));
afterAll(async () => {
  papers.close();
  await rm(folder, { recursive: true, force: true });
});

let files = 0;
async function aSource(bytes: Uint8Array, mediaType = 'application/pdf') {
  files += 1;
  const path = join(folder, `file-${files}`);
  await writeFile(path, bytes);
  return { sha256: `file-${files}`, path, mediaType };
}

const basis = { trust: [], at: new Date('2026-07-01T00:00:00Z') };
const corner = { page: 1, x: 0, y: 0, width: 0.1, height: 0.1 };

describe('papers in a process of their own', () => {
  test.each(hostileFiles)('$name: answered, and the next paper is served', async (file) => {
    const source = await aSource(file.bytes, file.mediaType);
    if (file.mediaType === 'application/pdf') {
      expect((await papers.examineSignatures(source, basis))?.state).not.toBe('signed');
    }
    await papers.mask(source, [corner]).then(
      (copy) => expect(Buffer.from(copy).subarray(0, 5).toString()).toBe('%PDF-'),
      (error) => expect(error).toMatchObject({ family: 'validation', code: 'masking.file-unsuitable' }),
    );
    expect(await papers.listWords(await aSource(aPdf(1)), 1)).toHaveLength(2);
  });
});
