import { Readable } from 'node:stream';
import type { Product } from '../compose.ts';
import { receiveUpload } from '../modules/documents/index.ts';
import type { Actor } from '../modules/identity/index.ts';
import { examineUploads } from '../modules/signatures/index.ts';
import { createPdfRenderer, type PdfRenderer } from '../platform/pdf/pdf-renderer.ts';
import { createPreviews, type Previews } from '../platform/preview/previews.ts';
import type { DemoPaper } from './demo-papers.ts';
import { citizenSigner } from './demo-signers.ts';
import type { Demonstration } from './demonstration.ts';

/** Makes the scan of an invented letter and uploads it, as a registrar would; `close` when no more come. */
export type LetterWriter = {
  scan(actor: Actor, paper: DemoPaper): Promise<string>;
  /** What it sets and looks at papers with, for others who make some. */
  paper: { pdf: PdfRenderer; previews: Previews; publicUrl: string };
  close(): void;
};

/** Some people send their paper signed; enough to be met, few enough for a quick start. */
const signedPapers = 5;

const template = `
#let data = json(bytes(sys.inputs.data))
#set document(title: data.subject)
#set page(paper: "a4", margin: (left: 25mm, right: 20mm, top: 25mm, bottom: 25mm))
#set text(font: "Source Serif 4", size: 11.5pt, lang: "ro")
#set par(leading: 0.75em, spacing: 1.3em)
#data.addressee

#v(8mm)
#data.salutation

Subsemnatul/Subsemnata #data.sender, vă rog să dispuneți cele cuvenite cu privire la: #data.subject.

Anexez, în copie, înscrisurile pe care îmi întemeiez cererea, și rog să mi se comunice răspunsul în scris.

#v(8mm)
Cu stimă,

#data.sender
`;

/** Opens the writer over the seeder's product. */
export function letterWriter(
  product: Product,
  { addressee, salutation }: Pick<Demonstration, 'addressee' | 'salutation'>,
): LetterWriter {
  const pdf = createPdfRenderer();
  const previews = createPreviews(product.log);
  const citizens = citizenSigner();
  let signed = 0;
  const uploadLimits = { maxBytes: 5 * 1024 * 1024, forbiddenTypes: [] };
  return {
    paper: { pdf, previews, publicUrl: 'http://localhost:8080' },
    async scan(actor, paper) {
      const data = { subject: paper.subject, sender: paper.sender?.name ?? '', addressee, salutation };
      const letter = await pdf.render({ main: 'main.typ', sources: { 'main.typ': template }, data });
      const isSigned = paper.channel === 'email' && data.sender !== '' && signed < signedPapers;
      if (isSigned) signed += 1;
      const bytes = isSigned ? await citizens.sign(letter, data.sender, product.clock.now()) : letter;
      const deps = { ...product, previews, uploadLimits, uploadSubscribers: [examineUploads] };
      const upload = await receiveUpload(deps, actor, {
        name: isSigned ? 'Cerere semnată.pdf' : 'Scan.pdf',
        bytes: Readable.from([bytes]),
      });
      return upload.id;
    },
    close() {
      pdf.close();
      previews.close();
    },
  };
}
