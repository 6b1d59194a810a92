import { Module } from '@nestjs/common';

import { AccessModule } from '../base/access/index.js';
import { Events } from '../base/events/index.js';
import { ViewsModule } from '../base/views/index.js';
import { AccountCreated, RoleGranted } from '../identity/index.js';
import { MakeMentor } from './make-mentor.js';
import { MakeProfile } from './make-profile.js';
import { peoplePolicy, peopleViews } from './people.view.js';

@Module({
  imports: [ViewsModule.forFeature(peopleViews), AccessModule.forFeature(peoplePolicy)],
  providers: [MakeMentor, MakeProfile],
})
export class PeopleModule {
  constructor(events: Events, makeProfile: MakeProfile, makeMentor: MakeMentor) {
    events.with(AccountCreated, async (accountId, { name }) => {
      await makeProfile.execute(accountId, name);
      return {};
    });
    events.with(RoleGranted, async (accountId, { role }) => {
      if (role === 'MENTOR') await makeMentor.execute(accountId);
      return {};
    });
  }
}
