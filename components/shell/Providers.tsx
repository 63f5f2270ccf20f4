'use client';

import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Visitor } from '@/lib/api/visitor';
import type { Theme } from '@/lib/dashboard/palette';
import { cookieColorScheme, mantineTheme } from './theme';
import { VisitorContext } from './VisitorContext';

interface ProvidersProps {
  readonly theme: Theme;
  readonly visitor: Visitor;
  readonly children: ReactNode;
}

function createQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false, staleTime: 5_000 } } });
}

export function Providers({ theme, visitor, children }: ProvidersProps) {
  const [queryClient] = useState(createQueryClient);
  const [schemeManager] = useState(() => cookieColorScheme(theme));
  return (
    <MantineProvider theme={mantineTheme} defaultColorScheme={theme} colorSchemeManager={schemeManager}>
      <VisitorContext value={visitor}>
        <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
      </VisitorContext>
    </MantineProvider>
  );
}
