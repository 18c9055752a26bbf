import { betterAuth } from 'better-auth';
import { twoFactor, username } from 'better-auth/plugins';
import type {
  KyselyPlugin,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  QueryResult,
  RootOperationNode,
  UnknownRow,
} from 'kysely';
import type { Instant } from '../../domain/kernel/dates.ts';
import { isId } from '../../domain/kernel/ids.ts';
import { isRole, roles } from '../../domain/people/roles.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { newId } from '../ids.ts';
import { COOKIE_PREFIX } from './sessionCookie.ts';

/** How long a session lasts after logging in: a working day when a second factor is demanded, a month for the field. */
export const SESSION_HOURS = { guarded: 12, plain: 24 * 30 } as const;

/** Name shown by the app that makes the codes. */
const ISSUER = 'SIGG';

/** The header in which a phone or browser names itself at log-in. */
export const DEVICE_HEADER = 'x-sigg-device';

interface Parts {
  readonly db: Database;
  readonly config: Config;
  readonly secret: string;
  readonly now: () => Instant;
}

/** Whether cookies are marked secure: when people reach the system by https. */
export function isSecure(config: Config): boolean {
  return config.tls !== null || config.publicUrl.startsWith('https:');
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/**
 * The library compares instants as Date, while this program uses texts everywhere; so only the library's own results
 * are converted.
 */
const datesForLibrary: KyselyPlugin = {
  transformQuery: (args: PluginTransformQueryArgs): RootOperationNode => args.node,
  transformResult: async (args: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> => ({
    ...args.result,
    rows: args.result.rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [
          key,
          /_(at|until)$/.test(key) && typeof value === 'string' && INSTANT.test(value) ? new Date(value) : value,
        ]),
      ),
    ),
  }),
};

interface LoginFacts extends Record<string, unknown> {
  active: boolean;
  awaits_reset: boolean;
  roles: string[];
}

/** The facts that decide whether an account may begin a session now, and for how long. */
async function loginFacts(db: Database, userId: string, at: Instant): Promise<LoginFacts | null> {
  const rows = await db.query<LoginFacts>(
    `select u.active,
       exists (select 1 from access_reset r join auth_account a on a.user_id = u.id and a.provider_id = 'credential'
                where r.user_id = u.id and r.status = 'open' and r.requested_at > a.updated_at
                  and not exists (select 1 from auth_reset_use x where x.reset_id = r.id)) as awaits_reset,
       array(select g.role from role_grant g where g.user_id = u.id and g.status = 'granted'
                and (g.valid_to is null or g.valid_to >= $2::timestamptz::date)) as roles
     from user_account u where u.id = $1`,
    [userId, at],
  );
  return rows[0] ?? null;
}

/** Whether roles demand a second factor. */
function demandsSecondFactor(held: readonly string[]): boolean {
  return held.some((role) => isRole(role) && roles[role].secondFactor);
}

interface HookContext {
  readonly path?: string;
  readonly headers?: Headers;
  readonly request?: Request;
  readonly context?: { readonly session?: { readonly session?: { readonly secondFactor?: unknown } } | null };
}

/** The identity library over our tables: user name and password, TOTP with recovery codes, sessions in the database. */
export function createLibrary({ db, config, secret, now }: Parts) {
  const secure = isSecure(config);
  return betterAuth({
    appName: ISSUER,
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret,
    database: { db: db.kysely.withPlugin(datesForLibrary), type: 'postgres' },
    telemetry: { enabled: false },
    // The messages of the library name users; ours never do (server/log.ts).
    logger: { disabled: true },
    onAPIError: { throw: false },
    // Our own limiter counts, by account and by address, in the database (limiter.ts).
    rateLimit: { enabled: false },
    trustedOrigins: [config.publicUrl],
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    user: {
      modelName: 'auth_user',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'auth_session',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      additionalFields: {
        secondFactor: {
          type: 'boolean',
          fieldName: 'second_factor',
          required: true,
          defaultValue: false,
          input: false,
        },
        deviceId: { type: 'string', fieldName: 'device_id', required: false, input: false },
      },
      expiresIn: SESSION_HOURS.plain * 3600,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: {
      modelName: 'auth_account',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'auth_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: secure,
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, secure },
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: ['x-forwarded-for'] },
      // securityHeaders.ts checks the origin of every write, also of those that never reach the library.
      disableCSRFCheck: true,
      disableOriginCheck: true,
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => {
            const at = now();
            const facts = await loginFacts(db, session.userId, at);
            if (!facts?.active || facts.awaits_reset) return false;
            const c = context as HookContext | null;
            const path = c?.path ?? '';
            const passed =
              /^\/two-factor\/verify-/.test(path) ||
              (!path.startsWith('/sign-in/') && c?.context?.session?.session?.secondFactor === true);
            const hours = demandsSecondFactor(facts.roles) ? SESSION_HOURS.guarded : SESSION_HOURS.plain;
            const begun = new Date(at);
            const named = (c?.headers ?? c?.request?.headers)?.get(DEVICE_HEADER) ?? null;
            const device = isId(named) ? named : null;
            return {
              data: {
                ...session,
                secondFactor: passed,
                deviceId: device,
                createdAt: begun,
                updatedAt: begun,
                expiresAt: new Date(begun.getTime() + hours * 3_600_000),
              },
            };
          },
          after: async (session) => {
            await db.query('update auth_user set last_login_at = $2 where id = $1', [session.userId, now()]);
          },
        },
      },
    },
    plugins: [
      username({
        displayUsername: false,
        minUsernameLength: 3,
        maxUsernameLength: 40,
        usernameValidator: (name) => /^[a-z0-9][a-z0-9._]*$/i.test(name),
      }),
      twoFactor({
        issuer: ISSUER,
        backupCodeOptions: { amount: 10, storeBackupCodes: 'encrypted' },
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'auth_two_factor',
            fields: {
              userId: 'user_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
  });
}

export type Library = ReturnType<typeof createLibrary>;
