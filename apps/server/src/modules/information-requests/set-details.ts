import type { InformationRequest, SetInformationDetailsRequest } from '@opis/contracts';
import type { Actor } from '../identity/index.ts';
import { actOnRequest, nothing } from './act-on-request.ts';
import { followAnswerRule } from './answer-term.ts';
import type { InformationDeps } from './information-deps.ts';
import { listLeftLetters, saveDetails } from './request-store.ts';

/** Writes down what the request says (art. 6 (3)). A spoken request of the press has 24 hours (art. 8): its term follows. */
export function setInformationDetails(
  deps: InformationDeps,
  actor: Actor,
  { id, requestId, version, ...details }: SetInformationDetailsRequest & { id: string },
): Promise<InformationRequest> {
  return actOnRequest(
    deps,
    actor,
    { id, requestId, version },
    {
      action: 'edit-details',
      event: 'information-request.details-set',
      body: details,
      data: { form: details.form, press: details.press },
      prepare: nothing,
      async write({ tx, acting, at, request }) {
        await saveDetails(tx, id, details);
        const left = await listLeftLetters(tx, id);
        await followAnswerRule(tx, deps, { acting, at, request: { ...request, ...details }, left });
      },
    },
  );
}
