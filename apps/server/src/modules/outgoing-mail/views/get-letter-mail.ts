import type { LetterMail } from '@opis/contracts';
import type { Actor } from '../../identity/index.ts';
import { requireLetter } from '../../letters/index.ts';
import { maySendByEmail, proposeMail } from '../acts/letter-mail.ts';
import { hasBounced } from '../known-address.ts';
import type { OutgoingActDeps } from '../outgoing-deps.ts';
import { underWay } from '../outgoing-message.ts';
import { listLetterMessages } from './outgoing-views.ts';

/** What the page of a letter shows of its e-mails. Throws `letter.not-found`. */
export async function getLetterMail(
  deps: OutgoingActDeps,
  actor: Actor,
  letterId: string,
): Promise<LetterMail> {
  const seen = await requireLetter(deps, actor, letterId);
  const configured = deps.mailConfigured;
  const [proposal, messages] = await Promise.all([
    proposeMail(deps, seen),
    listLetterMessages(deps, actor, letterId),
  ]);
  const { address, subject, body, papers } = proposal;
  const free = !messages.some(({ state }) => underWay.includes(state));
  return {
    configured,
    maySend: configured && free && maySendByEmail(seen) && papers.length > 0,
    proposal: {
      ...{ address, subject, body, attachments: papers.map(({ name }) => name) },
      bounced: address !== '' && (await hasBounced(deps.db, address)),
    },
    messages,
  };
}
