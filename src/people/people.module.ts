import { Module } from '@nestjs/common';

import { AccessModule } from '../base/access/index.js';
import { Events } from '../base/events/index.js';
import { ViewsModule } from '../base/views/index.js';
import { AccountCreated, AccountDeleted, RoleGranted } from '../identity/index.js';
import { PersonalDataModule } from '../base/personal-data/index.js';
import { ConfirmHandle } from './confirm-handle.js';
import { MakeMentor } from './make-mentor.js';
import { MakeProfile } from './make-profile.js';
import { peoplePolicy, peopleViews } from './people.view.js';
import { peoplePersonal } from './people.personal.js';

@Module({
  imports: [
    PersonalDataModule.forFeature(peoplePersonal),
    ViewsModule.forFeature(peopleViews),
    AccessModule.forFeature(peoplePolicy),
  ],
  providers: [ConfirmHandle, MakeMentor, MakeProfile],
})
export class PeopleModule {
  constructor(events: Events, makeProfile: MakeProfile, makeMentor: MakeMentor, confirmHandle: ConfirmHandle) {
    events.with(AccountCreated, async (accountId, { name }) => {
      await makeProfile.execute(accountId, name);
      return {};
    });
    events.with(RoleGranted, async (accountId, { role }) => {
      if (role === 'MENTOR') await makeMentor.execute(accountId);
      return {};
    });
    events.with(AccountDeleted, async (accountId, { handle }) => {
      await confirmHandle.execute(accountId, handle);
      return {};
    });
  }
}
