import { formatPlainDate } from '@opis/contracts';
import { Fingerprint } from './fingerprint.tsx';
import { texts } from './portal-texts.ts';
import type { Proof, ShownHead } from './verification.ts';

/** „Ce dovedește această pagină”, with the fingerprints one tap below. */
export function ProofSection({ proof }: { proof: Proof }) {
  return (
    <section className="stack">
      <h2>{texts('proof.heading')}</h2>
      <p>{texts(sentenceOf(proof))}</p>
      <p>{texts('proof.limits')}</p>
      <Fingerprints proof={proof} />
    </section>
  );
}

function sentenceOf({ before, after }: Proof) {
  if (!after) return 'proof.today';
  return before ? 'proof.sealed' : 'proof.first';
}

/** Hashes of the row and of the signed heads before and after it. */
export function Fingerprints({ proof }: { proof: Proof }) {
  return (
    <details>
      <summary>{texts('proof.details')}</summary>
      <div className="stack">
        <Fingerprint label={texts('proof.record')} hash={proof.hash} />
        <Head side="before" head={proof.before} />
        <Head side="after" head={proof.after} />
        <p>
          <a href="/registru/amprente">{texts('proof.all-heads')}</a>
        </p>
      </div>
    </details>
  );
}

function Head({ side, head }: { side: 'before' | 'after'; head: ShownHead | null }) {
  if (!head) return <p>{texts(`proof.${side}.none`)}</p>;
  const label = texts(`proof.${side}`, { date: formatPlainDate(head.date), time: head.time });
  return <Fingerprint label={label} hash={head.hash} />;
}
