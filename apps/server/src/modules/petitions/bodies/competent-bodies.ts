import {
  AppError,
  type ChangeCompetentBodyRequest,
  type CompetentBodies,
  type CompetentBody,
  type RetireCompetentBodyRequest,
  type SaveCompetentBodyRequest,
} from '@opis/contracts';
import { sql } from 'kysely';
import { DatabaseError } from 'pg';
import { claimCommand } from '../../../platform/claim-command.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { recordEvent } from '../../events/index.ts';
import { type Actor, holds, type inNameOf, requirePermission } from '../../identity/index.ts';

type Deps = { db: Db; clock: Clock };

/** Who keeps the list: the digital officer and the registrars, who see what comes to the wrong door. */
const mayEdit = (actor: Parameters<typeof inNameOf>[0]) => holds(actor, 'case.route', null);

/** Authorities that petitions may be sent to (art. 6¹ of OG 27/2002), by name. */
export async function listCompetentBodies({ db }: Deps, actor: Actor): Promise<CompetentBodies> {
  const { rows } = await sql<CompetentBody>`
    SELECT competent_bodies.id, competent_bodies.name, competent_bodies.domains, competent_bodies.address,
      competent_bodies.email, competent_bodies.version
    FROM competent_bodies WHERE competent_bodies.retired_at IS NULL ORDER BY fold(competent_bodies.name)
  `.execute(db);
  return { items: rows, mayEdit: mayEdit(actor) };
}

/** One of them; throws `petition.body-not-found`. */
export async function requireBody(db: Db | Tx, id: string): Promise<CompetentBody> {
  const { rows } = await sql<CompetentBody>`
    SELECT competent_bodies.id, competent_bodies.name, competent_bodies.domains, competent_bodies.address,
      competent_bodies.email, competent_bodies.version
    FROM competent_bodies WHERE competent_bodies.id = ${id} AND competent_bodies.retired_at IS NULL
  `.execute(db);
  const [body] = rows;
  if (body === undefined) {
    throw new AppError('validation', 'petition.body-not-found', {
      fields: [{ path: 'bodyId', code: 'petition.body-not-found' }],
    });
  }
  return body;
}

/** Adds an authority; the id is that of the request. Errors: `petition.body-name-taken`. */
export function saveCompetentBody(
  deps: Deps,
  actor: Actor,
  command: SaveCompetentBodyRequest,
): Promise<void> {
  const { requestId, name, domains, address, email } = command;
  const id = requestId.toLowerCase();
  return keepBody(deps, actor, { requestId, id, type: 'competent-body.saved', body: command }, async (tx) => {
    await sql`INSERT INTO competent_bodies (id, name, domains, address, email)
      VALUES (${id}, ${name}, ${domains}, ${address}, ${email})`.execute(tx);
  });
}

/** Changes one. Errors: `petition.body-changed-meanwhile`, `petition.body-name-taken`. */
export function changeCompetentBody(
  deps: Deps,
  actor: Actor,
  command: ChangeCompetentBodyRequest & { id: string },
): Promise<void> {
  const { requestId, id, version, name, domains, address, email } = command;
  return keepBody(deps, actor, { requestId, id, type: 'competent-body.saved', body: command }, async (tx) => {
    await moved(
      sql`UPDATE competent_bodies SET name = ${name}, domains = ${domains}, address = ${address},
      email = ${email}, version = competent_bodies.version + 1
      WHERE competent_bodies.id = ${id} AND competent_bodies.version = ${version}
        AND competent_bodies.retired_at IS NULL`.execute(tx),
    );
  });
}

/** Takes one out of the list; letters that were sent keep its name. */
export function retireCompetentBody(
  deps: Deps,
  actor: Actor,
  command: RetireCompetentBodyRequest & { id: string },
): Promise<void> {
  const { requestId, id, version } = command;
  return keepBody(
    deps,
    actor,
    { requestId, id, type: 'competent-body.retired', body: command },
    async (tx) => {
      await moved(
        sql`UPDATE competent_bodies SET retired_at = ${deps.clock.now()}, version = competent_bodies.version + 1
      WHERE competent_bodies.id = ${id} AND competent_bodies.version = ${version}
        AND competent_bodies.retired_at IS NULL`.execute(tx),
      );
    },
  );
}

async function moved(update: Promise<{ numAffectedRows?: bigint }>) {
  if ((await update).numAffectedRows !== 1n) {
    throw new AppError('conflict', 'petition.body-changed-meanwhile');
  }
}

type Keeping = {
  requestId: string;
  id: string;
  type: 'competent-body.saved' | 'competent-body.retired';
  body: object;
};

async function keepBody(
  { db, clock }: Deps,
  actor: Actor,
  { requestId, id, type, body }: Keeping,
  write: (tx: Tx) => Promise<void>,
) {
  requirePermission(actor, 'case.route', null);
  const at = clock.now();
  const command = { accountId: actor.accountId, requestId, action: type, body, at };
  try {
    await db.transaction().execute(async (tx) => {
      if (!(await claimCommand(tx, command))) return;
      await write(tx);
      const { accountId } = actor;
      await recordEvent(tx, { accountId }, { type, at, subjectType: 'competent-body', subjectId: id });
    });
  } catch (error) {
    if (error instanceof DatabaseError && error.constraint === 'competent_bodies_name_unique') {
      const code = 'petition.body-name-taken';
      throw new AppError('conflict', code, { fields: [{ path: 'name', code }] });
    }
    throw error;
  }
}
