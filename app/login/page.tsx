import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { authSettings } from '@/app/_server/authentication';
import { findVisitor } from '@/app/_server/authorize';
import { database } from '@/app/_server/database';
import { AWAY, unlessAway } from '@/app/_server/databaseAway';
import { type Invitation, SignInPage } from '@/components/people/SignInPage';
import { DatabaseAway } from '@/components/shell/DatabaseAway';
import { readPasswordLink } from '@/lib/auth/passwordLinks';
import { localPath } from '@/lib/people/localPath';

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } };
export const dynamic = 'force-dynamic';

interface LoginRouteProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function LoginRoute({ searchParams }: LoginRouteProps) {
  const { token, redirectTo } = await searchParams;
  const target = localPath(textOf(redirectTo));
  const found = await unlessAway(async () => ({
    invitation: token === undefined ? undefined : await invitationOf(textOf(token) ?? ''),
    visitor: await findVisitor(),
  }));
  if (found === AWAY) return <DatabaseAway />;
  const { invitation, visitor } = found;
  if (invitation === undefined && visitor !== null && visitor.userId !== null) redirect(target);
  const mayLookAround = authSettings().anonymousRole !== undefined;
  return <SignInPage invitation={invitation} redirectTo={target} mayLookAround={mayLookAround} />;
}

async function invitationOf(token: string): Promise<Invitation> {
  const user = await readPasswordLink(database(), token, Date.now());
  return user === undefined ? 'spent' : { token, login: user.login };
}

function textOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
