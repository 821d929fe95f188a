import { foldText, type IncomingMessage, type SenderWarning } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db.ts';
import { findThread, type OutgoingMailDeps } from '../../outgoing-mail/index.ts';
import { type AddressedParty, findPartyByEmail } from '../../parties/index.ts';
import type { MessageSubscriber } from '../arrive/message-subscriber.ts';
import { findBounce } from '../bounce/find-bounce.ts';
import { followBounce, followReport } from '../bounce/follow-report.ts';
import { isInForce, readRules } from '../rules/rule-store.ts';
import { decideThread } from '../thread/decide-thread.ts';
import { findQuotedNumbers } from '../thread/find-quoted-numbers.ts';
import { quotesOurs } from '../thread/quotes-ours.ts';
import { domainBook, domainOf } from './known-domains.ts';
import { findLookAlike, findShownAddress, type KnownDomains } from './look-alike.ts';
import { type Proposed, propose } from './propose.ts';
import { readText } from './read-text.ts';

const mostWords = 20_000;

/** Proposes what becomes of each message, in the transaction that keeps it; what surely says that ours came back has its effect. */
export function intakeSubscriber(deps: OutgoingMailDeps): MessageSubscriber {
  const { clock, files } = deps;
  const domains = domainBook(() => clock.now().getTime());
  return {
    async arrived(tx, message) {
      const text = await readText(files, message);
      const body = foldText(text).slice(0, mostWords);
      const party = message.fromAddress ? await findPartyByEmail(tx, message.fromAddress) : undefined;
      const { thread, quoted, named } = await readThread(tx, message, text);
      const at = clock.now();
      const rules = (await readRules(tx)).filter((rule) => isInForce(rule, toLegalTime(at).date));
      const suspected = await suspectBounce(tx, deps, { message, text });
      const proposed = propose(
        {
          ...{ fromAddress: message.fromAddress, mailboxId: message.mailboxId, messageKind: message.kind },
          ...{ knownSender: party !== undefined, subject: foldText(message.subject), body, thread },
          attachmentNames: message.parts.flatMap(({ name }) => (name === null ? [] : [foldText(name)])),
          own: await isOwn(tx, message),
          repeated: await isRepeated(tx, message),
          bounce: suspected?.how,
        },
        rules,
      );
      const warnings = warningsOf(message, await domains.read(tx));
      const sealed = named && (await findSealedRegister(tx, named.entryId ?? named.caseFileId));
      await insertProposal(tx, message, {
        ...{ proposed, party, sealed, named, quoted, warnings, body, at },
        bounced: suspected?.id ?? null,
      });
      if (thread.way === 'possibly' && proposed.kind !== 'not-registered') await mayBelong(tx, message.id);
    },
  };
}

type Suspected = { how: 'likely' | 'possible'; id: string | null };

/** Lets what is certain have its effect; gives what is not, for a person to decide. */
async function suspectBounce(
  tx: Tx,
  deps: OutgoingMailDeps,
  given: { message: IncomingMessage; text: string },
): Promise<Suspected | undefined> {
  if (await followReport(tx, deps, given.message)) return undefined;
  const bounce = await findBounce(tx, deps.files, given);
  if (bounce === undefined) return undefined;
  const { how, outgoingId: id } = bounce;
  if (how !== 'certain') return { how, id };
  await followBounce(tx, deps, { message: given.message, bounce });
  return { how: 'likely', id: null };
}

async function readThread(tx: Tx, message: IncomingMessage, text: string) {
  const { envelopeTo, toAddresses, ccAddresses, inReplyTo, referenceIds } = message;
  const named = await findThread(tx, {
    addresses: [...envelopeTo, ...toAddresses, ...ccAddresses],
    references: [...(inReplyTo ? [inReplyTo] : []), ...referenceIds],
  });
  const quoted = findQuotedNumbers(`${message.subject} ${text}`);
  const thread = decideThread({
    fromAddress: message.fromAddress,
    thread: named && { entryId: named.entryId ?? named.caseFileId, toAddress: named.toAddress },
    quotes: await quotesOurs(tx, quoted),
  });
  return { thread, quoted, named };
}

// What answers a report of wrongdoing is seen by whom that report is seen by, from the first moment.
async function findSealedRegister(tx: Tx, entryId: string | null): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    SELECT registers.id FROM entries JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id AND registers.kind = 'confidential'
    WHERE entries.id = ${entryId}
  `.execute(tx);
  return rows[0]?.id ?? null;
}

async function isOwn(tx: Tx, { fromAddress }: IncomingMessage): Promise<boolean> {
  if (fromAddress === null) return false;
  const { rows } = await sql`SELECT FROM mailboxes WHERE mailboxes.address = ${fromAddress}`.execute(tx);
  return rows.length > 0;
}

// The same message may come to two of our mailboxes, or be sent again: it is registered once.
async function isRepeated(tx: Tx, { id, messageId, rawSha256 }: IncomingMessage): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM incoming_messages AS other
    WHERE other.id <> ${id} AND (other.raw_sha256 = ${rawSha256} OR other.message_id = ${messageId}
      AND other.from_address = (SELECT own.from_address FROM incoming_messages AS own WHERE own.id = ${id}))
    LIMIT 1
  `.execute(tx);
  return rows.length > 0;
}

type Warning = { warning: SenderWarning; seen: string; known: string | null };

function warningsOf(message: IncomingMessage, known: KnownDomains): Warning[] {
  const { fromAddress, fromName, replyTo } = message;
  if (fromAddress === null) return [];
  const domain = domainOf(fromAddress);
  const alike = findLookAlike(domain, known);
  const shown = fromName === null ? undefined : findShownAddress(fromName, fromAddress);
  const elsewhere = replyTo !== null && domainOf(replyTo) !== domain;
  return [
    ...(alike ? [{ warning: 'look-alike-domain' as const, seen: domain, known: alike.resembles }] : []),
    ...(shown ? [{ warning: 'shows-another-address' as const, seen: shown, known: fromAddress }] : []),
    ...(elsewhere ? [{ warning: 'answers-elsewhere' as const, seen: replyTo, known: fromAddress }] : []),
  ];
}

type ToInsert = {
  proposed: Proposed;
  party: AddressedParty | undefined;
  sealed: string | null;
  named: { entryId: string | null; caseFileId: string | null } | null;
  quoted: readonly object[];
  warnings: readonly Warning[];
  bounced: string | null;
  body: string;
  at: Date;
};

async function insertProposal(
  tx: Tx,
  { id }: IncomingMessage,
  { proposed, party, sealed, named, quoted, warnings, bounced, body, at }: ToInsert,
) {
  const { rule, words, effect } = proposed;
  const { kind, reason } = sealed === null ? proposed : { kind: 'confidential', reason: null };
  const token = named?.entryId ?? named?.caseFileId ?? null;
  await sql`
    INSERT INTO intake_proposals (message_id, made_at, kind, reason, rule_id, rule_version, rule_words, unit_code,
      category_code, procedure_code, register_code, party_id, joins_entry_id, token_entry_id, quoted, warnings, words,
      sealed_register_id, bounced_message_id)
    VALUES (${id}, ${at}, ${kind}, ${reason}, ${rule?.id ?? null}, ${rule?.version ?? null}, ${[...words]}::text[],
      ${effect.unit}, ${effect.category}, ${effect.procedure}, ${effect.register}, ${party?.id ?? null},
      ${kind === 'reply' ? token : null}, ${token}, ${JSON.stringify(quoted)}::jsonb, ${JSON.stringify(warnings)}::jsonb,
      ${body}, ${sealed}, ${bounced})
  `.execute(tx);
}

const mayBelong = (tx: Tx, id: string) =>
  sql`UPDATE incoming_messages SET state = 'possibly' WHERE incoming_messages.id = ${id}
    AND incoming_messages.state = 'waiting'`.execute(tx);
