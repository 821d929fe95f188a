import { type SignatureReport, verdictOf } from '@opis/contracts';
import { Icon } from '@opis/ui';
import type { ReactNode } from 'react';
import { showDate, toClockTime, toPlainDate } from '../../parts/dates.ts';
import { useText } from '../../parts/text.tsx';
import { looks } from './signature-mark.tsx';
import type { SignedDocument } from './use-signatures.ts';
import './signatures.css';

/** Who signed a document, when, and what each signature is worth; beside the document itself. */
export function SignatureList({ signed }: { signed: SignedDocument }) {
  const t = useText();
  const { signatures, unexamined, state } = signed;
  return (
    <section className="signatures" aria-label={t('signature.title', { count: signatures.length })}>
      {state === 'unreadable' ? (
        <p className="signature-verdict is-late">
          <Icon name="error" /> {t('signature.unreadable')}
        </p>
      ) : (
        <>
          <h3>{t('signature.title', { count: signatures.length })}</h3>
          <ol>
            {signatures.map((report) => (
              <OneSignature key={report.position} report={report} />
            ))}
          </ol>
          {unexamined > 0 && <p className="meta">{t('signature.unexamined', { count: unexamined })}</p>}
          <p className="meta">{t('signature.not-checked')}</p>
        </>
      )}
    </section>
  );
}

function OneSignature({ report }: { report: SignatureReport }) {
  const t = useText();
  const verdict = verdictOf(report);
  const { tone, icon } = looks[verdict];
  const who = report.signer.name ?? report.timeStamp?.authority ?? t('signature.nobody');
  return (
    <li>
      <p className="signature-who">
        <span className="meta">{t(`signature.kind.${report.kind}`)}</span> <b>{who}</b>
      </p>
      <p className={`signature-verdict is-${tone}`}>
        <Icon name={icon} /> {t(`signature.verdict.${verdict}`)}
        {report.fault && ` ${t(`signature.fault.${report.fault}`)}`}
      </p>
      <Facts report={report} />
    </li>
  );
}

function Facts({ report }: { report: SignatureReport }) {
  const t = useText();
  const { signer, claimedAt, trustedService, certificate, later, coversWholeFile } = report;
  const after = coversWholeFile
    ? t('signature.whole')
    : later.map((change) => t(`signature.later.${change}`)).join(', ');
  const until = certificate ? showDate(toPlainDate(certificate.notAfter)) : '';
  return (
    <dl className="signature-facts">
      {signer.organisation && <Fact name={t('signature.organisation')}>{signer.organisation}</Fact>}
      {signer.issuer && <Fact name={t('signature.issuer')}>{signer.issuer}</Fact>}
      {claimedAt && <Fact name={t('signature.claimed')}>{showMoment(claimedAt)}</Fact>}
      <Stamped report={report} />
      {certificate && (
        <Fact name={t('signature.certificate')}>
          {t(`signature.validity.${certificate.validity}`, { until })}
        </Fact>
      )}
      {trustedService && (
        <Fact name={t('signature.service')}>{t('signature.service-of', trustedService)}</Fact>
      )}
      {after && <Fact name={t('signature.later')}>{after}</Fact>}
    </dl>
  );
}

function Stamped({ report: { timeStamp } }: { report: SignatureReport }) {
  const t = useText();
  if (!timeStamp) return null;
  const { at, authority, intact, trusted } = timeStamp;
  const values = { at: showMoment(at), authority: authority ?? t('signature.stamp.nobody') };
  const said = trusted ? t('signature.stamp.trusted', values) : t('signature.stamp.untrusted', values);
  return <Fact name={t('signature.stamped')}>{intact ? said : t('signature.stamp.broken')}</Fact>;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const showMoment = (at: string) => `${showDate(toPlainDate(at))}, ${toClockTime(at)}`;
