import type { ReactNode } from 'react';

type StatePanelProps = {
  title: string;
  /** Level of the title in its page. */
  level?: 1 | 2;
  children?: ReactNode;
  actions?: ReactNode;
  /** The empty stamp, where a number will one day stand. */
  picture?: ReactNode;
};

/** Empty, not found, failed: one sentence and one way on. */
export function StatePanel({ title, level = 2, children, actions, picture }: StatePanelProps) {
  const Title = level === 1 ? 'h1' : 'h2';
  return (
    <div className="state">
      {picture && <div className="state-picture">{picture}</div>}
      <div className="state-words">
        <Title className="state-title">{title}</Title>
        {children}
        {actions && <div className="state-actions">{actions}</div>}
      </div>
    </div>
  );
}
