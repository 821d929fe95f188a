import type { CaseFileDetail, CaseProcedure } from '@opis/contracts';
import { Button, Tag } from '@opis/ui';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useNomenclature } from '../../parts/reference-lists.ts';
import { useText } from '../../parts/text.tsx';
import { FieldsForm } from './fields-form.tsx';
import './procedures.css';
import { Requirements } from './requirements.tsx';

/** What the file is by its procedure: which, how long it is kept, what was filled in, what is still missing. */
export function ProcedureFacts({
  file,
  declared,
  onReclassify,
}: {
  file: CaseFileDetail;
  declared: CaseProcedure;
  onReclassify: () => void;
}) {
  const t = useText();
  const [editing, setEditing] = useState(false);
  const { missing, fields } = declared;
  const mayEdit = file.actions.includes('edit') && fields.length > 0;
  return (
    <section className="procedure" aria-labelledby="procedure-title">
      <header className="procedure-head">
        <h2 id="procedure-title">{declared.name}</h2>
        {missing.fields > 0 && (
          <Tag tone="warn" icon="warning">
            {t('procedure.missing-fields', { count: missing.fields })}
          </Tag>
        )}
        <span className="grow" />
        {file.actions.includes('reclassify') && (
          <Button size="small" onClick={onReclassify}>
            {t('act.reclassify')}
          </Button>
        )}
        {mayEdit && !editing && (
          <Button size="small" icon="written" onClick={() => setEditing(true)}>
            {t('act.edit')}
          </Button>
        )}
      </header>
      {editing ? (
        <FieldsForm file={file} declared={declared} onClose={() => setEditing(false)} />
      ) : (
        <dl className="facts">
          {fields.map(({ field, shown }) => (
            <Fact key={field.name} label={field.label}>
              {shown ?? (
                <span className={field.required ? 'is-missing' : 'second'}>
                  {t(field.required ? 'fields.to-fill' : 'entry.unset')}
                </span>
              )}
            </Fact>
          ))}
          <KeptFor file={file} declared={declared} />
        </dl>
      )}
      <Requirements file={file} declared={declared} />
    </section>
  );
}

function KeptFor({ file, declared }: { file: CaseFileDetail; declared: CaseProcedure }) {
  const t = useText();
  const nomenclature = useNomenclature();
  const { years, commission } = declared.retention;
  const code = file.entries[0]?.nomenclatureCode ?? declared.retention.nomenclature;
  const title = nomenclature.find((row) => row.code === code)?.title;
  const kept =
    years === 'permanent'
      ? t('procedure.kept-permanent')
      : t(commission ? 'procedure.kept-commission' : 'procedure.kept-years', { years });
  return (
    <>
      {declared.legalBasis && <Fact label={t('procedure.basis')}>{declared.legalBasis}</Fact>}
      <Fact label={t('procedure.nomenclature')}>
        {code ? (title ? `${code}, ${title}` : code) : t('entry.unset')}
      </Fact>
      <Fact label={t('procedure.kept')}>{kept}</Fact>
      <Fact label={t('procedure.confidentiality')}>
        {t(file.confidential ? 'procedure.confidential' : 'procedure.usual')}
      </Fact>
      <Fact label={t('procedure.version')}>
        {t('procedure.version-value', {
          version: declared.version,
          newest: declared.newest === null ? 'none' : String(declared.newest),
        })}
      </Fact>
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
