import type { Metadata } from 'next';
import { currentVisitor } from '@/app/_server/authorize';
import { ImportPage } from '@/components/library/importer/ImportPage';

export const metadata: Metadata = { title: 'Import' };

export default async function ImportRoute() {
  await currentVisitor();
  return <ImportPage />;
}
