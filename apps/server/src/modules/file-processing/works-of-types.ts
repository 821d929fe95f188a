import type { FileWorkKind } from '@opis/contracts';

const pictures = ['image/jpeg', 'image/png', 'image/webp', 'image/tiff', 'image/gif'];
const openXml = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';

/** Documents of office programs that we unpack and read ourselves. */
export const packedOfficeTypes: readonly string[] = [
  ...['wordprocessingml.document', 'spreadsheetml.sheet', 'presentationml.presentation'].map(
    (kind) => `${openXml}.${kind}`,
  ),
  ...['text', 'spreadsheet', 'presentation'].map((kind) => `${openDocument}.${kind}`),
  'application/vnd.ms-word.document.macroenabled.12',
  'application/vnd.ms-excel.sheet.macroenabled.12',
];

/** Those that only an office program can read: they are read in the PDF that it makes of them. */
export const closedOfficeTypes: readonly string[] = [
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'application/x-cfb',
  'application/rtf',
];

/** True for what has pages of its own: PDF and pictures. */
export const isDrawn = (mediaType: string): boolean => drawnTypes.includes(mediaType);

const plainTypes = ['text/plain', 'text/html', 'application/xml', 'message/rfc822'];
const drawnTypes = ['application/pdf', ...pictures];
const officeTypes = [...packedOfficeTypes, ...closedOfficeTypes];

/**
 * Which types a kind of work is for; undefined: for every one. PDF/A copies are asked for when a file was read, where the
 * institution wants them.
 */
export const typesOfWork: Readonly<Record<Exclude<FileWorkKind, 'archive'>, readonly string[] | undefined>> =
  {
    antivirus: undefined,
    text: [...drawnTypes, ...officeTypes, ...plainTypes],
    preview: officeTypes,
    small: drawnTypes,
  };

/** What mail servers take as an attachment: a larger file gets a copy of this size, in bytes. */
export const smallCopyTarget = 10 * 1024 * 1024;
