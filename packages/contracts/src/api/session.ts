import { z } from 'zod';
import { Permission, Role } from '../identity/roles.ts';
import { Id } from '../ids.ts';
import { Instant } from './fields.ts';
import { StandingIn } from './substitutions.ts';

export const SignInRequest = z.strictObject({
  username: z.string().trim().min(1, { error: 'field.required' }).max(200),
  password: z.string().min(1, { error: 'field.required' }).max(1000),
  /** Six digits of the authenticator application, or a recovery code; asked for by `identity.code-required`. */
  code: z.string().trim().max(40).optional(),
});
export type SignInRequest = z.infer<typeof SignInRequest>;

/** Who is signed in, and what the console may draw for them. */
export const SessionResponse = z.object({
  accountId: Id,
  /** The person in the organisation: whom files are handed to. */
  staffId: Id,
  username: z.string(),
  displayName: z.string(),
  /** Job title, e.g. „registrator, ghișeul 2”. */
  title: z.string(),
  office: z.object({ code: z.string(), name: z.string(), address: z.string() }).nullable(),
  unit: z.object({ id: Id, code: z.string(), name: z.string() }).nullable(),
  roles: z.array(Role),
  permissions: z.array(Permission),
  /** Whose rights they have today besides their own, by name. */
  standingIn: z.array(StandingIn),
});
export type SessionResponse = z.infer<typeof SessionResponse>;

/** One open session of the signed-in account. */
export const OpenSession = z.object({
  id: Id,
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
  userAgent: z.string(),
  current: z.boolean(),
});
export type OpenSession = z.infer<typeof OpenSession>;
export const OpenSessions = z.object({ items: z.array(OpenSession) });

/** What anybody may know before signing in. `demo` is there only in the demonstration. */
export const PublicInstitution = z.object({
  name: z.string(),
  shortName: z.string(),
  council: z.string(),
  address: z.string(),
  phone: z.string(),
  email: z.string(),
  website: z.string(),
  openingHours: z.string(),
  /** Now, by the server's clock. */
  now: Instant,
  demo: z
    .object({
      password: z.string(),
      accounts: z.array(z.object({ username: z.string(), displayName: z.string(), title: z.string() })),
    })
    .nullable(),
});
export type PublicInstitution = z.infer<typeof PublicInstitution>;
