import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { aZip, storedEntry, type ZipEntry } from '../a-zip.ts';
import type { AwkwardFile } from './awkward-file.ts';

const xml = '<?xml version="1.0" encoding="UTF-8"?>';
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const word = (inside: string) => `${xml}<w:document xmlns:w="w"><w:body>${inside}</w:body></w:document>`;
const document = (inside: string) => storedEntry('word/document.xml', word(inside));
const packed = (name: string, text: Buffer | string, size?: number): ZipEntry => {
  const bytes = Buffer.from(text);
  return { name, data: deflateRawSync(bytes), method: 8, size: size ?? bytes.length, crc: 0 };
};
const openText = (inside: string, kind: string) => [
  storedEntry('mimetype', `application/vnd.oasis.opendocument.${kind}`),
  storedEntry(
    'content.xml',
    `${xml}<office:document-content><office:body>${inside}</office:body></office:document-content>`,
  ),
];
const sheet = (rows: string) =>
  storedEntry('xl/worksheets/sheet1.xml', `${xml}<worksheet><sheetData>${rows}</sheetData></worksheet>`);
/** Text that packs to a hundredth or so: no single part of it looks like a bomb. */
const thinText = (bytes: number) =>
  Array.from({ length: bytes / 30_000 }, (_, at) =>
    createHash('sha512').update(String(at)).digest('base64').padEnd(30_000),
  ).join('');

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const book = storedEntry('xl/workbook.xml', `${xml}<workbook/>`);

function sealedEntry(entry: ZipEntry): Buffer {
  const zip = aZip([entry]);
  // Bit 0 of the flags: the entry is under a password (APPNOTE 4.4.4), in both of its headers.
  zip.writeUInt16LE(1, 6);
  zip.writeUInt16LE(1, zip.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + 8);
  return zip;
}

const container = (text: string) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(600),
    Buffer.from(text, 'utf16le'),
    Buffer.alloc(4000),
  ]);
const entities = `${xml}<!DOCTYPE a [<!ENTITY a "rade">${Array.from({ length: 12 }, (_, at) => `<!ENTITY a${at} "${`&a${at === 0 ? '' : at - 1};`.repeat(10)}">`).join('')}]><w:document><w:body><w:p><w:t>&a11; pomul</w:t></w:p></w:body></w:document>`;

/** Documents of office programs that are broken, sealed, or unpack to more than the machine holds. */
export const awkwardOffice: readonly AwkwardFile[] = [
  {
    name: 'document with a header, footer and notes',
    bytes: () =>
      aZip([
        document(paragraph('Cerere corpul')),
        storedEntry('word/header1.xml', word(paragraph('antetul de sus'))),
        storedEntry('word/footnotes.xml', word(paragraph('nota de subsol'))),
      ]),
    ends: 'done',
    reads: /corpul[\s\S]*antetul[\s\S]*subsol/,
    daily: true,
  },
  {
    name: 'document with deleted words under tracking',
    bytes: () =>
      aZip([
        document(
          '<w:p><w:del><w:r><w:delText>retras</w:delText></w:r></w:del><w:r><w:t>ramas scris</w:t></w:r></w:p>',
        ),
      ]),
    ends: 'done',
    reads: 'ramas scris',
    leaves: 'retras',
  },
  {
    name: 'document with field codes',
    bytes: () =>
      aZip([
        document(
          '<w:p><w:r><w:instrText>HYPERLINK "http://ascuns.example"</w:instrText><w:t>campul vizibil</w:t></w:r></w:p>',
        ),
      ]),
    ends: 'done',
    reads: 'campul vizibil',
    leaves: 'ascuns',
  },
  {
    name: 'document with words cut between runs',
    bytes: () =>
      aZip([document('<w:p><w:r><w:t>înregis</w:t></w:r><w:r><w:t>trare întreagă</w:t></w:r></w:p>')]),
    ends: 'done',
    reads: 'înregistrare întreagă',
  },
  {
    name: 'document with cedillas',
    bytes: () => aZip([document(paragraph('ţăruşii şi Ţara'))]),
    ends: 'done',
    reads: 'țărușii și Țara',
  },
  {
    name: 'document that unpacks to 200 MB of nothing',
    bytes: () => aZip([packed('word/document.xml', Buffer.alloc(200 * 1024 * 1024))]),
    ends: 'flagged bomb',
    why: /^declared/,
    daily: true,
  },
  {
    name: 'document that lies about what it unpacks to',
    bytes: () => aZip([packed('word/document.xml', Buffer.alloc(90 * 1024 * 1024, 'a'), 1000)]),
    ends: 'flagged damaged',
    why: /too many bytes in the stream/,
  },
  {
    name: 'document of many parts that are too much together',
    bytes: () =>
      aZip(
        Array.from({ length: 6 }, (_, at) =>
          packed(`word/header${at}.xml`, `<w:t>${thinText(60_000_000)}${at}</w:t>`),
        ).concat(packed('word/document.xml', word(''))),
      ),
    ends: 'flagged bomb',
    why: /^word\/header/,
  },
  {
    name: 'document of thirty thousand parts',
    bytes: () =>
      aZip([
        document(paragraph('mii')),
        ...Array.from({ length: 30_000 }, (_, at) => storedEntry(`word/media/${at}`, '')),
      ]),
    ends: 'flagged bomb',
    why: /^too many parts/,
  },
  {
    name: 'document cut short',
    bytes: () => Buffer.concat([aZip([document(paragraph('taiat'))]).subarray(0, -30), Buffer.alloc(8)]),
    ends: 'unread',
    type: 'application/zip',
  },
  {
    name: 'document whose directory points beyond its end',
    bytes: () => {
      const zip = aZip([document(paragraph('departe'))]);
      zip.writeUInt32LE(0x7fffffff, zip.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + 42);
      return zip;
    },
    ends: 'flagged damaged',
    why: /unexpected EOF/,
  },
  {
    name: 'document under a password of ZIP',
    bytes: () => sealedEntry(packed('word/document.xml', word(paragraph('sigiliu')))),
    ends: 'flagged encrypted',
    type: wordType,
  },
  {
    name: 'document under a password of Office',
    bytes: () => container('EncryptionInfo EncryptedPackage'),
    ends: 'flagged encrypted',
    type: 'application/x-cfb',
    daily: true,
  },
  {
    name: 'document of Word 97',
    bytes: () => container('WordDocument 1Table'),
    ends: 'flagged no-office-here',
    type: 'application/x-cfb',
  },
  {
    name: 'document in rich text',
    bytes: () => Buffer.from('{\\rtf1\\ansi Adeverinta de rtf}'),
    ends: 'flagged no-office-here',
    type: 'application/rtf',
  },
  {
    name: 'document with macros',
    bytes: () =>
      aZip([document(paragraph('macro adunat')), storedEntry('word/vbaProject.bin', 'Sub AutoOpen')]),
    ends: 'flagged macros',
    reads: 'macro adunat',
    leaves: 'AutoOpen',
  },
  {
    name: 'document with a billion laughs',
    bytes: () => aZip([storedEntry('word/document.xml', entities)]),
    ends: 'done',
    reads: 'pomul',
    leaves: 'rade',
  },
  {
    name: 'document nested five thousand deep',
    bytes: () => aZip([document('<w:p>'.repeat(5000))]),
    ends: 'flagged nested-too-deep',
    type: wordType,
    daily: true,
  },
  {
    name: 'document that asks for a file of the machine',
    bytes: () =>
      aZip([
        storedEntry(
          'word/document.xml',
          `${xml}<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><w:document><w:body><w:p><w:t>&b; extern</w:t></w:p></w:body></w:document>`,
        ),
      ]),
    ends: 'done',
    reads: 'extern',
    leaves: 'root:',
  },
  {
    name: 'document of broken markup',
    bytes: () => aZip([document('<w:p><w:r><w:t>marcaj rupt</w:r></w:p><w:p')]),
    ends: 'done',
    reads: 'marcaj rupt',
  },
  {
    name: 'sheet with shared words',
    bytes: () =>
      aZip([
        book,
        storedEntry(
          'xl/sharedStrings.xml',
          `${xml}<sst><si><t>furnizorul comun</t></si><si><t>alt</t><rPh><t>sunet</t></rPh></si></sst>`,
        ),
        sheet('<row><c t="s"><v>777123</v></c></row>'),
      ]),
    ends: 'done',
    reads: 'furnizorul comun',
    leaves: '777123',
  },
  {
    name: 'sheet with words and numbers in its cells',
    bytes: () =>
      aZip([book, sheet('<row><c t="inlineStr"><is><t>chiria lunii</t></is></c><c><v>40712</v></c></row>')]),
    ends: 'done',
    reads: /chiria lunii 40712/,
  },
  {
    name: 'slides',
    bytes: () =>
      aZip([
        storedEntry('ppt/presentation.xml', xml),
        storedEntry(
          'ppt/slides/slide1.xml',
          `${xml}<p:sld><a:p><a:r><a:t>titlul de pe folie</a:t></a:r></a:p></p:sld>`,
        ),
      ]),
    ends: 'done',
    reads: 'titlul de pe folie',
  },
  {
    name: 'open document with spaces and tabs as elements',
    bytes: () =>
      aZip(openText('<text:p>dispoziția<text:s text:c="2"/>primarului<text:tab/>nouă</text:p>', 'text')),
    ends: 'done',
    reads: 'dispoziția primarului nouă',
    daily: true,
  },
  {
    name: 'open document with deleted words under tracking',
    bytes: () =>
      aZip(
        openText(
          '<text:tracked-changes><text:p>sters demult</text:p></text:tracked-changes><text:p>pastrat acum</text:p>',
          'text',
        ),
      ),
    ends: 'done',
    reads: 'pastrat acum',
    leaves: 'sters demult',
  },
  {
    name: 'open sheet',
    bytes: () =>
      aZip(
        openText(
          '<table:table><table:table-row><table:table-cell><text:p>suma datorată</text:p></table:table-cell></table:table-row></table:table>',
          'spreadsheet',
        ),
      ),
    ends: 'done',
    reads: 'suma datorată',
  },
  {
    name: 'open document under a password',
    bytes: () =>
      aZip([
        ...openText('<text:p>cifrat</text:p>', 'text'),
        storedEntry(
          'META-INF/manifest.xml',
          `${xml}<manifest:manifest><manifest:encryption-data/></manifest:manifest>`,
        ),
      ]),
    ends: 'flagged encrypted',
    type: 'application/vnd.oasis.opendocument.text',
  },
  {
    name: 'documents within each other, forty deep',
    bytes: () => {
      let zip = aZip([document(paragraph('inima dosarului'))]);
      for (let depth = 0; depth < 40; depth += 1) {
        const inside = { ...storedEntry('word/embeddings/adanc.docx', ''), data: zip, size: zip.length };
        zip = aZip([document(paragraph('coaja dosarului')), inside]);
      }
      return zip;
    },
    ends: 'done',
    reads: 'coaja dosarului',
    leaves: 'inima',
  },
];
