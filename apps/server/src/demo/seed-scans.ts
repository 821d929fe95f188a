import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { encodeLabelCode, labelModuleMm, separatorCode } from '@opis/contracts';
import type { Product } from '../compose.ts';
import { receiveUpload } from '../modules/documents/index.ts';
import type { Actor } from '../modules/identity/index.ts';
import { registerDocument } from '../modules/registry/index.ts';
import { bringScans } from '../modules/scans/index.ts';
import { code128 } from '../platform/pdf/barcodes.ts';
import type { LetterWriter } from './demo-letters.ts';

/** Invented papers of the last hour: two have their labels, one lies behind a separator with none. */
const papers = [
  {
    subject: 'Cerere de eliberare a unei adeverințe de venit',
    sender: 'Veronica Măgureanu-Oltean',
    sheets: 1,
  },
  { subject: 'Sesizare privind iluminatul de pe strada Morii', sender: 'Anghel Cărpinișanu', sheets: 1 },
] as const;
const unlabelled = { subject: 'Completare la dosarul de încadrare în grad', sender: 'Smaranda Ghiocelescu' };

const template = `
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set page(paper: "a4", margin: (left: 25mm, right: 20mm, top: 18mm, bottom: 25mm))
#set text(font: "Source Serif 4", size: 11.5pt, lang: "ro")
#set par(leading: 0.75em, spacing: 1.3em)
#let bars(code) = align(right, image(bytes(code.svg), format: "svg", alt: code.text, width: code.mm * 1mm, height: 11mm, fit: "stretch"))
#let letter(paper) = [
  #v(20mm)
  #data.salutation

  Subsemnatul/Subsemnata #paper.sender, vă rog să dispuneți cele cuvenite cu privire la: #paper.subject.

  #lorem(90)

  #v(8mm)
  Cu stimă, #paper.sender
]
#for paper in data.papers [
  #bars(paper.code)
  #letter(paper)
  #pagebreak()
]
#lorem(60)
#pagebreak()
#v(80mm)
#bars(data.separator)
#pagebreak()
#letter(data.unlabelled)
#pagebreak()
#box()
`;

/** One stack in the tray of a registrar's office: a sure paper, one to be looked at, one without a number, a blank page. */
export async function seedScans(
  product: Product,
  registrar: Actor,
  {
    unit,
    salutation,
    paper: { pdf, previews },
  }: { unit: string; salutation: string; paper: LetterWriter['paper'] },
): Promise<void> {
  const labelled = [];
  for (const { subject, sender, sheets } of papers) {
    const { year, number } = await registerDocument(product, registrar, {
      ...{ register: 'general', requestId: randomUUID(), channel: 'counter', direction: 'in', subject, unit },
      ...{ sender: { kind: 'natural', name: sender }, sheets, annexes: 0, uploads: [], confirmGap: true },
    });
    const text = encodeLabelCode({ register: 'G', year, number });
    labelled.push({ subject, sender, code: toBars(text, labelModuleMm) });
  }
  const data = {
    ...{ title: 'Scan', salutation, papers: labelled, unlabelled },
    separator: toBars(separatorCode, 2 * labelModuleMm),
  };
  const bytes = await pdf.render({ main: 'main.typ', sources: { 'main.typ': template }, data });
  const uploadLimits = { maxBytes: 5 * 1024 * 1024, forbiddenTypes: [] };
  const scan = { name: 'scan_teanc-dimineata.pdf', bytes: Readable.from([bytes]) };
  const { id } = await receiveUpload({ ...product, previews, uploadLimits }, registrar, scan);
  await bringScans(product, registrar, { requestId: randomUUID(), uploads: [id] });
}

function toBars(text: string, moduleMm: number) {
  const { svg, modules } = code128(text);
  return { text, svg, mm: modules * moduleMm };
}
