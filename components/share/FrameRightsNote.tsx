'use client';

import { useVisitor } from '@/components/shell/VisitorContext';
import { hasRole } from '@/lib/api/visitor';
import classes from './share.module.css';
import { useFrameRights } from './useFrameRights';

/** Which pages may show the frame, and who sees something in it; for administrators also how to change that. */
export function FrameRightsNote({ path }: { readonly path: string }) {
  const { data } = useFrameRights(path);
  const isAdmin = hasRole(useVisitor(), 'Admin');
  if (data === undefined) return null;
  const others = data.ancestors.filter((source) => source !== "'self'" && source !== "'none'");
  return (
    <div className={classes.note} role="note">
      <p>
        {others.length === 0
          ? 'Only pages of this server may show it in a frame.'
          : `Pages of this server and of ${others.includes('*') ? 'every other' : others.join(', ')} may show it in a frame.`}{' '}
        {isAdmin ? (
          <>
            Change this with <code>BELVEDERE_EMBED_ORIGINS</code>.
          </>
        ) : null}
      </p>
      {others.length > 0 && !data.anonymous ? (
        <p data-tone="warn">
          Its readers would see the sign-in page: sessions do not reach into pages of other sites, and visitors who have
          not signed in may not look.{' '}
          {isAdmin ? (
            <>
              <code>BELVEDERE_ANONYMOUS_ROLE=Viewer</code> allows that, for all dashboards.
            </>
          ) : (
            'An administrator can allow that.'
          )}
        </p>
      ) : null}
    </div>
  );
}
