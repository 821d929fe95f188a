import {
  AppError,
  type ChargeCopiesRequest,
  type InformationRequest,
  type RecordCopyPaymentRequest,
} from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Actor } from '../identity/index.ts';
import { actOnRequest, nothing } from './act-on-request.ts';
import { insertDecision } from './decision-store.ts';
import { planLetter, writeLetters } from './draft-letter.ts';
import type { InformationDeps } from './information-deps.ts';
import { informationText } from './information-text.ts';
import { numberOf } from './number-of.ts';

/** Decides what copies cost (art. 9), by the tariff of the day, and draws up the notice to the requester. */
export function chargeCopies(
  deps: InformationDeps,
  actor: Actor,
  { id, requestId, version, lines }: ChargeCopiesRequest & { id: string },
): Promise<InformationRequest> {
  return actOnRequest(
    deps,
    actor,
    { id, requestId, version },
    {
      action: 'charge',
      event: 'information-request.decided',
      body: { lines },
      data: { kind: 'charge' },
      async prepare(request) {
        const priced = await priceLines(deps.db, lines, toLegalTime(deps.clock.now()).date);
        const total = toLei(priced.reduce((sum, { cents }) => sum + cents, 0));
        const letter = await planLetter(deps, actor, request, {
          kind: 'cost-notice',
          paragraphs: [
            informationText('salute'),
            informationText('charge.about', { registration: numberOf(request) }),
            informationText('charge.total', { total: showLei(total) }),
            ...priced.map(({ name, quantity, price, cents, act }) =>
              informationText('charge.line', {
                ...{
                  name,
                  quantity: String(quantity),
                  price: showLei(price),
                  amount: showLei(toLei(cents)),
                  act,
                },
              }),
            ),
            informationText('charge.how'),
          ],
        });
        return { priced, total, letter };
      },
      async write(place, { priced, total, letter }) {
        const { tx, acting, at } = place;
        const letterIds = await writeLetters(place, [letter]);
        await insertDecision(tx, acting, {
          id: requestId,
          caseFileId: id,
          kind: 'charge',
          words: null,
          letterIds,
          at,
        });
        await sql`INSERT INTO copy_charges (decision_id, total) VALUES (${requestId}, ${total})`.execute(tx);
        const rows = priced.map(({ tariffId, quantity, price }, index) => ({
          at: index + 1,
          tariffId,
          quantity,
          price,
        }));
        await sql`
          INSERT INTO copy_charge_lines (decision_id, position, tariff_id, quantity, price)
          SELECT ${requestId}, line.at, line."tariffId", line.quantity, line.price
          FROM json_to_recordset(${JSON.stringify(rows)}) AS line(at int, "tariffId" uuid, quantity int, price numeric)
        `.execute(tx);
      },
    },
  );
}

type Priced = {
  tariffId: string;
  name: string;
  act: string;
  quantity: number;
  price: string;
  cents: number;
};

async function priceLines(db: Db, lines: ChargeCopiesRequest['lines'], today: string): Promise<Priced[]> {
  const { rows } = await sql<{ id: string; code: string; name: string; act: string; amount: string }>`
    SELECT copy_tariffs.id, copy_tariffs.code, copy_tariffs.name, copy_tariffs.act, copy_tariffs.amount::text
    FROM copy_tariffs WHERE copy_tariffs.valid_from <= ${today}::date
      AND (copy_tariffs.valid_to IS NULL OR copy_tariffs.valid_to > ${today}::date)
  `.execute(db);
  return lines.map(({ tariff, quantity }, at) => {
    const found = rows.find(({ code }) => code === tariff);
    if (found) {
      const { id: tariffId, name, act, amount: price } = found;
      return { tariffId, name, act, quantity, price, cents: quantity * Math.round(Number(price) * 100) };
    }
    const fields = [{ path: `lines.${at}.tariff`, code: 'information-request.tariff-unknown' as const }];
    throw new AppError('validation', 'information-request.tariff-unknown', { fields });
  });
}

const toLei = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
const lei = new Intl.NumberFormat('ro', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const showLei = (amount: string): string => lei.format(Number(amount));

/** The requester paid: the day and the number of the receipt. */
export function recordCopyPayment(
  deps: InformationDeps,
  actor: Actor,
  {
    id,
    charge,
    requestId,
    version,
    paidOn,
    receipt,
  }: RecordCopyPaymentRequest & { id: string; charge: string },
): Promise<InformationRequest> {
  return actOnRequest(
    deps,
    actor,
    { id, requestId, version },
    {
      action: 'record-payment',
      event: 'information-request.charge-paid',
      body: { charge, paidOn, receipt },
      data: { charge },
      prepare: nothing,
      async write({ tx, acting, request }) {
        refuseDay(deps, paidOn, request.registeredOn);
        const { rows } = await sql<{ paid: boolean }>`
          SELECT copy_charges.paid_on IS NOT NULL AS paid FROM copy_charges
          JOIN information_decisions ON information_decisions.id = copy_charges.decision_id
          WHERE copy_charges.decision_id = ${charge} AND information_decisions.case_file_id = ${id}
        `.execute(tx);
        if (rows[0] === undefined) throw new AppError('not-found', 'information-request.charge-not-found');
        if (rows[0].paid) throw new AppError('conflict', 'information-request.charge-paid');
        await sql`
          UPDATE copy_charges SET paid_on = ${paidOn}::date, receipt = ${receipt}, paid_recorded_by = ${acting.accountId}
          WHERE copy_charges.decision_id = ${charge}
        `.execute(tx);
      },
    },
  );
}

function refuseDay({ clock }: Pick<InformationDeps, 'clock'>, day: string, earliest: string) {
  if (earliest <= day && day <= toLegalTime(clock.now()).date) return;
  const fields = [{ path: 'paidOn', code: 'information-request.day-out-of-range' as const }];
  throw new AppError('validation', 'information-request.day-out-of-range', { fields });
}
