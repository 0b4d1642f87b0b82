import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { Router } from 'wouter';
import { GuardedPlace } from './guarded-place';

const GuardContext = createContext<GuardedPlace | null>(null);

/** Null where there is only one screen, as beside an order. */
export const useGuard = (): GuardedPlace | null => useContext(GuardContext);

/** The addresses of the app, below `base`; nobody leaves what is unsaved without having been asked. */
export function GuardedRouter({ base, children }: { base: string; children: ReactNode }) {
  const [place] = useState(() => new GuardedPlace(window));
  useEffect(() => place.start(), [place]);
  const hooks = useMemo(
    () => ({
      hook: function usePlace(): [string, GuardedPlace['navigate']] {
        return [useSyncExternalStore(place.subscribe, place.path), place.navigate];
      },
      searchHook: function usePlaceSearch(): string {
        return useSyncExternalStore(place.subscribe, place.search);
      },
    }),
    [place],
  );
  return (
    <GuardContext.Provider value={place}>
      <Router base={base.replace(/\/$/, '')} {...hooks}>
        {children}
      </Router>
    </GuardContext.Provider>
  );
}
