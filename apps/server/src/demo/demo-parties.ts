import { type CnpSpec, generateCnp, parseCui, type Sender, toSearchKey } from '@opis/contracts';
import { familyNames, menNames, streetNames, womenNames } from './demo-names.ts';
import type { Random } from './seeded-random.ts';

/** A made-up person: the CNP's serial is from the range that is hardly ever given out, phone and e-mail are nobody's. */
export function aNaturalPerson(random: Random): Sender {
  const sex: CnpSpec['sex'] = random.chance(0.55) ? 'female' : 'male';
  const given = random.pick(sex === 'female' ? womenNames : menNames);
  const family = random.pick(familyNames);
  const street = `${random.pick(streetNames)} ${aDoor(random.between(0, 96 * 60 - 1))}`;
  return {
    kind: 'natural',
    name: `${family} ${given}`,
    address: `${street}, Lunca Albă`,
    ...(random.chance(0.7) ? { cnp: aCnp(random, sex) } : {}),
    ...(random.chance(0.6) ? { phone: aPhone(random.between(1, 99_999)) } : {}),
    ...(random.chance(0.4)
      ? { email: `${toMailbox(given, family)}${random.between(1, 99)}@posta.example` }
      : {}),
  };
}

/** Every other one lives in a block: few share a door. */
function aDoor(place: number): string {
  const [number, flat] = [(place % 96) + 1, Math.floor(place / 96) + 1];
  return flat > 30 ? `nr. ${number}` : `nr. ${number}, ap. ${flat}`;
}

/** From 0700, which is nobody's, and so many that hardly two people have the same by chance. */
function aPhone(number: number): string {
  const digits = String(number).padStart(5, '0');
  return `0700 0${digits.slice(0, 2)} ${digits.slice(2)}`;
}

function aCnp(random: Random, sex: CnpSpec['sex']): string {
  const two = (low: number, high: number) => String(random.between(low, high)).padStart(2, '0');
  const birthDate = `${random.between(1938, 2006)}-${two(1, 12)}-${two(1, 28)}`;
  return generateCnp({ birthDate, sex, county: two(1, 39), serial: random.between(900, 999) });
}

const toMailbox = (given: string, family: string) =>
  `${given}.${family}`
    .normalize('NFD')
    .replaceAll(/[^a-zA-Z.]/g, '')
    .toLowerCase();

// Name and body of a fiscal code whose check digit is worked out below.
const legalPersons: readonly (readonly [name: string, cuiBody: string])[] = [
  ['Vadim Construct S.R.L.', '9990010'],
  ['Electro Nord Lunca S.R.L.', '9990021'],
  ['Salubris Lunca S.A.', '9990032'],
  ['Apă-Canal Lunca S.A.', '9990043'],
  ['Drumuri și Poduri Lunca S.A.', '9990054'],
  ['Termolunca S.A.', '9990065'],
  ['Birotica Albă S.R.L.', '9990076'],
  ['Tipografia Zăvoiul S.R.L.', '9990087'],
  ['Arhitect Plus Lunca S.R.L.', '9990098'],
  ['Cadastru Expert Lunca S.R.L.', '9990109'],
  ['Verde Peisaj S.R.L.', '9990110'],
  ['Lumina Străzii S.R.L.', '9990121'],
  ['Soft Registru S.R.L.', '9990132'],
  ['Paza Fermă S.R.L.', '9990143'],
  ['Catering Cantina S.R.L.', '9990154'],
  ['Transport Adaptat Lunca S.R.L.', '9990165'],
  ['Medica Lunca S.R.L.', '9990176'],
  ['Fundația „Prag de Casă”', '9990187'],
  ['Asociația „Umbrela Copiilor”', '9990198'],
  ['Asociația „Malul Verde”', '9990209'],
  ['Asociația „Bunicii Luncii”', '9990210'],
  ['Liga Nevăzătorilor, filiala Lunca', '9990221'],
  ['Asociația de proprietari nr. 12', '9990232'],
  ['Asociația de proprietari nr. 27', '9990243'],
  ['Asociația de proprietari „Castanilor 4”', '9990254'],
  ['Redacția „Gazeta Luncii” S.R.L.', '9990265'],
  ['Clubul Sportiv Lunca Albă', '9990276'],
  ['Biroul executorului judecătoresc Sorina Pârlog', '9990287'],
  ['Cabinet de avocat Ștefănescu-Olaru', '9990298'],
  ['Brutăria Moara Veche S.R.L.', '9990309'],
];

/** Invented companies and associations, each with a fiscal code whose check digit is right. */
export const demoLegalPersons: readonly Sender[] = legalPersons.map(([name, body], at) => ({
  kind: 'legal',
  name,
  cui: withCheckDigit(body),
  phone: `0200 000 ${300 + at}`,
  email: `contact@${toSearchKey(name).split(' ').slice(0, 2).join('-')}.example`,
  address: `${streetNames[at % streetNames.length]} nr. ${at + 3}, Lunca Albă`,
}));

function withCheckDigit(body: string): string {
  const cui = Array.from({ length: 10 }, (_, digit) => `${body}${digit}`).find(
    (each) => parseCui(each) === each,
  );
  if (cui === undefined) throw new Error(`no check digit fits ${body}`);
  return cui;
}

const publicBodies = [
  'Judecătoria Lunca Albă',
  'Tribunalul Lunca',
  'Curtea de Apel Lunca',
  'Parchetul de pe lângă Judecătoria Lunca Albă',
  'Instituția Prefectului, Județul Lunca',
  'Consiliul Județean Lunca',
  'Casa Județeană de Pensii Lunca',
  'Casa de Asigurări de Sănătate Lunca',
  'Agenția Județeană pentru Plăți și Inspecție Socială Lunca',
  'Agenția Județeană pentru Ocuparea Forței de Muncă Lunca',
  'Inspectoratul Școlar Județean Lunca',
  'Direcția de Sănătate Publică Lunca',
  'Oficiul de Cadastru și Publicitate Imobiliară Lunca',
  'Inspectoratul pentru Situații de Urgență „Lunca”',
  'Poliția Municipiului Lunca Albă',
  'Garda de Mediu, Comisariatul Județean Lunca',
  'Spitalul Municipal Lunca Albă',
  'Școala Gimnazială nr. 3 Lunca Albă',
  'Școala Gimnazială nr. 4 Lunca Albă',
  'Școala Gimnazială nr. 9 Lunca Albă',
  'Liceul Tehnologic Lunca Albă',
  'Grădinița nr. 7 Lunca Albă',
  'Comuna Poiana Morii',
  'Comuna Vadu Lung',
  'Orașul Poiana Mică',
];

/** Courts, agencies and schools of an invented county. */
export const demoPublicBodies: readonly Sender[] = publicBodies.map((name, at) => ({
  kind: 'public-body',
  name,
  phone: `0200 000 ${400 + at}`,
  address: `${streetNames[(at * 7) % streetNames.length]} nr. ${at + 2}, Lunca Albă`,
}));
