export { AddComment } from './add-comment.js';
export { Reaction, Subject } from './discussion.entity.js';
export { DiscussionModule } from './discussion.module.js';
export { bookmarkSubject, commentSubject, isBookmarked, reactionSubject } from './discussion.view.js';
export { declareSubject } from './subjects.js';
