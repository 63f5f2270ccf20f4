import type { JsonObject } from '@/lib/dashboard/document';
import type { ApiTokenSummary } from '@/lib/db/apiTokens';
import type { StoredUser } from '@/lib/db/users';

/** Answer of Grafana's GET /api/user, and the role. */
export function userBody(user: StoredUser): JsonObject {
  return {
    id: user.id,
    login: user.login,
    email: user.email ?? '',
    name: user.name,
    role: user.role,
    theme: '',
    orgId: 1,
    isGrafanaAdmin: user.role === 'Admin',
    isDisabled: user.disabled,
    isExternal: false,
    authLabels: [],
    createdAt: user.createdAt.toISOString(),
    avatarUrl: '',
  };
}

/** One element of the answer of Grafana's GET /api/org/users, and whether the user has a password. */
export function orgUserBody(user: StoredUser): JsonObject {
  return {
    orgId: 1,
    userId: user.id,
    login: user.login,
    email: user.email ?? '',
    name: user.name,
    role: user.role,
    avatarUrl: '',
    lastSeenAt: user.lastSeenAt?.toISOString() ?? null,
    isDisabled: user.disabled,
    hasPassword: user.passwordHash !== null,
  };
}

/** One element of the answer of Grafana's GET /api/auth/keys. */
export function apiTokenBody(token: ApiTokenSummary): JsonObject {
  return {
    id: token.id,
    name: token.name,
    role: token.role,
    created: token.createdAt.toISOString(),
    expiration: token.expiresAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  };
}
