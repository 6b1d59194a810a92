import { Module } from '@nestjs/common';

import { AccessModule } from '../base/access/index.js';
import { ViewsModule } from '../base/views/index.js';
import { PersonalDataModule } from '../base/personal-data/index.js';
import { AddComment } from './add-comment.js';
import { DiscussionResolver } from './discussion.resolver.js';
import { discussionPolicy, discussionViews } from './discussion.view.js';
import { MergeSubjects } from './merge-subjects.js';
import { OpenSubjects } from './open-subjects.js';
import { discussionPersonal } from './discussion.personal.js';

@Module({
  imports: [
    PersonalDataModule.forFeature(discussionPersonal),
    ViewsModule.forFeature(discussionViews),
    AccessModule.forFeature(discussionPolicy),
  ],
  providers: [AddComment, DiscussionResolver, MergeSubjects, OpenSubjects],
  exports: [AddComment, MergeSubjects],
})
export class DiscussionModule {}
