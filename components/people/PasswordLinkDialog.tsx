'use client';

import { Button } from '@/components/ui/Button';
import { Dialog, DialogActions } from '@/components/ui/Dialog';
import classes from './people.module.css';
import { ShownOnce } from './ShownOnce';

interface PasswordLinkDialogProps {
  readonly login: string;
  readonly link: string;
  readonly onClose: () => void;
}

/** A link to send to somebody, by which they choose their password. */
export function PasswordLinkDialog({ login, link, onClose }: PasswordLinkDialogProps) {
  return (
    <Dialog title={`Password link for ${login}`} opened onClose={onClose}>
      <div className={classes.form}>
        <p>Send this to {login}: it lets them choose a password, once, within 24 hours. It is not shown again.</p>
        <ShownOnce what="link" text={link} />
      </div>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
}
