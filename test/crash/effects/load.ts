import { setTimeout as sleep } from 'node:timers/promises';

import { keyOf, type Person } from '../../factories/people.js';
import { Client, keyed } from '../../harness/client.js';

const PAUSE_MS = 500;

/** Something that a person asks for, under a key, until it is answered. */
interface Write {
  readonly by: Person;
  readonly send: (client: Client) => Promise<string>;
}

/** What people do: comment on one post, and book one interview after the other. */
export class Load {
  /** Ids of comments and interviews whose writer was told that they are there. */
  readonly acknowledged: string[] = [];
  #unanswered: Write[] = [];
  /** By offering. */
  readonly #booked = new Map<string, number>();

  constructor(
    private readonly postId: string,
    private readonly pairs: readonly { readonly learner: Person; readonly offeringId: string }[],
    private readonly firstStart: Date,
  ) {}

  get unanswered(): number {
    return this.#unanswered.length;
  }

  /** Writes through the process on this port, each writer at least once, until it is gone or `goOn` says no. */
  async run(port: number, goOn: () => boolean): Promise<void> {
    const writers = this.pairs.flatMap(({ learner, offeringId }) => [
      () => this.#comment(learner),
      () => this.#booking(learner, offeringId),
    ]);
    await Promise.all(
      writers.map(async (next) => {
        do {
          const write = next();
          if (!(await this.#answered(write, port))) {
            this.#unanswered.push(write);
            return;
          }
          await sleep(PAUSE_MS);
        } while (goOn());
      }),
    );
  }

  /** As clients do that got no answer: the same again, under the same key. */
  async sendAgain(port: number): Promise<void> {
    for (const write of this.#unanswered.splice(0))
      if (!(await this.#answered(write, port))) throw new Error('What was not answered can’t be sent again');
  }

  async #answered({ by, send }: Write, port: number): Promise<boolean> {
    try {
      this.acknowledged.push(keyOf(await send(new Client(`http://127.0.0.1:${port}`, by.client.accessToken))));
      return true;
    } catch (error) {
      if ((error as Error).name === 'TypeError') return false; // fetch: nobody is there, or not any more
      throw error;
    }
  }

  #comment(by: Person): Write {
    const input = keyed({ subjectId: this.postId, markdown: 'A remark.' });
    return {
      by,
      send: async (client) => {
        const { addComment } = await client.run('AddComment', { input });
        if (!addComment || !('comment' in addComment)) throw new Error(JSON.stringify(addComment));
        return addComment.comment.id;
      },
    };
  }

  #booking(by: Person, offeringId: string): Write {
    const booked = this.#booked.get(offeringId) ?? 0;
    this.#booked.set(offeringId, booked + 1);
    const startsAt = new Date(this.firstStart.getTime() + booked * 15 * 60_000).toISOString();
    const input = keyed({ offeringId, startsAt, timeZone: 'Europe/Berlin' });
    return {
      by,
      send: async (client) => {
        const { bookInterview } = await client.run('BookInterview', { input });
        if (!bookInterview || !('interview' in bookInterview)) throw new Error(JSON.stringify(bookInterview));
        return bookInterview.interview.id;
      },
    };
  }
}
