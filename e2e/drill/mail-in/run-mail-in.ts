import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort, type RunningProduct } from '../../support/server.ts';
import { listDatabaseProcesses, signalAll } from '../processes.ts';
import { proveVerified, type Scene } from '../prove-whole.ts';
import type { Random } from '../seeded-random.ts';
import { openAsSuperuser } from '../superuser.ts';
import { startClerk } from './clerk.ts';
import { mailbox, type Relay, startRelay } from './relay.ts';

/**
 * A relay hands messages over without rest and a clerk registers them, while round after round `kill -9` hits the server,
 * alone or with every process of its database. At the end each message is there once, whole, with one number.
 */
export async function runMailIn(scene: Scene, { rounds, random }: { rounds: number; random: Random }) {
  const { installation, report } = scene;
  const port = await findFreePort();
  const environment = { OPIS_INTAKE_PORT: String(port) };
  let product = await installation.start(environment);
  const post = poster(product.port, await tokenOf(scene, 'administrator'));
  await post('/api/v1/mailboxes', aMailbox());
  const relay = startRelay(port, { lines: 4, random });
  const api = poster(product.port, await tokenOf(scene, 'exercitiu'));
  const clerk = startClerk({ get: installation.api.get, post: api });
  let struck = 0;
  for (let round = 1; round <= rounds; round++) {
    const before = await untilTold(relay);
    await sleep(random() * 400);
    if (relay.underWay() > 0) struck += 1;
    await kill(product, installation.dataDir, round % 2 === 0);
    product = await installation.start(environment);
    report.note(
      `${String(round).padStart(2)} ${relay.messages.length} messages, ${before} acknowledged before it`,
    );
  }
  await relay.finish();
  await clerk.finish();
  report.check(
    'at least half of the kills hit a message that was not acknowledged yet',
    struck * 2 >= rounds,
    `${struck} of ${rounds}`,
  );
  await proveOnce(scene, relay, clerk.numbers);
  await proveVerified(scene, environment);
  await product.stop();
}

async function kill(product: RunningProduct, dataDir: string, withDatabase: boolean) {
  if (withDatabase) signalAll(listDatabaseProcesses(dataDir), 'SIGKILL');
  signalAll([product.pid], 'SIGKILL');
  await product.kill();
}

// Each round begins when mail comes in again.
async function untilTold(relay: Relay): Promise<number> {
  const told = () => relay.messages.filter((message) => message.told > 0).length;
  const before = told();
  const deadline = performance.now() + 120_000;
  while (told() < before + 3) {
    if (performance.now() > deadline) throw new Error('no mail is taken in any more');
    await sleep(20);
  }
  return told();
}

type Row = { id: string; subject: string; raw_sha256: string; state: string; number: number | null };

async function proveOnce(
  { installation, report }: Scene,
  relay: Relay,
  numbers: ReadonlyMap<string, ReadonlySet<number>>,
) {
  const superuser = await openAsSuperuser(installation.dataDir);
  const rows = await superuser.query<Row>(`
    SELECT message.id, message.subject, message.raw_sha256, message.state, entries.number
    FROM incoming_messages AS message LEFT JOIN entries ON entries.id = message.entry_id`);
  const [parts] = await superuser.query<{ lost: number }>(`
    SELECT count(*)::int AS lost FROM incoming_messages AS message
    WHERE (SELECT count(*) FROM incoming_parts WHERE incoming_parts.message_id = message.id) <> 2`);
  await superuser.close();
  const bySubject = Map.groupBy(rows, ({ subject }) => subject);
  const { messages } = relay;
  const tries = messages.reduce((sum, message) => sum + message.tries, 0);
  report.note(`${messages.length} messages in ${tries} tries`);
  report.check(
    'every message that was acknowledged is kept',
    messages.every(({ subject }) => bySubject.has(subject)),
  );
  report.check('none is kept twice', rows.length === messages.length, `${rows.length} of ${messages.length}`);
  report.check(
    'each byte for byte',
    messages.every(({ subject, sha256 }) => bySubject.get(subject)?.[0]?.raw_sha256 === sha256),
  );
  report.check('each with its text and its file', parts?.lost === 0, `${parts?.lost} without`);
  report.check(
    'each is registered',
    rows.every(({ number }) => number !== null),
  );
  report.check(
    'no number stands for two messages',
    new Set(rows.map(({ number }) => number)).size === rows.length,
  );
  const told = rows.filter(({ id, number }) => [...(numbers.get(id) ?? [])].some((one) => one !== number));
  report.check('the clerk was told each message’s own number and no other', told.length === 0);
  report.figure('mailIn', messages.length);
}

async function tokenOf({ installation }: Scene, account: string): Promise<string> {
  const { code, output, errors } = await installation.opis([
    ...['token', 'create', '--account', account, '--name', `mail-${account}`, '--expires', '3650'],
  ]);
  if (code !== 0) throw new Error(errors);
  return output.trim();
}

const poster = (port: number, token: string) => async (path: string, body: object) => {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    return {
      kind: 'answered' as const,
      status: response.status,
      body: text === '' ? undefined : JSON.parse(text),
    };
  } catch (error) {
    return { kind: 'broken' as const, reason: String(error) };
  }
};

const aMailbox = () => ({
  ...{
    requestId: randomUUID(),
    id: null,
    version: 0,
    name: 'Registratura',
    address: mailbox,
    channel: 'smtp',
  },
  ...{
    active: true,
    server: null,
    afterFetch: null,
    moveTo: null,
    fetchSince: null,
    unit: 'registratura',
    office: null,
  },
});
