/** The longest name that a row has room for. */
const room = 22;

/** Given names shorten first, the family name never: „Aurelian-C. Popa-Dumbrăveanu”. Names come given name first. */
export function shortName(name: string): string {
  if (name.length <= room) return name;
  const words = name.split(' ');
  const family = words.at(-1) ?? '';
  const [first = '', ...others] = words.slice(0, -1);
  const [before = '', ...joined] = first.split('-');
  const initials = joined.map((part) => `-${part.charAt(0)}.`).join('');
  return [before + initials, ...others.map((part) => `${part.charAt(0)}.`), family].filter(Boolean).join(' ');
}

/** Two letters for the circle of a person. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return `${words.at(0)?.at(0) ?? ''}${words.length > 1 ? (words.at(-1)?.at(0) ?? '') : ''}`;
}
