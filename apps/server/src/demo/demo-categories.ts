import type { OrganisationPlanInput } from '../modules/organisation/index.ts';

type CategoryPlan = NonNullable<OrganisationPlanInput['categories']>[number];

/** What the registrar picks by first letters; the commonest first. */
const rows: readonly (readonly [
  code: string,
  name: string,
  unit: string | null,
  nomenclatureCode: string,
  subRegister?: string,
])[] = [
  ['petitie', 'Petiție', 'registratura', 'I-14', 'petitii'],
  ['informatii-publice', 'Cerere de informații publice', 'registratura', 'I-19', '544'],
  ['adeverinta', 'Adeverință', 'beneficii-sociale', 'III-02'],
  ['act-de-procedura', 'Act de procedură', 'juridic', 'I-07'],
  ['sesizare', 'Sesizare', 'servicii-publice', 'IX-01', 'petitii'],
  ['factura', 'Factură', 'contabilitate', 'VI-04'],
  ['contestatie', 'Contestație', 'juridic', 'I-09'],
  ['adresa', 'Adresă', null, 'I-05'],
  ['audienta', 'Cerere de audiență', 'cabinet', 'I-03', 'audiente'],
  ['beneficiu-social', 'Cerere de beneficiu social', 'beneficii-sociale', 'III-01'],
  ['persoane-adulte', 'Cerere, persoane cu dizabilități', 'persoane-adulte', 'II-14'],
  ['persoane-varstnice', 'Cerere, persoane vârstnice', 'persoane-varstnice', 'II-09'],
  ['certificat-fiscal', 'Certificat de atestare fiscală', 'impuneri-pf', 'VII-01'],
  ['declaratie-impunere', 'Declarație de impunere', 'impuneri-pf', 'VII-02'],
  ['certificat-urbanism', 'Certificat de urbanism', 'certificate-urbanism', 'VIII-01'],
  ['autorizatie-construire', 'Autorizație de construire', 'autorizari', 'VIII-02'],
  ['loc-parcare', 'Loc de parcare', 'drumuri-parcari', 'IX-05'],
  ['rol-agricol', 'Adeverință de rol agricol', 'registru-agricol', 'X-02'],
  ['stare-civila', 'Cerere, stare civilă', 'stare-civila', 'X-01'],
  ['raport-subventie', 'Raport de subvenție', 'monitorizare-ong', 'V-04'],
  ['oferta', 'Ofertă', 'achizitii', 'VI-02'],
];

export const demoCategories: readonly CategoryPlan[] = rows.map(
  ([code, name, unit, nomenclatureCode, subRegister = null]) => ({
    code,
    name,
    unit,
    subRegister,
    nomenclatureCode,
  }),
);
