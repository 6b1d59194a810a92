import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { type GraphQLInputType, type GraphQLInterfaceType, type GraphQLSchema, isInputObjectType } from 'graphql';

import { ViewRegistry } from '../../src/base/views/index.js';
import { anOffering, openDaily, slotsOf } from '../factories/booking.js';
import { aMentor, aPerson, keyOf, type Person } from '../factories/people.js';
import { aComment, aDraft, aPost } from '../factories/posts.js';
import { type Client, keyed } from '../harness/client.js';
import { minimalOperation, minimalWith, type Path, pathsTo, rootField, type Values } from '../harness/minimal-input.js';
import { type Service, startService } from '../harness/service.js';

let service: Service;
let schema: GraphQLSchema;
let owner: Person;
let moderator: Person;
let strangers: Readonly<Record<string, Client>>;

/** What everybody may hold an id of. Some of it isn't for everybody in each of its states: see {@link PRIVATE}. */
const PUBLIC = [
  'SkillArea',
  'Topic',
  'Profile',
  'Mentor',
  'Learner',
  'Post',
  'Question',
  'Answer',
  'Comment',
  'Offering',
];

/**
 * What isn't, by the type and, where it matters, the state: makes one of them, for the owner, and tells its id. A new type that has
 * an id belongs in one of the two lists.
 */
const PRIVATE: Readonly<Record<string, () => Promise<string>>> = {
  Viewer: async () => (await owner.client.data<{ viewer: { id: string } }>('{ viewer { id } }')).viewer.id,
  SignInSession: async () =>
    (await owner.client.data<{ viewer: { sessions: [{ id: string }] } }>('{ viewer { id sessions { id } } }')).viewer
      .sessions[0].id,
  Passkey: async () => {
    const id = randomUUID();
    await service.sql.query(`INSERT INTO passkey VALUES ($1, $2, uuid_send($1), 'x', 0, '{}', 'Phone', $3, NULL)`, [
      id,
      owner.accountId,
      now(),
    ]);
    return `passkey_${id}`;
  },
  ApiKey: async () => {
    const id = randomUUID();
    await service.sql.query(
      `INSERT INTO api_key VALUES ($1, $2, uuid_send($1), 'sfk_abcd', 'x', '{read}', $3, NULL, $3::timestamptz + interval '1 day', NULL)`,
      [id, owner.accountId, now()],
    );
    return `api_key_${id}`;
  },
  Practice: async () =>
    (await owner.client.data<{ viewer: { practice: { id: string } } }>('{ viewer { id practice { id } } }')).viewer
      .practice.id,
  Card: async () => {
    const { viewer } = await owner.client.run('PracticeQueue', { first: 1 });
    return viewer?.practice?.queue.nodes[0]?.id as string;
  },
  QuestionSignals: async () => {
    const { rows } = await service.sql.query<{ id: string }>(
      `INSERT INTO question_evidence (question_id, attempts, learners, reveal_rate, signals)
       SELECT id, 0, 40, 1, '{OFTEN_REVEALED}' FROM question ORDER BY id LIMIT 1 RETURNING 'signals_' || question_id AS id`,
    );
    return rows[0]?.id as string;
  },
  PushDevice: async () => {
    const id = randomUUID();
    await service.sql.query(
      `INSERT INTO push_device (id, account_id, session_id, platform, token, last_seen_at)
       SELECT $1::uuid, account_id, id, 'FCM', $1::text, $2 FROM sign_in_session WHERE account_id = $3 LIMIT 1`,
      [id, now(), owner.accountId],
    );
    return `device_${id}`;
  },
  DataExport: async () => {
    const id = randomUUID();
    await row('data_export', { id, account_id: owner.accountId, status: 'PENDING', requested_at: now() });
    return `export_${id}`;
  },
  Notification: async () => {
    const [id, post] = [randomUUID(), await aPost(owner)];
    await row('notification', {
      id,
      account_id: owner.accountId,
      kind: 'POST_PUBLISHED',
      key: id,
      subject_kind: 'post',
      subject_id: keyOf(post.id),
      created_at: now(),
    });
    return `notification_${id}`;
  },
  Interview: async () => {
    const learner = await aPerson(service);
    const offeringId = await anOffering(owner);
    const [startsAt] = await slotsOf(learner, offeringId, now(), service.clock.now().add({ hours: 200 }).toString());
    const { bookInterview } = await learner.client.run('BookInterview', {
      input: keyed({ offeringId, startsAt: startsAt as string, timeZone: 'UTC' }),
    });
    if (!bookInterview || !('interview' in bookInterview)) throw new Error(JSON.stringify(bookInterview));
    return bookInterview.interview.id;
  },
  Encounter: async () => {
    const id = randomUUID();
    const { rows } = await service.sql.query<{ id: string }>(
      `SELECT id FROM question WHERE state = 'PUBLISHED' LIMIT 1`,
    );
    await row('encounter', {
      id,
      question_id: rows[0]?.id,
      account_id: owner.accountId,
      company: 'x',
      company_key: 'x',
      role: 'OTHER',
      month: '2026-05-01',
      created_at: now(),
    });
    return `encounter_${id}`;
  },
  QuestionList: async () => {
    const id = randomUUID();
    const share_key = 'x'.repeat(32); // who knows the id doesn't know the key
    await row('question_list', {
      id,
      account_id: owner.accountId,
      title: 'x',
      version: 1,
      share_key,
      created_at: now(),
    });
    return `list_${id}`;
  },
  SlotHold: async () => {
    const mentor = await aMentor(service);
    await openDaily(mentor);
    const offeringId = await anOffering(mentor);
    const [startsAt] = await slotsOf(owner, offeringId, now(), service.clock.now().add({ hours: 24 }).toString());
    const { holdSlot } = await owner.client.data<{ holdSlot: { hold: { id: string } } }>(
      'mutation ($input: HoldSlotInput!) { holdSlot(input: $input) { ... on SlotHeld { hold { id } } } }',
      { input: keyed({ offeringId, startsAt: startsAt as string }) },
    );
    return holdSlot.hold.id;
  },
  BusyCalendar: async () => {
    const id = randomUUID();
    const times = { added_at: now(), fetch_at: now(), failures: 0 };
    await row('busy_calendar', { id, mentor_id: owner.accountId, name: 'x', url: `https://x.example/${id}`, ...times });
    return `calendar_${id}`;
  },
  WaitlistEntry: async () => {
    const id = randomUUID();
    const mentor = await aMentor(service);
    await row('waitlist_entry', {
      id,
      learner_id: owner.accountId,
      mentor_id: mentor.accountId,
      offering_id: keyOf(await anOffering(mentor)),
      from_at: now(),
      to_at: service.clock.now().add({ hours: 24 }).toString(),
      joined_at: now(),
    });
    return `waitlist_${id}`;
  },
  Availability: () => Promise.resolve(`availability_${owner.accountId}`),
  DeadLetter: async () => {
    const id = randomUUID();
    await row('dead_letter', { id, job: 'send-mail', payload: {}, error: 'x', attempts: 1, died_at: now() });
    return `letter_${id}`;
  },
  AuditEntry: async () => {
    const id = randomUUID();
    await row('audit_entry', {
      id,
      recorded_at: now(),
      action: 'grantRole',
      subject_kind: 'profile',
      subject_id: owner.accountId,
    });
    return `audit_${id}`;
  },
  'Post: a draft': async () => (await aDraft(owner)).id,
  'Post: hidden': async () => {
    const { id } = await aPost(owner);
    await service.sql.query('UPDATE post SET hidden_at = $2 WHERE id = $1', [keyOf(id), now()]);
    return id;
  },
  'Comment: of a draft': async () => {
    const { id } = await aPost(owner);
    const comment = await aComment(owner, id);
    await service.sql.query(`UPDATE post SET state = 'DRAFT', publish_at = NULL WHERE id = $1`, [keyOf(id)]);
    return comment;
  },
  'Offering: inactive': async () => {
    const id = await anOffering(owner);
    await service.sql.query('UPDATE offering SET active = false WHERE id = $1', [keyOf(id)]);
    return id;
  },
  'Question: a draft': async () => `question_${await aQuestionInReview()}`,
  'Answer: of a draft': async () => {
    const [id, question_id] = [randomUUID(), await aQuestionInReview()];
    const markdown = { markdown: 'x', html: 'x' };
    await row('subject', { id, kind: 'answer' });
    await row('answer', { id, question_id, author_id: owner.accountId, ...markdown, created_at: now() });
    return `answer_${id}`;
  },
  'Profile: suspended': async () => {
    const { profileId, accountId } = await aPerson(service);
    await service.sql.query(`UPDATE account SET status = 'SUSPENDED' WHERE id = $1`, [accountId]);
    return profileId;
  },
};

beforeAll(async () => {
  service = await startService({ env: { RATE_LIMITS: 'off' } });
  schema = service.app.get(GraphQLSchemaHost).schema;
  owner = await aMentor(service);
  await openDaily(owner);
  moderator = await aPerson(service, { roles: ['MODERATOR'] });
  // A mentor may ask for all that a learner may, too; without an account nothing can be changed.
  strangers = { anonymous: service.anonymous, mentor: (await aMentor(service)).client };
});
afterAll(() => service.stop());

const now = () => service.clock.now().toString();
const prefixOf = (id: string) => id.slice(0, id.lastIndexOf('_'));

async function row(table: string, values: object): Promise<void> {
  const columns = Object.keys(values).map((name) => `"${name}"`);
  await service.sql.query(
    `INSERT INTO "${table}" (${columns.join()}) SELECT ${columns.join()} FROM jsonb_populate_record(NULL::"${table}", $1)`,
    [JSON.stringify(values)],
  );
}

async function aQuestionInReview(): Promise<string> {
  const id = randomUUID();
  await row('subject', { id, kind: 'question' });
  await service.sql.query(
    `INSERT INTO question SELECT q.* FROM question original, jsonb_populate_record(original, $1) q ORDER BY original.id LIMIT 1`,
    [JSON.stringify({ id, slug: id, state: 'IN_REVIEW', author_id: owner.accountId })],
  );
  return id;
}

/** Values that get a mutation as far as looking for what it was given. */
const PLAUSIBLE: Values = {
  timeZone: 'UTC',
  title: 'A title',
  markdown: 'Some text.',
  prompt: 'Some text.',
  topics: ['self-attention'],
  reason: 'They asked for it.',
};
/** Those that take something. */
const mutations = () =>
  Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(({ name, args }) => (args.length > 0 ? name : []));
const inputOf = (mutation: string): GraphQLInputType =>
  (rootField(schema, `Mutation.${mutation}`).args[0] as { type: GraphQLInputType }).type;
const namesIds = (type: { name: string }) => type.name === 'ID';
const NODE = 'query ($id: ID!) { node(id: $id) { __typename id } }';
const NODES = 'query ($id: ID!) { nodes(ids: [$id]) { __typename id } }';

/** Each way to ask for something by its id: node, nodes, and every place for an id in every mutation. */
function ways(): { readonly way: string; readonly ask: (id: string) => { query: string; variables: object } }[] {
  const reads = Object.entries({ node: NODE, nodes: NODES }).map(([way, query]) => ({
    way,
    ask: (id: string) => ({ query, variables: { id } }),
  }));
  const writes = mutations().flatMap((mutation) =>
    pathsTo(inputOf(mutation), namesIds).map((path: Path) => ({
      way: `${mutation} ${path.join('.')}`,
      ask: (id: string) =>
        minimalOperation(schema, `Mutation.${mutation}`, {
          input: minimalWith(inputOf(mutation), path, () => id, PLAUSIBLE),
        }),
    })),
  );
  return [...reads, ...writes];
}

/** The bytes of an answer, but for the id that was asked for and that of the request. */
async function answer(client: Client, ask: { query: string; variables: object }, id: string): Promise<string> {
  const response = await client.post(JSON.stringify(ask));
  const text = (await response.text()).replaceAll(id, 'THE ID').replace(/"requestId":"[^"]*"/, '"requestId":""');
  return `${response.status} ${text}`;
}

describe('a type that has an id', () => {
  test('is said here to be public or private', () => {
    const node = schema.getType('Node') as GraphQLInterfaceType;
    const types = schema.getPossibleTypes(node).map(({ name }) => name);
    const named = [...PUBLIC, ...Object.keys(PRIVATE).filter((name) => !name.includes(':'))];
    expect(types.sort()).toEqual(named.sort());
  });

  test('is what the views know by an id', () => {
    const node = schema.getType('Node') as GraphQLInterfaceType;
    const registry = service.app.get(ViewRegistry, { strict: false });
    for (const { name } of schema.getPossibleTypes(node))
      expect([name, registry.view(name).id]).not.toContain(undefined);
  });
});

test.each(Object.keys(PRIVATE))('%s: a stranger hears what they would hear of nothing', async (what) => {
  const id = await (PRIVATE[what] as () => Promise<string>)();
  // It is there, for whoever may see it.
  const seen = await Promise.all(
    [owner, moderator].map(({ client }) => client.data<{ node: object | null }>(NODE, { id })),
  );
  expect(seen.filter(({ node }) => node !== null)).not.toEqual([]);
  for (const [who, client] of Object.entries(strangers)) {
    for (const { way, ask } of who === 'anonymous' ? ways().slice(0, 2) : ways()) {
      const nothing = `${prefixOf(id)}_${randomUUID()}`;
      const [given, none] = [await answer(client, ask(id), id), await answer(client, ask(nothing), nothing)];
      expect([what, who, way, given]).toEqual([what, who, way, none]);
    }
  }
});

test('ids that are none, or of something else, are NOT_FOUND or BAD_USER_INPUT, and never a mistake of ours', async () => {
  const [post, uuid] = [await aPost(owner), owner.accountId];
  const confused = [
    `interview_${keyOf(post.id)}`,
    `viewer_${uuid}`,
    Buffer.from(post.id).toString('base64'),
    '1 OR 1=1',
    `${owner.profileId}' OR '1'='1`,
    owner.profileId.toUpperCase(),
    '2147483648',
    '-1',
    '',
    '_',
    '\u0000',
    `profile_\u0000${uuid}`,
    `${owner.profileId}\u0000`,
    '\ud800',
    '{"$gt":""}',
    'x'.repeat(10_000),
  ];
  const client = strangers.mentor as Client;
  const wrong: string[][] = [];
  for (const { way, ask } of ways()) {
    for (const id of confused) {
      const { data, errors } = await client.ask<Record<string, { __typename?: string } | null>>(
        ask(id).query,
        ask(id).variables,
      );
      const code = errors?.[0]?.extensions.code ?? 'none';
      if (!['none', 'NOT_FOUND', 'BAD_USER_INPUT', 'FORBIDDEN'].includes(code))
        wrong.push([way, id.slice(0, 60), code]);
      if (way === 'node') expect([id, data?.node]).toEqual([id, null]);
    }
  }
  expect(wrong).toEqual([]);
});

test('texts that PostgreSQL can’t hold are no mistake of ours, in any argument of a query', async () => {
  const wrong: string[][] = [];
  const texts = (type: { name: string }) => ['ID', 'String'].includes(type.name);
  for (const name of Object.keys(schema.getQueryType()?.getFields() ?? {})) {
    for (const { name: arg, type } of rootField(schema, `Query.${name}`).args) {
      for (const path of pathsTo(type, texts)) {
        for (const text of ['\u0000', 'a\u0000b', '\ud800', "' OR 1=1 --"]) {
          const value = minimalWith(type, path, () => text, PLAUSIBLE);
          const { query, variables } = minimalOperation(schema, `Query.${name}`, { [arg]: value });
          const { errors } = await service.anonymous.ask(query, variables);
          const code = errors?.[0]?.extensions.code ?? 'none';
          if (!['none', 'BAD_USER_INPUT'].includes(code)) wrong.push([name, arg, ...path, text, code]);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});

/** What an input must never take: it would be the client's to say who they are or what became of something. */
const NOT_THEIRS = {
  role: 'ADMIN',
  roles: ['ADMIN'],
  isAdmin: true,
  emailVerified: true,
  id: 'x',
  status: 'PUBLISHED',
  createdAt: '2020-01-01T00:00:00Z',
  ownerId: 'x',
  accountId: 'x',
  authorId: 'x',
  learnerId: 'x',
  userId: 'x',
  pinned: true,
  score: 5,
};
/** Where one of these names is the mutation's own business. */
const BUSINESS = [
  'grantRole.role',
  'revokeRole.role',
  'createOffering.intakeQuestions.0.id', // of a question that stays
  'updateOffering.intakeQuestions.0.id',
];

test('no input takes what isn’t the client’s to say', async () => {
  const { client } = await aPerson(service, { roles: ['ADMIN'] });
  const wrong: unknown[] = [];
  let asked = 0;
  for (const mutation of mutations()) {
    const type = inputOf(mutation);
    for (const path of pathsTo(type, isInputObjectType)) {
      for (const [key, value] of Object.entries(NOT_THEIRS)) {
        const input = minimalWith(type, path, (there) => ({ ...(there as object), [key]: value }), PLAUSIBLE);
        const { query, variables } = minimalOperation(schema, `Mutation.${mutation}`, { input });
        if (BUSINESS.includes(`${[mutation, ...path].join('.')}.${key}`)) continue;
        const { errors, status } = await client.ask(query, variables);
        asked++;
        const heard = [errors?.[0]?.extensions.code, status];
        if (heard[0] !== 'BAD_USER_INPUT' || heard[1] !== 400) wrong.push([mutation, path, key, ...heard]);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThan(mutations().length * (Object.keys(NOT_THEIRS).length - 1));
});
