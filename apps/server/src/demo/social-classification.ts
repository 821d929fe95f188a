import type { OrganisationPlanInput } from '@opis/contracts';

type Rows = {
  nomenclature: OrganisationPlanInput['nomenclature'];
  categories: OrganisationPlanInput['categories'];
};

const files: readonly (readonly [code: string, title: string, unit: string, retention: string])[] = [
  ['I-01', 'Dispoziții ale directorului', 'management', 'P'],
  ['I-03', 'Cereri de audiență și note de audiență', 'registratura', '5'],
  ['I-05', 'Corespondență cu instituții și autorități', 'management', '5'],
  ['I-07', 'Acte de procedură: citații, hotărâri, comunicări', 'juridic', '10'],
  ['I-09', 'Contestații și plângeri prealabile', 'juridic', '10 C.S.'],
  ['I-12', 'Petiții redirecționate altor autorități', 'registratura', '5'],
  ['I-14', 'Petiții și răspunsurile la acestea', 'registratura', '10'],
  ['I-19', 'Cereri de informații de interes public', 'registratura', '5'],
  ['I-21', 'Registre de intrare-ieșire', 'registratura', 'P'],
  ['I-23', 'Borderouri și dovezi de expediere', 'registratura', '3'],
  ['II-04', 'Anchete sociale', 'copil-familie', '10'],
  ['II-09', 'Dosare ale persoanelor vârstnice', 'persoane-varstnice', '10'],
  ['II-14', 'Dosare ale persoanelor adulte cu dizabilități', 'persoane-adulte', '10 C.S.'],
  ['II-16', 'Dosare ale asistenților personali', 'asistenti-personali', '75'],
  ['II-18', 'Planuri de servicii pentru copil și familie', 'copil-familie', '30'],
  ['II-23', 'Transport adaptat: cereri și foi de parcurs', 'transport-adaptat', '5'],
  ['III-01', 'Dosare de beneficii de asistență socială', 'beneficii-sociale', '10'],
  ['III-02', 'Adeverințe privind beneficiile sociale', 'beneficii-sociale', '5'],
  ['V-02', 'Strategia serviciilor sociale și planuri anuale', 'strategii', 'P'],
  ['V-04', 'Subvenții: rapoarte lunare ale asociațiilor', 'monitorizare-ong', '5'],
  ['VI-02', 'Dosare de achiziție publică', 'achizitii', '5 C.S.'],
  ['VI-04', 'Facturi și documente de plată', 'contabilitate', '10'],
  ['VI-08', 'State de plată', 'contabilitate', '50'],
];

const categories: readonly (readonly [
  code: string,
  name: string,
  unit: string | null,
  file: string,
  subRegister?: string,
])[] = [
  ['petitie', 'Petiție', 'registratura', 'I-14', 'petitii'],
  ['informatii-publice', 'Cerere de informații publice', 'registratura', 'I-19', '544'],
  ['persoane-adulte', 'Cerere, persoane cu dizabilități', 'persoane-adulte', 'II-14'],
  ['beneficiu-social', 'Cerere de beneficiu social', 'beneficii-sociale', 'III-01'],
  ['adeverinta', 'Adeverință', 'beneficii-sociale', 'III-02'],
  ['persoane-varstnice', 'Cerere, persoane vârstnice', 'persoane-varstnice', 'II-09'],
  ['copil-familie', 'Sesizare sau cerere, copil și familie', 'copil-familie', 'II-18'],
  ['transport-adaptat', 'Cerere de transport adaptat', 'transport-adaptat', 'II-23'],
  ['act-de-procedura', 'Act de procedură', 'juridic', 'I-07'],
  ['contestatie', 'Contestație', 'juridic', 'I-09'],
  ['audienta', 'Cerere de audiență', 'registratura', 'I-03', 'audiente'],
  ['adresa', 'Adresă', null, 'I-05'],
  ['factura', 'Factură', 'contabilitate', 'VI-04'],
  ['raport-subventie', 'Raport de subvenție', 'monitorizare-ong', 'V-04'],
];

/** What an institution of social assistance keeps and receives; its tree has the units that are named here. */
export const socialClassification: Rows = {
  nomenclature: files.map(([code, title, unit, retention]) => ({ code, title, unit, retention })),
  categories: categories.map(([code, name, unit, nomenclatureCode, subRegister = null]) => ({
    code,
    name,
    unit,
    subRegister,
    nomenclatureCode,
  })),
};

/** The codes of its categories, the commoner ones several times. */
export const socialCategories: readonly string[] = [
  ...categories.map(([code]) => code),
  ...['petitie', 'persoane-adulte', 'persoane-adulte', 'beneficiu-social', 'adeverinta', 'copil-familie'],
];
