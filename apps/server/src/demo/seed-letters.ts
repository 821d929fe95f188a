import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { CaseFileRow, LetterDetail, RichText, SendLetterOnRouteRequest } from '@opis/contracts';
import type { Product } from '../compose.ts';
import { listCaseFiles } from '../modules/case-files/index.ts';
import { receiveUpload } from '../modules/documents/index.ts';
import type { Actor } from '../modules/identity/index.ts';
import {
  createLetter,
  handOverLetter,
  recordLetterSent,
  recordPaperSignatures,
  saveLetter,
  saveTextModule,
  sendLetterOnRoute,
} from '../modules/letters/index.ts';
import { sealedRegisters } from '../modules/registry/index.ts';
import { toLegalTime } from '../platform/clock.ts';
import type { LetterWriter } from './demo-letters.ts';

type People = { registrar: Actor; head: Actor; inspector: Actor; director: Actor };

/** Invented answers: the sentence in bold first, then what was verified, and the legal basis. */
const answers = [
  {
    answer: 'Plata indemnizației se reia începând cu luna viitoare, cu diferența pe ultimele două luni.',
    facts:
      'La verificarea dosarului am constatat că certificatul nou este valabil și că plata s-a oprit din lipsa lui.',
    legalBasis:
      'art. 58 din Legea nr. 448/2006 privind protecția și promovarea drepturilor persoanelor cu handicap.',
  },
  {
    answer: 'Vă eliberăm adeverința cerută; o puteți ridica de la registratură.',
    facts: 'Datele din evidențele noastre sunt cele arătate în cerere.',
    legalBasis:
      'art. 8 alin. (1) din O.G. nr. 27/2002 privind reglementarea activității de soluționare a petițiilor.',
  },
  {
    answer: 'Cererea dumneavoastră a fost aprobată, iar ancheta socială se face în următoarele zece zile.',
    facts: 'Un inspector vă sună cu o zi înainte de vizită.',
    legalBasis: 'art. 94 din Legea nr. 292/2011 a asistenței sociale.',
  },
] as const;

const paragraph = (text: string, bold = false) => ({
  type: 'paragraph' as const,
  content: [{ type: 'text' as const, text, ...(bold && { marks: [{ type: 'bold' as const }] }) }],
});

function bodyOf({ answer, facts }: (typeof answers)[number]): RichText {
  const numbers = { type: 'mergeField' as const, attrs: { name: 'all-numbers' as const } };
  return {
    type: 'doc',
    content: [
      paragraph('Stimată doamnă, stimate domn,'),
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'Urmare a cererii dumneavoastră înregistrate cu ' },
          numbers,
          { type: 'text', text: ', vă comunicăm următoarele:' },
        ],
      },
      paragraph(answer, true),
      paragraph(facts),
      paragraph('Dacă aveți nelămuriri, ne puteți scrie la numărul de mai sus, fără o nouă cerere.'),
    ],
  };
}

/** A page with two names in ink's place: the scan of a letter that was signed on paper. */
const signedPage = `
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set page(paper: "a4", margin: 30mm)
#set text(font: "Source Serif 4", size: 13pt, lang: "ro")
#data.title
#v(140mm)
#grid(columns: (1fr, 1fr), ..data.names.map(name => emph(name)))
`;

/** Letters in each state: drafts, to endorse, to sign, to send, sent. */
export async function seedLetters(
  product: Product,
  { registrar, head, inspector, director }: People,
  { paper, desk }: { paper: LetterWriter['paper']; desk: string },
): Promise<void> {
  const deps = { ...product, ...paper, sealedRegisters: sealedRegisters(product) };
  const today = toLegalTime(product.clock.now()).date;
  const signers: SendLetterOnRouteRequest['signers'] = [
    { slot: 'unit-head', person: head.staffId },
    { slot: 'institution-head', person: director.staffId },
  ];
  const act = ({ id, version }: LetterDetail) => ({ id, version, requestId: randomUUID() });

  async function write(file: CaseFileRow, index: number): Promise<LetterDetail> {
    const said = answers[index % answers.length] ?? answers[0];
    const asked = { caseFileId: file.id, requestId: randomUUID(), kind: 'answer' as const };
    const letter = await createLetter(deps, inspector, asked);
    const { addressee } = letter.content;
    const content = {
      ...letter.content,
      addressee: { ...addressee, address: addressee.address || 'Str. Teilor nr. 8, 927250 Lunca Albă' },
      sendBy: index % 2 === 0 ? ('post' as const) : ('hand' as const),
      body: bodyOf(said),
      legalBasis: said.legalBasis,
    };
    return saveLetter(deps, inspector, { id: letter.id, version: letter.version, content, keep: true });
  }
  const send = (letter: LetterDetail, steps: SendLetterOnRouteRequest['steps'] = []) =>
    sendLetterOnRoute(deps, inspector, {
      ...act(letter),
      signers,
      steps,
      signTogether: false,
      signing: 'paper',
      closesFile: true,
    });

  async function sign(letter: LetterDetail): Promise<LetterDetail> {
    const names = letter.signers.map(({ person }) => person.name);
    const data = { title: letter.content.subject, names };
    const bytes = await paper.pdf.render({ main: 'main.typ', sources: { 'main.typ': signedPage }, data });
    const uploadLimits = { maxBytes: 5 * 1024 * 1024, forbiddenTypes: [] };
    const scan = { name: 'Răspuns semnat.pdf', bytes: Readable.from([bytes]) };
    const { id: upload } = await receiveUpload({ ...deps, uploadLimits }, inspector, scan);
    return recordPaperSignatures(deps, inspector, { ...act(letter), upload, signedOn: today });
  }

  const { items } = await listCaseFiles(product, inspector, { queue: 'mine', limit: 60 });
  const files = items.slice(20, 30);
  const letters: LetterDetail[] = [];
  for (const [index, file] of files.entries()) letters.push(await write(file, index));
  const [, , endorsed, toSign, toSignToo, ready, readyToo, handed, posted] = letters;
  if (endorsed) await send(endorsed, [[{ kind: 'endorsement', to: { person: head.staffId } }]]);
  for (const letter of [toSign, toSignToo]) if (letter) await send(letter);
  for (const letter of [ready, readyToo]) if (letter) await sign(await send(letter));
  if (handed) {
    const receivedBy = handed.content.addressee.name;
    await handOverLetter(deps, registrar, { ...act(await sign(await send(handed))), on: today, receivedBy });
  }
  if (posted) {
    await recordLetterSent(deps, registrar, {
      ...act(await sign(await send(posted))),
      on: today,
      how: 'registered-post',
    });
  }
  await keepTexts(deps, head, desk);
}

async function keepTexts(deps: Parameters<typeof saveTextModule>[0], head: Actor, unit: string) {
  const texts = {
    'cale de atac':
      'Dacă nu sunteți de acord cu acest răspuns, vă puteți adresa instanței de contencios administrativ, în condițiile Legii nr. 554/2004.',
    'program cu publicul': 'Ne găsiți la registratură de luni până vineri, între orele 08:00 și 16:00.',
  };
  for (const [name, text] of Object.entries(texts)) {
    const body = { type: 'doc' as const, content: [paragraph(text)] };
    await saveTextModule(deps, head, { requestId: randomUUID(), name, body, scope: 'unit', unit });
  }
}
