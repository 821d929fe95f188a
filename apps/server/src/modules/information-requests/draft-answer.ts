import type { DraftInformationAnswerRequest, InformationRequest } from '@opis/contracts';
import type { Actor } from '../identity/index.ts';
import { actOnRequest } from './act-on-request.ts';
import { insertDecision } from './decision-store.ts';
import { planLetter, writeLetters } from './draft-letter.ts';
import type { InformationDeps } from './information-deps.ts';
import { informationText } from './information-text.ts';
import { numberOf } from './number-of.ts';
import { listNotes } from './views/list-notes.ts';

/** Draws up the answer from what the units said to the internal notes (F1); the handler edits it as any letter. */
export function draftAnswer(
  deps: InformationDeps,
  actor: Actor,
  { id, requestId, version }: DraftInformationAnswerRequest & { id: string },
): Promise<InformationRequest> {
  return actOnRequest(
    deps,
    actor,
    { id, requestId, version },
    {
      action: 'draft-answer',
      event: 'information-request.decided',
      body: { answer: true },
      data: { kind: 'answer' },
      async prepare(request) {
        const notes = await listNotes(deps, id);
        const said = notes.flatMap(({ answer }) => (answer ? answer.split(/\n+/) : []));
        return planLetter(deps, actor, request, {
          kind: 'answer',
          legalBasis: informationText('answer.basis'),
          paragraphs:
            said.length === 0
              ? undefined
              : [
                  informationText('salute'),
                  informationText('answer.about', { registration: numberOf(request) }),
                  ...(request.information
                    ? [informationText('answer.asked', { information: request.information })]
                    : []),
                  ...said,
                  informationText('answer.remedies'),
                ],
        });
      },
      async write(place, planned) {
        const { tx, acting, at } = place;
        const letterIds = await writeLetters(place, [planned]);
        await insertDecision(tx, acting, {
          id: requestId,
          caseFileId: id,
          kind: 'answer',
          words: null,
          letterIds,
          at,
        });
      },
    },
  );
}
