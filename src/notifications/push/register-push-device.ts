import { Injectable } from '@nestjs/common';

import type { RegisterPushDeviceInput } from '#schema';

import type { SignedIn } from '../../base/access/index.js';
import { Database, newId } from '../../base/database/index.js';
import { invalid, type InvalidInput } from '../../base/errors/index.js';
import type { Result } from '../../base/graphql/index.js';
import { Purges } from '../../base/jobs/index.js';
import { Push, type WebKeys } from '../../base/push/index.js';
import { Clock } from '../../base/time/index.js';
import { Ref } from '../../base/views/index.js';

const MOST = 20;
const UNSEEN_DAYS = 270;
const LONGEST_TOKEN = 2_000;
const AUTH_BYTES = 16;

interface Address {
  readonly token: string;
  readonly webKeys: WebKeys | null;
}

@Injectable()
export class RegisterPushDevice {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly push: Push,
    purges: Purges,
  ) {
    purges.add({ table: 'push_device', rows: 'all', keep: { days: UNSEEN_DAYS }, since: 'last_seen_at' });
  }

  /**
   * A device is one token. Registered by another account it is theirs from then on, under another id, so that what is on its
   * way to the account before doesn't find it any more.
   * @throws Refusal INVALID_INPUT
   */
  async execute(input: RegisterPushDeviceInput, { accountId, sessionId }: SignedIn): Promise<Result> {
    const { platform } = input;
    if (!this.push.platforms.includes(platform))
      throw invalid(['platform'], 'UNKNOWN', 'Nothing is sent to this platform here; see `pushService`.');
    const { token, webKeys } = platform === 'WEB' ? this.#subscription(input) : tokenOf(input);
    await this.database.lock(`push devices of ${accountId}`);
    const device = await this.database.queryOne<{ id: string }>(
      `INSERT INTO push_device AS known (id, account_id, session_id, platform, token, web_keys, last_seen_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT ON CONSTRAINT push_device_once DO UPDATE SET
         id = CASE WHEN known.account_id = excluded.account_id THEN known.id ELSE excluded.id END,
         account_id = excluded.account_id, session_id = excluded.session_id, web_keys = excluded.web_keys,
         last_seen_at = excluded.last_seen_at
       RETURNING id`,
      [newId(), accountId, sessionId, platform, token, webKeys && JSON.stringify(webKeys), this.clock.now()],
    );
    if (!device) throw new Error('The device was not written');
    await this.#leaveMost(accountId, device.id);
    return { __typename: 'PushDeviceRegistered', device: Ref.to('PushDevice', device.id) };
  }

  /** Those whose session is over go first, then the ones that were not seen for longest. */
  async #leaveMost(accountId: string, newest: string): Promise<void> {
    await this.database.query(
      `DELETE FROM push_device WHERE account_id = $1 AND id IN (
         SELECT d.id FROM push_device d JOIN sign_in_session s ON s.id = d.session_id WHERE d.account_id = $1
         ORDER BY d.id = $2 DESC, (s.ended_at IS NULL AND s.expires_at > $3) DESC, d.last_seen_at DESC, d.id DESC OFFSET ${MOST})`,
      [accountId, newest, this.clock.now()],
    );
  }

  #subscription({ token, webPush }: RegisterPushDeviceInput): Address {
    if (token != null) throw invalid(['token'], 'CONFLICT', 'A browser has `webPush` in place of a token.');
    if (!webPush) throw invalid(['webPush'], 'REQUIRED', 'Give the subscription of the browser as `webPush`.');
    const { endpoint, p256dh, auth } = webPush;
    const problem = (field: string, message: string): InvalidInput => invalid(['webPush', field], 'MALFORMED', message);
    if (endpoint.length > LONGEST_TOKEN)
      throw invalid(['webPush', 'endpoint'], 'TOO_LONG', 'The endpoint must have 2,000 characters or fewer.');
    if (!/^[\x21-\x7e]+$/.test(endpoint) || !this.push.isWebEndpoint(endpoint))
      throw problem('endpoint', 'The endpoint must be the https:// address of a push service.');
    if (!isBase64Url(p256dh) || !this.push.isWebKey(p256dh))
      throw problem('p256dh', 'p256dh must be a public P-256 key: 65 bytes in base64url.');
    if (!isBase64Url(auth) || Buffer.from(auth, 'base64url').length !== AUTH_BYTES)
      throw problem('auth', 'auth must be 16 bytes in base64url.');
    return { token: endpoint, webKeys: { p256dh: withoutPadding(p256dh), auth: withoutPadding(auth) } };
  }
}

function tokenOf({ token, webPush }: RegisterPushDeviceInput): Address {
  if (webPush) throw invalid(['webPush'], 'CONFLICT', '`webPush` is for browsers; give a token.');
  if (token == null || token === '') throw invalid(['token'], 'REQUIRED', 'Give the token of the device.');
  if (token.length > LONGEST_TOKEN)
    throw invalid(['token'], 'TOO_LONG', 'The token must have 2,000 characters or fewer.');
  if (!/^[\w:.=+/-]+$/.test(token)) throw invalid(['token'], 'MALFORMED', 'The token must be as the platform gave it.');
  return { token, webKeys: null };
}

const isBase64Url = (text: string): boolean => /^[\w-]+={0,2}$/.test(text);
const withoutPadding = (text: string): string => text.replace(/=+$/, '');
