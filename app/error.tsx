'use client';

import { MessagePage } from '@/components/ui/MessagePage';

interface ErrorProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

export default function ErrorPage({ error, reset }: ErrorProps) {
  const reference = error.digest === undefined ? '' : ` The log of the web process has it under ${error.digest}.`;
  return (
    <MessagePage
      title="This page could not be made"
      detail={`Usually the database does not answer; /api/health tells. Nothing was lost.${reference}`}
      action={{ label: 'Try again', onClick: reset }}
      links={[{ href: '/api/health', label: 'Show health' }]}
    />
  );
}
