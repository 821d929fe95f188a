import type { LiveNotice } from '@opis/contracts';
import type { Actor } from '../identity/index.ts';
import type { RegisterDirectory } from '../registry/index.ts';
import type { LeftChange } from './live-changes.ts';

/** What one caller may be told of, as they stand now. */
export type LiveSight = {
  readonly principals: ReadonlySet<string>;
  /** Registers that they may know of: id to code. */
  readonly registers: ReadonlyMap<string, string>;
  /** Confidential registers that name them. */
  readonly sealed: ReadonlySet<string>;
  /** The case file on their screen, when they may see its row. */
  readonly watched: string | null;
  /** Changes when their rights do. */
  readonly mark: string;
};

/** Answers whether the caller may see the row of a case file. */
export type MayWatch = (actor: Actor, caseFileId: string) => Promise<boolean>;

export type SightDeps = { registers: RegisterDirectory; mayWatch: MayWatch };

/** Reads what the caller may be told of. */
export async function lookAround(
  deps: SightDeps,
  actor: Actor,
  watch: string | undefined,
): Promise<LiveSight> {
  const [known, mayWatch] = await Promise.all([
    deps.registers.list(actor),
    watch === undefined ? false : deps.mayWatch(actor, watch),
  ]);
  return {
    principals: new Set(actor.principals),
    registers: new Map(known.map(({ register }) => [register.id, register.code])),
    sealed: new Set(known.filter(({ member }) => member).map(({ register }) => register.id)),
    watched: mayWatch && watch !== undefined ? watch : null,
    mark: markOf(actor),
  };
}

/** The notice that the caller gets of a change; undefined when they may not be told. */
export function noticeOf(sight: LiveSight, change: LeftChange): LiveNotice | undefined {
  if (!mayKnow(sight, change)) return undefined;
  return change.topic === 'case-files'
    ? { topic: 'case-files', id: change.subjectId }
    : { topic: change.topic };
}

function mayKnow(sight: LiveSight, { principals, sealedRegisterId, subjectId }: LeftChange): boolean {
  if (sealedRegisterId !== null) return sight.sealed.has(sealedRegisterId);
  return (
    (subjectId !== null && subjectId === sight.watched) ||
    principals.some((principal) => sight.principals.has(principal))
  );
}

function markOf(actor: Actor): string {
  const scopes = [...actor.scopes].map(
    ([permission, scope]) => `${permission}=${scope === 'institution' ? scope : [...scope].sort().join()}`,
  );
  const standing = actor.onBehalf.map(({ staffId, until }) => `${staffId}@${until}`);
  return [...scopes.sort(), ...[...actor.principals].sort(), ...standing].join(' ');
}
