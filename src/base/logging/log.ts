import type { LoggerService } from '@nestjs/common';
import { destination, type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';

import type { Config } from '../config/index.js';
import { pretty } from './pretty.js';
import { redacted, redactedText } from './redact.js';
import { currentRequestId } from './request-scope.js';

const LEVELS = { fatal: 'fatal', error: 'error', warn: 'warn', log: 'info', debug: 'debug', verbose: 'trace' } as const;
type Level = keyof typeof LEVELS;

/** They report every module that they put together. */
const TALKATIVE = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
  'GraphQLModule',
]);
const STACK = /\n\s+at /;

/** What Nest's Logger writes to: pino, as JSON lines or for people. Nothing gets past it unredacted. */
export class Log implements LoggerService {
  readonly #pino: Logger;

  constructor(
    { logLevel, logFormat }: Pick<Config, 'logLevel' | 'logFormat'>,
    output: DestinationStream = destination({ fd: 1, sync: true }),
  ) {
    const coloured = process.stdout.isTTY;
    this.#pino = pino(
      {
        level: LEVELS[logLevel],
        base: { pid: process.pid },
        timestamp: stdTimeFunctions.isoTime,
        formatters: { level: (level) => ({ level }) },
        serializers: { err: (copy: unknown) => copy }, // pino's own would tell everything
      },
      logFormat === 'json' ? output : { write: (line) => output.write(pretty(line, coloured)) },
    );
  }

  writes(level: Level): boolean {
    return this.#pino.isLevelEnabled(LEVELS[level]);
  }

  /** A line whose fields its caller vouches for: numbers, names and ids, nothing that was sent to us. */
  fields(level: Level, fields: Readonly<Record<string, unknown>>, text: string): void {
    this.#pino[LEVELS[level]](fields, text);
  }

  log(message: unknown, ...rest: unknown[]): void {
    if (!TALKATIVE.has(String(rest.at(-1)))) this.#write('log', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.#write('fatal', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.#write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.#write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.#write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.#write('verbose', message, rest);
  }

  /** Nest's convention: what is said, perhaps a stack or more of it, and last who says it. */
  #write(level: Level, message: unknown, rest: readonly unknown[]): void {
    if (!this.writes(level)) return;
    const said = [message, ...rest].filter((part) => part !== undefined);
    const context = said.length > 1 && typeof said.at(-1) === 'string' ? said.pop() : undefined;
    const error = said.find((part) => part instanceof Error);
    const stack = said.find((part): part is string => typeof part === 'string' && part !== message && STACK.test(part));
    const texts = said.filter((part) => typeof part === 'string' && part !== stack).map(String);
    const details = said.filter((part) => typeof part !== 'string' && part !== error);
    const requestId = currentRequestId();
    const fields = {
      context,
      ...(requestId !== undefined && { requestId }),
      ...(error !== undefined && { err: redacted(error) }),
      ...(stack !== undefined && { err: { stack: redactedText(stack) } }),
      ...(details.length > 0 && { details: redacted(details) }),
    };
    this.#pino[LEVELS[level]](fields, redactedText(texts.join(' ') || (error instanceof Error ? error.message : '')));
  }
}
