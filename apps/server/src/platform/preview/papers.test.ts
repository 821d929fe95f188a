import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { aPdf } from '../../../test/a-pdf.ts';
import { aSignedPdf } from '../../../test/a-signed-pdf.ts';
import { aSigningWorld } from '../../../test/a-signing-world.ts';
import { hostileFiles } from '../../../test/hostile-files.ts';
import { createLog } from '../log.ts';
import { createPapers } from './papers.ts';

const folder = await mkdtemp(join(tmpdir(), 'opis-papers-'));
const papers = createPapers(createLog('silent'));
const world = aSigningWorld();
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

const basis = { trust: [world.asTrusted()], at: new Date('2026-07-01T00:00:00Z') };
const corner = { page: 1, x: 0, y: 0, width: 0.1, height: 0.1 };

describe('papers in a process of their own', () => {
  test('signatures are examined there, trusted lists and all', async () => {
    const who = world.aSigner({ name: 'Persida Cucuruz', statements: ['qualified', 'device'] });
    const report = await papers.examineSignatures(await aSource(await aSignedPdf(aPdf(1), who)), basis);
    expect(report).toMatchObject({
      state: 'signed',
      signatures: [{ integrity: 'intact', level: 'qualified' }],
    });
  });

  test('a masked copy is made there, of a PDF and of a scan', async () => {
    const scan = sharp({ create: { width: 400, height: 500, channels: 3, background: '#ffffff' } });
    const sources = [await aSource(aPdf(1)), await aSource(await scan.png().toBuffer(), 'image/png')];
    for (const source of sources) {
      const copy = await papers.mask(source, [corner]);
      expect(Buffer.from(copy).subarray(0, 5).toString()).toBe('%PDF-');
    }
    expect((await papers.listWords(await aSource(aPdf(1)), 1)).map(({ text }) => text)).toEqual([
      'Pagina',
      '1',
    ]);
  });

  test.each(hostileFiles.slice(0, 2))('$name: answered, and the next paper is served', async (file) => {
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

  test('what is no paper has no copy, and a copy without a mask is none', async () => {
    await expect(papers.mask(await aSource(Buffer.from('x'), 'text/plain'), [corner])).rejects.toMatchObject({
      code: 'masking.file-unsuitable',
    });
    await expect(papers.mask(await aSource(aPdf(1)), [])).rejects.toMatchObject({
      code: 'masking.nothing-marked',
    });
  });
});
