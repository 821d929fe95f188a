/** A source of numbers that gives the same ones every time: a bench must measure the same set twice. */
export type Random = () => number;

/** Mulberry32: 32 bits of state, good enough to choose words by. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const kinds = [
  'Cerere privind',
  'Cerere de',
  'Solicitare',
  'Sesizare privind',
  'Petiție privind',
  'Adresă referitoare la',
  'Contestație la',
  'Cerere pentru eliberarea',
];
const matters = [
  'certificatul de urbanism',
  'adeverința de venit',
  'indemnizația de însoțitor',
  'plata impozitului pe clădiri',
  'autorizația de construire',
  'iluminatul public',
  'salubrizarea străzii',
  'ajutorul pentru încălzirea locuinței',
  'înscrierea în registrul agricol',
  'alocația pentru susținerea familiei',
  'ancheta socială',
  'certificatul de atestare fiscală',
];
const places = [
  'strada Morii',
  'strada Școlii',
  'aleea Teilor',
  'strada Târgului',
  'bulevardul Gării',
  'cartierul Zăvoi',
];
const starts = [
  'băr',
  'ce',
  'dra',
  'flo',
  'gă',
  'iv',
  'lun',
  'mă',
  'ne',
  'po',
  'ră',
  'să',
  'șer',
  'tu',
  'ță',
  'vo',
];
const middles = ['ca', 'di', 'ga', 'lo', 'mi', 'na', 'pe', 'ri', 'să', 'te', 'vi', 'zo'];
const ends = ['ra', 'nea', 'tor', 'ciu', 'lescu', 'șan', 'reț', 'bar', 'nic', 'tin', 'lea', 'oi'];
const givenNames = [
  'Anghelina',
  'Pătru',
  'Zamfira',
  'Sânziana',
  'Ștefan',
  'Ghiță',
  'Ilinca',
  'Țugulea',
  'Aurel',
  'Elena',
];

const pick = <Item>(list: readonly Item[], random: Random): Item =>
  list[Math.floor(random() * list.length)] as Item;

/** One of some two thousand invented surnames: each is shared by many people, as surnames are. */
export const inventSurname = (random: Random): string => {
  const word = pick(starts, random) + pick(middles, random) + pick(ends, random);
  return word.charAt(0).toUpperCase() + word.slice(1);
};

export const inventName = (random: Random): string => `${inventSurname(random)} ${pick(givenNames, random)}`;

// The square of a chance prefers small numbers: some words stand in many papers, most in few.
function rareWord(random: Random): string {
  const rank = Math.floor(random() ** 3 * 20_000);
  const start = starts[rank % starts.length] ?? '';
  const middle = middles[Math.floor(rank / 16) % middles.length] ?? '';
  const end = ends[Math.floor(rank / 192) % ends.length] ?? '';
  return `${start}${middle}${rank >= 2_304 ? (middles[Math.floor(rank / 2_304) % 12] ?? '') : ''}${end}`;
}

/** A subject of some twelve words: what it is, about what, where, and two words of twenty thousand. */
export function inventSubject(random: Random): string {
  const file = random() < 0.4 ? `, dosar ${Math.floor(random() * 90_000)}` : '';
  return `${pick(kinds, random)} ${pick(matters, random)}, ${pick(places, random)} nr. ${1 + Math.floor(random() * 90)}, ${rareWord(random)} ${rareWord(random)}${file}`;
}

/** Words of those subjects: the most frequent one first, standing in half of all. */
export const frequentWord = 'cerere';
export const inventQuery = (random: Random): string =>
  pick(
    [
      () => `${pick(matters, random)}`,
      () => `${rareWord(random)}`,
      () => `${frequentWord} ${rareWord(random)}`,
    ],
    random,
  )();

const wordsOfText =
  `cerere subsemnatul domiciliat adresă solicit eliberarea adeverinței privind situația dosarului primărie
  consiliul local hotărâre contract chirie locuință teren proprietate acte copie cetățean petiție răspuns termen legal
  comunicare informații publice serviciul social ajutor indemnizație însoțitor handicap certificat medic comisie evaluare
  ancheta familie copil venit plată impozit taxă buget autorizație construire urbanism plan stradă iluminat apă canal gunoi
  zgomot vecin reclamație sesizare verificare măsuri lege articol ordonanță decizie semnătură data stimă mulțumesc`
    .split(/\s+/)
    .filter(Boolean);

const textWords = 200;

/** What a paper of two hundred words says: half of them such as every paper has, half of twenty thousand. */
export function inventText(random: Random): string {
  const words = Array.from({ length: textWords }, () =>
    random() < 0.5 ? (wordsOfText[Math.floor(random() ** 2 * wordsOfText.length)] ?? '') : rareWord(random),
  );
  return `${words.join(' ')}.`;
}

/** What is typed to find such a paper, by how much it asks of the index. */
export const textQueries = {
  rare: (random: Random) => `${rareWord(random)} ${rareWord(random)} `,
  mixed: (random: Random) => `${pick(wordsOfText, random)} ${rareWord(random)} `,
  frequent: (random: Random) =>
    `${wordsOfText[Math.floor(random() * 6)]} ${wordsOfText[6 + Math.floor(random() * 6)]} `,
  typing: (random: Random) => rareWord(random).slice(0, 5),
  phrase: (random: Random) => `„${pick(wordsOfText, random)} ${pick(wordsOfText, random)}”`,
} as const;
export type TextQuery = keyof typeof textQueries;

/** The same name with two letters changed places or one changed, as ears and hands do. */
export function misspell(word: string, random: Random): string {
  const at = 1 + Math.floor(random() * (word.length - 3));
  if (random() < 0.5) return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  return `${word.slice(0, at)}x${word.slice(at + 1)}`;
}
