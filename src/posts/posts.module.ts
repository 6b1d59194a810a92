import { Module } from '@nestjs/common';

import { AccessModule } from '../base/access/index.js';
import { ViewsModule } from '../base/views/index.js';
import { SkillsModule } from '../skills/index.js';
import { PersonalDataModule } from '../base/personal-data/index.js';
import { CreatePost } from './create-post.js';
import { PostResolver } from './post.resolver.js';
import { postPolicy, postViews } from './post.view.js';
import { PublishPost } from './publish-post.js';
import { postsPersonal } from './posts.personal.js';

@Module({
  imports: [
    PersonalDataModule.forFeature(postsPersonal),
    ViewsModule.forFeature(postViews),
    AccessModule.forFeature(postPolicy),
    SkillsModule,
  ],
  providers: [CreatePost, PublishPost, PostResolver],
  exports: [CreatePost, PublishPost],
})
export class PostsModule {}
