import type { AnonymousGround, PetitionAction } from '@opis/contracts';
import { sql } from 'kysely';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { type FileStanding, readFileStandings } from '../../case-files/index.ts';
import { type Acting, type Actor, holds, inNameOf } from '../../identity/index.ts';
import type { EntryReach } from '../../registry/index.ts';
import { anonymousGround, extensionCapOf, type PetitionFacts, petitionActions } from '../petition.ts';

export type PetitionEyes = { reach: EntryReach; clock: Clock; actor: Actor };

/** A petition by the eyes of somebody: its file, what the law asks about it, what they may do and by whose right. */
export type PetitionStanding = {
  readonly file: FileStanding;
  readonly facts: PetitionFacts;
  readonly partyId: string | null;
  readonly anonymous: AnonymousGround | null;
  readonly extensionCap: number;
  readonly actions: readonly PetitionAction[];
  actingFor(action: PetitionAction): Acting;
};

type Row = {
  direction: string;
  party_id: string | null;
  identified: boolean;
  redirecting: boolean;
  letter_left: boolean;
  extended: boolean;
  extendable: boolean;
};

/** Reads it for whoever may see the file; undefined for the rest. */
export async function readPetitionStanding(
  db: Db | Tx,
  eyes: PetitionEyes,
  id: string,
): Promise<PetitionStanding | undefined> {
  const file = (await readFileStandings(db, eyes, [id])).get(id);
  const row = file && (await readRow(db, eyes, id));
  if (file === undefined || row === undefined) return undefined;
  const anonymous = anonymousGround({
    partyId: row.party_id,
    identified: row.identified,
    direction: row.direction,
  });
  const facts: PetitionFacts = {
    procedure: file.procedure.code,
    direction: row.direction,
    status: file.status,
    sealed: file.sealed,
    anonymous,
    redirecting: row.redirecting,
    letterLeft: row.letter_left,
    extended: row.extended,
    extendable: row.extendable,
  };
  const rights = { file: file.actions, mayExtend: file.reader && mayExtend(eyes.actor) };
  return {
    file,
    facts,
    anonymous,
    partyId: row.party_id,
    extensionCap: extensionCapOf(file.fields),
    actions: petitionActions(facts, rights),
    actingFor: (action) => actingFor(eyes.actor, file, action),
  };
}

/** Art. 9: the head of the institution, or whoever directs it in their name. */
const mayExtend = (actor: Pick<Actor, 'scopes'>) => holds(actor, 'petition.extend', null);

function actingFor(actor: Actor, file: FileStanding, action: PetitionAction): Acting {
  if (action === 'extend') return inNameOf(actor, mayExtend);
  return file.actingFor(action === 'join' ? 'join' : 'reclassify');
}

async function readRow(db: Db | Tx, { clock }: PetitionEyes, id: string): Promise<Row | undefined> {
  const today = toLegalTime(clock.now()).date;
  const { rows } = await sql<Row>`
    SELECT entries.direction, entries.party_id,
      (parties.cnp_hash IS NOT NULL OR parties.cui IS NOT NULL OR parties.phone IS NOT NULL OR parties.email IS NOT NULL
        OR parties.address IS NOT NULL) IS TRUE AS identified,
      redirections.id IS NOT NULL AS redirecting,
      (redirections.left_at IS NOT NULL OR redirections.notice_left_at IS NOT NULL) IS TRUE AS letter_left,
      petition_extensions.case_file_id IS NOT NULL AS extended,
      EXISTS (SELECT FROM terms WHERE terms.case_file_id = case_files.id AND terms.role = 'answer'
        AND terms.status = 'running' AND terms.due_on >= ${today}::date) AS extendable
    FROM case_files
    JOIN entries ON entries.id = case_files.id
    LEFT JOIN parties ON parties.id = surviving_party(entries.party_id)
    LEFT JOIN redirections ON redirections.case_file_id = case_files.id AND redirections.withdrawn_at IS NULL
    LEFT JOIN petition_extensions ON petition_extensions.case_file_id = case_files.id
    WHERE case_files.id = ${id}
  `.execute(db);
  return rows[0];
}
