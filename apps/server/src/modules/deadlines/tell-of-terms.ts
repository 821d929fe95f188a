import type { EventType, NoticeKind } from '@opis/contracts';
import type { Tx } from '../../platform/db.ts';
import { announceChanges, type EventActor, recordEvents, toEventRow } from '../events/index.ts';
import { notify } from '../notices/index.ts';
import { peopleToTell } from './people-to-tell.ts';
import type { Term, TermDeps } from './term.ts';

/** A term that something happened to; `before`: the due day that it had. */
export type ToldTerm = {
  readonly id: string;
  readonly caseFileId: string;
  readonly role: string;
  readonly ruleId: string;
  readonly due: string;
  readonly before?: string;
};

/** Writes the event of each term and the hint for the open pages of its file. */
export async function tellOfTerms(
  tx: Tx,
  { termFiles }: TermDeps,
  { actor, at, type, terms }: { actor: EventActor; at: Date; type: EventType; terms: readonly ToldTerm[] },
): Promise<void> {
  if (terms.length === 0) return;
  const fileIds = [...new Set(terms.map(({ caseFileId }) => caseFileId))];
  const files = await termFiles.placesOf(tx, fileIds);
  await recordEvents(
    tx,
    terms.map(({ id, caseFileId, role, ruleId, due, before }) =>
      toEventRow(actor, {
        type,
        at,
        subjectType: 'case-file',
        subjectId: caseFileId,
        unitId: files.get(caseFileId)?.unitId ?? null,
        data: {
          term: id,
          rule: ruleId,
          role,
          due,
          ...(before === undefined || before === due ? {} : { before }),
        },
      }),
    ),
  );
  await announceChanges(
    tx,
    fileIds.map((subjectId) => {
      const file = files.get(subjectId);
      const principals = [file?.unitId, file?.handlerId].filter((id) => typeof id === 'string');
      return {
        ...{ topic: 'case-files', subjectId, principals, at },
        sealedRegisterId: file?.sealedRegisterId ?? null,
      };
    }),
  );
}

/** Leaves a notice of each term with whoever has its file, heads where nobody has it; each time it happens anew. */
export async function tellPeople(
  tx: Tx,
  deps: Pick<TermDeps, 'termFiles'>,
  { kind, at, terms }: { kind: NoticeKind; at: Date; terms: readonly Term[] },
): Promise<void> {
  const told = await peopleToTell(tx, deps, { terms, at, heads: 'when-nobody' });
  await notify(
    tx,
    told.map(({ term, staffId }) => ({
      ...{
        staffId,
        kind,
        caseFileId: term.caseFileId,
        subjectId: term.id,
        dueOn: term.dueOn,
        role: term.role,
      },
      key: `${kind} ${term.id} ${term.dueOn} ${at.toISOString()}`,
    })),
    at,
  );
}
