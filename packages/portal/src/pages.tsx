import type { PetitionerView } from '@opis/contracts';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { CaseStatusPage } from './case-status-page.tsx';
import { type ErrorModel, ErrorPage } from './error-page.tsx';
import type { PortalFrame } from './frame.ts';
import { type FrontModel, FrontPage } from './front-page.tsx';
import { type HeadsModel, HeadsPage } from './heads-page.tsx';
import type { VerificationModel } from './verification.ts';
import type { VerificationFormValues } from './verification-form.tsx';
import { type VerificationFormModel, VerificationFormPage } from './verification-form-page.tsx';
import { VerificationPage } from './verification-page.tsx';

const render = (page: ReactElement): string => `<!doctype html>${renderToStaticMarkup(page)}`;

/** `/`, for whoever is not at work here. */
export function renderFront(frame: PortalFrame, model: FrontModel): string {
  return render(<FrontPage frame={frame} model={model} />);
}

/** The form that asks for number, date, hour and code; with `errors`, the same form sent back. */
export function renderVerificationForm(frame: PortalFrame, model: VerificationFormModel = {}): string {
  return render(<VerificationFormPage frame={frame} model={model} />);
}

/** The answer about a paper. `asked` is what was typed, for the form under „Nu am găsit acest număr”. */
export function renderVerification(
  frame: PortalFrame,
  answer: { model: VerificationModel; asked: VerificationFormValues },
): string {
  return render(<VerificationPage frame={frame} {...answer} />);
}

/** The signed heads of the public books. */
export function renderHeads(frame: PortalFrame, model: HeadsModel): string {
  return render(<HeadsPage frame={frame} model={model} />);
}

/** A file as its petitioner sees it. */
export function renderCaseStatus(frame: PortalFrame, view: PetitionerView): string {
  return render(<CaseStatusPage frame={frame} view={view} />);
}

/** Nothing found, too many requests, an error of ours, or the database away. */
export function renderError(frame: PortalFrame, model: ErrorModel): string {
  return render(<ErrorPage frame={frame} model={model} />);
}
