import { randomUUID } from 'node:crypto';
import {
  formatPlainDate,
  type RegisterDocumentResponse,
  type SimilarInformationRequests,
} from '@opis/contracts';
import { describe, expect, test } from 'vitest';
import { aRegistration } from '../../../test/a-registry.ts';
import type { Caller } from '../../../test/a-server.ts';
import { anInformationWorld, requests } from '../../../test/an-information-world.ts';
import { aDatabase } from '../../../test/test-database.ts';

const database = await aDatabase();
const world = await anInformationWorld(database);
const { act, aRequest, begin, clock, dueOf, get, handler, leave, letter, lettersOf } = world;
const { registrar, send, stranger, term } = world;
const question = 'Din ce ani și de la ce direcție sunt contractele?';

describe('an unclear request', () => {
  test('is asked about in a letter with its question and the day of the answer, and no term stops for it', async () => {
    const day = begin();
    const { id } = await aRequest();
    const before = (await get(id)).request.terms;
    const { request } = await act(id, 'clarification', { question });
    expect(request.decisions).toMatchObject([
      { kind: 'clarification', words: question, late: false, letters: [{ kind: 'clarification' }] },
    ]);
    const [drafted = ''] = lettersOf(request);
    const { content } = await letter(drafted);
    const written = JSON.stringify(content.body);
    expect(written).toContain(question);
    expect(written).toContain(formatPlainDate(await dueOf('INF-01-10', day)));
    expect(content.legalBasis).toContain('art. 6 alin. (3)');
    await leave(drafted);
    const { request: asked } = await get(id);
    expect(asked.terms).toEqual(before);
    expect(asked.result).toBeNull();
    clock.pass({ days: 11 });
    expect(term((await get(id)).request)).toMatchObject({ rule: 'INF-01-10', state: 'late' });
  });

  test('is asked about once at a time, and again after the letter left', async () => {
    begin();
    const { id } = await aRequest();
    const first = await act(id, 'clarification', { question });
    expect(first.request.actions).not.toContain('ask-clarification');
    expect((await act(id, 'clarification', { question })).status).toBe(403);
    await leave(lettersOf(first.request)[0] ?? '');
    clock.pass({ days: 1 });
    const second = await act(id, 'clarification', { question: 'Vă ajunge lista contractelor?' });
    expect(second.request.decisions).toHaveLength(2);
  });

  test('past its term is promised no day, and an extension stays possible inside the ten', async () => {
    begin();
    const { id } = await aRequest();
    expect((await act(id, 'clarification', { question })).request.actions).toContain('extend');
    const other = await aRequest();
    clock.pass({ days: 11 });
    const { request } = await act(other.id, 'clarification', { question });
    const written = JSON.stringify((await letter(lettersOf(request)[0] ?? '')).content.body);
    expect(written).not.toContain('cel târziu');
  });

  test('says what is to be made clear, in some words', async () => {
    const { id } = await aRequest();
    expect((await act(id, 'clarification', { question: 'Ce?' })).status).toBe(422);
  });
});

describe('the same question', () => {
  const near: readonly [string, string][] = [
    ['Organigrama și numărul de posturi vacante', 'Numărul posturilor vacante și organigrama instituției'],
    ['Numărul locurilor libere în centrele rezidențiale', 'Câte locuri libere sunt în centrele rezidențiale'],
    ['Bugetul instituției pe anul 2026', 'Vă rog să îmi comunicați bugetul instituției pe 2026'],
    [
      'Cheltuielile cu transportul adaptat în anul 2025, pe luni și pe furnizori',
      'Cheltuielile pentru transportul adaptat în 2025, pe furnizori și luni',
    ],
    [
      'Câte autorizații de construire s-au eliberat în 2025',
      'Numărul autorizațiilor de construire eliberate în anul 2025',
    ],
    ['Salariile conducerii primăriei în anul 2025', 'Veniturile salariale ale conducerii primăriei în 2025'],
  ];
  // Each is worded like one of the above, and asks for something else.
  const far = [
    'Organigrama instituției pe anul 2026',
    'Vă rog să îmi comunicați numărul angajaților instituției pe 2026',
    'Cheltuielile cu energia electrică în anul 2025',
    'Deplasările conducerii primăriei în anul 2025',
    'Procesele-verbale ale ședințelor consiliului din anul 2025',
  ];

  const similarTo = async (id: string, caller: Caller = handler) => {
    const { status, body } = await send(caller, 'GET', `${requests}/${id}/similar`);
    return { status, items: (body as SimilarInformationRequests).items };
  };

  test('asked in other words is found; another question in the same words is not', async () => {
    begin();
    const earlier = new Map<string, string>();
    for (const subject of [...near.map(([first]) => first), ...far])
      earlier.set((await aRequest({ subject })).id, subject);
    for (const [first, again] of near) {
      const { id } = await aRequest({ subject: again });
      const { items } = await similarTo(id);
      expect(items.map((item) => earlier.get(item.id))).toEqual([first]);
      expect(items[0]).toMatchObject({ information: first, result: null, resultOn: null, published: false });
    }
  });

  test('is known by what was written down as asked, with its answer; only earlier requests are shown', async () => {
    const day = begin();
    const details = { form: 'electronic', signed: false, answerBy: null, answerAddress: null };
    const rest = { requesterKind: 'natural', press: false, domain: null };
    const information = 'Numărul câinilor fără stăpân capturați și costul adăpostului';
    const first = await aRequest({ subject: 'Solicitare' });
    await act(first.id, 'details', { ...details, ...rest, information });
    const { request } = await act(first.id, 'pointing', { where: 'lunca-alba.example/adapost' });
    await leave(lettersOf(request)[0] ?? '');
    // Nothing is asked of who has had an answer.
    expect((await act(first.id, 'clarification', { question })).status).toBe(403);
    const again = await aRequest({ subject: information.toUpperCase() });
    expect((await similarTo(again.id)).items).toEqual([
      {
        ...{ id: first.id, registrationNumber: first.registrationNumber, registeredOn: day, information },
        ...{ likeness: 100, result: 'pointed', resultOn: day, published: false },
      },
    ]);
    expect((await similarTo(first.id)).items).toEqual([]);
  });

  test('of another unit, whose file the asker may not read, is neither shown nor told; and a stranger learns nothing', async () => {
    begin();
    const subject = 'Registrul spațiilor verzi și planul de toaletare a arborilor';
    const { register: _, ...body } = aRegistration({
      ...{ unit: 'contencios', procedure: 'foi-request', channel: 'email', subject, confirmGap: true },
    });
    const registered = await send(registrar, 'POST', '/api/v1/registers/general/entries', {
      ...body,
      requestId: randomUUID(),
    });
    const hidden = registered.body as RegisterDocumentResponse;
    const { id } = await aRequest({ subject });
    expect((await similarTo(id)).items).toEqual([]);
    expect((await similarTo(id, stranger)).status).toBe(404);
    const { id: third } = await aRequest({ subject });
    expect((await similarTo(third)).items.map((item) => item.id)).toEqual([id]);
    expect((await get(hidden.id, stranger)).status).toBe(200);
  });
});
