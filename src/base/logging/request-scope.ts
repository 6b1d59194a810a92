import { AsyncLocalStorage } from 'node:async_hooks';

const requestIds = new AsyncLocalStorage<string | undefined>();

/** Whatever is logged during `work`, however deep, carries the id of the request. */
export function inRequest<Result>(requestId: string | undefined, work: () => Result): Result {
  return requestIds.run(requestId, work);
}

export function currentRequestId(): string | undefined {
  return requestIds.getStore();
}
