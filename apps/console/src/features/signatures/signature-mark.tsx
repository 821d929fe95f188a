import { SignatureVerdict, verdictOf } from '@opis/contracts';
import { type IconName, Tag } from '@opis/ui';
import { useText } from '../../parts/text.tsx';
import type { SignedDocument } from './use-signatures.ts';

export type Tone = 'ok' | 'warn' | 'late' | 'plain';

/** How a verdict looks; always beside its words. */
export const looks: Readonly<Record<SignatureVerdict, { tone: Tone; icon: IconName }>> = {
  broken: { tone: 'late', icon: 'error' },
  unsupported: { tone: 'warn', icon: 'warning' },
  changed: { tone: 'late', icon: 'error' },
  weak: { tone: 'warn', icon: 'warning' },
  expired: { tone: 'warn', icon: 'warning' },
  'intact-unverified': { tone: 'plain', icon: 'signature' },
  'intact-qualified-certificate': { tone: 'ok', icon: 'signature' },
  qualified: { tone: 'ok', icon: 'verified' },
};

/** The worst that is known of the signatures of a document, in a few words. */
export function SignatureMark({ signed }: { signed: SignedDocument }) {
  const t = useText();
  if (signed.state === 'unreadable') {
    return (
      <Tag tone="late" icon="error">
        {t('signature.mark.unreadable')}
      </Tag>
    );
  }
  const verdicts = signed.signatures.map(verdictOf);
  const worst = SignatureVerdict.options.find((verdict) => verdicts.includes(verdict));
  if (!worst) return null;
  return (
    <Tag tone={looks[worst].tone} icon={looks[worst].icon}>
      {t(`signature.mark.${worst}`)}
    </Tag>
  );
}
