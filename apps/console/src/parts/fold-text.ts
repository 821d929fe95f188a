/** Text as it is compared: lower case, without diacritics, ș ş s alike, spaces single. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** True when every typed word begins a word of the text: „vad ele” in „Vădineanu-Constantinescu Elena-Gabriela”. */
export function startsWords(text: string, typed: string): boolean {
  const words = foldText(text).split(' ');
  return foldText(typed)
    .split(' ')
    .every((part) => words.some((word) => word.startsWith(part)));
}

/** The pieces of a text, those that the typed words begin marked; for showing why it was found. */
export function markMatches(text: string, typed: string): { text: string; match: boolean }[] {
  const parts = foldText(typed).split(' ').filter(Boolean);
  return text.split(/(?<=[^\p{L}\p{N}\p{M}])|(?=[^\p{L}\p{N}\p{M}])/u).map((piece) => {
    const folded = foldText(piece);
    return { text: piece, match: folded !== '' && parts.some((part) => folded.startsWith(part)) };
  });
}
