import { toStoredText } from '@opis/contracts';

/** What stands for a name that holds nothing readable. */
export const namelessDocument = 'document';

const maxNameLength = 1000;

/** A name as sent, made fit to be kept and shown; whatever it looks like, it is data and never a path. */
export function toDocumentName(sent: string): string {
  const characters = Array.from(toStoredText(sent.toWellFormed()));
  return characters.slice(0, maxNameLength).join('').trim() || namelessDocument;
}

const maxOfferedLength = 120;

/**
 * `Content-Disposition` of a download (RFC 6266): a plain ASCII name for old programs, and the whole one in UTF-8
 * (RFC 8187). Separators and quotes become `_`: a browser must not be led out of its folder.
 */
export function attachmentHeader(name: string): string {
  const offered = shorten(name.toWellFormed().replace(/[/\\:*?"<>|\p{C}]/gu, '_'));
  const plain = offered
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]/g, '_')
    .replace(/["\\%]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${toExtendedValue(offered)}`;
}

// The end says what it is: a long name is cut before it.
function shorten(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= maxOfferedLength) return name;
  const dot = characters.lastIndexOf('.');
  const end = dot > 0 && characters.length - dot <= 10 ? characters.slice(dot) : [];
  return [...characters.slice(0, maxOfferedLength - end.length), ...end].join('');
}

// RFC 8187 allows fewer marks than encodeURIComponent leaves.
function toExtendedValue(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
