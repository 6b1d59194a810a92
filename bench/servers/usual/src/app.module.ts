import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { TypeOrmModule } from '@nestjs/typeorm';

import * as entities from './entities/index.js';
import { type Context, LoadersService } from './loaders.service.js';
import { MentorsModule } from './mentors.js';
import { PostsModule } from './posts.js';
import { QuestionsModule } from './questions.js';

@Module({ providers: [LoadersService], exports: [LoadersService] })
class LoadersModule {}

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      url: process.env.DATABASE_URL,
      entities: Object.values(entities).filter((each) => typeof each === 'function'),
      extra: { max: Number(process.env.POOL) },
    }),
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      imports: [LoadersModule],
      inject: [LoadersService],
      useFactory: (loaders: LoadersService) => ({
        autoSchemaFile: true,
        context: ({ req }: { req: { headers: Record<string, string | undefined> } }): Context => {
          const viewer = req.headers['x-account'] ?? null;
          return { viewer, loaders: loaders.create(viewer) };
        },
      }),
    }),
    PostsModule,
    QuestionsModule,
    MentorsModule,
  ],
})
export class AppModule {}
