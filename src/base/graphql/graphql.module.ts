import type { ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { AccessModule, Authenticator, Policies } from '../access/index.js';
import { Config } from '../config/index.js';
import { PersonalDataModule } from '../personal-data/index.js';
import { ViewReader, ViewsModule } from '../views/index.js';
import { Admission } from './admission.js';
import { stringifyResult, ViewsPlugin } from './apollo-plugin.js';
import { contextOf, type GraphQLContext } from './context.js';
import { ErrorFilter } from './error-filter.js';
import { explorerPlugin } from './explorer.js';
import { graphqlPersonal } from './graphql.personal.js';
import { formatError } from './format-error.js';
import { Idempotency } from './idempotency.js';
import { MutationInterceptor } from './mutation.interceptor.js';
import { LIMITS } from './limits/figures.js';
import { Limits } from './limits/limits.js';
import { GraphQLRoute } from './graphql-route.js';
import { KnownQueries } from './known-queries.js';
import { TrustedDocuments } from './trusted-documents.js';
import { nodePolicy, nodeViews } from './node.view.js';
import { Points } from './points/points.js';
import { rateLimitPolicy, RateLimitResolver } from './points/rate-limit.resolver.js';
import { Queries } from './queries.js';
import { SCALARS } from './scalars.js';
import { connectSchema, fieldResolver, typeDefinitions } from './schema.js';

@Module({
  imports: [AccessModule, ViewsModule],
  providers: [Queries, Limits, Points, Admission, KnownQueries, TrustedDocuments, GraphQLRoute],
  exports: [KnownQueries, TrustedDocuments],
})
export class QueriesModule {}

@Module({
  imports: [
    QueriesModule,
    PersonalDataModule.forFeature(graphqlPersonal),
    ViewsModule.forFeature(nodeViews),
    AccessModule.forFeature({ ...nodePolicy, ...rateLimitPolicy }),
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      imports: [QueriesModule],
      inject: [Config, ViewReader, Policies, Authenticator, KnownQueries, TrustedDocuments],
      useFactory: (
        config: Config,
        reader: ViewReader,
        policies: Policies,
        authenticator: Authenticator,
        known: KnownQueries,
        trusted: TrustedDocuments,
      ) => ({
        typeDefs: typeDefinitions(),
        resolvers: SCALARS,
        resolverValidationOptions: { requireResolversForResolveType: 'ignore' },
        transformSchema: (schema) => connectSchema(schema, reader, policies),
        context: (request: FastifyRequest, reply: FastifyReply): Promise<GraphQLContext> =>
          contextOf(request, reply, authenticator),
        fieldResolver,
        formatError,
        autoTransformHttpErrors: false,
        stringifyResult,
        includeStacktraceInErrorResponses: false,
        introspection: !config.production,
        hideSchemaDetailsFromClientErrors: config.production,
        parseOptions: { maxTokens: LIMITS.tokens },
        validationOptions: { maxErrors: LIMITS.validationErrors },
        persistedQueries: { cache: trusted.store },
        graphiql: false,
        plugins: [
          new ViewsPlugin(known) as ApolloServerPlugin,
          ApolloServerPluginCacheControlDisabled(),
          config.explorer ? explorerPlugin() : ApolloServerPluginLandingPageDisabled(),
        ],
      }),
    }),
  ],
  providers: [
    Idempotency,
    RateLimitResolver,
    { provide: APP_INTERCEPTOR, useClass: MutationInterceptor },
    { provide: APP_FILTER, useClass: ErrorFilter },
  ],
})
export class ApiModule {}
