import type { AwkwardFile } from './awkward-file.ts';

const mail = (headers: string, body: string) =>
  Buffer.from(
    `From: Ana <ana@exemplu.ro>\r\nTo: registratura@lunca-alba.example\r\nDate: Mon, 9 Mar 2026 10:00:00 +0200\r\n${headers}\r\n\r\n${body}`,
  );
const windows1250 = (text: string) =>
  Buffer.from(
    [...text].map(
      (letter) => ({ ă: 0xe3, â: 0xe2, î: 0xee, ş: 0xba, ţ: 0xfe })[letter] ?? letter.charCodeAt(0),
    ),
  );

/** Texts, web pages and messages that are broken, huge, or hide what should not be read. */
export const awkwardTexts: readonly AwkwardFile[] = [
  {
    name: 'text with its mark, in UTF-16',
    bytes: () =>
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Sesizare în două octeți', 'utf16le')]),
    ends: 'done',
    reads: 'Sesizare în două octeți',
  },
  {
    name: 'text in Windows-1250, with cedillas',
    bytes: () => windows1250('Petiţie veche de la primărie'),
    ends: 'done',
    reads: 'Petiție veche de la primărie',
    daily: true,
  },
  {
    name: 'text of five megabytes in one line',
    bytes: () => Buffer.from(`începutul ${'lung '.repeat(1_000_000)} capătul`),
    ends: 'flagged text-cut',
    reads: 'începutul',
    leaves: 'capătul',
  },
  {
    name: 'text of twelve megabytes',
    bytes: () => Buffer.from(`deschidere\n${'rând după rând\n'.repeat(900_000)}`),
    ends: 'flagged text-cut',
    reads: 'deschidere',
  },
  {
    name: 'text with signs that turn it round',
    bytes: () => Buffer.from('plata\u202Efdp.exe\u202C avansului'),
    ends: 'done',
    reads: 'platafdp.exe avansului',
  },
  {
    name: 'web page with a script and a style',
    bytes: () =>
      Buffer.from(
        '<html><head><title>Titlul paginii</title><style>.x{color:ascunsă}</style></head><body><script>furt()</script><p>vizibil&nbsp;&icirc;n pagină</p></body></html>',
      ),
    ends: 'done',
    reads: 'vizibil în pagină',
    leaves: 'furt',
  },
  {
    name: 'web page nested ten thousand deep',
    bytes: () => Buffer.from(`<html>${'<div>'.repeat(10_000)}fund`),
    ends: 'flagged nested-too-deep',
    type: 'text/html',
  },
  {
    name: 'web page that is never closed',
    bytes: () => Buffer.from('<html><body><p>neînchisă<b>oare'),
    ends: 'done',
    reads: 'neînchisă',
  },
  {
    name: 'markup with entities that it declares',
    bytes: () => Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "umflat">]><a>&b; simplu-xml</a>'),
    ends: 'done',
    reads: 'simplu-xml',
    leaves: 'umflat',
  },
  {
    name: 'message in quoted-printable',
    bytes: () =>
      mail(
        'Subject: =?utf-8?Q?Solicitare_=C8=9Bigl=C4=83?=\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable',
        'Acoperi=C8=99ul =C8=99colii',
      ),
    ends: 'done',
    reads: /Solicitare țiglă[\s\S]*Acoperișul școlii/,
    daily: true,
  },
  {
    name: 'message with a web page alone',
    bytes: () =>
      mail(
        'Subject: Pagina\r\nContent-Type: text/html; charset=utf-8',
        '<p>corp de mesaj</p><script>pandă()</script>',
      ),
    ends: 'done',
    reads: 'corp de mesaj',
    leaves: 'pandă',
  },
  {
    name: 'message whose parts never end',
    bytes: () =>
      mail(
        'Subject: Granita\r\nContent-Type: multipart/mixed; boundary="x"',
        '--x\r\nContent-Type: text/plain\r\n\r\nparte fără capăt',
      ),
    ends: 'done',
    reads: 'parte fără capăt',
  },
  {
    name: 'message whose attachment is broken base64',
    bytes: () =>
      mail(
        'Subject: Bucata\r\nContent-Type: multipart/mixed; boundary="y"',
        '--y\r\n\r\ntext întreg\r\n--y\r\nContent-Type: application/pdf; name="stricat-anexa.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n@@@@=====\r\n--y--',
      ),
    ends: 'done',
    reads: /text întreg[\s\S]*stricat-anexa\.pdf/,
  },
  {
    name: 'bytes of no known type',
    bytes: () => Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 197 + 11) % 256)),
    ends: 'unread',
    type: 'application/octet-stream',
  },
];
