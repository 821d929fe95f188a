import type { ReactNode } from 'react';
import { DifferenceTable, written } from './difference-table.tsx';
import type { PortalFrame } from './frame.ts';
import { NotFoundAdvice } from './not-found-advice.tsx';
import { Page } from './page.tsx';
import { texts, unbroken } from './portal-texts.ts';
import { Fingerprints, ProofSection } from './proof-section.tsx';
import { RegisterFacts } from './register-facts.tsx';
import { VerdictBlock } from './verdict-block.tsx';
import {
  differencesOf,
  type FoundEntry,
  type Verdict,
  type VerificationModel,
  verdictOf,
} from './verification.ts';
import type { VerificationFormValues } from './verification-form.tsx';

type Props = { frame: PortalFrame; model: VerificationModel; asked: VerificationFormValues };

/** The answer about a paper. `asked` is what was typed, for the form under „Nu am găsit acest număr”. */
export function VerificationPage({ frame, model, asked }: Props) {
  const kind = model.outcome === 'not-found' ? 'not-found' : verdictOf(model);
  return (
    <Page frame={frame} title={texts(`${kind}.heading`)} back="/v">
      <div className="column stack-large">
        <VerdictBlock kind={kind} />
        {model.outcome === 'not-found' ? (
          <NotFoundAdvice institution={frame.institution} asked={asked} />
        ) : (
          <>
            {answers[verdictOf(model)](model, frame)}
            <p>
              <a href="/v">{texts('verify.another')}</a>
            </p>
          </>
        )}
      </div>
    </Page>
  );
}

const answers: Readonly<Record<Verdict, (found: FoundEntry, frame: PortalFrame) => ReactNode>> = {
  authentic: toFactsAndProof,
  matching: toFactsAndProof,
  annulled: (found) => (
    <>
      <p className="notice">{texts('annulled.text')}</p>
      {toFactsAndProof(found)}
    </>
  ),
  changed: (found, frame) => (
    <>
      <section className="sheet">
        <DifferenceTable rows={differencesOf(found)} />
      </section>
      <WhatToDo found={found} phone={frame.institution.phone} />
      <ProofSection proof={found.proof} />
    </>
  ),
  broken: (found, frame) => (
    <>
      <p className="notice">{texts('broken.text', { phone: unbroken(frame.institution.phone) })}</p>
      <Fingerprints proof={found.proof} />
    </>
  ),
};

function toFactsAndProof({ entry, contents, proof }: FoundEntry) {
  return (
    <>
      <RegisterFacts entry={entry} contents={contents} />
      <ProofSection proof={proof} />
    </>
  );
}

function WhatToDo({ found, phone }: { found: FoundEntry; phone: string }) {
  const valid = differencesOf(found).filter((row) => row.differs);
  const value = valid.map((row) => written(row.field, row.register)).join(', ');
  return (
    <section className="stack">
      <h2>{texts('difference.do.heading')}</h2>
      {found.entry.annulled && <p className="notice">{texts('annulled.text')}</p>}
      <p>{texts('difference.do.valid', { value })}</p>
      <p>{texts('difference.do.ask', { phone: unbroken(phone) })}</p>
    </section>
  );
}
