import { Injectable } from '@nestjs/common';

import { Config } from '../config/index.js';
import { ApnsSender } from './apns-sender.js';
import { FcmSender } from './fcm-sender.js';
import {
  PUSH_PLATFORMS,
  type PushMessage,
  type PushOutcome,
  type PushPlatform,
  type PushTarget,
  type Sender,
} from './sender.js';
import { isPublicKey, WebPushKey } from './web-push-key.js';
import { WebPushSender } from './web-push-sender.js';

/** The way to devices, whoever made them. */
@Injectable()
export class Push {
  readonly #senders: ReadonlyMap<PushPlatform, Sender>;

  constructor(
    private readonly config: Config,
    private readonly key: WebPushKey,
    private readonly web: WebPushSender,
    apns: ApnsSender,
    fcm: FcmSender,
  ) {
    this.#senders = new Map<PushPlatform, Sender>([
      ...(apns.settings ? [['APNS', apns] as const] : []),
      ...(fcm.settings ? [['FCM', fcm] as const] : []),
      ['WEB', web],
    ]);
  }

  /** Those whose devices can be registered. Outside production all: what isn't configured is sent nowhere, like mail. */
  get platforms(): readonly PushPlatform[] {
    return PUSH_PLATFORMS.filter((platform) => !this.config.production || this.#senders.has(platform));
  }

  get webKey(): string {
    return this.key.publicKey;
  }

  isWebEndpoint(text: string): boolean {
    return this.web.isEndpoint(text);
  }

  isWebKey(text: string): boolean {
    return isPublicKey(text);
  }

  /** @throws PushRefusedError for what would be refused again; any other error for what is worth trying again */
  async send(target: PushTarget, message: PushMessage): Promise<PushOutcome> {
    const sender = this.#senders.get(target.platform);
    return sender ? sender.send(target, message) : 'sent';
  }
}
