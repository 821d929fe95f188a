import type { PortalFrame } from './frame.ts';
import { texts, unbroken } from './portal-texts.ts';
import { VerificationForm, type VerificationFormValues } from './verification-form.tsx';

type Props = { institution: PortalFrame['institution']; asked: VerificationFormValues };

/** Neutral: it accuses nobody. The same words for a wrong, a missing and a forbidden number. */
export function NotFoundAdvice({ institution, asked }: Props) {
  return (
    <>
      <section className="stack">
        <h2>{texts('check.heading')}</h2>
        <ul className="bullets stack">
          <li>{texts('check.number')}</li>
          <li>{texts('check.institution', { institution: institution.name })}</li>
          <li>{texts('check.order')}</li>
          <li>{texts('check.code')}</li>
        </ul>
      </section>
      <section className="stack">
        <h2>{texts('check.again')}</h2>
        <VerificationForm values={asked} again />
      </section>
      <p>{texts('check.call', { phone: unbroken(institution.phone) })}</p>
      <section className="stack">
        <h2>{texts('proof.heading')}</h2>
        <p>{texts('proof.not-found')}</p>
      </section>
    </>
  );
}
