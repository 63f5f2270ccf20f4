'use client';

import { createContext, useContext } from 'react';

interface NavigationActions {
  /** Opens the navigation drawer of the phone. */
  readonly openNavigation: () => void;
}

export const NavigationContext = createContext<NavigationActions>({ openNavigation: () => undefined });

export function useNavigation(): NavigationActions {
  return useContext(NavigationContext);
}
