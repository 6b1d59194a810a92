// PostGraphile 5 with grafserv on Node's own http, over the views of schema.sql, read only.
import { createServer } from 'node:http';

import { PgSimplifyInflectionPreset } from '@graphile/simplify-inflection';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { addPgTableCondition } from 'postgraphile/utils';

/** `condition: { areas: [1, 2] }`, where a plain condition knows equality only. */
function areasCondition(tableName, sqlOf) {
  return addPgTableCondition(
    { schemaName: 'bench_postgraphile', tableName },
    'inAreas',
    ({ graphql: { GraphQLList, GraphQLNonNull, GraphQLInt } }) => ({
      type: new GraphQLList(new GraphQLNonNull(GraphQLInt)),
    }),
    (value, { sql, sqlTableAlias, sqlValueWithCodec, build }) =>
      sqlOf(sql, sqlTableAlias, sqlValueWithCodec(value, build.dataplanPg.listOfCodec(build.dataplanPg.TYPES.int))),
  );
}

const preset = {
  extends: [PostGraphileAmberPreset, PgSimplifyInflectionPreset],
  plugins: [
    areasCondition('question', (sql, alias, areas) => sql`${alias}.area_number = ANY (${areas})`),
    areasCondition('mentor', (sql, alias, areas) => sql`${alias}.areas && ${areas}`),
  ],
  disablePlugins: ['NodePlugin', 'MutationPlugin'],
  schema: { pgForbidSetofFunctionsToReturnNull: true },
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE_URL,
      schemas: ['bench_postgraphile'],
      poolConfig: {
        max: Number(process.env.POOL),
        options: '-c jit=off -c TimeZone=UTC -c plan_cache_mode=force_generic_plan -c random_page_cost=1.1',
      },
    }),
  ],
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false, websockets: false, outputDataAsString: true },
  grafast: {
    explain: false,
    // Without settings PostGraphile needs no transaction.
    context: ({ node }) => {
      const account = node?.req.headers['x-account'];
      return account ? { pgSettings: { 'jwt.claims.account': account } } : {};
    },
  },
};

const instance = postgraphile(preset);
const served = instance.createServ(grafserv);
const server = createServer();
await served.addTo(server);
await served.ready();
if (process.env.PRINT) {
  const { printSchema } = await import('graphql');
  console.log(printSchema((await instance.getSchemaResult()).schema));
}
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
