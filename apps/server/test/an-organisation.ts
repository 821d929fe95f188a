import { OrganisationPlan, type OrganisationPlanInput } from '../src/modules/organisation/index.ts';

/** A small institution: two floors of units, one post, one person. What a test is about is handed in. */
export function anOrganisation(changes: Partial<OrganisationPlanInput> = {}): OrganisationPlan {
  return OrganisationPlan.parse({
    institution: {
      name: 'Primăria Comunei Valea Mică',
      shortName: 'Primăria Valea Mică',
      council: 'Consiliul Local al Comunei Valea Mică',
      address: 'Str. Bisericii nr. 1, 927280 Valea Mică',
      phone: '0200 000 200',
      email: 'registratura@valea-mica.example',
      website: 'valea-mica.example',
      openingHours: 'luni–vineri 08:00–16:00',
    },
    offices: [{ code: 'sediu', name: 'Sediul central', address: 'Str. Bisericii nr. 1, Valea Mică' }],
    units: [
      { code: 'primar', parent: null, name: 'Primar', shortName: 'Primar' },
      { code: 'registratura', parent: 'primar', name: 'Registratură', shortName: 'Registratură' },
      { code: 'juridic', parent: 'primar', name: 'Serviciul Juridic', shortName: 'Juridic' },
      { code: 'contencios', parent: 'juridic', name: 'Compartimentul Contencios', shortName: 'Contencios' },
    ],
    positions: [{ unit: 'registratura', name: 'Registrator', seats: 3 }],
    staff: [
      {
        code: 'zamfira-porumbacu',
        givenName: 'Zamfira',
        familyName: 'Porumbacu',
        title: 'registrator',
        position: { unit: 'registratura', name: 'Registrator' },
        office: 'sediu',
        activeFrom: '2020-01-01',
      },
    ],
    nomenclature: [{ code: 'I-01', title: 'Corespondență', unit: 'registratura', retention: '5' }],
    categories: [
      { code: 'petitie', name: 'Petiție', unit: 'juridic', subRegister: 'petitii', nomenclatureCode: 'I-01' },
    ],
    ...changes,
  });
}
