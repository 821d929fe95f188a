import { generateKeyPairSync } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anActor, aRegistry } from '../../../test/a-registry.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { toLegalTime } from '../../platform/clock.ts';
import { createHttp } from '../../platform/http/http.ts';
import { createLog } from '../../platform/log.ts';
import { createRegister } from './create-register.ts';
import { signHeads } from './heads/sign-heads.ts';
import { receiptCodeOf } from './ledger/commitment.ts';
import { readNumberHistory } from './ledger/read-history.ts';
import { betweenHeadsChecker } from './public/between-heads.ts';
import { verifyEntry } from './public/verify-entry.ts';
import { type RegistryPagesDeps, registryPages } from './registry-pages.ts';

const database = await aDatabase();
const { db } = database;
const registry = await aRegistry(database);
const registrar = await anActor(database);
const seal = generateKeyPairSync('ed25519');
const keeper = await anActor(database);
await createRegister(
  { db, now: new Date() },
  { accountId: null },
  {
    code: 'avertizari',
    name: 'Registrul avertizărilor',
    labelCode: 'S',
    kind: 'confidential',
    memberStaffIds: [keeper.staffId],
  },
);

const deps: RegistryPagesDeps = {
  db,
  frames: async () => ({
    institution: {
      name: 'Primăria Valea Mică',
      phone: '0200 000 120',
      address: 'Str. Morii nr. 5',
      email: 'a@b.example',
    },
    assets: { styles: '/portal/portal.css', crest: null },
  }),
  verifyEntry: (claim) => verifyEntry({ db, betweenHeads: betweenHeadsChecker(db) }, claim),
  sealPublicKey: seal.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
};

async function thePages(
  changes: Partial<RegistryPagesDeps> = {},
  options: { pagesPerMinute?: number; answerStepMs?: number } = {},
) {
  const app = createHttp({ log: createLog('silent'), trustProxy: false });
  await registryPages(app, { ...deps, ...changes }, { pagesPerMinute: 10_000, answerStepMs: 1, ...options });
  return async (url: string) => {
    const response = await app.inject({ url });
    return { status: response.statusCode, headers: response.headers, html: response.body };
  };
}

const open = await thePages();
const entry = await registry.register(registrar, {
  subject: 'Cerere despre podețul din sat',
  sender: { kind: 'natural', name: 'Anghelina Turturică' },
  sheets: 3,
  annexes: 1,
});
const code = await readCode(entry);
const written = encodeURIComponent(entry.registrationNumber);
const secrets = ['A. T.', 'podețul', '3 file', 'Anghelina', 'Turturică'];

describe('the form', () => {
  test('opens empty, as a page that no cache keeps', async () => {
    const { status, headers, html } = await open('/v');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(html).toContain('Verificați o dovadă de înregistrare');
  });

  test('comes back with what was typed when number or hour cannot be read', async () => {
    const { status, html } = await open('/v?numar=61482&ora=25%3A99&cod=7QKD-4M2P');
    expect(status).toBe(422);
    expect(html).toContain('<title>Eroare: ');
    for (const typed of ['value="61482"', 'value="25:99"', 'value="7QKD-4M2P"'])
      expect(html).toContain(typed);
  });

  test('takes number and day in one field or in two, and the hour as people write it', async () => {
    const [number, day] = entry.registrationNumber.split('/');
    const hour = entry.registeredTime.replace(/^0/, '').replace(':', '.');
    for (const query of [
      `numar=${written}`,
      `numar=nr.+${number}+din+${day}`,
      `numar=${number}&data=${day}`,
      `numar=${written}&ora=${hour}`,
    ]) {
      expect((await open(`/v?${query}`)).html, query).toContain('Numărul și data se potrivesc');
    }
  });

  test('never answers with an error of ours, whatever the address holds', async () => {
    for (const url of [
      '/v?numar[]=1&numar=2&numar=3',
      `/v?numar=${'9'.repeat(3000)}`,
      '/v?numar=1/31.02.2026',
      '/v?numar=%00%ff&cod=%E0%A4%A',
      '/v?cod=7QKD-4M2P',
      '/v/general/abcd/1/x',
      '/v/general/2026/99999999999/x',
      "/v/general';--/2026/1/x",
      '/v/general/2026/1/%00',
      '/v/a/b/c/d/e/f',
      '/registru/amprente?inainte=2026-02-31',
      '/registru/altceva',
    ]) {
      expect((await open(url)).status, url).toBeLessThan(500);
    }
  });
});

describe('the answer', () => {
  test('without the code tells number, date, hour and register, and nothing of a person', async () => {
    const { status, html } = await open(`/v?numar=${written}`);
    expect(status).toBe(200);
    for (const words of [entry.registrationNumber, entry.registeredTime, 'Registrul general']) {
      expect(html).toContain(words);
    }
    for (const words of secrets) expect(html).not.toContain(words);
  });

  test('with the code tells initials, content, sheets and annexes, never the name', async () => {
    const { html } = await open(`/v?numar=${written}&cod=${code.toLowerCase()}`);
    expect(html).toContain('Dovada este autentică');
    for (const words of ['A. T.', 'Cerere despre podețul din sat', '3 file, 1 anexă'])
      expect(html).toContain(words);
    expect(html).not.toMatch(/Anghelina|Turturică/);
  });

  test('is the same from the QR code, in any letter case', async () => {
    const address = `/v/g/${entry.year}/${entry.number}/${code}`;
    expect((await open(address)).html).toContain('Dovada este autentică');
    expect((await open(address.toUpperCase())).html).toContain('Dovada este autentică');
  });

  test('marks the day or hour that was changed on paper, for who has the code', async () => {
    const changed = `${entry.number}/01.01.${entry.year}`;
    const { html } = await open(`/v?numar=${encodeURIComponent(changed)}&cod=${code}`);
    expect(html).toContain('Dovada a fost modificată');
    expect(html.match(/class="differs"/g)).toHaveLength(1);
  });

  test('says that the row is under no head yet, and the day after that it stands between two', async () => {
    expect((await open(`/v?numar=${written}`)).html).toContain('se semnează la noapte');
    const tomorrow = new Date(Date.now() + 86_400_000);
    await signHeads({ db, sealKey: seal.privateKey }, toLegalTime(new Date()).date, tomorrow);
    const { html } = await open(`/v?numar=${written}`);
    expect(html).toContain('între deschiderea registrului și o amprentă semnată');
    expect(html).not.toContain('se semnează la noapte');
  });
});

describe('wrong, missing and forbidden', () => {
  const strip = (html: string) => html.replace(/value="[^"]*"/g, '');

  async function cases() {
    const day = entry.registrationNumber.split('/')[1];
    const other = await registry.register(registrar);
    const hidden = await registry.register(keeper, { register: 'avertizari' });
    const hiddenCode = await readCode(hidden);
    return {
      missing: `/v?numar=${encodeURIComponent(`999999/${day}`)}`,
      'missing with a code': `/v?numar=${encodeURIComponent(`999999/${day}`)}&cod=${code}`,
      'wrong day': `/v?numar=${encodeURIComponent(`${entry.number}/01.01.${entry.year}`)}`,
      'wrong hour': `/v?numar=${written}&ora=${entry.registeredTime === '00:01' ? '00:02' : '00:01'}`,
      'wrong code': `/v?numar=${written}&cod=00000000`,
      'no code at all': `/v?numar=${written}&cod=zzz`,
      'code of another entry': `/v/g/${other.year}/${other.number}/${code}`,
      'a confidential entry, with its own code': `/v/s/${hidden.year}/${hidden.number}/${hiddenCode}`,
      'the same by its register’s name': `/v/avertizari/${hidden.year}/${hidden.number}/${hiddenCode}`,
      'the same through the form': `/v?numar=${encodeURIComponent(`${hidden.number}/${day}`)}&cod=${hiddenCode}`,
      'a register that is none': `/v/x/${entry.year}/${entry.number}/${code}`,
    };
  }

  test('are the same page with the same status', async () => {
    const answers = await Promise.all(Object.values(await cases()).map(open));
    const first = answers[0];
    expect(first?.status).toBe(404);
    expect(first?.html).toContain('Nu am găsit acest număr');
    for (const answer of answers) {
      expect(answer.status).toBe(404);
      expect(strip(answer.html)).toBe(strip(first?.html ?? ''));
    }
  });

  // A busy machine may disturb one comparison; a difference that is really there spoils them all.
  test('take the same time: the medians of many asks agree', { retry: 4 }, async () => {
    const timed = await thePages({}, { answerStepMs: 40 });
    const asked = Object.entries(await cases());
    const times = new Map(asked.map(([name]) => [name, [] as number[]]));
    for (let run = 0; run < 9; run++) {
      for (const [name, url] of asked) {
        const start = performance.now();
        await timed(url);
        times.get(name)?.push(performance.now() - start);
      }
    }
    const medians = [...times.values()].map(median);
    expect(Math.min(...medians)).toBeGreaterThan(39);
    expect(Math.max(...medians) - Math.min(...medians)).toBeLessThan(5);
  });
});

describe('the limit', () => {
  test('stops who asks too often, with a page that says when to come back', async () => {
    const limited = await thePages({}, { pagesPerMinute: 3 });
    const answers = [];
    for (let ask = 0; ask < 4; ask++) answers.push(await limited(`/v?numar=${written}`));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers[3]?.headers['retry-after']).toBeDefined();
    expect(answers[3]?.html).toContain('Prea multe încercări');
  });

  test('counts every page of the register together', async () => {
    const limited = await thePages({}, { pagesPerMinute: 2 });
    expect((await limited('/v')).status).toBe(200);
    expect((await limited('/registru/amprente')).status).toBe(200);
    expect((await limited(`/v/g/${entry.year}/${entry.number}/${code}`)).status).toBe(429);
  });
});

describe('an error', () => {
  test('of ours is a page with a code to quote, and tells nothing else', async () => {
    const broken = await thePages({ verifyEntry: () => Promise.reject(new Error('secret of the database')) });
    const { status, html } = await broken(`/v?numar=${written}`);
    expect(status).toBe(500);
    expect(html).toMatch(/Codul erorii: <span class="hash">[0-9a-f-]{36}<\/span>/);
    expect(html).not.toContain('secret');
  });

  test('of the database is a page that asks to come back', async () => {
    const away = await thePages({
      verifyEntry: () => Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })),
    });
    expect(await away(`/v?numar=${written}`)).toMatchObject({ status: 503 });
  });

  test('while even the frame cannot be read is a problem document', async () => {
    const gone = await thePages({
      frames: () => Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })),
    });
    const { status, headers } = await gone('/v');
    expect(status).toBe(503);
    expect(headers['content-type']).toContain('application/problem+json');
  });

  test('of an address that is none is a page too', async () => {
    const { status, html } = await open('/v/a/b/c/d/e');
    expect(status).toBe(404);
    expect(html).toContain('Nu am găsit pagina');
  });
});

describe('the public heads', () => {
  test('show the newest day first, with the seal’s key, and name no confidential register', async () => {
    const { status, html } = await open('/registru/amprente');
    const { rows } = await sql<{ day: string }>`SELECT day FROM head_lines ORDER BY day DESC`.execute(db);
    expect(status).toBe(200);
    expect(html).toContain(`Ziua ${rows[0]?.day.split('-').reverse().join('.')}`);
    expect(html).toContain('Registrul general');
    expect(html).toContain('BEGIN PUBLIC KEY');
    expect(html).not.toContain('avertiz');
  });

  test('go back page by page to the first day', async () => {
    const first = Date.parse('2020-01-01T00:00:00Z');
    for (let day = 0; day < 30; day++) {
      const date = new Date(first + day * 86_400_000).toISOString().slice(0, 10);
      const line = JSON.stringify({ format: 1, day: date, books: [] });
      await sql`INSERT INTO head_lines (day, line, nonce, signed_at)
        VALUES (${date}, ${line}, ${Buffer.alloc(32)}, ${new Date(first + day * 86_400_000 + 82_800_000)})`.execute(
        database.owner,
      );
    }
    const seen: string[] = [];
    let url: string | undefined = '/registru/amprente';
    while (url) {
      const { html } = await open(url);
      seen.push(...[...html.matchAll(/<h2>Ziua ([\d.]+)<\/h2>/g)].map((match) => match[1] ?? ''));
      url = /href="([^"]*inainte=[^"]*)"/.exec(html)?.[1];
    }
    expect(seen).toHaveLength(31);
    expect(new Set(seen).size).toBe(31);
    expect(seen.at(-1)).toBe('01.01.2020');
  });

  test('are there to keep as they left the machine, a line a day, oldest first', async () => {
    const { status, headers, html } = await open('/registru/amprente/heads.jsonl');
    const { rows } = await sql<{ line: string }>`SELECT line FROM head_lines ORDER BY day`.execute(db);
    expect(status).toBe(200);
    expect(headers['content-disposition']).toContain('heads.jsonl');
    expect(html).toBe(rows.map(({ line }) => `${line}\n`).join(''));
  });
});

/** The code as it stands on the receipt of this entry. */
async function readCode(of: { id: string }): Promise<string> {
  const { rows } = await sql<{ book_id: string; number: number }>`
    SELECT book_id, number FROM entries WHERE id = ${of.id}
  `.execute(db);
  const [row] = rows;
  const history = row && (await readNumberHistory(db, row.book_id, row.number));
  const salt = history?.saltOf(history.records[0]?.body.commitments.subject);
  if (salt === undefined) throw new Error('the entry has no receipt code');
  return receiptCodeOf(salt);
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
