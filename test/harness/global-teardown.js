import { rmSync } from 'node:fs';

export default async function globalTeardown() {
  await globalThis.testServer.stop();
  rmSync(process.env.TEST_DATA_DIR, { recursive: true, force: true });
}
