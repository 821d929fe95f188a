import type { SearchResponse } from '@opis/contracts';

const most = 2;

/** Which other spellings of what was typed were found: „Vădineanu”, „Vadineanu”; `none` when there are none. */
export function spellingsIn(found: SearchResponse | undefined, typed: string): string {
  const said = new Set(typed.toLowerCase().split(/\s+/));
  const spellings = new Set<string>();
  for (const { text, marks } of found?.entries.items.flatMap(({ why }) => why) ?? [])
    for (const [from, to] of marks) {
      const word = text.slice(from, to);
      if (!said.has(word.toLowerCase()) && !/\d/.test(word)) spellings.add(word);
    }
  const few = [...spellings].slice(0, most).map((word) => `„${word}”`);
  return few.length === 0 ? 'none' : few.join(', ');
}
