import { type Branch, unitsOf } from './demo-tree.ts';

const strategy: Branch = [
  'strategii',
  'Serviciul Dezvoltare, Strategii și Programe',
  'Strategii',
  [
    ['diagnoza-sociala', 'Compartimentul Proiecte și Diagnoză Socială', 'Diagnoză Socială'],
    ['contractare-finantare', 'Compartimentul Contractare și Finanțare', 'Contractare'],
    ['monitorizare-ong', 'Compartimentul Monitorizare ONG și Servicii Sociale', 'Monitorizare ONG'],
  ],
];

const institutional: Branch = [
  'management-institutional',
  'Serviciul Management Instituțional, Juridic și Relații Publice',
  'Management și Juridic',
  [
    ['management', 'Compartimentul Management Instituțional', 'Management'],
    ['registratura', 'Compartimentul Relații Publice', 'Relații Publice'],
    ['juridic', 'Compartimentul Juridic', 'Juridic'],
  ],
];

const resilience: Branch = [
  'rezilienta',
  'Serviciul Reziliență și Mobilizare Comunitară',
  'Reziliență',
  [['dispecerat', 'Dispeceratul – Telefonul de Urgență', 'Dispecerat']],
];

const family: Branch = [
  'copil-familie',
  'Serviciul Management de Caz Copil și Familie',
  'Copil și Familie',
  [
    [
      'copii-dizabilitati',
      'Compartimentul Evaluare și Monitorizare Copii cu Dizabilități',
      'Copii cu Dizabilități',
    ],
    ['prevenirea-separarii', 'Compartimentul Prevenirea Separării', 'Prevenirea Separării'],
  ],
];

const familyCentres: readonly Branch[] = [
  [
    'complex-copii',
    'Complexul de Servicii pentru Copii „Prichindeii”',
    'Complex Copii',
    [
      ['centru-zi-prichindei', 'Centrul de Zi', 'Centru de Zi'],
      ['consiliere-prichindei', 'Centrul de Consiliere și Sprijin', 'Consiliere și Sprijin'],
    ],
  ],
  ['adapost-mame', 'Centrul Maternal „Podul Vechi”', 'Centru Maternal'],
  [
    'violenta-domestica',
    'Complexul pentru Victimele Violenței Domestice și Agresori',
    'Violență Domestică',
    [
      ['consiliere-victime', 'Centrul de Consiliere pentru Victime', 'Consiliere Victime'],
      ['agresori', 'Centrul de Asistență pentru Agresori', 'Agresori'],
      ['emiu', 'Echipa Mobilă de Intervenție de Urgență', 'EMIU'],
    ],
  ],
];

const economic: Branch = [
  'economic',
  'Direcția Generală Adjunctă Economică',
  'Economic',
  [
    [
      'contabilitate-buget',
      'Serviciul Contabilitate Publică, Buget și Salarizare',
      'Contabilitate și Buget',
      [
        ['cfp', 'Controlul Financiar Preventiv', 'CFP'],
        ['contabilitate', 'Compartimentul Contabilitate', 'Contabilitate'],
        ['buget-salarizare', 'Compartimentul Buget și Salarizare', 'Buget și Salarizare'],
      ],
    ],
    ['achizitii', 'Serviciul Achiziții Publice și Urmărire Contracte', 'Achiziții Publice'],
    [
      'administrativ-mobilitate',
      'Serviciul Administrativ, Mobilitate și Transport Adaptat',
      'Administrativ și Mobilitate',
      [
        ['administrativ', 'Compartimentul Administrativ', 'Administrativ'],
        ['mobilitate', 'Compartimentul Mobilitate', 'Mobilitate'],
        ['transport-adaptat', 'Compartimentul Transport Adaptat', 'Transport Adaptat'],
      ],
    ],
    ['tehnic', 'Serviciul Tehnic și Administrarea Patrimoniului', 'Tehnic și Patrimoniu'],
  ],
];

const disability: Branch = [
  'dizabilitati',
  'Direcția Generală Adjunctă Beneficii și Dizabilități',
  'Beneficii și Dizabilități',
  [
    ['beneficii-sociale', 'Serviciul Beneficii Sociale', 'Beneficii Sociale'],
    [
      'persoane-adulte',
      'Serviciul Servicii și Beneficii Persoane Adulte cu Dizabilități',
      'Persoane Adulte',
      [
        [
          'asistenti-personali',
          'Compartimentul Evaluare și Monitorizare Asistenți Personali',
          'Asistenți Personali',
        ],
        ['caz-adulti', 'Compartimentul Management de Caz Adulți', 'Management de Caz Adulți'],
      ],
    ],
  ],
];

const elderly: Branch = [
  'persoane-varstnice',
  'Serviciul Servicii și Beneficii Persoane Vârstnice',
  'Persoane Vârstnice',
  [
    ['caz-varstnici', 'Compartimentul Management de Caz Persoane Vârstnice', 'Management de Caz Vârstnici'],
    [
      'complex-varstnici',
      'Complexul de Servicii pentru Persoane Vârstnice „Livada”',
      'Complex Vârstnici',
      [
        ['ingrijire-domiciliu', 'Compartimentul Îngrijire la Domiciliu', 'Îngrijire la Domiciliu'],
        ['centru-zi-varstnici', 'Centrul de Zi de Asistență și Recuperare', 'Centru de Recuperare'],
      ],
    ],
    ['clubul-pensionarilor', 'Clubul Pensionarilor', 'Clubul Pensionarilor'],
    ['camin-varstnici', 'Căminul pentru Persoane Vârstnice „Teiul”', 'Cămin Vârstnici'],
  ],
];

const community: Branch = [
  'servicii-comunitare',
  'Serviciile Comunitare',
  'Servicii Comunitare',
  [
    ['incluziune', 'Centrul de Incluziune Socială și Relația cu Minoritățile', 'Incluziune'],
    ['comunitar-zavoi', 'Centrul Comunitar Zăvoi', 'Centrul Zăvoi'],
    ['comunitar-lunca', 'Centrul Comunitar Lunca Mare', 'Centrul Lunca Mare'],
    [
      'complex-moara',
      'Complexul Comunitar Moara Veche',
      'Complex Moara Veche',
      [
        ['centru-zi-moara', 'Centrul de Zi pentru Copii', 'Centru de Zi Copii'],
        ['asistenta-comunitara', 'Asistența Comunitară', 'Asistență Comunitară'],
      ],
    ],
  ],
];

const centres: Branch = [
  'centre-sociale',
  'Direcția Generală Adjunctă Centre Sociale',
  'Centre Sociale',
  [
    elderly,
    ['integrare-sociala', 'Centrul de Zi de Integrare și Reintegrare Socială', 'Integrare Socială'],
    [
      'complex-fara-adapost',
      'Complexul de Servicii pentru Persoane fără Adăpost',
      'Complex Fără Adăpost',
      [
        ['fara-adapost', 'Adăpostul de Noapte', 'Adăpost de Noapte'],
        ['consiliere-informare', 'Centrul de Consiliere și Informare', 'Consiliere și Informare'],
        ['suport-urgenta', 'Centrul de Suport pentru Situații de Urgență și Criză', 'Suport de Urgență'],
      ],
    ],
    ['cantina-sociala', 'Cantina Socială', 'Cantina Socială'],
    community,
  ],
];

/** The whole tree of a municipal directorate of social assistance: the director general, three deputies, every centre. */
export const dasUnits = unitsOf([
  'director-general',
  'Directorul General',
  'Director General',
  [
    strategy,
    ['ssm', 'Compartimentul Securitate și Sănătate în Muncă', 'SSM'],
    ['audit', 'Compartimentul Audit Public Intern', 'Audit'],
    institutional,
    resilience,
    family,
    ...familyCentres,
    economic,
    disability,
    centres,
  ],
]);
