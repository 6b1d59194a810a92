/**
 * `INSIDE`: it leads to an address that is nobody's on the Internet, or isn't one that may be asked. `REDIRECTS`: it leads on and
 * on. `LATE`: it took too long. `UNREACHABLE`: nobody is there, or speaks otherwise.
 */
export type OutboundKind = 'INSIDE' | 'REDIRECTS' | 'TOO_LARGE' | 'LATE' | 'UNREACHABLE';

/** Why somebody else's server gave no answer. Its text names no address. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';

  constructor(readonly kind: OutboundKind) {
    super(`Nothing was fetched: ${kind}`);
  }
}

/** Whether an agent has refused to connect; it gives its refusals no code. */
export function isInside(error: Error): boolean {
  return error.message.includes('is not allowed');
}

export function outboundErrorOf(error: Error, signal: AbortSignal): OutboundError {
  if (error instanceof OutboundError) return error;
  if (isInside(error)) return new OutboundError('INSIDE');
  return new OutboundError(signal.aborted ? 'LATE' : 'UNREACHABLE');
}
