const collator = new Intl.Collator('ro');

/** Orders two texts as a Romanian dictionary does (a ă â b … i î j … s ș t ț), for `Array.sort`. */
export function compareRomanian(one: string, other: string): number {
  return collator.compare(one, other);
}
