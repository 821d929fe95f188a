import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aHostileWorld, type Thoroughness } from './a-hostile-world.ts';
import { hostileTexts } from './hostile-texts.ts';

const anyText = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
);
const entry = '/api/v1/registers/general/entries';

// What one text may be: in its field it is let in or refused by its name, and what is let in can be shown everywhere.
const fields = fc.record(
  {
    subject: anyText,
    name: anyText,
    issuerNumber: anyText,
    nomenclatureCode: anyText,
    address: anyText,
    email: anyText,
    phone: anyText,
    cui: anyText,
    cnp: anyText,
  },
  { requiredKeys: ['subject', 'name'] },
);

/** Entries with hostile texts in every field, each looked at everywhere. */
export async function keepTexts({ runs, patience, of }: Thoroughness) {
  const { server, caller, authorization } = await aHostileWorld();
  const texts = of(hostileTexts, 0);
  const get = (url: string) => server.app.inject({ method: 'GET', url, headers: { authorization } });

  test('whatever text is let in can be read, found, corrected and printed', {
    timeout: patience * 4,
  }, async () => {
    let letIn = 0;
    await fc.assert(
      fc.asyncProperty(fields, async ({ subject, issuerNumber, nomenclatureCode, ...sender }) => {
        const { status, body } = await caller.request('POST', entry, {
          requestId: crypto.randomUUID(),
          channel: 'post',
          sheets: 1,
          annexes: 0,
          subject,
          sender: { kind: 'legal', ...sender },
          ...(issuerNumber === undefined ? {} : { issuerNumber }),
          ...(nomenclatureCode === undefined ? {} : { nomenclatureCode }),
        });
        expect([201, 422], JSON.stringify(body)).toContain(status);
        if (status === 422) return;
        letIn += 1;
        await showEverywhere(body as { year: number; number: number }, { subject, name: sender.name });
      }),
      {
        numRuns: texts.length + runs,
        examples: texts.map((text) => [{ subject: text, name: text }]),
      },
    );
    expect(letIn).toBeGreaterThan(texts.length / 2);
  });

  async function showEverywhere(
    { year, number }: { year: number; number: number },
    typed: { subject: string; name: string },
  ) {
    const row = `${entry}/${year}/${number}`;
    const detail = await get(row);
    expect(detail.statusCode, detail.body).toBe(200);
    const q = typed.name.toWellFormed().replaceAll('\0', '').slice(0, 200);
    const addresses = [
      `${entry}?year=${year}&after=${number - 1}&limit=1`,
      `${row}/receipt.pdf`,
      `${row}/receipt.pdf?format=roll80`,
      `${row}/label.pdf`,
      `/api/v1/parties/${detail.json().partyId}`,
    ];
    for (const address of addresses) {
      const { statusCode, body } = await get(address);
      expect(statusCode, `${address} ${JSON.stringify(typed).slice(0, 200)} ${body.slice(0, 300)}`).toBe(200);
    }
    const found = await caller.request('POST', '/api/v1/parties/search', { q });
    expect(found.status, JSON.stringify(found.body)).toBe(200);
    const similar = await caller.request('POST', `${entry}/similar`, {
      subject: typed.subject,
      senderName: typed.name,
    });
    expect([200, 422]).toContain(similar.status);
    const correction = {
      requestId: crypto.randomUUID(),
      reason: 'îndreptare',
      issuer: typed.subject.slice(0, 200),
    };
    expect([200, 422]).toContain((await caller.request('POST', `${row}/correction`, correction)).status);
  }
}
