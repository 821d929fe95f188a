import type { LetterDetail, RichText } from '@opis/contracts';
import { Band, Button } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listTextModules, tellEditing } from '../../api/letters.ts';
import { toClockTime } from '../../parts/dates.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useKeys } from '../../parts/use-keys.ts';
import { CompareDialog } from './compare-dialog.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { KeepTextDialog } from './keep-text-dialog.tsx';
import { ReasonDialog } from './letter-dialogs.tsx';
import { LetterFields } from './letter-fields.tsx';
import { LetterHead } from './letter-head.tsx';
import { letterKeys } from './letter-keys.ts';
import { LetterPreviewPages } from './letter-preview.tsx';
import { RichEditor } from './rich-editor.tsx';
import { RouteDialog } from './route-dialog.tsx';
import { type SaveState, useLetterDraft } from './use-letter-draft.ts';
import { LackList, VersionList } from './writing-aside.tsx';

type Open = 'route' | 'withdraw' | { compare: number } | { keep: RichText } | null;

/** A draft on one page: what is written, how it will leave, what is missing, what was kept. */
export function LetterWriting({ letter }: { letter: LetterDetail }) {
  const t = useText();
  const draft = useLetterDraft(letter);
  const [open, setOpen] = useState<Open>(null);
  // The editor holds its own document: another text in its place is another editor.
  const [written, setWritten] = useState(0);
  const keep = async () => {
    const after = await draft.save({ keep: true });
    const [last] = after?.versions ?? [];
    if (last) showToast(t('letter.kept', { number: last.number }));
  };
  const route = async () => {
    if (await draft.save()) setOpen('route');
  };
  useKeys({ 'Ctrl+s': () => void keep(), 'Ctrl+Enter': () => void route() });
  const take = (body: LetterDetail['content']) => {
    draft.change(body);
    setWritten(written + 1);
    setOpen(null);
  };
  return (
    <article className="letter">
      <LetterHead letter={letter}>
        <SaveWords state={draft.state} savedAt={letter.savedAt} />
        <Button keyHint="Ctrl+S" onClick={() => void keep()}>
          {t('letter.keep')}
        </Button>
        <Button onClick={() => setOpen('withdraw')}>{t('letter.withdraw')}</Button>
        <Button kind="primary" icon="dispatched" keyHint="Ctrl+Enter" onClick={() => void route()}>
          {t('letter.route')}
        </Button>
      </LetterHead>
      <OthersHere id={letter.id} />
      {letter.returned && (
        <Band tone="warn" icon="returned">
          <p>{t('letter.returned', { name: letter.returned.by, reason: letter.returned.reason })}</p>
        </Band>
      )}
      {draft.error !== null && <FailureBand error={draft.error} />}
      <div className="letter-body">
        <section className="letter-main" aria-label={t('letter.body')}>
          <LetterFields
            key={written}
            content={draft.content}
            onChange={draft.change}
            legalBasisRequired={letter.legalBasisRequired}
          >
            <Body
              key={written}
              letter={letter}
              body={draft.content.body}
              onChange={(body) => draft.change({ body })}
              onKeepText={(body) => setOpen({ keep: body })}
            />
          </LetterFields>
        </section>
        <LetterPreviewPages letter={letter} />
        <aside className="letter-aside">
          <LackList letter={letter} />
          <VersionList letter={letter} onCompare={(number) => setOpen({ compare: number })} />
        </aside>
      </div>
      {open === 'route' && <RouteDialog letter={letter} onClose={() => setOpen(null)} />}
      {open === 'withdraw' && <ReasonDialog letter={letter} kind="withdraw" onClose={() => setOpen(null)} />}
      {open !== null && typeof open === 'object' && 'compare' in open && (
        <CompareDialog letter={letter} number={open.compare} onTake={take} onClose={() => setOpen(null)} />
      )}
      {open !== null && typeof open === 'object' && 'keep' in open && (
        <KeepTextDialog body={open.keep} onClose={() => setOpen(null)} />
      )}
      {draft.conflict && (
        <ConflictDialog
          mine={draft.content}
          fields={letter.fields}
          conflict={draft.conflict}
          onChoose={(choice) => {
            draft.settle(choice);
            if (choice === 'theirs') setWritten(written + 1);
          }}
        />
      )}
    </article>
  );
}

function Body({
  letter,
  ...rest
}: {
  letter: LetterDetail;
  body: RichText;
  onChange: (body: RichText) => void;
  onKeepText: (body: RichText) => void;
}) {
  const t = useText();
  const modules = useQuery({
    queryKey: letterKeys.modules,
    queryFn: ({ signal }) => listTextModules(signal),
    staleTime: 60_000,
  });
  // The editor is made once: another one under the hands would take the focus, and the letters being typed.
  if (modules.isPending) return <div className="rich-editor is-waiting" />;
  return (
    <RichEditor
      label={t('letter.body')}
      values={letter.fields}
      modules={modules.data?.items ?? []}
      ownFields={letter.procedureFields}
      {...rest}
    />
  );
}

function SaveWords({ state, savedAt }: { state: SaveState; savedAt: string }) {
  const t = useText();
  const words = {
    saved: t('letter.saved', { time: toClockTime(savedAt) }),
    unsaved: t('letter.unsaved'),
    saving: t('letter.saving'),
    failed: t('letter.save-failed'),
  };
  return (
    <span className={state === 'failed' ? 'save-words is-failed' : 'save-words'} role="status">
      {words[state]}
    </span>
  );
}

/** Who else has it open: a hint that both may write, said before they meet in a conflict. */
function OthersHere({ id }: { id: string }) {
  const t = useText();
  const { data } = useQuery({
    queryKey: ['letters', 'editing', id],
    queryFn: () => tellEditing(id),
    refetchInterval: 20_000,
    gcTime: 0,
  });
  const others = data?.items ?? [];
  if (others.length === 0) return null;
  const names = others.map(({ name }) => name).join(', ');
  return (
    <div role="status">
      <Band tone="note" icon="people">
        <p>{t('letter.editing', { names, count: others.length })}</p>
      </Band>
    </div>
  );
}
