import { randomUUID } from 'node:crypto';
import { aPdf } from '../../../apps/server/test/a-pdf.ts';
import type { Answer, Api } from '../api.ts';

/** An answer in the queue: its letter and its message. */
export type QueuedAnswer = { letterId: string; messageId: string };

/** Registers, writes, signs and queues one answer, as people do. */
export async function queueAnswer(api: Api, index: number, today: string): Promise<QueuedAnswer> {
  const entry = read<{ year: number; number: number }>(
    await api.register({
      ...{ requestId: randomUUID(), channel: 'email', subject: `Sesizarea ${index}`, unit: 'registratura' },
      sender: { kind: 'natural', name: 'Pătru Ghiocel' },
      ...{ sheets: 1, annexes: 0 },
    }),
  );
  const path = `/api/v1/registers/general/entries/${entry.year}/${entry.number}/case-file`;
  const { id: fileId } = read<{ id: string }>(await api.get(path));
  const letter = read<Letter>(
    await api.post(`/api/v1/case-files/${fileId}/letters`, { requestId: randomUUID(), kind: 'information' }),
  );
  const act = async (verb: string, of: Letter, body: object) =>
    read<Letter>(
      await api.post(`/api/v1/letters/${letter.id}/${verb}`, {
        ...{ requestId: randomUUID(), version: of.version },
        ...body,
      }),
    );
  const content = { ...letter.content, subject: `Informare ${index}`, body: words };
  const saved = read<Letter>(
    await api.post(`/api/v1/letters/${letter.id}/draft`, { version: letter.version, content }),
  );
  const { signers } = read<{ signers: { slot: string; id: string }[] }>(
    await api.get(`/api/v1/letters/${letter.id}/route`),
  );
  const [signer] = signers;
  const routed = await act('send-on-route', saved, {
    signers: [{ slot: signer?.slot, person: signer?.id }],
  });
  const { id: upload } = read<{ id: string }>(await api.upload('semnat.pdf', new Uint8Array(aPdf(1))));
  const ready = await act('signed-paper', routed, { upload, signedOn: today });
  const { id: messageId } = read<{ id: string }>(
    await api.post(`/api/v1/letters/${letter.id}/mail`, {
      ...{
        requestId: randomUUID(),
        version: ready.version,
        subject: `Informare ${index}`,
        body: 'Bună ziua',
      },
      address: `petent${index}@exemplu.ro`,
    }),
  );
  return { letterId: letter.id, messageId };
}

type Letter = { id: string; version: number; content: object };

const words = {
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Vă informăm.' }] }],
};

/** What the product answered; throws when it refused. */
export function read<T>(answer: Answer): T {
  if (answer.kind !== 'answered' || answer.status >= 300)
    throw new Error(`refused: ${JSON.stringify(answer).slice(0, 400)}`);
  return answer.body as T;
}
