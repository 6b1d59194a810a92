import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { mock } from 'node:test';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { signalOf } from '../../src/base/graphql/context.js';

// Node's, since the application runs outside of Jest's context.
beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout'] });
});
afterEach(() => {
  mock.timers.reset();
});

function aResponse(writableFinished: boolean): ServerResponse {
  return Object.assign(new EventEmitter(), { writableFinished }) as unknown as ServerResponse;
}

describe('the signal of a request', () => {
  test('aborts when there is no answer after ten seconds', () => {
    const signal = signalOf(aResponse(false));
    mock.timers.tick(9_999);
    expect(signal.aborted).toBe(false);
    mock.timers.tick(1);
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
    mock.timers.tick(60_000);
    expect(signal.aborted).toBe(false);
  });
});
