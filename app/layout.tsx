import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { Providers } from '@/components/shell/Providers';
import { Shell } from '@/components/shell/Shell';
import { SystemTheme } from '@/components/shell/SystemTheme';
import { pageVisitor } from './_server/authorize';
import { readPreferences } from './_server/preferences';

export const metadata: Metadata = {
  title: { default: 'Belvedere', template: '%s · Belvedere' },
  description: 'Metrics: collected, stored, queried and shown.',
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const { theme, railOpen, bare } = await readPreferences();
  const visitor = await pageVisitor();
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang="en" data-mantine-color-scheme={theme === 'auto' ? 'dark' : theme} suppressHydrationWarning>
      <head>{theme === 'auto' ? <SystemTheme nonce={nonce} /> : null}</head>
      <body>
        <Providers theme={theme} visitor={visitor}>
          {bare ? children : <Shell railOpen={railOpen}>{children}</Shell>}
        </Providers>
      </body>
    </html>
  );
}
