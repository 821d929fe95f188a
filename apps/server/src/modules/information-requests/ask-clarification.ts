import { type ClarifyInformationRequest, formatPlainDate, type InformationRequest } from '@opis/contracts';
import { toLegalTime } from '../../platform/clock.ts';
import type { Actor } from '../identity/index.ts';
import { actOnRequest } from './act-on-request.ts';
import { findOpen } from './answer-term.ts';
import { insertDecision } from './decision-store.ts';
import { planLetter, writeLetters } from './draft-letter.ts';
import type { InformationDeps } from './information-deps.ts';
import { informationText } from './information-text.ts';
import { numberOf } from './number-of.ts';

/**
 * Draws up the letter that asks the requester to make the request clearer (art. 6 (3) b)). No rule of Legea 544/2001 stops
 * a term for it (INF-01 to INF-03): the answer stays due from the registration, and the letter says so. Time is won by an
 * extension alone.
 */
export function askClarification(
  deps: InformationDeps,
  actor: Actor,
  { id, requestId, version, question }: ClarifyInformationRequest & { id: string },
): Promise<InformationRequest> {
  return actOnRequest(
    deps,
    actor,
    { id, requestId, version },
    {
      action: 'ask-clarification',
      event: 'information-request.decided',
      body: { clarification: question },
      data: { kind: 'clarification' },
      async prepare(request) {
        const due = await findPromisedDay(deps, id);
        return planLetter(deps, actor, request, {
          kind: 'clarification',
          legalBasis: informationText('clarification.basis'),
          paragraphs: [
            informationText('salute'),
            informationText('clarification.about', { registration: numberOf(request) }),
            informationText('clarification.asked', { information: request.information ?? request.subject }),
            informationText('clarification.question', { question }),
            ...(due ? [informationText('clarification.until', { date: formatPlainDate(due) })] : []),
            informationText('clarification.where'),
          ],
        });
      },
      async write(place, planned) {
        const { tx, acting, at } = place;
        const letterIds = await writeLetters(place, [planned]);
        const decision = { id: requestId, caseFileId: id, kind: 'clarification' as const, words: question };
        await insertDecision(tx, acting, { ...decision, letterIds, at });
      },
    },
  );
}

// A day that is past already is promised to nobody.
async function findPromisedDay(
  { db, clock }: Pick<InformationDeps, 'db' | 'clock'>,
  id: string,
): Promise<string | undefined> {
  const due = (await findOpen(db, id, 'answer'))?.dueOn;
  return due !== undefined && due >= toLegalTime(clock.now()).date ? due : undefined;
}
