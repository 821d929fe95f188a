import { changePreferences, usePreferences } from '../../parts/preferences.ts';
import { useText } from '../../parts/text.tsx';

/** Which papers leave by themselves once the number is there; kept for this computer. */
export function OnSaveField() {
  const t = useText();
  const wanted = usePreferences();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a legend cannot stand beside what it names
    <div className="field is-beside" role="group" aria-labelledby="on-save">
      <span className="field-label is-flush" id="on-save">
        {t('counter.on-save')}
      </span>
      {wanted.printing ? (
        <div className="field-pair is-checks">
          <label className="check">
            <input
              type="checkbox"
              checked={wanted.printLabel}
              onChange={(event) => changePreferences({ printLabel: event.target.checked })}
            />
            {t('counter.print-label')}
          </label>
          <label className="check">
            <input
              type="checkbox"
              checked={wanted.printReceipt}
              onChange={(event) => changePreferences({ printReceipt: event.target.checked })}
            />
            {t('counter.print-receipt')}
          </label>
        </div>
      ) : (
        <p className="second">{t('counter.printing-off')}</p>
      )}
    </div>
  );
}
