import type { LetterMail } from '@opis/contracts';
import type { Actor } from '../../identity/index.ts';
import { requireLetter } from '../../letters/index.ts';
import { maySendByEmail, proposeMail, type SignedPaper } from '../acts/letter-mail.ts';
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
      ...{ address, subject, body, size: sizeOnTheWire(body, papers), sizeLimit: deps.mailMaxBytes },
      attachments: papers.map((paper) => ({
        ...paper,
        url: `/api/v1/letters/${letterId}/documents/${paper.documentId}/content`,
      })),
      bounced: address !== '' && (await hasBounced(deps.db, address)),
    },
    messages,
  };
}

// Base64 in lines of 76: four letters and a line's end of each 57 bytes; headers and borders are a few thousand.
const sizeOnTheWire = (body: string, papers: readonly SignedPaper[]): number =>
  papers.reduce((sum, { size }) => sum + Math.ceil((size * 78) / 57), Buffer.byteLength(body) * 2 + 8_192);
