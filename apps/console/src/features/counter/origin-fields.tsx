import type { Channel, Direction } from '@opis/contracts';
import { Icon, Segmented } from '@opis/ui';
import { useText } from '../../parts/text.tsx';
import type { CounterFieldProps } from './counter-form-view.tsx';

const directions: readonly Direction[] = ['in', 'internal', 'ex-officio'];
/** The four ways of most papers stand open; the rest are behind „…”. */
const frequent: readonly Channel[] = ['counter', 'post', 'courier', 'court-courier'];
const rest: readonly Channel[] = ['email', 'military-post', 'phone', 'portal', 'exchange'];

/** How the paper came: direction and channel. Before the sender, so that Shift+Tab reaches them from there. */
export function OriginFields({ counter }: CounterFieldProps) {
  const t = useText();
  const { direction, channel } = counter.draft.form;
  return (
    <>
      <div className="field is-beside">
        <span className="field-label">{t('counter.direction')}</span>
        <Segmented
          name="direction"
          label={t('counter.direction')}
          value={direction}
          choices={directions.map((value) => ({ value, label: t(`direction.${value}`) }))}
          onChange={(value) => counter.changeForm((form) => ({ ...form, direction: value }))}
        />
      </div>
      <div className="field is-beside">
        <span className="field-label">{t('counter.channel')}</span>
        <Segmented
          name="channel"
          label={t('counter.channel')}
          value={channel}
          choices={frequent.map((value) => ({
            value,
            label: t(`channel.${value}`),
            ...(value === 'counter' && { icon: 'counter' as const }),
          }))}
          onChange={(value) => counter.changeForm((form) => ({ ...form, channel: value }))}
        >
          <RestOfChannels
            value={channel}
            onChange={(value) => counter.changeForm((form) => ({ ...form, channel: value }))}
          />
        </Segmented>
      </div>
    </>
  );
}

function RestOfChannels({ value, onChange }: { value: Channel; onChange: (channel: Channel) => void }) {
  const t = useText();
  const chosen = rest.find((channel) => channel === value);
  const choose = (text: string) => {
    const channel = rest.find((one) => one === text);
    if (channel) onChange(channel);
  };
  return (
    <label className={chosen ? 'segment-rest is-chosen' : 'segment-rest'}>
      <span className="visually-hidden">{t('counter.channel-rest')}</span>
      {!chosen && <Icon name="more" />}
      <select value={chosen ?? ''} onChange={(event) => choose(event.target.value)}>
        <option value="" disabled hidden />
        {rest.map((channel) => (
          <option key={channel} value={channel}>
            {t(`channel.${channel}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
