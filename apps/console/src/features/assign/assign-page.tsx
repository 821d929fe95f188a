import type { CaseFileRow } from '@opis/contracts';
import { Button, Kbd } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useKeyLabels } from '../../parts/key-hint.tsx';
import { useText } from '../../parts/text.tsx';
import { useKeys } from '../../parts/use-keys.ts';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { ForwardDialog } from '../works/acts/forward-dialog.tsx';
import { useCaseAct } from '../works/acts/use-case-act.ts';
import { useSayDone } from '../works/acts/use-work-acts.tsx';
import { showCount } from '../works/show-count.ts';
import { useWorkKeys, type WorkList } from '../works/use-work-keys.ts';
import { useCounts, useWorks, type Works } from '../works/use-works.ts';
import { WorksState } from '../works/works-state.tsx';
import '../works/works.css';
import './assign.css';
import { AssignConflict } from './assign-conflict.tsx';
import { AssignList } from './assign-list.tsx';
import { AssignPaper } from './assign-paper.tsx';
import { letterOf } from './letters.ts';
import { PeopleList } from './people-list.tsx';
import { ResolutionField } from './resolution-field.tsx';
import { resolutionModelsQuery } from './resolution-models-query.ts';
import { proposedOf, type Receiver, useAssignees } from './use-assignees.ts';
import { useNaming } from './use-naming.ts';
import { useResolutions } from './use-resolutions.ts';

/** De repartizat: the paper, the words, the person; R and a letter, and the next one lies there. */
export function AssignPage() {
  const t = useText();
  const keyOf = useKeyLabels();
  const works = useWorks({}, 'unassigned');
  const counts = useCounts();
  const box = useRef<HTMLDivElement>(null);
  const hands = useWorkKeys({ box, rows: works.rows, onAct: () => undefined, onEnd: works.loadMore });
  usePageTitle(t('rail.assign'));
  const empty = works.loading || works.error !== null || works.rows.length === 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the list inside
    <div className="assign" onKeyDown={hands.onKeyDown} ref={box}>
      <div className="page-head">
        <h1>{t('rail.assign')}</h1>
        {counts && counts.unassigned.count > 0 && (
          <span className="second">
            {t('assign.waits', { shown: showCount(counts.unassigned), count: counts.unassigned.count })}
          </span>
        )}
        <span className="grow" />
        {hands.chosen.length > 0 ? (
          <Button kind="quiet" keyHint="Esc" onClick={hands.clear}>
            {t('works.chosen-clear')}
          </Button>
        ) : (
          !empty && (
            <Button
              kind="quiet"
              icon="check"
              keyHint={keyOf('x')}
              onClick={() => hands.current && hands.toggle(hands.current.id)}
            >
              {t('assign.choose-many')}
            </Button>
          )
        )}
      </div>
      {empty ? (
        <WorksState works={works} queue="nerepartizate" filtered={false} onClear={() => undefined} />
      ) : (
        hands.current && <AssignPanes works={works} hands={hands} current={hands.current} />
      )}
    </div>
  );
}

type AssignPanesProps = { works: Works; hands: WorkList; current: CaseFileRow };

function AssignPanes({ works, hands, current }: AssignPanesProps) {
  const t = useText();
  const keyOf = useKeyLabels();
  const sayDone = useSayDone();
  const [elsewhere, setElsewhere] = useState(false);
  const [modelsOpen, setModelsOpen] = useState(false);
  const [chosenId, setChosenId] = useState<string>();
  const [busy, setBusy] = useState(false);
  const phrases = useQuery(resolutionModelsQuery).data?.items ?? [];
  const words = useResolutions(
    current.id,
    phrases.map((model) => model.text),
  );
  const { receivers, ready, error, retry } = useAssignees(
    current,
    works.rows[works.rows.indexOf(current) + 1],
  );
  // What is being handed on stays so until it is settled, also when the list goes on without it.
  const [contested, contest] = useState<readonly CaseFileRow[] | null>(null);
  const meant = contested ?? hands.meant;
  const { act, forget, ...state } = useCaseAct(meant);
  const free = receivers.filter((one) => one.barred === null);
  const chosen = free.find((one) => one.id === chosenId) ?? proposedOf(free);
  const assign = async (receiver: Receiver | undefined) => {
    if (!receiver || receiver.barred !== null) return;
    setChosenId(receiver.id);
    setBusy(true);
    contest(meant);
    const result = await act('assign', { to: receiver.to, resolution: words.of(meant[0]?.id) });
    setBusy(false);
    if (!result) return;
    contest(null);
    hands.leave(result.done);
    words.sent(result.done.map(({ id }) => id));
    sayDone('assign', result, receiver.name);
  };
  const { naming, stop, drop } = useNaming({
    count: receivers.length,
    // Letters for the files after it wait until a conflict is settled: they were not meant for this one.
    ready: ready && !busy && contested === null,
    onName: (place) => void assign(receivers[place]),
    onChosen: () => void assign(chosen),
  });
  const failed = state.error !== null && state.conflict === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each failure
  useEffect(() => {
    if (!failed) return;
    drop();
    contest(null);
  }, [failed]);
  useKeys({
    F4: () => setModelsOpen(true),
    'Ctrl+Enter': () => void assign(chosen),
    s: () => setElsewhere(true),
  });
  const skip = () => {
    stop();
    const next = works.rows[works.rows.indexOf(current) + 1];
    if (next) hands.goTo(next.id);
  };
  const number = works.rows.indexOf(current) + 1;
  return (
    <div className="assign-panes">
      <AssignList
        rows={works.rows}
        current={current.id}
        isChosen={hands.isChosen}
        choosing={hands.chosen.length > 0}
        onPoint={hands.goTo}
        onToggle={hands.toggle}
        loadMore={works.loadMore}
      />
      <section className="assign-paper" aria-label={t('works.peek', { number: current.registrationNumber })}>
        <AssignPaper
          row={current}
          place={t('assign.place', { number, count: works.rows.length, more: works.hasMore })}
        />
        <ResolutionField
          id="assign-resolution"
          value={words.text}
          onChange={words.change}
          modelsOpen={modelsOpen}
          onModels={setModelsOpen}
        />
      </section>
      <section className="assign-people" aria-labelledby="assign-whom">
        <div className="line">
          <h2 className="assign-whom" id="assign-whom">
            {t('assign.whom')}
          </h2>
          <span className="grow" />
          {receivers.some(({ person }) => person) && <span className="meta">{t('assign.open-files')}</span>}
        </div>
        <div className="assign-scroll">
          {error && (
            <p className="second">
              <button type="button" className="link-button" onClick={retry}>
                {t('failure.retry')}
              </button>
            </p>
          )}
          <PeopleList
            name="assign-person"
            receivers={receivers}
            chosen={chosen?.id}
            onChoose={(receiver) => setChosenId(receiver.id)}
            naming={naming}
          />
        </div>
        <div className="assign-acts">
          <AssignConflict
            state={state}
            mine={chosen?.name ?? ''}
            onKeepMine={() => void assign(chosen)}
            onKeepTheirs={() => {
              forget();
              contest(null);
              hands.leave(meant);
            }}
          />
          <Button
            kind="primary"
            size="main"
            aria-disabled={state.pending || !chosen}
            onClick={() => void assign(chosen)}
          >
            <span>{labelOf(t, hands.chosen.length, chosen)}</span>
            <Kbd>{keyOf('r')}</Kbd>
            {chosen && <Kbd>{letterOf(receivers.indexOf(chosen)) ?? 'Enter'}</Kbd>}
          </Button>
          <div className="line">
            <Button keyHint={keyOf('s')} onClick={() => setElsewhere(true)}>
              {t('assign.elsewhere')}
            </Button>
            <Button keyHint={keyOf('j')} onClick={skip}>
              {t('assign.skip')}
            </Button>
          </div>
        </div>
      </section>
      {elsewhere && (
        <ForwardDialog
          rows={hands.meant}
          onDone={(result, said) => {
            sayDone('forward', result, said);
            hands.leave(result.done);
            if (result.left === 0) setElsewhere(false);
          }}
          onClose={() => setElsewhere(false)}
        />
      )}
    </div>
  );
}

function labelOf(t: ReturnType<typeof useText>, count: number, chosen: Receiver | undefined): string {
  if (!chosen) return t('act.assign');
  return count > 1
    ? t('assign.to-many', { count, name: chosen.name })
    : t('assign.to', { name: chosen.name });
}
