/** Invented authorities to which petitions that came to the wrong door are sent. */
export const demoCompetentBodies = [
  {
    name: 'Agenția Județeană de Plăți Sociale Albina',
    domains: 'alocații, indemnizații și ajutoare plătite de stat',
    address: 'Str. Fagurelui nr. 3, Valea Albinei',
    email: 'registratura@plati-albina.example',
  },
  {
    name: 'Casa Teritorială de Pensii Albina',
    domains: 'pensii și bilete de tratament',
    address: 'Bd. Bunicilor nr. 18, Valea Albinei',
    email: 'registratura@pensii-albina.example',
  },
  {
    name: 'Compania de Apă Izvorul Lin',
    domains: 'apă, canalizare, facturi de apă',
    address: 'Str. Izvorului nr. 2, Lunca Albă',
    email: 'clienti@izvorul-lin.example',
  },
  {
    name: 'Direcția Regională de Drumuri Podiș',
    domains: 'drumuri naționale, poduri, indicatoare',
    address: 'Șos. Mare nr. 101, Podișul de Sus',
    email: null,
  },
  {
    name: 'Garda de Mediu a Județului Albina',
    domains: 'poluare, deșeuri, zgomot industrial',
    address: 'Str. Pădurii nr. 7, Valea Albinei',
    email: 'sesizari@mediu-albina.example',
  },
  {
    name: 'Inspectoratul Școlar Albina',
    domains: 'școli, grădinițe, transportul elevilor',
    address: 'Str. Abecedarului nr. 1, Valea Albinei',
    email: 'secretariat@scoli-albina.example',
  },
] as const;
