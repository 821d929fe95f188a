import type { OrganisationPlanInput } from '../modules/organisation/index.ts';
import { toStaffCode } from './demo-staff.ts';
import type { DemoAccount } from './demonstration.ts';

type PositionPlan = NonNullable<OrganisationPlanInput['positions']>[number];
type PersonPlan = NonNullable<OrganisationPlanInput['staff']>[number];

/** Invented people: given name, family name, unit, post, office, and a title when it says more than the post. */
const people: readonly (readonly [
  givenName: string,
  familyName: string,
  unit: string,
  post: string,
  office: string,
  title?: string,
])[] = [
  ['Octavian', 'Brezeanu', 'primar', 'Primar', 'sediu', 'primar'],
  ['Silvia', 'Tomoioagă', 'viceprimar', 'Viceprimar', 'sediu', 'viceprimar'],
  ['Iosif', 'Bărbulețu', 'secretar-general', 'Secretar general', 'sediu', 'secretar general'],
  ['Corina', 'Văleanu', 'proiecte-comunicare', 'Director executiv', 'sediu'],
  ['Matei', 'Scurtu', 'registratura', 'Șef serviciu', 'sediu'],
  ['Ioana', 'Dragomirescu', 'registratura', 'Registrator', 'ghiseul-2', 'registrator, ghișeul 2'],
  ['Ilinca', 'Doboș', 'registratura', 'Registrator', 'sediu', 'registrator, ghișeul 1'],
  ['Filofteia', 'Rotaru-Nechita', 'registratura', 'Registrator', 'ghiseul-2', 'registrator, ghișeul 3'],
  ['Vlad', 'Ciubotea', 'registratura', 'Registrator', 'parcului', 'registrator, ghișeul din Parcului'],
  ['Ruxandra', 'Pintiliescu', 'registratura', 'Inspector', 'sediu', 'inspector, corespondență electronică'],
  ['Traian', 'Bucșă', 'registratura', 'Referent', 'sediu', 'referent, expediere și apeluri'],
  ['Amalia', 'Sprâncenatu', 'registratura', 'Consilier', 'sediu', 'consilier, comunicare'],
  ['Narcis', 'Gheboianu', 'informatica', 'Consilier', 'sediu', 'administrator al platformei'],
  ['Eufrosina', 'Lăcătușu', 'arhiva', 'Arhivar', 'sediu', 'arhivar'],
  ['Haralambie', 'Porumbescu-Vrabie', 'audit', 'Auditor', 'sediu', 'auditor intern'],
  ['Simona', 'Crețu', 'iluminat-public', 'Șef serviciu', 'sediu', 'șefă serviciu'],
  ['Dan', 'Vlaicu', 'iluminat-public', 'Inspector', 'sediu'],
  ['Radu', 'Șerbănoiu', 'juridic', 'Șef serviciu', 'sediu'],
  ['Otilia', 'Zamfirache', 'contencios', 'Consilier juridic', 'sediu', 'consilieră juridică'],
  ['Lucian', 'Brândușoiu', 'fiscal', 'Director executiv', 'sediu'],
  ['Mirela', 'Știubeianu', 'impuneri-pf', 'Inspector', 'sediu', 'inspectoare'],
  ['Cezar', 'Hanganuț', 'urbanism', 'Arhitect-șef', 'sediu', 'arhitect-șef'],
  ['Georgeta', 'Pâslaru-Toma', 'autorizari', 'Inspector', 'sediu', 'inspectoare'],
  ['Anton', 'Frăsinaru', 'contabilitate', 'Șef serviciu', 'sediu'],
  ['Delia', 'Căpraru', 'relatii-comunitare', 'Director executiv', 'sediu', 'directoare executivă'],
  ['Mihai-Răzvan', 'Oprișan', 'asistenta-sociala', 'Director general', 'das', 'director general'],
  ['Carmen', 'Țuțuianu', 'persoane-adulte', 'Șef serviciu', 'das', 'șefă serviciu'],
  ['Andrei', 'Stănciulescu', 'persoane-adulte', 'Inspector', 'das', 'inspector superior'],
  ['Raluca-Ștefania', 'Iordăchescu', 'persoane-adulte', 'Inspector', 'das', 'inspectoare'],
  ['Sorin', 'Nedelciu-Pârvu', 'caz-adulti', 'Inspector', 'das'],
  ['Gabriela', 'Știrbu', 'asistenti-personali', 'Inspector', 'das', 'inspectoare'],
  ['Lavinia', 'Boțoghină', 'beneficii-sociale', 'Inspector', 'das', 'inspectoare'],
  ['Dumitru', 'Câmpeanu-Fulga', 'evaluare-complexa', 'Șef serviciu', 'das'],
  ['Viorica', 'Mărginașu', 'persoane-varstnice', 'Șef serviciu', 'das', 'șefă serviciu'],
];

const leading = new Set([
  'Primar',
  'Viceprimar',
  'Secretar general',
  'Director executiv',
  'Director general',
  'Șef serviciu',
  'Arhitect-șef',
]);

/** Seats of the registry: four at the centre and one in the other office, as in its weekly report. */
const seatsOf: Readonly<Record<string, number>> = { Registrator: 5, Inspector: 4 };

export const demoPositions: readonly PositionPlan[] = uniquePosts().map(({ unit, post }) => ({
  unit,
  name: post,
  leads: leading.has(post),
  seats: seatsOf[post] ?? 1,
}));

function uniquePosts(): { unit: string; post: string }[] {
  const posts = people.map(([, , unit, post]) => ({ unit, post }));
  return [...new Map(posts.map((each) => [`${each.unit}/${each.post}`, each])).values()];
}

export const demoStaff: readonly PersonPlan[] = people.map(
  ([givenName, familyName, unit, post, office, title]) => ({
    code: toStaffCode(givenName, familyName),
    givenName,
    familyName,
    title: title ?? post.toLowerCase(),
    position: { unit, name: post },
    office,
    activeFrom: '2021-03-01',
  }),
);

/**
 * Who works in the town hall without being shown on the sign-in page: they have no password. The secretary general gives
 * out works in every directorate.
 */
export const demoSilentAccounts: readonly DemoAccount[] = [
  { username: 'secretar-general', staff: 'iosif-barbuletu', grants: [['director', null]] },
];

/** One account for each kind of work, all with the demonstration's password. */
export const demoAccounts: readonly DemoAccount[] = [
  { username: 'registrator', staff: 'ioana-dragomirescu', grants: [['registrar', null]] },
  { username: 'registrator2', staff: 'ilinca-dobos', grants: [['registrar', null]] },
  { username: 'digital', staff: 'ruxandra-pintiliescu', grants: [['digital-officer', null]] },
  { username: 'dispecer', staff: 'traian-bucsa', grants: [['dispatcher', null]] },
  { username: 'inspector', staff: 'andrei-stanciulescu', grants: [['case-handler', 'persoane-adulte']] },
  {
    username: 'sef',
    staff: 'carmen-tutuianu',
    grants: [
      ['head-of-unit', 'persoane-adulte'],
      // Compartments without a head of their own are hers too.
      ['head-of-unit', 'asistenti-personali'],
      ['head-of-unit', 'caz-adulti'],
    ],
  },
  { username: 'director', staff: 'mihai-razvan-oprisan', grants: [['director', 'asistenta-sociala']] },
  { username: 'arhivar', staff: 'eufrosina-lacatusu', grants: [['archivist', null]] },
  {
    username: 'jurist',
    staff: 'otilia-zamfirache',
    grants: [
      ['jurist', null],
      ['case-handler', 'contencios'],
    ],
  },
  { username: 'auditor', staff: 'haralambie-porumbescu-vrabie', grants: [['auditor', null]] },
  { username: 'administrator', staff: 'narcis-gheboianu', grants: [['administrator', null]] },
];
