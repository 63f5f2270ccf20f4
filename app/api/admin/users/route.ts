import { z } from 'zod';
import { authSettings } from '@/app/_server/authentication';
import { authorize } from '@/app/_server/authorize';
import { database } from '@/app/_server/database';
import { passwordLinkUrl } from '@/app/_server/passwordLinkUrl';
import { readBody } from '@/app/_server/readBody';
import { respondJson } from '@/app/_server/respond';
import { hashPassword } from '@/lib/auth/password';
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
export async function POST(request: Request): Promise<Response> {
  return respondJson(async () => {
    const allowed = await authorize(request, 'Admin');
    if (!allowed.ok) return allowed.response;
    const read = await readBody(request, newUser);
    if (!read.ok) return read.response;
    const { email, name, role, password } = read.body;
    // As Grafana: an email alone is a user name too.
    const login = read.body.login ?? email;
    if (login === '') return refuse(400, 'login: Enter a user name or an email.');
    const problem = password === undefined ? undefined : passwordProblem(password, login);
    if (problem !== undefined) return refuse(400, `password: ${problem}`);
    const passwordHash = password === undefined ? null : await hashPassword(password);
    const user = await createUser(database(), { login, email: email || null, name, role, passwordHash });
    if (user === undefined) {
      return refuse(412, `User with email '${email}' or username '${login}' already exists`);
    }
    const link = password === undefined ? await passwordLinkUrl(user.id, authSettings()) : undefined;
    return Response.json({ id: user.id, message: 'User created', ...(link === undefined ? {} : { link }) });
  });
}

function refuse(status: number, message: string): Response {
  return Response.json({ message }, { status });
}
