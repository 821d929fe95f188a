import { randomUUID } from 'node:crypto';
import { type CaseFileRow, InformationDomain, type InformationRequest, type Sender } from '@opis/contracts';
import type { Product } from '../compose.ts';
import { askCaseTasks, assignCaseFile, listCaseFiles } from '../modules/case-files/index.ts';
import type { Actor } from '../modules/identity/index.ts';
import {
  chargeCopies,
  extendRequest,
  recordVerbalRequest,
  refuseRequest,
  setCopyTariff,
  setInformationDetails,
} from '../modules/information-requests/index.ts';
import { registerDocument, sealedRegisters } from '../modules/registry/index.ts';
import { toLegalTime } from '../platform/clock.ts';

type People = { registrar: Actor; head: Actor; inspector: Actor; director: Actor };

const dayMs = 24 * 3600 * 1000;
const person = (name: string): Sender =>
  ({ kind: 'natural', name, email: 'solicitant@posta.example' }) as Sender;

/** Requests for public information on the inspector's table: one to extend, one to refuse in part, one to ask units about. */
const asked = [
  ['Contractele de achiziții publice încheiate în ultimul an', 'Sebastian-Ilie Grădinaru-Pop'],
  ['Numele și salariile angajaților serviciului, cu funcțiile lor', 'Otilia Frunzăverde'],
  ['Numărul beneficiarilor și sumele plătite pe fiecare lună', 'Asociația Ochi Deschiși Lunca Albă'],
] as const;

const spoken = [
  [
    'Programul de audiențe al conducerii',
    'Marți, între orele 10 și 12, cu înscriere la registratură.',
    'leaders',
  ],
  [
    'Unde se publică bugetul instituției',
    'Pe pagina de internet, la Informații publice, și la avizier.',
    'public-money',
  ],
] as const;

/** What Legea 544/2001 asks for, in every state: details, an extension, a refusal in part, copies, spoken requests. */
export async function seedInformation(
  product: Product,
  { registrar, head, inspector, director }: People,
  { desk, other }: { desk: string; other: string },
): Promise<void> {
  const deps = { ...product, sealedRegisters: sealedRegisters(product) };
  const once = () => ({ requestId: randomUUID() });
  const next = ({ id, version }: InformationRequest) => ({ id, version, ...once() });

  async function open([subject, name]: (typeof asked)[number], index: number): Promise<InformationRequest> {
    const sender = { ...person(name), kind: index === 2 ? ('legal' as const) : ('natural' as const) };
    const { id } = await registerDocument(product, registrar, {
      ...{
        ...once(),
        register: 'general',
        channel: 'email',
        direction: 'in',
        sheets: 1,
        annexes: 0,
        uploads: [],
      },
      ...{ subject, sender, unit: desk, subRegister: '544', procedure: 'foi-request', confirmGap: false },
    });
    await assignCaseFile(product, head, { id, ...once(), version: 1, to: { person: inspector.staffId } });
    return details(inspector, id, index);
  }
  const details = (actor: Actor, id: string, index: number) =>
    setInformationDetails(deps, actor, {
      ...{ id, ...once(), version: 1, information: null, form: index % 3 === 1 ? 'paper' : 'electronic' },
      ...{
        signed: index % 3 === 1,
        answerBy: 'email',
        answerAddress: null,
        requesterKind: index === 2 ? 'legal' : 'natural',
      },
      ...{ press: index % 5 === 4, domain: InformationDomain.options[index % 6] ?? 'other' },
    });

  const tariff = { code: 'a4', name: 'Copie A4 alb-negru', amount: '0.35', act: 'Dispoziția nr. 118/2024' };
  await setCopyTariff(product, director, { ...once(), ...tariff, validFrom: '2024-01-01' });
  const [extended, refused, clarified] = [
    await open(asked[0], 0),
    await open(asked[1], 1),
    await open(asked[2], 2),
  ];
  const reason = 'Contractele se află în arhiva a trei compartimente și cuprind peste 400 de pagini.';
  await extendRequest(deps, inspector, { ...next(extended), reason });
  const why = 'Numele legate de venituri sunt date personale; funcțiile și sumele pe grade se comunică.';
  const grounds = [{ code: 'date-personale', why }];
  const given = 'funcțiile și salariile de bază pe grade și trepte, fără nume.';
  const charged = await refuseRequest(deps, inspector, {
    ...{ ...next(refused), scope: 'part', grounds, given, late: false },
  });
  await chargeCopies(deps, inspector, { ...next(charged), lines: [{ tariff: 'a4', quantity: 41 }] });
  await askUnits(clarified);
  for (const [information, answer, domain] of spoken) {
    const sender = { kind: 'natural' as const, name: 'Persoană la ghișeu' };
    await recordVerbalRequest(deps, registrar, {
      ...{ ...once(), register: 'general', channel: 'counter', sender, information, answer, domain },
      ...{ press: false, confirmGap: false },
    });
  }
  for (const [index, file] of (await waiting()).entries()) await details(registrar, file.id, index + 3);

  async function askUnits({ id }: InformationRequest) {
    const dueOn = toLegalTime(new Date(product.clock.now().getTime() + 4 * dayMs)).date;
    const text = 'Câți beneficiari și ce sume, pe fiecare lună?';
    const steps = [[{ kind: 'clarification' as const, to: { unit: other }, dueOn, text }]];
    await askCaseTasks(product, inspector, { id, ...once(), version: 2, steps });
  }
  /** Those of the last weeks that the registry still has: whoever registered them says what they are about. */
  async function waiting(): Promise<CaseFileRow[]> {
    const { items } = await listCaseFiles(product, registrar, { queue: 'recent', limit: 200 });
    return items
      .filter(
        ({ procedure, status, actions }) =>
          procedure.code === 'foi-request' && status !== 'closed' && actions.includes('edit'),
      )
      .filter(({ id }) => ![extended.id, refused.id, clarified.id].includes(id))
      .slice(0, 10);
  }
}
