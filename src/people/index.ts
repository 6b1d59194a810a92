export { Follow, Mentor, MentorExpertise, Profile } from './people.entity.js';
export { PeopleModule } from './people.module.js';
export { blockedPeople, notBlocked, personVisible } from './visibility.js';
