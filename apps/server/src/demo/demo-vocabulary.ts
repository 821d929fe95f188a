import type { Sender } from '@opis/contracts';
import type { DemoVocabulary } from './demo-papers.ts';
import { aNaturalPerson, demoLegalPersons, demoPublicBodies } from './demo-parties.ts';
import { aSubject, subjectCategories } from './demo-subjects.ts';
import type { Random } from './seeded-random.ts';

/** Papers that come from bodies rather than from citizens. */
const sendersOf: Readonly<Record<string, readonly Sender[]>> = {
  'act-de-procedura': demoPublicBodies,
  adresa: demoPublicBodies,
  factura: demoLegalPersons,
  oferta: demoLegalPersons,
  'raport-subventie': demoLegalPersons,
};

/** Of a day's papers some kinds come more often than others. */
const frequent = [
  'petitie',
  'petitie',
  'sesizare',
  'adeverinta',
  'adeverinta',
  'act-de-procedura',
  'informatii-publice',
];

/** What the invented town hall's papers are about, and who sends them. */
export const demoVocabulary: DemoVocabulary = vocabularyOf([
  ...subjectCategories.filter((category) => category !== 'intern'),
  ...frequent,
]);

/** Papers of these categories, a category the more often the more often it is named. */
export function vocabularyOf(categories: readonly string[]): DemoVocabulary {
  return {
    categories,
    subject: aSubject,
    sender(category: string, random: Random): Sender {
      const bodies = sendersOf[category];
      if (bodies) return random.pick(bodies);
      return random.chance(0.9) ? aNaturalPerson(random) : random.pick(demoLegalPersons);
    },
  };
}
