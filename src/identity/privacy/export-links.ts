import { createHmac, timingSafeEqual } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Config, PublicAddress } from '../../base/config/index.js';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The secret addresses of exports. Nothing secret is stored: the token is a MAC of the export's id under a key of the server. */
@Injectable()
export class ExportLinks {
  readonly #key: Buffer;

  constructor(
    config: Config,
    private readonly address: PublicAddress,
  ) {
    this.#key = config.deriveKey('export');
  }

  url(exportId: string): string {
    return this.address.url + this.path(exportId);
  }

  path(exportId: string): string {
    return `/exports/${exportId}?token=${this.#token(exportId).toString('base64url')}`;
  }

  isOf(exportId: string, token: unknown): boolean {
    if (typeof token !== 'string' || !TOKEN.test(token)) return false;
    return timingSafeEqual(Buffer.from(token, 'base64url'), this.#token(exportId));
  }

  #token(exportId: string): Buffer {
    return createHmac('sha256', this.#key).update(exportId).digest();
  }
}
