export { AnyMentorResolver } from './any-mentor.resolver.js';
export { anyMentorViews } from './any-mentor.view.js';
export { BookAnyMentor } from './book-any-mentor.js';
export { Candidates } from './candidates.js';
