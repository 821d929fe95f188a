import type { PortalFrame } from './frame.ts';
import { Page } from './page.tsx';
import { texts } from './portal-texts.ts';
import {
  emptyForm,
  VerificationErrors,
  VerificationForm,
  type VerificationFormErrors,
  type VerificationFormValues,
} from './verification-form.tsx';

/** The first page of the verification, or the same with what could not be read marked. */
export type VerificationFormModel = { values?: VerificationFormValues; errors?: VerificationFormErrors };

export function VerificationFormPage({ frame, model }: { frame: PortalFrame; model: VerificationFormModel }) {
  const { values = emptyForm, errors = {} } = model;
  const hasErrors = Object.keys(errors).length > 0;
  return (
    <Page frame={frame} title={texts('form.heading')} hasErrors={hasErrors}>
      <div className="two">
        <div className="column stack-large">
          <VerificationErrors errors={errors} />
          <div className="stack">
            <h1>{texts('form.heading')}</h1>
            <p className="lead">{texts('form.lead')}</p>
          </div>
          <VerificationForm values={values} errors={errors} />
        </div>
        <aside className="stack">
          <h2>{texts('form.qr.heading')}</h2>
          <p>{texts('form.qr')}</p>
        </aside>
      </div>
    </Page>
  );
}
