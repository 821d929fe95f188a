import { readdirSync, readFileSync } from 'node:fs';
import { AppError } from '@opis/contracts';
import { afterAll, describe, expect, test } from 'vitest';
import { readPdfText } from '../../../test/read-pdf.ts';
import { createPdfRenderer, PdfError } from './pdf-renderer.ts';

const pdf = createPdfRenderer();
afterAll(() => pdf.close());

const head = '#set document(title: "Probă")\n#set text(font: "Source Sans 3", fallback: false, lang: "ro")\n';
const aJob = (body: string, data: unknown = {}) => ({
  main: 'main.typ',
  sources: { 'main.typ': head + body },
  data,
});
const showText = '#json(bytes(sys.inputs.data)).text';

/** Some 10^9 steps: far past any time limit used here. */
const endless = '#for i in range(30000) { for j in range(30000) { let x = i * j } }';

describe('the renderer', () => {
  test('sets data as text', async () => {
    const [text] = await readPdfText(await pdf.render(aJob(showText, { text: 'Ședința de țară' })));
    expect(text).toContain('Ședința de țară');
  });

  test('gives each of many callers their own document', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `document ${index}.`);
    const files = await Promise.all(names.map((text) => pdf.render(aJob(showText, { text }))));
    const texts = await Promise.all(files.map(readPdfText));
    expect(texts.map(([text]) => text?.trim())).toEqual(names);
  });

  test('refuses a template that does not compile, says why, and goes on with the next', async () => {
    const broken = pdf.render(aJob('#let x = (1, 2\n#unknown'));
    const next = pdf.render(aJob('#text[da]'));
    await expect(broken).rejects.toThrow(PdfError);
    await expect(broken).rejects.toThrow(/unclosed delimiter/);
    expect((await next).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('refuses a picture without description and a document without title', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>';
    const picture = '#image(bytes(json(bytes(sys.inputs.data)).svg), format: "svg")';
    await expect(pdf.render(aJob(picture, { svg }))).rejects.toThrow(/alt/i);
    const untitled = {
      main: 'main.typ',
      sources: { 'main.typ': '#text(font: "Source Sans 3")[x]' },
      data: {},
    };
    await expect(pdf.render(untitled)).rejects.toThrow(/title/);
  });

  test('quotes no text of the document in its errors: they go to the log', async () => {
    const failed = pdf.render(
      aJob('#text(font: "Source Serif 4")[#json(bytes(sys.inputs.data)).text]', { text: 'Țăranu □' }),
    );
    const error = await failed.then(
      () => undefined,
      (reason: Error) => reason,
    );
    expect(error).toBeInstanceOf(PdfError);
    expect(error?.message).not.toContain('Țăranu');
  });
});

describe('the setting process', () => {
  test.each([
    ['a file by its path', '#read("/etc/passwd")', /not found/],
    ['a file above its folder', '#read("../../../../../../etc/passwd")', /denied|outside/],
    ['a picture of the machine', '#image("/etc/hostname", alt: "x")', /not found/],
    ['a package of the network', '#import "@preview/cetz:0.3.0": *', /download|not found/],
  ])('a template cannot read %s', async (_what, body, reason) => {
    await expect(pdf.render(aJob(body))).rejects.toThrow(reason);
  });

  test('knows none of the server settings', async () => {
    process.env.OPIS_TEST_SECRET = 'never-in-the-child';
    const other = createPdfRenderer();
    const before = new Set(childProcesses());
    await other.render(aJob('#text[da]'));
    const [child] = childProcesses().filter((pid) => !before.has(pid));
    const environment = readFileSync(`/proc/${child}/environ`, 'utf8');
    other.close();
    delete process.env.OPIS_TEST_SECRET;
    expect(environment).toContain('HTTPS_PROXY=http://127.0.0.1:9');
    expect(environment).not.toContain('never-in-the-child');
  });

  test('is killed with a document past the time limit; the server goes on working, the next is set', async () => {
    const hasty = createPdfRenderer({ timeLimitMs: 3_000 });
    await hasty.render(aJob('#text[început]'));
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 10);
    const stuck = hasty.render(aJob(endless));
    const next = hasty.render(aJob('#text[da]'));
    await expect(stuck).rejects.toMatchObject({ family: 'dependency', code: 'print.unavailable' });
    clearInterval(ticking);
    expect(ticks).toBeGreaterThan(15);
    expect(await readPdfText(await next)).toEqual(['da']);
    hasty.close();
  });

  test('when it dies, the caller is told and the next document has another', async () => {
    const mortal = createPdfRenderer();
    await mortal.render(aJob('#text[început]'));
    const stuck = mortal.render(aJob(endless));
    setTimeout(() => mortal.close(), 50);
    await expect(stuck).rejects.toThrow(AppError);
    expect(await readPdfText(await mortal.render(aJob('#text[da]')))).toEqual(['da']);
    mortal.close();
  });

  test('goes away when nobody prints, and comes back', async () => {
    const seldom = createPdfRenderer({ idleMs: 30 });
    const before = new Set(childProcesses());
    await seldom.render(aJob('#text[da]'));
    expect(childProcesses().filter((pid) => !before.has(pid))).toHaveLength(1);
    await expect.poll(() => childProcesses().filter((pid) => !before.has(pid))).toHaveLength(0);
    expect(await readPdfText(await seldom.render(aJob('#text[iar]')))).toEqual(['iar']);
    seldom.close();
  });
});

/** Living children of this process, by id. */
function childProcesses(): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isOurs(name));
}

function isOurs(pid: string): boolean {
  try {
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return Number(parent) === process.pid && state !== 'Z';
  } catch {
    return false;
  }
}
