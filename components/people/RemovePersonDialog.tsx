'use client';

import { useMutation } from '@tanstack/react-query';
import { toast } from '@/components/shell/toasts';
import { Button } from '@/components/ui/Button';
import { Dialog, DialogActions } from '@/components/ui/Dialog';
import { type Person, removePerson } from '@/lib/api/people';
import { FormAlert } from './FormAlert';

interface RemovePersonDialogProps {
  readonly person: Person;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}

export function RemovePersonDialog({ person, onRemoved, onClose }: RemovePersonDialogProps) {
  const { userId, login } = person;
  const removal = useMutation({
    mutationFn: () => removePerson(userId),
    onSuccess: () => {
      toast(`${login} removed`);
      onRemoved();
      onClose();
    },
  });
  return (
    <Dialog title={`Remove ${login}`} opened onClose={onClose}>
      <FormAlert error={removal.error} />
      <p>
        {login} is signed out and cannot sign in again; their API tokens stop working. Dashboards they saved stay. To
        keep the account for later, disable it instead.
      </p>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" onClick={() => removal.mutate()} disabled={removal.isPending}>
          Remove user
        </Button>
      </DialogActions>
    </Dialog>
  );
}
