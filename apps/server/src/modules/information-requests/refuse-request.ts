import { AppError, type InformationRequest, type RefuseInformationRequest } from '@opis/contracts';
import { toLegalTime } from '../../platform/clock.ts';
import type { Actor } from '../identity/index.ts';
import { actOnRequest } from './act-on-request.ts';
import { startDecisionTerm, windowOf } from './answer-term.ts';
import { type ChosenGround, insertDecision, requireGrounds } from './decision-store.ts';
import { planLetter, writeLetters } from './draft-letter.ts';
import type { InformationDeps } from './information-deps.ts';
import { informationText } from './information-text.ts';
import { numberOf } from './number-of.ts';
import { rules } from './request.ts';
import type { RequestRecord } from './request-store.ts';

type Command = RefuseInformationRequest & { id: string };

/**
 * Refuses the whole or a part, with grounds of the catalogue and why each applies, and draws up the letter. The refusal
 * has a term of its own, five days (art. 7 (2)); past it the person says that they know.
 */
export function refuseRequest(
  deps: InformationDeps,
  actor: Actor,
  command: Command,
): Promise<InformationRequest> {
  const { id, requestId, version, ...body } = command;
  const kind = body.scope === 'whole' ? 'refusal' : 'partial-refusal';
  return actOnRequest(
    deps,
    actor,
    { id, requestId, version },
    {
      action: 'refuse',
      event: 'information-request.decided',
      body,
      data: { kind, grounds: body.grounds.map(({ code }) => code).join(' ') },
      async prepare(request) {
        const today = toLegalTime(deps.clock.now()).date;
        const grounds = await requireGrounds(deps.db, body.grounds, today);
        const late = await isLate(deps, request, { today, known: body.late });
        const letter = await planLetter(deps, actor, request, {
          kind,
          paragraphs: toParagraphs(request, body, grounds),
          legalBasis: toBasis(grounds),
        });
        return { grounds, late, letter };
      },
      async write(place, { grounds, late, letter }) {
        const { tx, acting, at, request } = place;
        await startDecisionTerm(tx, deps, { acting, at, request, role: 'refusal' });
        const letterIds = await writeLetters(place, [letter]);
        const words = body.given || null;
        await insertDecision(tx, acting, {
          id: requestId,
          caseFileId: id,
          kind,
          words,
          late,
          grounds,
          letterIds,
          at,
        });
      },
    },
  );
}

async function isLate(
  { deadlines }: InformationDeps,
  { registeredOn: from }: RequestRecord,
  { today, known }: { today: string; known: boolean },
): Promise<boolean> {
  const { past, on } = windowOf(await deadlines.read(), { kind: 'refuse', rule: rules.refusal, from, today });
  if (past && !known) throw new AppError('conflict', 'information-request.refusal-late', { details: { on } });
  return past;
}

function toParagraphs(
  request: RequestRecord,
  { scope, given }: Pick<Command, 'scope' | 'given'>,
  grounds: readonly ChosenGround[],
): string[] {
  return [
    informationText('salute'),
    informationText('refusal.about', { registration: numberOf(request) }),
    informationText(scope === 'whole' ? 'refusal.whole' : 'refusal.part'),
    ...(given ? [informationText('refusal.given', { given })] : []),
    ...grounds.map(({ sentence, article, act, why }) =>
      informationText('refusal.ground', { sentence: sentence.replace(/\.$/, ''), article, act, why }),
    ),
    informationText('refusal.remedies'),
  ];
}

const toBasis = (grounds: readonly ChosenGround[]): string =>
  informationText('refusal.basis', {
    grounds: grounds.map(({ article, act }) => informationText('ground.basis', { article, act })).join('; '),
  });
