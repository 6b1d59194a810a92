import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Long enough that a page asks once; every browser has a limit of its own below it. */
const PREFLIGHT_SECONDS = 86_400;

/**
 * Pages of exactly these origins may ask. Without credentials: a token is sent as a header by whoever has it, never by the
 * browser on its own.
 */
export function allowOrigins(app: NestFastifyApplication, origins: readonly string[]): void {
  app.enableCors({
    origin: [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type', 'apollo-require-preflight'],
    exposedHeaders: ['x-request-id', 'retry-after'],
    credentials: false,
    maxAge: PREFLIGHT_SECONDS,
  });
}
