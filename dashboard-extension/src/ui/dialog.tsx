import { useId, useLayoutEffect, useRef, useState, type ReactNode, type SyntheticEvent } from 'react';
import { X } from 'lucide-react';
import { useGuard } from '../routing/guarded-router';
import { useApp } from './app-context';
import { useUnsaved } from './use-unsaved';

const TEXT = 'textarea, input:not([type=search], [type=checkbox], [type=radio])';

/**
 * A dialog above the page. The browser's own: it keeps the focus inside, gives it back, and closes with
 * Escape. Without `close` it stays until what it asks for is done. Text that was typed into it is not lost by
 * Escape or by going elsewhere without being asked; its own buttons say what they do.
 * What is marked `data-first` has the focus to begin with.
 */
export function Dialog(props: { title: string; close?: () => void; wide?: boolean; children: ReactNode }) {
  const { t } = useApp();
  const element = useRef<HTMLDialogElement>(null);
  const title = useId();
  const { close } = props;
  const guard = useGuard();
  const [typed, type] = useState(false);
  useUnsaved(typed && close !== undefined);
  const fields = useRef(new Set<HTMLInputElement | HTMLTextAreaElement>());
  const follow = ({ target }: SyntheticEvent) => {
    if ((target as Element).matches(TEXT)) fields.current.add(target as HTMLInputElement);
    type([...fields.current].some((field) => field.isConnected && field.value.trim() !== ''));
  };
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
        if (typed && close && guard) guard.ask(close);
        else close?.();
      }}
      onInput={follow}
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
