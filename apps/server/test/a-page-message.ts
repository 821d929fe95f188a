import { randomUUID } from 'node:crypto';

/** What a program for mail sends: a page, beside it the same as text if it has that, pictures in it, files. */
export type PageMessage = {
  from?: string;
  to: string;
  subject: string;
  /** Absent: the message has a page alone. */
  text?: string;
  page: string;
  /** `id` by which the page shows it, `cid:id`. */
  pictures?: readonly { id: string; name: string; content: Buffer }[];
  files?: readonly { name: string; type: string; content: string | Buffer }[];
};

/** The bytes of it, with a Message-ID of its own. */
export function aPageMessage({ from = 'Ana Pop <ana.pop@posta.example>', ...message }: PageMessage): Buffer {
  const { to, subject, text, page, pictures = [], files = [] } = message;
  const spoken = [
    ...(text === undefined ? [] : part(['Content-Type: text/plain; charset=utf-8'], text, 'fel')),
    ...part(['Content-Type: text/html; charset=utf-8'], page, 'fel'),
    '--fel--',
  ];
  const shown = pictures.flatMap(({ id, name, content }) =>
    part(
      [
        `Content-Type: image/png; name="${name}"`,
        `Content-Disposition: inline; filename="${name}"`,
        `Content-ID: <${id}>`,
      ],
      content,
      'langa',
    ),
  );
  const attached = files.flatMap(({ name, type, content }) =>
    part([`Content-Type: ${type}`, `Content-Disposition: attachment; filename="${name}"`], content, 'tot'),
  );
  return Buffer.from(
    [
      `From: ${from}`,
      `To: ${to}`,
      `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
      `Message-ID: <${randomUUID()}@posta.example>`,
      'Date: Mon, 29 Jun 2026 09:12:00 +0300',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=tot',
      '',
      '--tot',
      'Content-Type: multipart/related; boundary=langa',
      '',
      '--langa',
      'Content-Type: multipart/alternative; boundary=fel',
      '',
      ...spoken,
      ...shown,
      '--langa--',
      ...attached,
      '--tot--',
      '',
    ].join('\r\n'),
  );
}

const part = (headers: readonly string[], content: string | Buffer, border: string) => [
  `--${border}`,
  ...headers,
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from(content).toString('base64'),
];
