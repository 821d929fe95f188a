import type { CaseFileDetail } from '@opis/contracts';
import { Icon, IconButton, NumberFrame, Tag } from '@opis/ui';
import { Link, useNavigate } from '@tanstack/react-router';
import { TermBadge } from '../../parts/term-badge.tsx';
import { useText } from '../../parts/text.tsx';
import { isTypingPlace, useKeys } from '../../parts/use-keys.ts';
import { CaseLetters, NewLetterButton } from '../letters/case-letters.tsx';
import { FilePaper } from '../papers/file-paper.tsx';
import { ActButtons } from '../works/acts/act-buttons.tsx';
import { actsOn } from '../works/acts/case-acts.ts';
import { useWorkActs } from '../works/acts/use-work-acts.tsx';
import { WorkAge } from '../works/work-age.tsx';
import { WorkBall } from '../works/work-ball.tsx';
import { type CaseTab, caseTabs } from './case-search.ts';

/** One framed number, what it is about, who has it, and exactly what the server lets this person do. */
export function CaseHead({ file, tab }: { file: CaseFileDetail; tab: CaseTab }) {
  const t = useText();
  const navigate = useNavigate();
  const acts = useWorkActs(() => undefined);
  const own = actsOn([file]);
  // The composer under the chronology is where a note is written.
  const writeNote = () => {
    void navigate({ from: '/lucrari/$id', to: '.', search: {} }).then(() =>
      document.getElementById('case-note')?.focus(),
    );
  };
  useKeys({
    ...Object.fromEntries(
      own.flatMap(({ action, key }) =>
        key ? [[key.toLowerCase(), action === 'note' ? writeNote : () => acts.start(action, [file])]] : [],
      ),
    ),
    Escape: (event) => {
      if (!isTypingPlace(event.target)) void navigate({ to: '/lucrari' });
    },
  });
  return (
    <header className="case-head">
      <div className="case-line">
        <NumberFrame text={file.registrationNumber} />
        <IconButton
          icon="copy"
          label={t('counter.done.copy-number', { number: file.registrationNumber })}
          onClick={() => void navigator.clipboard?.writeText(file.registrationNumber)}
        />
        <Tag>{file.procedure.name}</Tag>
        <StatusTag file={file} />
        {file.confidential && (
          <Tag tone="conf" icon="confidential">
            {t('registers.confidential')}
          </Tag>
        )}
        <span className="grow" />
        {file.readable && (
          <Link className="quiet-link" to="/lucrari/$id/petent" params={{ id: file.id }} preload={false}>
            <Icon name="seen" />
            {t('case.as-petitioner')}
          </Link>
        )}
        {/* biome-ignore lint/a11y/useSemanticElements: buttons, not fields */}
        <div className="case-acts" role="group" aria-label={t('case.actions')}>
          <ActButtons
            rows={[file]}
            onAct={(action) => acts.start(action, [file])}
            without={['note']}
            primary={
              own.find(
                ({ action }) =>
                  action === 'take' || action === 'assign' || (action === 'close' && !file.mine),
              )?.action
            }
          />
          {file.readable && file.status !== 'closed' && file.actions.includes('note') && (
            <NewLetterButton file={file} primary={file.mine} />
          )}
        </div>
      </div>
      <h1 className="case-title">{file.subject}</h1>
      <div className="case-meta">
        <span className="line">
          <Icon name={file.party?.kind ?? 'natural'} />
          {file.partyId && file.party ? (
            <Link to="/persoane/$id" params={{ id: file.partyId }} preload={false}>
              {file.issuer}
            </Link>
          ) : (
            file.issuer
          )}
        </span>
        <WorkBall mine={file.mine} handler={file.handler} unit={file.unit} />
        {file.handler && file.unit && (
          <span className="line second">
            <Icon name="legal" />
            {file.unit.name}
          </span>
        )}
        {file.due ? (
          <TermBadge due={file.due} caseFileId={file.id} />
        ) : (
          <WorkAge day={file.registeredOn} time={file.registeredTime} />
        )}
        {file.readable && <FilePaper fileId={file.id} />}
        {file.complaint && (
          <span className="line">
            <Icon name="warning" />
            {t('complaint.short', { name: file.complaint.person?.name ?? file.complaint.unit?.name ?? '' })}
          </span>
        )}
        {file.joinedTo && (
          <span className="line">
            <Icon name="linked" />
            {t('case.joined-to')}{' '}
            <Link className="number" to="/lucrari/$id" params={{ id: file.joinedTo.id }} preload={false}>
              {file.joinedTo.registrationNumber}
            </Link>
          </span>
        )}
      </div>
      {file.readable && <CaseLetters file={file} />}
      <CaseTabs file={file} tab={tab} />
      {acts.dialog}
    </header>
  );
}

function StatusTag({ file: { status, outcome } }: { file: CaseFileDetail }) {
  const t = useText();
  if (status === 'closed') {
    return (
      <Tag tone="ok" icon="closed">
        {outcome ? t('case.closed-as', { outcome: t(`outcome.${outcome}`) }) : t('status.closed')}
      </Tag>
    );
  }
  return <Tag tone={status === 'unassigned' ? 'warn' : 'blue'}>{t(`status.${status}`)}</Tag>;
}

function CaseTabs({ file, tab }: { file: CaseFileDetail; tab: CaseTab }) {
  const t = useText();
  return (
    <nav className="case-tabs" aria-label={t('case.tabs')}>
      <ul>
        {caseTabs.map((one) => (
          <li key={one}>
            <Link
              to="/lucrari/$id"
              params={{ id: file.id }}
              search={one === 'cronologie' ? {} : { fila: one }}
              activeOptions={{ exact: true }}
              aria-current={one === tab ? 'page' : undefined}
              replace
            >
              {t(`case.tab-${one}`)}
              {one === 'opis' && file.items.length > 0 && <span className="count">{file.items.length}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
