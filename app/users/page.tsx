import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { visitorPage } from '@/app/_server/visitorPage';
import { PeoplePage } from '@/components/people/PeoplePage';
import { MessagePage } from '@/components/ui/MessagePage';
import { hasRole, type Visitor } from '@/lib/api/visitor';

export const metadata: Metadata = { title: 'Users' };
export const dynamic = 'force-dynamic';

export default function UsersRoute() {
  return visitorPage(show);
}

function show(visitor: Visitor) {
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
