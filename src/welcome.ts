import type { Config } from './base/config/index.js';
import { DEMO_PASSWORD, DEMO_SIGN_INS } from './demo/index.js';

/** What somebody who has just typed `npm start` wants to know. */
export function welcome(config: Config, url: string): string {
  const lines = [`Sevenfold answers at ${url}/graphql`];
  if (config.explorer) lines.push(`Explorer:           ${url}/graphql in a browser`);
  if (config.demo) {
    lines.push(
      `Demo sign-ins:      ${DEMO_SIGN_INS.join(', ')}`,
      `  password          ${DEMO_PASSWORD}`,
      `Mail that was sent: ${url}/dev/mail`,
    );
  }
  return `\n  ${lines.join('\n  ')}\n\n`;
}
