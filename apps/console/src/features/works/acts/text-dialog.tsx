import { Field } from '@opis/ui';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { Dialog } from '../../../parts/dialog.tsx';
import { type MessageId, useText } from '../../../parts/text.tsx';
import { useDesk } from '../desk.ts';
import type { ActDialogProps } from './act-dialog-props.ts';
import { CaseActForm } from './case-act-form.tsx';
import { type ActResult, type CaseAct, useCaseAct } from './use-case-act.ts';

type TextDialogProps = ActDialogProps & {
  kind: 'return' | 'reopen' | 'note';
  /** What the act says beside the text, and the field that asks it. */
  more?: { fields: object; field: ReactNode };
  /** What was typed before and never sent. */
  initial?: string;
  onText?: (text: string) => void;
};

const shortest = { return: 3, reopen: 3, note: 1 };

/** T, reopening and N: one text, which the law or the next reader asks for. */
export function TextDialog({ kind, rows, initial = '', more, onText, onDone, onClose }: TextDialogProps) {
  const t = useText();
  const { act, ...state } = useCaseAct(rows);
  const [text, setText] = useState(initial);
  const [missing, setMissing] = useState(false);
  const error = missing ? t(`${kind}.missing`) : undefined;
  const submit = async () => {
    const short = text.trim().length < shortest[kind];
    setMissing(short);
    if (short) return;
    const result = await send(act, { kind, text, more: more?.fields });
    if (result) onDone(result, '');
  };
  const sendByKeys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void submit();
  };
  const title: MessageId = rows.length === 1 ? `${kind}.title` : `${kind}.title-many`;
  return (
    <Dialog
      title={t(title, { number: rows[0]?.registrationNumber ?? '', count: rows.length })}
      onClose={onClose}
    >
      <CaseActForm
        state={state}
        errors={error ? [{ target: 'act-text', text: error }] : []}
        submitLabel={t(`act.${kind}`)}
        mine={t(`${kind}.mine`)}
        onSubmit={() => void submit()}
        onClose={onClose}
      >
        <Field id="act-text" label={t(`${kind}.text`)} error={error} hint={t(`${kind}.hint`)}>
          {(control) => (
            <textarea
              {...control}
              data-first
              className="input"
              rows={4}
              maxLength={kind === 'note' ? 4000 : 1000}
              value={text}
              onKeyDown={sendByKeys}
              onChange={(event) => {
                setText(event.target.value);
                onText?.(event.target.value);
              }}
            />
          )}
        </Field>
        {more?.field}
      </CaseActForm>
    </Dialog>
  );
}

type Said = Pick<TextDialogProps, 'kind'> & { text: string; more: object | undefined };

function send(act: CaseAct['act'], { kind, text, more }: Said): Promise<ActResult | null> {
  return kind === 'note' ? act('note', { text }) : act(kind, { reason: text, ...more });
}

/** A note typed in a dialog is the same draft as in the file's own page. */
export function NoteDialog(props: ActDialogProps) {
  const { noteOf, keepNote } = useDesk();
  const id = props.rows[0]?.id ?? '';
  return (
    <TextDialog
      {...props}
      kind="note"
      initial={noteOf(id)?.text ?? ''}
      onText={(text) => keepNote(id, text)}
      onDone={(result, said) => {
        keepNote(id, '');
        props.onDone(result, said);
      }}
    />
  );
}

export function ReopenDialog(props: ActDialogProps) {
  return <TextDialog {...props} kind="reopen" />;
}
