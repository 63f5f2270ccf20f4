import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { currentVisitor } from '@/app/_server/authorize';
import { ProfilePage } from '@/components/people/ProfilePage';

export const metadata: Metadata = { title: 'Profile' };
export const dynamic = 'force-dynamic';

export default async function ProfileRoute() {
  const visitor = await currentVisitor();
  if (visitor.userId === null) redirect('/login?redirectTo=/profile');
  return <ProfilePage />;
}
