import type { CaseFileRef, RegisterDocumentResponse } from '@opis/contracts';
import { expect, test } from 'vitest';
import { aRegistration } from '../../../../test/a-registry.ts';
import { aServer, type Caller } from '../../../../test/a-server.ts';
import { readPdfText } from '../../../../test/read-pdf.ts';
import { aDatabase } from '../../../../test/test-database.ts';

const server = await aServer(await aDatabase());

const paperOf = (caller: Caller, id: string) =>
  server.inject({
    method: 'GET',
    url: `/api/v1/case-files/${id}/opis.pdf`,
    headers: { authorization: `Bearer ${caller.token}` },
  });

test('the opis on paper lists everything in the file, in order, with totals in figures and words', async () => {
  const registrar = await server.aCaller(['registrar']);
  const head = await server.aCaller(['head-of-unit'], 'juridic');
  const register = async (changes: object) => {
    const { register: _register, ...body } = aRegistration({ unit: 'juridic', ...changes });
    return (await registrar.request('POST', '/api/v1/registers/general/entries', body))
      .body as RegisterDocumentResponse;
  };
  const hostile = `#import "x.typ" ${'ș'.repeat(120)}`;
  const first = await register({ subject: hostile, sheets: 21 });
  const completes = { year: first.year, number: first.number };
  const second = await register({ subject: 'Completare: o fotografie', sheets: 1, completes });
  const address = `/api/v1/registers/general/entries/${first.year}/${first.number}/case-file`;
  const { id } = (await head.request('GET', address)).body as CaseFileRef;
  const { status, response } = await paperOf(head, id);
  expect(status).toBe(200);
  const text = (await readPdfText(response.rawPayload)).join(' ').replace(/\s+/g, ' ');
  expect(text).toContain('Opisul dosarului');
  expect(text).toContain('#import "x.typ"');
  expect(text.indexOf('Completare: o fotografie')).toBeGreaterThan(text.indexOf('#import'));
  expect(text).toContain(second.registrationNumber);
  expect(text).toContain('Total: 2 acte, 22 de file de hârtie.');
  expect(text).toContain('În litere, acte: două; file: douăzeci și două.');
  expect(response.rawPayload.toString('latin1')).toContain('/StructTreeRoot');
  // Another registrar sees the row of the book, not the file.
  expect((await paperOf(await server.aCaller(['registrar']), id)).status).toBe(403);
  expect((await paperOf(await server.aCaller(['head-of-unit'], 'registratura'), id)).status).toBe(404);
});
