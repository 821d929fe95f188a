import { Button, Field, type SummaryError } from '@opis/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { listOffices, makeSheet, sheetUrl } from '../../api/emergency.ts';
import { ProblemError } from '../../api/http.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { FocusedSummary } from '../../parts/focused-summary.tsx';
import { printPdf } from '../../parts/print-pdf.ts';
import { FailureBand } from '../../parts/problem-view.tsx';
import { useRegisters } from '../../parts/reference-lists.ts';
import { useSession } from '../../parts/session.tsx';
import { stepOnEnter } from '../../parts/step-on-enter.ts';
import { useText } from '../../parts/text.tsx';

const linesOnPage = 12;

/** A new sheet: for which office, for which register, how many pages. It is printed at once. */
export function MakeSheetForm() {
  const t = useText();
  const queries = useQueryClient();
  const own = useSession().office?.code ?? null;
  const offices = useQuery({ queryKey: ['offices'], queryFn: listOffices }).data?.items;
  const registers = useRegisters().data?.items.filter((one) => one.canRegister && !one.confidential);
  const [office, setOffice] = useState<string | null>(own);
  const [register, setRegister] = useState<string | null>(null);
  const [pages, setPages] = useState('1');
  const [found, setFound] = useState<readonly SummaryError[]>([]);
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const making = useMutation({
    mutationFn: makeSheet,
    onSuccess: (sheet) => {
      setRequestId(crypto.randomUUID());
      void queries.invalidateQueries({ queryKey: ['emergency-sheets'] });
      void printPdf(sheetUrl(sheet.id));
    },
  });
  // Enter on a form that does not know its lists yet would do nothing, and say nothing.
  if (!offices || !registers) return null;
  const submit = () => {
    const count = /^\d{1,2}$/.test(pages.trim()) ? Number(pages) : 0;
    const chosen = register ?? registers[0]?.code;
    const wrong = [
      office === null && { target: 'sheet-office', text: t('emergency.office-missing') },
      (count < 1 || count > 10) && { target: 'sheet-pages', text: t('emergency.pages-wrong') },
    ].filter((one) => one !== false);
    setFound(wrong);
    if (wrong.length > 0 || office === null || chosen === undefined || making.isPending) return;
    making.mutate({ requestId, office, register: chosen, lines: count * linesOnPage });
  };
  const refused = making.error instanceof ProblemError ? making.error.problem.fields : [];
  const errors =
    found.length > 0 ? found : refused.map(({ path, detail }) => ({ target: `sheet-${path}`, text: detail }));
  const errorAt = (target: string) => errors.find((one) => one.target === target)?.text;
  const send = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  return (
    <form
      className="sheet make-sheet"
      noValidate
      aria-labelledby="make-title"
      onSubmit={send}
      onKeyDown={(event) => stepOnEnter(event, submit)}
    >
      <h2 className="emergency-head" id="make-title">
        {t('emergency.make')}
      </h2>
      {errors.length > 0 && <FocusedSummary title={t('emergency.summary')} errors={errors} />}
      {making.error && errors.length === 0 && <FailureBand error={making.error} />}
      <Field id="sheet-office" label={t('emergency.office')} error={errorAt('sheet-office')}>
        {(control) => (
          <ChoiceField
            control={control}
            label={t('emergency.office')}
            options={offices.map(({ code, name }) => ({ id: code, label: name }))}
            value={office}
            onChange={setOffice}
          />
        )}
      </Field>
      {registers.length > 1 && (
        <Field id="sheet-register" label={t('emergency.register')} error={errorAt('sheet-register')}>
          {(control) => (
            <ChoiceField
              control={control}
              label={t('emergency.register')}
              options={registers.map(({ code, name }) => ({ id: code, label: name }))}
              value={register ?? registers[0]?.code ?? null}
              onChange={setRegister}
            />
          )}
        </Field>
      )}
      <Field
        id="sheet-pages"
        label={t('emergency.pages')}
        hint={t('emergency.pages-hint')}
        error={errorAt('sheet-pages')}
      >
        {(control) => (
          <input
            {...control}
            data-step
            className="input is-short"
            inputMode="numeric"
            autoComplete="off"
            value={pages}
            onChange={(event) => setPages(event.target.value)}
          />
        )}
      </Field>
      <div>
        <Button kind="primary" icon="print" type="submit" aria-disabled={making.isPending}>
          {making.isPending ? t('emergency.making') : t('emergency.make-submit')}
        </Button>
      </div>
    </form>
  );
}
