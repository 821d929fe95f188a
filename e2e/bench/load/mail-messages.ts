import { randomBytes } from 'node:crypto';
import { aPdfOf } from '../../../apps/server/test/a-pdf.ts';

/** A message as a mail server hands it over; `subject` stands in no other. */
export type BenchMessage = { from: string; subject: string; raw: Buffer };

/** Where the demonstration receives mail. */
export const benchMailbox = 'registratura@lunca-alba.example';
const attachmentBytes = 100 * 1024;

/** Petitions of so many people, each with its own paper of 100 KiB; `mark` tells one round from another. */
export function makeMessages(mark: string, count: number): BenchMessage[] {
  return Array.from({ length: count }, (_, place) => {
    const subject = `Cerere ${mark}-${place}`;
    const from = `persoana-${mark}-${place}@posta.example`;
    return { from, subject, raw: compose({ from, subject, paper: aPaper(subject) }) };
  });
}

function compose({ from, subject, paper }: { from: string; subject: string; paper: Buffer }): Buffer {
  const lines = [
    ...[`From: Persoana ${subject.slice(7)} <${from}>`, `To: ${benchMailbox}`, `Subject: ${subject}`],
    ...[`Message-ID: <${subject.slice(7)}@posta.example>`, `Date: ${new Date().toUTCString()}`],
    ...['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=hotar', '', '--hotar'],
    ...['Content-Type: text/plain; charset=utf-8', '', `Vă solicit un răspuns la ${subject}.`, '--hotar'],
    ...['Content-Type: application/pdf; name=cerere.pdf', 'Content-Transfer-Encoding: base64', ''],
    ...[paper.toString('base64').replace(/.{76}/g, '$&\r\n'), '--hotar--', ''],
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** A page with its words as text, filled with bytes that nothing shows, so that it is exactly as long as it should be. */
function aPaper(words: string): Buffer {
  const page = (filler: number) => {
    const text = `BT /F 14 Tf 72 700 Td (${words}) Tj ET`;
    return aPdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Count 1 /Kids [4 0 R] >>',
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F 3 0 R >> >> >>',
      `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
      `<< /Length ${filler} >>\nstream\n${randomBytes(Math.ceil(filler / 2))
        .toString('hex')
        .slice(0, filler)}\nendstream`,
    ]);
  };
  const guess = 100_000;
  return page(guess + attachmentBytes - page(guess).length);
}
