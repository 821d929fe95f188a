import type { DecideComplaintRequest, InformationRequest } from '@opis/contracts';
import type { Actor } from '../identity/index.ts';
import { actOnRequest } from './act-on-request.ts';
import { insertDecision } from './decision-store.ts';
import { planLetter, writeLetters } from './draft-letter.ts';
import type { InformationDeps } from './information-deps.ts';
import { informationText } from './information-text.ts';
import { numberOf } from './number-of.ts';

/** Says whether a complaint is founded and draws up its answer (art. 21); it is decided when that leaves. */
export function decideComplaint(
  deps: InformationDeps,
  actor: Actor,
  { id, requestId, version, verdict, reasons }: DecideComplaintRequest & { id: string },
): Promise<InformationRequest> {
  const kind = `complaint-${verdict}` as const;
  return actOnRequest(
    deps,
    actor,
    { id, requestId, version },
    {
      action: 'decide-complaint',
      event: 'information-request.decided',
      body: { verdict, reasons },
      data: { kind },
      prepare: (request) =>
        planLetter(deps, actor, request, {
          kind: 'answer',
          legalBasis: informationText('complaint.basis'),
          paragraphs: [
            informationText('salute'),
            informationText('complaint.about', { registration: numberOf(request) }),
            informationText(`complaint.${verdict}`),
            ...reasons.split(/\n+/),
            informationText('complaint.court'),
          ],
        }),
      async write(place, planned) {
        const { tx, acting, at } = place;
        const letterIds = await writeLetters(place, [planned]);
        await insertDecision(tx, acting, {
          id: requestId,
          caseFileId: id,
          kind,
          words: reasons,
          letterIds,
          at,
        });
      },
    },
  );
}
