import type { EntryDetail, RegisterDocumentResponse } from '@opis/contracts';
import { expect, test } from 'vitest';
import { aRegistration } from '../../../../test/a-registry.ts';
import { aServer } from '../../../../test/a-server.ts';
import { readPdfText } from '../../../../test/read-pdf.ts';
import { aDatabase } from '../../../../test/test-database.ts';

const server = await aServer(await aDatabase());

test('a paper printed again is seen in the history, never on the paper', async () => {
  const registrar = await server.aCaller(['registrar']);
  const { register: _register, ...body } = aRegistration();
  const { year, number } = (await registrar.request('POST', '/api/v1/registers/general/entries', body))
    .body as RegisterDocumentResponse;
  const address = `/api/v1/registers/general/entries/${year}/${number}`;
  const print = (paper: string) =>
    server.inject({
      method: 'GET',
      url: `${address}/${paper}`,
      headers: { authorization: `Bearer ${registrar.token}` },
    });
  const papers = [];
  for (const paper of ['label.pdf', 'receipt.pdf', 'receipt.pdf?format=roll80', 'label.pdf'])
    papers.push(await readPdfText((await print(paper)).response.rawPayload));
  const { prints } = (await registrar.request('GET', address)).body as EntryDetail;
  expect(prints.map(({ form, again }) => [form, again])).toEqual([
    ['label-62x29', false],
    ['receipt-a5', false],
    ['receipt-roll80', true],
    ['label-62x29', true],
  ]);
  expect(prints.map(({ by }) => by)).toEqual(Array.from({ length: 4 }, () => 'Persida Cucuruz-1'));
  expect(papers[3]).toEqual(papers[0]);
});
