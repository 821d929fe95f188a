import type { LetterDetail, LetterStatus } from '@opis/contracts';
import { NumberFrame, Tag } from '@opis/ui';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useText } from '../../parts/text.tsx';

const tones: Readonly<Record<LetterStatus, 'plain' | 'blue' | 'warn' | 'ok'>> = {
  draft: 'plain',
  'in-route': 'blue',
  approved: 'blue',
  signed: 'warn',
  ready: 'warn',
  left: 'ok',
  withdrawn: 'plain',
};

/** Where a letter stands, in words. */
export function LetterStatusTag({ status }: { status: LetterStatus }) {
  const t = useText();
  return <Tag tone={tones[status]}>{t(`letter.status.${status}`)}</Tag>;
}

/** Which letter, of which file, where it stands, and what may be done. */
export function LetterHead({ letter, children }: { letter: LetterDetail; children?: ReactNode }) {
  const t = useText();
  const { caseFile, kind, numbers } = letter;
  return (
    <header className="letter-head">
      <div className="case-line">
        <NumberFrame text={caseFile.registrationNumber} />
        <LetterStatusTag status={letter.status} />
        <Link to="/lucrari/$id" params={{ id: caseFile.id }} preload={false}>
          {t('letter.to-file', { number: caseFile.registrationNumber })}
        </Link>
        <span className="grow" />
        {/* biome-ignore lint/a11y/useSemanticElements: buttons, not fields */}
        <div className="case-acts" role="group" aria-label={t('case.actions')}>
          {children}
        </div>
      </div>
      <h1 className="letter-title">
        {t(`letter.kind.${kind}`)}: {letter.content.subject || caseFile.subject}
      </h1>
      {numbers.length > 1 && <p className="meta">{t('letter.answers', { numbers: numbers.join(', ') })}</p>}
    </header>
  );
}
