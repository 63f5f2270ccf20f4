/** Who looks at a page or calls a route, as both the web app and the browser know them. */

export const ROLES = ['Viewer', 'Editor', 'Admin'] as const;
/** Each may do what those before it may. */
export type Role = (typeof ROLES)[number];

export interface Visitor {
  /** null for an anonymous visitor. */
  readonly userId: string | null;
  /** User name; '' for an anonymous visitor. */
  readonly login: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** Whether a visitor may do what needs `wanted`. */
export function hasRole(visitor: Pick<Visitor, 'role'>, wanted: Role): boolean {
  return ROLES.indexOf(visitor.role) >= ROLES.indexOf(wanted);
}
