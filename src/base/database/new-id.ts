import { v7 } from 'uuid';

/** UUID v7 (RFC 9562): ids of later rows sort later, which keeps indexes compact. */
export function newId(): string {
  return v7();
}
