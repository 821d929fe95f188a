import type { CaseFileAction, CaseFileRow } from '@opis/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { undoCaseFiles } from '../../../api/act-on-case-file.ts';
import { useFailureText } from '../../../parts/problem-view.tsx';
import { useText } from '../../../parts/text.tsx';
import { showToast } from '../../../parts/toast.tsx';
import { keepCaseFile, refreshCaseFiles } from '../keep-case-file.ts';
import type { ActDialogProps } from './act-dialog-props.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { ComplaintDialog } from './complaint-dialog.tsx';
import { ForwardDialog } from './forward-dialog.tsx';
import { JoinFileDialog } from './join-file-dialog.tsx';
import { ReclassifyDialog } from './reclassify-dialog.tsx';
import { ReturnDialog } from './return-dialog.tsx';
import { TakeDialog } from './take-dialog.tsx';
import { NoteDialog, ReopenDialog } from './text-dialog.tsx';
import { undoOf } from './undo.ts';
import type { ActResult } from './use-case-act.ts';

const dialogs: Partial<Record<CaseFileAction, (props: ActDialogProps) => ReactNode>> = {
  assign: AssignDialog,
  take: TakeDialog,
  forward: ForwardDialog,
  return: ReturnDialog,
  close: CloseDialog,
  reopen: ReopenDialog,
  join: JoinFileDialog,
  note: NoteDialog,
  reclassify: ReclassifyDialog,
  'set-complaint': ComplaintDialog,
};

export type WorkActs = {
  /** Begins an act on one file or on many: its dialog, or the act itself where there is nothing to ask. */
  start: (action: CaseFileAction, rows: readonly CaseFileRow[]) => void;
  /** To be drawn once on the page. */
  dialog: ReactNode;
  /** True while a dialog stands. */
  open: boolean;
};

/** The acts on case files with their dialogs, what is said afterwards, and the way back for ten seconds. */
export function useWorkActs(
  onDone: (done: readonly CaseFileRow[], action: CaseFileAction) => void,
): WorkActs {
  const [open, setOpen] = useState<{ action: CaseFileAction; rows: readonly CaseFileRow[] } | null>(null);
  const sayDone = useSayDone();
  const close = () => setOpen(null);
  const done = (result: ActResult, said: string) => {
    if (!open) return;
    sayDone(open.action, result, said);
    onDone(result.done, open.action);
    // Those that were refused stay in the dialog, with the reason and the words that were typed.
    if (result.left === 0) close();
  };
  const Act = open && dialogs[open.action];
  return {
    start: (action, rows) => setOpen({ action, rows }),
    dialog: Act && (
      <Act
        key={`${open.action} ${open.rows.map(({ id }) => id).join()}`}
        rows={open.rows}
        onDone={done}
        onClose={close}
      />
    ),
    open: open !== null,
  };
}

/** Says what was done, and offers the way back where the server has one. */
export function useSayDone() {
  const t = useText();
  const queries = useQueryClient();
  const say = useFailureText();
  const goBack = async (act: (requestId: string) => Promise<CaseFileRow>, number: string) => {
    try {
      keepCaseFile(queries, await act(crypto.randomUUID()));
      showToast(t('undo.done', { number }));
    } catch (error) {
      showToast(t('undo.failed', { number, why: say(error) }), { failed: true });
    }
  };
  // Each act gives a file its next version: on any other, somebody did something since.
  const goBackAll = async (done: readonly CaseFileRow[]) => {
    const items = done.map(({ id, version }) => ({ id, version: version + 1 }));
    try {
      const answer = await undoCaseFiles({ requestId: crypto.randomUUID(), items, reason: t('undo.reason') });
      refreshCaseFiles(queries);
      const left = answer.items.filter((item) => !item.done).map(({ id }) => id);
      const numbers = done.filter(({ id }) => left.includes(id)).map((row) => row.registrationNumber);
      const count = done.length - left.length;
      if (numbers.length === 0) return showToast(t('undo.many-done', { count }));
      showToast(t('undo.many-left', { count: numbers.length, numbers: numbers.join(', ') }), {
        failed: true,
      });
    } catch (error) {
      showToast(t('undo.many-failed', { why: say(error) }), { failed: true });
    }
  };
  return (action: CaseFileAction, { done, after }: ActResult, said: string) => {
    const [row] = done;
    if (!row) return;
    if (!after)
      return showToast(t(`done-many.${toBulk(action)}`, { count: done.length, name: said }), {
        undo: action === 'note' ? undefined : () => void goBackAll(done),
      });
    const undo = action === 'note' ? null : undoOf(row, after, t('undo.reason'));
    const number = String(row.number);
    showToast(t(`done.${action}`, { number, name: said }), {
      undo: undo ? () => void goBack(undo, number) : undefined,
    });
  };
}

function toBulk(action: CaseFileAction): 'assign' | 'forward' | 'close' {
  return action === 'forward' || action === 'close' ? action : 'assign';
}
