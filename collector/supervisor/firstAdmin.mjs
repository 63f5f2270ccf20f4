// @ts-check

/**
 * What preparing the database found about administrators; `link` comes with the token of a link to choose a password.
 * @typedef {{ type: 'ready' | 'seeded' | 'password-differs' } | { type: 'link', token: string }} FirstAdmin
 */

/** Reads the line of `lib/db/prepareCommand.ts`. @param {string} output @returns {FirstAdmin} */
export function readFirstAdmin(output) {
  const [, type, token = ''] = /^first admin: (\S+)(?: (\S+))?$/m.exec(output) ?? [];
  if (type === 'link') return { type, token };
  return { type: type === 'seeded' || type === 'password-differs' ? type : 'ready' };
}

/**
 * What somebody who just started Belvedere must know to sign in.
 * @param {string} home address of the web app
 * @param {string} anonymousRole
 * @param {FirstAdmin} firstAdmin
 * @returns {string[]}
 */
export function signInLines(home, anonymousRole, firstAdmin) {
  switch (firstAdmin.type) {
    case 'seeded':
      return ['  Sign in          as admin, with the password of BELVEDERE_ADMIN_PASSWORD'];
    case 'password-differs':
      return [
        '  Note             BELVEDERE_ADMIN_PASSWORD is not the password of admin: it only sets the first one,',
        '                   and admin keeps what was chosen since. Change it on the profile page.',
      ];
    case 'link':
      return [
        '',
        '  Nobody can administer yet. Choose the password of admin (this link works once, within 24 hours):',
        `    ${home}/login?token=${firstAdmin.token}`,
        '',
      ];
    default:
      return anonymousRole === 'none' ? [`  Sign in          ${home}/login`] : [];
  }
}
