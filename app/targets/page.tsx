import type { Metadata } from 'next';
import { visitorPage } from '@/app/_server/visitorPage';
import { TargetsPage } from '@/components/targets/TargetsPage';

export const metadata: Metadata = { title: 'Targets' };

export default function TargetsRoute() {
  return visitorPage(() => <TargetsPage />);
}
