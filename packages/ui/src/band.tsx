import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

/** A full-width message over what it is about: what happened, what is safe, what next. */
export function Band({
  tone,
  icon,
  children,
}: {
  tone: 'late' | 'warn' | 'conf' | 'note';
  icon: IconName;
  children: ReactNode;
}) {
  return (
    <div className={`band is-${tone}`}>
      <Icon name={icon} />
      <div className="band-body">{children}</div>
    </div>
  );
}
