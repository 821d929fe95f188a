import type { ScannedPage } from './a-scanned-page.ts';

const request = `= Cerere de eliberare a unei adeverințe

Subsemnata Ștefania Țurcanu, domiciliată în comuna Lunca Albă, strada Fântânii nr. 14, județul Argeș, vă rog să îmi eliberați o adeverință din care să rezulte că locuința mea este înscrisă în registrul agricol.

Menționez că am depus și declarația pe propria răspundere, împreună cu extrasul de carte funciară nr. 23456 și planul cadastral întocmit în luna septembrie 2025.

În conformitate cu prevederile Ordonanței Guvernului nr. 27/2002, aștept răspunsul dumneavoastră în termen de treizeci de zile de la înregistrare.`;

const complaint = `= Sesizare privind iluminatul public

Vă aduc la cunoștință că pe aleea din spatele școlii gimnaziale trei stâlpi nu mai funcționează de la începutul lunii octombrie. Copiii se întorc de la cursuri pe întuneric, iar locuitorii din blocurile învecinate au semnalat de mai multe ori această situație.

Vă solicităm să dispuneți verificarea rețelei, înlocuirea corpurilor defecte și comunicarea unui termen de execuție. Anexăm fotografii și lista semnatarilor, reprezentanți ai asociațiilor de proprietari.`;

/** Pages as they come from scanners and telephones, in letters that were not looked at while the reading was set. */
export const recognisedPages: readonly (ScannedPage & { readonly name: string })[] = [
  { name: 'a clean scan', text: request, font: 'New Computer Modern' },
  { name: 'a scan laid askew by three degrees', text: request, font: 'New Computer Modern', turned: 3 },
  {
    name: 'a scan laid askew the other way, with grain',
    text: complaint,
    font: 'Source Sans 3',
    size: 10,
    turned: -2.4,
    grain: 50,
  },
  { name: 'a scan out of focus', text: complaint, font: 'New Computer Modern', blur: 1.6 },
  {
    name: 'a photograph lit from one side',
    text: complaint,
    font: 'DejaVu Sans Mono',
    size: 10,
    photographed: true,
    turned: 1.5,
    blur: 0.9,
    dpi: 220,
  },
  {
    name: 'a coarse scan of 200 dpi with grain',
    text: request,
    font: 'Source Serif 4',
    dpi: 200,
    grain: 25,
  },
];

/** The share of the words of a page that were read exactly, in their order or not. */
export function shareOfWordsRight(page: string, read: string): number {
  const wordsOf = (text: string) => text.match(/[\p{L}\p{N}/]+/gu) ?? [];
  const left = new Map<string, number>();
  for (const word of wordsOf(read)) left.set(word, (left.get(word) ?? 0) + 1);
  const wanted = wordsOf(page);
  const right = wanted.filter((word) => {
    const count = left.get(word) ?? 0;
    if (count > 0) left.set(word, count - 1);
    return count > 0;
  });
  return right.length / wanted.length;
}
