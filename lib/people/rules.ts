/** What a user name and a password must be like; the forms and the routes ask the same. */
import { z } from 'zod';
import { ROLES } from '@/lib/api/visitor';

export const MIN_PASSWORD_CHARS = 8;
const MAX_PASSWORD_CHARS = 256;

/** Control characters, and those that turn the direction of what follows: they make one name look like another. */
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** What is tried first by everybody who guesses. */
const COMMON = new Set([
  'password',
  'passw0rd',
  'password1',
  'password12',
  'password123',
  '12345678',
  '123456789',
  '1234567890',
  'qwertyuiop',
  'qwerty123',
  '1q2w3e4r',
  '1qaz2wsx',
  'iloveyou',
  'sunshine',
  'princess',
  'football',
  'baseball',
  'superman',
  'trustno1',
  'changeme',
  'letmein1',
  'welcome1',
  'administrator',
  'prometheus',
  'belvedere',
  'prom-operator',
]);

/** Why a password cannot be taken, as a sentence; undefined when it can. */
export function passwordProblem(password: string, login = ''): string | undefined {
  const characters = [...password];
  if (characters.length < MIN_PASSWORD_CHARS) return `Use at least ${MIN_PASSWORD_CHARS} characters.`;
  if (characters.length > MAX_PASSWORD_CHARS) return `Use at most ${MAX_PASSWORD_CHARS} characters.`;
  const plain = password.toLowerCase();
  if (login !== '' && plain.includes(login.toLowerCase()) && characters.length < login.length + 6) {
    return 'Choose one that does not contain your user name.';
  }
  if (COMMON.has(plain)) return 'This password is among the first that are guessed. Choose another.';
  if (new Set(plain).size < 4) return 'Use more than three different characters.';
  return undefined;
}

/** Why a user name cannot be taken; undefined when it can. */
export function loginProblem(login: string): string | undefined {
  if (login === '') return 'Enter a user name.';
  if (login.length > 64) return 'Use at most 64 characters.';
  if (!/^[\p{L}\p{N}._@+-]+$/u.test(login)) return 'Use letters, digits and . _ - + @ only.';
  return undefined;
}

/** Why an email address cannot be taken; none at all is fine. */
export function emailProblem(email: string): string | undefined {
  if (email === '') return undefined;
  return email.length <= 254 && /^[^\s@]+@[^\s@]+$/.test(email) && !UNSEEN.test(email)
    ? undefined
    : 'Enter an address like ada@example.org.';
}

export const loginSchema = z.string().trim().superRefine(refineBy(loginProblem));
export const emailSchema = z.string().trim().superRefine(refineBy(emailProblem));
export const nameSchema = z
  .string()
  .trim()
  .max(120)
  .refine((name) => !UNSEEN.test(name), 'must not hold control characters');
/** Its rules depend on the user name too: see `passwordProblem`. */
export const passwordSchema = z.string().max(4 * MAX_PASSWORD_CHARS);
export const roleSchema = z.enum(ROLES);

function refineBy(problem: (text: string) => string | undefined) {
  return (text: string, context: z.RefinementCtx) => {
    const found = problem(text);
    if (found !== undefined) context.addIssue({ code: 'custom', message: found });
  };
}
