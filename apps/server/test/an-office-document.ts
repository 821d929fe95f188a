import { aZip, storedEntry } from './a-zip.ts';

const xml = '<?xml version="1.0" encoding="UTF-8"?>';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const openXml = 'http://schemas.openxmlformats.org/officeDocument/2006';
const drawing = 'http://schemas.openxmlformats.org/drawingml/2006';
const documentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** A .docx that Word would open: one paragraph, and a picture that lies elsewhere when one is named. */
export function aWordDocument(text: string, { picture }: { picture?: string } = {}): Buffer {
  const shown = picture === undefined ? '' : `<w:p><w:r>${linkedPicture}</w:r></w:p>`;
  return aZip([
    storedEntry(
      '[Content_Types].xml',
      `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${documentType}"/></Types>`,
    ),
    relations(
      '_rels/.rels',
      `Id="rId1" Type="${openXml}/relationships/officeDocument" Target="word/document.xml"`,
    ),
    ...(picture === undefined
      ? []
      : [
          relations(
            'word/_rels/document.xml.rels',
            `Id="rId1" Type="${openXml}/relationships/image" Target="${picture}" TargetMode="External"`,
          ),
        ]),
    storedEntry(
      'word/document.xml',
      `${xml}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${openXml}/relationships" xmlns:wp="${drawing}/wordprocessingDrawing" xmlns:a="${drawing}/main" xmlns:pic="${drawing}/picture"><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p>${shown}</w:body></w:document>`,
    ),
  ]);
}

const relations = (name: string, relation: string) =>
  storedEntry(
    name,
    `${xml}<Relationships xmlns="${packages}/relationships"><Relationship ${relation}/></Relationships>`,
  );

const linkedPicture = `<w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p"/><a:graphic><a:graphicData uri="${drawing}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`;

/** An .odt: a paragraph; what is taken from a file of the machine; a macro that runs when it is opened and leaves a file. */
export function anOpenDocument(
  text: string,
  { section, macroLeaves }: { section?: string; macroLeaves?: string } = {},
): Buffer {
  const linked =
    section === undefined
      ? ''
      : `<text:section text:name="s"><text:section-source xlink:href="${section}" xlink:type="simple"/><text:p/></text:section>`;
  const runs =
    macroLeaves === undefined
      ? ''
      : '<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" script:event-name="dom:load" xlink:href="vnd.sun.star.script:Standard.M.Leave?language=Basic&amp;location=document" xlink:type="simple"/></office:event-listeners></office:scripts>';
  return aZip([
    storedEntry('mimetype', 'application/vnd.oasis.opendocument.text'),
    storedEntry(
      'content.xml',
      `${xml}<office:document-content ${names} office:version="1.2">${runs}<office:body><office:text>${linked}<text:p>${text}</text:p></office:text></office:body></office:document-content>`,
    ),
    ...(macroLeaves === undefined ? [] : basicLibrary(macroLeaves)),
    storedEntry('META-INF/manifest.xml', `${xml}${manifest(macroLeaves !== undefined)}`),
  ]);
}

const oasis = 'urn:oasis:names:tc:opendocument:xmlns';
const names = `xmlns:office="${oasis}:office:1.0" xmlns:text="${oasis}:text:1.0" xmlns:script="${oasis}:script:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dom="http://www.w3.org/2001/xml-events" xmlns:ooo="http://openoffice.org/2004/office"`;
const library = 'http://openoffice.org/2000/library';

const basicLibrary = (path: string) => [
  storedEntry(
    'Basic/script-lc.xml',
    `${xml}<library:libraries xmlns:library="${library}" xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" library:link="false"/></library:libraries>`,
  ),
  storedEntry(
    'Basic/Standard/script-lb.xml',
    `${xml}<library:library xmlns:library="${library}" library:name="Standard" library:readonly="false" library:passwordprotected="false"><library:element library:name="M"/></library:library>`,
  ),
  storedEntry(
    'Basic/Standard/M.xml',
    `${xml}<script:module xmlns:script="http://openoffice.org/2000/script" script:name="M" script:language="StarBasic">Sub Leave\nOpen "${path}" For Output As #1\nPrint #1, "macro"\nClose #1\nEnd Sub</script:module>`,
  ),
];

function manifest(withMacro: boolean) {
  const entry = (path: string, type = 'text/xml') =>
    `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`;
  const basic = ['Basic/script-lc.xml', 'Basic/Standard/script-lb.xml', 'Basic/Standard/M.xml'];
  const listed = ['content.xml', ...(withMacro ? basic : [])].map((path) => entry(path));
  return `<manifest:manifest xmlns:manifest="${oasis}:manifest:1.0" manifest:version="1.2">${entry('/', 'application/vnd.oasis.opendocument.text')}${listed.join('')}</manifest:manifest>`;
}
