import type { CopyCharge, InformationDecisionRow } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';

type DecisionRow = Omit<InformationDecisionRow, 'at'> & { at: Date };

/** Decisions of a file with their letters and grounds, oldest first. */
export async function listDecisions(db: Db, fileId: string): Promise<InformationDecisionRow[]> {
  const { rows } = await sql<DecisionRow>`
    SELECT information_decisions.id, information_decisions.kind, information_decisions.at,
      coalesce(account_names.name, '') AS by, substituted.given_name || ' ' || substituted.family_name AS "onBehalfOf",
      information_decisions.words, information_decisions.late,
      coalesce((SELECT json_agg(json_build_object('code', refusal_grounds.code, 'name', refusal_grounds.name,
          'article', refusal_grounds.article) ORDER BY information_decision_grounds.position)
        FROM information_decision_grounds JOIN refusal_grounds ON refusal_grounds.code = information_decision_grounds.ground_code
          AND refusal_grounds.valid_from = information_decision_grounds.ground_valid_from
        WHERE information_decision_grounds.decision_id = information_decisions.id), '[]') AS grounds,
      coalesce((SELECT json_agg(json_build_object('id', letters.id, 'kind', letters.kind, 'status', letters.status,
          'leftOn', (SELECT max(letter_departures.left_on) FROM letter_departures
            WHERE letter_departures.letter_id = letters.id AND letters.status = 'left')) ORDER BY letters.id)
        FROM information_decision_letters JOIN letters ON letters.id = information_decision_letters.letter_id
        WHERE information_decision_letters.decision_id = information_decisions.id), '[]') AS letters
    FROM information_decisions
    LEFT JOIN account_names ON account_names.account_id = information_decisions.account_id
    LEFT JOIN staff AS substituted ON substituted.id = information_decisions.on_behalf_of
    WHERE information_decisions.case_file_id = ${fileId}
    ORDER BY information_decisions.at, information_decisions.id
  `.execute(db);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

type ChargeRow = Omit<CopyCharge, 'at'> & { at: Date };

/** What copies cost by each decision, oldest first. */
export async function listCharges(db: Db, fileId: string): Promise<CopyCharge[]> {
  const { rows } = await sql<ChargeRow>`
    SELECT copy_charges.decision_id AS id, information_decisions.at, coalesce(account_names.name, '') AS by,
      copy_charges.total::text AS total, copy_charges.paid_on AS "paidOn", copy_charges.receipt,
      (SELECT information_decision_letters.letter_id FROM information_decision_letters
        WHERE information_decision_letters.decision_id = copy_charges.decision_id LIMIT 1) AS "letterId",
      (SELECT json_agg(json_build_object('tariff', copy_tariffs.code, 'name', copy_tariffs.name,
          'quantity', copy_charge_lines.quantity, 'price', copy_charge_lines.price::text,
          'amount', copy_charge_lines.amount::text) ORDER BY copy_charge_lines.position)
        FROM copy_charge_lines JOIN copy_tariffs ON copy_tariffs.id = copy_charge_lines.tariff_id
        WHERE copy_charge_lines.decision_id = copy_charges.decision_id) AS lines
    FROM copy_charges
    JOIN information_decisions ON information_decisions.id = copy_charges.decision_id
    LEFT JOIN account_names ON account_names.account_id = information_decisions.account_id
    WHERE information_decisions.case_file_id = ${fileId}
    ORDER BY information_decisions.at, copy_charges.decision_id
  `.execute(db);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
