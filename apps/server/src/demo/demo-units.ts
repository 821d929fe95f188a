import type { OrganisationPlanInput } from '../modules/organisation/index.ts';

type UnitPlan = NonNullable<OrganisationPlanInput['units']>[number];

/** A branch of the tree: code, name, short name for narrow columns, and what stands under it. */
type Branch = readonly [code: string, name: string, shortName: string, under?: readonly Branch[]];

const publicServices: Branch = [
  'servicii-publice',
  'Direcția Servicii Publice',
  'Servicii Publice',
  [
    ['iluminat-public', 'Serviciul Iluminat Public', 'Iluminat Public'],
    ['drumuri-parcari', 'Serviciul Drumuri și Parcări', 'Drumuri și Parcări'],
    ['spatii-verzi', 'Serviciul Spații Verzi', 'Spații Verzi'],
    ['salubrizare', 'Serviciul Salubrizare și Mediu', 'Salubrizare'],
  ],
];

const urbanPlanning: Branch = [
  'urbanism',
  'Direcția Urbanism și Amenajarea Teritoriului',
  'Urbanism',
  [
    ['autorizari', 'Serviciul Autorizări în Construcții', 'Autorizări'],
    ['certificate-urbanism', 'Compartimentul Certificate de Urbanism', 'Certificate Urbanism'],
    ['disciplina-constructii', 'Compartimentul Disciplina în Construcții', 'Disciplina în Construcții'],
  ],
];

const secretary: Branch = [
  'secretar-general',
  'Secretarul General al Municipiului',
  'Secretar General',
  [
    ['juridic', 'Serviciul Juridic', 'Juridic', [['contencios', 'Compartimentul Contencios', 'Contencios']]],
    ['stare-civila', 'Serviciul Stare Civilă și Evidența Persoanelor', 'Stare Civilă'],
    ['registru-agricol', 'Compartimentul Registrul Agricol', 'Registrul Agricol'],
    ['arhiva', 'Compartimentul Arhivă', 'Arhivă'],
  ],
];

const communication: Branch = [
  'proiecte-comunicare',
  'Direcția Proiecte și Comunicare',
  'Proiecte și Comunicare',
  [
    ['registratura', 'Serviciul Comunicare, Registratură și Relații cu Publicul', 'Relații cu Publicul'],
    ['proiecte-finantari', 'Serviciul Proiecte cu Finanțare', 'Proiecte'],
    ['informatica', 'Compartimentul Informatică', 'Informatică'],
  ],
];

const community: Branch = [
  'relatii-comunitare',
  'Direcția Relații Comunitare',
  'Relații Comunitare',
  [
    ['cultura', 'Compartimentul Cultură', 'Cultură'],
    ['turism', 'Compartimentul Turism', 'Turism'],
  ],
];

const fiscal: Branch = [
  'fiscal',
  'Direcția Fiscală',
  'Direcția Fiscală',
  [
    ['impuneri-pf', 'Serviciul Impuneri Persoane Fizice', 'Impuneri Persoane Fizice'],
    ['impuneri-pj', 'Serviciul Impuneri Persoane Juridice', 'Impuneri Persoane Juridice'],
    ['executare-silita', 'Compartimentul Executare Silită', 'Executare Silită'],
  ],
];

const economic: Branch = [
  'economic',
  'Direcția Economică',
  'Economic',
  [
    ['contabilitate', 'Serviciul Contabilitate', 'Contabilitate'],
    ['achizitii', 'Serviciul Achiziții Publice și Urmărire Contracte', 'Achiziții Publice'],
    ['investitii', 'Serviciul Investiții', 'Investiții'],
  ],
];

const socialStrategy: Branch = [
  'strategii',
  'Serviciul Dezvoltare, Strategii și Programe',
  'Strategii',
  [
    ['diagnoza-sociala', 'Compartimentul Proiecte și Diagnoză Socială', 'Diagnoză Socială'],
    ['contractare-finantare', 'Compartimentul Contractare și Finanțare', 'Contractare'],
    ['monitorizare-ong', 'Compartimentul Monitorizare ONG și Servicii Sociale', 'Monitorizare ONG'],
  ],
];

const familyServices: Branch = [
  'copil-familie',
  'Serviciul Management de Caz Copil și Familie',
  'Copil și Familie',
  [
    ['copii-dizabilitati', 'Compartimentul Copii cu Dizabilități', 'Copii cu Dizabilități'],
    ['prevenirea-separarii', 'Compartimentul Prevenirea Separării', 'Prevenirea Separării'],
  ],
];

const disability: Branch = [
  'beneficii-dizabilitati',
  'Direcția Beneficii și Dizabilități',
  'Beneficii și Dizabilități',
  [
    ['beneficii-sociale', 'Serviciul Beneficii Sociale', 'Beneficii Sociale'],
    [
      'persoane-adulte',
      'Serviciul Persoane Adulte cu Dizabilități',
      'Persoane Adulte',
      [
        ['asistenti-personali', 'Compartimentul Asistenți Personali', 'Asistenți Personali'],
        ['caz-adulti', 'Compartimentul Management de Caz Adulți', 'Management de Caz Adulți'],
      ],
    ],
    ['evaluare-complexa', 'Serviciul Evaluare Complexă', 'Evaluare Complexă'],
  ],
];

const socialCentres: Branch = [
  'centre-sociale',
  'Direcția Centre Sociale',
  'Centre Sociale',
  [
    [
      'persoane-varstnice',
      'Serviciul Persoane Vârstnice',
      'Persoane Vârstnice',
      [
        ['ingrijire-domiciliu', 'Compartimentul Îngrijire la Domiciliu', 'Îngrijire la Domiciliu'],
        ['clubul-pensionarilor', 'Clubul Pensionarilor', 'Clubul Pensionarilor'],
      ],
    ],
    ['persoane-fara-adapost', 'Complexul pentru Persoane fără Adăpost', 'Fără Adăpost'],
    ['cantina-sociala', 'Cantina Socială', 'Cantina Socială'],
  ],
];

const socialAssistance: Branch = [
  'asistenta-sociala',
  'Direcția de Asistență Socială',
  'Asistență Socială',
  [
    socialStrategy,
    ['rezilienta', 'Serviciul Reziliență și Mobilizare Comunitară', 'Reziliență'],
    familyServices,
    [
      'violenta-domestica',
      'Complexul de Servicii pentru Victimele Violenței Domestice',
      'Violență Domestică',
    ],
    disability,
    socialCentres,
    ['transport-adaptat', 'Compartimentul Mobilitate și Transport Adaptat', 'Transport Adaptat'],
  ],
];

const townHall: Branch = [
  'primar',
  'Primarul Municipiului',
  'Primar',
  [
    ['cabinet', 'Cabinetul Primarului', 'Cabinet'],
    ['audit', 'Compartimentul Audit Public Intern', 'Audit'],
    ['situatii-urgenta', 'Serviciul Situații de Urgență', 'Situații de Urgență'],
    ['viceprimar', 'Viceprimar', 'Viceprimar', [publicServices]],
    secretary,
    urbanPlanning,
    communication,
    community,
    fiscal,
    economic,
    socialAssistance,
  ],
];

/** The tree of the invented town hall, five floors deep at its social-assistance directorate, parents first. */
export const demoUnits: readonly UnitPlan[] = flatten(townHall, null);

function flatten([code, name, shortName, under = []]: Branch, parent: string | null): UnitPlan[] {
  return [{ code, parent, name, shortName }, ...under.flatMap((branch) => flatten(branch, code))];
}
