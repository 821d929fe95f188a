import type { CasePaper } from '@opis/contracts';
import { Band, Button, Field, Icon, Segmented } from '@opis/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { listPapers, paperOf, scanPaper } from '../../api/papers.ts';
import { actOnTask } from '../../api/tasks.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { FailureState, useFailureText } from '../../parts/problem-view.tsx';
import { useUnits } from '../../parts/reference-lists.ts';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { useScan } from '../../parts/use-scan.ts';
import { useComplainable } from '../works/acts/complaint-dialog.tsx';
import { refreshCaseFiles } from '../works/keep-case-file.ts';
import { PaperPlace } from './paper-place.tsx';
import './papers.css';

type Act = 'give' | 'receive';
/** How the last scan went: the paper as it is now, or why not and where it is. */
type Scanned = { act: Act; paper: CasePaper | null; refusal: string | null };

const paperKeys = { mine: ['case-files', 'tasks', 'papers'] } as const;

/** Predarea hârtiei: one hand scans the label as it gives, the other as it receives. */
export function PapersPage() {
  const t = useText();
  const queries = useQueryClient();
  const say = useFailureText();
  const box = useRef<HTMLInputElement>(null);
  const [act, setAct] = useState<Act>('receive');
  const [to, setTo] = useState<string | null>(null);
  const [code, setCode] = useState('');
  const [last, setLast] = useState<Scanned | null>(null);
  const busy = useRef(false);
  usePageTitle(t('papers.title'));
  useEffect(() => box.current?.focus(), []);

  const scan = async (label: string) => {
    if (busy.current || label.trim() === '') return;
    busy.current = true;
    try {
      const target = act === 'give' && to !== null ? { to: toTarget(to) } : {};
      const paper = await scanPaper(act, { requestId: crypto.randomUUID(), code: label.trim(), ...target });
      setLast({ act, paper, refusal: null });
    } catch (error) {
      setLast({ act, paper: paperOf(error), refusal: say(error) });
    } finally {
      busy.current = false;
      setCode('');
      box.current?.focus();
      refreshCaseFiles(queries);
    }
  };
  useScan((label) => void scan(label));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void scan(code);
  };
  return (
    <div className="papers">
      <div className="page-head">
        <h1>{t('papers.title')}</h1>
      </div>
      <form className="papers-scan" noValidate onSubmit={submit}>
        <Segmented
          name="paper-act"
          label={t('papers.act')}
          value={act}
          choices={(['receive', 'give'] as const).map((value) => ({ value, label: t(`papers.${value}`) }))}
          onChange={(next) => {
            setAct(next);
            box.current?.focus();
          }}
        />
        <Field id="paper-code" label={t('papers.code')} hint={t(`papers.${act}-hint`)}>
          {(control) => (
            <input
              {...control}
              ref={box}
              className="input papers-code"
              type="text"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
        {act === 'give' && <GivenTo value={to} onChange={setTo} />}
        <Button type="submit" keyHint="Enter">
          {t(`papers.${act}-submit`)}
        </Button>
      </form>
      <div aria-live="polite">{last && <Outcome scanned={last} />}</div>
      <Lists />
    </div>
  );
}

function GivenTo({ value, onChange }: { value: string | null; onChange: (to: string | null) => void }) {
  const t = useText();
  const people = useComplainable();
  const units = useUnits();
  return (
    <Field id="paper-to" label={t('papers.to')} hint={t('papers.to-hint')} optional={t('optional')}>
      {(control) => (
        <ChoiceField
          control={control}
          label={t('papers.to')}
          options={[
            ...units.map(({ code, name, depth }) => ({ id: `unit ${code}`, label: name, depth })),
            ...people.map((person) => ({ ...person, id: `person ${person.id}` })),
          ]}
          value={value}
          onChange={onChange}
        />
      )}
    </Field>
  );
}

function toTarget(to: string): { unit: string } | { person: string } {
  const [what, which = ''] = to.split(' ');
  return what === 'unit' ? { unit: which } : { person: which };
}

function Outcome({ scanned: { act, paper, refusal } }: { scanned: Scanned }) {
  const t = useText();
  return (
    <Band tone={refusal === null ? 'note' : 'late'} icon={refusal === null ? 'check' : 'error'}>
      <p className="papers-outcome">
        {refusal ?? t(`papers.${act}-done`, { number: paper?.file.registrationNumber ?? '' })}
      </p>
      {paper && <PaperPlace paper={paper} />}
    </Band>
  );
}

function Lists() {
  const t = useText();
  const { data, error, refetch } = useQuery({
    queryKey: paperKeys.mine,
    queryFn: ({ signal }) => listPapers(signal),
  });
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  return (
    <div className="papers-lists">
      {(['coming', 'held', 'given'] as const).map((list) => (
        <section key={list} aria-labelledby={`papers-${list}`}>
          <h2 id={`papers-${list}`}>
            {t(`papers.list-${list}`)} <span className="meta">{data[list].length}</span>
          </h2>
          {data[list].length === 0 ? (
            <p className="second">{t(`papers.none-${list}`)}</p>
          ) : (
            <ul>
              {data[list].map((paper) => (
                <PaperRow key={paper.file.id} paper={paper} />
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  );
}

function PaperRow({ paper }: { paper: CasePaper }) {
  const t = useText();
  const queries = useQueryClient();
  const say = useFailureText();
  const { file, onItsWay } = paper;
  const takeBack = async () => {
    if (!onItsWay) return;
    try {
      const { taskId, version } = onItsWay;
      await actOnTask(taskId, 'withdraw', { requestId: crypto.randomUUID(), version });
      showToast(t('papers.taken-back', { number: file.registrationNumber }));
    } catch (error) {
      showToast(say(error), { failed: true });
    }
    refreshCaseFiles(queries);
  };
  return (
    <li className="paper-row">
      <Icon name="paper" />
      <span className="paper-row-words">
        <Link className="number" to="/lucrari/$id" params={{ id: file.id }} preload={false}>
          {file.registrationNumber}
        </Link>
        <span>{file.subject}</span>
        <PaperPlace paper={paper} />
      </span>
      {paper.actions.includes('take-back') && (
        <Button size="small" kind="quiet" onClick={() => void takeBack()}>
          {t('papers.take-back')}
        </Button>
      )}
    </li>
  );
}
