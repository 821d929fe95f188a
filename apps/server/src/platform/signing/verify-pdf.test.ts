import { deflateSync } from 'node:zlib';
import { type SignatureReport, verdictOf } from '@opis/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aPdf, aPdfOf } from '../../../test/a-pdf.ts';
import { aSignedPdf, takeApart } from '../../../test/a-signed-pdf.ts';
import { aSigningWorld } from '../../../test/a-signing-world.ts';
import { aContent, appendRevision } from '../../../test/append-revision.ts';
import { verifyPdf } from './verify-pdf.ts';

const world = aSigningWorld();
const persida = world.aSigner({ name: 'Persida Cucuruz', statements: ['qualified', 'device'] });
const basis = { trust: [], at: new Date('2026-07-01T00:00:00Z') };
const signed = await aSignedPdf(aPdf(1), persida);

function reportOf(pdf: Uint8Array): SignatureReport {
  const [report] = verifyPdf(pdf, basis).signatures;
  if (!report) throw new Error('no report');
  return report;
}

/** The last definition of an object in a PDF, as it is written. */
function objectOf(pdf: Buffer, number: number): string {
  const text = pdf.toString('latin1');
  const all = [...text.matchAll(new RegExp(`(?:^|\\n)${number} 0 obj\\s([\\s\\S]*?)\\nendobj`, 'g'))];
  const found = all.at(-1)?.[1];
  if (found === undefined) throw new Error(`no object ${number}`);
  return found;
}

const marksOf = (pdf: Buffer) => Number(/\/Annots (\d+) 0 R/.exec(objectOf(pdf, 4))?.[1]);

describe('what was added after a signature', () => {
  const cases: [string, Buffer, string[], string][] = [
    [
      'a page that shows something else',
      appendRevision(signed, { objects: { 5: aContent('Altceva') } }),
      ['content'],
      'changed',
    ],
    [
      'another page',
      appendRevision(signed, {
        objects: {
          2: '<< /Type /Pages /Count 2 /Kids [4 0 R 90 0 R] >>',
          90: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
        },
      }),
      ['content'],
      'changed',
    ],
    [
      'another catalogue',
      appendRevision(signed, { root: 90, objects: { 90: objectOf(signed, 1) } }),
      ['content'],
      'changed',
    ],
    [
      'a comment on a page',
      appendRevision(signed, {
        objects: {
          [marksOf(signed)]: objectOf(signed, marksOf(signed)).replace(']', '90 0 R ]'),
          90: '<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (Da) >>',
        },
      }),
      ['annotation'],
      'changed',
    ],
    [
      'proofs for later',
      appendRevision(signed, {
        objects: {
          1: objectOf(signed, 1).replace(/>>\s*$/, '/DSS 90 0 R >>'),
          90: '<< /Type /DSS /Certs [91 0 R] >>',
          91: '<< /Length 3 >>\nstream\nabc\nendstream',
        },
      }),
      ['validation-data'],
      'intact-unverified',
    ],
    [
      'content under the name of a proof',
      appendRevision(signed, {
        objects: {
          1: objectOf(signed, 1).replace(/>>\s*$/, '/DSS << /Certs [5 0 R] >> >>'),
          5: aContent('Altceva'),
        },
      }),
      ['validation-data', 'content'],
      'changed',
    ],
  ];

  test.each(cases)('%s is named', (_what, pdf, later, verdict) => {
    const report = reportOf(pdf);
    expect(report).toMatchObject({ integrity: 'intact', coversWholeFile: false, later });
    expect(verdictOf(report)).toBe(verdict);
  });

  test('a form filled after it is named, and content slipped in beside it too', async () => {
    const form = aPdf(1, '/AcroForm << /Fields [90 0 R] >>');
    const field = '<< /FT /Tx /T (Nume) /Subtype /Widget /Rect [0 0 9 9] >>';
    const open = await aSignedPdf(appendRevision(form, { objects: { 90: field } }), persida);
    const filled = field.replace('/T (Nume)', '/T (Nume) /V (Persida)');
    expect(reportOf(appendRevision(open, { objects: { 90: filled } })).later).toEqual(['form']);
    const both = appendRevision(open, { objects: { 90: filled, 5: aContent('Altceva') } });
    expect(reportOf(both).later).toEqual(['form', 'content']);
  });

  test('white space at the end is nothing', () => {
    expect(reportOf(Buffer.concat([signed, Buffer.from('\n\n')]))).toMatchObject({
      coversWholeFile: true,
      later: [],
    });
  });
});

describe('attacks on signed files', () => {
  test('incremental saving without a table (ISA): an object that no table lists', () => {
    const bent = appendRevision(signed, { table: false, objects: { 5: aContent('Altceva') } });
    expect(reportOf(bent).later).toContain('structure');
  });

  test('incremental saving with bytes that no table knows, beside a lawful save', () => {
    const bent = appendRevision(signed, {
      junk: `5 0 obj\n${aContent('Altceva')}\nendobj\n`,
      objects: { 91: 'null' },
    });
    expect(reportOf(bent).later).toContain('structure');
  });

  test('a save that forgets what came before it', () => {
    const objects = { 1: '<< /Type /Catalog /Pages 90 0 R >>', 90: '<< /Type /Pages /Count 0 /Kids [] >>' };
    const { state, signatures } = verifyPdf(appendRevision(signed, { prev: null, objects }), basis);
    expect(state).toBe('signed');
    expect(signatures).toMatchObject([{ integrity: 'broken', fault: 'detached-from-form' }]);
  });

  test('shadow, hide and replace: two objects of one number signed, the table turned to the other', async () => {
    const hidden = `5 0 obj\n${aContent('Altceva')}\nendobj\n`;
    const pdf = aPdf(1);
    const prepared = appendRevision(pdf, { junk: hidden, objects: { 91: '(de semnat)' } });
    const shadow = await aSignedPdf(prepared, persida);
    expect(reportOf(shadow)).toMatchObject({ integrity: 'intact', coversWholeFile: true });
    const turned = appendRevision(shadow, { offsets: { 5: pdf.length } });
    expect(reportOf(turned).later).toEqual(['content', 'structure']);
  });

  test('shadow, replace: a hole left in what was signed, filled after', async () => {
    const pages = aPdf(1).toString('latin1').replace('/Contents 5 0 R', '/Contents [5 0 R 90 0 R]');
    const rows = pages.split('\n');
    expect(rows.length).toBeGreaterThan(1);
    const holed = await aSignedPdf(rebuild(pages), persida);
    const filled = appendRevision(holed, { objects: { 90: aContent('Altceva') } });
    expect(reportOf(filled).later).toEqual(['content']);
  });

  test('shadow, replace, with the piece that fills the hole dressed as a look of the next signature', async () => {
    const holed = await aSignedPdf(
      rebuild(aPdf(1).toString('latin1').replace('/Contents 5 0 R', '/Contents [5 0 R 90 0 R]')),
      persida,
    );
    const widget = '<< /Type /Annot /Subtype /Widget /FT /Sig /T (S) /Rect [0 0 9 9] /AP << /N 90 0 R >> >>';
    const page = objectOf(holed, 4)
      .replace(/\/Annots (\d+) 0 R/, '/Annots [91 0 R]')
      .replace('/Parent', '/Annots [91 0 R] /Parent');
    const bent = appendRevision(holed, { objects: { 4: page, 90: aContent('Altceva'), 91: widget } });
    expect(reportOf(bent).later).toContain('content');
  });

  test('wrapping (SWA): the second range moved back, and bytes slipped into the gap', () => {
    const text = signed.toString('latin1');
    const [all = '', before, resume, rest] = /\/ByteRange \[0 (\d+) (\d+) (\d+)\]/.exec(text) ?? [];
    const inserted = `>>\nendobj\n5 0 obj\n${aContent('Altceva')}\nendobj\n90 0 obj\n<<`;
    const moved = String(Number(resume) + inserted.length).padStart(10, '0');
    const at = Number(resume);
    const bent = text.slice(0, at) + inserted + text.slice(at);
    const pdf = Buffer.from(bent.replace(all, `/ByteRange [0 ${before} ${moved} ${rest}]`), 'latin1');
    for (const report of verifyPdf(pdf, basis).signatures) expect(report.integrity).toBe('broken');
  });

  test.each<[string, (text: string) => string, string]>([
    ['no ranges', (text) => text.replace('/ByteRange', '/ByteRanje'), 'byte-range'],
    ['ranges that are null', (text) => text.replace(/\[0 \d+ \d+ \d+\]/, 'null'), 'byte-range'],
    ['negative ranges', (text) => text.replace(/\/ByteRange \[0 0/, '/ByteRange [0 -'), 'byte-range'],
    ['three ranges', (text) => text.replace(/(\/ByteRange \[0 \d+ \d+) \d+/, '$1           '), 'byte-range'],
    [
      'a range that leaves out the first byte',
      (text) => text.replace('/ByteRange [0 ', '/ByteRange [1 '),
      'byte-range',
    ],
    [
      'an empty signature',
      (text) => text.replace(/\/Contents <[0-9a-f]+>/, (all) => `/Contents <>${' '.repeat(all.length - 12)}`),
      'byte-range',
    ],
    [
      'a signature of zeros',
      (text) => text.replace(/\/Contents <[0-9a-f]+>/, (all) => all.replace(/[0-9a-f](?=[0-9a-f]*>)/g, '0')),
      'contents',
    ],
    ['two keys of one name', (text) => text.replace('/M (D:', '/ByteRange [0 1 2 3] /M (D:'), 'byte-range'],
  ])('universal forgery (USF): %s', (_what, bend, fault) => {
    const [report] = verifyPdf(Buffer.from(bend(signed.toString('latin1')), 'latin1'), basis).signatures;
    // The offsets of a bent file may have moved: then it cannot be read at all, which is as good.
    if (report) expect(report).toMatchObject({ integrity: 'broken', fault });
    else
      expect(verifyPdf(Buffer.from(bend(signed.toString('latin1')), 'latin1'), basis).state).not.toBe(
        'signed',
      );
  });

  test('a signature that carries other content inside than the file it stands in', () => {
    const { content } = takeApart(signed);
    const attached = attach(content);
    const other = aPdf(1).toString('latin1').replace('Pagina', 'Altcev');
    const place = signed.toString('latin1').replace('Pagina', 'Altcev');
    const room = /\/Contents <([0-9a-f]+)>/.exec(place)?.[1]?.length ?? 0;
    expect(other).toContain('Altcev');
    const bent = place.replace(
      /\/Contents <[0-9a-f]+>/,
      `/Contents <${attached.toString('hex').slice(0, room).padEnd(room, '0')}>`,
    );
    expect(reportOf(Buffer.from(bent, 'latin1')).integrity).toBe('broken');
  });

  function attach(content: Buffer): Buffer {
    const short = content.subarray(0, 100);
    return cms(short, ['-nodetach', '-md', 'sha256']);
  }
});

/** Writes a PDF anew from its objects, so that its table is true again. */
function rebuild(text: string): Buffer {
  const objects = [...text.matchAll(/\d+ 0 obj\n([\s\S]*?)\nendobj/g)].map(([, object]) => object ?? '');
  return aPdfOf(objects);
}

function cms(content: Buffer, options: string[]): Buffer {
  const { writeFileSync } = process.getBuiltinModule('node:fs');
  writeFileSync(world.path('to-sign.bin'), content);
  return world.openssl(
    ...['cms', '-sign', '-binary', '-in', 'to-sign.bin', '-signer', persida.certificateFile],
    ...['-inkey', persida.keyFile, '-outform', 'DER', ...options],
  );
}

describe('hostile files', () => {
  const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
  const bomb = deflateSync(Buffer.alloc(80 * 1024 * 1024));
  const hostile: [string, Buffer][] = [
    [
      'tables that go round in a circle',
      Buffer.from(
        signed
          .toString('latin1')
          .replace(/\/Prev \d+/, (all) => `/Prev ${lastTable(signed)}`.padEnd(all.length)),
        'latin1',
      ),
    ],
    [
      'values nested without end',
      appendRevision(signed, { objects: { 1: `<< /Type /Catalog /AcroForm ${deep} >>` } }),
    ],
    [
      'fields that are their own children',
      appendRevision(signed, {
        objects: {
          1: objectOf(signed, 1).replace(/\/AcroForm \d+ 0 R/, '/AcroForm << /Fields [90 0 R] >>'),
          90: '<< /Kids [90 0 R 90 0 R] >>',
        },
      }),
    ],
    [
      'pages that are their own children',
      appendRevision(signed, { objects: { 2: '<< /Type /Pages /Kids [2 0 R] /Count 1 >>' } }),
    ],
    ['a table that unpacks to a bomb', withBomb(signed, bomb)],
    [
      'a table of a thousand million objects',
      Buffer.concat([
        signed,
        Buffer.from(`xref\n0 999999999\ntrailer\n<< /Root 1 0 R >>\nstartxref\n${signed.length}\n%%EOF`),
      ]),
    ],
    [
      'references that go round in a circle',
      appendRevision(signed, { objects: { 1: '90 0 R', 90: '1 0 R' } }),
    ],
  ];

  test.each(hostile)('%s: answered, and nobody is told that it is sound', (_what, pdf) => {
    const { signatures } = verifyPdf(pdf, basis);
    for (const report of signatures) expect(verdictOf(report)).not.toBe('qualified');
    for (const report of signatures) expect(['broken', 'changed']).toContain(verdictOf(report));
  });

  test('a file saved ten thousand times after it was signed is read, and its changes named', () => {
    const pieces = [signed];
    let size = signed.length;
    let prev = lastTable(signed);
    for (let save = 0; save < 10_000; save += 1) {
      const object = `${200 + save} 0 obj\n(${save})\nendobj\n`;
      const at = size + object.length;
      const piece = Buffer.from(
        `${object}xref\n${200 + save} 1\n${String(size).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 99999 /Root 1 0 R /Prev ${prev} >>\nstartxref\n${at}\n%%EOF\n`,
      );
      pieces.push(piece);
      size += piece.length;
      prev = at;
    }
    expect(reportOf(Buffer.concat(pieces)).later).toEqual(['content']);
  });

  test('a file cut anywhere is never told to be sound', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: signed.length - 3 }), (end) => {
        for (const report of verifyPdf(signed.subarray(0, end), basis).signatures) {
          expect(report.integrity).toBe('broken');
        }
      }),
      { numRuns: 100 },
    );
  });

  test('a bit turned anywhere among what was signed is found', () => {
    const { content } = takeApart(signed);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: content.length - 1 }),
        fc.integer({ min: 0, max: 7 }),
        (at, bit) => {
          const hole = signed.indexOf('/Contents <') + '/Contents '.length;
          const place = at < hole ? at : at + (signed.length - content.length);
          const bent = Buffer.from(signed);
          bent[place] = (bent[place] ?? 0) ^ (1 << bit);
          for (const report of verifyPdf(bent, basis).signatures) expect(report.integrity).not.toBe('intact');
        },
      ),
      { numRuns: 100 },
    );
  });

  test('bytes at random in place of a save never break the reading', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (junk, ended) => {
        const tail = ended ? Buffer.from('\nstartxref\n9\n%%EOF') : Buffer.alloc(0);
        const pdf = Buffer.concat([signed, Buffer.from(junk), tail]);
        expect(['signed', 'unreadable', 'none']).toContain(verifyPdf(pdf, basis).state);
      }),
      { numRuns: 100 },
    );
  });
});

function lastTable(pdf: Buffer): number {
  return Number([...pdf.toString('latin1').matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1]);
}

function withBomb(pdf: Buffer, bomb: Buffer): Buffer {
  const head = `900 0 obj\n<< /Type /XRef /W [1 4 2] /Size 9 /Root 1 0 R /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n`;
  const tail = `\nendstream\nendobj\nstartxref\n${pdf.length}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(head), bomb, Buffer.from(tail)]);
}

describe('what is no signature of anybody', () => {
  test('a PDF without signatures has none, and so has one that is no PDF', () => {
    expect(verifyPdf(aPdf(2), basis)).toMatchObject({ state: 'none', signatures: [] });
    expect(verifyPdf(Buffer.from('Nimic'), basis)).toMatchObject({ state: 'none', signatures: [] });
  });

  test('a right of use that a program maker signed is passed over', () => {
    const rights = appendRevision(aPdf(1, '/Perms << /UR3 90 0 R >>'), {
      objects: { 90: '<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3] /Contents <00> >>' },
    });
    expect(verifyPdf(rights, basis)).toMatchObject({ state: 'none', signatures: [] });
  });
});
