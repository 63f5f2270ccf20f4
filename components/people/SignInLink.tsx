'use client';

import { IconLogin2 } from '@tabler/icons-react';
import { useVisitor } from '@/components/shell/VisitorContext';
import { ButtonLink } from '@/components/ui/Button';
import { useSignInAddress } from './useSignInAddress';

/** The way in for strangers, who may only look; nothing for those who are signed in. Leads back to the page. */
export function SignInLink() {
  const { userId } = useVisitor();
  const href = useSignInAddress();
  if (userId !== null) return null;
  return (
    <ButtonLink href={href}>
      <IconLogin2 size={15} aria-hidden />
      Sign in
    </ButtonLink>
  );
}
