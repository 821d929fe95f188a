import type { Register, SessionResponse } from '@opis/contracts';
import { EmptyStamp, Icon, StatePanel } from '@opis/ui';
import { useEffect, useState } from 'react';
import { useCategories, useRegisters } from '../../parts/reference-lists.ts';
import { useSession, usualRegister } from '../../parts/session.tsx';
import { useText } from '../../parts/text.tsx';
import { useInstitution, useToday } from '../../parts/use-institution.ts';
import { useKeys } from '../../parts/use-keys.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import './counter.css';
import { likePrevious } from './counter-form.ts';
import { CounterFormView } from './counter-form-view.tsx';
import { DonePanel } from './done-panel.tsx';
import { EarlierDialog } from './earlier-dialog.tsx';
import { Feeder } from './feeder.tsx';
import { GapDialog } from './gap-dialog.tsx';
import { LastScanCard } from './last-scan-card.tsx';
import { ModelsDialog } from './models-dialog.tsx';
import { DirectionChoice } from './origin-fields.tsx';
import { PaperPanel } from './paper-panel.tsx';
import { PartyHistory } from './party-history.tsx';
import { RegisterSelect } from './register-select.tsx';
import { TodayList } from './today-list.tsx';
import { useCounter } from './use-counter.ts';
import { useDropzone } from './use-dropzone.ts';
import { useLastScan } from './use-last-scan.ts';
import { usePrinting } from './use-printing.ts';

/** The counter: a paper in hand becomes a numbered, labelled, routed entry, without touching the mouse. */
export function CounterScreen() {
  const t = useText();
  const session = useSession();
  const { data } = useRegisters();
  const writable = data?.items.filter((register) => register.canRegister);
  usePageTitle(t('counter.title'));
  if (!writable) return null;
  const first = usualRegister(writable);
  if (!first) return <NoRegister />;
  return <Counter session={session} registers={writable} defaultRegister={first.code} />;
}

type CounterProps = {
  session: SessionResponse;
  registers: readonly Register[];
  defaultRegister: string;
};

function Counter({ session, registers, defaultRegister }: CounterProps) {
  const t = useText();
  const today = useToday();
  const categories = useCategories();
  const counter = useCounter({ accountId: session.accountId, defaultRegister, today, categories });
  const printing = usePrinting(counter.done);
  const [modelsOpen, setModelsOpen] = useState(false);
  const { done, draft, uploads } = counter;
  const dropping = useDropzone(uploads.add);
  const lastScan = useLastScan(uploads);
  usePageTitle(
    done ? t('counter.done-title', { number: done.response.registrationNumber }) : t('counter.title'),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: each number sends the hands back to the first field
  useEffect(() => focusFirst(), [done]);
  useKeys({
    F9: () => void counter.submit(),
    'Ctrl+Enter': () => void counter.submit(),
    F4: () => setModelsOpen(true),
    F8: done ? printing.printLabel : undefined,
    F2: focusFirst,
    Insert: lastScan.take,
  });
  const party = draft.form.sender.party;
  return (
    <div className={dropping ? 'counter is-dropping' : 'counter'}>
      <div className="page-head">
        <h1>{t('counter.title')}</h1>
        <RegisterSelect
          registers={registers}
          value={counter.register}
          onChange={counter.chooseRegister}
          locked={counter.inDoubt}
        />
        <DirectionChoice counter={counter} />
        <span className="grow" />
        {session.office && (
          <span className="counter-place">
            <Icon name="place" />
            {session.office.name}, {session.office.address}
          </span>
        )}
      </div>
      <div className="counter-grid">
        <CounterFormView counter={counter} onModels={() => setModelsOpen(true)} />
        <div className="counter-side">
          <LastScanCard last={lastScan} />
          {uploads.items.length > 0 ? (
            <PaperPanel uploads={uploads} />
          ) : done ? (
            <DonePanel done={done} printing={printing} />
          ) : (
            <Feeder />
          )}
          {party ? (
            <PartyHistory party={party} />
          ) : (
            <TodayList register={counter.register} last={done?.response.number} />
          )}
        </div>
      </div>
      {dropping && <div className="drop-here">{t('counter.drop')}</div>}
      {modelsOpen && (
        <ModelsDialog
          form={draft.form}
          previous={draft.previous}
          onTake={(update) => {
            counter.changeForm(update);
            setModelsOpen(false);
          }}
          onPrevious={() => {
            if (draft.previous) counter.changeForm(() => likePrevious(draft.previous ?? draft.form));
            void counter.settleTypedSender();
            setModelsOpen(false);
          }}
          onClose={() => setModelsOpen(false)}
        />
      )}
      {counter.gapAsked && <GapDialog counter={counter} />}
      {draft.earlier && <EarlierDialog earlier={draft.earlier} counter={counter} />}
    </div>
  );
}

function NoRegister() {
  const t = useText();
  const institution = useInstitution();
  return (
    <StatePanel
      level={1}
      title={t('counter.no-register')}
      picture={<EmptyStamp institution={institution?.shortName ?? ''} />}
    >
      <p>{t('counter.no-register-body')}</p>
    </StatePanel>
  );
}

/** The hands begin at the sender, always. */
function focusFirst() {
  document.getElementById('sender')?.focus();
}
