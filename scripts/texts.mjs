// What the programs of this folder say to whoever runs them; they work before anything is installed.

export const texts = {
  oldNode: (version) => `Opis cere Node 20 sau mai nou; acesta este ${version}.`,
  installing: 'Se instalează pachetele (doar la prima pornire și după o versiune nouă)…',
  installFailed: 'Instalarea pachetelor nu a reușit. Verificați legătura la rețea și porniți din nou.',
  building: 'Se construiește programul (doar la prima pornire și după o versiune nouă)…',
  buildFailed: 'Construirea programului nu a reușit; mai sus scrie de ce.',
  noNode24: (platform) =>
    `Pentru acest sistem (${platform}) registrul npm nu are Node 24. Instalați Node 24 și porniți din nou.`,
};
