import { Segmented } from '@opis/ui';
import type { ReactNode } from 'react';
import { changePreferences, usePreferences } from '../../parts/preferences.ts';
import { useText } from '../../parts/text.tsx';

/** Choices of this computer: how it looks, what it prints, which keys act. */
export function DeskChoices() {
  const t = useText();
  const wanted = usePreferences();
  return (
    <section className="sheet profile-sheet" aria-labelledby="desk-title">
      <h2 id="desk-title">{t('profile.desk')}</h2>
      <p className="second">{t('profile.desk-body')}</p>
      <Choice label={t('profile.theme')}>
        <Segmented
          name="theme"
          label={t('profile.theme')}
          value={wanted.theme}
          choices={[
            { value: 'system', label: t('profile.theme-system') },
            { value: 'light', label: t('profile.theme-light') },
            { value: 'dark', label: t('profile.theme-dark') },
          ]}
          onChange={(theme) => changePreferences({ theme })}
        />
      </Choice>
      <Choice label={t('profile.density')}>
        <Segmented
          name="density"
          label={t('profile.density')}
          value={wanted.roomy ? 'roomy' : 'dense'}
          choices={[
            { value: 'dense', label: t('profile.density-dense') },
            { value: 'roomy', label: t('profile.density-roomy') },
          ]}
          onChange={(density) => changePreferences({ roomy: density === 'roomy' })}
        />
      </Choice>
      <Choice label={t('profile.printing')}>
        <Check
          label={t('profile.printing-on')}
          checked={wanted.printing}
          onChange={(printing) => changePreferences({ printing })}
        />
        {wanted.printing && (
          <>
            <Check
              label={t('counter.print-label')}
              checked={wanted.printLabel}
              onChange={(printLabel) => changePreferences({ printLabel })}
            />
            <Check
              label={t('counter.print-receipt')}
              checked={wanted.printReceipt}
              onChange={(printReceipt) => changePreferences({ printReceipt })}
            />
            <p className="meta">{t('profile.printing-hint')}</p>
          </>
        )}
      </Choice>
      <Choice label={t('profile.receipt')}>
        <Segmented
          name="receipt"
          label={t('profile.receipt')}
          value={wanted.receiptFormat}
          choices={[
            { value: 'a5', label: t('profile.receipt-a5') },
            { value: 'roll80', label: t('profile.receipt-roll80') },
          ]}
          onChange={(receiptFormat) => changePreferences({ receiptFormat })}
        />
      </Choice>
      <Choice label={t('profile.letters')}>
        <Check
          label={t('profile.letters-on')}
          checked={wanted.letterKeys}
          onChange={(letterKeys) => changePreferences({ letterKeys })}
        />
      </Choice>
    </section>
  );
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="field is-beside">
      <span className="field-label">{label}</span>
      <div className="field-body choice-body">{children}</div>
    </div>
  );
}

function Check({
  label,
  checked,
  onChange,
}: {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
