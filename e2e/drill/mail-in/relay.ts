import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { handOver } from '../../../apps/server/test/hand-over.ts';
import type { Random } from '../seeded-random.ts';

/** Where the drill's mail goes. */
export const mailbox = 'registratura@lunca-alba.example';

/** A message that a relay holds until it is told „250”. `told`: how often it was. */
export type HeldMessage = { subject: string; raw: Buffer; sha256: string; told: number; tries: number };

/** A mail server before ours: what is not acknowledged it hands over again, as it is; some it hands over twice. */
export type Relay = {
  readonly messages: readonly HeldMessage[];
  underWay(): number;
  /** Makes no new messages, and returns when each was acknowledged. */
  finish(): Promise<void>;
};

/** So many lines at once, without rest until `finish`. */
export function startRelay(port: number, { lines, random }: { lines: number; random: Random }): Relay {
  const messages: HeldMessage[] = [];
  let open = true;
  let busy = 0;
  async function hand(message: HeldMessage) {
    busy += 1;
    message.tries += 1;
    const answer = await handOver(port, message.raw, { to: [mailbox] });
    busy -= 1;
    if (answer.startsWith('250')) message.told += 1;
    else await sleep(50 + random() * 200);
  }
  async function work(line: number) {
    for (let number = 0; open; number += 1) {
      const message = compose(`L${line}-${number}`, random);
      messages.push(message);
      while (message.told === 0) await hand(message);
      // An acknowledgement that was lost on its way: the same bytes come again.
      if (random() < 0.2) await hand(message);
    }
  }
  const lineWorks = Array.from({ length: lines }, (_, line) => work(line));
  const finish = async () => {
    open = false;
    await Promise.all(lineWorks);
  };
  return { messages, underWay: () => busy, finish };
}

function compose(mark: string, random: Random): HeldMessage {
  const subject = `Cerere ${mark} ${randomUUID().slice(0, 8)}`;
  const paper = Buffer.alloc(2_000 + Math.floor(random() * 200_000), subject);
  const raw = Buffer.from(
    [
      ...['From: Ana Pop <ana.pop@exemplu.ro>', `To: ${mailbox}`, `Subject: ${subject}`],
      ...[`Message-ID: <${randomUUID()}@exemplu.ro>`, 'MIME-Version: 1.0'],
      ...['Content-Type: multipart/mixed; boundary=hotar', '', '--hotar', 'Content-Type: text/plain', ''],
      ...['Va rog sa imi raspundeti.', '--hotar', 'Content-Type: application/octet-stream; name=act.bin'],
      ...[
        'Content-Transfer-Encoding: base64',
        '',
        paper.toString('base64').replace(/.{76}/g, '$&\r\n'),
        '--hotar--',
        '',
      ],
    ].join('\r\n'),
  );
  const sha256 = createHash('sha256').update(raw).digest('hex');
  return { subject, raw, sha256, told: 0, tries: 0 };
}
