import { useEffect, useRef, type ReactNode } from 'react';
import { useApp } from './app-context';
import { howMany, shown, toggledPage } from './selection';

interface Selection {
  chosen: ReadonlySet<string>;
  choose: (chosen: ReadonlySet<string>) => void;
  page: readonly string[];
}

/** The box at the head of a table that chooses all its rows. */
export function PageBox({ chosen, choose, page }: Selection) {
  const { t } = useApp();
  const box = useRef<HTMLInputElement>(null);
  const how = howMany(chosen, page);
  useEffect(() => {
    if (box.current) box.current.indeterminate = how === 'some';
  }, [how]);
  return (
    <th scope="col" className="box">
      <input
        ref={box}
        type="checkbox"
        aria-label={t('select_page')}
        checked={how === 'all'}
        disabled={page.length === 0}
        onChange={() => choose(toggledPage(chosen, page))}
      />
    </th>
  );
}

export function RowBox(props: { name: string; checked: boolean; toggle: () => void }) {
  const { t } = useApp();
  return (
    <td className="box">
      <input
        type="checkbox"
        aria-label={t('select_row', { name: props.name })}
        checked={props.checked}
        onChange={props.toggle}
      />
    </td>
  );
}

/** What can be done with the chosen rows; in its place also when none is chosen, so that nothing jumps. */
export function SelectionBar({
  chosen,
  choose,
  page,
  keys,
  children,
}: Selection & {
  /** What keys do, where nothing else on the screen tells it. */
  keys?: string;
  children: ReactNode;
}) {
  const { t, language } = useApp();
  const count = shown(chosen, page).length;
  return (
    <div className="selection" role="group" aria-label={t('selection')}>
      <span role="status">
        {count === 0
          ? [t('selection_hint'), keys].filter(Boolean).join(language === 'ja' ? '' : ' ')
          : t('selected', { count })}
      </span>
      {count > 0 && (
        <button type="button" className="plain" onClick={() => choose(new Set())}>
          {t('select_none')}
        </button>
      )}
      <span className="row">{children}</span>
    </div>
  );
}
