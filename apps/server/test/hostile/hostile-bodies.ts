import fc from 'fast-check';
import { hostileJson, hostileJsonText } from './hostile-texts.ts';
import type { JsonSchema } from './operations.ts';
import { type Fields, plausibleFields, writeObject } from './plausible-values.ts';

const extraNames = [
  ...['__proto__', 'constructor', 'prototype', 'toString', '', 'id', 'accountId', 'number', 'status'],
  'x'.repeat(5_000),
];

/** Bodies that are right but for one thing, and bodies that are nothing of the kind. */
export function hostileBody(schema: JsonSchema): fc.Arbitrary<string> {
  const fields = plausibleFields(schema);
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(fields, fc.nat(), hostileJson).map(spoilOne) },
    { weight: 4, arbitrary: fc.tuple(fields, fc.nat(), hostileJsonText).map(spoilText) },
    { weight: 3, arbitrary: fc.tuple(fields, fc.nat(), hostileJson).map(spoilInside) },
    { weight: 1, arbitrary: fc.tuple(fields, fc.nat()).map(([all, at]) => writeObject(without(all, at))) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fields, fc.constantFrom(...extraNames), hostileJson)
        .map(([all, name, json]) => writeObject([...all, [name, json]])),
    },
    { weight: 1, arbitrary: fields.map((all) => writeObject([...all, ...all])) },
    { weight: 1, arbitrary: hostileJson },
  );
}

function spoilOne([fields, at, json]: [Fields, number, string]): string {
  return writeObject(fields.map(([name, good], index) => [name, index === at % fields.length ? json : good]));
}

// A text for a text: what the schema lets through, and the use-case, the database and the printer then have to bear.
function spoilText([fields, at, json]: [Fields, number, string]): string {
  const texts = fields.filter(([name, good]) => good.startsWith('"') && name !== 'requestId');
  const target = texts[at % Math.max(texts.length, 1)]?.[0];
  return writeObject(fields.map(([name, good]) => [name, name === target ? json : good]));
}

// One of the values inside an object or list of the body, such as the name of the sender.
function spoilInside([fields, at, json]: [Fields, number, string]): string {
  const spoil = (good: string) => {
    const inner = [...good.matchAll(/(?<=[[:,])(?:"[^"]*"|[^[\]{},:"]+)(?=[\]},])/g)];
    const target = inner[at % Math.max(inner.length, 1)];
    if (!target) return good;
    return good.slice(0, target.index) + json + good.slice(target.index + target[0].length);
  };
  return writeObject(fields.map(([name, good]) => [name, /^[[{]/.test(good) ? spoil(good) : good]));
}

const without = (fields: Fields, at: number): Fields =>
  fields.filter((_, index) => index !== at % fields.length);
