import { type Branch, unitsOf } from './demo-tree.ts';

const communication: Branch = [
  'proiecte-comunicare',
  'Direcția Proiecte și Comunicare',
  'Proiecte și Comunicare',
  [
    ['registratura', 'Serviciul Comunicare, Registratură și Relații cu Publicul', 'Relații cu Publicul'],
    [
      'strategii',
      'Serviciul Strategii, Programe și Proiecte',
      'Strategii',
      [['monitorizare-ong', 'Compartimentul Monitorizare ONG', 'Monitorizare ONG']],
    ],
    ['informatica', 'Compartimentul Informatică', 'Informatică'],
  ],
];

const children: Branch = [
  'protectia-copilului',
  'Direcția Protecția Drepturilor Copilului',
  'Protecția Copilului',
  [
    [
      'copil-familie',
      'Serviciul Prevenire și Intervenție Copil și Familie',
      'Copil și Familie',
      [['telefonul-copilului', 'Compartimentul Intervenție în Regim de Urgență', 'Intervenție de Urgență']],
    ],
    ['asistenta-maternala', 'Serviciul Asistență Maternală', 'Asistență Maternală'],
    ['adoptii', 'Compartimentul Adopții și Postadopții', 'Adopții'],
    ['evaluare-copil', 'Serviciul Evaluare Complexă a Copilului', 'Evaluare Copil'],
    ['centre-copii', 'Complexul de Servicii pentru Copii „Curcubeul”', 'Centre Copii'],
  ],
];

const adults: Branch = [
  'protectia-adultului',
  'Direcția Protecția Persoanelor Adulte',
  'Protecția Adultului',
  [
    [
      'persoane-adulte',
      'Serviciul Evaluare Complexă a Persoanelor Adulte cu Handicap',
      'Persoane Adulte',
      [
        ['asistenti-personali', 'Compartimentul Asistenți Personali Profesioniști', 'Asistenți Personali'],
        ['caz-adulti', 'Compartimentul Management de Caz Adulți', 'Management de Caz Adulți'],
      ],
    ],
    ['beneficii-sociale', 'Serviciul Prestații și Facilități', 'Prestații'],
    ['persoane-varstnice', 'Serviciul Persoane Vârstnice', 'Persoane Vârstnice'],
    ['violenta-domestica', 'Compartimentul Prevenirea Violenței Domestice', 'Violență Domestică'],
    ['centre-adulti', 'Complexul de Servicii pentru Persoane Adulte „Mesteacănul”', 'Centre Adulți'],
  ],
];

const economic: Branch = [
  'economic',
  'Direcția Economică și Administrativă',
  'Economic',
  [
    ['contabilitate', 'Serviciul Contabilitate și Buget', 'Contabilitate'],
    ['achizitii', 'Serviciul Achiziții Publice', 'Achiziții Publice'],
    ['transport-adaptat', 'Serviciul Administrativ și Transport', 'Transport'],
    ['patrimoniu', 'Compartimentul Patrimoniu și Tehnic', 'Patrimoniu'],
  ],
];

/** The tree of a general directorate of social assistance and child protection, under a local council. */
export const dgaspcUnits = unitsOf([
  'director-general',
  'Directorul General',
  'Director General',
  [
    ['audit', 'Compartimentul Audit Public Intern', 'Audit'],
    ['comisia-copil', 'Secretariatul Comisiei pentru Protecția Copilului', 'Comisia pentru Copil'],
    [
      'juridic-resurse',
      'Direcția Juridică și Resurse Umane',
      'Juridic și Resurse Umane',
      [
        ['juridic', 'Serviciul Juridic și Contencios', 'Juridic'],
        ['resurse-umane', 'Serviciul Resurse Umane', 'Resurse Umane'],
        ['management', 'Compartimentul Management al Calității și Arhivă', 'Calitate și Arhivă'],
      ],
    ],
    communication,
    children,
    adults,
    economic,
  ],
]);
