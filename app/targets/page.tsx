import type { Metadata } from 'next';
import { TargetsPage } from '@/components/targets/TargetsPage';

export const metadata: Metadata = { title: 'Targets' };

export default function TargetsRoute() {
  return <TargetsPage />;
}
