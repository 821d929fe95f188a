import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { aPdf } from '../../../test/a-pdf.ts';
import { hostileFiles } from '../../../test/hostile-files.ts';
import { createLog } from '../log.ts';
import { createPreviews, type PreviewSource, type Previews } from './previews.ts';

const folder = await mkdtemp(join(tmpdir(), 'opis-previews-'));
const log = createLog('silent');
const previews = createPreviews(log);
afterAll(async () => {
  previews.close();
  await rm(folder, { recursive: true, force: true });
});

let files = 0;
async function aSource(bytes: Uint8Array, mediaType = 'application/pdf'): Promise<PreviewSource> {
  files += 1;
  const path = join(folder, `file-${files}`);
  await writeFile(path, bytes);
  return { sha256: `file-${files}`, path, mediaType };
}

const sizeOf = async (png: Uint8Array) => {
  const { format, width, height } = await sharp(png).metadata();
  return { format, width, height };
};

async function colourAt(png: Uint8Array, left: number, top: number) {
  const pixel = await sharp(png).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw().toBuffer();
  return [...pixel];
}

const noPreview = { family: 'not-found', code: 'document.no-preview' };

describe('pictures of a PDF', () => {
  test('has as many pages as the PDF, each fitting an A4 at 150 dpi, in its true colours', async () => {
    const source = await aSource(aPdf(3));
    expect(await previews.countPages(source)).toBe(3);
    const png = await previews.renderPage(source, 3);
    expect(await sizeOf(png)).toEqual({ format: 'png', width: 1239, height: 1754 });
    expect(await colourAt(png, 50, 50)).toEqual([255, 0, 0]);
    expect(await colourAt(png, 1000, 50)).toEqual([255, 255, 255]);
  });

  test('shows two hundred pages at most', async () => {
    const source = await aSource(aPdf(300));
    expect(await previews.countPages(source)).toBe(200);
    await expect(previews.renderPage(source, 201)).rejects.toMatchObject(noPreview);
  });

  test.each([0, -1, 4, 1_000_000])('has no page %d of three', async (page) => {
    await expect(previews.renderPage(await aSource(aPdf(3)), page)).rejects.toMatchObject(noPreview);
  });
});

describe('pictures of an image', () => {
  test('turns a photograph as its camera says and makes it no larger than a page', async () => {
    const wide = sharp({ create: { width: 4000, height: 2000, channels: 3, background: '#336699' } });
    const source = await aSource(await wide.withMetadata({ orientation: 6 }).jpeg().toBuffer(), 'image/jpeg');
    expect(await previews.countPages(source)).toBe(1);
    expect(await sizeOf(await previews.renderPage(source, 1))).toEqual({
      format: 'png',
      width: 877,
      height: 1754,
    });
  });

  test('does not enlarge a small one, and lays what is transparent on white', async () => {
    const small = sharp({ create: { width: 10, height: 5, channels: 4, background: '#00000000' } });
    const png = await previews.renderPage(await aSource(await small.png().toBuffer(), 'image/png'), 1);
    expect(await sizeOf(png)).toEqual({ format: 'png', width: 10, height: 5 });
    expect(await colourAt(png, 2, 2)).toEqual([255, 255, 255]);
  });

  test('takes nothing of where and when it was taken along', async () => {
    const photo = sharp({ create: { width: 10, height: 10, channels: 3, background: '#ffffff' } });
    const exif = { IFD0: { Artist: 'Ionescu Maria' }, IFD3: { GPSLatitudeRef: 'N' } };
    const source = await aSource(await photo.withExif(exif).jpeg().toBuffer(), 'image/jpeg');
    const png = await previews.renderPage(source, 1);
    expect((await sharp(png).metadata()).exif).toBeUndefined();
    expect(Buffer.from(png).includes('Ionescu')).toBe(false);
  });
});

describe('hostile files', () => {
  test.each(hostileFiles)(
    '$name: has the pages expected, in ten seconds, and the reader lives on',
    async (file) => {
      const source = await aSource(file.bytes, file.mediaType);
      const started = performance.now();
      expect(await previews.countPages(source)).toBe(file.pages);
      const shown = await previews.renderPage(source, 1).then(
        () => 'shown',
        (error) => error.code,
      );
      expect(shown).toBe(file.shown ? 'shown' : 'document.no-preview');
      expect(performance.now() - started).toBeLessThan(12_000);
      expect(await previews.countPages(await aSource(aPdf(1)))).toBe(1);
    },
  );

  test.each(['image/svg+xml', 'text/html', 'application/octet-stream', 'application/zip', 'message/rfc822'])(
    'nothing of type %s is ever opened',
    async (mediaType) => {
      const source = await aSource(Buffer.from('<svg/>'), mediaType);
      expect(await previews.countPages(source)).toBe(0);
      await expect(previews.renderPage(source, 1)).rejects.toMatchObject(noPreview);
    },
  );
});

describe('the process that reads', () => {
  async function anEndlessFile(): Promise<PreviewSource> {
    const path = join(folder, `pipe-${files++}`);
    execFileSync('mkfifo', [path]);
    return { sha256: path, path, mediaType: 'application/pdf' };
  }

  // Linux only, as the product's servers are.
  const children = async () =>
    (await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')).split(' ').filter(Boolean);

  async function sinceNow() {
    const before = new Set(await children());
    return async () => (await children()).filter((child) => !before.has(child));
  }

  async function pidOf(reader: Previews) {
    const started = await sinceNow();
    expect(await reader.countPages(await aSource(aPdf(1)))).toBe(1);
    return Number((await started())[0]);
  }

  test('is ended when a file takes too long, and another takes its place', async () => {
    const reader = createPreviews(log, { timeoutMs: 4_000 });
    const endless = await anEndlessFile();
    expect(await reader.countPages(endless)).toBe(0);
    expect(await reader.countPages(await aSource(aPdf(2)))).toBe(2);
    const started = performance.now();
    expect(await reader.countPages(endless)).toBe(0);
    expect(performance.now() - started).toBeLessThan(1_000);
    reader.close();
  });

  test('is ended when it takes too much memory', async () => {
    const reader = createPreviews(log, { maxMemory: 1024 * 1024 });
    const started = await sinceNow();
    expect(await reader.countPages(await anEndlessFile())).toBe(0);
    await expect.poll(started).toEqual([]);
    reader.close();
  });

  test('may die at any moment without hurting the server or the next file', async () => {
    const reader = createPreviews(log);
    process.kill(await pidOf(reader), 'SIGKILL');
    const pid = await pidOf(reader);
    const source = await aSource(aPdf(4));
    const caught = reader.countPages(source);
    process.kill(pid, 'SIGSEGV');
    expect(await caught).toBe(4);
    expect(await reader.countPages(await aSource(aPdf(5)))).toBe(5);
    reader.close();
  });

  test('can write nothing, start nothing, and is given none of our settings', async () => {
    const reader = createPreviews(log);
    const pid = await pidOf(reader);
    const [command, environment] = await Promise.all([
      readFile(`/proc/${pid}/cmdline`, 'latin1'),
      readFile(`/proc/${pid}/environ`, 'latin1'),
    ]);
    expect(command.split('\0')).toContain('--permission');
    expect(command).not.toMatch(/--allow-(?:fs-write|child-process)/);
    expect(environment.split('\0').filter(Boolean)).toEqual([
      'NODE_CHANNEL_FD=3',
      'NODE_CHANNEL_SERIALIZATION_MODE=advanced',
    ]);
    reader.close();
  });

  test('ends when nothing was asked of it for a while', async () => {
    const reader = createPreviews(log, { idleMs: 1 });
    const started = await sinceNow();
    expect(await reader.countPages(await aSource(aPdf(1)))).toBe(1);
    await expect.poll(started, { timeout: 5_000 }).toEqual([]);
    expect(await reader.countPages(await aSource(aPdf(1)))).toBe(1);
    reader.close();
  });

  test('does not make who stands behind a hanging file wait for ever', async () => {
    const reader = createPreviews(log, { timeoutMs: 60_000, maxWaitMs: 300 });
    await pidOf(reader);
    const hanging = reader.countPages(await anEndlessFile());
    const source = await aSource(aPdf(1));
    expect(await reader.countPages(source)).toBeUndefined();
    await expect(reader.renderPage(source, 1)).rejects.toMatchObject({ ...noPreview, family: 'dependency' });
    reader.close();
    expect(await hanging).toBeUndefined();
  });

  test('is not started again by what was under way when the server stops', async () => {
    const reader = createPreviews(log);
    await pidOf(reader);
    const started = await sinceNow();
    const counting = [reader.countPages(await anEndlessFile()), reader.countPages(await aSource(aPdf(1)))];
    reader.close();
    expect(await Promise.all(counting)).toEqual([undefined, undefined]);
    expect(await started()).toEqual([]);
  });

  test('serves many at once in the order asked', async () => {
    const sources = await Promise.all([1, 2, 3, 4, 5].map((pages) => aSource(aPdf(pages))));
    expect(await Promise.all(sources.map((source) => previews.countPages(source)))).toEqual([1, 2, 3, 4, 5]);
  });
});
