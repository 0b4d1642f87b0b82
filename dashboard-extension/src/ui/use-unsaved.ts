import { useCallback, useEffect, useRef } from 'react';
import { useGuard } from '../routing/guarded-router';

/**
 * Have somebody asked before a screen with something unsaved is left, by the app and by the browser. What is
 * returned says at once that it is saved, for who leads elsewhere right after.
 */
export function useUnsaved(unsaved: boolean): () => void {
  const guard = useGuard();
  const saved = useRef<(() => void) | null>(null);
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    const release = guard?.hold();
    window.addEventListener('beforeunload', ask);
    saved.current = () => {
      release?.();
      window.removeEventListener('beforeunload', ask);
    };
    return saved.current;
  }, [guard, unsaved]);
  return useCallback(() => saved.current?.(), []);
}
