import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { aFound, aFrame, examplePages } from '../test/example-pages.ts';
import { renderVerification, type VerificationModel } from './index.ts';

const frame = aFrame();
const pages = examplePages(frame);
const show = (model: VerificationModel) =>
  renderVerification(frame, { model, asked: { number: '', time: '', code: '' } });

describe.each(Object.entries(pages))('the page „%s”', (_name, html) => {
  test('has no script, no style of its own and nothing that runs', () => {
    expect(html).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|javascript:/i);
  });

  test('names its language, and has one heading of the first rank that its title begins with', () => {
    expect(html).toMatch(/^<!doctype html><html lang="ro">/);
    const headings = [...html.matchAll(/<h1>(.*?)<\/h1>/g)];
    expect(headings).toHaveLength(1);
    const [heading = ''] = headings[0]?.slice(1) ?? [];
    expect(html.replace('<title>Eroare: ', '<title>')).toContain(`<title>${heading} – `);
  });

  test('leads past the frame with a link, and says where help is', () => {
    expect(html).toContain('<a class="skip" href="#continut">Sari la conținut</a>');
    expect(html).toContain('<main id="continut"');
    expect(html).toContain('href="tel:+40200000120"');
  });
});

describe('what the page tells', () => {
  const contents = ['E. Ț.-G.', 'Iluminat public', '4 file', 'Expeditor', 'Obiect', 'Documente'];

  test('with the code: number, date, hour, register, initials, content, sheets and annexes', () => {
    for (const words of ['61482/24.11.2026', '10:42', 'Registrul general, anul 2026', ...contents]) {
      expect(pages.authentic).toContain(words);
    }
  });

  test('without the code: number, date, hour and register alone', () => {
    for (const words of ['61482/24.11.2026', '10:42', 'Registrul general, anul 2026']) {
      expect(pages.matching).toContain(words);
    }
    for (const words of contents) expect(pages.matching).not.toContain(words);
  });

  test('of a changed paper: both values, and only the row that differs is marked', () => {
    const marked = [...(pages.changed ?? '').matchAll(/<tr class="differs">(.*?)<\/tr>/g)].map(
      (row) => row[1],
    );
    expect(marked).toHaveLength(1);
    expect(marked[0]).toContain('03.11.2026');
    expect(marked[0]).toContain('24.11.2026');
    for (const words of contents) expect(pages.changed).not.toContain(words);
  });

  test('of an hour or a number that differs, each in its own row', () => {
    const paper = { number: 61_483, date: '2026-11-24', time: '10:24' };
    const html = show(aFound({ paper }));
    expect(html.match(/class="differs"/g)).toHaveLength(2);
    expect(html).toContain('Dovada a fost modificată');
  });

  test('of a scanned code, whose paper told nothing: no comparison', () => {
    expect(show(aFound({ paper: { number: 61_482, date: null, time: null } }))).toContain(
      'Dovada este autentică',
    );
  });

  test('a chain that fails confirms nothing, even where paper and register agree', () => {
    const html = show(aFound({ proof: { ...aFound().proof, whole: false } }));
    expect(html).toContain('Nu putem confirma dovada');
    expect(html).not.toContain('autentică');
    for (const words of contents) expect(html).not.toContain(words);
  });

  test('an annulled row says so, and a changed paper of an annulled row says both', () => {
    const entry = { ...aFound().entry, annulled: true };
    expect(show(aFound({ entry }))).toContain('Înregistrarea a fost anulată');
    const both = show(aFound({ entry, paper: { number: 61_482, date: '2026-11-03', time: null } }));
    expect(both).toContain('Dovada a fost modificată');
    expect(both).toContain('se anulează');
  });

  test('of the row’s place: between two heads, after the opening, or before the head of tonight', () => {
    const { proof } = aFound();
    expect(show(aFound())).toContain('între două amprente semnate ale registrului, așa');
    expect(show(aFound({ proof: { ...proof, before: null } }))).toContain('între deschiderea registrului');
    expect(show(aFound({ proof: { ...proof, after: null } }))).toContain('se semnează la noapte; de mâine');
  });

  test('the fingerprints whole, in groups of four', () => {
    const hash = '7c1f 09ab 52e4 d0c7 '.repeat(4).trim();
    expect(pages.authentic).toContain(`<span class="hash">${hash}</span>`);
  });
});

test('what was typed or registered is text, never markup', () => {
  const hostile = '"><img src=x onerror=alert(1)><script>alert(1)</script>';
  const asked = { number: hostile, time: hostile, code: hostile };
  const notFound = renderVerification(frame, { model: { outcome: 'not-found' }, asked });
  const found = aFound();
  const subject = show(
    aFound({ contents: { ...found.contents, initials: hostile, subject: hostile, sheets: 1, annexes: 0 } }),
  );
  for (const html of [notFound, subject]) {
    expect(html).not.toMatch(/<img src=x|<script/);
    expect(html).toContain('&lt;script&gt;');
  }
});

test('the texts keep the house’s marks: no straight quotes, no three dots, no cedilla', () => {
  const catalogue = readFileSync(new URL('../messages/portal.ro.json', import.meta.url), 'utf8');
  const sentences = Object.values(JSON.parse(catalogue) as Record<string, string>);
  for (const sentence of sentences) expect(sentence).not.toMatch(/["']|\.\.\.| {2}|[şţŞŢ]/);
});
