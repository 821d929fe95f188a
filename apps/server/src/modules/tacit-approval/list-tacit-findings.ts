import type { PublicAuthorisations, TacitEffect, TacitFindings } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { listCaseRows, readFileStandings } from '../case-files/index.ts';
import type { LawSnapshot } from '../deadlines/index.ts';
import type { Actor } from '../identity/index.ts';
import { readEntryReach } from '../registry/index.ts';
import { mayDecideIn } from './get-tacit-standing.ts';
import type { TacitDeps } from './tacit-approval-deps.ts';

const most = 200;

/** Files whose term passed with no answer: those that nobody examined first, then the newest, at most 200. */
export async function listTacitFindings(deps: TacitDeps, actor: Actor): Promise<TacitFindings> {
  const reach = await readEntryReach(deps, actor);
  const { rowVisible } = reach;
  const { rows } = await sql<{ id: string; passedOn: string; effect: TacitEffect | null }>`
    SELECT tacit_findings.case_file_id AS id, tacit_findings.passed_on AS "passedOn", tacit_findings.effect
    FROM tacit_findings JOIN entries ON entries.id = tacit_findings.case_file_id JOIN books ON books.id = entries.book_id
    WHERE ${rowVisible} ORDER BY tacit_findings.effect IS NOT NULL, tacit_findings.found_at DESC, tacit_findings.case_file_id
    LIMIT ${most}
  `.execute(deps.db);
  const ids = rows.map(({ id }) => id);
  const files = new Map((await listCaseRows(deps, actor, ids)).map((file) => [file.id, file]));
  const standings = await readFileStandings(deps.db, { reach, clock: deps.clock, actor }, ids);
  return {
    items: rows.flatMap(({ id, passedOn, effect }) => {
      const [file, standing] = [files.get(id), standings.get(id)];
      return file && standing
        ? [{ file, passedOn, effect, mine: effect === null && mayDecideIn(actor, standing) }]
        : [];
    }),
  };
}

type Authorisation = {
  code: string;
  name: string;
  legalBasis: string | null;
  rule: string | null;
  documents: string[];
  approved: number;
};

/** Authorisations to which tacit approval applies, for everybody (TAC-04). */
export async function listPublicAuthorisations(
  { db }: { db: Db },
  law: LawSnapshot,
  now: Date,
): Promise<PublicAuthorisations> {
  const today = toLegalTime(now).date;
  const { rows } = await sql<Authorisation>`
    SELECT DISTINCT ON (procedures.code) procedures.code, procedures.declaration ->> 'name' AS name,
      procedures.declaration ->> 'legalBasis' AS "legalBasis",
      (SELECT term ->> 'rule' FROM jsonb_array_elements(procedures.declaration -> 'terms') AS term
        WHERE term ->> 'role' = 'answer' LIMIT 1) AS rule,
      coalesce((SELECT jsonb_agg(paper ->> 'name') FROM jsonb_array_elements(procedures.declaration -> 'requiredDocuments')
        AS paper), '[]') AS documents, procedures.declaration ->> 'tacitApproval' AS tacit,
      procedures.declaration ->> 'active' AS active,
      (SELECT count(*)::int FROM case_files JOIN entries ON entries.id = case_files.id
        JOIN books ON books.id = entries.book_id
        JOIN registers ON registers.id = books.register_id AND registers.kind <> 'confidential'
        WHERE case_files.procedure = procedures.code AND case_files.outcome = 'tacitly-approved') AS approved
    FROM procedures ORDER BY procedures.code, procedures.version DESC
  `.execute(db);
  const listed = rows as (Authorisation & { tacit: string; active: string })[];
  return {
    items: listed
      .filter(({ tacit, active }) => tacit === 'yes' && active !== 'false')
      .map(({ code, name, legalBasis, rule, documents, approved }) => {
        const term = rule === null ? undefined : law.rule(rule, today);
        return {
          ...{ code, name, legalBasis, requiredDocuments: documents, tacitlyApproved: approved },
          days: term?.value ?? null,
          article: term ? `${term.act} ${term.article}` : null,
        };
      }),
  };
}
