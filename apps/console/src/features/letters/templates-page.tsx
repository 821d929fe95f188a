import { LetterKind, type LetterTemplate, type LetterTemplateText } from '@opis/contracts';
import { Button, Field, StatePanel, Tag } from '@opis/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { listTemplates, saveTemplate } from '../../api/letters.ts';
import { FailureBand, FailureState } from '../../parts/problem-view.tsx';
import { useText } from '../../parts/text.tsx';
import { showToast } from '../../parts/toast.tsx';
import { usePageTitle } from '../../parts/use-page-title.ts';
import { useProcedures } from '../procedures/use-procedures.ts';
import { Line } from './letter-fields.tsx';
import { letterKeys } from './letter-keys.ts';
import './letters.css';
import { RichEditor } from './rich-editor.tsx';

/** A template as it is edited; `version` null: a new one. */
type Edited = { code: string; version: number | null; retired: boolean; text: LetterTemplateText };

const emptyText: LetterTemplateText = {
  name: '',
  kind: 'answer',
  procedure: null,
  lead: '',
  subject: '',
  body: { type: 'doc', content: [] },
  legalBasis: '',
  closing: '',
  resolution: '',
};

const toEdited = ({
  code,
  version,
  retired,
  savedAt: _at,
  savedBy: _by,
  ...text
}: LetterTemplate): Edited => ({
  code,
  version,
  retired,
  text,
});

/** Templates of letters: each saving is a new version; letters keep what they took from the one before. */
export function TemplatesPage() {
  const t = useText();
  usePageTitle(t('templates.title'));
  const [chosen, setChosen] = useState<Edited | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: letterKeys.templates,
    queryFn: ({ signal }) => listTemplates({}, signal),
  });
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  return (
    <section className="templates" aria-labelledby="templates-title">
      <div className="templates-list">
        <h2 id="templates-title">{t('templates.title')}</h2>
        <p className="meta">{t('templates.lead')}</p>
        <Button
          icon="add"
          onClick={() => setChosen({ code: '', version: null, retired: false, text: emptyText })}
        >
          {t('templates.new')}
        </Button>
        <ul>
          {data.items.map((template) => (
            <li key={template.code}>
              <button
                type="button"
                className="template-choice"
                aria-pressed={chosen?.code === template.code}
                onClick={() => setChosen(toEdited(template))}
              >
                <span>
                  <span className="strong">{template.name}</span>{' '}
                  <span className="meta">
                    {t(`letter.kind.${template.kind}`)} · {template.procedure ?? t('templates.every')}
                  </span>
                </span>
                <span className="meta">
                  {template.retired ? (
                    <Tag tone="warn">{t('templates.retired')}</Tag>
                  ) : template.version === 0 ? (
                    t('templates.shipped')
                  ) : (
                    t('templates.version', { version: template.version })
                  )}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      {chosen ? (
        <TemplateForm
          key={`${chosen.code} ${chosen.version}`}
          edited={chosen}
          onSaved={(saved) => setChosen(toEdited(saved))}
        />
      ) : (
        <StatePanel title={t('templates.choose')} />
      )}
    </section>
  );
}

function TemplateForm({ edited, onSaved }: { edited: Edited; onSaved: (saved: LetterTemplate) => void }) {
  const t = useText();
  const queries = useQueryClient();
  const requestId = useRef(crypto.randomUUID());
  const [{ code, version, retired, text }, setEdited] = useState(edited);
  const procedures = useProcedures();
  const ownFields = (procedures.find((each) => each.code === text.procedure)?.fields ?? []).map(
    ({ name, label }) => ({ name: `field:${name}` as const, label }),
  );
  const change = (part: Partial<LetterTemplateText>) =>
    setEdited((now) => ({ ...now, text: { ...now.text, ...part } }));
  const saving = useMutation({
    mutationFn: () => saveTemplate({ requestId: requestId.current, code, version, retired, text }),
    onSuccess: (saved) => {
      void queries.invalidateQueries({ queryKey: letterKeys.templates });
      showToast(t('templates.saved', { name: saved.name, version: saved.version }));
      onSaved(saved);
    },
    onSettled: () => {
      requestId.current = crypto.randomUUID();
    },
  });
  return (
    <form
      className="templates-form letter-fields"
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      {saving.error && <FailureBand error={saving.error} />}
      {version === null && (
        <Line
          id="template-code"
          label="templates.code"
          value={code}
          max={40}
          onChange={(next) => setEdited((now) => ({ ...now, code: next }))}
        />
      )}
      <Line
        id="template-name"
        label="templates.name"
        value={text.name}
        max={100}
        onChange={(name) => change({ name })}
      />
      {version === null && (
        <div className="letter-pair">
          <Field id="template-kind" label={t('templates.kind')}>
            {(control) => (
              <select
                {...control}
                className="input"
                value={text.kind}
                onChange={(event) => change({ kind: LetterKind.catch('answer').parse(event.target.value) })}
              >
                {LetterKind.options.map((kind) => (
                  <option key={kind} value={kind}>
                    {t(`letter.kind.${kind}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field id="template-procedure" label={t('templates.procedure')}>
            {(control) => (
              <select
                {...control}
                className="input"
                value={text.procedure ?? ''}
                onChange={(event) => change({ procedure: event.target.value || null })}
              >
                <option value="">{t('templates.every')}</option>
                {procedures.map(({ code: each, name }) => (
                  <option key={each} value={each}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
      )}
      <div className="letter-pair">
        <Line
          id="template-lead"
          label="templates.lead-field"
          optional
          value={text.lead}
          max={60}
          onChange={(lead) => change({ lead })}
        />
        <Line
          id="template-closing"
          label="letter.closing"
          optional
          value={text.closing}
          max={100}
          onChange={(closing) => change({ closing })}
        />
      </div>
      <Line
        id="template-subject"
        label="templates.subject"
        hint="templates.fields-hint"
        value={text.subject}
        max={300}
        onChange={(subject) => change({ subject })}
      />
      {ownFields.length > 0 && (
        <p className="meta">
          {t('templates.own-fields', {
            fields: ownFields.map(({ name, label }) => `${label} {${name}}`).join(', '),
          })}
        </p>
      )}
      <div className="field">
        <span className="field-label">{t('letter.body')}</span>
        <RichEditor
          key={text.procedure}
          label={t('letter.body')}
          body={text.body}
          values={{}}
          modules={[]}
          ownFields={ownFields}
          onChange={(body) => change({ body })}
        />
      </div>
      <Line
        id="template-basis"
        label="letter.legal-basis"
        optional
        value={text.legalBasis}
        max={1000}
        rows={2}
        onChange={(legalBasis) => change({ legalBasis })}
      />
      <Line
        id="template-resolution"
        label="letter.resolution"
        value={text.resolution}
        max={300}
        onChange={(resolution) => change({ resolution })}
      />
      {version !== null && (
        <label className="outcome">
          <input
            type="checkbox"
            checked={retired}
            onChange={(event) => setEdited((now) => ({ ...now, retired: event.target.checked }))}
          />
          {t('templates.retire')}
        </label>
      )}
      <div>
        <Button kind="primary" type="submit" disabled={saving.isPending}>
          {t('templates.save')}
        </Button>
      </div>
    </form>
  );
}
