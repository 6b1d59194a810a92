import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';

import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';

import { signalOf } from '../../src/base/graphql/context.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

function aResponse(writableFinished: boolean): ServerResponse {
  return Object.assign(new EventEmitter(), { writableFinished }) as unknown as ServerResponse;
}

describe('the signal of a request', () => {
  test('aborts when there is no answer after ten seconds', () => {
    const signal = signalOf(aResponse(false));
    jest.advanceTimersByTime(9_999);
    expect(signal.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    expect(signal.reason).toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  });

  test('aborts when the connection closes before the answer is written', () => {
    const response = aResponse(false);
    const signal = signalOf(response);
    response.emit('close');
    expect(signal.aborted).toBe(true);
  });

  test('stays silent once the answer is written', () => {
    const response = aResponse(true);
    const signal = signalOf(response);
    response.emit('close');
    jest.advanceTimersByTime(60_000);
    expect(signal.aborted).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
  });
});
