import { streetPhrases, zonePhrases } from './demo-names.ts';
import { bodySubjects } from './demo-subjects-bodies.ts';
import { citizenSubjects } from './demo-subjects-citizens.ts';
import type { Random } from './seeded-random.ts';
import { socialSubjects } from './social-subjects.ts';

const months = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat('ro', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month, 15)),
);
const numbers = (low: number, high: number) =>
  Array.from({ length: high - low + 1 }, (_, at) => String(low + at));

/** What may stand where a subject has a word in braces. */
const fillers: Readonly<Record<string, readonly string[]>> = {
  strada: streetPhrases,
  zona: zonePhrases,
  luna: months,
  an: numbers(2019, 2024),
  nr: numbers(2, 96),
  dosar: Array.from({ length: 200 }, (_, at) => `${at * 13 + 112}/325/${2024 + (at % 2)}`),
  domeniu: [
    'spațiile verzi',
    'iluminatul public',
    'deszăpezirea',
    'transportul adaptat',
    'întreținerea drumurilor',
    'evenimentele culturale',
    'reparațiile școlilor',
    'colectarea deșeurilor',
    'parcările de reședință',
  ],
};

const templates: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({ ...citizenSubjects, ...bodySubjects, ...socialSubjects }).map(([category, lines]) => [
    category,
    lines.split('\n').flatMap((line) => line.trim() || []),
  ]),
);

/** The town hall's categories that have subjects, `intern` (the institution's own papers) among them. */
export const subjectCategories: readonly string[] = Object.keys({ ...citizenSubjects, ...bodySubjects });

/** A subject of a category, as a registrar writes it down. */
export function aSubject(category: string, random: Random): string {
  const template = random.pick(templates.get(category) ?? []);
  return template.replace(/\{(\w+)\}/g, (_, slot: string) => random.pick(fillers[slot] ?? []));
}

/** Every subject that a category can have. */
export function listSubjects(category: string): string[] {
  return (templates.get(category) ?? []).flatMap(expand);
}

function expand(template: string): string[] {
  const slot = /\{(\w+)\}/.exec(template);
  if (slot === null) return [template];
  return (fillers[slot[1] ?? ''] ?? []).flatMap((filler) => expand(template.replace(slot[0], filler)));
}
