import { Refusal } from '../errors/index.js';
import type { Ref } from './payload.js';

/** Somebody else was quicker; the client gets what they left. The union needs the member Stale. */
export function stale(current: Ref): Refusal {
  return new Refusal('STALE', 'This was changed meanwhile. Look at it as it is now.', 'Stale', () => ({ current }));
}
