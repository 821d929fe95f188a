import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmergencySheetDetail, PartyKind } from '@opis/contracts';
import type { Product } from '../compose.ts';
import type { Actor } from '../modules/identity/index.ts';
import {
  addContact,
  addRepresentation,
  mergeParties,
  type PartyDeps,
  suggestParties,
} from '../modules/parties/index.ts';
import {
  enterEmergencyLine,
  entriesOfParties,
  findRegister,
  importHistory,
  makeEmergencySheet,
  registerDocument,
  sealedRegisters,
} from '../modules/registry/index.ts';
import { toLegalTime } from '../platform/clock.ts';
import type { Demonstration } from './demonstration.ts';

/**
 * What stands around the register, so that no screen is empty: people written twice, one pair of them merged; who acts
 * for whom; sheets of the emergency book, one of them entered in part; the two years of the old register before the
 * first that this program numbered.
 */
export async function seedRecords(
  product: Product,
  registrar: Actor,
  { sheet, before }: { sheet: EmergencySheetDetail | undefined; before: number },
): Promise<void> {
  await seedTwins(product, registrar);
  if (sheet) await enterLines(product, registrar, sheet);
  await seedHistory(product, registrar, before);
}

type Person = { name: string; kind?: PartyKind; phone?: string; email?: string; address?: string };

const twins: readonly (readonly [Person, Person])[] = [
  [
    { name: 'Vădineanu-Constantinescu Elena-Gabriela', phone: '0700 000 411', address: 'Str. Teilor nr. 27' },
    { name: 'Vadineanu Elena Gabriela', phone: '0700 000 411', email: 'elena.v@posta.example' },
  ],
  [
    { name: 'Prundaru Vasile', email: 'v.prundaru@posta.example', address: 'Str. Morii nr. 4' },
    { name: 'Prundariu Vasile', address: 'str. Morii, nr. 4' },
  ],
  [
    { name: 'Asociația „Umbrela Copiilor”', kind: 'legal', email: 'umbrela@posta.example' },
    { name: 'Asociatia Umbrela Copiilor', kind: 'legal', email: 'umbrela@posta.example' },
  ],
  [
    { name: 'Țepeluș Ilie', phone: '0700 000 418', address: 'Str. Plopilor nr. 11' },
    { name: 'Țepeluș I. Ilie-Petru', phone: '0700 000 418' },
  ],
  [
    { name: 'Bârsănescu Nicoleta', email: 'nicoleta.barsanescu@posta.example' },
    { name: 'Bîrsănescu Nicoleta-Maria', email: 'nicoleta.barsanescu@posta.example', phone: '0700 000 419' },
  ],
  [
    { name: 'Obștea Cimitirului Vechi', kind: 'legal', address: 'Str. Cimitirului Vechi nr. 1, Lunca Albă' },
    { name: 'Obstea Cimitirul Vechi', kind: 'legal', address: 'Str. Cimitirului Vechi nr. 1, Lunca Alba' },
  ],
  [
    { name: 'Mărăcine-Popa Domnica', phone: '0700 000 420', address: 'Aleea Castanilor nr. 4, ap. 9' },
    { name: 'Popa Domnica', phone: '0700 000 420' },
  ],
  [
    { name: 'Stejăroiu Lucreția', address: 'Str. Nucului nr. 15, Lunca Albă' },
    { name: 'Stejeroiu Lucreția', address: 'Str. Nucului nr. 15, Lunca Albă' },
  ],
  [
    { name: 'Fundația „Prag de Casă”', kind: 'legal', phone: '0200 000 317' },
    { name: 'Fundația Prag de Casă, filiala Lunca', kind: 'legal', phone: '0200 000 317' },
  ],
];

async function seedTwins(product: Product, actor: Actor) {
  const deps: PartyDeps = {
    ...product,
    sealedRegisters: sealedRegisters(product),
    entries: entriesOfParties(product),
  };
  for (const person of [...twins.flat(), { name: 'Vădineanu Aurelia' }])
    await sendPaper(product, actor, person);
  const idOf = async (name: string) => {
    const found = (await suggestParties(deps, actor, name)).find((party) => party.name === name);
    if (found === undefined) throw new Error(`the demonstration does not know ${name}`);
    return found.id;
  };
  const [[daughter, again]] = twins as [readonly [Person, Person], ...unknown[]];
  const partyId = await idOf(daughter.name);
  const command = () => ({ requestId: randomUUID() });
  await addContact(deps, actor, {
    ...command(),
    partyId,
    kind: 'phone',
    value: '0251 123 456',
    preferred: false,
  });
  await mergeParties(deps, actor, {
    ...command(),
    survivorId: partyId,
    mergedId: await idOf(again.name),
    take: ['email'],
  });
  await addRepresentation(deps, actor, {
    ...command(),
    partyId,
    representedId: await idOf('Vădineanu Aurelia'),
    basis: 'mandate',
    note: 'mamă, grad grav',
    from: toLegalTime(product.clock.now()).date,
  });
}

function sendPaper(product: Product, actor: Actor, { kind = 'natural', ...person }: Person) {
  return registerDocument(product, actor, {
    register: 'general',
    requestId: randomUUID(),
    channel: 'counter',
    direction: 'in',
    subject: 'Cerere de adeverință',
    sender: { kind, ...person },
    sheets: 1,
    annexes: 0,
    uploads: [],
    confirmGap: true,
  });
}

const dayMs = 24 * 3600 * 1000;
const onPaper = [
  ['09:20', 'Sântimbreanu Paraschiva', 'Sesizare: iluminat public stins'],
  ['09:45', 'Țepeluș Ilie', 'Cerere de adeverință de venit'],
] as const;

/** Two sheets for the first office, printed on the day that the seeder's clock shows; the first is written on later. */
export async function makeSheets(
  product: Product,
  actor: Actor,
  { plan }: Pick<Demonstration, 'plan'>,
): Promise<EmergencySheetDetail | undefined> {
  const office = plan.offices?.[0]?.code;
  if (office === undefined) return undefined;
  const order = { office, register: 'general', lines: 12 };
  const sheet = await makeEmergencySheet(product, actor, { requestId: randomUUID(), ...order });
  await makeEmergencySheet(product, actor, { requestId: randomUUID(), ...order });
  return sheet;
}

async function enterLines(product: Product, actor: Actor, sheet: EmergencySheetDetail) {
  const receivedOn = toLegalTime(new Date(product.clock.now().getTime() - dayMs)).date;
  for (const [index, [receivedTime, name, subject]] of onPaper.entries()) {
    await enterEmergencyLine(product, actor, {
      requestId: randomUUID(),
      sheetId: sheet.id,
      number: sheet.lines[index]?.number ?? 0,
      receivedOn,
      receivedTime,
      channel: 'counter',
      direction: 'in',
      subject,
      sender: { kind: 'natural', name },
      sheets: 1,
      annexes: 0,
      uploads: [],
      confirmGap: true,
    });
  }
}

const formerPapers = [
  ['Călugăreanu Dumitru', 'Cerere de racordare la canalizare', 'Investiții'],
  ['Școala Gimnazială nr. 4', 'Solicitare de reparații la acoperiș', 'Investiții'],
  ['Măcriș Gheorghe', 'Contestație la impunere', 'Taxe și impozite'],
  ['Judecătoria Lunca Albă', 'Citație', 'Juridic'],
  ['Bârsănescu Nicoleta', 'Cerere de audiență', 'Cabinet'],
] as const;

async function seedHistory(product: Product, actor: Actor, before: number) {
  const lines = [before - 2, before - 1].flatMap((of) =>
    Array.from({ length: 60 }, (_, at) => {
      const [issuer, subject, unit] = formerPapers[at % formerPapers.length] ?? formerPapers[0];
      const [day, month] = [(at % 28) + 1, Math.floor(at / 5) + 1].map((part) =>
        String(part).padStart(2, '0'),
      );
      return [at + 1, `${day}.${month}.${of}`, 1 + (at % 3), issuer, subject, unit].join(';');
    }),
  );
  const register = await findRegister(product.db, 'general');
  if (register === undefined) throw new Error('the demonstration has no general register');
  const folder = await mkdtemp(join(tmpdir(), 'opis-demo-'));
  try {
    const path = join(folder, 'registru-vechi.csv');
    await writeFile(
      path,
      `Nr.;Data;File;Emitentul;Conținutul pe scurt;Compartimentul\n${lines.join('\n')}\n`,
    );
    const file = { path, name: 'registru-vechi.csv' };
    await importHistory(product, actor, { file, register, keep: true });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
