import type { EntryDetail } from '@opis/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { showDate, showInstant } from '../../parts/dates.ts';
import { useNomenclature, useRegisters } from '../../parts/reference-lists.ts';
import { useText } from '../../parts/text.tsx';

/** The thirteen columns and what a row has no room for. Empty ones are left out, but for those that wait to be filled. */
export function EntryFacts({ entry }: { entry: EntryDetail }) {
  const t = useText();
  const unset = t('entry.unset');
  const { issuerNumber, issuerDate, registeredOn, registeredTime, registeredBy } = entry;
  return (
    <dl className="facts entry-facts">
      <Fact label={t('entry.registered')}>
        {t('entry.registered-value', {
          date: showDate(registeredOn),
          time: registeredTime,
          by: registeredBy,
        })}
      </Fact>
      <Fact label={t('entry.issuer')}>
        <Issuer entry={entry} />
      </Fact>
      {(issuerNumber || issuerDate) && (
        <Fact label={t('entry.issuer-number')}>
          {issuerNumber && issuerDate
            ? t('entry.issuer-number-value', { number: issuerNumber, date: showDate(issuerDate) })
            : (issuerNumber ?? (issuerDate && showDate(issuerDate)))}
        </Fact>
      )}
      <Fact label={t('entry.direction')}>
        {t('entry.direction-value', {
          direction: t(`direction.${entry.direction}`),
          channel: t(`channel.${entry.channel}`).toLocaleLowerCase('ro'),
        })}
      </Fact>
      {entry.emergencyNumber && entry.receivedAt && (
        <Fact label={t('entry.emergency')}>
          {t('entry.emergency-value', {
            number: entry.emergencyNumber,
            at: showInstant(entry.receivedAt),
          })}
        </Fact>
      )}
      <Fact label={t('entry.sheets')}>
        {t('book.count-sheets', { count: entry.sheets })}, {t('book.count-annexes', { count: entry.annexes })}
      </Fact>
      {entry.category && <Fact label={t('entry.category')}>{entry.category.name}</Fact>}
      <SubRegister entry={entry} />
      <Fact label={t('entry.unit')}>{entry.unit?.name ?? unset}</Fact>
      <Fact label={t('entry.out')}>
        <Out entry={entry} />
      </Fact>
      {entry.joinedTo && (
        <Fact label={t('entry.joined')}>
          <Link
            className="number"
            to="/registre/$code/$year/$number"
            params={{
              code: entry.register,
              year: String(entry.joinedTo.year),
              number: String(entry.joinedTo.number),
            }}
          >
            {entry.joinedTo.number}/{entry.joinedTo.year}
          </Link>
        </Fact>
      )}
      <Nomenclature code={entry.nomenclatureCode} />
      {entry.receiptCode && <Fact label={t('entry.receipt-code')}>{entry.receiptCode}</Fact>}
      <Fact label={t('entry.hash')}>
        <span className="hash">{entry.hash}</span>
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Issuer({ entry }: { entry: EntryDetail }) {
  if (entry.partyId === null) return <span className="strong">{entry.issuer}</span>;
  return (
    <Link className="strong" to="/persoane/$id" params={{ id: entry.partyId }}>
      {entry.issuer}
    </Link>
  );
}

function SubRegister({ entry }: { entry: EntryDetail }) {
  const t = useText();
  const { data } = useRegisters();
  if (entry.subRegister === null || entry.subNumber === null) return null;
  const all = data?.items.flatMap((register) => register.subRegisters) ?? [];
  const name = all.find((one) => one.code === entry.subRegister)?.name ?? entry.subRegister;
  return (
    <Fact label={t('entry.sub-register')}>
      {t('entry.sub-register-value', { name, number: String(entry.subNumber) })}
    </Fact>
  );
}

function Out({ entry }: { entry: EntryDetail }) {
  const t = useText();
  const { dispatchedOn, resolution, addressee, outCount } = entry;
  if (!dispatchedOn) return t('entry.unset');
  const parts = { date: showDate(dispatchedOn), resolution: resolution ?? '', addressee: addressee ?? '' };
  return (
    <>
      {t('entry.out-value', parts)}
      {outCount > 1 && <span className="second">; {t('entry.out-more', { count: outCount - 1 })}</span>}
    </>
  );
}

function Nomenclature({ code }: { code: string | null }) {
  const t = useText();
  const title = useNomenclature().find((item) => item.code === code)?.title;
  return (
    <Fact label={t('entry.nomenclature')}>
      {code ? [code, title].filter(Boolean).join(' · ') : t('entry.unset')}
    </Fact>
  );
}
