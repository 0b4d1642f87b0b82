import type { ReactNode } from 'react';

export function EmptyState(props: { title: string; hint: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <h2>{props.title}</h2>
      <p className="soft">{props.hint}</p>
      {props.children}
    </div>
  );
}
