import type { Channel, Direction } from '@opis/contracts';
import { Icon, Segmented } from '@opis/ui';
import { useText } from '../../parts/text.tsx';
import type { CounterFieldProps } from './counter-form-view.tsx';
import type { Counter } from './use-counter.ts';

const directions: readonly Direction[] = ['in', 'internal', 'ex-officio'];
/** The four ways of most papers stand open; the rest are behind „…”. */
const frequent: readonly Channel[] = ['counter', 'post', 'courier', 'court-courier'];
const rest: readonly Channel[] = ['email', 'military-post', 'phone', 'portal', 'exchange'];

/** In, internal or ex officio: beside the register, because a pile is of one kind. Shift+Tab reaches it from the form. */
export function DirectionChoice({ counter }: { counter: Counter }) {
  const t = useText();
  return (
    <Segmented
      name="direction"
      label={t('counter.direction')}
      value={counter.draft.form.direction}
      choices={directions.map((value) => ({ value, label: t(`direction.${value}`) }))}
      onChange={(value) => counter.changeForm((form) => ({ ...form, direction: value }))}
    />
  );
}

/** By which way it came. */
export function ChannelField({ counter }: CounterFieldProps) {
  const t = useText();
  const { channel } = counter.draft.form;
  const put = (value: Channel) => counter.changeForm((form) => ({ ...form, channel: value }));
  return (
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
        onChange={put}
      >
        <RestOfChannels value={channel} onChange={put} />
      </Segmented>
    </div>
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
