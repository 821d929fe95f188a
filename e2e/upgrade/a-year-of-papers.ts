import { randomUUID } from 'node:crypto';

/** What a release is asked to write, in the words of its API; every release from 0.1.0 on understands them. */
export const plan = {
  units: [
    { code: 'registratura', parent: null, name: 'Registratură', shortName: 'Registratură' },
    {
      code: 'urbanism',
      parent: null,
      name: 'Serviciul Urbanism și Amenajarea Teritoriului',
      shortName: 'Urbanism',
    },
  ],
  staff: [
    {
      code: 'registrator',
      givenName: 'Zamfira',
      familyName: 'Porumbacu',
      title: 'registrator',
      position: null,
      office: null,
      activeFrom: '2020-01-01',
    },
  ],
};

const senders = [
  { kind: 'natural', name: 'Pătru Ghiocel', email: 'patru.ghiocel@example.ro' },
  { kind: 'natural', name: 'Ștefania Țăndărică', phone: '0712345678' },
  { kind: 'legal', name: 'Moara Veche S.R.L.' },
  { kind: 'public-body', name: 'Direcția de Sănătate Publică Valea Mică' },
] as const;
const subjects = [
  'Solicitare adeverință de venit',
  'Cerere certificat de urbanism, str. Ștefan cel Mare',
  'Petiție',
];
const channels = ['counter', 'email', 'post', 'courier', 'phone', 'portal'] as const;

/** The body of the n-th registration of the fixture. */
export function toRegistration(index: number, uploads: readonly string[]): object {
  return {
    requestId: randomUUID(),
    subject: `${subjects[index % subjects.length]} (${index})`,
    channel: channels[index % channels.length],
    sender: senders[index % senders.length],
    sheets: 1 + (index % 4),
    annexes: index % 3,
    ...(index % 5 === 0 ? { subRegister: 'petitii' } : {}),
    ...(index % 4 === 0 ? { unit: 'urbanism' } : {}),
    uploads,
  };
}

/** One amendment of each kind, by the number it is made to. */
export const amendments = [
  { number: 2, path: 'annulment', body: { reason: 'înregistrat de două ori' } },
  {
    number: 3,
    path: 'correction',
    body: { reason: 'greșeală de scriere', subject: 'Cerere îndreptată, ș ț' },
  },
  {
    number: 4,
    path: 'dispatch',
    body: { dispatchedOn: '2026-11-18', resolution: 'Răspuns favorabil', addressee: 'Pătru Ghiocel' },
  },
  { number: 5, path: 'joinder', body: { year: 2026, number: 3 } },
  { number: 6, path: 'routing', body: { unit: 'urbanism' } },
] as const;
