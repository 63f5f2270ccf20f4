import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { visitorPage } from '@/app/_server/visitorPage';
import { ProfilePage } from '@/components/people/ProfilePage';

export const metadata: Metadata = { title: 'Profile' };
export const dynamic = 'force-dynamic';

export default function ProfileRoute() {
  return visitorPage(({ userId }) => {
    if (userId === null) redirect('/login?redirectTo=/profile');
    return <ProfilePage />;
  });
}
