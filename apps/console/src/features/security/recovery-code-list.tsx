import { Button } from '@opis/ui';
import { useText } from '../../parts/text.tsx';

/** The only time that recovery codes are seen. */
export function RecoveryCodeList({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const t = useText();
  return (
    <div className="act-form">
      <p>{t('security.recovery-body')}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="dialog-actions">
        <Button kind="primary" data-first onClick={onDone}>
          {t('security.recovery-done')}
        </Button>
        <Button icon="print" onClick={() => window.print()}>
          {t('security.print')}
        </Button>
      </div>
    </div>
  );
}
