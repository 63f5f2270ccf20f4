import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import '@mantine/core/styles.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { Providers } from '@/components/shell/Providers';
import { Shell } from '@/components/shell/Shell';
import { pageVisitor } from './_server/authorize';
import { readPreferences } from './_server/preferences';

export const metadata: Metadata = {
  title: { default: 'Belvedere', template: '%s · Belvedere' },
  description: 'Metrics: collected, stored, queried and shown.',
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const { theme, railOpen } = await readPreferences();
  const visitor = await pageVisitor();
  return (
    <html lang="en" data-mantine-color-scheme={theme} suppressHydrationWarning>
      <body>
        <Providers theme={theme} visitor={visitor}>
          <Shell railOpen={railOpen}>{children}</Shell>
        </Providers>
      </body>
    </html>
  );
}
