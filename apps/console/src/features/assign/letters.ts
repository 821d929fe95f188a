const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The letter of a place in a list: each keeps its own from file to file, also when the one before may not be chosen. */
export function letterOf(index: number): string | undefined {
  return letters[index];
}

/** The place that a pressed letter names; undefined for what is no letter. */
export function placeOf(key: string): number | undefined {
  const place = key.length === 1 ? letters.indexOf(key.toUpperCase()) : -1;
  return place < 0 ? undefined : place;
}
