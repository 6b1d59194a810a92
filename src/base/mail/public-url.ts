import type { AddressInfo } from 'node:net';

import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

import { Config } from '../config/index.js';

/** What every link begins with: PUBLIC_URL, in development the address of the server. */
@Injectable()
export class PublicUrl {
  constructor(
    private readonly config: Config,
    private readonly http: HttpAdapterHost,
  ) {}

  get value(): string {
    const { publicUrl, host, port } = this.config;
    if (publicUrl) return publicUrl;
    const server = this.http.httpAdapter.getHttpServer() as { address(): AddressInfo | null };
    const local = host === '0.0.0.0' || host.includes(':');
    return `http://${local ? 'localhost' : host}:${server.address()?.port ?? port}`;
  }
}
