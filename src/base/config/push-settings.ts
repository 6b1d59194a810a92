import { createPrivateKey, type KeyObject } from 'node:crypto';

import { z } from 'zod';

/** How Apple's server is spoken to: a token signed with the key of an Apple developer account. */
export interface ApnsSettings {
  readonly key: KeyObject;
  readonly keyId: string;
  readonly teamId: string;
  /** The bundle id of the app. */
  readonly topic: string;
  readonly url: string;
}

/** How Firebase is spoken to: as a service account. */
export interface FcmSettings {
  readonly key: KeyObject;
  readonly clientEmail: string;
  readonly projectId: string;
  readonly url: string;
  readonly tokenUrl: string;
}

export interface PushSettings {
  /** The private VAPID key, base64url. Absent: one that derives from SECRET_KEY. */
  readonly webKey: string | undefined;
  /** Absent: nothing is sent to devices of Apple's. */
  readonly apns: ApnsSettings | undefined;
  /** Absent: nothing is sent by Firebase. */
  readonly fcm: FcmSettings | undefined;
}

/** What a key in an environment variable looks like: PEM, its lines ended by `\n` in two characters or in one. */
function privateKey(type: 'ec' | 'rsa') {
  return z.string().transform((text, context) => {
    try {
      const key = createPrivateKey(text.replaceAll('\\n', '\n'));
      if (key.asymmetricKeyType === type && (type === 'rsa' || key.asymmetricKeyDetails?.namedCurve === 'prime256v1'))
        return key;
    } catch {
      // Said below; what the library says quotes nothing useful.
    }
    context.addIssue(`must have a private ${type === 'ec' ? 'P-256' : 'RSA'} key, as PEM`);
    return z.NEVER;
  });
}

const serviceAccount = z.object({
  project_id: z.string().regex(/^[a-z0-9:.-]+$/),
  client_email: z.email(),
  private_key: privateKey('rsa'),
});
const localUrl = z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' });

/** Variables of the environment; {@link pushSettings} makes sense of them together. */
export const pushEnvironment = {
  WEB_PUSH_KEY: z
    .string()
    .regex(/^[\w-]{43}$/, 'must be a private VAPID key: 32 bytes in base64url')
    .optional(),
  APNS_KEY: privateKey('ec').optional(),
  APNS_KEY_ID: z.string().min(1).optional(),
  APNS_TEAM_ID: z.string().min(1).optional(),
  APNS_TOPIC: z.string().min(1).optional(),
  APNS_SANDBOX: z.enum(['on', 'off']).default('off'),
  APNS_URL: localUrl.optional(),
  FCM_SERVICE_ACCOUNT: z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue('must be the JSON of a service account');
        return z.NEVER;
      }
    })
    .pipe(serviceAccount)
    .optional(),
  FCM_URL: localUrl.optional(),
};

type Environment = z.infer<z.ZodObject<typeof pushEnvironment>>;

const APNS = ['APNS_KEY', 'APNS_KEY_ID', 'APNS_TEAM_ID', 'APNS_TOPIC'] as const;

/** Why they can't be used together; undefined when they can. */
export function pushProblem(given: Environment, production: boolean): string | undefined {
  const missing = APNS.filter((name) => given[name] === undefined);
  if (missing.length > 0 && missing.length < APNS.length)
    return `For push to Apple's devices these variables must be set, too: ${missing.join(', ')}.`;
  if (production && (given.APNS_URL ?? given.FCM_URL) !== undefined)
    return "APNS_URL and FCM_URL can't be used with NODE_ENV=production: they are for servers that stand in for Apple's and Google's.";
  return undefined;
}

export function pushSettings(given: Environment): PushSettings {
  const { APNS_KEY: key, APNS_KEY_ID: keyId, APNS_TEAM_ID: teamId, APNS_TOPIC: topic } = given;
  const apple = `https://api.${given.APNS_SANDBOX === 'on' ? 'sandbox.' : ''}push.apple.com`;
  const account = given.FCM_SERVICE_ACCOUNT;
  return {
    webKey: given.WEB_PUSH_KEY,
    apns: key && keyId && teamId && topic ? { key, keyId, teamId, topic, url: given.APNS_URL ?? apple } : undefined,
    fcm: account && {
      key: account.private_key,
      clientEmail: account.client_email,
      projectId: account.project_id,
      url: given.FCM_URL ?? 'https://fcm.googleapis.com',
      tokenUrl: given.FCM_URL === undefined ? 'https://oauth2.googleapis.com/token' : `${given.FCM_URL}/token`,
    },
  };
}
