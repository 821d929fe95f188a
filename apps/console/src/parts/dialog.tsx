import { IconButton } from '@opis/ui';
import { type ReactNode, type SyntheticEvent, useEffect, useId, useRef } from 'react';
import { useText } from './text.tsx';

type DialogProps = {
  title: string;
  children: ReactNode;
  /** Esc and „Închide” leave without loss. Absent where leaving is not possible. */
  onClose?: (() => void) | undefined;
  wide?: boolean;
};

/**
 * The browser's own modal dialog: it holds the focus, makes the page behind inert and gives the focus back when it
 * goes. Only for signing, annulling, sign-in and conflict, and for lists that a key opens.
 */
export function Dialog({ title, children, onClose, wide = false }: DialogProps) {
  const t = useText();
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const cancel = (event: SyntheticEvent) => {
    event.preventDefault();
    onClose?.();
  };
  return (
    <dialog
      ref={ref}
      className={wide ? 'dialog is-wide' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={cancel}
    >
      <div className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        {onClose && <IconButton icon="close" label={t('close')} onClick={onClose} />}
      </div>
      {children}
    </dialog>
  );
}
