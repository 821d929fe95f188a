import { type DemoPerson, staffOf } from './demo-staff.ts';
import { vocabularyOf } from './demo-vocabulary.ts';
import type { Demonstration } from './demonstration.ts';
import { dgaspcUnits } from './dgaspc-units.ts';
import { socialCategories, socialClassification } from './social-classification.ts';

const people: readonly DemoPerson[] = [
  ['Severina', 'Ghircoiaș', 'director-general', 'Director general', 'sediu', 'directoare generală'],
  ['Corina', 'Văleanu', 'proiecte-comunicare', 'Director executiv', 'sediu', 'directoare executivă'],
  ['Matei', 'Scurtu', 'registratura', 'Șef serviciu', 'sediu', 'șef serviciu'],
  ['Ioana', 'Dragomirescu', 'registratura', 'Registrator', 'sediu', 'registrator, ghișeul 1'],
  ['Ilinca', 'Doboș', 'registratura', 'Registrator', 'sediu', 'registrator, ghișeul 2'],
  ['Filofteia', 'Rotaru-Nechita', 'registratura', 'Registrator', 'sediu', 'registrator, ghișeul 3'],
  ['Vlad', 'Ciubotea', 'registratura', 'Registrator', 'sediu', 'registrator, ghișeul 4'],
  ['Domnița', 'Zbârcea', 'registratura', 'Registrator', 'parcului', 'registrator, ghișeul din Parcului'],
  ['Ruxandra', 'Pintiliescu', 'registratura', 'Inspector', 'sediu', 'inspectoare, corespondență electronică'],
  ['Amalia', 'Sprâncenatu', 'registratura', 'Consilier', 'sediu', 'consilieră, comunicare'],
  ['Traian', 'Bucșă', 'registratura', 'Referent', 'sediu', 'referent, expediere și apeluri'],
  ['Narcis', 'Gheboianu', 'informatica', 'Consilier', 'sediu', 'administrator al platformei'],
  ['Eufrosina', 'Lăcătușu', 'management', 'Arhivar', 'sediu', 'arhivară'],
  ['Haralambie', 'Porumbescu-Vrabie', 'audit', 'Auditor', 'sediu', 'auditor intern'],
  ['Valentina', 'Roșioru', 'strategii', 'Șef serviciu', 'sediu', 'șefă serviciu'],
  ['Iustin', 'Călțun', 'monitorizare-ong', 'Inspector', 'sediu'],
  ['Radu', 'Șerbănoiu', 'juridic', 'Șef serviciu', 'sediu', 'șef serviciu'],
  ['Otilia', 'Zamfirache', 'juridic', 'Consilier juridic', 'sediu', 'consilieră juridică'],
  ['Leontina', 'Bălțatu', 'resurse-umane', 'Șef serviciu', 'sediu', 'șefă serviciu'],
  ['Ovidiu-Cristian', 'Mogoșan', 'protectia-copilului', 'Director executiv', 'copii', 'director executiv'],
  ['Melania', 'Cotârlea', 'copil-familie', 'Șef serviciu', 'copii', 'șefă serviciu'],
  ['Denis', 'Frâncu-Iorga', 'copil-familie', 'Asistent social', 'copii', 'asistent social'],
  ['Noemi', 'Șandru-Balint', 'asistenta-maternala', 'Șef serviciu', 'copii', 'șefă serviciu'],
  ['Iulică', 'Vasiloni', 'evaluare-copil', 'Șef serviciu', 'copii', 'șef serviciu'],
  ['Minodora', 'Țepordei', 'adoptii', 'Asistent social', 'copii', 'asistentă socială'],
  ['Sever', 'Cuparencu', 'protectia-adultului', 'Director executiv', 'parcului', 'director executiv'],
  ['Carmen', 'Țuțuianu', 'persoane-adulte', 'Șef serviciu', 'parcului', 'șefă serviciu'],
  ['Andrei', 'Stănciulescu', 'persoane-adulte', 'Inspector', 'parcului', 'inspector superior'],
  ['Raluca-Ștefania', 'Iordăchescu', 'persoane-adulte', 'Inspector', 'parcului', 'inspectoare'],
  ['Sorin', 'Nedelciu-Pârvu', 'caz-adulti', 'Inspector', 'parcului'],
  ['Gabriela', 'Știrbu', 'asistenti-personali', 'Inspector', 'parcului', 'inspectoare'],
  ['Lavinia', 'Boțoghină', 'beneficii-sociale', 'Inspector', 'parcului', 'inspectoare'],
  ['Viorica', 'Mărginașu', 'persoane-varstnice', 'Șef serviciu', 'parcului', 'șefă serviciu'],
  ['Anton', 'Frăsinaru', 'contabilitate', 'Șef serviciu', 'sediu', 'șef serviciu'],
  ['Emilian', 'Tufescu', 'achizitii', 'Șef serviciu', 'sediu', 'șef serviciu'],
  ['Romică', 'Pârlea', 'transport-adaptat', 'Referent', 'sediu'],
];

const leading = new Set(['Director general', 'Director executiv', 'Șef serviciu']);

/** A general directorate of social assistance and child protection under a local council (`OPIS_DEMO=dgaspc`). */
export const dgaspcDemonstration: Demonstration = {
  plan: {
    institution: {
      name: 'Direcția Generală de Asistență Socială și Protecția Copilului Lunca Albă',
      shortName: 'DGASPC Lunca Albă',
      council: 'Consiliul Local al Municipiului Lunca Albă',
      address: 'Bd. Unirii nr. 12–14, 927250 Lunca Albă',
      phone: '0200 000 140',
      email: 'registratura@dgaspc-lunca-alba.example',
      website: 'dgaspc-lunca-alba.example',
      openingHours: 'luni–vineri 08:00–16:30',
    },
    offices: [
      { code: 'sediu', name: 'Sediul central', address: 'Bd. Unirii nr. 12–14, Lunca Albă' },
      {
        code: 'parcului',
        name: 'Punctul de lucru din Parcului',
        address: 'Str. Parcului nr. 2–4, Lunca Albă',
      },
      { code: 'copii', name: 'Protecția copilului', address: 'Aleea Castanilor nr. 9, Lunca Albă' },
    ],
    units: dgaspcUnits,
    ...staffOf(people, leading),
    ...socialClassification,
  },
  accounts: [
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
        ['head-of-unit', 'asistenti-personali'],
        ['head-of-unit', 'caz-adulti'],
      ],
    },
    { username: 'director', staff: 'sever-cuparencu', grants: [['director', 'protectia-adultului']] },
    { username: 'arhivar', staff: 'eufrosina-lacatusu', grants: [['archivist', null]] },
    {
      username: 'jurist',
      staff: 'otilia-zamfirache',
      grants: [
        ['jurist', null],
        ['case-handler', 'juridic'],
      ],
    },
    { username: 'auditor', staff: 'haralambie-porumbescu-vrabie', grants: [['auditor', null]] },
    { username: 'administrator', staff: 'narcis-gheboianu', grants: [['administrator', null]] },
  ],
  silentAccounts: [
    { username: 'secretar-general', staff: 'severina-ghircoias', grants: [['director', null]] },
  ],
  absences: [
    {
      by: 'sef',
      absent: 'raluca-stefania-iordachescu',
      substitute: 'sorin-nedelciu-parvu',
      from: -2,
      to: 9,
      reason: 'leave',
    },
  ],
  vocabulary: vocabularyOf(socialCategories),
  addressee: 'Către Direcția Generală de Asistență Socială și Protecția Copilului Lunca Albă',
  salutation: 'Doamnă/Domnule Director General,',
  routes: ['juridic', 'contabilitate', 'copil-familie', 'beneficii-sociale'],
  desk: 'persoane-adulte',
};
