import type { AddressInfo } from 'node:net';

import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

import { Config } from './config.js';

const ANY_ADDRESS = ['0.0.0.0', '::'];

/** Where people reach this service. Never taken from a request, whose Host anybody can write. */
@Injectable()
export class PublicAddress {
  constructor(
    private readonly config: Config,
    private readonly host: HttpAdapterHost,
  ) {}

  /** PUBLIC_URL, or in development the address that the server listens at; without a trailing slash. */
  get url(): string {
    if (this.config.publicUrl !== undefined) return this.config.publicUrl;
    const server = this.host.httpAdapter.getHttpServer() as { address(): AddressInfo | null };
    const name = ANY_ADDRESS.includes(this.config.host) ? 'localhost' : this.config.host;
    return `http://${name.includes(':') ? `[${name}]` : name}:${server.address()?.port ?? this.config.port}`;
  }

  get hostname(): string {
    return new URL(this.url).hostname;
  }
}
