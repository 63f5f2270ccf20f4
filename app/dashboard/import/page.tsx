import type { Metadata } from 'next';
import { visitorPage } from '@/app/_server/visitorPage';
import { ImportPage } from '@/components/library/importer/ImportPage';

export const metadata: Metadata = { title: 'Import' };

export default function ImportRoute() {
  return visitorPage(() => <ImportPage />);
}
