import { type CommittedValue, commit } from '../ledger/commitment.ts';

/** What a paper says in words, each with the salt of a commitment of its own. */
export function commitTexts(texts: Readonly<Record<string, string | null>>): {
  values: CommittedValue[];
  commitments: Record<string, string>;
} {
  const made = Object.entries(texts).flatMap(([name, text]) =>
    text === null ? [] : [{ name, ...commit(text) }],
  );
  return {
    values: made,
    commitments: Object.fromEntries(made.map(({ name, commitment }) => [name, commitment])),
  };
}
