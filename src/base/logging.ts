import { ConsoleLogger } from '@nestjs/common';

import type { Config } from './config/index.js';

const LEVELS = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'] as const;
const FRAMEWORK = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
  'GraphQLModule',
]);

/** Nest's console logger without its report of every module that it puts together. */
export class Log extends ConsoleLogger {
  constructor({ logLevel }: Config) {
    super({ logLevels: LEVELS.slice(0, LEVELS.indexOf(logLevel) + 1) });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (!FRAMEWORK.has(String(rest.at(-1)))) super.log(message, ...rest);
  }
}
