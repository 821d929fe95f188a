import {
  AppError,
  type InformationRequest,
  type PointInformationRequest,
  type RedirectInformationRequest,
} from '@opis/contracts';
import { toLegalTime } from '../../platform/clock.ts';
import type { Actor } from '../identity/index.ts';
import { actOnRequest } from './act-on-request.ts';
import { startDecisionTerm, windowOf } from './answer-term.ts';
import { insertDecision } from './decision-store.ts';
import { planLetter, writeLetters } from './draft-letter.ts';
import type { InformationDeps } from './information-deps.ts';
import { informationText } from './information-text.ts';
import { numberOf } from './number-of.ts';
import { rules } from './request.ts';
import type { RequestRecord } from './request-store.ts';

/**
 * Sends the request to the authority that holds the information (INF-12): two letters, to it and to the requester, within
 * five days. The request is redirected once both left.
 */
export function redirectRequest(
  deps: InformationDeps,
  actor: Actor,
  { id, requestId, version, ...body }: RedirectInformationRequest & { id: string },
): Promise<InformationRequest> {
  const { authority, address, email } = body;
  return actOnRequest(
    deps,
    actor,
    { id, requestId, version },
    {
      action: 'redirect',
      event: 'information-request.decided',
      body: { redirection: body },
      data: { kind: 'redirection' },
      prepare: async (request) => ({
        late: await isLate(deps, request, body.late),
        letters: [
          await planLetter(deps, actor, request, {
            kind: 'redirection',
            addressee: { name: authority, address, email },
          }),
          await planLetter(deps, actor, request, {
            kind: 'redirection-notice',
            paragraphs: [
              informationText('salute'),
              informationText('redirection.about', { registration: numberOf(request) }),
              informationText('redirection.to', { authority }),
              informationText('redirection.nothing'),
            ],
          }),
        ],
      }),
      async write(place, { late, letters }) {
        const { tx, acting, at, request } = place;
        await startDecisionTerm(tx, deps, { acting, at, request, role: 'redirect' });
        const letterIds = await writeLetters(place, letters);
        const decision = { id: requestId, caseFileId: id, kind: 'redirection' as const, words: authority };
        await insertDecision(tx, acting, { ...decision, late, letterIds, at });
      },
    },
  );
}

/** Tells where the information is published ex officio (art. 5), within five days. */
export function pointRequest(
  deps: InformationDeps,
  actor: Actor,
  { id, requestId, version, ...body }: PointInformationRequest & { id: string },
): Promise<InformationRequest> {
  const { where } = body;
  return actOnRequest(
    deps,
    actor,
    { id, requestId, version },
    {
      action: 'point',
      event: 'information-request.decided',
      body: { pointing: body },
      data: { kind: 'pointing' },
      prepare: async (request) => ({
        late: await isLate(deps, request, body.late),
        letter: await planLetter(deps, actor, request, {
          kind: 'information',
          paragraphs: [
            informationText('salute'),
            informationText('pointing.about', { registration: numberOf(request) }),
            informationText('pointing.where', { where: where.replace(/\.$/, '') }),
            informationText('pointing.otherwise'),
          ],
        }),
      }),
      async write(place, { late, letter }) {
        const { tx, acting, at, request } = place;
        await startDecisionTerm(tx, deps, { acting, at, request, role: 'redirect' });
        const letterIds = await writeLetters(place, [letter]);
        const decision = { id: requestId, caseFileId: id, kind: 'pointing' as const, words: where };
        await insertDecision(tx, acting, { ...decision, late, letterIds, at });
      },
    },
  );
}

async function isLate(
  { deadlines, clock }: InformationDeps,
  { registeredOn: from }: RequestRecord,
  known: boolean,
): Promise<boolean> {
  const today = toLegalTime(clock.now()).date;
  const { past, on } = windowOf(await deadlines.read(), {
    kind: 'redirect',
    rule: rules.redirection,
    from,
    today,
  });
  if (past && !known)
    throw new AppError('conflict', 'information-request.redirection-late', { details: { on } });
  return past;
}
