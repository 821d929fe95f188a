import type { CaseUnit, LetterRouteChoices, SignatureSlot } from '@opis/contracts';
import { listLeadersAbove } from '../../case-files/index.ts';
import type { Actor } from '../../identity/index.ts';
import type { LetterState } from '../letter.ts';
import type { LetterDeps } from '../letter-deps.ts';
import { requireLetter } from './get-letter.ts';
import { planRoute, toProposal } from './planned-route.ts';

/** One who may sign, in a slot; the nearest to it first. */
export type Signer = { slot: SignatureSlot; id: string; name: string; title: string; unit: CaseUnit };

/**
 * Who may sign: whoever leads the unit that solves or one above it. The slot of the unit proposes the nearest, that of
 * the institution the highest: its head, or whoever he empowered (art. 13 of OG 27/2002).
 */
export async function listSigners(
  deps: Pick<LetterDeps, 'db' | 'clock'>,
  { unitId }: Pick<LetterState, 'unitId'>,
): Promise<Signer[]> {
  const people = (await listLeadersAbove(deps, unitId)).map(({ depth: _, ...person }) => person);
  return [
    ...people.map((person) => ({ ...person, slot: 'unit-head' as const })),
    ...people.toReversed().map((person) => ({ ...person, slot: 'institution-head' as const })),
  ];
}

/** Who may sign a letter, and the way that the procedure of its file declares. */
export async function listRouteChoices(
  deps: LetterDeps,
  actor: Actor,
  id: string,
): Promise<LetterRouteChoices> {
  const { state, facts } = await requireLetter(deps, actor, id);
  const [signers, route] = await Promise.all([listSigners(deps, state), planRoute(deps, { state, facts })]);
  return { signers, proposed: toProposal(route) };
}
