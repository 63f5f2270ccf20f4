'use client';

import { createContext, useContext } from 'react';
import type { Visitor } from '@/lib/api/visitor';

/** Who looks at the page, as the server knew when it sent it. */
export const VisitorContext = createContext<Visitor>({
  userId: null,
  login: '',
  name: '',
  email: '',
  role: 'Viewer',
});

export function useVisitor(): Visitor {
  return useContext(VisitorContext);
}
