import type { EntryRow } from '@opis/contracts';
import { Tag } from '@opis/ui';
import { memo, type ReactNode } from 'react';
import { showDate, showDay, toClockTime, toPlainDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';

/** `suffix`: the filters as they stand in the address, so that they stay when a row is opened. */
type BookRowProps = { row: EntryRow; suffix: string; position: number; opened: boolean };

/** One row of the book. Annulled, it keeps its place and stays readable, with who, when and why in it (REG-05). */
export const BookRow = memo(function BookRow({ row, suffix, position, opened }: BookRowProps) {
  const state = [row.status === 'annulled' && 'is-annulled', opened && 'is-opened'].filter(Boolean).join(' ');
  return (
    <tr
      className={state || undefined}
      data-position={position}
      data-number={row.number}
      aria-rowindex={position + 4}
    >
      <td className="is-frozen">
        <NumberLink href={`/registre/${row.register}/${row.year}/${row.number}${suffix}`} current={opened}>
          {row.number}
        </NumberLink>
      </td>
      <td>{showDay(row.registeredOn)}</td>
      <td>{issuerMark(row)}</td>
      <td className="is-centred">{row.sheets}</td>
      <td className="is-centred">{row.annexes}</td>
      <td title={row.issuer}>{row.issuer}</td>
      <td title={row.subject}>{row.subject}</td>
      {row.annulment ? (
        <Annulment annulment={row.annulment} on={row.registeredOn} />
      ) : (
        <OpenColumns row={row} suffix={suffix} />
      )}
    </tr>
  );
});

/** A plain link: a router's own, two to a row, would cost more than the rest of it. The table opens it. */
function NumberLink({ href, current, children }: { href: string; current?: boolean; children: ReactNode }) {
  return (
    <a className="number" href={href} aria-current={current ? 'true' : undefined}>
      {children}
    </a>
  );
}

function OpenColumns({ row, suffix }: { row: EntryRow; suffix: string }) {
  const t = useText();
  const { joinedTo, outCount, resolution } = row;
  const more = outCount > 1 && resolution !== null;
  return (
    <>
      <td title={row.unit?.name}>{row.unit?.shortName}</td>
      <td>{row.dispatchedOn && showOther(row.dispatchedOn, row.year)}</td>
      <td title={resolution ?? undefined}>
        {more ? t('book.more-out', { resolution, count: String(outCount - 1) }) : resolution}
      </td>
      <td title={row.addressee ?? undefined}>{row.addressee}</td>
      <td>
        {joinedTo && (
          <NumberLink href={`/registre/${row.register}/${joinedTo.year}/${joinedTo.number}${suffix}`}>
            {joinedTo.year === row.year ? joinedTo.number : `${joinedTo.number}/${joinedTo.year}`}
          </NumberLink>
        )}
      </td>
      <td>{row.nomenclatureCode}</td>
    </>
  );
}

function Annulment({ annulment, on }: { annulment: NonNullable<EntryRow['annulment']>; on: string }) {
  const t = useText();
  const day = toPlainDate(annulment.at);
  const time = day === on ? toClockTime(annulment.at) : `${showDate(day)}, ${toClockTime(annulment.at)}`;
  const words = t('book.annulled-by', { time, by: annulment.by, reason: annulment.reason });
  return (
    <td className="is-annulment" colSpan={6} title={words}>
      <Tag tone="late" icon="annulled">
        {t('book.annulled')}
      </Tag>{' '}
      {words}
    </td>
  );
}

/** Column 3: `1187/26.06`, with the year when it is not the book's. */
export function issuerMark({ issuerNumber, issuerDate, year }: EntryRow): string {
  const date = issuerDate && showOther(issuerDate, year);
  return [issuerNumber, date].filter(Boolean).join('/');
}

function showOther(date: string, year: number): string {
  return date.startsWith(String(year)) ? showDay(date) : showDate(date);
}
