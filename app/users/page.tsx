import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { currentVisitor } from '@/app/_server/authorize';
import { PeoplePage } from '@/components/people/PeoplePage';
import { MessagePage } from '@/components/ui/MessagePage';
import { hasRole } from '@/lib/api/visitor';

export const metadata: Metadata = { title: 'Users' };
export const dynamic = 'force-dynamic';

export default async function UsersRoute() {
  const visitor = await currentVisitor();
  if (hasRole(visitor, 'Admin')) return <PeoplePage />;
  if (visitor.userId === null) redirect('/login?redirectTo=/users');
  return (
    <MessagePage
      title="Users are for administrators"
      detail={`Your role is ${visitor.role}. Ask an administrator to add or change users.`}
      links={[{ href: '/', label: 'Home' }]}
    />
  );
}
