import { randomUUID } from 'node:crypto';
import type { ApiDoor } from './api-door.ts';

/** Makes whole HTTP requests that register a paper: every one another person, another text, another request id. */
export function registrationRequests({ address, token }: ApiDoor): () => Buffer {
  let count = 0;
  const head = [
    'POST /api/v1/registers/general/entries HTTP/1.1',
    `Host: ${address.host}`,
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
  ].join('\r\n');
  return () => {
    const body = JSON.stringify(toBody(count++));
    return Buffer.from(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
}

const givenNames = ['Anghelina', 'Pătru', 'Zamfira', 'Sânziana', 'Ștefan', 'Ghiță', 'Ilinca', 'Țugulea'];
const familyNames = ['Turturică', 'Porumbacu', 'Cucuruz', 'Ghiocel', 'Păstârnac', 'Brândușă', 'Leuștean'];
const subjects = [
  'Solicitare adeverință de venit',
  'Cerere privind eliberarea certificatului de urbanism',
  'Sesizare privind iluminatul public din zona gării',
  'Contestație la decizia de impunere',
  'Cerere de înscriere la grădiniță',
];
const channels = ['counter', 'post', 'email', 'courier', 'portal'];
const units = ['registratura', 'iluminat-public', 'juridic', 'fiscal', 'urbanism'];

function toBody(count: number) {
  const pick = (list: readonly string[], every = 1) => list[Math.floor(count / every) % list.length];
  return {
    requestId: randomUUID(),
    channel: pick(channels),
    subject: `${pick(subjects)}, dosar ${count}`,
    sender: { kind: 'natural', name: `${pick(givenNames)} ${pick(familyNames, 3)}-${count}` },
    sheets: 1 + (count % 7),
    annexes: count % 3,
    unit: pick(units, 2),
  };
}
