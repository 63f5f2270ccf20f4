import { type NextRequest, NextResponse } from 'next/server';
import { authenticator, authSettings, clientAddress } from '@/app/_server/authentication';

/** What answers before sign-in: the way in, and whether we are well. */
const OPEN = ['/login', '/api/login', '/api/login/link', '/api/logout', '/api/health'];

/**
 * Next runs this before every page and route. Where anonymous visitors have no role it lets nobody else see anything:
 * pages lead to the sign-in page, routes answer 401. Pages and routes check for themselves too, and what a visitor may do
 * beyond looking.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  if (authSettings().anonymousRole !== undefined || OPEN.includes(pathname)) return NextResponse.next();
  const isRoute = pathname.startsWith('/api/');
  const found = await authenticator()
    .authenticate(request.headers, clientAddress(request.headers))
    .catch(() => undefined);
  // A refused credential gets the route's own answer, and a lost database the page that tells of it.
  if (found === undefined || found.type === 'visitor' || (found.type === 'refused' && isRoute)) {
    return NextResponse.next();
  }
  if (isRoute) return NextResponse.json({ message: 'Unauthorized' }, { status: 401 });
  const target = new URL('/login', request.url);
  target.searchParams.set('redirectTo', `${pathname}${search}`);
  return NextResponse.redirect(target);
}

/** All but what Next itself serves: scripts and styles, which hold nothing of anybody. */
export const config = { matcher: ['/((?!_next/|__nextjs|icon.svg|favicon.ico).*)'] };
