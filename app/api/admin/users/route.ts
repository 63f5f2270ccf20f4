import { z } from 'zod';
import { database } from '@/app/_server/database';
import { passwordLinkUrl } from '@/app/_server/passwordLinkUrl';
import { admitAdministrator, expectNoProblem, readForm } from '@/app/_server/personRequest';
import { RequestError } from '@/app/_server/requestError';
import { answer } from '@/app/_server/respond';
import { hashPassword } from '@/lib/auth/password';
import type { JsonObject } from '@/lib/dashboard/document';
import { createUser } from '@/lib/db/users';
import { emailSchema, loginSchema, nameSchema, passwordProblem, passwordSchema, roleSchema } from '@/lib/people/rules';

const newUser = z.object({
  login: loginSchema.optional(),
  email: emailSchema.default(''),
  name: nameSchema.default(''),
  role: roleSchema.default('Viewer'),
  /** Without one the answer has a link to choose it. */
  password: passwordSchema.optional(),
});

/** As Grafana's POST /api/admin/users; `role` and the one-time link for a user without password are our own. */
export function POST(request: Request): Promise<Response> {
  return answer(async () => {
    await admitAdministrator(request);
    const { login: given, email, name, role, password } = await readForm(request, newUser);
    // As Grafana: an email alone is a user name too.
    const login = given ?? email;
    if (login === '') throw new RequestError(400, 'Enter a user name or an email.');
    if (password !== undefined) expectNoProblem(passwordProblem(password, login));
    const passwordHash = password === undefined ? null : await hashPassword(password);
    const user = await createUser(database(), { login, email: email || null, name, role, passwordHash });
    if (user === undefined) {
      throw new RequestError(412, `User with email '${email}' or username '${login}' already exists`);
    }
    const made: JsonObject = { id: user.id, message: 'User created' };
    return password === undefined ? { ...made, link: await passwordLinkUrl(request, user.id) } : made;
  });
}
