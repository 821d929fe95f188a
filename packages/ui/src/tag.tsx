import { Icon, type IconName } from './icon.tsx';

type TagProps = {
  children: string;
  tone?: 'plain' | 'ok' | 'warn' | 'late' | 'conf' | 'blue';
  icon?: IconName;
};

/** Outline for a kind, soft fill for a state; always with words. */
export function Tag({ children, tone = 'plain', icon }: TagProps) {
  return (
    <span className={`tag is-${tone}`}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </span>
  );
}
