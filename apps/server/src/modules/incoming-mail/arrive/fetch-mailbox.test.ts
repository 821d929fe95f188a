import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { anImapPeer } from '../../../../test/an-imap-peer.ts';
import { aFetchedMailbox, someMail } from '../../../../test/some-mail.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { sealField } from '../../../platform/crypto/field-crypto.ts';
import { openImap } from '../../../platform/mail/fetch/imap-client.ts';
import { openFolder } from '../../../platform/mail/fetch/imap-folder.ts';
import { readMailInFacts } from '../mailboxes/mail-in-facts.ts';
import { listFetchedMailboxes } from '../mailboxes/mailbox-store.ts';
import { fetchMailbox } from './fetch-mailbox.ts';
import { startFetching } from './start-fetching.ts';

const key = Buffer.alloc(32, 7);
const letter = (subject: string) =>
  `From: Ana Pop <ana.pop@exemplu.ro>\r\nTo: registratura@lunca-alba.example\r\nSubject: ${subject}\r\n` +
  `Message-ID: <${subject}@exemplu.ro>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0200\r\n\r\nVă rog.\r\n`;

/** A database with one mailbox of a server that has these messages. */
async function aScene(
  messages: readonly string[],
  changes: { after_fetch?: string; move_to?: string } = {},
  given: Parameters<typeof someMail>[1] = {},
) {
  const { db } = await aDatabase();
  const deps = await someMail(db, given);
  const peer = await anImapPeer(messages);
  const id = await aFetchedMailbox(db, { ...peer, secret: null }, changes);
  await sql`UPDATE mailboxes SET secret = ${sealField(key, id, peer.password)}`.execute(db);
  const downloaded: number[] = [];
  async function fetch(maxNew = Number.POSITIVE_INFINITY) {
    const [mailbox] = await listFetchedMailboxes(db, key);
    if (mailbox === undefined) throw new Error('no mailbox is fetched');
    await sql`INSERT INTO mailbox_states (mailbox_id) VALUES (${id}) ON CONFLICT DO NOTHING`.execute(db);
    const client = await openImap(mailbox.server);
    try {
      const folder = await openFolder(client, mailbox.folder, mailbox.afterFetch === 'keep');
      const counted = {
        ...folder,
        download: (uid: number) => {
          if (downloaded.length >= maxNew) throw new Error('the process was killed');
          downloaded.push(uid);
          return folder.download(uid);
        },
      };
      return await fetchMailbox(deps, mailbox, counted, new AbortController().signal);
    } finally {
      client.close();
    }
  }
  const subjects = async () =>
    (
      await sql<{ subject: string }>`SELECT incoming_messages.subject FROM incoming_messages
        ORDER BY incoming_messages.id`.execute(db)
    ).rows.map(({ subject }) => subject);
  return { db, deps, peer, id, fetch, downloaded, subjects };
}

test('each message is downloaded and kept once, however often the mailbox is read', async () => {
  const { fetch, downloaded, subjects, peer } = await aScene(['unu', 'doi'].map(letter));
  expect(await fetch()).toBe(2);
  peer.deliver(letter('trei'));
  expect(await fetch()).toBe(1);
  expect(await fetch()).toBe(0);
  expect(downloaded).toEqual([1, 2, 3]);
  expect(await subjects()).toEqual(['unu', 'doi', 'trei']);
  expect(peer.inbox().messages.map(({ flags }) => flags.includes('\\Seen'))).toEqual([false, false, false]);
});

test('a reading that broke off goes on where it was', async () => {
  const { fetch, downloaded, subjects } = await aScene(['unu', 'doi', 'trei'].map(letter));
  await expect(fetch(2)).rejects.toThrow('the process was killed');
  expect(await fetch()).toBe(1);
  expect(downloaded).toEqual([1, 2, 3]);
  expect(await subjects()).toEqual(['unu', 'doi', 'trei']);
});

test('a server that begins its UIDs anew has nothing registered twice, and nothing downloaded that is known', async () => {
  const { fetch, downloaded, subjects, peer, db } = await aScene(['unu', 'doi'].map(letter));
  await fetch();
  peer.beginUidsAnew();
  peer.deliver(letter('nou'));
  expect(await fetch()).toBe(1);
  expect(await subjects()).toEqual(['unu', 'doi', 'nou']);
  expect(downloaded).toEqual([1, 2, 103]);
  const { rows } = await sql<{ uid_validity: number; last_uid: number }>`
    SELECT mailbox_states.uid_validity, mailbox_states.last_uid FROM mailbox_states`.execute(db);
  expect(rows).toEqual([{ uid_validity: 8, last_uid: 103 }]);
});

test('a message without an id is known again by its bytes', async () => {
  const nameless = letter('fara-id').replace(/Message-ID: [^\r]+\r\n/, '');
  const { fetch, subjects, peer } = await aScene([nameless]);
  await fetch();
  peer.beginUidsAnew();
  expect(await fetch()).toBe(0);
  expect(await subjects()).toEqual(['fara-id']);
});

const twin = (text: string) => letter('geaman').replace('Vă rog.', text);

test('two messages with one id, one size and one hour are both kept; the same bytes once', async () => {
  const { fetch, peer, db } = await aScene([twin('Prima.'), twin('A doua'), twin('Prima.')]);
  expect(await fetch()).toBe(2);
  const { rows } = await sql<{ messages: number; uids: number }>`
    SELECT (SELECT count(*)::int FROM incoming_messages) AS messages,
      (SELECT count(*)::int FROM mailbox_uids WHERE mailbox_uids.message_id IS NOT NULL) AS uids`.execute(db);
  expect(rows).toEqual([{ messages: 2, uids: 3 }]);
  peer.beginUidsAnew();
  peer.deliver(twin('Alta?!'));
  expect(await fetch()).toBe(1);
});

test('after UIDs began anew a message that only looks like a known one is downloaded, not taken for it', async () => {
  const { fetch, peer, downloaded } = await aScene([twin('Prima.')]);
  await fetch();
  peer.inbox().messages.splice(0);
  peer.deliver(twin('A doua'));
  peer.beginUidsAnew();
  expect(await fetch()).toBe(1);
  expect(downloaded).toEqual([1, 101]);
});

test('what is too large to be taken is told with sender and subject, once, and nothing of it is downloaded', async () => {
  const large = letter('uriasa').replace('Vă rog.', 'x'.repeat(3_000));
  const { fetch, peer, db, downloaded } = await aScene(
    [letter('mica'), large],
    {},
    { maxMessageBytes: 2_000 },
  );
  expect(await fetch()).toBe(1);
  expect(await fetch()).toBe(0);
  peer.beginUidsAnew();
  expect(await fetch()).toBe(0);
  expect(downloaded).toEqual([1]);
  const { rows } = await sql`
    SELECT left_messages.problem, left_messages.from_name, left_messages.from_address, left_messages.subject,
      left_messages.size > 3000 AS large FROM left_messages`.execute(db);
  expect(rows).toEqual([
    {
      ...{
        problem: 'too-large',
        from_name: 'Ana Pop',
        from_address: 'ana.pop@exemplu.ro',
        subject: 'uriasa',
      },
      large: true,
    },
  ]);
  expect(await readMailInFacts(db)).toMatchObject({ left: 1, leftSince: expect.any(Date) });
});

test('what is kept is moved or deleted on the server only where the mailbox says so', async () => {
  const moving = await aScene(['unu', 'doi'].map(letter), { after_fetch: 'move', move_to: 'Preluate' });
  await moving.fetch();
  expect(moving.peer.inbox().messages).toHaveLength(0);
  expect(moving.peer.moved().messages).toHaveLength(2);
  const deleting = await aScene(['trei'].map(letter), { after_fetch: 'delete' });
  await deleting.fetch();
  expect(deleting.peer.inbox().messages).toHaveLength(0);
  expect(await deleting.subjects()).toEqual(['trei']);
});

test('a process reads its mailboxes by itself, hears of new messages, and another keeps out of its way', async () => {
  const { deps, peer, subjects, db } = await aScene([letter('unu')]);
  const times = { lookEvery: 50, pollEvery: 200, retryAfter: 50 };
  const one = startFetching(deps, key, times);
  const other = startFetching(deps, key, times);
  onTestFinished(async () => {
    await Promise.all([one.stop(), other.stop()]);
  });
  await expect.poll(subjects, { timeout: 10_000 }).toEqual(['unu']);
  peer.deliver(letter('doi'));
  await expect.poll(subjects, { timeout: 10_000 }).toEqual(['unu', 'doi']);
  const { rows } = await sql<{
    failure: string | null;
  }>`SELECT mailbox_states.failure FROM mailbox_states`.execute(db);
  expect(rows).toEqual([{ failure: null }]);
});

test('a server that lets nobody in is told of in its own words', async () => {
  const { deps, db } = await aScene([]);
  await sql`UPDATE mailboxes SET username = 'altcineva'`.execute(db);
  const fetching = startFetching(deps, key, { lookEvery: 50, pollEvery: 200, retryAfter: 50 });
  onTestFinished(() => fetching.stop());
  const failure = async () =>
    (await sql<{ failure: string | null }>`SELECT mailbox_states.failure FROM mailbox_states`.execute(db))
      .rows[0]?.failure;
  await expect.poll(failure, { timeout: 10_000 }).toMatch(/Invalid user or password|failed/i);
});
