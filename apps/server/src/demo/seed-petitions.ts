import { randomUUID } from 'node:crypto';
import type { Sender } from '@opis/contracts';
import type { Product } from '../compose.ts';
import type { Actor } from '../modules/identity/index.ts';
import {
  extendPetition,
  listCompetentBodies,
  redirectPetition,
  saveCompetentBody,
  triagePetition,
} from '../modules/petitions/index.ts';
import { designateSpecialRegister, registerDocument, sealedRegisters } from '../modules/registry/index.ts';
import { demoCompetentBodies } from './demo-competent-bodies.ts';
import type { CaseWorkers } from './seed-case-files.ts';

type Paper = { subject: string; sender: Sender; unit?: string };

const neighbour: Sender = {
  kind: 'natural',
  name: 'Aglaia Stupu-Rânduneanu',
  phone: '0700 900 111',
  address: 'Str. Morii nr. 14, Lunca Albă',
};

/**
 * What the law of petitions meets in a town hall: papers that wait to be recognised, one without a name, two about the
 * same, one at the wrong door, one extended, one that was a report of wrongdoing; by the product's own use-cases.
 */
export async function seedPetitions(
  product: Product,
  { registrar, head, secretary }: CaseWorkers,
  { desk }: { desk: string },
): Promise<void> {
  const deps = { ...product, sealedRegisters: sealedRegisters(product) };
  await designateSpecialRegister(
    product,
    { accountId: null },
    { register: 'avertizari', purpose: 'whistleblower' },
  );
  for (const body of demoCompetentBodies)
    await saveCompetentBody(product, registrar, { requestId: randomUUID(), ...body });
  const petition = (paper: Paper) => register(product, registrar, { unit: desk, ...paper });
  const act = (id: string, reason: string) => ({ id, requestId: randomUUID(), version: 1, reason });

  await petition({ subject: 'Groapă în carosabil pe strada Morii, în fața școlii', sender: neighbour });
  await petition({ subject: 'Groapa din carosabil de pe strada Morii, în fața școlii', sender: neighbour });
  await petition({
    subject: 'Zgomot după miezul nopții la terasa de lângă parc',
    sender: { kind: 'natural', name: 'Un vecin îngrijorat' },
  });
  const wrong = await petition({
    subject: 'Factura de apă este de trei ori mai mare decât luna trecută',
    sender: { kind: 'natural', name: 'Pantelimon Izvoreanu', address: 'Str. Fântânii nr. 9, Lunca Albă' },
  });
  const { items } = await listCompetentBodies(product, head);
  const water = items.find(({ domains }) => domains.startsWith('apă'));
  if (water) {
    const reason = 'Furnizarea apei este a companiei județene.';
    await redirectPetition(deps, head, { ...act(wrong, reason), bodyId: water.id });
  }
  const wide = await petition({
    subject: 'Verificarea stabilității malului din spatele blocurilor',
    sender: { kind: 'natural', name: 'Olimpia Maluțeanu', address: 'Str. Malului nr. 2, Lunca Albă' },
  });
  await extendPetition(deps, secretary, {
    ...act(wide, 'Este nevoie de o expertiză geotehnică.'),
    days: 15,
  });
  const report = await register(product, registrar, {
    subject: 'Se cer bani pentru programări la ghișeul de urbanism',
    sender: { kind: 'natural', name: 'Fevronia Tăinuitu', phone: '0700 900 222' },
  });
  await triagePetition(deps, registrar, {
    ...act(report, 'Descrie fapte de corupție ale unui angajat.'),
    decision: 'whistleblower',
  });
}

async function register(
  product: Product,
  registrar: Actor,
  { subject, sender, unit }: Paper,
): Promise<string> {
  const { id } = await registerDocument(product, registrar, {
    ...{ register: 'general', requestId: randomUUID(), channel: 'email', direction: 'in' },
    ...{ subject, sender, sheets: 1, annexes: 0, uploads: [], confirmGap: true },
    ...(unit ? { unit, procedure: 'petition' } : {}),
  });
  return id;
}
