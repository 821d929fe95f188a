import { randomUUID } from 'node:crypto';
import type { Channel, RegisterDocumentRequest, Sender } from '@opis/contracts';
import type { Random } from './seeded-random.ts';

/** What the demonstration's papers are about: subjects by category, and who may send them. */
export type DemoVocabulary = {
  categories: readonly string[];
  subject(category: string, random: Random): string;
  sender(category: string, random: Random): Sender;
};

/** A paper as somebody hands it in, e-mails it or posts it. */
export type DemoPaper = RegisterDocumentRequest & { register: string };

const channels: readonly Channel[] = [
  'counter',
  'counter',
  'counter',
  'email',
  'email',
  'post',
  'courier',
  'court-courier',
  'phone',
];

/** Some senders come back: `known` are those who came already. */
export function aPaper(
  vocabulary: DemoVocabulary,
  random: Random,
  { known, date }: { known: Sender[]; date: string },
): DemoPaper {
  const category = random.pick(vocabulary.categories);
  const sender =
    known.length > 20 && random.chance(0.3) ? random.pick(known) : vocabulary.sender(category, random);
  if (isKnownAgain(sender)) known.push(sender);
  const numbered = sender.kind !== 'natural';
  return {
    register: 'general',
    requestId: randomUUID(),
    channel: random.pick(channels),
    direction: 'in',
    subject: vocabulary.subject(category, random),
    sender,
    sheets: random.between(1, 6),
    annexes: random.chance(0.4) ? random.between(1, 5) : 0,
    category,
    ...(numbered
      ? { issuerNumber: String(random.between(12, 4800)), issuerDate: daysBefore(date, random.between(1, 6)) }
      : {}),
    uploads: [],
    confirmGap: true,
  };
}

/** Of whoever gives nothing but a name, the registry cannot tell that they came before. */
const isKnownAgain = ({ cnp, cui, phone, email }: Sender) => Boolean(cnp ?? cui ?? phone ?? email);

/** A paper of the institution itself, on its own initiative. */
export function anInternalPaper(subject: string, unit: string): DemoPaper {
  return {
    register: 'general',
    requestId: randomUUID(),
    channel: 'counter',
    direction: 'ex-officio',
    subject,
    sheets: 1,
    annexes: 0,
    unit,
    uploads: [],
    confirmGap: true,
  };
}

function daysBefore(date: string, days: number): string {
  return new Date(new Date(`${date}T12:00:00Z`).getTime() - days * 24 * 3600_000).toISOString().slice(0, 10);
}
