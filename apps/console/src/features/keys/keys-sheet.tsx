import { Kbd } from '@opis/ui';
import { useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import { movableKeys } from '../../parts/own-keys.ts';
import { changePreferences, usePreferences } from '../../parts/preferences.ts';
import type { Screens } from '../../parts/session.tsx';
import { type MessageId, useText } from '../../parts/text.tsx';
import { MovableKey } from './movable-key.tsx';

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
  { keys: ['Insert'], does: 'keys.insert' },
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
  { keys: ['S'], does: 'keys.assign-elsewhere' },
  { keys: ['P'], does: 'keys.work-take' },
  { keys: ['F'], does: 'keys.work-forward' },
  { keys: ['T'], does: 'keys.work-return' },
  { keys: ['C'], does: 'keys.work-close' },
  { keys: ['N'], does: 'keys.work-note' },
  { keys: ['Z'], does: 'keys.work-undo' },
  { keys: ['1', '9'], does: 'keys.work-views' },
];

const inScans: readonly KeyLine[] = [
  { keys: ['←', '→'], does: 'keys.scan-move' },
  { keys: ['J', 'K'], does: 'keys.scan-stack' },
  { keys: ['R'], does: 'keys.scan-turn' },
  { keys: ['S'], does: 'keys.scan-split' },
  { keys: ['M'], does: 'keys.scan-merge' },
  { keys: ['Ctrl ←', 'Ctrl →'], does: 'keys.scan-order' },
  { keys: ['Delete'], does: 'keys.scan-remove' },
  { keys: ['D'], does: 'keys.scan-straighten' },
  { keys: ['C'], does: 'keys.scan-crop' },
  { keys: ['X'], does: 'keys.scan-choose' },
  { keys: ['Z'], does: 'keys.scan-undo' },
  { keys: ['A'], does: 'keys.scan-file' },
  { keys: ['N'], does: 'keys.scan-number' },
  { keys: ['Ctrl Enter'], does: 'keys.scan-sure' },
];

const inMail: readonly KeyLine[] = [
  { keys: ['Enter'], does: 'keys.mail-accept' },
  { keys: ['1', '6'], does: 'keys.mail-kinds' },
  { keys: ['S'], does: 'keys.mail-change' },
  { keys: ['L'], does: 'keys.mail-join' },
  { keys: ['P'], does: 'keys.mail-page' },
  { keys: ['Delete'], does: 'keys.mail-refuse' },
  { keys: ['A'], does: 'keys.mail-reopen' },
  { keys: ['J', 'K'], does: 'keys.jk' },
];

const groups = [everywhere, atCounter, inWorks, inScans, inMail, inList];
const toName = (shown: string) => (shown.length === 1 ? shown.toLowerCase() : shown);
const isMovable = (shown: string) => movableKeys.includes(toName(shown));
const used = [...new Set(groups.flatMap((lines) => lines.flatMap(({ keys }) => keys)))]
  .filter(isMovable)
  .map(toName);

/** Every key that works for this person, and nothing else; a letter or an F key can be moved from here. */
export function KeysSheet({ screens, onClose }: { screens: Screens; onClose: () => void }) {
  const t = useText();
  const { letterKeys, ownKeys } = usePreferences();
  const moved = Object.keys(ownKeys).length > 0;
  return (
    <Dialog title={t('keys.title')} onClose={onClose} wide>
      <p className="second">{t('keys.move-hint')}</p>
      <div className="keys-sheet">
        <KeyGroup title={t('keys.everywhere')} lines={everywhere} />
        {screens.counter && <KeyGroup title={t('keys.counter')} lines={atCounter} />}
        {screens.counter && <KeyGroup title={t('scans.keys')} lines={inScans} />}
        {screens.mail && <KeyGroup title={t('mail.title')} lines={inMail} />}
        {(screens.works || screens.assign) && <KeyGroup title={t('keys.works')} lines={inWorks} />}
        {screens.registers && <KeyGroup title={t('keys.list')} lines={inList} />}
      </div>
      {!letterKeys && <p className="second">{t('keys.letters-off')}</p>}
      {moved && (
        <button type="button" className="link-button" onClick={() => changePreferences({ ownKeys: {} })}>
          {t('keys.all-back')}
        </button>
      )}
    </Dialog>
  );
}

function KeyGroup({ title, lines }: { title: string; lines: readonly KeyLine[] }) {
  const t = useText();
  const [said, setSaid] = useState('');
  return (
    <section>
      <h3>{title}</h3>
      <dl className="keys-list">
        {lines.map(({ keys, does }) => (
          <div key={keys.join()}>
            <dt>
              {keys.map((key) =>
                isMovable(key) ? (
                  <MovableKey key={key} of={toName(key)} does={t(does)} used={used} onSaid={setSaid} />
                ) : (
                  <Kbd key={key}>{key}</Kbd>
                ),
              )}
              <span className="visually-hidden">{keys.filter((key) => !isMovable(key)).join(', ')}</span>
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
      <p className="second" role="status">
        {said}
      </p>
    </section>
  );
}
