import type { FastifyReply } from 'fastify';
import { attachmentHeader } from './document-name.ts';
import type { OpenedDocument } from './open-document.ts';

// What a program on the reader's machine may be told; every other type goes out as bytes without a meaning.
const namedTypes: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/tiff',
  'image/webp',
  'text/plain',
  'message/rfc822',
  'application/rtf',
  'application/zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
]);

// Even a browser that shows it instead of saving it runs nothing of it in our origin.
const inert = "sandbox; default-src 'none'";

/** Sends a document to be saved, never to be shown in place: whatever it holds, no script of it runs here. */
export function sendDocument(reply: FastifyReply, document: OpenedDocument): FastifyReply {
  return reply
    .header('content-disposition', attachmentHeader(document.name))
    .header('content-security-policy', inert)
    .header('content-length', document.size)
    .type(namedTypes.has(document.mediaType) ? document.mediaType : 'application/octet-stream')
    .send(document.bytes);
}

/** Sends the picture of a page that we drew ourselves. */
export function sendPage(reply: FastifyReply, png: Uint8Array): FastifyReply {
  return reply
    .header('content-security-policy', inert)
    .header('content-disposition', 'inline')
    .type('image/png')
    .send(Buffer.from(png.buffer, png.byteOffset, png.byteLength));
}
