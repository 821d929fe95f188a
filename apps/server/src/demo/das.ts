import { dasUnits } from './das-units.ts';
import { type DemoPerson, staffOf } from './demo-staff.ts';
import { vocabularyOf } from './demo-vocabulary.ts';
import type { Demonstration } from './demonstration.ts';
import { socialCategories, socialClassification } from './social-classification.ts';

const people: readonly DemoPerson[] = [
  ['Mihai-Răzvan', 'Oprișan', 'director-general', 'Director general', 'sediu', 'director general'],
  ['Dorina', 'Hălmăgean', 'economic', 'Director general adjunct', 'sediu', 'directoare generală adjunctă'],
  ['Sever', 'Cuparencu', 'dizabilitati', 'Director general adjunct', 'livezii', 'director general adjunct'],
  ['Aurora', 'Bâtlan', 'centre-sociale', 'Director general adjunct', 'sediu', 'directoare generală adjunctă'],
  ['Ligia', 'Mihuț', 'management-institutional', 'Șef serviciu', 'sediu', 'șefă serviciu'],
  ['Ioana', 'Dragomirescu', 'registratura', 'Registrator', 'sediu', 'registrator, ghișeul 1'],
  ['Ilinca', 'Doboș', 'registratura', 'Registrator', 'livezii', 'registrator, ghișeul 2'],
  ['Ruxandra', 'Pintiliescu', 'registratura', 'Inspector', 'sediu', 'inspectoare, corespondență electronică'],
  ['Traian', 'Bucșă', 'registratura', 'Referent', 'sediu', 'referent, expediere'],
  ['Eufrosina', 'Lăcătușu', 'management', 'Arhivar', 'sediu', 'arhivară'],
  ['Narcis', 'Gheboianu', 'management', 'Consilier', 'sediu', 'administrator al platformei'],
  ['Haralambie', 'Porumbescu-Vrabie', 'audit', 'Auditor', 'sediu', 'auditor intern'],
  ['Petronela', 'Zgârdău', 'ssm', 'Inspector', 'sediu', 'inspectoare SSM'],
  ['Otilia', 'Zamfirache', 'juridic', 'Consilier juridic', 'sediu', 'consilieră juridică'],
  ['Cristofor', 'Măgdău', 'juridic', 'Consilier juridic', 'sediu', 'consilier juridic'],
  ['Valentina', 'Roșioru', 'strategii', 'Șef serviciu', 'sediu', 'șefă serviciu'],
  ['Iustin', 'Călțun', 'monitorizare-ong', 'Inspector', 'sediu'],
  ['Horațiu', 'Bodolan', 'rezilienta', 'Șef serviciu', 'zavoi', 'șef serviciu'],
  ['Safta', 'Nistorică', 'dispecerat', 'Dispecer', 'zavoi', 'dispeceră'],
  ['Melania', 'Cotârlea', 'copil-familie', 'Șef serviciu', 'zavoi', 'șefă serviciu'],
  ['Denis', 'Frâncu-Iorga', 'copil-familie', 'Asistent social', 'zavoi', 'asistent social'],
  ['Noemi', 'Șandru-Balint', 'prevenirea-separarii', 'Asistent social', 'zavoi', 'asistentă socială'],
  ['Iulică', 'Vasiloni', 'complex-copii', 'Șef de centru', 'zavoi', 'șef de centru'],
  ['Minodora', 'Țepordei', 'adapost-mame', 'Șef de centru', 'zavoi', 'șefă de centru'],
  ['Clement', 'Bărăgan', 'violenta-domestica', 'Șef de centru', 'zavoi', 'șef de centru'],
  ['Anton', 'Frăsinaru', 'contabilitate-buget', 'Șef serviciu', 'sediu', 'șef serviciu'],
  ['Lorena', 'Chițoran', 'contabilitate', 'Inspector', 'sediu', 'inspectoare'],
  ['Emilian', 'Tufescu', 'achizitii', 'Șef serviciu', 'sediu', 'șef serviciu'],
  ['Stelian', 'Gâdea-Nuț', 'administrativ-mobilitate', 'Șef serviciu', 'sediu', 'șef serviciu'],
  ['Romică', 'Pârlea', 'transport-adaptat', 'Referent', 'sediu'],
  ['Zenovia', 'Apăteanu', 'tehnic', 'Șef serviciu', 'sediu', 'șefă serviciu'],
  ['Gențiana', 'Mocioalcă', 'beneficii-sociale', 'Șef serviciu', 'livezii', 'șefă serviciu'],
  ['Lavinia', 'Boțoghină', 'beneficii-sociale', 'Inspector', 'livezii', 'inspectoare'],
  ['Carmen', 'Țuțuianu', 'persoane-adulte', 'Șef serviciu', 'livezii', 'șefă serviciu'],
  ['Andrei', 'Stănciulescu', 'persoane-adulte', 'Inspector', 'livezii', 'inspector superior'],
  ['Raluca-Ștefania', 'Iordăchescu', 'persoane-adulte', 'Inspector', 'livezii', 'inspectoare'],
  ['Sorin', 'Nedelciu-Pârvu', 'caz-adulti', 'Inspector', 'livezii'],
  ['Gabriela', 'Știrbu', 'asistenti-personali', 'Inspector', 'livezii', 'inspectoare'],
  ['Viorica', 'Mărginașu', 'persoane-varstnice', 'Șef serviciu', 'sediu', 'șefă serviciu'],
  ['Adelin', 'Cucoreanu', 'caz-varstnici', 'Inspector', 'sediu'],
  ['Felician', 'Hurduc', 'complex-fara-adapost', 'Șef de centru', 'zavoi', 'șef de centru'],
  ['Marghiolița', 'Sporea', 'cantina-sociala', 'Șef de centru', 'zavoi', 'șefă de centru'],
  ['Teodosie', 'Bercuș', 'complex-moara', 'Șef de centru', 'zavoi', 'șef de centru'],
];

const leading = new Set(['Director general', 'Director general adjunct', 'Șef serviciu', 'Șef de centru']);

/** A municipal directorate of social assistance with its whole tree (`OPIS_DEMO=das`). */
export const dasDemonstration: Demonstration = {
  plan: {
    institution: {
      name: 'Direcția de Asistență Socială a Municipiului Lunca Albă',
      shortName: 'DAS Lunca Albă',
      council: 'Consiliul Local al Municipiului Lunca Albă',
      address: 'Str. Livezii nr. 22, 927250 Lunca Albă',
      phone: '0200 000 160',
      email: 'registratura@das-lunca-alba.example',
      website: 'das-lunca-alba.example',
      openingHours: 'luni–joi 08:30–16:30, vineri 08:30–14:00',
    },
    offices: [
      { code: 'sediu', name: 'Sediul central', address: 'Str. Livezii nr. 22, Lunca Albă' },
      {
        code: 'livezii',
        name: 'Ghișeul pentru persoane cu dizabilități',
        address: 'Str. Livezii nr. 24, Lunca Albă',
      },
      { code: 'zavoi', name: 'Centrul Comunitar Zăvoi', address: 'Str. Zăvoiului nr. 3, Lunca Albă' },
    ],
    units: dasUnits,
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
    { username: 'director', staff: 'sever-cuparencu', grants: [['director', 'dizabilitati']] },
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
    { username: 'secretar-general', staff: 'mihai-razvan-oprisan', grants: [['director', null]] },
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
  addressee: 'Către Direcția de Asistență Socială a Municipiului Lunca Albă',
  salutation: 'Doamnă/Domnule Director General,',
  routes: ['juridic', 'contabilitate', 'copil-familie', 'persoane-varstnice'],
  desk: 'persoane-adulte',
};
