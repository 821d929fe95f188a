import { Kbd } from '@opis/ui';
import { Dialog } from '../../parts/dialog.tsx';
import { usePreferences } from '../../parts/preferences.ts';
import type { Screens } from '../../parts/session.tsx';
import { type MessageId, useText } from '../../parts/text.tsx';

type KeyLine = { keys: readonly string[]; does: MessageId };

const everywhere: readonly KeyLine[] = [
  { keys: ['Ctrl K'], does: 'keys.ctrl-k' },
  { keys: ['G'], does: 'keys.g' },
  { keys: ['?'], does: 'keys.question' },
  { keys: ['Esc'], does: 'keys.esc' },
];
const atCounter: readonly KeyLine[] = [
  { keys: ['F2'], does: 'keys.f2' },
  { keys: ['Enter'], does: 'keys.enter' },
  { keys: ['F9', 'Ctrl Enter'], does: 'keys.f9' },
  { keys: ['Tab', 'Enter'], does: 'keys.tab' },
  { keys: ['↑'], does: 'keys.up' },
  { keys: ['F4'], does: 'keys.f4' },
  { keys: ['F8'], does: 'keys.f8' },
  { keys: ['Shift Enter'], does: 'keys.shift-enter' },
  { keys: ['21', 'ieri'], does: 'keys.dates' },
];
const inList: readonly KeyLine[] = [
  { keys: ['J', 'K'], does: 'keys.jk' },
  { keys: ['↓', '↑'], does: 'keys.jk' },
  { keys: ['Home', 'End'], does: 'keys.home' },
  { keys: ['Enter'], does: 'keys.open' },
];

const inWorks: readonly KeyLine[] = [
  { keys: ['J', 'K'], does: 'keys.work-move' },
  { keys: ['Enter'], does: 'keys.work-open' },
  { keys: ['X', 'Shift ↓'], does: 'keys.work-choose' },
  { keys: ['R'], does: 'keys.work-assign' },
  { keys: ['P'], does: 'keys.work-take' },
  { keys: ['F'], does: 'keys.work-forward' },
  { keys: ['T'], does: 'keys.work-return' },
  { keys: ['C'], does: 'keys.work-close' },
  { keys: ['N'], does: 'keys.work-note' },
  { keys: ['Z'], does: 'keys.work-undo' },
  { keys: ['1', '9'], does: 'keys.work-views' },
];

/** Every key that works for this person, and nothing else. */
export function KeysSheet({ screens, onClose }: { screens: Screens; onClose: () => void }) {
  const t = useText();
  const { letterKeys } = usePreferences();
  return (
    <Dialog title={t('keys.title')} onClose={onClose} wide>
      <div className="keys-sheet">
        <KeyGroup title={t('keys.everywhere')} lines={everywhere} />
        {screens.counter && <KeyGroup title={t('keys.counter')} lines={atCounter} />}
        {(screens.works || screens.assign) && <KeyGroup title={t('keys.works')} lines={inWorks} />}
        {screens.registers && <KeyGroup title={t('keys.list')} lines={inList} />}
      </div>
      {!letterKeys && <p className="second">{t('keys.letters-off')}</p>}
    </Dialog>
  );
}

function KeyGroup({ title, lines }: { title: string; lines: readonly KeyLine[] }) {
  const t = useText();
  return (
    <section>
      <h3>{title}</h3>
      <dl className="keys-list">
        {lines.map(({ keys, does }) => (
          <div key={keys.join()}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
              <span className="visually-hidden">{keys.join(', ')}</span>
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
