import {
  AppError,
  type ExtendInformationRequest,
  formatPlainDate,
  type InformationRequest,
} from '@opis/contracts';
import { toLegalTime } from '../../platform/clock.ts';
import type { Actor } from '../identity/index.ts';
import { actOnRequest } from './act-on-request.ts';
import { windowOf } from './answer-term.ts';
import { insertDecision } from './decision-store.ts';
import { planLetter, writeLetters } from './draft-letter.ts';
import type { InformationDeps } from './information-deps.ts';
import { informationText } from './information-text.ts';
import { numberOf } from './number-of.ts';
import { rules } from './request.ts';

/**
 * Draws up the notice of the extension to 30 days (art. 7 (1)). The term itself moves only when the notice leaves inside
 * the first ten. Throws `information-request.extension-late` when they are past already.
 */
export function extendRequest(
  deps: InformationDeps,
  actor: Actor,
  { id, requestId, version, reason }: ExtendInformationRequest & { id: string },
): Promise<InformationRequest> {
  return actOnRequest(
    deps,
    actor,
    { id, requestId, version },
    {
      action: 'extend',
      event: 'information-request.decided',
      body: { extension: reason },
      data: { kind: 'extension' },
      async prepare(request) {
        const law = await deps.deadlines.read();
        const from = request.registeredOn;
        const today = toLegalTime(deps.clock.now()).date;
        if (windowOf(law, { kind: 'extend', rule: rules.answer, from, today }).past)
          throw new AppError('conflict', 'information-request.extension-late');
        const until = law.dates(rules.extended, { on: from }).due;
        return planLetter(deps, actor, request, {
          kind: 'extension',
          paragraphs: [
            informationText('salute'),
            informationText('extension.about', { registration: numberOf(request) }),
            informationText('extension.until', { date: formatPlainDate(until) }),
            informationText('extension.reason', { reason }),
          ],
        });
      },
      async write(place, planned) {
        const letterIds = await writeLetters(place, [planned]);
        const { tx, acting, at } = place;
        const decision = {
          id: requestId,
          caseFileId: id,
          kind: 'extension' as const,
          words: reason,
          letterIds,
          at,
        };
        await insertDecision(tx, acting, decision);
      },
    },
  );
}
