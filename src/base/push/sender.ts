/** The services that bring messages to devices. */
export const PUSH_PLATFORMS = ['APNS', 'FCM', 'WEB'] as const;
export type PushPlatform = (typeof PUSH_PLATFORMS)[number];

/** Where a message goes. */
export interface PushTarget {
  readonly platform: PushPlatform;
  /** What the platform knows the device by; of WEB the endpoint. */
  readonly token: string;
  /** Of WEB: what messages are encrypted for. */
  readonly webKeys: WebKeys | null;
}

export interface WebKeys {
  readonly p256dh: string;
  readonly auth: string;
}

export interface PushMessage {
  /** A message takes the place of an earlier one with this topic: letters, digits, `-` and `_`, at most 32. */
  readonly topic: string;
  readonly title: string;
  readonly url: string;
}

/** `gone`: the platform will never know the device by this token again. */
export type PushOutcome = 'sent' | 'gone';

/** Brings messages to one platform. What it throws is worth trying again, unless it is a {@link PushRefusedError}. */
export interface Sender {
  send(target: PushTarget, message: PushMessage): Promise<PushOutcome>;
}

/** The platform has said no to this message, and would again. */
export class PushRefusedError extends Error {
  override readonly name = 'PushRefusedError';
}

/** Nobody wants to hear of it after a day. */
export const LIFETIME_SECONDS = 86_400;
/** A server that hasn't answered by then is taken to be away. */
export const PATIENCE_MS = 10_000;

const LATER: ReadonlySet<number> = new Set([401, 403, 408, 425, 429]);

/** Whether the same message may be taken another time: the server is busy, or something is to be mended on our side. */
export function isWorthATry(status: number): boolean {
  return status >= 500 || LATER.has(status);
}

/** @param why what the platform calls it; never anything that names the device */
export function failure(platform: PushPlatform, status: number, why = ''): Error {
  const said = `${platform} answered ${status} ${why.slice(0, 100)}`.trim();
  return isWorthATry(status) ? new Error(said) : new PushRefusedError(said);
}
