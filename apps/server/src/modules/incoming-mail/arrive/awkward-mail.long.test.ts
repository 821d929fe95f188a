import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { awkwardMail } from '../../../../test/awkward-mail/awkward-mail.ts';
import { bytesOf } from '../../../../test/some-documents.ts';
import { aHandedOverMailbox, someMail } from '../../../../test/some-mail.ts';
import { aDatabase } from '../../../../test/test-database.ts';
import { keepMessage } from './keep-message.ts';
import { readMessages } from './message-reader.ts';

const { db } = await aDatabase();
const deps = await someMail(db);
const mailboxId = await aHandedOverMailbox(db);
const now = new Date('2026-11-22T08:00:00Z');

const read = async (raw: Buffer) => {
  const path = join(deps.root, 'message');
  await writeFile(path, raw);
  return await deps.reader.read(path, now);
};

test.each(awkwardMail)('$defect: seen, kept whole, and nothing ends', async ({ raw, holds }) => {
  expect(holds(await read(raw))).toBe(true);
  const received = await deps.files.receive(bytesOf(raw), { maxBytes: 64 * 1024 * 1024, forbiddenTypes: [] });
  const envelope = { from: 'ana@exemplu.ro', to: ['registratura@lunca-alba.example'] };
  const hop = { address: null, helo: null };
  const arrival = { channel: 'smtp' as const, mailboxId, ...envelope, hop, receivedAt: now };
  const [id] = await keepMessage(deps, received, [arrival]);
  await received.discard();
  const [message] = await readMessages(db, id ? [id] : []);
  expect(message?.rawSize).toBe(raw.length);
  const kept = await deps.files.open(message?.rawSha256 ?? '');
  const pieces: Buffer[] = [];
  for await (const piece of kept ?? []) pieces.push(piece);
  expect(Buffer.concat(pieces).equals(raw)).toBe(true);
  const { rows } = await sql<{ lost: number }>`SELECT count(*) AS lost FROM incoming_parts
    WHERE incoming_parts.message_id = ${id} AND incoming_parts.sha256 IS NULL AND incoming_parts.size > 0`.execute(
    db,
  );
  expect(rows).toEqual([{ lost: 0 }]);
});
