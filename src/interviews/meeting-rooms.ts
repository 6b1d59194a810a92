import { createHmac } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Config } from '../base/config/index.js';

/** 128 bits: whoever isn't told of a room can't find it. */
const ROOM_BYTES = 16;

/** Where to meet: one address for all of an offering's interviews, or a room of its own for each session. */
@Injectable()
export class MeetingRooms {
  readonly #key: Buffer;

  constructor(config: Config) {
    this.#key = config.deriveKey('meeting-room');
  }

  /** @param pattern the offering's; `{room}` in it stands for the session's, the same for all who share it */
  address(pattern: string | null, sessionId: string): string | null {
    if (!pattern?.includes('{room}')) return pattern;
    const room = createHmac('sha256', this.#key).update(sessionId).digest().subarray(0, ROOM_BYTES);
    return pattern.replace('{room}', `sevenfold-${room.toString('hex')}`);
  }
}
