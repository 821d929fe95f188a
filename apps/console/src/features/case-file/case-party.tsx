import { type CaseFileDetail, formatPhone } from '@opis/contracts';
import { Button, Icon, Tag } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useText } from '../../parts/text.tsx';
import { MaskedCnp } from '../parties/masked-cnp.tsx';
import { initialsOf } from '../works/short-name.ts';
import { WhoLooked } from './who-looked.tsx';

/** The person at the right, their other files, and who looked. */
export function CaseParty({ file }: { file: CaseFileDetail }) {
  const t = useText();
  const [looking, setLooking] = useState(false);
  const { party } = file;
  return (
    <aside className="case-party" aria-label={t('case.party')}>
      {party ? <Party party={party} /> : <p className="strong">{file.issuer}</p>}
      {party && (
        <section>
          <h2 className="case-party-head">
            {t('case.other-files')} <span className="second">{party.otherFiles.length}</span>
          </h2>
          {party.otherFiles.length === 0 && <p className="second">{t('case.other-none')}</p>}
          <ul>
            {party.otherFiles.map((other) => (
              <li className="other-file" key={other.id}>
                <Link className="number" to="/lucrari/$id" params={{ id: other.id }} preload={false}>
                  {other.registrationNumber}
                </Link>
                <Tag tone={other.status === 'closed' ? 'plain' : 'blue'}>{t(`status.${other.status}`)}</Tag>
                <span className="second">{other.subject}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="case-seen">
        <Button kind="quiet" icon="seen" onClick={() => setLooking(true)}>
          {t('looked.title')}
        </Button>
        <p className="meta">{t('case.access')}</p>
      </div>
      {looking && <WhoLooked id={file.id} onClose={() => setLooking(false)} />}
    </aside>
  );
}

function Party({ party }: { party: NonNullable<CaseFileDetail['party']> }) {
  const t = useText();
  return (
    <>
      <div className="case-party-name">
        <span className="avatar is-other is-large" aria-hidden="true">
          {party.kind === 'natural' ? initialsOf(party.name) : <Icon name={party.kind} />}
        </span>
        <Link to="/persoane/$id" params={{ id: party.id }} preload={false}>
          {party.name}
        </Link>
      </div>
      <dl className="facts">
        {party.maskedCnp && (
          <Fact label={t('party.cnp')}>
            <MaskedCnp party={party} masked={party.maskedCnp} />
          </Fact>
        )}
        {party.cui && <Fact label={t('party.cui')}>{party.cui}</Fact>}
        {party.phone && <Fact label={t('party.phone')}>{formatPhone(party.phone)}</Fact>}
        {party.email && <Fact label={t('party.email')}>{party.email}</Fact>}
        {party.address && <Fact label={t('party.address')}>{party.address}</Fact>}
      </dl>
    </>
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
