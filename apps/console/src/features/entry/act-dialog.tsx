import type { EntryDetail } from '@opis/contracts';
import type { EntryKey } from '../../api/entry-address.ts';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { AnnulDialog } from './annul-dialog.tsx';
import { ClassifyDialog } from './classify-dialog.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { DispatchDialog } from './dispatch-dialog.tsx';
import type { EntryAct } from './entry-search.ts';
import { JoinDialog } from './join-dialog.tsx';
import { RouteDialog } from './route-dialog.tsx';

/** What every act's dialog needs. */
export type ActProps = {
  entryKey: EntryKey;
  entry: EntryDetail;
  onDone: (entry: EntryDetail) => void;
  onClose: () => void;
};

const dialogs = {
  annul: AnnulDialog,
  correct: CorrectDialog,
  join: JoinDialog,
  route: RouteDialog,
  dispatch: DispatchDialog,
  classify: ClassifyDialog,
};

/** The dialog of one act, if the server allows it on this entry now. */
export function ActDialog({ act, ...props }: Omit<ActProps, 'onDone'> & { act: EntryAct }) {
  const t = useText();
  const Dialog = dialogs[act];
  const done = (entry: EntryDetail) => {
    showToast(t(`entry.done.${act}`, { number: entry.registrationNumber }));
    props.onClose();
  };
  return <Dialog {...props} onDone={done} />;
}
