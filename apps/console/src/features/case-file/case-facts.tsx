import type { CaseEntry, CaseFileDetail } from '@opis/contracts';
import { Tag } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { showDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { InformationSection, informationProcedures } from '../information-requests/request-section.tsx';
import { ProcedureFacts } from '../procedures/procedure-facts.tsx';
import { useWorkActs } from '../works/acts/use-work-acts.tsx';
import { ComplaintFacts } from './complaint-facts.tsx';

/** Date: what its procedure says of the file, then what the book says of every paper of it. */
export function CaseFacts({ file }: { file: CaseFileDetail }) {
  const t = useText();
  const acts = useWorkActs(() => undefined);
  return (
    <section className="case-main" aria-label={t('case.tab-date')}>
      {file.readable && informationProcedures.includes(file.procedure.code) && (
        <InformationSection fileId={file.id} />
      )}
      {file.declared && (
        <ProcedureFacts
          file={file}
          declared={file.declared}
          onReclassify={() => acts.start('reclassify', [file])}
        />
      )}
      {file.direction === 'in' && (
        <ComplaintFacts file={file} onSet={() => acts.start('set-complaint', [file])} />
      )}
      {acts.dialog}
      {file.entries.map((entry) => (
        <EntryFacts key={entry.id} entry={entry} />
      ))}
    </section>
  );
}

function EntryFacts({ entry }: { entry: CaseEntry }) {
  const t = useText();
  const { issuerNumber, issuerDate, dispatchedOn } = entry;
  const out = {
    date: dispatchedOn ? showDate(dispatchedOn) : '',
    resolution: entry.resolution ?? '',
    addressee: entry.addressee ?? '',
  };
  return (
    <section className="case-entry">
      <h2 className="case-entry-head">
        <Link
          className="number"
          to="/registre/$code/$year/$number"
          params={{ code: entry.register, year: String(entry.year), number: String(entry.number) }}
          preload={false}
        >
          {entry.registrationNumber}
        </Link>
        <Tag>{t(`case.role-${entry.role}`)}</Tag>
        {entry.status === 'annulled' && (
          <Tag tone="late" icon="annulled">
            {t('book.annulled')}
          </Tag>
        )}
      </h2>
      <dl className="facts">
        <Fact label={t('entry.registered')}>
          {t('entry.registered-value', {
            date: showDate(entry.registeredOn),
            time: entry.registeredTime,
            by: entry.registeredBy,
          })}
        </Fact>
        <Fact label={t('entry.issuer')}>{entry.issuer}</Fact>
        {(issuerNumber || issuerDate) && (
          <Fact label={t('entry.issuer-number')}>
            {issuerNumber && issuerDate
              ? t('entry.issuer-number-value', { number: issuerNumber, date: showDate(issuerDate) })
              : (issuerNumber ?? (issuerDate && showDate(issuerDate)))}
          </Fact>
        )}
        <Fact label={t('counter.subject')}>{entry.subject}</Fact>
        <Fact label={t('entry.direction')}>
          {t('entry.direction-value', {
            direction: t(`direction.${entry.direction}`),
            channel: t(`channel.${entry.channel}`).toLocaleLowerCase('ro'),
          })}
        </Fact>
        <Fact label={t('entry.sheets')}>
          {t('book.count-sheets', { count: entry.sheets })},{' '}
          {t('book.count-annexes', { count: entry.annexes })}
        </Fact>
        <Fact label={t('entry.out')}>{dispatchedOn ? t('entry.out-value', out) : t('entry.unset')}</Fact>
      </dl>
    </section>
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
