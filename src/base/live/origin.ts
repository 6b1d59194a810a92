import type { IncomingHttpHeaders } from 'node:http';

import type { Config } from '../config/index.js';

/**
 * Browsers open sockets to anywhere without asking first, and say only where the page comes from: ours and those that were
 * named. What is no browser sends no origin.
 */
export function mayConnect({ origin, host }: IncomingHttpHeaders, config: Config): boolean {
  if (origin === undefined) return true;
  if (config.allowedOrigins.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.host === host || (config.publicUrl !== undefined && url.origin === new URL(config.publicUrl).origin);
}
