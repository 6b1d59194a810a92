import { hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { z } from 'zod';

import { isRedirectUri, type Provider, type ProviderSettings, signInProviders } from './sign-in-providers.js';
import { pushEnvironment, pushProblem, type PushSettings, pushSettings } from './push-settings.js';

/** A setting that can't be used. Its message is the whole explanation: it is printed and the process ends. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const port = z.coerce.number().int().min(0).max(65535);
const switchOf = (whenUnset: boolean) =>
  z
    .enum(['on', 'off'])
    .transform((value) => value === 'on')
    .default(whenUnset);
const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  );
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\/.+/, 'must begin with postgresql://');
const origin = z.string().refine((value) => URL.canParse(value) && new URL(value).origin === value, {
  error: ({ input }) => `${JSON.stringify(input)} is no origin, such as https://app.example.org`,
});
const redirectUri = z.string().refine(isRedirectUri, {
  error: ({ input }) =>
    `${JSON.stringify(input)} is neither https:// nor http:// on this machine nor of an app's own scheme, such as org.example.app:/signed-in`,
});
const secret = z.string().min(1).optional();
const webUrl = z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' });

/** Every variable the process reads. Nothing else in src/ looks at the environment (a test keeps it so). */
const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().min(1).optional(),
  PORT: port.default(3000),
  DATABASE_URL: postgresUrl.optional(),
  DIRECT_DATABASE_URL: postgresUrl.optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  PUBLIC_URL: webUrl.optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/.+/, 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.email('must be one mail address').optional(),
  SECRET_KEY: z
    .string()
    .refine((value) => Buffer.byteLength(value) >= 32, 'must have 32 bytes or more')
    .optional(),
  TRUSTED_PROXIES: list,
  ALLOWED_ORIGINS: list.pipe(z.array(origin)),
  APP_REDIRECT_URIS: list.pipe(z.array(redirectUri)),
  GOOGLE_CLIENT_ID: secret,
  GOOGLE_CLIENT_SECRET: secret,
  GOOGLE_URL: webUrl.optional(),
  LINKEDIN_CLIENT_ID: secret,
  LINKEDIN_CLIENT_SECRET: secret,
  LINKEDIN_URL: webUrl.optional(),
  GITHUB_CLIENT_ID: secret,
  GITHUB_CLIENT_SECRET: secret,
  GITHUB_URL: webUrl.optional(),
  METRICS_PORT: port.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'log', 'debug', 'verbose']).default('log'),
  LOG_FORMAT: z.enum(['json', 'pretty']).optional(),
  DRAIN_SECONDS: z.coerce.number().min(0).max(3600).default(10),
  RATE_LIMITS: switchOf(true),
  // Half of it goes to clients without an account, and the costliest operation must fit: see docs/limits.md.
  RATE_LIMIT_POINTS: z.coerce.number().int().min(10_000).max(1_000_000_000).default(60_000),
  SIGN_UPS_PER_HOUR: z.coerce.number().int().min(1).max(1_000_000_000).default(20),
  WORKER: switchOf(true),
  EXPLORER: z.enum(['on', 'off']).optional(),
  TRUSTED_DOCUMENTS: z.enum(['also', 'only']).default('also'),
  FAULT_POINT: z
    .string()
    .regex(/^[a-z_]+(:[1-9]\d*)?$/, 'must be the name of a point, or a name and a number as in mid_relay:3')
    .optional(),
  ...pushEnvironment,
});

const NEEDED_IN_PRODUCTION = ['DATABASE_URL', 'PUBLIC_URL', 'SMTP_URL', 'SECRET_KEY'] as const;

/** The settings of this process, read once at start. Injected as a value: `constructor(config: Config)`. */
export class Config {
  readonly production: boolean;
  /** Whether a new database is filled with people to look at. */
  readonly demo: boolean;
  readonly host: string;
  readonly port: number;
  /** Absent: this process runs a PostgreSQL of its own under {@link dataDir}. */
  readonly databaseUrl: string | undefined;
  /** For LISTEN, migrations and jobs, which a transaction pooler can't carry. Absent: the same as databaseUrl. */
  readonly directDatabaseUrl: string | undefined;
  readonly dataDir: string;
  /** Without a trailing slash; every link in a mail begins with it. Absent in development: the address of the server. */
  readonly publicUrl: string | undefined;
  readonly smtpUrl: string | undefined;
  /** Absent: no-reply at the host of publicUrl. */
  readonly mailFrom: string | undefined;
  readonly push: PushSettings;
  readonly trustedProxies: readonly string[];
  readonly allowedOrigins: readonly string[];
  /** Where a sign-in with a provider may come back to; see README.md. */
  readonly appRedirectUris: readonly string[];
  /** The providers that are set up. */
  readonly signInProviders: ReadonlyMap<Provider, ProviderSettings>;
  readonly metricsPort: number | undefined;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'log' | 'debug' | 'verbose';
  readonly logFormat: 'json' | 'pretty';
  /** What was begun before a signal has this long to be finished. */
  readonly drainSeconds: number;
  readonly rateLimits: boolean;
  /** What an account may spend in a minute. */
  readonly rateLimitPoints: number;
  /** From one address. */
  readonly signUpsPerHour: number;
  /** Whether this process also does what happens after a commit; others may do it in its place. */
  readonly worker: boolean;
  readonly explorer: boolean;
  /** Documents that weren't registered are refused. */
  readonly trustedDocumentsOnly: boolean;
  /** Where tests have this process kill itself, and at which pass. */
  readonly faultPoint: { readonly point: string; readonly pass: number } | undefined;
  readonly #secretKey: string | undefined;

  /** @throws ConfigError naming every variable that is wrong and why */
  constructor(env: Readonly<Record<string, string | undefined>>) {
    const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
    const read = environment.safeParse(given);
    if (!read.success) {
      throw new ConfigError(
        read.error.issues.map((issue) => `${issue.path.join('.')} can't be used: ${issue.message}.`).join('\n'),
      );
    }
    const settings = read.data;
    this.production = settings.NODE_ENV === 'production';
    this.demo = settings.NODE_ENV === 'development';
    if (this.production) {
      const missing = NEEDED_IN_PRODUCTION.filter((name) => !settings[name]);
      if (missing.length > 0) {
        throw new ConfigError(
          `With NODE_ENV=production these variables must be set: ${missing.join(', ')}. See "Settings" in README.md.`,
        );
      }
      if (!settings.RATE_LIMITS) {
        throw new ConfigError("RATE_LIMITS=off can't be used with NODE_ENV=production: the limits protect its users.");
      }
      if (settings.FAULT_POINT) throw new ConfigError("FAULT_POINT can't be used with NODE_ENV=production.");
    }
    const problem = pushProblem(settings, this.production);
    if (problem) throw new ConfigError(problem);
    this.host = settings.HOST ?? (this.production ? '0.0.0.0' : '127.0.0.1');
    this.port = settings.PORT;
    this.databaseUrl = settings.DATABASE_URL;
    this.directDatabaseUrl = settings.DIRECT_DATABASE_URL ?? settings.DATABASE_URL;
    this.dataDir = resolve(settings.DATA_DIR);
    this.publicUrl = settings.PUBLIC_URL?.replace(/\/+$/, '');
    this.smtpUrl = settings.SMTP_URL;
    this.mailFrom = settings.MAIL_FROM;
    this.push = pushSettings(settings);
    this.trustedProxies = settings.TRUSTED_PROXIES;
    this.allowedOrigins = settings.ALLOWED_ORIGINS;
    this.appRedirectUris = settings.APP_REDIRECT_URIS;
    this.signInProviders = checked(() => signInProviders(settings, this.production));
    this.metricsPort = settings.METRICS_PORT;
    this.logLevel = settings.LOG_LEVEL;
    this.logFormat = settings.LOG_FORMAT ?? (this.production ? 'json' : 'pretty');
    this.drainSeconds = settings.DRAIN_SECONDS;
    this.rateLimits = settings.RATE_LIMITS;
    this.rateLimitPoints = settings.RATE_LIMIT_POINTS;
    this.signUpsPerHour = settings.SIGN_UPS_PER_HOUR;
    this.trustedDocumentsOnly = settings.TRUSTED_DOCUMENTS === 'only';
    this.worker = settings.WORKER;
    this.explorer = settings.EXPLORER ? settings.EXPLORER === 'on' : !this.production;
    const [point, pass = '1'] = settings.FAULT_POINT?.split(':') ?? [];
    this.faultPoint = point === undefined ? undefined : { point, pass: Number(pass) };
    this.#secretKey = settings.SECRET_KEY;
  }

  /**
   * A key for one purpose, derived from SECRET_KEY with HKDF-SHA-256 (RFC 5869), so that a key that leaks from one use
   * opens no other. In development SECRET_KEY is made once under the data directory.
   */
  deriveKey(purpose: string, bytes = 32): Buffer {
    return Buffer.from(
      hkdfSync('sha256', this.#secretKey ?? this.#developmentSecret(), '', `sevenfold/${purpose}`, bytes),
    );
  }

  #developmentSecret(): string {
    const file = join(this.dataDir, 'secret-key');
    mkdirSync(this.dataDir, { recursive: true });
    try {
      writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    return readFileSync(file, 'utf8');
  }
}

function checked<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new ConfigError((error as Error).message);
  }
}
