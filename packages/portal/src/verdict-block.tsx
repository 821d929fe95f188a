import type { ReactNode } from 'react';
import { texts } from './portal-texts.ts';
import type { Verdict } from './verification.ts';

type Kind = Verdict | 'not-found';

/** A shape of its own for each verdict: it is never told by colour alone. */
const shapes: Readonly<Record<Kind, ReactNode>> = {
  authentic: <Circle inside="M17 31l9 9 18-19" />,
  matching: <Circle inside="M17 31l9 9 18-19" />,
  annulled: <Circle inside="M11 49 49 11" />,
  changed: (
    <>
      <path d="M19 4h22l15 15v22L41 56H19L4 41V19z" strokeWidth={4} />
      <path d="M20 20l20 20M40 20 20 40" strokeWidth={5} />
    </>
  ),
  broken: (
    <>
      <path d="M30 5 57 54H3z" strokeWidth={4} strokeLinejoin="round" />
      <path d="M30 22v16m0 5v5" strokeWidth={5} />
    </>
  ),
  'not-found': (
    <>
      <circle cx={26} cy={26} r={19} strokeWidth={4} />
      <path d="M40 40l15 15" strokeWidth={5} />
    </>
  ),
};

/** The answer in one block: shape, heading of the page, one sentence. */
export function VerdictBlock({ kind }: { kind: Kind }) {
  return (
    <div className={`verdict is-${kind}`}>
      <svg viewBox="0 0 60 60" aria-hidden="true" fill="none" stroke="currentColor">
        {shapes[kind]}
      </svg>
      <h1>{texts(`${kind}.heading`)}</h1>
      <p>{texts(`${kind}.lead`)}</p>
    </div>
  );
}

function Circle({ inside }: { inside: string }) {
  return (
    <>
      <circle cx={30} cy={30} r={27} strokeWidth={4} />
      <path d={inside} strokeWidth={5} />
    </>
  );
}
