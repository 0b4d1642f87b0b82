import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { useApp } from './app-context';

/**
 * A dialog above the page. The browser's own: it keeps the focus inside, gives it back, and closes with
 * Escape. Without `close` it stays until what it asks for is done.
 * What is marked `data-first` has the focus to begin with.
 */
export function Dialog(props: { title: string; close?: () => void; wide?: boolean; children: ReactNode }) {
  const { t } = useApp();
  const element = useRef<HTMLDialogElement>(null);
  const title = useId();
  const { close } = props;
  // While it is still in the page: only then does the focus go back where it came from.
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) dialog.showModal();
    dialog?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className={props.wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={title}
      onCancel={(event) => {
        event.preventDefault();
        close?.();
      }}
    >
      <header>
        <h2 id={title}>{props.title}</h2>
        {close && (
          <button type="button" className="icon" onClick={close} aria-label={t('close')}>
            <X size={18} aria-hidden />
          </button>
        )}
      </header>
      {props.children}
    </dialog>
  );
}
