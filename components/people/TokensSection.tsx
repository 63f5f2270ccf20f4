'use client';

import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast, toastFailure } from '@/components/shell/toasts';
import { Button } from '@/components/ui/Button';
import { Dialog, DialogActions } from '@/components/ui/Dialog';
import { IconButton } from '@/components/ui/IconButton';
import { type ApiToken, deleteApiToken, listApiTokens } from '@/lib/api/people';
import { ListState } from './ListState';
import { NewTokenDialog } from './NewTokenDialog';
import classes from './people.module.css';
import { When } from './When';

const TOKENS = ['api-tokens'];

/** One's API tokens: what scripts, Grafana and remote writers sign in with. */
export function TokensSection() {
  const tokens = useQuery({ queryKey: TOKENS, queryFn: ({ signal }) => listApiTokens(signal) });
  const queryClient = useQueryClient();
  const [making, setMaking] = useState(false);
  const [doomed, setDoomed] = useState<ApiToken>();
  const reload = () => void queryClient.invalidateQueries({ queryKey: TOKENS });
  return (
    <section className={classes.section} aria-labelledby="tokens">
      <div className={classes.sectionHead}>
        <div>
          <h2 id="tokens" className={classes.heading}>
            API tokens
          </h2>
          <p className={classes.lead}>
            For scripts and remote write: <code>Authorization: Bearer bvd_…</code>
          </p>
        </div>
        <Button onClick={() => setMaking(true)}>
          <IconPlus size={16} aria-hidden />
          New token
        </Button>
      </div>
      <ListState query={tokens} none="No tokens yet. Make one for each program, so that you can take each back alone.">
        {(list) => <TokenTable tokens={list} onDelete={setDoomed} />}
      </ListState>
      {making ? <NewTokenDialog onMade={reload} onClose={() => setMaking(false)} /> : null}
      {doomed === undefined ? null : (
        <DeleteTokenDialog token={doomed} onDone={reload} onClose={() => setDoomed(undefined)} />
      )}
    </section>
  );
}

interface TokenTableProps {
  readonly tokens: readonly ApiToken[];
  readonly onDelete: (token: ApiToken) => void;
}

function TokenTable({ tokens, onDelete }: TokenTableProps) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>Name</th>
          <th>Role</th>
          <th>Last used</th>
          <th>Expires</th>
          <th>
            <span className="visuallyHidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <tr key={token.id}>
            <td className={classes.who}>
              <strong>{token.name}</strong>
              <span>
                made <When time={token.created} never="" />
              </span>
            </td>
            <td>
              <span className={classes.badge}>{token.role}</span>
            </td>
            <td className={classes.muted}>
              <When time={token.lastUsedAt} never="never used" />
            </td>
            <td className={classes.muted}>
              <Expiry expiration={token.expiration} />
            </td>
            <td>
              <IconButton icon={IconTrash} label={`Delete token ${token.name}`} onClick={() => onDelete(token)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Expiry({ expiration }: { readonly expiration: string | null }) {
  if (expiration !== null && Date.parse(expiration) <= Date.now()) {
    return (
      <span className={classes.badge} data-tone="off">
        Expired
      </span>
    );
  }
  return <When time={expiration} never="never expires" />;
}

interface DeleteTokenDialogProps {
  readonly token: ApiToken;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function DeleteTokenDialog({ token, onDone, onClose }: DeleteTokenDialogProps) {
  const removal = useMutation({
    mutationFn: () => deleteApiToken(token.id),
    onSuccess: () => {
      toast(`Token ${token.name} deleted`);
      onDone();
      onClose();
    },
    onError: (error) => toastFailure(`Token ${token.name} is still there`, error),
  });
  return (
    <Dialog title={`Delete token ${token.name}`} opened onClose={onClose}>
      <p>Programs that use it are refused within a few seconds. This cannot be undone.</p>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" onClick={() => removal.mutate()} disabled={removal.isPending}>
          Delete token
        </Button>
      </DialogActions>
    </Dialog>
  );
}
