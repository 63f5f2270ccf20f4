'use client';

import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { fetchConfig } from '@/lib/api/client';
import classes from './targets.module.css';

/** Parts of the configuration that are accepted, but not active yet. */
export function ConfigNotices() {
  const { data } = useQuery({
    queryKey: ['config'],
    queryFn: ({ signal }) => fetchConfig({ signal }),
    staleTime: 60_000,
  });
  const notices = data?.data.notices ?? [];
  if (notices.length === 0) return null;
  return (
    <ul className={classes.notices} aria-label="Notes on the configuration">
      {notices.map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          <IconInfoCircle size={14} aria-hidden />
          <code>{path}</code> {message}
        </li>
      ))}
    </ul>
  );
}
