import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningProduct } from '../../support/server.ts';
import { requirePostmaster, signalAll } from '../processes.ts';
import { brief, proveVerified, type Scene } from '../prove-whole.ts';
import type { Random } from '../seeded-random.ts';
import { type MailPeer, openMailPeer } from './mail-peer.ts';
import { type QueuedAnswer, queueAnswer, read } from './queue-answers.ts';

const slownessMs = 250;
const answersPerRound = 2;
const spare = 6;

/**
 * Answers leave by e-mail while `kill -9` hits the server, every third time its database with it, always in the middle of
 * a sending. A kill counts only when the mail server had begun to take a message and had not answered.
 */
export async function runMailOut(scene: Scene, { rounds, random }: { rounds: number; random: Random }) {
  const { installation, report } = scene;
  const peer = await openMailPeer(random, slownessMs);
  const environment = {
    ...{ OPIS_SMTP_URL: peer.url, OPIS_MAIL_FROM: 'registratura@valea-mica.example' },
    OPIS_MAIL_PER_HOUR: '100000',
  };
  try {
    const answers = await prepare(scene, rounds * answersPerRound + spare, environment);
    let counted = 0;
    let product = await installation.start(environment);
    for (let index = 0; index < rounds; index++) {
      const begun = await peer.untilUnderWay(60_000);
      await sleep(random() * slownessMs);
      if (begun && peer.underWay() > 0) counted++;
      await strike(product, index % 3 === 2 ? installation.dataDir : undefined);
      product = await installation.start(environment);
    }
    await untilSettled(scene, answers);
    report.check(
      'at least half of the kills hit a message that was being sent',
      counted * 2 >= rounds,
      `${counted} of ${rounds}`,
    );
    report.figure('mailOutKillsCounted', counted);
    await prove(scene, { answers, peer });
    await product.stop();
  } finally {
    await peer.stop();
  }
}

async function strike(product: RunningProduct, dataDir: string | undefined) {
  const database = dataDir === undefined ? [] : [requirePostmaster(dataDir)];
  signalAll([product.pid, ...database], 'SIGKILL');
  await product.kill();
}

// No mail leaves yet: nobody works on the queue.
async function prepare(
  { installation, report }: Scene,
  count: number,
  environment: Record<string, string>,
): Promise<QueuedAnswer[]> {
  const product = await installation.start({ ...environment, OPIS_WORKER: '0' });
  for (const role of ['case-handler', 'head-of-unit', 'dispatcher'])
    await installation.opis([
      ...['account', 'grant', '--account', 'exercitiu', '--role', role],
      ...(role === 'dispatcher' ? [] : ['--unit', 'registratura']),
    ]);
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Bucharest' }).format(new Date());
  const answers: QueuedAnswer[] = [];
  for (let index = 0; index < count; index++) answers.push(await queueAnswer(installation.api, index, today));
  report.note(`${answers.length} answers in the queue`);
  await product.stop();
  return answers;
}

type Message = { id: string; state: string; letterId: string | null };

const readMessage = async ({ installation }: Scene, { messageId }: QueuedAnswer) =>
  read<Message>(await installation.api.get(`/api/v1/outgoing-messages/${messageId}`));

const settledStates = ['accepted', 'delivered', 'uncertain', 'failed'];

// A worker that died is known to be dead after half a minute; what it was sending is looked at then.
async function untilSettled(scene: Scene, answers: readonly QueuedAnswer[]) {
  const deadline = performance.now() + 240_000;
  for (const answer of answers) {
    while (!settledStates.includes((await readMessage(scene, answer)).state)) {
      if (performance.now() > deadline) return;
      await sleep(500);
    }
  }
}

async function prove(scene: Scene, { answers, peer }: { answers: readonly QueuedAnswer[]; peer: MailPeer }) {
  const { installation, report } = scene;
  const wrong: Record<'unsettled' | 'twice' | 'lost' | 'unshown' | 'unmet', string[]> = {
    ...{ unsettled: [], twice: [], lost: [], unshown: [], unmet: [] },
  };
  let uncertain = 0;
  for (const answer of answers) {
    const { id, state } = await readMessage(scene, answer);
    const taken = [...peer.taken]
      .filter(([key]) => key.includes(id))
      .reduce((sum, [, times]) => sum + times, 0);
    const { status } = read<{ status: string }>(
      await installation.api.get(`/api/v1/letters/${answer.letterId}`),
    );
    if (!settledStates.includes(state)) wrong.unsettled.push(`${id} ${state}`);
    if (taken > 1) wrong.twice.push(`${id} ${taken} times`);
    if (state === 'accepted' && taken !== 1) wrong.lost.push(id);
    if (taken === 1 && state !== 'accepted' && state !== 'uncertain') wrong.unshown.push(`${id} ${state}`);
    if ((state === 'accepted') !== (status === 'left')) wrong.unmet.push(`${id} ${state} ${status}`);
    if (state === 'uncertain') uncertain++;
  }
  const claims = {
    unsettled: 'every answer was sent or is shown to a person',
    twice: 'no answer was sent twice',
    lost: 'every answer shown as sent was taken by the mail server',
    unshown: 'every answer that the mail server took is shown as sent or uncertain',
    unmet: 'a letter has left exactly when its message is shown as sent',
  } as const;
  report.note(`${answers.length} answers, ${uncertain} of them uncertain, for a person to decide`);
  for (const [name, claim] of Object.entries(claims)) {
    const list = wrong[name as keyof typeof wrong];
    report.check(claim, list.length === 0, brief(list));
  }
  report.figure('mailOutUncertain', uncertain);
  await proveVerified(scene);
}
