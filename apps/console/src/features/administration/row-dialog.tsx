import { Band, Button, type SummaryError } from '@opis/ui';
import { type FormEvent, useState } from 'react';
import { ProblemError } from '../../api/http.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FocusedSummary } from '../../parts/focused-summary.tsx';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { useToday } from '../../parts/use-institution.ts';
import { currentOf } from './conflict.ts';
import { type DayChange, MovingTerms } from './moving-terms.tsx';
import { RowConflict } from './row-conflict.tsx';
import { RowField } from './row-field.tsx';
import { codeFrom, fromDraft, type RowDraft, toDraft, toEdit } from './row-form.ts';
import type { ListSpec, Row } from './row-specs.ts';
import { useChange } from './use-organisation.ts';

type RowDialogProps = {
  spec: ListSpec;
  /** The row as it was seen; null adds one, beginning as `start`. */
  row: Row | null;
  start?: Row;
  onClose: () => void;
  onSaved?: (row: Row) => void;
};

/** Adds or changes one row of the organisation. What was typed stays through any failure. */
export function RowDialog({ spec, row, start, onClose, onSaved }: RowDialogProps) {
  const t = useText();
  const today = useToday();
  const base = row ?? { ...spec.blank, ...start };
  const [draft, setDraft] = useState<RowDraft>(() => toDraft(spec, base));
  const [codeTyped, setCodeTyped] = useState(false);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const [seen, setSeen] = useState<Row | null>(row);
  const read = fromDraft(spec, draft, { base, today });
  const change = useChange(() => {
    showToast(t(row ? 'admin.saved' : 'admin.added'));
    onSaved?.(read.row);
    onClose();
  });
  const current = currentOf(change.error);
  const errors = useErrors(spec, wrong, change.error);
  const set = (name: string, value: string | boolean | null) => {
    if (name === 'code') setCodeTyped(true);
    setRequestId(crypto.randomUUID());
    setDraft((before) =>
      withCode(spec, { ...before, [name]: value }, { fresh: row === null && !codeTyped && name !== 'code' }),
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWrong(read.wrong);
    if (read.wrong.length > 0 || change.isPending) return;
    const before = current === undefined ? seen : current;
    if (current !== undefined) setSeen(current);
    change.mutate({ requestId, edits: [toEdit(spec, before, read.row)] });
  };
  return (
    <Dialog title={t(row ? spec.one : spec.add)} onClose={onClose}>
      <form className="act-form" noValidate onSubmit={submit}>
        {errors.length > 0 && <FocusedSummary title={t('entry.error.summary')} errors={errors} />}
        {change.error && errors.length === 0 && current === undefined && <FailureBand error={change.error} />}
        {current !== undefined && <RowConflict spec={spec} theirs={current} mine={read.row} />}
        {spec.fields.map((field, index) => (
          <RowField
            key={field.name}
            field={field}
            first={index === 0}
            fixed={
              row !== null &&
              (field.name === spec.key || (spec.list === 'positions' && field.name === 'unit'))
            }
            value={draft[field.name] ?? ''}
            error={errors.find(({ target }) => target === `row-${field.name}`)?.text}
            onChange={(value) => set(field.name, value)}
          />
        ))}
        {spec.list === 'nomenclature' && row !== null && (
          <Band tone="note" icon="note">
            {t('admin.nomenclature-version')}
          </Band>
        )}
        {spec.list === 'daysOff' && <MovingTerms change={toDayChange(row, read.row)} />}
        <div className="dialog-actions">
          <Button kind="primary" type="submit" aria-disabled={change.isPending}>
            {t(
              current !== undefined
                ? 'entry.conflict.keep-mine'
                : change.isPending
                  ? 'entry.saving'
                  : 'admin.save',
            )}
          </Button>
          <Button onClick={onClose}>
            {t(current !== undefined ? 'entry.conflict.keep-theirs' : 'cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** A day as it was seen and as it is typed. */
function toDayChange(before: Row | null, after: Row): DayChange {
  const kindOf = (row: Row | null): DayChange['before'] =>
    row?.kind === 'off' || row?.kind === 'worked' ? row.kind : null;
  return {
    day: String(after.day),
    before: kindOf(before),
    after: kindOf(after),
    name: String(after.name ?? ''),
  };
}

/** Until somebody types a code it follows the name. */
function withCode(spec: ListSpec, draft: RowDraft, { fresh }: { fresh: boolean }): RowDraft {
  if (!fresh || !('code' in draft) || spec.list === 'nomenclature') return draft;
  const words = spec.list === 'staff' ? [draft.givenName, draft.familyName] : [draft.name];
  return { ...draft, code: codeFrom(...words.map((word) => String(word ?? ''))) };
}

function useErrors(spec: ListSpec, wrong: readonly string[], error: unknown): SummaryError[] {
  const t = useText();
  const labelOf = (name: string) => {
    const field = spec.fields.find((each) => each.name === name);
    return field ? t(field.label) : name;
  };
  if (wrong.length > 0)
    return wrong.map((name) => ({ target: `row-${name}`, text: t('admin.fill', { label: labelOf(name) }) }));
  if (!(error instanceof ProblemError)) return [];
  return error.problem.fields.map(({ path, detail }) => {
    const name = path.split('.').find((part) => spec.fields.some((field) => field.name === part)) ?? spec.key;
    return { target: `row-${name}`, text: `${labelOf(name)}: ${detail}` };
  });
}
