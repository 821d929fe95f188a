import type { Scene } from '../support/scene.ts';

const page = (path: string, heading: string): Scene => ({
  name: path,
  path,
  ready: `:is(h1, h2, h3, h4):has-text("${heading}")`,
});

/** Every page on which the house is set up. */
export const scenes: readonly Scene[] = [
  page('/administrare/structura?ales=persoane-adulte', 'Serviciul Persoane Adulte cu Dizabilități'),
  page('/administrare/oameni?ales=carmen-tutuianu', 'Ce poate și de ce'),
  page('/administrare/citire?registru=general&an=2026&numar=1', 'Cine poate citi o lucrare'),
  page('/administrare/registre', 'Registre'),
  page('/administrare/categorii', 'Categorii'),
  page('/administrare/nomenclator', 'Nomenclator'),
  page('/administrare/sedii', 'Sedii'),
  page('/administrare/tarife', 'Tarifele copiilor'),
  {
    name: 'a new price of copies with something missing',
    path: '/administrare/tarife',
    ready: 'h2:has-text("Tarifele copiilor")',
    act: async (opened) => {
      await opened.getByRole('button', { name: 'Adaugă un tarif' }).press('Enter');
      await opened.getByRole('dialog').waitFor();
      await opened.keyboard.press('Control+Enter');
      await opened.getByRole('alert').first().waitFor();
    },
  },
  page('/administrare/calendar', 'Zile nelucrătoare'),
  page('/administrare/fisier', 'Structura într-un fișier'),
  page('/administrare/schimbari', 'Schimbări'),
];
