import type { ReactNode } from 'react';
import { DatabaseAway } from '@/components/shell/DatabaseAway';
import type { Visitor } from '@/lib/api/visitor';
import { currentVisitor } from './authorize';
import { AWAY, unlessAway } from './databaseAway';

/** A page that only needs to know who asks. Sends visitors who must sign in to do so. */
export async function visitorPage(show: (visitor: Visitor) => ReactNode): Promise<ReactNode> {
  const visitor = await unlessAway(currentVisitor);
  return visitor === AWAY ? <DatabaseAway /> : show(visitor);
}
