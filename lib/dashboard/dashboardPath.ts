/** A title as the readable end of an address: `CPU & memory` becomes `cpu-memory`. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return slug === '' ? 'dashboard' : slug.slice(0, 80);
}

/** The address of a dashboard: `/d/<uid>/<slug>`. */
export function dashboardPath({ uid, title }: { readonly uid: string; readonly title: string }): string {
  return `/d/${encodeURIComponent(uid)}/${encodeURIComponent(slugOf(title))}`;
}
