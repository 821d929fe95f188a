import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { anOpenDocument, aWordDocument } from '../../../test/an-office-document.ts';
import { FlaggedFileError } from './file-job.ts';
import { convertToPdf } from './libreoffice.ts';
import { runTool } from './run-tool.ts';

vi.setConfig({ testTimeout: 180_000 });

const program = '/usr/bin/soffice';
const root = await mkdtemp(join(tmpdir(), 'opis-office-'));
afterAll(() => rm(root, { recursive: true, force: true }));

/** Puts a document in a folder of its own, as a work with a file does. */
async function laid(bytes: Buffer) {
  const folder = await mkdtemp(join(root, 'work-'));
  const path = join(root, `${folder.slice(-6)}-given`);
  await writeFile(path, bytes);
  return { folder, path };
}

async function textOf(bytes: Buffer): Promise<string> {
  const { folder, path } = await laid(bytes);
  const pdf = join(folder, 'read.pdf');
  await writeFile(pdf, await convertToPdf(program, { folder, path }));
  return execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' });
}

/** Who asked it for anything: „METHOD path”. */
async function aListener() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => server.close());
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

describe('an office document becomes a PDF', () => {
  test('whose words are those of a .docx', async () => {
    expect(await textOf(aWordDocument('Cerere către primărie: țăruși și împrejmuire'))).toContain(
      'Cerere către primărie: țăruși și împrejmuire',
    );
  });

  test('whose words are those of an .odt', async () => {
    expect(await textOf(anOpenDocument('Înștiințare privind șanțul'))).toContain(
      'Înștiințare privind șanțul',
    );
  });

  test('and what is no document becomes none', async () => {
    const { folder, path } = await laid(Buffer.from('PK\x03\x04 nimic', 'latin1'));
    await expect(convertToPdf(program, { folder, path, timeoutMs: 60_000 })).rejects.toBeInstanceOf(
      FlaggedFileError,
    );
  });
});

describe('nothing of the document acts', () => {
  test('a picture that lies on a server is not asked for', async () => {
    const { asked, url } = await aListener();
    const text = await textOf(aWordDocument('Cu imagine de departe', { picture: `${url}urma.png` }));
    expect(text).toContain('Cu imagine de departe');
    expect(asked).toEqual([]);
  });

  test('a file of the machine is not taken into it', async () => {
    const secret = join(root, 'secret.txt');
    await writeFile(secret, 'parola registraturii');
    const text = await textOf(anOpenDocument('Cu fișier legat', { section: pathToFileURL(secret).href }));
    expect(text).toContain('Cu fișier legat');
    expect(text).not.toContain('parola');
  });

  test('a macro that would run at its opening does not', async () => {
    const leaves = join(root, 'lasat-de-macro.txt');
    expect(await textOf(anOpenDocument('Cu macrocomandă', { macroLeaves: leaves }))).toContain('Cu macro');
    expect(existsSync(leaves)).toBe(false);
  });
});

describe('what does not end is ended', () => {
  test('a conversion past its time is stopped with everything that it started', async () => {
    const { folder, path } = await laid(aWordDocument('Prea lent'));
    const late = convertToPdf(program, { folder, path, timeoutMs: 1_000 });
    await expect(late).rejects.toMatchObject({ flag: 'took-too-long' });
    await expect.poll(() => programsNaming(folder), { timeout: 10_000 }).toEqual([]);
  });

  test('memory is counted with that of what it started', async () => {
    const folder = join(root, 'greedy');
    await mkdir(folder);
    const greedy = 'const kept = Buffer.alloc(300e6, 1); setTimeout(() => kept, 60000)';
    const words = ['-c', `'${process.execPath}' -e '${greedy}' & wait`];
    const run = { program: '/bin/sh', words, folder, timeoutMs: 60_000, maxMemory: 200 * 1024 * 1024 };
    await expect(runTool(run)).rejects.toMatchObject({ flag: 'took-too-much-memory' });
  });
});

/** Programs of the machine whose words name this folder. */
const programsNaming = (folder: string) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
      } catch {
        return false;
      }
    });
