import { formatPlainDate } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { noteInFile } from '../case-files/index.ts';
import type { Term, TermDeps } from '../deadlines/index.ts';
import { recordEvent } from '../events/index.ts';
import type { Acting } from '../identity/index.ts';
import type { MovedLetter } from '../letters/index.ts';
import {
  beginAnew,
  countExtension,
  type Extension,
  type ExtensionPlace,
  findAnswerTerm,
  isOpen,
  lengthen,
  watchNotice,
} from './answer-extension.ts';
import { petitionProcedures } from './petition.ts';
import { petitionText } from './petition-text.ts';

/** What is kept of an extension; `leftOn`: the notice is gone and did not come back. */
type KeptExtension = Extension & {
  readonly toldOn: string | null;
  readonly inTime: boolean | null;
  readonly leftOn: string | null;
};

type Told = { readonly toldOn: string | null; readonly inTime: boolean | null };

/**
 * The term of a petition moves when the notice leaves before it ends (art. 9 of OG 27/2002); a later one moves nothing and
 * the file says so; one that comes back takes the extension back. Called for every letter of the file: an answer that
 * leaves needs no notice any more.
 */
export async function followExtension(
  tx: Tx,
  deps: TermDeps,
  acting: Acting,
  { caseFileId: id, at }: MovedLetter,
): Promise<void> {
  const kept = await readExtension(tx, id);
  const answer = kept && (await findAnswerTerm(tx, id));
  if (kept === undefined || answer === undefined) return;
  const place = { tx, deps, actor: acting, at };
  const days = countExtension(await deps.deadlines.read(tx), answer, kept);
  const { leftOn } = kept;
  const told: Told = { toldOn: leftOn, inTime: leftOn === null ? null : leftOn <= days.firstDueOn };
  if (isOpen(answer)) await moveAnswer(place, { answer, kept, told });
  await watchNotice(place, { answer, awaited: leftOn === null && isOpen(answer) });
  if (told.toldOn === kept.toldOn && told.inTime === kept.inTime) return;
  await saveTold(tx, id, { ...told, dueOn: days.dueOn });
  await tell(place, acting, { id, told, ...days });
}

async function moveAnswer(
  place: ExtensionPlace,
  { answer, kept, told }: { answer: Term; kept: KeptExtension; told: Told },
): Promise<void> {
  const isLong = answer.extendedBy > 0;
  if (told.toldOn !== null && told.inTime && !isLong)
    await lengthen(place, { term: answer, extension: kept, on: told.toldOn });
  // The notice came back, or was not in time after all.
  if (isLong && !told.inTime && (kept.inTime || told.toldOn !== null))
    await beginAnew(place, { term: answer });
}

async function readExtension(tx: Tx, id: string): Promise<KeptExtension | undefined> {
  const { rows } = await sql<KeptExtension>`
    SELECT petition_extensions.days, petition_extensions.energy, petition_extensions.told_on AS "toldOn",
      petition_extensions.in_time AS "inTime",
      (SELECT min(departure.left_on) FROM letters JOIN LATERAL (SELECT letter_departures.left_on FROM letter_departures
          WHERE letter_departures.letter_id = letters.id ORDER BY letter_departures.id DESC LIMIT 1) AS departure ON true
        WHERE letters.case_file_id = petition_extensions.case_file_id AND letters.kind = 'extension'
          AND letters.status = 'left') AS "leftOn"
    FROM petition_extensions JOIN case_files ON case_files.id = petition_extensions.case_file_id
    WHERE petition_extensions.case_file_id = ${id} AND case_files.procedure = ANY (${petitionProcedures}::text[])
  `.execute(tx);
  return rows[0];
}

async function saveTold(tx: Tx, id: string, { toldOn, inTime, dueOn }: Told & { dueOn: string }) {
  await sql`
    UPDATE petition_extensions SET told_on = ${toldOn}::date, in_time = ${inTime},
      due_on = CASE WHEN ${inTime === true} THEN ${dueOn}::date ELSE petition_extensions.due_on END
    WHERE petition_extensions.case_file_id = ${id}
  `.execute(tx);
}

async function tell(
  { tx, deps, at }: ExtensionPlace,
  acting: Acting,
  { id, told, firstDueOn, dueOn }: { id: string; told: Told; firstDueOn: string; dueOn: string },
) {
  const days = {
    on: told.toldOn === null ? '' : formatPlainDate(told.toldOn),
    first: formatPlainDate(firstDueOn),
    due: formatPlainDate(dueOn),
  };
  const state = told.inTime === null ? 'returned' : told.inTime ? 'told' : 'late';
  await noteInFile(tx, deps, acting, { id, text: petitionText(`extension.${state}`, days), at });
  const type = told.inTime === null ? 'petition.extension-taken-back' : 'petition.extension-told';
  const subject = { subjectType: 'case-file', subjectId: id } as const;
  await recordEvent(tx, acting, { type, at, ...subject, data: { inTime: told.inTime } });
}
